//! Traits of PDFs of many writers, each on a page as small as can be.

use shenyue::ingest::readers::pdf;

/// A PDF of one page with that content stream and these further entries of the page.
fn pdf_of(content: &str, page: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{page}\
         /Resources<</Font<</F 5 0 R>>>>>>endobj\n\
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n\
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF",
        content.len()
    )
    .into_bytes()
}

/// The cells of the first table: column, columns, rows, text.
fn rows(pdf: &[u8]) -> Vec<Vec<(u32, u32, u32, String)>> {
    let grid = pdf::read(pdf).expect("a PDF");
    let rows = grid.tables.into_iter().next().expect("a table").rows;
    let cells = |cells: Vec<shenyue::ingest::Cell>| {
        let cells = cells.into_iter();
        cells
            .map(|cell| (cell.column, cell.columns, cell.rows, cell.text))
            .collect()
    };
    rows.into_iter().map(|row| cells(row.cells)).collect()
}

/// The texts of the first table.
fn texts(pdf: &[u8]) -> Vec<Vec<String>> {
    let rows = rows(pdf).into_iter();
    rows.map(|row| row.into_iter().map(|cell| cell.3).collect())
        .collect()
}

/// Two rows of two cells at the lower left of the page.
const TABLE: &str = "100 100 200 40 re 100 120 m 300 120 l 200 100 m 200 140 l S \
    BT /F 10 Tf 110 125 Td (Name) Tj 100 0 Td (a) Tj -100 -20 Td (Points) Tj 100 0 Td (10) Tj ET";

#[test]
fn a_page_printed_along_the_paper_is_read_as_it_would_be_turned() {
    let upright = texts(&pdf_of(TABLE, ""));
    assert_eq!(upright, [["Name", "a"], ["Points", "10"]]);
    for rotate in [90, 180, 270] {
        let pdf = pdf_of(TABLE, &format!("/Rotate {rotate}"));
        assert_eq!(texts(&pdf), upright, "{rotate}");
    }
    let drawn = format!("0 1 -1 0 500 0 cm {TABLE}");
    assert_eq!(texts(&pdf_of(&drawn, "")), upright);
}

#[test]
fn cells_with_frames_of_their_own_are_one_table() {
    // Each cell is a frame filled between two boxes, 2 points from the next.
    let mut content = String::new();
    for (x, y, text) in [
        (100, 130, "Name"),
        (202, 130, "a"),
        (100, 98, "Points"),
        (202, 98, "10"),
    ] {
        content += &format!(
            "{x} {y} 100 30 re {}.5 {}.5 99 29 re f* BT /F 10 Tf {} {} Td ({text}) Tj ET ",
            x,
            y,
            x + 10,
            y + 10
        );
    }
    let whole = |text: &str, column| (column, 1, 1, text.to_owned());
    assert_eq!(
        rows(&pdf_of(&content, "")),
        [
            [whole("Name", 1), whole("a", 2)],
            [whole("Points", 1), whole("10", 2)]
        ]
    );
}

#[test]
fn texts_that_fill_their_cells_stay_apart() {
    // The first row leaves no gap between the two texts, and their neighbours begin where they do.
    let content = "100 100 102 60 re 100 120 m 202 120 l 100 140 m 202 140 l 150 100 m 150 160 l S \
        BT /F 10 Tf 100 145 Td (WWWWW) Tj 50 0 Td (20) Tj -50 -20 Td (a) Tj 50 0 Td (1) Tj \
        -50 -20 Td (b) Tj 50 0 Td (2) Tj ET";
    assert_eq!(
        texts(&pdf_of(content, "")),
        [["WWWWW", "20"], ["a", "1"], ["b", "2"]]
    );
}

/// A PDF of these pages.
fn pdf_of_pages(pages: &[String]) -> Vec<u8> {
    let count = pages.len();
    let kids: String = (0..count).map(|n| format!("{} 0 R ", 10 + 2 * n)).collect();
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[{kids}]/Count {count}>>endobj\n\
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    );
    for (n, content) in pages.iter().enumerate() {
        let (page, stream) = (10 + 2 * n, 11 + 2 * n);
        pdf += &format!(
            "{page} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {stream} 0 R\
             /Resources<</Font<</F 5 0 R>>>>>>endobj\n\
             {stream} 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n",
            content.len()
        );
    }
    pdf += "trailer<</Root 1 0 R>>\n%%EOF";
    pdf.into_bytes()
}

/// A ruled table 100 points above the foot of the page, rows of 20 points, columns of 80.
fn table(rows: &[&[&str]]) -> String {
    let (width, height) = (rows[0].len() * 80, rows.len() * 20);
    let mut content = format!("100 100 {width} {height} re ");
    for row in 1..rows.len() {
        let y = 100 + row * 20;
        content += &format!("100 {y} m {} {y} l ", 100 + width);
    }
    for column in 1..rows[0].len() {
        let x = 100 + column * 80;
        content += &format!("{x} 100 m {x} {} l ", 100 + height);
    }
    content += "S ";
    for (row, cells) in rows.iter().rev().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            content += &line(110 + column * 80, 107 + row * 20, text);
        }
    }
    content
}

fn line(x: usize, y: usize, text: &str) -> String {
    format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET ")
}

#[test]
fn heads_and_feet_of_pages_part_no_table() {
    let margins = |page: u32| {
        line(300, 770, &format!("Printed 2024-03-05 10:0{page}"))
            + &line(50, 20, &format!("file:///forms/a.html {page}/2"))
    };
    let pdf = pdf_of_pages(&[
        margins(1) + &table(&[&["Name", "a", "x"], &["Points", "10", "y"]]),
        margins(2) + &table(&[&["More", "20", "z"]]),
    ]);
    assert_eq!(
        texts(&pdf),
        [
            vec!["Printed 2024-03-05 10:01"],
            vec!["Name", "a", "x"],
            vec!["Points", "10", "y"],
            vec!["More", "20", "z"]
        ]
    );
}

#[test]
fn a_label_of_rows_on_two_pages_may_stand_below_those_on_the_first() {
    let pdf = pdf_of_pages(&[
        table(&[&["Name", "a", "x"]]) + &line(110, 80, "Output"),
        table(&[&["Output", "20", "z"], &["b", "30", ""]]),
    ]);
    assert_eq!(texts(&pdf).len(), 3);
    let pdf = pdf_of_pages(&[
        table(&[&["Name", "a", "x"]]) + &line(110, 80, "Note"),
        table(&[&["Output", "20", "z"], &["b", "30", ""]]),
    ]);
    assert_eq!(texts(&pdf), [["Name", "a", "x"]]);
}

#[test]
fn a_line_on_two_forms_is_a_line_of_each() {
    let form = |name| {
        line(150, 600, "Title") + &table(&[&["Name", name], &["Unit", "u"], &["Points", "10"]])
    };
    let grid = pdf::read(&pdf_of_pages(&[form("a"), form("b")])).expect("a PDF");
    let titles: Vec<&str> = grid
        .tables
        .iter()
        .map(|table| table.rows[0].cells[0].text.as_str())
        .collect();
    assert_eq!(titles, ["Title", "Title"]);
}

#[test]
fn rows_printed_on_every_page_are_read_once() {
    let head: &[&str] = &["Name", "a"];
    let pdf = pdf_of_pages(&[
        table(&[head, &["Points", "10"]]),
        table(&[head, &["More", "20"]]),
    ]);
    assert_eq!(
        texts(&pdf),
        [["Name", "a"], ["Points", "10"], ["More", "20"]]
    );
    // Another form of the same project begins as the first one does.
    let pdf = pdf_of_pages(&[
        table(&[head, &["Points", "10"]]),
        table(&[head, &["Points", "20"]]),
    ]);
    assert_eq!(texts(&pdf).len(), 4);
}

#[test]
fn the_rest_of_a_row_is_joined_to_it() {
    let read = |first: &[&str], second: &[&str]| {
        let next: &[&str] = &["Next", "2", "3", "4", "5"];
        texts(&pdf_of_pages(&[table(&[first]), table(&[second, next])]))
    };
    // Text that went on, below text and where there was none.
    assert_eq!(
        read(&["Cost per", "1", "", "3", "4"], &["", "2", "kg", "", ""])[0],
        ["Cost per", "12", "kg", "3", "4"]
    );
    // The name was on the next page alone.
    assert_eq!(
        read(&["", "1", "2", "3", "4"], &["Name", "", "", "", ""])[0],
        ["Name", "1", "2", "3", "4"]
    );
    // Most of the row went on, but a number was torn.
    assert_eq!(
        read(
            &["Acci", "98", "97.", "3", "4"],
            &["dents", ".5", "3%", "", ""]
        )[0],
        ["Accidents", "98.5", "97.3%", "3", "4"]
    );
    // A row with a name of its own is a row.
    assert_eq!(
        read(&["Cost", "1", "", "3", "4"], &["Of it", "", "kg", "", ""]).len(),
        3
    );
}

#[test]
fn dots_in_a_row_are_a_line() {
    let dots = |from: usize, to: usize, upright: bool, at: usize| -> String {
        let places = (from..=to).step_by(2);
        places
            .map(|place| match upright {
                true => format!("{at} {place} 1 1 re "),
                false => format!("{place} {at} 1 1 re "),
            })
            .collect()
    };
    let mut content = String::new();
    for y in [100, 130, 160] {
        content += &dots(100, 300, false, y);
    }
    for x in [100, 200, 300] {
        content += &dots(100, 160, true, x);
    }
    content += "f ";
    for (x, y, text) in [
        (110, 140, "Name"),
        (210, 140, "a"),
        (110, 110, "Points"),
        (210, 110, "10"),
    ] {
        content += &line(x, y, text);
    }
    assert_eq!(
        texts(&pdf_of(&content, "")),
        [["Name", "a"], ["Points", "10"]]
    );
}

#[test]
fn text_cut_at_the_edge_of_its_cell_says_so() {
    // A spreadsheet shows of each text what the cell has room for, and prints no glyph that is hidden.
    let cell = |x: usize, text| format!("q {x} 100 100 20 re W n {} Q ", line(x + 63, 107, text));
    let content = String::from("100 100 200 20 re 200 100 m 200 120 l S ")
        + &cell(100, "Quality o")
        + &cell(200, "Quality");
    let texts = texts(&pdf_of(&content, ""));
    assert_eq!(texts, [["Quality o\u{fffd}", "Quality"]]);
}

#[test]
fn text_written_downward_is_read_in_the_order_it_was_drawn() {
    // The first two characters stand over one another, the brackets are turned.
    let upright = |y: usize, c: char| format!("BT /F 10 Tf 105 {y} Td ({c}) Tj ET ");
    let turned = |y: usize, c: char| format!("BT /F 10 Tf 0 -1 1 0 105 {y} Tm (\\{c}) Tj ET ");
    let content = String::from("100 100 200 60 re 120 100 m 120 160 l S ")
        + &upright(148, 'A')
        + &upright(147, 'B')
        + &turned(140, '(')
        + &upright(122, 'C')
        + &turned(116, ')')
        + &line(150, 130, "text");
    assert_eq!(texts(&pdf_of(&content, "")), [["AB(C)", "text"]]);
}

#[test]
fn text_over_a_neighbour_that_the_paper_cuts_says_so() {
    // The second text begins in its cell and is seen over the rest of the line, as far as the paper is.
    let content = String::from("100 100 200 20 re 150 100 m 150 120 l S ")
        + &line(110, 107, "a")
        + &format!(
            "q 150 0 150 800 re W n {} Q ",
            line(151, 107, "Quality of the water and of the riverbank")
        );
    let cut = texts(&pdf_of(&content, ""));
    assert_eq!(cut.len(), 1);
    assert_eq!(cut[0][0], "a");
    assert!(cut[0][1].contains('\u{fffd}'), "{cut:?}");
}

#[test]
fn watermarks_and_seals_are_no_text_of_cells() {
    let leaning = "q .8 g BT /F 40 Tf .8 .6 -.6 .8 90 90 Tm (Internal) Tj ET Q ";
    let faint = "q .85 g BT /F 30 Tf 105 110 Td (Specimen) Tj ET Q ";
    let seal = "q 1 0 0 rg BT /F 9 Tf 190 118 Td (Finance) Tj ET Q ";
    for over in [leaning, faint, seal] {
        let pdf = pdf_of(&format!("{TABLE} {over}"), "");
        assert_eq!(texts(&pdf), [["Name", "a"], ["Points", "10"]], "{over}");
        let remarks = pdf::read(&pdf).expect("a PDF").remarks;
        assert_eq!(remarks[0].kind, "remark-watermark");
    }
    // Faint text within its cell is text.
    let pdf = pdf_of(&TABLE.replace("(10) Tj", ".6 g (10) Tj"), "");
    assert_eq!(texts(&pdf), [["Name", "a"], ["Points", "10"]]);
}

#[test]
fn text_printed_into_another_is_lost() {
    let over = line(212, 106, "Seal");
    let texts = texts(&pdf_of(&format!("{TABLE} {over}"), ""));
    assert!(texts[1][1].contains('\u{fffd}'), "{texts:?}");
}

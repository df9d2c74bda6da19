//! PDF: bombs, loops, depths.

use std::io::Write as _;

use shenyue::ingest::readers::{Bounded, ReadError, bounds, pdf};

use crate::bound;

/// A PDF of one page with that content stream, and nothing that is not needed.
fn pdf_of(content: &[u8], entries: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources\
        <</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>endobj\n\
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        .to_vec();
    bytes.extend(format!("4 0 obj<</Length {}{entries}>>stream\n", content.len()).bytes());
    bytes.extend(content);
    bytes.extend(b"\nendstream endobj\n");
    bytes
}

#[test]
fn a_pdf_without_lines_is_read_by_its_gaps() {
    let content = b"BT /F 10 Tf 50 700 Td (Form) Tj 0 -20 Td (a) Tj 200 0 Td (b) Tj \
        -200 -20 Td (c) Tj 200 0 Td (d) Tj ET";
    let mut bytes = pdf_of(content, "");
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    let grid = pdf::read(&bytes).expect("a PDF");
    let rows: Vec<Vec<(u32, &str)>> = grid.tables[0]
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| (cell.column, cell.text.as_str()))
                .collect()
        })
        .collect();
    assert_eq!(
        rows,
        [
            vec![(1, "Form")],
            vec![(1, "a"), (2, "b")],
            vec![(1, "c"), (2, "d")]
        ]
    );
}

#[test]
fn a_missing_line_makes_no_cell_that_covers_its_neighbours() {
    // Of a table of two rows and two columns only the lower right cell has its own lines.
    let content = b"100 600 400 100 re S 300 600 m 300 650 l S 300 650 m 500 650 l S \
        BT /F 10 Tf 120 670 Td (a) Tj 0 -50 Td (c) Tj 200 0 Td (d) Tj ET";
    let mut bytes = pdf_of(content, "");
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    let grid = pdf::read(&bytes).expect("a PDF");
    let rows: Vec<Vec<(u32, u32, u32, &str)>> = grid.tables[0]
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| (cell.column, cell.columns, cell.rows, cell.text.as_str()))
                .collect()
        })
        .collect();
    assert_eq!(
        rows,
        [vec![(1, 2, 1, "a")], vec![(1, 1, 1, "c"), (2, 1, 1, "d")]]
    );
}

#[test]
fn a_page_that_is_an_image_is_a_scan() {
    let mut bytes = pdf_of(b"q 600 0 0 800 0 0 cm /X Do Q", "");
    bytes.extend(
        b"6 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8\
        /ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    );
    assert_eq!(pdf::read(&bytes), Err(ReadError::Scanned { pages: 1 }));
}

#[test]
fn forms_that_draw_themselves_many_times_end() {
    let mut bytes = pdf_of(b"/X Do", "");
    // Each form draws the next one ten times.
    for level in 0..40 {
        let number = 6 + level;
        let content = "/X Do ".repeat(10);
        let object = format!(
            "{number} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>\
             /Length {}>>stream\n{content}\nendstream endobj\n",
            number + 1,
            content.len()
        );
        bytes.extend(object.bytes());
    }
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    // Where the machine is slow, at the bound of time.
    assert!(matches!(
        pdf::read(&bytes),
        Err(ReadError::TooLarge {
            what: Bounded::PageMarks,
            ..
        } | ReadError::Damaged { .. })
    ));
}

#[test]
fn a_pdf_bomb_is_refused() {
    let zeros = vec![b' '; 1 << 20];
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..=(bounds::INFLATED_BYTES >> 20) {
        packer.write_all(&zeros).expect("packed");
    }
    let bytes = pdf_of(&packer.finish().expect("packed"), "/Filter/FlateDecode");
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::InflatedBytes));
    let bytes = pdf_of(b"", "/Filter[/FlateDecode /FlateDecode]");
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::InflateRatio));
}

/// A PDF of these objects, the first of which is the catalogue.
fn pdf_of_objects(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        bytes.extend(format!("{number} 0 obj{object}endobj\n").bytes());
    }
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    bytes
}

#[test]
fn objects_that_go_round_in_circles_end() {
    let catalogue = "<</Type/Catalog/Pages 2 0 R>>";
    for objects in [
        // Pages that hold themselves, each other, and are their own parents.
        vec![
            catalogue,
            "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>",
        ],
        vec![
            catalogue,
            "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>",
            "<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
        ],
        // References to themselves, lengths and content that are what they belong to.
        vec!["1 0 R"],
        vec![catalogue, "2 0 R"],
        vec![
            catalogue,
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R 5 0 R]>>",
            "<</Length 4 0 R>>stream\nBT ET\nendstream ",
            "[5 0 R 5 0 R]",
        ],
        // A form that draws itself, a font made of itself.
        vec![
            catalogue,
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R>>",
            "<</Length 27>>stream\n/X Do BT /F 9 Tf (a) Tj ET  \nendstream ",
            "<</XObject<</X 6 0 R>>/Font<</F 7 0 R>>>>",
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R/Length 11>>stream\n/X Do /X Do\nendstream ",
            "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 7 0 R/DescendantFonts[7 0 R]/ToUnicode 7 0 R>>",
        ],
    ] {
        assert!(pdf::read(&pdf_of_objects(&objects)).is_err(), "{objects:?}");
    }
    let previous = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \n\
        trailer<</Root 1 0 R/Prev 42>>\nstartxref\n42\n%%EOF";
    assert!(pdf::read(previous).is_err());
}

#[test]
fn depths_do_not_use_up_the_stack() {
    for (open, close) in [("[", "]"), ("<</A ", ">>"), ("(", ")")] {
        let deep = format!("{}{}", open.repeat(20_000), close.repeat(20_000));
        let bytes = pdf_of_objects(&["<</Type/Catalog/Pages 2 0 R>>", &deep]);
        assert!(pdf::read(&bytes).is_err());
        let mut bytes = pdf_of(deep.as_bytes(), "");
        bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
        assert!(pdf::read(&bytes).is_err());
    }
    let saved = pdf_of("q ".repeat(20_000).as_bytes(), "");
    assert!(pdf::read(&saved).is_err());
}

#[test]
fn a_page_tree_as_deep_as_it_has_nodes_ends() {
    let nodes: Vec<String> = (2..20_000)
        .map(|node| format!("<</Type/Pages/Count 1/Kids[{} 0 R]>>", node + 1))
        .collect();
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>"];
    objects.extend(nodes.iter().map(String::as_str));
    assert!(pdf::read(&pdf_of_objects(&objects)).is_err());
}

#[test]
fn too_many_pages_are_refused() {
    let kids = "<</Type/Page/MediaBox[0 0 9 9]>>".repeat(bounds::PAGES + 1);
    let pages = format!("<</Type/Pages/Count 1/Kids[{kids}]>>");
    let bytes = pdf_of_objects(&["<</Type/Catalog/Pages 2 0 R>>", &pages]);
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::Pages));
}

#[test]
fn streams_that_overlap_are_not_gone_through_again_and_again() {
    // Beginnings of streams, each inside a stored block of the one before, and behind them a long
    // run of empty blocks that all of them lead to.
    let beginning = b"stream\n\x78\x9c";
    let mut bytes = b"%PDF-1.4\nstream\n\x78\x9c".to_vec();
    for _ in 0..400 {
        bytes.extend([0, 9, 0, 0xf6, 0xff]);
        bytes.extend(beginning);
    }
    for _ in 0..20_000 {
        bytes.extend([0, 0, 0, 0xff, 0xff]);
    }
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::FileBytes));
}

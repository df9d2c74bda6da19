//! The same form in many formats says the same: cell by cell, in the same order.
//!
//! Needs the shared corpus; says so and passes where it is absent.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use shenyue::form::fold;
use shenyue::ingest::Grid;
use shenyue::ingest::readers::{ReadError, doc, docx, html, ods, pdf, workbook, xls};

/// A reader.
type Reader = fn(&[u8]) -> Result<Grid, ReadError>;

const FORMS: [&str; 5] = [
    "guichi_tangxi_weituo_2022",
    "qingshen_fgw_2023",
    "wuhan_jinbu_2020",
    "yongde_mingliang_2022",
    "zhongjiang_shuibiaochi_2022",
];

fn corpus() -> Option<PathBuf> {
    let shared = std::env::var_os("SHENYUE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let corpus = shared.join("corpus");
    if corpus.is_dir() {
        return Some(corpus);
    }
    eprintln!("skipped: no shared corpus here");
    None
}

/// Texts of the cells that have one, in reading order, as they compare.
fn texts(reader: Reader, path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).expect("a corpus file");
    let grid = reader(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    grid.tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .map(|cell| fold(&cell.text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// Which of `expected` are found in `found`, in order: the longest common subsequence, as the
/// expected texts that are not in it.
fn missing<'a>(expected: &'a [String], found: &[String]) -> Vec<&'a str> {
    let (rows, columns) = (expected.len(), found.len());
    let mut length = vec![vec![0_usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            length[row][column] = if expected[row] == found[column] {
                length[row + 1][column + 1] + 1
            } else {
                length[row + 1][column].max(length[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut missing) = (0, 0, Vec::new());
    while row < rows {
        if column < columns && expected[row] == found[column] {
            row += 1;
            column += 1;
        } else if column < columns && length[row][column + 1] >= length[row + 1][column] {
            column += 1;
        } else {
            missing.push(expected[row].as_str());
            row += 1;
        }
    }
    missing
}

/// Share of cells, in thousandths, that `reader` finds of what the workbook says, over all forms.
fn agreement(corpus: &Path, extension: &str, reader: Reader) -> usize {
    let (mut all, mut lost) = (0, 0);
    for form in FORMS {
        let expected = texts(workbook::read, &corpus.join(format!("{form}.xlsx")));
        let found = texts(reader, &corpus.join(format!("{form}.{extension}")));
        let missing = missing(&expected, &found);
        eprintln!(
            "{extension:5} {form:30} {:4} cells, {} not found {missing:?}",
            expected.len(),
            missing.len()
        );
        all += expected.len();
        lost += missing.len();
    }
    (all - lost) * 1000 / all
}

#[test]
fn formats_say_what_the_workbook_says() {
    let Some(corpus) = corpus() else { return };
    let readers: [(&str, Reader, usize); 6] = [
        ("doc", doc::read, 1000),
        ("xls", xls::read, 1000),
        ("ods", ods::read, 1000),
        ("docx", docx::read, 1000),
        ("html", html::read, 1000),
        ("pdf", pdf::read, 970),
    ];
    for (extension, reader, least) in readers {
        let found = agreement(&corpus, extension, reader);
        assert!(found >= least, "{extension}: {found} of 1000");
    }
}

/// Cells of the form's table from the first that says 项目名称 on: left column, columns, rows, text.
/// Columns that no row has by themselves are not counted: some formats do not have them.
fn shapes(reader: Reader, path: &Path) -> Vec<(usize, usize, u32, String)> {
    let bytes = std::fs::read(path).expect("a corpus file");
    let grid = reader(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cells: Vec<_> = grid
        .tables
        .iter()
        .map(|table| {
            table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .skip_while(|cell| fold(&cell.text) != "项目名称")
                .collect::<Vec<_>>()
        })
        .find(|cells| !cells.is_empty())
        .expect("a form");
    let edges: BTreeSet<u32> = cells
        .iter()
        .flat_map(|cell| [cell.column, cell.column + cell.columns])
        .collect();
    let rank = |edge: u32| edges.range(..edge).count() + 1;
    cells
        .iter()
        .map(|cell| {
            let column = rank(cell.column);
            let columns = rank(cell.column + cell.columns) - column;
            // One of the writers had no dash in its font and printed a hyphen.
            let text = fold(&cell.text).replace('—', "-");
            (column, columns, cell.rows, text)
        })
        .collect()
}

#[test]
fn pdf_of_three_writers_has_the_cells_and_spans_of_the_page() {
    let Some(corpus) = corpus() else { return };
    let corpus = corpus.join("pdf");
    let expected = shapes(html::read, &corpus.join("form.html"));
    assert_eq!(expected.len(), 87);
    for writer in ["chromium", "rl_ttf", "raw_gbkeuc"] {
        let found = shapes(pdf::read, &corpus.join(format!("{writer}.pdf")));
        assert_eq!(found, expected, "{writer}");
    }
}

#[test]
fn spans_survive_every_format() {
    let Some(corpus) = corpus() else { return };
    let others: [(&str, Reader); 6] = [
        ("xls", xls::read),
        ("ods", ods::read),
        ("docx", docx::read),
        ("doc", doc::read),
        ("html", html::read),
        ("pdf", pdf::read),
    ];
    for form in FORMS {
        let expected = shapes(workbook::read, &corpus.join(format!("{form}.xlsx")));
        for (extension, reader) in others {
            let found = shapes(reader, &corpus.join(format!("{form}.{extension}")));
            let differ = expected
                .iter()
                .zip(&found)
                .find(|(one, other)| one != other);
            assert_eq!(differ, None, "{form}.{extension}");
            assert_eq!(found.len(), expected.len(), "{form}.{extension}");
        }
    }
}

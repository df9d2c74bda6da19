//! Plain text, separated values and web pages.

use shenyue::ingest::readers::{Bounded, html, text};
use shenyue::ingest::{self, ReadError};

use crate::{bound, texts};

#[test]
fn a_text_beyond_the_bound_is_refused() {
    let bytes = vec![b'a'; usize::try_from(text::TEXT_BYTES).expect("64 bits") + 1];
    assert_eq!(bound(text::read("a.txt", &bytes)), Some(Bounded::FileBytes));
}

#[test]
fn lines_with_commas_are_compared_once() {
    let text: String = (0..100_000).map(|n| [",,,\n", ",,,,\n"][n % 2]).collect();
    let grid = text::read("a", text.as_bytes()).expect("a text");
    assert_eq!(texts(&grid).len(), 100_000);
}

#[test]
fn angles_and_ampersands_are_looked_at_once() {
    for mark in ["<", "&", "<p ", "&#"] {
        let text = mark.repeat(300_000);
        let grid = text::read("a.txt", text.as_bytes()).expect("a text");
        assert_eq!(texts(&grid), [text.trim()]);
    }
}

#[test]
fn lists_that_are_never_closed_are_looked_at_once() {
    let text = "<ol><li>甲\n".repeat(50_000);
    let grid = text::read("a.txt", text.as_bytes()).expect("a text");
    assert_eq!(texts(&grid).len(), 50_000);
}

#[test]
fn a_line_of_very_many_cells_is_refused() {
    let line = "\t".repeat(10_000);
    assert_eq!(
        bound(text::read("a.txt", format!("甲{line}").as_bytes())),
        Some(Bounded::Columns)
    );
    let line = ",".repeat(10_000);
    assert_eq!(
        bound(text::read("a.csv", format!("甲{line}").as_bytes())),
        Some(Bounded::Columns)
    );
}

#[test]
fn bytes_that_are_no_text_are_named_and_not_shown() {
    let nothing = vec![0_u8; 100_000];
    assert!(matches!(
        ingest::read("a.txt", &nothing),
        Err(ReadError::Unsupported { .. })
    ));
}

#[test]
fn a_page_of_a_million_open_elements_ends() {
    for element in ["<div>", "<b>", "<p><span>", "<!--", "<a b='"] {
        let page = format!("<html>甲{}", element.repeat(200_000));
        if let Ok(grid) = html::read(page.as_bytes()) {
            assert_eq!(texts(&grid).first(), Some(&"甲"));
        }
    }
    let page = "<table><tr><td>".repeat(1_000);
    assert_eq!(bound(html::read(page.as_bytes())), Some(Bounded::Nesting));
}

#[test]
fn a_cell_that_covers_the_table_is_counted_whole() {
    let row = "<tr><td colspan=1000 rowspan=1000>甲";
    let page = format!("<table>{}</table>", row.repeat(3_000));
    let refused = bound(html::read(page.as_bytes()));
    assert!(matches!(refused, Some(Bounded::Cells | Bounded::Columns)));
    let rows = format!(
        "<tr>{}{}",
        "<td rowspan=1000>甲".repeat(1_000),
        "<tr><td>乙".repeat(999)
    );
    let page = format!("<table>{rows}</table>").repeat(3);
    assert_eq!(bound(html::read(page.as_bytes())), Some(Bounded::Cells));
    let row = "<tr><td colspan=1000>甲";
    let page = format!("<table>{}</table>", row.repeat(3_000));
    assert_eq!(bound(html::read(page.as_bytes())), Some(Bounded::Cells));
}

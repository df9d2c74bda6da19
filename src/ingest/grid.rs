//! The one shape every reader yields: tables of cells with their spans and places.
//!
//! Invariants: rows are in reading order; the cells of a row are in column order and do not
//! overlap; a merged cell stands once, at its top left corner, with its spans; an empty cell that
//! the file has is there with empty text, so that columns can be counted.

/// What the parts of a file are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartKind {
    /// The file has no parts (text, csv, html): `Origin::part` is 0.
    #[default]
    None,
    /// Sheets of a workbook.
    Sheet,
    /// Pages of a document.
    Page,
}

/// Whether something can be missing at the end of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// A format that shows when it is not whole.
    #[default]
    Whole,
    /// A text that ends with a line break: its last line is whole.
    Line,
    /// A text without one: its last line may have been cut.
    Open,
}

/// Everything a reader took from one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// What parts are called here.
    pub parts: PartKind,
    /// Names of the parts in order (sheet names); empty where they have none.
    pub part_names: Vec<String>,
    /// The tables, with paragraphs between them as one-cell rows of the table that follows.
    pub tables: Vec<Table>,
    /// Whether the file can have been cut off behind its last row.
    pub end: End,
    /// What the reader has to say about the reading (replaced characters, unreadable glyphs, a
    /// hidden sheet that was left out, …): message-catalogue key and found text, with place.
    pub remarks: Vec<crate::form::Repair>,
}

/// A run of rows that belong together: a sheet, an HTML or Word table with the paragraphs in front
/// of it, the ruled table of PDF pages, the whole of a text file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Sheet or page the table starts on, from 1; 0 where the file has no parts.
    pub part: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Sheet or page of this row (a PDF table may go on over pages).
    pub part: u32,
    /// Row of the sheet or table, or line of the text, from 1.
    pub number: u32,
    /// The cells that begin in this row.
    pub cells: Vec<Cell>,
    /// The row as it stood in the file, where that differs from the cells joined by tabs (a text
    /// line with mark-up); else empty.
    pub raw: String,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Column of its left edge, from 1.
    pub column: u32,
    /// How many columns it covers, at least 1.
    pub columns: u32,
    /// How many rows it covers, at least 1.
    pub rows: u32,
    /// The text as a person sees it: a number with its format applied (`96.14%`), line breaks kept
    /// as `\n`, no mark-up.
    pub text: String,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(column: u32, text: impl Into<String>) -> Self {
        Self {
            column,
            columns: 1,
            rows: 1,
            text: text.into(),
        }
    }
}

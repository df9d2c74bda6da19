//! Where in its file a value stood.

use serde::{Deserialize, Serialize};

/// The place of a cell in the file it was read from. All counts start at 1; 0 says that the file
/// has no such division (a text file has no parts) or that the value was never printed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Origin {
    /// Sheet of a workbook or page of a PDF.
    pub part: u32,
    /// Row of the sheet or table, or line of a text.
    pub row: u32,
    /// Column of the sheet or table, or tab-separated cell of a text line.
    pub column: u32,
}

impl Origin {
    /// The place in `part`, at `row` and `column`.
    pub const fn new(part: u32, row: u32, column: u32) -> Self {
        Self { part, row, column }
    }
}

//! How much a file may ask of us. Beyond a bound the reader stops with
//! [`super::ReadError::TooLarge`], so that a hostile file costs one message and not the machine.

/// Bytes of one document of an office format, web page or PDF (plain text is streamed and has a
/// bound of its own).
pub const FILE_BYTES: u64 = 256 << 20;
/// Bytes of a web page.
pub const WEB_BYTES: u64 = 64 << 20;
/// Time one document may take before it is given up: a last resort, where a library's time does not
/// grow evenly with the bytes.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);
/// Bytes one member of a packed document or archive may unpack to.
pub const INFLATED_BYTES: u64 = 128 << 20;
/// Bytes all members of an archive may unpack to together.
pub const ARCHIVE_BYTES: u64 = 2 << 30;
/// How many times its packed size a member may unpack to, where that is more than
/// [`RATIO_FREE_BYTES`]. (Sheets of repeated cells reach 50; deflate cannot pass 1 032.)
pub const INFLATE_RATIO: u64 = 200;
/// Unpacked size up to which the ratio does not matter.
pub const RATIO_FREE_BYTES: u64 = 16 << 20;
/// Members of an archive.
pub const ARCHIVE_MEMBERS: usize = 100_000;
/// Archives inside archives.
pub const ARCHIVE_DEPTH: usize = 3;
/// Cells of one file, counted as rows × columns where the format fills gaps.
pub const CELLS: u64 = 2_000_000;
/// Bytes of text all cells of one workbook may hold together: one shared text may stand in many.
pub const TEXT_BYTES: u64 = 128 << 20;
/// Sheets of a workbook: several may be told to be the same part of the file.
pub const SHEETS: usize = 1_000;
/// Columns of a table. The widest form of the field has 14.
pub const COLUMNS: u32 = 1_024;
/// Rows of a table.
pub const ROWS: u32 = 1_048_576;
/// Rows or columns one cell may cover: what the HTML standard caps columns at.
pub const SPAN: u32 = 1_000;
/// Elements inside one another.
pub const NESTING: usize = 200;
/// Pages of a PDF.
pub const PAGES: usize = 2_000;
/// Glyphs and ruling lines of one PDF page.
pub const PAGE_MARKS: usize = 200_000;
/// Characters of one cell.
pub const CELL_CHARS: usize = 1 << 20;

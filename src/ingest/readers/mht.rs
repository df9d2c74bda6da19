//! Web archives, `.mht` and `.mhtml`: the pages in them one after another.

use mailparse::{ParsedMail, parse_mail};

use super::bounds;
use super::error::{Bounded, Content, ReadError};
use super::html;
use super::remarks;
use crate::ingest::Grid;

/// Parts in parts; mail programs make three.
const DEPTH: usize = 8;

/// Whether the bytes begin as a web archive does: with the lines of a mail's head, whatever their
/// order.
pub fn is_web_archive(bytes: &[u8]) -> bool {
    let front = bytes.get(..bytes.len().min(2048)).unwrap_or(bytes);
    let front = String::from_utf8_lossy(front).to_ascii_lowercase();
    let head = front.trim_start_matches('\u{feff}').trim_start();
    let first = head.split(':').next().unwrap_or_default();
    let named = !first.is_empty()
        && first
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let has = |name: &str| head.lines().any(|line| line.starts_with(name));
    named && has("mime-version:") && has("content-type:")
}

/// Reads a web archive.
///
/// # Errors
/// [`ReadError`] when the archive is damaged, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.len() as u64 > bounds::WEB_BYTES {
        return Err(ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound: bounds::WEB_BYTES,
        });
    }
    // The parser calls itself for every level: a level takes two dashes and a boundary of its own.
    let levels = bytes
        .windows(b"multipart/".len())
        .filter(|window| window.eq_ignore_ascii_case(b"multipart/"))
        .count();
    if levels > DEPTH {
        return Err(ReadError::TooLarge {
            what: Bounded::Nesting,
            bound: DEPTH as u64,
        });
    }
    let mail = parse_mail(bytes).map_err(|error| ReadError::damaged(Content::WebPage, error))?;
    let mut grid = Grid::default();
    let mut rows = 0_u32;
    pages(&mail, &mut |page| {
        let mut read = match html::read(page) {
            Ok(read) => read,
            Err(ReadError::Empty) => return Ok(()),
            Err(error) => return Err(error),
        };
        // Rows are numbered through the whole file.
        let mut last = rows;
        for row in read.tables.iter_mut().flat_map(|table| &mut table.rows) {
            row.number = row.number.saturating_add(rows);
            last = last.max(row.number);
        }
        rows = last;
        grid.tables.append(&mut read.tables);
        for remark in read.remarks {
            remarks::push(&mut grid, remark);
        }
        Ok(())
    })?;
    remarks::or_empty(grid)
}

/// Gives the bytes of every page in the mail to `each`.
fn pages(
    mail: &ParsedMail<'_>,
    each: &mut dyn FnMut(&[u8]) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    if mail.ctype.mimetype.eq_ignore_ascii_case("text/html") {
        let page = mail
            .get_body_raw()
            .map_err(|error| ReadError::damaged(Content::WebPage, error))?;
        each(&page)?;
    }
    for part in &mail.subparts {
        pages(part, each)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARCHIVE: &str = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n\
--b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
<table><tr><td width=3D10>=CF=EE=C4=BF=C3=FB=B3=C6</td></tr></table>\r\n\
--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+5LmZPC9wPg==\r\n--b--\r\n";

    #[test]
    fn every_page_of_the_archive_is_read() {
        assert!(is_web_archive(ARCHIVE.as_bytes()));
        let grid = read(ARCHIVE.as_bytes()).unwrap();
        let cells: Vec<(u32, &str)> = grid
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .map(|row| (row.number, row.cells[0].text.as_str()))
            .collect();
        assert_eq!(cells, [(1, "项目名称"), (2, "乙")]);
    }

    #[test]
    fn parts_in_parts_are_bounded() {
        let mut deep = String::from("MIME-Version: 1.0\r\n");
        for level in 0..1_000 {
            deep.push_str(&format!(
                "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
            ));
        }
        assert!(matches!(
            read(deep.as_bytes()),
            Err(ReadError::TooLarge { .. })
        ));
    }
}

//! Archives: the files inside a `.zip`, one after another, also those of archives inside it.
//!
//! Invariants: at most [`bounds::ARCHIVE_MEMBERS`] files and [`bounds::ARCHIVE_BYTES`] come out of one
//! archive; nothing is written to disk, so a path may say what it likes; a member that cannot be
//! unpacked is told with its path and does not end the walk.

use super::bounds;
use super::error::{Bounded, Content, ReadError};
use super::packed::Package;

/// A file found in an archive.
#[derive(Debug)]
pub struct Inner {
    /// Path inside the archive, parts of nested archives joined by `!/`.
    pub path: String,
    /// Its bytes, or why they could not be had.
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// Whether the bytes are a zip file that is no office document of its own.
pub fn is_archive(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return false;
    }
    let Ok(package) = Package::open(bytes, Content::Archive, 0) else {
        return true;
    };
    ![
        "[Content_Types].xml",
        "xl/workbook.xml",
        "word/document.xml",
        "content.xml",
        "mimetype",
        "OFD.xml",
    ]
    .iter()
    .any(|path| package.has(path))
}

/// Gives every file in the archive to `each`, in the archive's order, until that says stop by
/// returning `false`.
///
/// # Errors
/// [`ReadError`] when the archive itself is damaged, encrypted or beyond a bound.
pub fn walk(bytes: &[u8], each: &mut dyn FnMut(Inner) -> bool) -> Result<(), ReadError> {
    let mut walk = Walk {
        each,
        members: 0,
        left: bounds::ARCHIVE_BYTES,
    };
    walk.archive("", bytes, 1).map(|_| ())
}

struct Walk<'a> {
    each: &'a mut dyn FnMut(Inner) -> bool,
    members: usize,
    left: u64,
}

impl Walk<'_> {
    /// Walks one archive; whether to go on after it.
    fn archive(&mut self, prefix: &str, bytes: &[u8], depth: usize) -> Result<bool, ReadError> {
        if depth > bounds::ARCHIVE_DEPTH {
            return Err(ReadError::TooLarge {
                what: Bounded::Nesting,
                bound: bounds::ARCHIVE_DEPTH as u64,
            });
        }
        let mut package = Package::open(bytes, Content::Archive, self.left)?;
        self.members = self.members.saturating_add(package.len());
        if self.members > bounds::ARCHIVE_MEMBERS {
            return Err(ReadError::TooLarge {
                what: Bounded::Members,
                bound: bounds::ARCHIVE_MEMBERS as u64,
            });
        }
        for (index, path) in package.paths().into_iter().enumerate() {
            if is_clutter(&path) {
                continue;
            }
            let path = format!("{prefix}{path}");
            let member = match package.member(index) {
                Ok(Some(bytes)) => Ok(bytes),
                Ok(None) => continue,
                Err(error) => Err(error),
            };
            let go_on = match member {
                Ok(bytes) if is_archive(&bytes) => {
                    self.left = self.left.saturating_sub(bytes.len() as u64);
                    match self.archive(&format!("{path}!/"), &bytes, depth.saturating_add(1)) {
                        Ok(go_on) => go_on,
                        Err(error) => (self.each)(Inner {
                            path,
                            bytes: Err(error),
                        }),
                    }
                }
                bytes => {
                    let size = bytes.as_ref().map_or(0, Vec::len);
                    self.left = self.left.saturating_sub(size as u64);
                    (self.each)(Inner { path, bytes })
                }
            };
            if !go_on {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What operating systems and office programs leave behind beside the files.
fn is_clutter(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    path.ends_with('/')
        || path.starts_with("__MACOSX/")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || name.starts_with("~$")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let packed = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        for (path, bytes) in files {
            zip.start_file(*path, packed).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn found(bytes: &[u8]) -> Vec<(String, Result<usize, ReadError>)> {
        let mut found = Vec::new();
        walk(bytes, &mut |inner| {
            found.push((inner.path, inner.bytes.map(|bytes| bytes.len())));
            true
        })
        .unwrap();
        found
    }

    #[test]
    fn archives_in_archives_are_walked() {
        let inner = zip(&[("表/乙.txt", b"22")]);
        let outer = zip(&[
            ("甲.txt", b"1"),
            ("__MACOSX/甲.txt", b"x"),
            ("里.zip", &inner),
        ]);
        assert_eq!(
            found(&outer),
            [
                ("甲.txt".to_owned(), Ok(1)),
                ("里.zip!/表/乙.txt".to_owned(), Ok(2))
            ]
        );
    }

    #[test]
    fn a_matryoshka_ends() {
        let mut bytes = zip(&[("a.txt", b"1")]);
        for _ in 0..10 {
            bytes = zip(&[("a.zip", &bytes)]);
        }
        let found = found(&bytes);
        assert_eq!(found.len(), 1);
        assert!(matches!(
            found[0].1,
            Err(ReadError::TooLarge {
                what: Bounded::Nesting,
                ..
            })
        ));
    }

    #[test]
    fn a_bomb_is_told_and_the_rest_is_read() {
        let zeros = vec![0_u8; 40 << 20];
        let bytes = zip(&[("bomb.txt", &zeros), ("ok.txt", b"1")]);
        let found = found(&bytes);
        assert!(matches!(
            found[0].1,
            Err(ReadError::TooLarge {
                what: Bounded::InflateRatio,
                ..
            })
        ));
        assert_eq!(found[1], ("ok.txt".to_owned(), Ok(1)));
    }

    #[test]
    fn an_office_document_is_no_archive() {
        assert!(!is_archive(&zip(&[("xl/workbook.xml", b"")])));
        assert!(is_archive(&zip(&[("a.xlsx", b"")])));
        assert!(!is_archive(b"text"));
    }
}

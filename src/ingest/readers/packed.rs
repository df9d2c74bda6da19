//! Members of zip-packed documents and archives, unpacked within bounds.
//!
//! What counts is what comes out: the sizes a zip file declares are believed only in that nothing
//! may come out beyond them.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::bounds;
use super::error::{Bounded, Content, ReadError};

/// A zip file in memory, with an account of what was unpacked so far.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    content: Content,
    unpacked: u64,
    budget: u64,
}

impl<'a> Package<'a> {
    /// Opens `bytes`, which should be a zip file that holds a `content`; all members together may
    /// unpack to `budget` bytes.
    pub fn open(bytes: &'a [u8], content: Content, budget: u64) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refuse(content, &error))?;
        if zip.len() > bounds::ARCHIVE_MEMBERS {
            return Err(ReadError::TooLarge {
                what: Bounded::Members,
                bound: bounds::ARCHIVE_MEMBERS as u64,
            });
        }
        Ok(Self {
            zip,
            content,
            unpacked: 0,
            budget,
        })
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.zip.len()
    }

    /// The paths of all members, in their order.
    pub fn paths(&self) -> Vec<String> {
        self.zip.file_names_raw().map(decode_name).collect()
    }

    /// Whether there is a member of that exact path.
    pub fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// The bytes of the member of that exact path, or `None` where there is none.
    pub fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        match self.zip.index_for_name(path) {
            Some(index) => self.member(index),
            None => Ok(None),
        }
    }

    /// The text of the member of that exact path, or `None` where there is none.
    pub fn text(&mut self, path: &str) -> Result<Option<String>, ReadError> {
        Ok(self.bytes(path)?.map(|bytes| super::xml::decode(&bytes)))
    }

    /// The bytes of the member at `index`; `None` for a folder.
    pub fn member(&mut self, index: usize) -> Result<Option<Vec<u8>>, ReadError> {
        let content = self.content;
        let left = self.budget.saturating_sub(self.unpacked);
        let member = self
            .zip
            .by_index(index)
            .map_err(|error| refuse(content, &error))?;
        if member.is_dir() {
            return Ok(None);
        }
        let path = decode_name(member.name_raw());
        let packed = member.compressed_size();
        let size = member.size();
        let (bound, what) = bound_of(packed, left);
        // What comes out beyond the size that was told is damage.
        let bound = bound.min(size);
        let mut bytes = Vec::new();
        let mut limited = member.take(bound.saturating_add(1));
        limited
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::damaged(content, format!("{path}: {error}")))?;
        if bytes.len() as u64 > bound && bound == size {
            return Err(ReadError::damaged(content, path));
        }
        if bytes.len() as u64 > bound {
            return Err(match what {
                Bounded::InflateRatio => ReadError::TooLarge {
                    what,
                    bound: bounds::INFLATE_RATIO,
                },
                _ => ReadError::TooLarge {
                    what,
                    bound: self.budget.min(bounds::INFLATED_BYTES),
                },
            });
        }
        self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
        Ok(Some(bytes))
    }
}

/// How many bytes the members of a packed document say they unpack to; 0 where it cannot be opened.
pub(in crate::ingest) fn declared(bytes: &[u8]) -> u64 {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return 0;
    };
    (0..zip.len())
        .filter_map(|index| zip.by_index_raw(index).ok().map(|member| member.size()))
        .fold(0, u64::saturating_add)
}

/// Unpacks everything once and throws it away: for libraries that unpack without asking.
pub(super) fn check(bytes: &[u8], content: Content) -> Result<(), ReadError> {
    let mut package = Package::open(bytes, content, bounds::INFLATED_BYTES)?;
    for index in 0..package.len() {
        package.member(index)?;
    }
    Ok(())
}

/// How many bytes a member of `packed` bytes may unpack to when `left` bytes are left of the
/// budget, and which bound that is.
fn bound_of(packed: u64, left: u64) -> (u64, Bounded) {
    let size = left.min(bounds::INFLATED_BYTES);
    let ratio = packed
        .saturating_mul(bounds::INFLATE_RATIO)
        .max(bounds::RATIO_FREE_BYTES);
    if ratio < size {
        (ratio, Bounded::InflateRatio)
    } else {
        (size, Bounded::InflatedBytes)
    }
}

/// A member's path: UTF-8, else GB18030, which Chinese archivers write without saying so.
fn decode_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(raw).0.into_owned(),
    }
}

fn refuse(content: Content, error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::Encrypted
        }
        other => ReadError::damaged(content, other),
    }
}

//! Compound files: the container of `.xls` and `.doc`, and of encrypted `.xlsx` and `.docx`.

use std::io::{Cursor, Read};

use super::bounds;
use super::error::{Content, ReadError};

/// What a compound file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A workbook of the `.xls` kind.
    Workbook,
    /// A Word document of the `.doc` kind.
    Document,
    /// A document behind a password.
    Encrypted,
    /// Something else.
    Other,
}

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<Compound<'_>, ReadError> {
    Compound::open(Cursor::new(bytes)).map_err(|error| ReadError::damaged(Content::Archive, error))
}

/// What the compound file `bytes` holds.
pub(super) fn holds(bytes: &[u8]) -> Result<Holds, ReadError> {
    let file = open(bytes)?;
    Ok(if file.is_stream("/EncryptedPackage") {
        Holds::Encrypted
    } else if file.is_stream("/WordDocument") {
        Holds::Document
    } else if file.is_stream("/Workbook") || file.is_stream("/Book") {
        Holds::Workbook
    } else {
        Holds::Other
    })
}

/// The first stream there is of the given names.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Option<Vec<u8>>, ReadError> {
    let mut file = open(bytes)?;
    for name in names {
        if file.is_stream(name) {
            let stream = file
                .open_stream(name)
                .map_err(|error| ReadError::damaged(Content::Archive, error))?;
            let mut data = Vec::new();
            stream
                .take(bounds::FILE_BYTES)
                .read_to_end(&mut data)
                .map_err(|error| ReadError::damaged(Content::Archive, error))?;
            return Ok(Some(data));
        }
    }
    Ok(None)
}

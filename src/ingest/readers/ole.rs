//! Compound files: the container of `.xls` and `.doc`.

use std::io::{Cursor, Read};

use super::bounds;
use super::error::{Content, ReadError};

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<Compound<'_>, ReadError> {
    Compound::open(Cursor::new(bytes)).map_err(|error| ReadError::damaged(Content::Archive, error))
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

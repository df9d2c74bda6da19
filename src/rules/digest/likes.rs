//! What was found to be alike, read back report by report from the scratch file it was written to.
//!
//! Invariant: memory holds the likes of [`RANGE`] reports at a time, however many there are.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write as _};
use std::vec;

use super::super::Place;
use super::alike::PLACES;

/// Reports whose likes are held at once: 20 MB.
const RANGE: u32 = 1 << 18;

/// A report, one elsewhere that may be like it, and in which narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The report asked about.
    pub report: i64,
    /// The one that is most like it.
    pub other: i64,
    /// What is like.
    pub place: Place,
}

/// What is like another, as it is found in one crowd.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like {
    /// The one asked about and the other, as they were added.
    pub own: u32,
    pub other: u32,
    /// Their reports.
    pub reports: [i64; 2],
    /// Which narrative.
    pub place: u8,
    /// Bins in which they agree.
    pub agreed: u8,
}

/// Bytes of one.
const LIKE: usize = 26;

impl Like {
    pub fn write(self, to: &mut BufWriter<File>) -> io::Result<()> {
        to.write_all(&self.own.to_le_bytes())?;
        to.write_all(&self.other.to_le_bytes())?;
        for report in self.reports {
            to.write_all(&report.to_le_bytes())?;
        }
        to.write_all(&[self.place, self.agreed])
    }

    fn read(bytes: &[u8; LIKE]) -> Option<Self> {
        let (own, rest) = bytes.split_first_chunk()?;
        let (other, rest) = rest.split_first_chunk()?;
        let (report, rest) = rest.split_first_chunk()?;
        let (nearest, rest) = rest.split_first_chunk()?;
        let &[place, agreed] = rest else {
            return None;
        };
        Some(Self {
            own: u32::from_le_bytes(*own),
            other: u32::from_le_bytes(*other),
            reports: [i64::from_le_bytes(*report), i64::from_le_bytes(*nearest)],
            place,
            agreed,
        })
    }
}

/// What was found to be alike, report by report.
#[derive(Debug)]
pub struct Likes {
    found: File,
    end: u32,
    next: u32,
    ready: vec::IntoIter<Near>,
}

impl Likes {
    /// What was found among so many.
    pub(super) fn new(found: File, end: u32) -> Self {
        Self {
            found,
            end,
            next: 0,
            ready: Vec::new().into_iter(),
        }
    }

    /// What is most like this report; to be asked of one newer report after the other.
    ///
    /// # Errors
    /// When the scratch file cannot be read.
    pub fn of(&mut self, report: i64) -> io::Result<Vec<Near>> {
        let mut own = Vec::new();
        loop {
            match self.ready.as_slice().first() {
                Some(near) if near.report > report => return Ok(own),
                Some(near) if near.report == report => own.extend(self.ready.next()),
                Some(_) => drop(self.ready.next()),
                None if self.next >= self.end => return Ok(own),
                None => self.ready = self.range()?.into_iter(),
            }
        }
    }

    /// The next reports' best.
    fn range(&mut self) -> io::Result<Vec<Near>> {
        let start = self.next;
        self.next = start.saturating_add(RANGE);
        let size = usize::try_from(self.next.min(self.end) - start).unwrap_or_default();
        let mut best: Vec<[Option<Like>; 2]> = vec![[None; 2]; size];
        self.found.rewind()?;
        let length = self.found.metadata()?.len();
        let mut file = BufReader::with_capacity(1 << 18, &self.found);
        let mut bytes = [0; LIKE];
        for _ in 0..length / LIKE as u64 {
            file.read_exact(&mut bytes)?;
            let Some(like) = Like::read(&bytes) else {
                continue;
            };
            let slot = like.own.checked_sub(start).and_then(|at| {
                let places = best.get_mut(usize::try_from(at).ok()?)?;
                places.get_mut(usize::from(like.place))
            });
            if let Some(slot) = slot
                && slot.is_none_or(|known: Like| {
                    like.agreed > known.agreed
                        || like.agreed == known.agreed && like.other < known.other
                })
            {
                *slot = Some(like);
            }
        }
        let near = best.into_iter().flat_map(|places| {
            let places = places.into_iter().zip(PLACES);
            places.filter_map(|(like, (place, _))| {
                let [report, other] = like?.reports;
                Some(Near {
                    report,
                    other,
                    place,
                })
            })
        });
        Ok(near.collect())
    }
}

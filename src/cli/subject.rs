//! What a note or verdict is about, as typed: a report's number, or a finding's id or the
//! beginning of one.

use super::Failure;
use super::context::Context;
use crate::rules::Place;
use crate::store::{FindingRow, ReportId, Subject};

/// A finding's id has this many digits; at least [`SHORTEST`] of them must be given.
const DIGITS: usize = 32;
/// So many digits cannot be mistaken for a report's number.
const SHORTEST: usize = 8;

/// A report or a finding.
pub fn subject(typed: &str, place: Option<Place>, context: &Context) -> Result<Subject, Failure> {
    if typed.len() < SHORTEST
        && let Ok(id) = typed.parse()
    {
        return Ok(Subject::Report(ReportId(id), place.unwrap_or(Place::Form)));
    }
    Ok(Subject::Finding(finding(typed, context)?.fingerprint))
}

/// The one finding whose id begins so.
pub fn finding(typed: &str, context: &Context) -> Result<FindingRow, Failure> {
    let refuse = |key| Failure::Usage(context.words.fill(key, &[("id", typed)]));
    let (Some(low), Some(high)) = (bound(typed, '0'), bound(typed, 'f')) else {
        return Err(refuse("cli-not-an-id"));
    };
    let mut found = context.reader()?.findings_between(low, high)?;
    found.dedup_by_key(|row| row.fingerprint);
    let Some(first) = found.pop() else {
        return Err(refuse("cli-no-finding"));
    };
    if found.is_empty() {
        Ok(first)
    } else {
        Err(refuse("cli-many-findings"))
    }
}

/// The fingerprint that begins with `typed` and goes on with `fill`.
fn bound(typed: &str, fill: char) -> Option<[u8; 16]> {
    if !(SHORTEST..=DIGITS).contains(&typed.len()) {
        return None;
    }
    let mut digits = typed.chars().chain(std::iter::repeat(fill));
    let mut bytes = [0; 16];
    for byte in &mut bytes {
        let high = digits.next()?.to_digit(16)?;
        let low = digits.next()?.to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_of_an_id_is_a_range() {
        let low = bound("0a1b2c3d4", '0').unwrap();
        let high = bound("0a1b2c3d4", 'f').unwrap();
        assert_eq!(low.get(..6), Some(&[0x0a, 0x1b, 0x2c, 0x3d, 0x40, 0][..]));
        assert_eq!(
            high.get(..6),
            Some(&[0x0a, 0x1b, 0x2c, 0x3d, 0x4f, 0xff][..])
        );
        assert_eq!(bound("0a1b2c3", '0'), None, "too short");
        assert_eq!(bound("0a1b2c3dx", '0'), None, "not hexadecimal");
    }
}

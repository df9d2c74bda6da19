//! How the rules answered, report by report, and how often in all.
//!
//! An answer is a bit in one of three sets of rule ids (not applicable, clean, hit), so that a report
//! takes few bytes, what is counted is always what stands, and a check again replaces instead of adding.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::error::Result;
use super::findings::Rules;
use super::open::Reader;
use super::types::RuleCount;
use crate::rules::{Answer, Answers, find};

/// The sets in a blob, in their order.
const SETS: [Answer; 3] = [Answer::NotApplicable, Answer::Clean, Answer::Hit];

/// Keeps how the rules on one report answered; what those on many said is forgotten with it.
pub(super) fn set_form(
    connection: &Connection,
    rules: &mut Rules,
    report: i64,
    answers: &Answers,
    alike: &[u8],
) -> Result<()> {
    let packed = pack(connection, rules, answers)?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO answer (report, form, batch, alike) VALUES (?1, ?2, x'', ?3)",
        )?
        .execute(params![report, packed, alike])?;
    Ok(())
}

/// Keeps how the rules on many reports answered for one of them.
pub(super) fn set_batch(
    connection: &Connection,
    rules: &mut Rules,
    report: i64,
    answers: &Answers,
) -> Result<()> {
    let packed = pack(connection, rules, answers)?;
    connection
        .prepare_cached("UPDATE answer SET batch = ?2 WHERE report = ?1")?
        .execute(params![report, packed])?;
    Ok(())
}

pub(super) fn pack(
    connection: &Connection,
    rules: &mut Rules,
    answers: &Answers,
) -> Result<Vec<u8>> {
    let mut placed = Vec::with_capacity(answers.len());
    for (rule, answer) in answers {
        let id = usize::try_from(rules.id(connection, rule)?).unwrap_or_default();
        placed.push((id, *answer));
    }
    let bytes = placed.iter().map(|(id, _)| id / 8 + 1).max().unwrap_or(0);
    let mut packed = vec![0_u8; bytes * SETS.len()];
    for (id, answer) in placed {
        let set = SETS
            .iter()
            .position(|set| *set == answer)
            .unwrap_or_default();
        if let Some(byte) = packed.get_mut(set * bytes + id / 8) {
            *byte |= 1 << (id % 8);
        }
    }
    Ok(packed)
}

/// The answers in two blobs together: where both know a rule, the graver answer.
fn unpack(blobs: [&[u8]; 2], mut tell: impl FnMut(usize, Answer)) {
    let byte = |blob: &[u8], set: usize, at: usize| {
        let bytes = blob.len() / SETS.len();
        if at < bytes {
            blob.get(set * bytes + at).copied().unwrap_or_default()
        } else {
            0
        }
    };
    let bytes = blobs.map(<[u8]>::len).into_iter().max().unwrap_or(0) / SETS.len();
    for at in 0..bytes {
        let mut told = 0_u8;
        for (set, answer) in SETS.iter().enumerate().rev() {
            let mut bits = blobs
                .iter()
                .fold(0, |bits, blob| bits | byte(blob, set, at))
                & !told;
            told |= bits;
            while bits != 0 {
                let bit = bits.trailing_zeros();
                tell(at * 8 + usize::try_from(bit).unwrap_or_default(), *answer);
                bits &= bits - 1;
            }
        }
    }
}

impl Reader {
    /// How often each rule answered what, in reports; rules that never ran are not among them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rule_counts(&self) -> Result<Vec<RuleCount>> {
        self.told(|connection| {
            let mut counts: Vec<RuleCount> = Vec::new();
            let mut add = |id: usize, answer: Answer, reports: u64| {
                if counts.len() <= id {
                    counts.resize(id + 1, RuleCount::default());
                }
                let Some(count) = counts.get_mut(id) else {
                    return;
                };
                match answer {
                    Answer::NotApplicable => count.not_applicable += reports,
                    Answer::Clean => count.clean += reports,
                    Answer::Hit => count.hit += reports,
                }
            };
            let mut answers = connection.prepare_cached("SELECT form, batch FROM answer")?;
            let mut rows = answers.query([])?;
            while let Some(row) = rows.next()? {
                let blob = |column| -> rusqlite::Result<&[u8]> {
                    Ok(row.get_ref(column)?.as_blob().unwrap_or_default())
                };
                unpack([blob(0)?, blob(1)?], |id, answer| add(id, answer, 1));
            }
            // What is said of a unit stands on the first of its forms; the others are clean of it.
            let mut units = connection.prepare_cached("SELECT answers, members FROM standing")?;
            let mut rows = units.query([])?;
            while let Some(row) = rows.next()? {
                let members: u64 = row.get::<_, u32>(1)?.into();
                let blob = row.get_ref(0)?.as_blob().unwrap_or_default();
                unpack([blob, &[]], |id, answer| match answer {
                    Answer::Hit => {
                        add(id, answer, 1);
                        add(id, Answer::Clean, members.saturating_sub(1));
                    }
                    Answer::Clean | Answer::NotApplicable => add(id, answer, members),
                });
            }
            let names: HashMap<i64, String> = connection
                .prepare_cached("SELECT id, name FROM rule")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            // What a report elsewhere is found to be like is not among the answers.
            let mut alike = connection
                .prepare_cached("SELECT count(DISTINCT id >> 16) FROM finding WHERE rule = ?")?;
            for (id, count) in (0_i64..).zip(&mut counts) {
                let name = names.get(&id).map_or("", String::as_str);
                if find(name).is_none_or(|rule| rule.check.of_pair().is_none()) {
                    continue;
                }
                let hit: u64 = alike.query_row([id], |row| row.get::<_, u32>(0))?.into();
                let more = hit.saturating_sub(count.hit).min(count.clean);
                count.hit += more;
                count.clean -= more;
            }
            Ok((0_i64..)
                .zip(counts)
                .filter(|(_, count)| count.hit + count.clean + count.not_applicable > 0)
                .filter_map(|(id, count)| {
                    let rule = names.get(&id)?.clone();
                    Some(RuleCount { rule, ..count })
                })
                .collect())
        })
    }
}

//! Sets of reports, a bit each: what conditions looked up elsewhere picked, however many that are.
//!
//! A set of a million reports is 125 KB. It is bound to a statement as a blob and asked through the
//! SQL function `holds(set, report)`, so that a list is walked along its own index and a count along
//! one narrow index, and neither sorts nor looks up what the set leaves out.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::Value;
use rusqlite::{Connection, Statement, params_from_iter};

use super::error::Result;
use super::lists::Parameter;

/// A set of reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    /// Puts a report in; ids are small and dense, those below zero there are none of.
    pub fn insert(&mut self, id: i64) {
        let Ok(id) = usize::try_from(id) else { return };
        if self.bytes.len() <= id / 8 {
            self.bytes.resize(id / 8 + 1, 0);
        }
        if let Some(byte) = self.bytes.get_mut(id / 8) {
            let bit = 1 << (id % 8);
            self.len += usize::from(*byte & bit == 0);
            *byte |= bit;
        }
    }

    /// How many reports are in it.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether none is.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a report is in it.
    pub fn contains(&self, id: i64) -> bool {
        holds_bit(&self.bytes, id)
    }

    /// The reports in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        (0_i64..).zip(&self.bytes).flat_map(|(at, byte)| {
            (0..8)
                .filter(move |bit| byte >> bit & 1 == 1)
                .map(move |bit| at * 8 + bit)
        })
    }
}

impl Bits {
    /// The reports a statement answers with.
    pub(super) fn gather(statement: &mut Statement<'_>, values: &[Parameter]) -> Result<Self> {
        let mut rows = statement.query(params_from_iter(values))?;
        let mut bits = Self::default();
        while let Some(row) = rows.next()? {
            bits.insert(row.get(0)?);
        }
        Ok(bits)
    }

    /// The set to be bound for `holds`.
    pub(super) fn bound(self) -> Parameter {
        Value::Blob(self.bytes).into()
    }
}

/// Makes `holds(set, report)` known to a connection.
pub(super) fn add_function(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds", 2, flags, |context| holds(context))?;
    Ok(())
}

fn holds(context: &Context<'_>) -> rusqlite::Result<bool> {
    let set = context.get_raw(0).as_blob()?;
    Ok(holds_bit(set, context.get_raw(1).as_i64()?))
}

fn holds_bit(set: &[u8], id: i64) -> bool {
    let id = usize::try_from(id).unwrap_or(usize::MAX);
    set.get(id / 8)
        .is_some_and(|byte| byte >> (id % 8) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ids: &[i64]) -> Bits {
        let mut bits = Bits::default();
        ids.iter().for_each(|id| bits.insert(*id));
        bits
    }

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let connection = Connection::open_in_memory().unwrap();
        add_function(&connection).unwrap();
        let bits = set(&[1, 7, 8, 9, 1000, 9, -3]);
        assert_eq!(bits.len(), 5);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [1, 7, 8, 9, 1000]);
        for id in [0, 1, 2, 8, 999, 1000, 1001, i64::MAX, -3] {
            let values = [bits.clone().bound(), Value::from(id).into()];
            let held: bool = connection
                .query_row("SELECT holds(?, ?)", params_from_iter(values), |row| {
                    row.get(0)
                })
                .unwrap();
            assert_eq!(held, bits.iter().any(|held| held == id), "{id}");
        }
    }
}

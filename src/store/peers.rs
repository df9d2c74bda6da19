//! How units stand in each year, and what came of setting them against each other.
//!
//! The counts are kept a line a unit and year, so that all of them are looked at again after each import
//! without reading a report; only what comes out otherwise than before is written.

use std::collections::BTreeMap;

use rusqlite::{Row, params};

use super::answers;
use super::batches::key_of;
use super::error::Result;
use super::findings::{self, From, Laid};
use super::import::Import;
use super::rollup::count;
use super::types::{Batch, ReportId, Standings};
use crate::rules::{Answers, Finding, Standing, UnitYear};

impl Import<'_> {
    /// Keeps how the forms of a unit stand, year by year.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_standings(&mut self, batch: &Batch, standings: &[UnitYear]) -> Result<()> {
        self.step(|connection, _| {
            let mut keep = connection.prepare_cached(
                "INSERT INTO standing (unit, year, report, members, forms, hundred, bounds, exact)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (unit, year) DO UPDATE SET
                   report = excluded.report, members = excluded.members, forms = excluded.forms,
                   hundred = excluded.hundred, bounds = excluded.bounds, exact = excluded.exact",
            )?;
            for year in standings {
                let Some((report, ..)) = batch.members.get(year.first) else {
                    continue;
                };
                let Standing {
                    forms,
                    hundred,
                    bounds,
                    exact,
                } = year.standing;
                let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
                keep.execute(params![
                    batch.unit,
                    year.year,
                    report.0,
                    i64::try_from(year.members).unwrap_or(i64::MAX),
                    whole(forms),
                    whole(hundred),
                    whole(bounds),
                    whole(exact),
                ])?;
            }
            Ok(((), u64::try_from(standings.len()).unwrap_or(u64::MAX)))
        })
    }

    /// How all units of each year stand together, and how many they are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standing_of_years(&self) -> Result<BTreeMap<i32, (Standing, u64)>> {
        self.reading(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT year, count(*), sum(forms), sum(hundred), sum(bounds), sum(exact)
                     FROM standing GROUP BY year",
                )?
                .query_map([], |row| {
                    Ok((row.get(0)?, (standing(row, 2)?, count(row, 1)?)))
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// How the next units stand, behind that unit and year.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standings(&self, behind: &(String, i32), limit: u32) -> Result<Vec<Standings>> {
        self.reading(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT unit, year, report, forms, hundred, bounds, exact,
                            EXISTS (SELECT 1 FROM finding
                                    WHERE finding.report = standing.report AND grouped = 3)
                     FROM standing WHERE (unit, year) > (?1, ?2) ORDER BY unit, year LIMIT ?3",
                )?
                .query_map(params![behind.0, behind.1, limit], |row| {
                    Ok(Standings {
                        unit: row.get(0)?,
                        year: row.get(1)?,
                        report: ReportId(row.get(2)?),
                        standing: standing(row, 3)?,
                        told: row.get(7)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Puts what was found of a unit in one year in place of what was found before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_against_peers(
        &mut self,
        of: &Standings,
        found: &[Finding],
        answers: &Answers,
    ) -> Result<()> {
        self.step(|connection, gathered| {
            if of.told || !found.is_empty() {
                let key = key_of(connection, of.report)?;
                let laid = found
                    .iter()
                    .map(|finding| Laid::new(finding, &key))
                    .collect::<Result<Vec<_>>>()?;
                let at = (of.report.0, of.unit.as_str());
                findings::exchange(connection, &mut gathered.rules, at, &laid, From::Peers)?;
            }
            let packed = answers::pack(connection, &mut gathered.rules, answers)?;
            let changed = connection
                .prepare_cached(
                    "UPDATE standing SET answers = ?3
                     WHERE unit = ?1 AND year = ?2 AND answers <> ?3",
                )?
                .execute(params![of.unit, of.year, packed])?;
            let written = found.len() + changed;
            Ok(((), u64::try_from(written).unwrap_or(u64::MAX)))
        })
    }
}

/// The counts that begin in that column.
fn standing(row: &Row<'_>, first: usize) -> rusqlite::Result<Standing> {
    Ok(Standing {
        forms: count(row, first)?,
        hundred: count(row, first + 1)?,
        bounds: count(row, first + 2)?,
        exact: count(row, first + 3)?,
    })
}

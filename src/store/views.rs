//! What an auditor keeps to find again: filters under a name, and where the desk was left.
//!
//! Both are conveniences of one person and no part of the log.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, params};

use super::error::Result;
use super::open::{Reader, Writer};
use super::types::{Sort, View};

impl Writer {
    /// Keeps a view in place of the one its owner has under that name.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn save_view(&mut self, view: &View) -> Result<()> {
        self.transact(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO view (by, name, at, filter, sort, columns)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    view.by,
                    view.name,
                    Timestamp::now().as_microsecond(),
                    view.filter,
                    view.sort.text(),
                    view.columns
                ],
            )?;
            Ok(())
        })
    }

    /// Forgets a view of that person; says whether there was one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_view(&mut self, by: &str, name: &str) -> Result<bool> {
        self.transact(|connection| {
            let gone = connection.execute(
                "DELETE FROM view WHERE by = ?1 AND name = ?2",
                params![by, name],
            )?;
            Ok(gone > 0)
        })
    }

    /// Keeps where that person left the desk, in the desk's own words.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn save_session(&mut self, by: &str, state: &str) -> Result<()> {
        self.transact(|connection| {
            connection.execute(
                "INSERT OR REPLACE INTO session (by, at, state) VALUES (?1, ?2, ?3)",
                params![by, Timestamp::now().as_microsecond(), state],
            )?;
            Ok(())
        })
    }
}

impl Reader {
    /// All views: those of that person first, each group by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn views(&self, by: &str) -> Result<Vec<View>> {
        self.told(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT by, name, filter, sort, columns FROM view
                     ORDER BY by <> ?1, name, by",
                )?
                .query_map([by], |row| {
                    Ok(View {
                        by: row.get(0)?,
                        name: row.get(1)?,
                        filter: row.get(2)?,
                        sort: Sort::read(&row.get::<_, String>(3)?).unwrap_or_default(),
                        columns: row.get(4)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Where that person left the desk.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn session(&self, by: &str) -> Result<Option<String>> {
        self.told(|connection| {
            Ok(connection
                .prepare_cached("SELECT state FROM session WHERE by = ?1")?
                .query_row([by], |row| row.get(0))
                .optional()?)
        })
    }
}

//! What an auditor keeps to find again: filters under a name, and no part of the log.

use jiff::Timestamp;
use rusqlite::params;

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
}

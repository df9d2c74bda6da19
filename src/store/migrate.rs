//! Making the schema and bringing an older one up to date.
//!
//! `schema.sql` is the newest schema; [`STEPS`] lead from each older version since [`FIRST`] to the
//! next. Each database says by `application_id` whose it is and by `user_version` how far it has come. Before
//! an upgrade a copy is put beside the database.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, TransactionBehavior};

use super::error::{Fault, Result};

/// `SHYU`, in the header of every database of ours.
pub(super) const APPLICATION_ID: i32 = 0x5348_5955;

/// The newest schema.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The first schema there is a way up from. What was before changed from day to day and was never
/// released.
pub(super) const FIRST: i64 = 2;

/// Step n leads from version `FIRST` + n to the next.
const STEPS: &[&str] = &[];

/// Version of [`SCHEMA`].
pub(super) fn newest() -> i64 {
    version_after(STEPS)
}

fn version_after(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).map_or(i64::MAX, |steps| steps + FIRST)
}

/// Whose database this is, and how far it has come.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing in it yet.
    Empty,
    /// Ours, of this version.
    Ours(i64),
}

/// Looks at the header; faults for another program's database.
pub(super) fn state(connection: &Connection) -> Result<State> {
    let application: i32 = pragma(connection, "application_id")?;
    let version: i64 = pragma(connection, "user_version")?;
    if application == APPLICATION_ID {
        return Ok(State::Ours(version));
    }
    let objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application == 0 && version == 0 && objects == 0 {
        Ok(State::Empty)
    } else {
        Err(Fault::OtherProgram { application }.into())
    }
}

fn pragma<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> Result<T> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}

/// Makes the schema in an empty database, or brings an older one up to date. Answers with the
/// backup where one was made.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<Option<PathBuf>> {
    upgrade(connection, path, SCHEMA, STEPS)
}

fn upgrade(
    connection: &mut Connection,
    path: &Path,
    schema: &str,
    steps: &[&str],
) -> Result<Option<PathBuf>> {
    let known = version_after(steps);
    match state(connection)? {
        State::Ours(found) if found == known => return Ok(None),
        State::Ours(found) if found > known => return Err(Fault::Newer { found, known }.into()),
        State::Ours(found) if found < FIRST => return Err(Fault::Unreleased { found }.into()),
        _ => {}
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let backup = match state(&transaction)? {
        State::Empty => {
            transaction.execute_batch(schema)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            None
        }
        State::Ours(found) if found >= known => None,
        State::Ours(found) => {
            // Made through a connection of its own: it sees what is committed.
            let backup = back_up(path, found)?;
            let done = usize::try_from(found - FIRST).unwrap_or(0);
            for step in steps.iter().skip(done) {
                transaction.execute_batch(step)?;
            }
            Some(backup)
        }
    };
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(backup)
}

/// Copies the database to `<name>.v<version>.bak` beside it (with a number behind it where that
/// is taken: an earlier backup is never overwritten).
fn back_up(path: &Path, version: i64) -> Result<PathBuf> {
    let from = Connection::open(path)?;
    let name = |n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".v{version}.bak"));
        if n > 0 {
            name.push(format!(".{n}"));
        }
        PathBuf::from(name)
    };
    let target = (0..)
        .map(name)
        .find(|target| !target.exists())
        .unwrap_or_else(|| name(0));
    let mut to = Connection::open(&target)?;
    Backup::new(&from, &mut to)?.run_to_completion(1024, Duration::ZERO, None)?;
    Ok(target)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn an_upgrade_keeps_the_data_and_leaves_a_backup() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut connection = Connection::open(&path).unwrap();
        let old = "CREATE TABLE thing (name TEXT) STRICT";
        upgrade(&mut connection, &path, old, &[]).unwrap();
        connection
            .execute("INSERT INTO thing VALUES ('kept')", [])
            .unwrap();

        let step = "ALTER TABLE thing ADD COLUMN size INTEGER";
        let backup = upgrade(&mut connection, &path, "", &[step])
            .unwrap()
            .unwrap();
        assert_eq!(state(&connection).unwrap(), State::Ours(FIRST + 1));
        let row: (String, Option<i64>) = connection
            .query_row("SELECT name, size FROM thing", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(row, ("kept".to_owned(), None));

        let backup = Connection::open(backup).unwrap();
        assert_eq!(state(&backup).unwrap(), State::Ours(FIRST));
        let kept: String = backup
            .query_row("SELECT name FROM thing", [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, "kept");
        // Again: nothing to do.
        assert!(
            upgrade(&mut connection, &path, "", &[step])
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn what_was_never_released_says_so_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut connection = Connection::open(&path).unwrap();
        migrate(&mut connection, &path).unwrap();
        connection
            .pragma_update(None, "user_version", FIRST - 1)
            .unwrap();
        let fault = migrate(&mut connection, &path).unwrap_err().to_string();
        assert!(fault.contains("never released"), "{fault}");
        assert_eq!(state(&connection).unwrap(), State::Ours(FIRST - 1));
    }

    /// What a number stands for never changes once databases have it: a schema that differs needs
    /// a step from the one before, a number of its own, and then this hash.
    #[test]
    fn the_schema_is_the_one_its_number_stands_for() {
        let hash = crate::store::hex(&Sha256::digest(SCHEMA.as_bytes()));
        assert_eq!(
            (newest(), hash.as_str()),
            (
                2,
                "ea3bd38131a9672985fc579a0efc9c868fe9b9e1baa346f654c9dff920947b62"
            )
        );
    }

    #[test]
    fn a_failing_step_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut connection = Connection::open(&path).unwrap();
        upgrade(
            &mut connection,
            &path,
            "CREATE TABLE thing (name TEXT)",
            &[],
        )
        .unwrap();
        let steps = ["DROP TABLE thing", "this is not SQL"];
        assert!(upgrade(&mut connection, &path, "", &steps).is_err());
        assert_eq!(state(&connection).unwrap(), State::Ours(FIRST));
        connection
            .execute("INSERT INTO thing VALUES ('x')", [])
            .unwrap();
    }
}

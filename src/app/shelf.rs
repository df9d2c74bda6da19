//! What is the user's own and none of the database's: where the desk was left, a file a database and
//! person in the user's folder.
//!
//! Invariants: only the user can read it; a file is whole or not there.

use std::fs::{self, DirBuilder};
use std::io::{self, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// The user's files of one database.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    session: PathBuf,
}

impl Shelf {
    /// The files in `state` about `db` as `by` works on it.
    pub(super) fn of(state: &Path, db: &Path, by: &str) -> Self {
        // By the path without links: another name is the same database.
        let db = fs::canonicalize(db).unwrap_or_else(|_| db.to_path_buf());
        let mut hash = Sha256::new();
        hash.update(db.as_os_str().as_encoded_bytes());
        hash.update([0]);
        hash.update(by);
        let name: String = hash
            .finalize()
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let folder = state.join("sessions");
        let session = folder.join(format!("{name}.json"));
        Self { folder, session }
    }

    /// Where the desk was left; empty for the first time.
    pub(super) fn session(&self) -> String {
        fs::read_to_string(&self.session).unwrap_or_default()
    }

    /// Keeps where the desk is left.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(super) fn keep_session(&self, state: &str) -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(state.as_bytes())?;
        file.persist(&self.session)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_again_by_database_and_person() {
        let state = tempfile::tempdir().unwrap();
        let state = state.path();
        let db = state.join("a.db");
        fs::write(&db, "").unwrap();
        let shelf = |db: &Path, by| Shelf::of(state, db, by);
        assert_eq!(shelf(&db, "张三").session(), "");
        shelf(&db, "张三").keep_session("{}").unwrap();
        assert_eq!(shelf(&db, "张三").session(), "{}");
        assert_eq!(shelf(&db, "李四").session(), "");
        assert_eq!(shelf(&state.join("b.db"), "张三").session(), "");
        std::os::unix::fs::symlink(&db, state.join("b.db")).unwrap();
        assert_eq!(shelf(&state.join("b.db"), "张三").session(), "{}");
    }
}

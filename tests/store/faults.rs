//! Databases that cannot be used: each with a fault of its own, a sentence and a next step.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use shenyue::locales::{Catalogue, Lang};
use shenyue::rules::Place;
use shenyue::store::{Action, Fault, NewEvent, Reader, StoreError, Subject, Writer};

use crate::common::{Sandbox, form, new};

/// Both languages have the sentence, and it names the file.
fn speaks(error: &StoreError) {
    for lang in [Lang::Zh, Lang::En] {
        let sentence = error.sentence(&Catalogue::new(lang));
        assert_ne!(sentence, error.key());
        assert!(!sentence.contains("{$"), "{sentence}");
        assert!(sentence.contains("a.db"), "{sentence}");
    }
}

fn both(path: &Path) -> [StoreError; 2] {
    let errors = [
        Writer::create(path).unwrap_err(),
        Reader::open(path).unwrap_err(),
    ];
    errors.iter().for_each(speaks);
    errors
}

#[test]
fn no_such_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    for error in [
        Writer::open(&path).unwrap_err(),
        Reader::open(&path).unwrap_err(),
    ] {
        assert!(matches!(error.fault, Fault::Missing));
        speaks(&error);
    }
    assert!(!path.exists());
}

#[test]
fn not_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let text = "项目支出绩效自评表\n".repeat(400);
    fs::write(&path, &text).unwrap();
    for error in both(&path) {
        assert!(matches!(error.fault, Fault::NotADatabase), "{error}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn the_database_of_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA application_id = 252006674; CREATE TABLE thing (x)")
        .unwrap();
    drop(other);
    let bytes = fs::read(&path).unwrap();
    for error in both(&path) {
        let Fault::OtherProgram { application } = error.fault else {
            panic!("{error}");
        };
        assert_eq!(application, 252_006_674);
    }
    assert_eq!(fs::read(&path).unwrap(), bytes, "the file was changed");

    // One without an application id that holds tables is not ours either.
    let path = folder.path().join("b.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE thing (x)")
        .unwrap();
    let error = Writer::create(&path).unwrap_err();
    assert!(matches!(error.fault, Fault::OtherProgram { .. }));
}

#[test]
fn a_newer_schema_names_both_versions() {
    let sandbox = Sandbox::new();
    sandbox
        .raw()
        .pragma_update(None, "user_version", 1999)
        .unwrap();
    for error in both(&sandbox.path()) {
        let Fault::Newer { found, known } = error.fault else {
            panic!("{error}");
        };
        assert_eq!((found, known), (1999, 2));
        let sentence = error.sentence(&Catalogue::new(Lang::Zh));
        assert!(
            sentence.contains("1999") && sentence.contains(" 2。"),
            "{sentence}"
        );
    }
}

#[test]
fn a_damaged_file() {
    let reports: Vec<_> = (0..60)
        .map(|number| new(form("甲", &format!("项目{number}"), 2024), Vec::new()))
        .collect();
    let sandbox = Sandbox::with(&reports);
    let ids = sandbox.ids();
    sandbox
        .raw()
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    let root: u32 = sandbox
        .raw()
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'revision'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let mut bytes = fs::read(sandbox.path()).unwrap();
    let root = 8192 * usize::try_from(root).unwrap();
    bytes[root - 8192..root].fill(0x5a);
    fs::write(sandbox.path(), bytes).unwrap();
    let reader = sandbox.reader();
    let error = ids
        .iter()
        .find_map(|id| reader.report(*id, None).err())
        .expect("the damage is met");
    assert!(matches!(error.fault, Fault::Corrupt(_)), "{error}");
    speaks(&error);
    // Verifying says so, one way or the other, and does not panic.
    assert!(reader.verify().map_or(true, |found| !found.is_sound()));
}

#[test]
fn a_locked_database_is_waited_for_and_then_named() {
    let sandbox = Sandbox::with(&[new(form("甲", "保洁", 2024), Vec::new())]);
    let id = sandbox.ids()[0];
    let other = sandbox.raw();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut writer = sandbox.writer();
    writer.set_patience(Duration::from_millis(50)).unwrap();
    let note = NewEvent {
        by: "王".to_owned(),
        subject: Subject::Report(id, Place::Form),
        action: Action::Note("x".to_owned()),
    };
    let start = Instant::now();
    let error = writer.append(&note).unwrap_err();
    assert!(matches!(error.fault, Fault::Locked), "{error}");
    assert!(start.elapsed() >= Duration::from_millis(50));
    speaks(&error);
    // Reading goes on meanwhile.
    assert_eq!(sandbox.ids(), [id]);
    other.execute_batch("COMMIT").unwrap();
    writer.append(&note).unwrap();
}

#[test]
fn a_folder_that_cannot_be_written() {
    // A folder in which nobody can make files, root included.
    let path = Path::new("/proc/self/a.db");
    if !Path::new("/proc/self").exists() {
        eprintln!("skipped: no /proc");
        return;
    }
    let error = Writer::create(path).unwrap_err();
    assert!(
        matches!(error.fault, Fault::NoPermission | Fault::ReadOnly),
        "{error}"
    );
    speaks(&error);
}

#[test]
fn an_empty_file_becomes_a_database_only_for_writing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    fs::write(&path, "").unwrap();
    let error = Reader::open(&path).unwrap_err();
    assert!(matches!(error.fault, Fault::NotADatabase));
    Writer::open(&path).unwrap();
    Reader::open(&path).unwrap();
}

#[test]
fn a_reader_cannot_write() {
    let sandbox = Sandbox::with(&[new(form("甲", "保洁", 2024), Vec::new())]);
    // The folder is made where it is missing.
    let nested = sandbox
        .path()
        .with_file_name("new")
        .join("deep")
        .join("b.db");
    Writer::create(&nested).unwrap();
    assert!(nested.exists());
    // A database on a read-only medium can still be read.
    let copy = sandbox.path().with_file_name("copy.db");
    sandbox
        .raw()
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    fs::copy(sandbox.path(), &copy).unwrap();
    let reader = Reader::open(&copy).unwrap();
    assert_eq!(
        reader
            .report_ids(&shenyue::query::Query::All, crate::common::IMPORTED)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_folder_is_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for error in [
        Writer::open(path).err(),
        Writer::create(path).err(),
        Reader::open(path).err(),
    ] {
        assert!(matches!(error.unwrap().fault, Fault::NotADatabase));
    }
}

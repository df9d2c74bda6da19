//! `sample.db` is what the documented command makes of `tests/forms`.

use std::path::Path;
use std::process::Command;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

/// Columns that hold when something was done, and by whom.
const PASSING: [&str; 4] = ["imported_at", "at", "ended_at", "by"];

#[test]
fn the_sample_is_made_from_the_forms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = tempfile::tempdir().unwrap();
    let made = scratch.path().join("sample.db");
    let status = Command::new(env!("CARGO_BIN_EXE_shenyue"))
        .current_dir(root)
        .args(["import", "--db", made.to_str().unwrap(), "tests/forms"])
        .status()
        .unwrap();
    assert!(status.success());
    let kept = root.join("sample.db");
    let size = std::fs::metadata(&kept).unwrap().len();
    assert!(size < 2 << 20, "{size} bytes");
    let (kept, made) = (dump(&kept), dump(&made));
    assert_eq!(kept.len(), made.len(), "number of rows");
    for (kept, made) in kept.iter().zip(&made) {
        assert_eq!(kept, made, "make it again: README.md says how");
    }
}

/// All rows of all tables, without times and people.
fn dump(path: &Path) -> Vec<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let uri = format!("file:{}?immutable=1", path.display());
    let connection = Connection::open_with_flags(uri, flags).unwrap();
    let mut tables = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap();
    let tables: Vec<(String, Option<String>)> = tables
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut dump = Vec::new();
    for (table, sql) in tables {
        // The search index keeps its own shadow tables; what goes into it is compared.
        if table.starts_with("sqlite_") || table.contains("search") {
            continue;
        }
        dump.push(format!("{table}: {}", sql.unwrap_or_default()));
        let mut statement = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows: Vec<String> = statement
            .query_map([], |row| {
                let cells = names.iter().enumerate().map(|(index, name)| {
                    let cell: Value = row.get(index)?;
                    let cell = if PASSING.contains(&name.as_str()) {
                        Value::Null
                    } else {
                        cell
                    };
                    Ok(format!("{name}={cell:?}"))
                });
                cells.collect::<rusqlite::Result<Vec<_>>>()
            })
            .unwrap()
            .map(|cells| format!("{table} {}", cells.unwrap().join(" ")))
            .collect();
        rows.sort_unstable();
        dump.extend(rows);
    }
    dump
}

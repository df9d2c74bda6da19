//! Ctrl-C during an import.

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::common::{Desk, Ran, forms};

/// Waits until the process would hear an interrupt, however slow the machine is: the second bit of the
/// signals it catches.
fn wait_until_it_hears(process: u32) {
    for _ in 0..3_000 {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
        if caught & 0b10 != 0 {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("it never listened");
}

#[test]
fn an_interrupted_import_says_what_is_left_and_goes_on_when_run_again() {
    let desk = Desk::new();
    let forms = forms();
    let first = forms.join("care-2023.csv");
    let last = forms.join("care-2024.csv");
    let (first, last) = (first.to_str().unwrap(), last.to_str().unwrap());
    // Standard input stays open: the import waits in the middle until it is interrupted.
    let mut child = desk
        .command(&["import", first, "-", last])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until_it_hears(child.id());
    thread::sleep(Duration::from_millis(200));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    thread::sleep(Duration::from_millis(200));
    drop(child.stdin.take());
    Ran::of(child.wait_with_output().unwrap()).says(130, &["left", "again"]);

    let again = desk.json(&["import", first, last, "--format", "json"]);
    assert_eq!(again["files"], 2);
    assert_eq!(again["interrupted"], false);
    let rows = desk.json(&["reports", "--format", "json"]);
    assert_eq!(
        rows.as_array().unwrap().len() as u64,
        again["reports"].as_u64().unwrap()
    );
}

#[test]
fn an_interrupted_export_leaves_no_part_of_a_file() {
    let desk = Desk::with_forms();
    let to = desk.path("papers.html");
    let arguments = ["export", "--to", to.to_str().unwrap()];
    let child = desk
        .command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let part = desk.path("papers.html.part");
    while !part.exists() && !to.exists() {
        thread::sleep(Duration::from_millis(1));
    }
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let ran = Ran::of(child.wait_with_output().unwrap());
    // It may have been done already.
    assert!(matches!(ran.code, 0 | 130), "{}", ran.err);
    assert!(!part.exists());
    assert_eq!(to.exists(), ran.code == 0);
}

/// The names of the indexes in the database, apart from those SQLite makes itself.
fn indexes(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql <> '' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// As an import of very many forms leaves the database when it is killed: without the indexes of lists,
/// and with its last sign of life.
fn take_off(connection: &Connection, alive: &str) {
    for name in indexes(connection) {
        let stays = ["report_unit", "report_certainty"].contains(&name.as_str());
        if name.starts_with("report_") && !stays || name == "finding_fingerprint" {
            connection
                .execute_batch(&format!("DROP INDEX {name}"))
                .unwrap();
        }
    }
    connection
        .execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS lists_off
               (alive_at INTEGER NOT NULL, process INTEGER NOT NULL) STRICT;
             DELETE FROM lists_off;
             INSERT INTO lists_off VALUES ({alive}, {})",
            std::process::id()
        ))
        .unwrap();
}

#[test]
fn what_a_killed_import_left_off_is_made_again() {
    let desk = Desk::with_forms();
    let connection = Connection::open(desk.db()).unwrap();
    let whole = indexes(&connection);
    let asked = [
        vec!["reports", "--sort", "budget", "--format", "json"],
        vec!["reports", "score>=95 severity:error", "--format", "json"],
        vec!["findings", "is:full", "--format", "json"],
    ];
    let answers = || {
        asked.each_ref().map(|asked| {
            let rows = desk.json(asked);
            let ids = rows.as_array().unwrap().iter().map(|row| row["id"].clone());
            ids.collect::<Vec<_>>()
        })
    };
    let with = answers();
    let now = "unixepoch() * 1000000";

    // Somebody still imports: readers ask without, auditors write, and nobody else makes them.
    take_off(&connection, now);
    assert_eq!(answers(), with);
    desk.run(&["verify"]).says(0, &[]);
    let finding = with[2][0].as_str().unwrap();
    let ran = desk.run(&["--as", "li", "verdict", finding, "confirmed"]);
    ran.says(0, &[]);
    assert!(!ran.err.contains("broke off"), "{}", ran.err);
    assert!(indexes(&connection).len() < whole.len());

    // It was killed: whoever writes next makes them, and says so.
    take_off(&connection, "1");
    // Of the findings the one that is decided comes last now.
    assert_eq!(answers()[..2], with[..2]);
    let ran = desk.run(&["--as", "li", "verdict", finding, "needs_evidence"]);
    ran.says(0, &["broke off"]);
    assert_eq!(indexes(&connection), whole);
    let ran = desk.run(&["--as", "li", "verdict", finding, "confirmed"]);
    assert!(!ran.err.contains("broke off"), "{}", ran.err);

    // So does the import that is run again.
    take_off(&connection, "1");
    desk.json(&["import", forms().to_str().unwrap(), "--format", "json"]);
    assert_eq!(indexes(&connection), whole);
    desk.run(&["verify"]).says(0, &[]);
}

//! Ctrl-C during an import.

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::common::{Desk, Ran, forms};

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
    thread::sleep(Duration::from_millis(500));
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

//! Broken input: a clear sentence (which file, what was found, what to do), the rest goes on.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rusqlite::Connection;

use crate::common::{Desk, Ran, form, forms};

const NOBODY: u32 = 65_534;

#[test]
fn an_empty_file() {
    let desk = Desk::new();
    let path = desk.file("empty.txt", "");
    desk.run(&["import", &path]).says(3, &["empty.txt"]);
}

#[test]
fn a_text_of_two_gigabytes() {
    let desk = Desk::new();
    let path = desk.file("huge.txt", "");
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_len(2 << 30).unwrap();
    let small = desk.file("water.txt", form("water-2024.txt"));
    desk.run(&["import", &path, &small])
        .says(3, &["huge.txt", "256 MB", "2 files"]);
}

#[test]
fn a_folder_without_forms() {
    let desk = Desk::new();
    desk.file("papers/letter.txt", "请各单位于三月底前报送。\n");
    let folder = desk.path("papers");
    desk.run(&["import", folder.to_str().unwrap()])
        .says(3, &["No forms found"]);
    fs::create_dir(desk.path("nothing")).unwrap();
    let folder = desk.path("nothing");
    desk.run(&["import", folder.to_str().unwrap()])
        .says(3, &["No forms found"]);
}

#[test]
fn a_path_that_is_not_there() {
    let desk = Desk::new();
    desk.run(&["import", "no-such-file.txt"])
        .says(3, &["no-such-file.txt", "no such file"]);
}

#[test]
fn a_form_cut_in_the_middle_and_the_others_go_in() {
    let desk = Desk::new();
    let text = form("city-2024.txt");
    let half: String = text.chars().take(text.chars().count() / 2 + 40).collect();
    let cut = desk.file("forms/cut.txt", half);
    let whole = desk.file("forms/whole.txt", form("water-2024.txt"));
    let ran = desk.run(&["import", &cut, &whole, "--format", "json"]);
    ran.says(3, &["cut.txt"]);
    let outcome: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let failed = outcome["failed"].as_array().unwrap();
    assert_eq!(failed.len(), 1, "{outcome}");
    assert!(
        failed[0]["error"].as_str().unwrap().contains("line"),
        "{outcome}"
    );
    assert!(outcome["new"].as_u64().unwrap() > 1, "{outcome}");
}

#[test]
fn a_binary_file() {
    let desk = Desk::new();
    let bytes: Vec<u8> = (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let path = desk.file("picture.bin", &bytes);
    desk.run(&["import", &path]).says(3, &["picture.bin"]);
}

#[test]
fn a_file_without_permission() {
    let desk = Desk::new();
    let path = desk.file("secret.txt", form("water-2024.txt"));
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    let mut command = desk.command(&["import", &path]);
    if fs::read(&path).is_ok() {
        // Permissions do not hold for root: run it as nobody, who may write into the folder.
        fs::set_permissions(desk.path("."), Permissions::from_mode(0o777)).unwrap();
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.output() {
        Ok(output) => Ran::of(output).says(3, &["secret.txt", "permission"]),
        Err(error) => println!("skipped: the binary cannot be run as nobody: {error}"),
    }
}

#[test]
fn a_database_that_is_none() {
    let desk = Desk::new();
    fs::write(desk.db(), "这不是数据库。".repeat(1_000)).unwrap();
    desk.run(&["reports"]).says(4, &["test.db"]);
    let path = forms();
    desk.run(&["import", path.to_str().unwrap()])
        .says(4, &["test.db"]);
    assert!(
        fs::read_to_string(desk.db()).unwrap().starts_with("这不是"),
        "left as it was"
    );
}

#[test]
fn a_database_that_is_not_there() {
    let desk = Desk::new();
    desk.run(&["reports"]).says(4, &["test.db"]);
    assert!(!desk.db().exists(), "looking makes no database");
    desk.run(&["import", "--db", "/dev/null/x.db", "x"])
        .says(4, &["x.db"]);
}

#[test]
fn a_newer_schema() {
    let desk = Desk::with_forms();
    let connection = Connection::open(desk.db()).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    desk.run(&["reports"]).says(4, &["999"]);
    desk.run(&["note", "1", "x"]).says(4, &["999"]);
}

#[test]
fn a_locked_database() {
    let desk = Desk::with_forms();
    let connection = Connection::open(desk.db()).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.run(&["note", "1", "x"]).says(4, &["test.db"]);
    // Looking is not hindered.
    desk.run(&["reports"]).says(0, &[]);
}

#[test]
fn a_full_disk() {
    let desk = Desk::new();
    let mount = desk.path("small");
    fs::create_dir(&mount).unwrap();
    let forms = forms();
    let script = format!(
        "mount -t tmpfs -o size=300k none {mount} && exec {binary} --lang en import --db {mount}/x.db {forms}",
        mount = mount.display(),
        binary = env!("CARGO_BIN_EXE_shenyue"),
        forms = forms.display(),
    );
    let can_mount = Command::new("unshare")
        .args([
            "-rm",
            "mount",
            "-t",
            "tmpfs",
            "none",
            mount.to_str().unwrap(),
        ])
        .output()
        .is_ok_and(|output| output.status.success());
    if !can_mount {
        println!("skipped: no small disk can be made here");
        return;
    }
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .output()
        .unwrap();
    Ran::of(output).says(4, &["full", "x.db"]);
}

#[test]
fn hostile_names_never_reach_the_terminal() {
    let desk = Desk::new();
    let path = desk.file("\u{1b}]0;owned\u{7}\u{202e}txt.exe", "");
    let ran = desk.run(&["import", &path]);
    ran.says(3, &["owned"]);
    assert!(
        !ran.err.contains('\u{1b}') && !ran.err.contains('\u{202e}'),
        "{:?}",
        ran.err
    );
}

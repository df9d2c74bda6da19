//! Archives: every member has its own outcome.

use std::io::Write as _;

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::common::{Desk, form};

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn every_member_is_told_by_its_path() {
    let desk = Desk::new();
    let inner = archive(&[("水务/2024.txt", form("water-2024.txt").as_bytes())]);
    let outer = archive(&[
        ("water-2023.txt", form("water-2023.txt").as_bytes()),
        ("inner.zip", &inner),
        ("empty.txt", b""),
        ("letter.txt", "请于三月底前报送。".as_bytes()),
        (".hidden.txt", b"x"),
    ]);
    let path = desk.file("bureau.zip", outer);
    let ran = desk.run(&["import", &path, "--format", "json"]);
    ran.says(3, &[]);
    let outcome: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(outcome["files"], 3, "{outcome}");
    assert_eq!(outcome["remaining"], 0, "{outcome}");
    assert!(outcome["new"].as_u64().unwrap() >= 6, "{outcome}");
    let failed = outcome["failed"].as_array().unwrap();
    assert_eq!(failed.len(), 1, "{outcome}");
    assert!(
        failed[0]["path"]
            .as_str()
            .unwrap()
            .ends_with("bureau.zip!/empty.txt")
    );
    assert_eq!(outcome["skipped"].as_array().unwrap().len(), 2, "{outcome}");
    let list = desk.json(&["reports", "--limit", "1", "--format", "json"]);
    let id = list[0]["id"].to_string();
    let shown = desk.json(&["show", &id, "--format", "json"]);
    assert!(
        shown["source"]["path"]
            .as_str()
            .unwrap()
            .contains("bureau.zip!/"),
        "{shown}"
    );
}

#[test]
fn an_archive_without_a_form_is_said() {
    let desk = Desk::new();
    let path = desk.file("nothing.zip", archive(&[]));
    desk.run(&["import", &path]).says(3, &["No forms found"]);
    let path = desk.file("damaged.zip", b"PK\x03\x04 not much of an archive");
    desk.run(&["import", &path]).says(3, &["damaged.zip"]);
}

#[test]
fn an_archive_of_more_than_a_window_is_read_whole() {
    let desk = Desk::new();
    let form = form("water-2024.txt");
    let members: Vec<(String, String)> = (0..150)
        .map(|n| (format!("{n:03}.txt"), format!("{form}{}", "\n".repeat(n))))
        .collect();
    let members: Vec<(&str, &[u8])> = members
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let path = desk.file("year.zip", archive(&members));
    let told = desk.json(&["import", &path, "--format", "json"]);
    assert_eq!(told["files"], 150);
    assert_eq!(told["remaining"], 0);
    assert_eq!(
        told["new"].as_u64().unwrap() * 150,
        told["reports"].as_u64().unwrap()
    );
}

//! The eight real forms, cell by cell. Skipped where the folder with them is not there.

use std::path::PathBuf;

use serde_json::Value;

use crate::common::{Desk, ROOT, bare};

fn seeds() -> Option<PathBuf> {
    let shared = std::env::var_os("SHENYUE_SHARED").map_or_else(
        || PathBuf::from(ROOT).join("..").join("shared"),
        PathBuf::from,
    );
    let seeds = shared.join("seeds");
    if seeds.is_dir() {
        return Some(seeds);
    }
    println!("skipped: no {}", seeds.display());
    None
}

#[test]
fn all_cells_of_the_real_forms_are_as_expected() {
    let Some(seeds) = seeds() else { return };
    let expected = std::fs::read_to_string(seeds.join("expected.json")).unwrap();
    let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
    let text = std::fs::read_dir(&seeds)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .unwrap();
    let text = text.to_str().unwrap();

    let desk = Desk::new();
    let outcome = desk.json(&["import", text, "--format", "json"]);
    for (key, count) in [("files", 1), ("reports", 8), ("new", 8), ("revised", 0)] {
        assert_eq!(outcome[key], count, "{key} in {outcome}");
    }
    assert_eq!(outcome["failed"], Value::Array(Vec::new()));
    let again = desk.json(&["import", text, "--format", "json"]);
    assert_eq!((&again["new"], &again["unchanged"]), (&0.into(), &8.into()));

    let list = desk.json(&["reports", "--format", "json", "--sort", "imported"]);
    let ids: Vec<i64> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids.len(), expected.len());
    let mut differences = Vec::new();
    let mut cells = 0;
    for (id, expected) in ids.iter().zip(&expected) {
        let shown = desk.json(&["show", &id.to_string(), "--format", "json"]);
        compare(
            &format!("#{id}"),
            expected,
            &shown,
            &mut cells,
            &mut differences,
        );
    }
    println!("{cells} cells compared");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(cells > 850, "{cells}");
}

/// Everything in `expected` is in `shown`; `shown` may say more.
fn compare(at: &str, expected: &Value, shown: &Value, cells: &mut u32, differ: &mut Vec<String>) {
    match (expected, shown) {
        (Value::Object(expected), Value::Object(_)) => {
            for (key, value) in expected {
                compare(&format!("{at}.{key}"), value, &shown[key], cells, differ);
            }
        }
        (Value::Array(expected), Value::Array(array)) => {
            if expected.len() != array.len() {
                differ.push(format!("{at}: {} against {}", expected.len(), array.len()));
            }
            for (index, (expected, shown)) in expected.iter().zip(array).enumerate() {
                compare(&format!("{at}[{index}]"), expected, shown, cells, differ);
            }
        }
        (Value::String(a), Value::String(b)) => {
            *cells += 1;
            if bare(a) != bare(b) {
                differ.push(format!("{at}: {a} against {b}"));
            }
        }
        (a, b) => {
            *cells += 1;
            if a != b {
                differ.push(format!("{at}: {a} against {b}"));
            }
        }
    }
}

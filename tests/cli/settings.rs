//! The rules' settings of a user: where they are read, what they change, how a slip is told.

use crate::common::{Desk, forms};

#[test]
fn a_rule_switched_off_finds_nothing_and_the_run_keeps_the_settings() {
    let desk = Desk::with_forms();
    let found = || desk.json(&["findings", "rule:score-total-mismatch", "--format", "json"]);
    assert_ne!(found(), serde_json::json!([]));
    desk.file(
        "config/shenyue/rules.toml",
        "[off]\nscore-total-mismatch = \"known here\"\n",
    );
    desk.run(&["check"]).says(0, &["Checked"]);
    assert_eq!(found(), serde_json::json!([]));
    let database = rusqlite::Connection::open(desk.db()).unwrap();
    let mut runs = database
        .prepare("SELECT settings FROM run ORDER BY id")
        .unwrap();
    let runs: Vec<String> = runs
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(runs.len(), 2);
    assert!(!runs[0].contains("known here") && runs[1].contains("known here"));
}

#[test]
fn the_file_named_goes_first_and_what_is_in_force_is_printed() {
    let desk = Desk::new();
    desk.file("config/shenyue/rules.toml", "[execution]\nlow = 71\n");
    let mine = desk.file("mine.toml", "[execution]\nlow = 72\n");
    desk.run(&["rules", "--config"])
        .says(0, &["low = 71\n", "# Below low a warning"]);
    let named = desk.run(&["rules", "--config", "--rules", &mine]);
    named.says(0, &["low = 72\n"]);
    let again = desk.file("again.toml", &named.out);
    let again = desk.run(&["rules", "--config", "--rules", &again]);
    assert_eq!(again.out, named.out);
    let variable = desk
        .command(&["rules", "--config"])
        .env("SHENYUE_RULES", &mine)
        .output()
        .unwrap();
    assert_eq!(variable.stdout, named.out.as_bytes());
}

#[test]
fn a_slip_is_told_before_anything_is_done() {
    let desk = Desk::new();
    let mine = desk.file("mine.toml", "# mine\n[tolerance]\nrates = 1\n");
    let forms = forms();
    desk.run(&["import", forms.to_str().unwrap(), "--rules", &mine])
        .says(
            2,
            &["mine.toml", "line 3", "tolerance.rates", "`tolerance.rate`"],
        );
    assert!(!desk.db().exists());
    desk.run(&["check", "--rules", "nowhere.toml"])
        .says(2, &["nowhere.toml"]);
}

#[test]
fn rules_are_counted_for_a_database_that_is_named() {
    let desk = Desk::with_forms();
    let db = desk.db();
    let rules = desk.json(&["rules", "--db", db.to_str().unwrap(), "--format", "json"]);
    let forms = desk.json(&["reports", "--format", "json"]);
    let forms = forms.as_array().unwrap().len() as u64;
    let mut often = 0;
    for rule in rules.as_array().unwrap() {
        let id = rule["rule"].as_str().unwrap();
        let found = desk.json(&["findings", &format!("rule:{id}"), "--format", "json"]);
        assert_eq!(
            rule["findings"].as_u64().unwrap(),
            found.as_array().unwrap().len() as u64
        );
        let on = rule["forms"].as_u64().unwrap();
        assert_eq!(rule["often"], on * 2 > forms, "{rule}");
        often += u32::from(on * 2 > forms);
    }
    assert!(often > 0);
    let plain = desk.json(&["rules", "--format", "json"]);
    assert!(plain[0].get("often").is_none());
}

#[test]
fn the_desks_settings_are_checked_and_printed() {
    let desk = Desk::new();
    let none = desk.run(&["--check-config"]);
    none.says(0, &["theme = \"default\"", "quit = [\"q\"]"]);
    assert!(none.err.contains("not there"), "{}", none.err);
    desk.file("config/shenyue/desk.toml", "[keys]\nquit = [\"Q\"]\n");
    let mine = desk.run(&["--check-config"]);
    mine.says(0, &["quit = [\"Q\"]"]);
    let again = desk.file("again.toml", &mine.out);
    assert_eq!(
        desk.run(&["--check-config", "--config", &again]).out,
        mine.out
    );
    let wrong = desk.file("wrong.toml", "[screen]\n\nteme = \"dark\"\n");
    desk.run(&["--check-config", "--config", &wrong])
        .says(2, &["wrong.toml", "line 3", "`screen.theme`"]);
    let rules = desk.file("rules.toml", "[tolerance]\nrates = 1\n");
    desk.run(&["--check-config", "--rules", &rules])
        .says(2, &["rules.toml", "line 2"]);
}

#[test]
fn the_language_can_be_set_for_good() {
    let desk = Desk::new();
    let config = desk.file("desk.toml", "language = \"en\"\n");
    let output = desk
        .command(&["--config", &config, "--check-config"])
        .env("SHENYUE_LANG", "")
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("in order"), "{said}");
}

#[test]
fn the_manual_page_has_the_keys() {
    let desk = Desk::new();
    desk.run(&["man"])
        .says(0, &["KEYS OF THE DESK", "Choose the order"]);
}

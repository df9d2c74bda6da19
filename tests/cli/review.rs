//! Importing again, corrected forms, notes, verdicts, undo: what must still be there tomorrow.

use serde_json::Value;

use crate::common::{Desk, form};

fn import(desk: &Desk, path: &str) -> Value {
    desk.json(&["import", path, "--format", "json"])
}

#[test]
fn the_same_files_again_change_nothing() {
    let desk = Desk::with_forms();
    let before = desk.run(&["findings", "--format", "jsonl"]).out;
    let forms = crate::common::forms();
    let again = import(&desk, forms.to_str().unwrap());
    assert_eq!((&again["new"], &again["revised"]), (&0.into(), &0.into()));
    assert_eq!(again["unchanged"], again["reports"]);
    assert_eq!(desk.run(&["findings", "--format", "jsonl"]).out, before);
    desk.run(&["check"]).says(0, &["Checked"]);
    assert_eq!(desk.run(&["findings", "--format", "jsonl"]).out, before);
}

#[test]
fn a_corrected_form_is_a_revision_and_notes_stay_with_what_they_were_about() {
    let (desk, report) = Desk::with_a_wrong_total();
    desk.run(&["note", &report, "--place", "total", "合计多一分"])
        .says(0, &["Saved"]);
    let second = desk.correct_the_total();
    assert_eq!(second["revised"], 1, "{second}");
    let all = second["reports"].as_i64().unwrap();
    assert_eq!(second["unchanged"], all - 1);

    let now = desk.json(&["show", &report, "--format", "json"]);
    assert_eq!(
        (&now["revision"], &now["total_score"]),
        (&2.into(), &"97.86".into())
    );
    assert_eq!(now["notes"][0]["text"], "合计多一分");
    assert_eq!(now["notes"][0]["outdated"], true);
    let rules: Vec<&Value> = now["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["rule"])
        .collect();
    assert!(
        !rules.contains(&&"score-total-mismatch".into()),
        "{rules:?}"
    );
    let old = desk.json(&["show", &report, "--revision", "1", "--format", "json"]);
    assert_eq!(old["total_score"], "98.86");
}

#[test]
fn a_verdict_outlives_import_and_check_and_can_be_taken_back() {
    let desk = Desk::with_forms();
    let first = desk.json(&["findings", "severity:error", "--format", "json"])[0].clone();
    let id = first["id"].as_str().unwrap();
    let short = id.get(..8).unwrap();
    desk.run(&["verdict", short, "排除"]).says(2, &["reason"]);
    desk.run(&[
        "verdict",
        short,
        "dismissed",
        "--reason",
        "年后结算",
        "--as",
        "审计员甲",
    ])
    .says(0, &["Saved", "undo 1"]);
    desk.run(&["note", short, "已核对凭证"]).says(0, &["Saved"]);
    desk.run(&["check"]).says(0, &[]);
    let status = || {
        let all = desk.json(&["findings", "--format", "json"]);
        let all = all.as_array().unwrap();
        let found = all.iter().find(|finding| finding["id"] == id).unwrap();
        (
            found["status"].clone(),
            found["reason"].clone(),
            found["by"].clone(),
        )
    };
    assert_eq!(
        status(),
        ("dismissed".into(), "年后结算".into(), "审计员甲".into())
    );

    let log = desk.json(&["log", "--format", "json"]);
    let kinds: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["note", "verdict"], "newest first");
    // Without --as, the account: what the environment says about it counts for nothing.
    let account = std::process::Command::new("id")
        .arg("-un")
        .output()
        .unwrap();
    let account = String::from_utf8(account.stdout).unwrap();
    assert_eq!(log[0]["by"], account.trim());

    desk.run(&["undo", "1"]).says(0, &["Saved"]);
    assert_eq!(status().0, "pending");
    desk.run(&["undo", "1"]).says(2, &["1"]);
    let sound = desk.json(&["verify", "--format", "json"]);
    assert_eq!(
        (&sound["sound"], &sound["events"]),
        (&true.into(), &3.into())
    );
}

/// Three printings of one file: the first, one in which only a narrative differs, one with another total.
fn printings(desk: &Desk) -> [String; 3] {
    let text = form("town-2024.txt");
    let (said, total) = ("12960卷存量档案加工入库", "98.86");
    assert!(text.contains(said) && text.contains(total), "as planted");
    [
        desk.file("first.txt", &text),
        desk.file("told.txt", text.replace(said, "存量档案12960卷加工入库")),
        desk.file("total.txt", text.replace(total, "98.96")),
    ]
}

#[test]
fn a_dismissal_stands_until_what_it_rests_on_changes() {
    let desk = Desk::new();
    let [first, told, total] = printings(&desk);
    import(&desk, &first);
    let found = || {
        let found = desk.json(&["findings", "rule:score-total-mismatch", "--format", "json"]);
        let found = found.as_array().unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        (found[0]["id"].clone(), found[0]["status"].clone())
    };
    let (id, _) = found();
    let dismiss = [
        "verdict",
        id.as_str().unwrap(),
        "dismissed",
        "--reason",
        "另有加分",
    ];
    desk.run(&dismiss).says(0, &["Saved"]);
    let dismissed = (id.clone(), Value::from("dismissed"));

    assert_eq!(import(&desk, &told)["revised"], 1);
    assert_eq!(found(), dismissed);
    // Another tolerance, under which the rule says the same.
    let rules = desk.file("rules.toml", "[tolerance]\nscore_total = 0.5\n");
    desk.run(&["check", "--rules", &rules])
        .says(0, &["Checked"]);
    assert_eq!(found(), dismissed);

    assert_eq!(import(&desk, &total)["revised"], 1);
    let (other, status) = found();
    assert_ne!(other, id);
    assert_eq!(status, "pending");
    // A printing that says what was dismissed brings the dismissal back with it.
    let again = std::fs::read_to_string(&first).unwrap() + "\n";
    assert_eq!(import(&desk, &desk.file("again.txt", again))["revised"], 1);
    assert_eq!(found(), dismissed);
}

#[test]
fn a_mute_holds_for_what_comes_later() {
    let desk = Desk::new();
    let [first, told, total] = printings(&desk);
    import(&desk, &first);
    let rule = "rule:score-total-mismatch";
    let found = |query: &str| {
        let found = desk.json(&["findings", rule, query, "--format", "json"]);
        found.as_array().unwrap().clone()
    };
    let unit = found("")[0]["unit"].as_str().unwrap().to_owned();
    let mute = ["mute", "score-total-mismatch", "--unit", &unit];
    desk.run(&[&mute[..], &["--reason", "系统加分"]].concat())
        .says(0, &[]);
    for path in [&told, &total] {
        assert_eq!(import(&desk, path)["revised"], 1);
        assert_eq!((found("").len(), found("is:muted").len()), (0, 1));
    }
    desk.run(&["check"]).says(0, &[]);
    assert_eq!((found("").len(), found("is:muted").len()), (0, 1));
    desk.run(&[&mute[..], &["--remove"]].concat()).says(0, &[]);
    assert_eq!((found("").len(), found("is:muted").len()), (1, 0));
}

#[test]
fn a_tag_is_put_on_and_taken_off() {
    let desk = Desk::with_forms();
    desk.run(&["tag", "1", "重点"]).says(0, &["Saved"]);
    let tagged = |count: usize| {
        let rows = desk.json(&["reports", "tag:重点", "--format", "json"]);
        assert_eq!(rows.as_array().unwrap().len(), count);
    };
    tagged(1);
    desk.run(&["tag", "1", "重点", "--remove"])
        .says(0, &["Saved"]);
    tagged(0);
}

#[test]
fn read_only_changes_nothing() {
    let desk = Desk::with_forms();
    let before = std::fs::read(desk.db()).unwrap();
    desk.run(&["--read-only", "note", "1", "x"])
        .says(2, &["read-only"]);
    desk.run(&["--read-only", "check"]).says(2, &["read-only"]);
    desk.run(&["--read-only", "reports"]).says(0, &[]);
    assert_eq!(std::fs::read(desk.db()).unwrap(), before);
}

#[test]
fn a_note_is_read_from_standard_input() {
    let desk = Desk::with_forms();
    let note = desk.file("note.txt", "第一行\n第二行\n");
    let output = desk
        .command(&["note", "1", "-"])
        .stdin(std::fs::File::open(note).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let shown = desk.json(&["show", "1", "--format", "json"]);
    assert_eq!(shown["notes"][0]["text"], "第一行\n第二行");
}

#[test]
fn several_auditors_share_the_work() {
    let desk = Desk::with_forms();
    let found = desk.json(&["findings", "severity:error", "--format", "json"]);
    let id = found[0]["id"].as_str().unwrap().to_owned();
    let now = || {
        let all = desk.json(&["findings", "--format", "json"]);
        let all = all.as_array().unwrap();
        all.iter().find(|row| row["id"] == id).unwrap().clone()
    };
    let says = |by: &str, arguments: &[&str], code, words: &[&str]| {
        desk.run(&[arguments, &["--as", by]].concat())
            .says(code, words);
    };
    says(
        "甲",
        &["review", &id, "approved"],
        4,
        &["Nobody has decided"],
    );
    says("甲", &["verdict", &id, "confirmed"], 0, &[]);
    says("甲", &["review", &id, "approved"], 4, &["somebody other"]);
    says(
        "乙",
        &["verdict", &id, "dismissed", "--reason", "有批复"],
        0,
        &[],
    );
    assert_eq!(now()["disputed"], true);
    says("乙", &["undo"], 0, &[]);
    assert_eq!(now()["disputed"], false);
    says("乙", &["review", &id, "退回", "--reason", "缺凭证"], 0, &[]);
    let row = now();
    assert_eq!(
        (&row["second"], &row["reviewer"], &row["remark"]),
        (&"returned".into(), &"乙".into(), &"缺凭证".into())
    );
    says("乙", &["undo"], 0, &[]);
    says("乙", &["redo"], 0, &[]);
    assert_eq!(now()["second"], "returned");
    says("乙", &["redo"], 2, &["no undo"]);

    says("甲", &["assign", &id, "乙"], 0, &[]);
    says("甲", &["due", &id, "+7"], 0, &["in 7 days"]);
    says(
        "甲",
        &["due", &id, "2026-12-31"],
        0,
        &["Follow up on 2026-12-31 ("],
    );
    says("甲", &["due", &id, "someday"], 2, &["next wed"]);
    let row = now();
    assert_eq!(
        (&row["assignee"], &row["due"]),
        (&"乙".into(), &"2026-12-31".into())
    );
    let mine = desk.json(&["findings", "经办:乙", "due<2027-01-01", "--format", "json"]);
    assert_eq!(mine.as_array().unwrap().len(), 1);
    let log = desk.json(&["log", "--about", &id, "--format", "json"]);
    assert_eq!(
        (&log[0]["kind"], &log[0]["value"]),
        (&"due".into(), &"2026-12-31".into())
    );
    let sound = desk.json(&["verify", "--format", "json"]);
    assert_eq!(sound["sound"], true);
}

#[test]
fn people_read_a_verdict_by_name_and_programs_by_its_stable_name() {
    let desk = Desk::with_forms();
    let rows = desk.json(&["findings", "severity:error", "--format", "json"]);
    let id = rows[0]["id"].as_str().unwrap().to_owned();
    desk.run(&["verdict", &id, "confirmed", "--reason", "凭证12号"])
        .says(0, &["Saved"]);
    desk.run(&["--lang", "zh", "log"])
        .says(0, &["属实 凭证12号"]);
    let log = desk.json(&["log", "--format", "json"]);
    assert_eq!(log[0]["text"], "confirmed 凭证12号");
    assert_eq!(log[0]["value"], "confirmed");
}

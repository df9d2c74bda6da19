//! What the rules say on the command line: recomputed scores, counts, mutes, SARIF.

use super::common::Desk;

#[test]
fn a_report_is_shown_with_its_scores_worked_out_again() {
    let desk = Desk::with_forms();
    let found = desk.json(&["findings", "rule:score-quant-recalc", "--format", "json"]);
    let id = found[0]["report_id"].to_string();
    let scores = &desk.json(&["show", &id, "--format", "json"])["recomputed"];
    assert_eq!(scores["difference"], "0.50");
    let row = &scores["indicators"][3];
    assert_eq!(row["printed"], "10.00");
    assert_eq!(row["recomputed"], "9.50");
    assert_eq!(row["formulas"][0]["formula"], "upward");
    assert_eq!(
        scores["execution"]["rate_on_initial"]
            .as_str()
            .map(|rate| rate.contains('.')),
        Some(true)
    );
    desk.run(&["show", &id]).says(
        0,
        &[
            "Scores recomputed",
            "Row 4: printed 10.00, actual ÷ target 9.50, difference 0.5",
            "Resting on words",
            "on the initial budget",
        ],
    );
}

#[test]
fn a_rule_is_muted_for_a_unit_with_a_reason_and_speaks_again() {
    let desk = Desk::with_forms();
    let found = |query: &str| {
        let list = desk.json(&["findings", "rule:score-all-full", query, "--format", "json"]);
        list.as_array().unwrap().clone()
    };
    let all = found("");
    let unit = all[0]["unit"].as_str().unwrap();
    let own = all.iter().filter(|row| row["unit"] == unit).count();
    desk.run(&["mute", "score-all-full", "--unit", unit])
        .says(2, &["reason"]);
    desk.run(&["mute", "score-all-ful", "--unit", unit])
        .says(2, &["score-all-full"]);
    desk.run(&[
        "mute",
        "score-all-full",
        "--unit",
        "nobody",
        "--reason",
        "x",
    ])
    .says(2, &["nobody"]);
    let mute = ["mute", "全部满分", "--unit", unit, "--reason", "结算项目"];
    assert_eq!(desk.run(&mute).code, 0);
    assert_eq!(found("").len(), all.len() - own);
    assert_eq!(found("is:muted").len(), own);
    assert_eq!(found("is:muted")[0]["status"], "muted");
    // Why, and by whom, stands with each finding, wherever it goes.
    assert_eq!(found("is:muted")[0]["reason"], "结算项目");
    let sarif = desk.json(&["findings", "is:muted", "--format", "sarif"]);
    let why = &sarif["runs"][0]["results"][0]["suppressions"][0]["justification"];
    assert_eq!(why, "结算项目");
    let log = desk.run(&["log"]).out;
    assert!(!log.contains(&format!("{unit} 结算项目")), "{log}");
    let muted = desk.json(&["mute", "--format", "json"]);
    assert_eq!(muted[0]["rule"], "score-all-full");
    assert_eq!(muted[0]["findings"], own);
    assert_eq!(found("is:muted")[0]["by"], muted[0]["by"]);
    desk.run(&["check"]).says(0, &[]);
    assert_eq!(found("is:muted").len(), own);
    assert_eq!(
        desk.run(&["mute", "score-all-full", "--unit", unit, "--remove"])
            .code,
        0
    );
    assert_eq!(found("").len(), all.len());
    desk.run(&["verify"]).says(0, &[]);
}

#[test]
fn every_rule_is_counted_form_by_form_and_kept_current() {
    let desk = Desk::with_forms();
    let db = desk.db();
    let counts = || desk.json(&["--db", db.to_str().unwrap(), "rules", "--format", "json"]);
    let before = counts();
    let forms = desk
        .json(&["reports", "--format", "json"])
        .as_array()
        .unwrap()
        .len();
    for rule in before.as_array().unwrap() {
        let of = |key: &str| usize::try_from(rule[key].as_u64().unwrap()).unwrap();
        let all = of("forms") + of("clean") + of("not_applicable");
        assert_eq!(all, forms, "{rule}");
    }
    let of = |counts: &serde_json::Value, id: &str| {
        let rules = counts.as_array().unwrap();
        rules
            .iter()
            .find(|rule| rule["rule"] == id)
            .unwrap()
            .clone()
    };
    assert_eq!(of(&before, "category-irregular")["often"], true);
    assert_eq!(of(&before, "score-all-full")["often"], false);
    // Checking again changes nothing, and says what hits nearly everywhere.
    desk.run(&["check"]).says(0, &["not applicable", "94%"]);
    assert_eq!(counts(), before);
    // A form that comes again is counted once, whether it changed or not.
    let town = super::common::form("town-2024.txt");
    let again = desk.file("again.txt", town.replace("100.00", "99.00"));
    desk.run(&["import", &again]);
    let now = of(&counts(), "score-all-full");
    let all = ["forms", "clean", "not_applicable"].map(|key| now[key].as_u64().unwrap());
    assert_eq!(usize::try_from(all.iter().sum::<u64>()).unwrap(), forms);
    assert_ne!(counts(), before);
}

#[test]
fn an_outcome_copied_from_another_unit_is_found_on_both() {
    let desk = Desk::with_forms();
    let copied = || {
        let list = desk.json(&["findings", "rule:narrative-copied", "--format", "json"]);
        list.as_array().unwrap().clone()
    };
    assert_eq!(copied().len(), 0);
    let own = super::common::form("school-2024.txt");
    let elsewhere = own.replace("岚汀市青梧区学校后勤管理站", "岚汀市白石区学校后勤站");
    desk.run(&["import", &desk.file("copy.txt", &elsewhere)]);
    let both = copied();
    let units: std::collections::BTreeSet<&str> =
        both.iter().filter_map(|row| row["unit"].as_str()).collect();
    assert_eq!(units.len(), 2, "{both:?}");
    // And counted, though it is no answer of a form by itself.
    let forms: std::collections::BTreeSet<u64> = both
        .iter()
        .filter_map(|row| row["report_id"].as_u64())
        .collect();
    let db = desk.db();
    let rules = desk.json(&["--db", db.to_str().unwrap(), "rules", "--format", "json"]);
    let counted = rules.as_array().unwrap();
    let rule = counted
        .iter()
        .find(|rule| rule["rule"] == "narrative-copied")
        .unwrap();
    assert_eq!(rule["forms"], forms.len());
    // Checking again finds the same.
    desk.run(&["check"]).says(0, &[]);
    assert_eq!(copied(), both);
}

#[test]
fn rules_that_have_nothing_to_say_tell_why_when_asked() {
    let desk = Desk::with_forms();
    let short = desk.run(&["show", "1"]);
    short.says(0, &["rules have nothing to say (--reasons lists why)"]);
    assert!(!short.out.contains("holds no share") && !short.out.contains("hold no share"));
    desk.run(&["show", "1", "--reasons"]).says(
        0,
        &[
            "the narratives hold no share that can be checked",
            "narr-ratio-mismatch",
        ],
    );
    let shown = desk.json(&["show", "1", "--format", "json"]);
    let silent = shown["not_applicable"].as_array().unwrap();
    assert!(
        silent
            .iter()
            .any(|rule| rule["rule"] == "narr-ratio-mismatch")
    );
}

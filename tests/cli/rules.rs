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
    let muted = desk.json(&["mute", "--format", "json"]);
    assert_eq!(muted[0]["rule"], "score-all-full");
    assert_eq!(muted[0]["findings"], own);
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

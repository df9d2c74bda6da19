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

//! Full text finds exactly what a plain scan finds.

use proptest::prelude::*;
use shenyue::form::{Field, Origin, Report};
use shenyue::query::{Field as Asked, Query, Test};
use shenyue::rules::Place;
use shenyue::store::{Action, Subject, scan};

use crate::common::{IMPORTED, Sandbox, form, new};

fn found(sandbox: &Sandbox, word: &str) -> Vec<usize> {
    let ids = sandbox.ids();
    sandbox
        .reader()
        .report_ids(&Query::Text(word.to_owned()), IMPORTED)
        .unwrap()
        .into_iter()
        .map(|id| ids.iter().position(|other| *other == id).unwrap())
        .collect()
}

fn texts(number: usize, goal: &str, reason: &str) -> Report {
    let mut report = form("颛桥镇", &format!("项目{number}"), 2024);
    report.goal = Field::known(goal, goal.into(), Origin::default());
    report.indicators[0].reason = Field::known(reason, reason.into(), Origin::default());
    report
}

#[test]
fn words_of_any_length_in_any_text() {
    let sandbox = Sandbox::with(&[
        new(texts(0, "消防设施维护，配备灭火器", "无"), Vec::new()),
        new(texts(1, "道路保 洁和绿化", "防疫调整；消杀"), Vec::new()),
        new(
            texts(2, "Office 软件ＡＢＣ更新", "\"引号\" AND 1*"),
            Vec::new(),
        ),
    ]);
    assert_eq!(found(&sandbox, "消防"), [0]);
    assert_eq!(found(&sandbox, "消"), [0, 1]);
    assert_eq!(found(&sandbox, "灭火器"), [0]);
    assert_eq!(found(&sandbox, "器"), [0], "the last character of a text");
    assert_eq!(
        found(&sandbox, "路保洁和绿"),
        [1],
        "white space does not count"
    );
    assert_eq!(
        found(&sandbox, "绿化防疫"),
        [] as [usize; 0],
        "from one text into the next"
    );
    assert_eq!(found(&sandbox, "abc"), [2], "neither case nor width count");
    assert_eq!(found(&sandbox, "ice软"), [2]);
    assert_eq!(found(&sandbox, "\"引号\" and"), [2], "never an operator");
    assert_eq!(found(&sandbox, "*"), [2]);
    assert_eq!(found(&sandbox, "颛桥镇"), [0, 1, 2]);
    assert_eq!(found(&sandbox, "≥95.00%"), [0, 1, 2], "a target as printed");
    assert_eq!(found(&sandbox, "  "), [0, 1, 2], "nothing asked");
}

#[test]
fn notes_are_found_while_they_stand() {
    let sandbox = Sandbox::with(&[
        new(texts(0, "a", "b"), Vec::new()),
        new(texts(1, "a", "b"), Vec::new()),
    ]);
    let subject = Subject::Report(sandbox.ids()[1], Place::Form);
    let note = sandbox.act(
        "王",
        subject.clone(),
        Action::Note("合同未附\n需补证".to_owned()),
    );
    assert_eq!(found(&sandbox, "未附需补"), [1]);
    sandbox.act("王", subject, Action::Undo(note));
    assert_eq!(found(&sandbox, "未附"), [] as [usize; 0]);
}

#[test]
fn initials_find_names_in_every_field_that_has_them() {
    let mut other = form("虹桥镇", "重点绿地养护", 2023);
    other.department = Field::known("水务局", "水务局".into(), Origin::default());
    let mut unnamed = form("", "河道整治", 2023);
    unnamed.unit = Field::absent();
    let sandbox = Sandbox::with(&[
        new(texts(0, "zqz", "b"), Vec::new()),
        new(other, Vec::new()),
        new(unnamed, Vec::new()),
    ]);
    assert_eq!(found(&sandbox, "zqz"), [0]);
    assert_eq!(found(&sandbox, "HQZ"), [1]);
    assert_eq!(found(&sandbox, "zdl"), [1], "重 as zhong");
    assert_eq!(found(&sandbox, "cdl"), [1], "and as chong");
    assert_eq!(found(&sandbox, "swj"), [1]);
    assert_eq!(found(&sandbox, "qz"), [0, 1]);
    let ids = sandbox.ids();
    let asked = |field, word: &str| {
        let query = Query::Field(field, Test::Contains(word.to_owned()));
        let found = sandbox.reader().report_ids(&query, IMPORTED).unwrap();
        let places = found
            .iter()
            .map(|id| ids.iter().position(|other| other == id).unwrap());
        places.collect::<Vec<_>>()
    };
    assert_eq!(asked(Asked::Unit, "zqz"), [0]);
    assert_eq!(asked(Asked::Project, "zqz"), [] as [usize; 0]);
    assert_eq!(asked(Asked::Department, "swj"), [1]);
    assert_eq!(
        asked(Asked::Unit, "财政局"),
        [2],
        "the department stands for the unit"
    );
    assert_eq!(asked(Asked::Unit, "桥"), [0, 1]);
    assert_eq!(asked(Asked::Project, "道"), [2]);
}

/// Few characters, so that words meet by chance.
fn prose() -> impl Strategy<Value = String> {
    "[甲乙丙aAＢb1 ，\"\u{3000}\u{20bb7}]{0,9}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn initials_find_what_a_scan_finds(
        names in proptest::collection::vec(("[重庆行长单会a（ ]{1,6}", "[重庆行长b1]{1,5}"), 1..6),
        words in proptest::collection::vec("[zcqxhdsa]{2,4}", 1..12),
    ) {
        let reports: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(at, (unit, project))| new(form(unit, &format!("{project}{at}"), 2024), Vec::new()))
            .collect();
        let sandbox = Sandbox::with(&reports);
        for word in words {
            let scanned: Vec<_> = (0..reports.len())
                .filter(|at| scan(&reports[*at].report, &word))
                .collect();
            prop_assert_eq!(found(&sandbox, &word), scanned, "{}", word);
        }
    }

    #[test]
    fn the_index_finds_what_a_scan_finds(
        reports in proptest::collection::vec((prose(), prose()), 1..6),
        words in proptest::collection::vec("[甲乙丙aAＢb1 ，\"\u{20bb7}]{1,4}", 1..12),
    ) {
        let reports: Vec<_> = reports
            .iter()
            .enumerate()
            .map(|(number, (goal, reason))| new(texts(number, goal, reason), Vec::new()))
            .collect();
        let sandbox = Sandbox::with(&reports);
        for word in words {
            let scanned: Vec<_> = (0..reports.len())
                .filter(|at| scan(&reports[*at].report, &word))
                .collect();
            prop_assert_eq!(found(&sandbox, &word), scanned, "{}", word);
        }
    }
}

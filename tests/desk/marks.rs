//! What is said of many rows at once.

use shenyue::desk::Key::{Char, Enter, Esc, Tab};
use shenyue::locales::Lang;
use shenyue::query::Query;
use shenyue::store::{FindingRow, Verdict};

use crate::bench::Bench;
use crate::forms;

fn desk() -> Bench {
    Bench::open(Lang::Zh, (80, 24))
}

/// The kinds of the latest events and how many there are of each, by name.
fn kinds(desk: &Bench) -> Vec<(String, usize)> {
    let mut kinds = std::collections::BTreeMap::new();
    for event in desk.reader().events(1_000, None).unwrap() {
        *kinds.entry(event.kind).or_insert(0) += 1;
    }
    kinds.into_iter().collect()
}

#[test]
fn marked_forms_are_decided_together_after_a_question_that_says_how_many() {
    let mut desk = desk();
    let undecided = |desk: &Bench| {
        let ids = desk.reader().finding_ids(&Query::All).unwrap();
        let rows = desk.reader().findings(&ids).unwrap();
        let pending = |row: &&FindingRow| row.verdict == Verdict::Pending;
        rows.iter().filter(pending).count()
    };
    let all = undecided(&desk);
    desk.press(&[Char('*'), Char('v')]);
    let screen = desk.screen();
    let said = format!("4 份自评表中未核实的 {all} 条");
    assert!(screen.contains(&said), "{screen}");
    desk.press(&[Char('3')]).text("统一口径").press(&[Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("一并核实为“排除”") && screen.contains("统一口径"),
        "{screen}"
    );
    // Whoever has second thoughts is back at the reason.
    desk.press(&[Esc]);
    assert!(desk.screen().contains("统一口径"), "{}", desk.screen());
    assert!(kinds(&desk).is_empty());
    desk.press(&[Enter, Enter]);
    assert!(desk.screen().contains("已保存"), "{}", desk.screen());
    assert!(!desk.screen().contains("已标记"), "the marks are taken off");
    assert_eq!(kinds(&desk), [("verdict".to_owned(), all)]);
    assert_eq!(undecided(&desk), 0);
    desk.press(&[Char('v')]);
    assert!(desk.screen().contains("没有未核实"), "{}", desk.screen());
    // It was one act: one undo takes all of it back.
    desk.press(&[Char('u'), Enter]);
    assert_eq!(undecided(&desk), all);
}

#[test]
fn marked_forms_take_a_note_and_a_tag_together() {
    let mut desk = desk();
    desk.press(&[Char(' '), Char(' '), Char('a')]);
    assert!(desk.screen().contains("2 份自评表"), "{}", desk.screen());
    desk.text("请单位补充材料").press(&[Tab, Enter]);
    desk.press(&[Char('*'), Char('#')])
        .text("重点")
        .press(&[Enter]);
    assert_eq!(
        kinds(&desk),
        [("note".to_owned(), 2), ("tag".to_owned(), 4)]
    );
}

#[test]
fn marks_that_are_out_of_sight_take_the_verdict_as_well() {
    let mut desk = Bench::with(Lang::Zh, (80, 24), forms::many(120));
    let year = shenyue::query::parse("year:2024").unwrap();
    let all = desk.reader().finding_ids(&year).unwrap().len();
    assert!(all > 3 * 24, "more than are loaded: {all}");
    // By year, the latest first.
    desk.press(&[Char('3'), Char('r'), Char('r'), Char('r'), Enter]);
    desk.press(&[Char('*'), Char('v'), Char('2'), Enter]);
    assert!(desk.screen().contains("已保存"), "{}", desk.screen());
    assert_eq!(kinds(&desk), [("verdict".to_owned(), all)]);
}

#[test]
fn a_note_on_marked_findings_goes_to_all_of_them_and_is_taken_back_as_one() {
    let mut desk = desk();
    desk.press(&[Char('3'), Char('r'), Enter, Char(' '), Char(' '), Char('a')]);
    assert!(desk.screen().contains("2 条疑点"), "{}", desk.screen());
    desk.text("一并核对").press(&[Tab, Enter]);
    assert!(desk.screen().contains("已保存 2 条"), "{}", desk.screen());
    assert_eq!(kinds(&desk), [("note".to_owned(), 2)]);
    assert!(!desk.screen().contains("已标记"), "{}", desk.screen());
    desk.press(&[Char('u'), Enter]);
    assert!(desk.screen().contains("已撤销 2 条"), "{}", desk.screen());
    assert_eq!(
        kinds(&desk),
        [("note".to_owned(), 2), ("undo".to_owned(), 2)]
    );
}

#[test]
fn a_template_is_filled_for_one_finding_only() {
    let mut desk = desk();
    desk.press(&[Char('3'), Char('r'), Enter, Char(' '), Char(' '), Char('T')]);
    assert!(desk.screen().contains("请只选一条"), "{}", desk.screen());
}

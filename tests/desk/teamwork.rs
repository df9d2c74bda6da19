//! Several auditors at one database: verdicts by one key, disagreements, second reviews, tasks, redo.

use shenyue::desk::Key::{Char, Down, Enter, Esc, Up};
use shenyue::desk::Message;
use shenyue::form::Report;
use shenyue::locales::Lang;
use shenyue::query::parse;
use shenyue::store::{Action, FindingRow, NewEvent, SecondReview, Subject, Verdict};
use smol_str::{ToSmolStr as _, format_smolstr};

use crate::bench::{Bench, import};
use crate::forms;

/// The desk at the errors and warnings of 老旧小区.
fn desk() -> Bench {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter, Char('n')]);
    desk
}

fn findings(desk: &Bench, filter: &str) -> Vec<FindingRow> {
    let ids = desk.reader().finding_ids(&parse(filter).unwrap()).unwrap();
    desk.reader().findings(&ids).unwrap()
}

/// What somebody else decides about the selected finding, whichever it is.
fn colleague_decides(desk: &mut Bench, finding: &FindingRow, verdict: Verdict) {
    desk.colleague()
        .append(&NewEvent {
            by: "王复核".to_owned(),
            subject: Subject::Finding(finding.fingerprint),
            action: Action::Verdict(verdict, "有批复".to_owned()),
        })
        .unwrap();
    desk.send(Message::Changed);
}

fn shows(desk: &Bench, text: &str) {
    let screen = desk.screen();
    // Wrapping may stand between the characters.
    let whole: String = screen.chars().filter(|c| !c.is_whitespace()).collect();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(whole.contains(&text), "no {text} in\n{screen}");
}

#[test]
fn one_key_decides_and_goes_on_and_all_of_it_is_undone_and_redone_the_next_day() {
    let mut desk = desk();
    let before = desk.screen();
    desk.press(&[Char('c')]);
    let confirmed = findings(&desk, "状态:属实").len();
    assert!(confirmed > 0);
    assert_ne!(desk.screen(), before, "the next one is selected");
    desk.reopen(Lang::Zh);
    desk.press(&[Char('u'), Enter]);
    assert_eq!(findings(&desk, "状态:属实").len(), 0);
    desk.reopen(Lang::Zh);
    desk.press(&[Char('U')]);
    shows(&desk, "恢复被撤销的第 1 号记录");
    desk.press(&[Enter]);
    assert_eq!(findings(&desk, "状态:属实").len(), confirmed);
    desk.press(&[Char('U')]);
    shows(&desk, "没有自己可恢复的撤销");
}

#[test]
fn a_dismissal_asks_for_its_reason_at_once() {
    let mut desk = desk();
    desk.press(&[Char('d')]).text("有批复").press(&[Enter]);
    let dismissed = findings(&desk, "状态:排除");
    assert!(dismissed.iter().all(|finding| finding.reason == "有批复"));
    assert!(!dismissed.is_empty());
}

#[test]
fn anothers_reason_is_not_offered_as_ones_own() {
    let mut desk = desk();
    desk.press(&[Char('c')]);
    let mine = findings(&desk, "状态:属实").remove(0);
    colleague_decides(&mut desk, &mine, Verdict::Confirmed);
    desk.press(&[Char('p'), Char('d')])
        .text("已获批准")
        .press(&[Enter]);
    let dismissed = findings(&desk, "状态:排除");
    let reasons: Vec<&str> = dismissed.iter().map(|at| at.reason.as_str()).collect();
    assert_eq!(reasons, ["已获批准"]);
}

#[test]
fn hanzi_typed_before_a_verdict_is_chosen_begin_the_reason() {
    let mut desk = desk();
    desk.press(&[Char('v')]).text("已核对").press(&[Enter]);
    let confirmed = findings(&desk, "状态:属实");
    assert!(!confirmed.is_empty());
    assert!(confirmed.iter().all(|finding| finding.reason == "已核对"));
}

#[test]
fn what_auditors_disagree_about_cannot_be_reviewed_before_they_agree() {
    let mut desk = desk();
    let first = findings(&desk, "").remove(0);
    for (by, verdict) in [("甲", Verdict::Confirmed), ("乙", Verdict::Dismissed)] {
        let action = Action::Verdict(verdict, "有批复".to_owned());
        let subject = Subject::Finding(first.fingerprint);
        let by = by.to_owned();
        let event = NewEvent {
            by,
            subject,
            action,
        };
        desk.colleague().append(&event).unwrap();
    }
    desk.send(Message::Changed);
    desk.press(&[Esc, Char('3'), Enter, Char('V')]);
    shows(&desk, "核实结论有分歧");
}

#[test]
fn a_disagreement_is_shown_with_both_sides() {
    let mut desk = desk();
    desk.press(&[Char('c')]);
    let mine = findings(&desk, "状态:属实").remove(0);
    colleague_decides(&mut desk, &mine, Verdict::Dismissed);
    assert_eq!(findings(&desk, "是:分歧").len(), 1);
    desk.press(&[Char('3'), Char('f')]);
    desk.press(&[Esc]);
    let disputed = findings(&desk, "是:分歧").remove(0);
    desk.press(&[Char('2'), Char('t')]);
    for _ in 0..9 {
        desk.press(&[Char('p')]);
    }
    for _ in 0..9 {
        if desk.screen().contains("有分歧") {
            break;
        }
        desk.press(&[Char('n')]);
    }
    shows(&desk, "有分歧");
    shows(&desk, "王复核");
    assert_eq!(disputed.opinions.len(), 2);
}

#[test]
fn a_second_person_reviews_and_nobody_ones_own() {
    let mut desk = desk();
    let all = findings(&desk, "项目:老旧小区 严重:错误,疑点");
    desk.press(&[Char('V')]);
    shows(&desk, "还没有核实");
    for finding in &all {
        colleague_decides(&mut desk, finding, Verdict::Confirmed);
    }
    desk.press(&[Char('V'), Down, Enter]);
    shows(&desk, "须写明理由");
    desk.text("缺凭证").press(&[Enter]);
    let returned = findings(&desk, "复核:退回修改");
    assert!(!returned.is_empty());
    assert_eq!(returned[0].second, SecondReview::Returned);
    assert_eq!(returned[0].reviewer, "李审计");
    shows(&desk, "退回修改");
}

#[test]
fn ones_own_verdict_cannot_be_reviewed() {
    let mut desk = desk();
    desk.press(&[Char('c'), Char('p'), Char('p'), Char('V')]);
    shows(&desk, "须由他人复核");
}

#[test]
fn marked_forms_are_given_away_together_with_a_day() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char(' '), Char(' '), Char('A')])
        .text("王复核")
        .press(&[Enter]);
    desk.press(&[Char('F')]).text("某天").press(&[Enter]);
    shows(&desk, "看不懂这个日期");
    desk.press(&[Esc, Char('F')]).text("下周二");
    shows(&desk, "2026-12-01（周二，5 天后）");
    desk.press(&[Enter]);
    let reader = desk.reader();
    let count = |filter: &str| reader.count(&parse(filter).unwrap()).unwrap().reports;
    assert_eq!((count("经办:王复核"), count("到期:2026-12-01")), (2, 1));
    desk.press(&[Char('u')]);
    shows(&desk, "2026-12-01");
    desk.press(&[Enter, Char('u'), Enter]);
    assert_eq!(
        desk.reader()
            .count(&parse("经办:any").unwrap())
            .unwrap()
            .reports,
        0
    );
}

#[test]
fn a_filter_tells_its_days_from_the_clock_of_the_desk() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('F')]).text("今天").press(&[Enter]);
    for condition in ["到期:今天", "到期:今天..明天"] {
        desk.press(&[Char('f'), Up]).text(condition).press(&[Enter]);
        shows(&desk, "1 / 1 份");
        desk.press(&[Esc]);
    }
    // The same behind `/`.
    desk.press(&[Char('/')]).text("到期<=今天").press(&[Enter]);
    shows(&desk, "1 / 1 份");
}

#[test]
fn a_tag_comes_and_goes_and_a_rule_is_muted_with_a_reason() {
    let mut desk = desk();
    let muted = |desk: &Bench| {
        let rule = findings(desk, "is:muted").remove(0).rule;
        shenyue::rules::find(&rule).unwrap().name.zh.to_owned()
    };
    let tagged = |desk: &Bench| {
        desk.reader()
            .count(&parse("标签:重点").unwrap())
            .unwrap()
            .reports
    };
    desk.press(&[Char('#')]).text("重点").press(&[Enter]);
    assert_eq!(tagged(&desk), 1);
    desk.press(&[Char('#'), Down, Enter]);
    assert_eq!(tagged(&desk), 0);
    desk.press(&[Char('-'), Enter]);
    shows(&desk, "须写明理由");
    desk.text("已约定口径").press(&[Enter]);
    assert!(!findings(&desk, "is:muted").is_empty());
    shows(&desk, "已屏蔽（李审计）：已约定口径");
    desk.resize(200, 24);
    desk.press(&[Char('u')]);
    shows(&desk, &muted(&desk));
    shows(&desk, "决定：已约定口径");
    desk.press(&[Esc]);
    desk.press(&[Char('H')]);
    shows(&desk, "重点");
}

#[test]
fn scores_are_recomputed_beside_the_printed_ones() {
    let mut desk = desk();
    desk.press(&[Char('S')]);
    shows(&desk, "总分：表上98.00");
    shows(&desk, "由数字得出的");
    shows(&desk, "按年初预算");
}

/// The forms a year on, the narrative and the total changed.
fn changed(year: Option<i32>) -> Vec<Report> {
    let mut reports = forms::all();
    for report in &mut reports {
        if let Some(year) = year {
            report.year.printed = year.to_smolstr();
            report.year.reading = shenyue::form::Reading::Known(year);
        }
        report.total_score.printed = "97.50".into();
        report.outcome.printed = format_smolstr!("{}群众满意。", report.outcome.printed);
    }
    reports
}

#[test]
fn two_revisions_are_compared_cell_by_cell() {
    let mut desk = desk();
    desk.press(&[Char('R')]);
    shows(&desk, "只有一个版本");
    import(&mut desk.colleague(), "更正.txt", changed(None));
    desk.send(Message::Changed);
    desk.press(&[Char('R'), Down, Char('d')]);
    shows(&desk, "第1版→第2版");
    shows(&desk, "{+群众满意。+}");
    shows(&desk, "98.00→97.50");
}

#[test]
fn the_years_of_a_project_stand_side_by_side() {
    let mut desk = desk();
    desk.press(&[Char('Y')]);
    shows(&desk, "没有该项目其他年度");
    import(&mut desk.colleague(), "下年.txt", changed(Some(2031)));
    desk.send(Message::Changed);
    desk.press(&[Char('Y')]);
    shows(&desk, "2031");
    shows(&desk, "历年对照");
}

#[test]
fn units_stand_against_rules_and_a_cell_is_drilled_into() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('3'), Char('m')]);
    shows(&desk, "单位与规则对照");
    shows(&desk, "全体");
    desk.press(&[shenyue::desk::Key::Right, shenyue::desk::Key::Left, Enter]);
    shows(&desk, "/ ");
    let drilled = desk.screen();
    assert!(!drilled.contains("单位与规则对照"), "{drilled}");
    desk.press(&[Esc]);
    shows(&desk, "单位与规则对照");
    desk.press(&[Esc]);
    assert!(!desk.screen().contains("单位与规则对照"));
}

#[test]
fn a_note_is_begun_with_what_the_rule_found_and_quotes_the_cells() {
    let mut desk = desk();
    desk.press(&[Char('T'), shenyue::desk::Key::Tab, Char('q')]);
    desk.press(&[shenyue::desk::Key::Tab, Enter]);
    let id = findings(&desk, "项目:老旧小区")[0].report;
    let notes = desk.reader().report(id, None).unwrap().notes;
    let text = &notes[0].text;
    assert!(
        text.contains("建议程序：") && text.contains("引「"),
        "{text}"
    );
    assert!(notes[0].finding.is_some());
}

#[test]
fn whoever_decides_otherwise_than_another_sees_it_before_and_is_told_after() {
    let mut desk = desk();
    let first = findings(&desk, "").remove(0);
    colleague_decides(&mut desk, &first, Verdict::Dismissed);
    desk.press(&[Esc, Char('3'), Enter, Char('v')]);
    shows(&desk, "现有结论：排除（王复核）：有批复");
    desk.press(&[Esc, Char('c')]);
    shows(&desk, "结论与 王复核 的不同，须统一意见");
    desk.press(&[Down, Char('c')]);
    let screen = desk.screen();
    assert!(!screen.contains("须统一意见"), "{screen}");
}

#[test]
fn nobody_is_chosen_before_one_chooses() {
    let mut desk = desk();
    let first = findings(&desk, "").remove(0);
    colleague_decides(&mut desk, &first, Verdict::Confirmed);
    desk.press(&[Char('A')]);
    shows(&desk, "| 王复核");
    desk.press(&[Down]);
    shows(&desk, "> 王复核");
    desk.press(&[Enter]);
    assert!(!findings(&desk, "经办:王复核").is_empty());
}

#[test]
fn a_draft_left_behind_says_what_it_is_about() {
    let mut desk = desk();
    desk.press(&[Char('a')]).text("写到一半");
    desk.send(Message::HangUp);
    let draft = desk.reader().drafts("李审计").unwrap().remove(0);
    let Subject::Finding(on) = draft.subject else {
        panic!("{draft:?}");
    };
    let on = desk.reader().findings_by_fingerprint(on).unwrap().remove(0);
    let about = format!(
        "{} / {}",
        on.project,
        shenyue::rules::find(&on.rule).unwrap().name.zh
    );
    desk.reopen(Lang::Zh);
    // Cut in the middle where both have no room.
    let end: String = about.chars().skip(about.chars().count() - 8).collect();
    shows(&desk, &format!("{end}：写到一半"));
    desk.press(&[Enter]);
    let begin: String = about.chars().take(8).collect();
    shows(&desk, &format!("备注：{begin}"));
}

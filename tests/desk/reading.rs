//! The form as it is read: what is disputed in it, what was mended, and several findings on one row.

use ratatui::style::Modifier;
use shenyue::desk::Key::{Char, Down, End, Enter, Esc, Home, Tab};
use shenyue::desk::Message;
use shenyue::desk::Slot;
use shenyue::form::Report;
use shenyue::locales::Lang;
use shenyue::rules::{FieldName, Finding, Mark, Place, Severity, Texts};
use shenyue::store::NewReport;

use crate::bench::{Bench, store};
use crate::forms;

fn desk() -> Bench {
    Bench::open(Lang::Zh, (80, 24))
}

/// The form with one finding on these characters of its outcome.
fn disputed(report: Report, span: (u32, u32)) -> NewReport {
    let finding = Finding {
        rule: "narr-breakdown-sum",
        severity: Severity::Error,
        place: Place::Outcome,
        message: "differs",
        facts: Vec::new(),
        marks: vec![Mark {
            place: Place::Outcome,
            field: FieldName::Text,
            span: Some(span),
        }],
        rests_on: Texts::default(),
        batch: String::new(),
        ordinal: 0,
    };
    NewReport {
        answers: Vec::new(),
        report,
        findings: vec![finding],
        digest: Vec::new(),
        all_full: false,
    }
}

#[test]
fn disputed_characters_of_a_narrative_are_marked_where_they_stand() {
    let report = forms::all().remove(1);
    let outcome = report.outcome.value().unwrap();
    let at = outcome.find("1,250").unwrap();
    let start = u32::try_from(outcome[..at].chars().count()).unwrap();
    let mut desk = Bench::with(Lang::Zh, (80, 24), Vec::new());
    let new = disputed(report, (start, start + 5));
    store(&mut desk.colleague(), "一份.txt", &[new]);
    desk.send(Message::Changed);
    desk.press(&[Enter]);
    let marked = desk.cells_with(Modifier::UNDERLINED.union(Modifier::BOLD));
    assert_eq!(marked, "1,250");
}

#[test]
fn no_line_of_a_narrative_begins_with_a_closing_mark() {
    for columns in 30..100 {
        let mut desk = Bench::open(Lang::Zh, (columns, 60));
        desk.press(&[Char('/')])
            .text("老旧小区")
            .press(&[Enter, Enter]);
        let screen = desk.screen();
        let body = screen
            .lines()
            .skip(1)
            .map(|line| line.trim_start_matches([' ', '>', '!', '?', '*']));
        for line in body {
            assert!(
                !line.starts_with(['，', '。', '、', '；']),
                "{columns}: {line}"
            );
        }
    }
}

#[test]
fn what_was_mended_or_is_missing_is_shown() {
    let mut desk = Bench::open(Lang::Zh, (80, 50));
    desk.press(&[Char('/')])
        .text("村级公共")
        .press(&[Enter, Enter, End]);
    let screen = desk.screen();
    assert!(
        screen.contains("修补 第 71 行") && screen.contains("缺 第 62 行第 8 列：实施单位"),
        "{screen}"
    );
}

#[test]
fn without_colour_the_marks_stay() {
    let mut desk = desk();
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter]);
    let coloured = desk.screen();
    let mut plain = crate::bench::setup(Lang::Zh, (80, 24), false);
    plain.colour = false;
    desk.model = shenyue::desk::Model::new(plain);
    desk.send(Message::Started);
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter]);
    assert_eq!(desk.screen(), coloured);
    assert!(!desk.cells_with(Modifier::REVERSED).is_empty());
}

#[test]
fn the_disputed_line_of_a_long_narrative_is_brought_into_sight() {
    let mut report = forms::all().remove(1);
    let long = format!("{}电话共接到 4640 起。", "各项工作有序推进。".repeat(120));
    let start = u32::try_from(long.chars().count()).unwrap() - 8;
    report.outcome =
        shenyue::form::Field::known(long.as_str(), long.as_str().into(), report.outcome.origin);
    let new = disputed(report, (start, start + 4));
    let mut desk = Bench::with(Lang::Zh, (80, 24), Vec::new());
    store(&mut desk.colleague(), "一份.txt", &[new]);
    desk.send(Message::Changed);
    desk.press(&[Enter, Char('n')]);
    assert!(desk.cursor_line().contains("4640"), "{}", desk.screen());
}

/// A desk on one form with these suspicions: rule, severity, indicator.
fn suspected(found: &[(&'static str, Severity, u32)]) -> Bench {
    let findings = found
        .iter()
        .map(|(rule, severity, row)| Finding {
            rule,
            severity: *severity,
            place: Place::Indicator(*row),
            message: "differs",
            facts: Vec::new(),
            marks: Vec::new(),
            rests_on: Texts::from_iter([*rule, &row.to_string()]),
            batch: String::new(),
            ordinal: 0,
        })
        .collect();
    let new = NewReport {
        answers: Vec::new(),
        report: forms::all().remove(1),
        findings,
        digest: Vec::new(),
        all_full: false,
    };
    let mut desk = Bench::with(Lang::Zh, (80, 24), Vec::new());
    store(&mut desk.colleague(), "一份.txt", &[new]);
    desk.send(Message::Changed);
    desk.press(&[Enter]);
    desk
}

const ROWS: [(&str, Severity, u32); 5] = [
    ("score-over-weight", Severity::Error, 1),
    ("exec-rate-mismatch", Severity::Warning, 1),
    ("target-qualitative", Severity::Notice, 2),
    ("grade-mismatch", Severity::Warning, 3),
    ("target-qualitative", Severity::Notice, 3),
];

#[test]
fn several_rules_on_one_row_are_one_line_and_notices_are_folded() {
    let mut desk = suspected(&ROWS);
    desk.press(&[Char('n')]);
    let screen = desk.screen();
    assert!(screen.contains("疑点 1/2 处（另有提示 2）"), "{screen}");
    assert!(screen.contains(">!? "), "{screen}");
    desk.press(&[Char('n')]);
    assert!(desk.screen().contains("疑点 2/2"), "{}", desk.screen());
    desk.press(&[Char('n')]);
    assert!(desk.screen().contains("再按 n"), "notices are not walked");
    desk.press(&[Char('p'), Char('z'), Char('n')]);
    assert!(
        desk.screen().contains("疑点和提示 2/3 处"),
        "{}",
        desk.screen()
    );
    desk.press(&[Char('z'), Char('t')]);
    assert!(desk.screen().contains("另有提示 2 条"), "{}", desk.screen());
}

#[test]
fn a_verdict_on_a_row_asks_whether_it_is_about_one_or_all() {
    let mut desk = suspected(&ROWS);
    desk.press(&[Char('n'), Char('v')]);
    let screen = desk.screen();
    assert!(screen.contains("全部（2 条）"), "{screen}");
    desk.press(&[Char('2'), Char('2'), Enter]);
    assert_eq!(desk.reader().events(10, None).unwrap().len(), 1);
    assert!(desk.screen().contains("疑点 1/2"), "one is left on the row");
    desk.press(&[Char('v'), Enter, Char('4'), Enter]);
    let events = desk.reader().events(10, None).unwrap();
    assert_eq!(events.len(), 2, "what was decided is not overruled");
    assert!(desk.screen().contains("疑点 2/2"), "{}", desk.screen());
}

#[test]
fn one_suspicion_is_picked_out_of_a_row_and_what_is_done_is_about_it_alone() {
    let mut desk = suspected(&ROWS);
    desk.press(&[Char(';')]);
    assert!(
        desk.screen().contains("此处只有一条疑点"),
        "{}",
        desk.screen()
    );
    desk.press(&[Char('n')]);
    assert!(desk.screen().contains("共 2 条，; 逐条看"));
    desk.press(&[Char(';'), Char(';')]);
    let screen = desk.screen();
    assert!(screen.contains("第 2/2 条，; 逐条看"), "{screen}");
    assert!(!screen.contains("得分超过分值"), "{screen}");
    desk.press(&[Char('c')]);
    let rules = |desk: &Bench| {
        let events = desk.reader().events(10, None).unwrap().into_iter();
        events.filter_map(|event| event.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&desk), ["exec-rate-mismatch"]);
    // On with the other one of the row, again alone.
    assert!(desk.screen().contains("第 1/2 条"), "{}", desk.screen());
    desk.press(&[Char('b')]);
    assert_eq!(rules(&desk).len(), 2);
    assert!(desk.screen().contains("疑点 2/2 处"), "{}", desk.screen());
    // After the last one the whole row is selected again.
    desk.press(&[Char('p'), Char(';'), Char(';'), Char(';')]);
    assert!(desk.screen().contains("共 2 条，; 逐条看"));
}

#[test]
fn a_suspicion_come_for_is_the_one_that_is_muted() {
    let mut desk = suspected(&ROWS);
    // 执行率与金额不符 is the second one said of its row.
    desk.press(&[Char('1'), Char('/')])
        .text("规则:执行率与金额不符")
        .press(&[Enter]);
    desk.press(&[Char('3'), Enter, Enter]);
    let screen = desk.screen();
    assert!(screen.contains("第 2/2 条，; 逐条看"), "{screen}");
    desk.press(&[Char('-')]);
    assert!(
        desk.screen().contains("屏蔽 执行率与金额不符"),
        "{}",
        desk.screen()
    );
    // Of a row as a whole no rule is muted before it is said which.
    desk.press(&[Esc, Char('1'), Enter, Char('n'), Char('-')]);
    assert!(
        desk.screen().contains("先按 ; 选定一条"),
        "{}",
        desk.screen()
    );
}

#[test]
fn of_marked_suspicions_of_several_rules_none_is_muted() {
    let mut desk = suspected(&ROWS);
    // By unit: all of the rules together.
    desk.press(&[Char('3'), Char('r'), Enter, Char('*'), Char('-')]);
    let screen = desk.screen();
    assert!(screen.contains("请只选一条"), "{screen}");
    desk.press(&[Char('*'), Char('-')]);
    assert!(desk.screen().contains("理由："), "{}", desk.screen());
}

#[test]
fn where_only_the_suspicions_are_in_sight_arrows_go_from_one_to_the_next() {
    let mut desk = suspected(&ROWS);
    desk.press(&[Char('t'), Down]);
    assert!(desk.screen().contains("疑点 1/2 处"), "{}", desk.screen());
    desk.press(&[Down]);
    assert!(desk.screen().contains("疑点 2/2 处"), "{}", desk.screen());
    desk.press(&[Home]);
    assert!(desk.screen().contains("疑点 1/2 处"), "{}", desk.screen());
}

#[test]
fn in_the_dialog_of_a_verdict_its_own_key_chooses_it() {
    let mut desk = suspected(&ROWS);
    desk.press(&[Char('n'), Char(';'), Char('v'), Char('d')]);
    assert!(desk.screen().contains("理由（必填）"), "{}", desk.screen());
    desk.text("dup").press(&[Enter]);
    let event = desk.reader().events(1, None).unwrap().remove(0);
    assert_eq!(
        (event.value.as_str(), event.text.as_str()),
        ("dismissed", "dismissed dup")
    );
}

#[test]
fn the_page_of_a_rule_opened_before_its_counts_are_there_fills_in() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Enter, Char('n')]);
    // As on a large database: the counts of the rules come last.
    desk.reopen(Lang::Zh);
    desk.held = Some(Vec::new());
    desk.press(&[Enter]);
    let held = desk.held.take().unwrap();
    let (counts, rest): (Vec<_>, Vec<_>) = held
        .into_iter()
        .partition(|request| request.slot() == Slot::RuleCounts);
    for request in &rest {
        for message in desk.answer(request) {
            desk.send(message);
        }
    }
    desk.press(&[Char('n'), Char('e')]);
    assert!(
        desk.screen().contains("在本库：正在统计…"),
        "{}",
        desk.screen()
    );
    for request in &counts {
        for message in desk.answer(request) {
            desk.send(message);
        }
    }
    let screen = desk.screen();
    assert!(screen.contains("在本库：命中"), "{screen}");
    assert!(!screen.contains("正在统计"), "{screen}");
}

#[test]
fn a_form_opened_at_a_part_with_suspicions_does_not_say_there_are_none() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    // 全部满分 is said of the form as a whole, which the cursor stands on.
    desk.press(&[Char('/')]).text("村级公共服务");
    desk.press(&[Enter, Enter]);
    let screen = desk.screen();
    assert!(screen.contains("此处有疑点，按 n 查看"), "{screen}");
    desk.press(&[Down]);
    let screen = desk.screen();
    assert!(screen.contains("此处没有疑点，按 n 到下一处"), "{screen}");
}

#[test]
fn what_has_no_room_below_the_form_is_said_to_be_there() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Enter, Char('a')]);
    desk.send(Message::Paste("核对合同、发票与验收单，".repeat(40)));
    desk.press(&[Tab, Enter]);
    let screen = desk.screen();
    assert!(screen.contains("行，按 t 看全部"), "{screen}");
    desk.press(&[Char('t')]);
    assert!(!desk.screen().contains("看全部"), "{}", desk.screen());
}

//! What sequences of keys do, on a real store.

use shenyue::desk::Key::{self, Char, Down, End, Enter, Esc, Home, Right, Tab};
use shenyue::desk::{Message, Slot};
use shenyue::locales::Lang;
use shenyue::query::Query;
use shenyue::rules::Place;
use shenyue::store::{Action, NewEvent, Sort, Subject, Verdict};

use crate::bench::{Bench, import};
use crate::forms;

fn desk() -> Bench {
    Bench::open(Lang::Zh, (80, 24))
}

#[test]
fn the_headline_marks_are_seen_at_once() {
    let screen = desk().screen();
    let line = |name: &str| {
        screen
            .lines()
            .find(|line| line.contains(name))
            .unwrap()
            .to_owned()
    };
    assert!(line("村级公共服务").contains('满'));
    assert!(line("村级公共服务").contains("定5/6"));
    assert!(line("老旧小区").contains('差'));
    assert!(!line("河道日常").contains('满'));
}

#[test]
fn a_mismatched_total_is_marked_where_it_stands() {
    let mut desk = desk();
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter, End]);
    assert!(desk.screen().contains("!98.00"), "{}", desk.screen());
}

#[test]
fn a_note_and_a_verdict_are_there_the_next_day() {
    let mut desk = desk();
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter, Char('n'), Char('a')]);
    desk.text("请单位说明差额。").press(&[Tab, Enter]);
    assert!(desk.screen().contains("已保存"), "{}", desk.screen());
    desk.press(&[Char('v'), Char('2')])
        .text("逐项加总核对")
        .press(&[Enter]);
    desk.reopen(Lang::Zh);
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter, Char('n')]);
    let screen = desk.screen();
    assert!(screen.contains("属实"), "{screen}");
    desk.press(&[Char('t')]);
    let screen = desk.screen();
    assert!(
        screen.contains("请单位说明差额。") && screen.contains("逐项加总核对"),
        "{screen}"
    );
}

#[test]
fn saved_is_said_only_after_the_store_said_so_and_a_failure_keeps_the_text() {
    let mut desk = desk();
    desk.broken = true;
    desk.press(&[Enter, Char('a')])
        .text("不能丢")
        .press(&[Tab, Enter]);
    let screen = desk.screen();
    assert!(!screen.contains("已保存"), "{screen}");
    assert!(
        screen.contains("磁盘已满") && screen.contains("不能丢"),
        "{screen}"
    );
    desk.broken = false;
    desk.press(&[Tab, Enter]);
    assert!(desk.screen().contains("已保存"));
}

#[test]
fn esc_never_loses_text() {
    let mut desk = desk();
    desk.press(&[Enter, Char('a')]).text("半句");
    desk.press(&[Esc, Esc, Esc, Enter]);
    assert!(!desk.screen().contains("半句"), "the editor is closed");
    desk.press(&[Char('a')]);
    assert!(desk.screen().contains("半句"), "the draft is loaded");
}

#[test]
fn a_hang_up_in_the_middle_of_a_note_keeps_it_and_the_next_start_offers_it() {
    let mut desk = desk();
    desk.press(&[Enter, Char('a')]).text("写到一半");
    desk.send(Message::HangUp);
    assert!(desk.left);
    desk.reopen(Lang::Zh);
    assert!(desk.screen().contains("写到一半"), "{}", desk.screen());
    desk.press(&[Enter]);
    desk.text("，继续").press(&[Tab, Enter]);
    assert!(desk.screen().contains("已保存"));
    desk.reopen(Lang::Zh);
    assert!(
        !desk.screen().contains("写到一半"),
        "the draft is gone once saved"
    );
}

#[test]
fn a_pause_saves_the_draft() {
    let mut desk = desk();
    desk.press(&[Enter, Char('a')]).text("停一停");
    desk.send(Message::Idle);
    let drafts = desk.reader().drafts("李审计").unwrap();
    assert_eq!(
        drafts.first().map(|draft| draft.text.as_str()),
        Some("停一停")
    );
}

#[test]
fn pasted_text_keeps_its_lines_and_loses_its_escapes() {
    let mut desk = desk();
    desk.press(&[Enter, Char('a')]);
    desk.send(Message::Paste("第一行\r\n第二行\u{1b}[31m红".to_owned()));
    desk.press(&[Tab, Enter]);
    let report = desk
        .reader()
        .report_ids(&Query::All, Sort::default())
        .unwrap()
        .into_iter()
        .find_map(|id| desk.reader().report(id, None).unwrap().notes.pop());
    assert_eq!(
        report.map(|note| note.text),
        Some("第一行\n第二行[31m红".to_owned())
    );
}

#[test]
fn a_dismissal_wants_a_reason() {
    let mut desk = desk();
    desk.press(&[Enter, Char('n'), Char('v'), Char('1'), Char('3'), Enter]);
    assert!(desk.screen().contains("须写明理由"));
    desk.text("口径不同").press(&[Enter]);
    assert!(desk.screen().contains("已保存"), "{}", desk.screen());
}

#[test]
fn a_verdict_moves_on_to_the_next_undecided() {
    let mut desk = desk();
    desk.press(&[Char('3'), Char('r'), Enter]);
    let before = desk.cursor_line();
    desk.press(&[Char('v'), Char('2'), Enter]);
    let after = desk.cursor_line();
    assert_ne!(before, after);
    assert!(after.contains("待核实"), "{after}");
    desk.press(&[Key::End]);
    assert!(desk.cursor_line().contains("属实"), "{}", desk.screen());
}

#[test]
fn marked_findings_take_a_verdict_together() {
    let mut desk = desk();
    desk.press(&[
        Char('3'),
        Char('r'),
        Enter,
        Char(' '),
        Char(' '),
        Char('v'),
        Char('4'),
        Enter,
    ]);
    let events = desk.reader().events(10, None).unwrap();
    assert_eq!(events.len(), 2);
    assert!(events.iter().all(|event| event.kind == "verdict"));
}

#[test]
fn a_verdict_on_marks_leaves_the_cursor_on_a_row_it_did_not_decide() {
    let mut desk = desk();
    desk.press(&[Char('3'), Char('r'), Enter, Char(' '), Char(' ')]);
    let before = desk.cursor_line();
    desk.press(&[Char('c')]);
    assert_eq!(desk.reader().events(10, None).unwrap().len(), 2);
    let text = |line: &str| line.trim_start_matches(['>', ' ']).to_owned();
    assert_eq!(text(&desk.cursor_line()), text(&before));
}

#[test]
fn the_last_own_event_can_be_taken_back_after_a_preview() {
    let mut desk = desk();
    desk.press(&[Enter, Char('n'), Char('v'), Char('1'), Char('2'), Enter]);
    desk.press(&[Char('u')]);
    assert!(desk.screen().contains("撤销第 1 号"), "{}", desk.screen());
    desk.press(&[Enter]);
    assert!(desk.screen().contains("已撤销"));
    let verdicts: Vec<Verdict> = desk
        .reader()
        .findings(&desk.reader().finding_ids(&Query::All).unwrap())
        .unwrap()
        .into_iter()
        .map(|finding| finding.verdict)
        .collect();
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Pending));
}

#[test]
fn a_colleagues_work_appears_without_moving_the_cursor() {
    let mut desk = Bench::with(Lang::Zh, (80, 24), forms::many(60));
    desk.press(&[Down; 9]);
    let before = desk.cursor_line();
    let mut colleague = desk.colleague();
    import(&mut colleague, "后来的.txt", forms::all());
    let id = desk
        .reader()
        .report_ids(&Query::All, Sort::default())
        .unwrap()[0];
    colleague
        .append(&NewEvent {
            by: "王复核".to_owned(),
            subject: Subject::Report(id, Place::Form),
            action: Action::Note("看过".to_owned()),
        })
        .unwrap();
    desk.send(Message::Changed);
    assert_eq!(desk.cursor_line(), before);
    assert!(desk.screen().contains("/ 64 份"), "{}", desk.screen());
}

#[test]
fn stale_answers_are_dropped() {
    let mut desk = desk();
    desk.held = Some(Vec::new());
    desk.press(&[Char('/')]).text("食堂");
    let held = desk.held.take().unwrap();
    let of = |slot: Slot| held.iter().filter(move |request| request.slot() == slot);
    assert_eq!(of(Slot::Reports).count(), 2, "one for each character");
    let newest = of(Slot::Reports).next_back().unwrap().clone();
    let oldest = of(Slot::Reports).next().unwrap().clone();
    for request in [&newest, &oldest] {
        for message in desk.answer(request) {
            desk.send(message);
        }
    }
    let screen = desk.screen();
    assert!(
        screen.contains("社区食堂") && !screen.contains("老旧小区"),
        "{screen}"
    );
}

#[test]
fn searching_counts_while_one_types_and_esc_goes_back() {
    let mut desk = desk();
    desk.press(&[Char('/')]).text("满意");
    assert!(desk.screen().contains("共 4 份"), "{}", desk.screen());
    desk.text("度达");
    assert!(desk.screen().contains("共 1 份"), "{}", desk.screen());
    desk.press(&[Esc]);
    assert!(desk.screen().contains("/ 4 份"));
}

#[test]
fn the_filter_form_writes_the_filter_language() {
    let mut desk = desk();
    desk.press(&[Char('f')]).press(&[Down; 5]).text("2023");
    desk.press(&[Down]).text(">=90");
    assert!(
        desk.screen().contains("年度:2023 得分>=90"),
        "{}",
        desk.screen()
    );
    desk.press(&[Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("筛选：年度:2023") && screen.contains("/ 1 份"),
        "{screen}"
    );
    desk.press(&[Char('x')]);
    assert!(desk.screen().contains("/ 4 份"));
}

#[test]
fn a_choice_is_walked_through_with_arrow_keys() {
    let mut desk = desk();
    desk.press(&[Char('f'), Down, Down, Right]);
    assert!(desk.screen().contains("严重:错误"), "{}", desk.screen());
}

#[test]
fn a_mistake_in_the_filter_points_at_the_word_and_changes_nothing() {
    let mut desk = desk();
    desk.press(&[Char('f')])
        .press(&[Key::Up])
        .text("年分:2024")
        .press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("年分"), "{screen}");
    desk.press(&[Esc]);
    assert!(desk.screen().contains("/ 4 份"));
}

#[test]
fn next_finding_walks_on_into_the_next_report_after_a_hint() {
    let mut desk = desk();
    desk.press(&[Enter]);
    let first = desk.screen().lines().nth(2).unwrap().to_owned();
    for _ in 0..60 {
        desk.press(&[Char('n')]);
        if desk.screen().contains("再按 n") {
            break;
        }
    }
    assert!(desk.screen().contains("再按 n"), "{}", desk.screen());
    desk.press(&[Char('n'), Home]);
    assert_ne!(desk.screen().lines().nth(2).unwrap(), first);
}

#[test]
fn nothing_is_written_when_the_database_is_open_read_only() {
    let mut desk = desk();
    desk.model = shenyue::desk::Model::new(crate::bench::setup(Lang::Zh, (80, 24), true));
    desk.send(Message::Started);
    desk.press(&[Enter, Char('n'), Char('v')]);
    assert!(desk.screen().contains("只读方式"), "{}", desk.screen());
    desk.press(&[Char('a')]).text("x").press(&[Tab, Enter]);
    assert_eq!(desk.reader().events(10, None).unwrap().len(), 0);
}

#[test]
fn only_the_window_of_a_long_list_is_loaded() {
    let mut desk = Bench::with(Lang::Zh, (80, 24), forms::many(300));
    desk.held = Some(Vec::new());
    desk.press(&[End]);
    let asked = desk.held.take().unwrap();
    let rows = asked.iter().find_map(|request| match &request.ask {
        shenyue::desk::Ask::ReportRows(ids) => Some(ids.len()),
        _ => None,
    });
    assert!(rows.is_some_and(|rows| rows <= 60), "{rows:?}");
}

#[test]
fn copying_sends_what_is_selected() {
    let mut desk = desk();
    desk.press(&[Char('y')]);
    assert_eq!(desk.copied.len(), 1);
}

#[test]
fn what_one_look_at_many_forms_found_is_listed_once_and_decided_together() {
    let alike: Vec<_> = forms::many(12)
        .into_iter()
        .step_by(3)
        .map(|mut report| {
            report.unit = forms::all()[2].unit.clone();
            report.year = forms::all()[2].year.clone();
            report
        })
        .collect();
    let mut desk = Bench::with(Lang::Zh, (80, 24), alike);
    desk.press(&[Char('f'), Down])
        .text("batch-all-100")
        .press(&[Enter, Char('3'), Enter]);
    let screen = desk.screen();
    assert_eq!(screen.matches("待核实").count(), 1, "{screen}");
    assert!(screen.contains("[同批 4]"), "{screen}");
    desk.press(&[Right]);
    assert_eq!(
        desk.screen().matches("待核实").count(),
        4,
        "{}",
        desk.screen()
    );
    desk.press(&[Right, Char('v'), Char('2'), Enter]);
    let screen = desk.screen();
    assert_eq!(desk.reader().events(10, None).unwrap().len(), 4, "{screen}");
    assert!(
        screen.contains("[同批 4]") && screen.contains("还剩 0"),
        "{screen}"
    );
}

#[test]
fn who_comes_to_the_log_sees_what_others_wrote_meanwhile() {
    let mut desk = desk();
    let mut colleague = desk.colleague();
    let report = desk
        .reader()
        .report_ids(&Query::All, Sort::default())
        .unwrap()[0];
    let mut say = |desk: &mut Bench, text: &str| {
        let event = NewEvent {
            by: "王审计".to_owned(),
            subject: Subject::Report(report, Place::Form),
            action: Action::Note(text.to_owned()),
        };
        colleague.append(&event).unwrap();
        desk.send(Message::Changed);
    };
    say(&mut desk, "一");
    say(&mut desk, "二");
    desk.press(&[Char('5'), Down]);
    assert!(desk.cursor_line().contains('一'), "{}", desk.screen());
    desk.press(&[Char('1')]);
    say(&mut desk, "三");
    desk.press(&[Char('5')]);
    assert!(desk.cursor_line().contains('三'), "{}", desk.screen());
    // While one reads the log, what comes does not move the selection.
    say(&mut desk, "四");
    assert!(desk.cursor_line().contains('三'), "{}", desk.screen());
}

#[test]
fn who_presses_ctrl_c_is_told_what_leaves() {
    let mut desk = desk();
    desk.press(&[Key::Ctrl('c')]);
    assert!(!desk.left && desk.screen().contains("按 q 退出"));
}

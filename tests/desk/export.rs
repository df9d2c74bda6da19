//! `W`: what is in sight goes to a file.

use shenyue::desk::Key::{Char, Enter, Esc};
use shenyue::desk::{ExportNews, Message};
use shenyue::locales::Lang;

use crate::bench::Bench;

/// The file that was ordered is written.
fn done(desk: &mut Bench) {
    let done = ExportNews::Done("已写出".to_owned());
    desk.send(Message::Export(done));
}

#[test]
fn what_is_in_sight_is_ordered_under_the_filter_that_says_so() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('W')]);
    let screen = desk.screen();
    assert!(
        screen.contains("写到文件：底稿.html") && screen.contains(".html 底稿"),
        "{screen}"
    );
    desk.press(&[Enter]);
    assert!(desk.screen().contains("正在写出"), "{}", desk.screen());
    done(&mut desk);
    // One form, where one form is in sight; the path is the one used last.
    desk.press(&[Enter, Char('W'), Enter]);
    done(&mut desk);
    // The findings of a line of the roll-up.
    desk.press(&[Char('3'), Enter, Char('W'), Enter]);
    done(&mut desk);
    // Given up: nothing.
    desk.press(&[Char('1'), Char('W'), Esc]);

    let said: Vec<(&str, &str, bool)> = (desk.ordered.iter())
        .map(|order| (order.to.as_str(), order.scope.as_str(), order.forms))
        .collect();
    let [list, form, findings] = said[..] else {
        panic!("{said:?}")
    };
    assert_eq!(list, ("底稿.html", "", true));
    assert!(
        form.0 == "底稿.html" && form.1.starts_with("编号:") && !form.2,
        "{form:?}"
    );
    assert!(
        findings.1.starts_with("规则:") && !findings.2,
        "{findings:?}"
    );
    assert!(desk.ordered.iter().all(|order| !order.overwrite));
}

#[test]
fn a_file_that_is_there_is_asked_about() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('W'), Enter]);
    let order = desk.ordered.remove(0);
    desk.send(Message::Export(ExportNews::Exists(order.clone())));
    assert!(
        desk.screen().contains("已存在，覆盖吗"),
        "{}",
        desk.screen()
    );
    desk.press(&[Char('n')]);
    assert!(desk.ordered.is_empty());
    desk.send(Message::Export(ExportNews::Exists(order.clone())));
    desk.press(&[Char('y')]);
    assert!(desk.ordered.len() == 1 && desk.ordered[0].overwrite);
    desk.send(Message::Export(ExportNews::Done(
        "已写出 3 行：底稿.html".to_owned(),
    )));
    assert!(desk.screen().contains("已写出 3 行"), "{}", desk.screen());
}

#[test]
fn how_far_it_is_is_in_sight_and_it_can_be_given_up() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('W'), Enter]);
    let (done, all) = (45, 100);
    desk.send(Message::Export(ExportNews::Progress { done, all }));
    assert!(desk.screen().contains("导出 45%"), "{}", desk.screen());
    // Once more the same key, or leaving, asks.
    desk.press(&[Char('W')]);
    assert!(desk.screen().contains("停止吗"), "{}", desk.screen());
    desk.press(&[Char('n'), Char('q')]);
    assert!(desk.screen().contains("离开吗"), "{}", desk.screen());
    desk.press(&[Char('n'), Char('W'), Char('y')]);
    assert!(desk.gave_up && !desk.left);
    let stopped = ExportNews::Stopped("已停止".to_owned());
    desk.send(Message::Export(stopped));
    assert!(!desk.screen().contains('%'), "{}", desk.screen());
    desk.press(&[Char('q')]);
    assert!(desk.left);
}

#[test]
fn a_question_whether_to_give_up_what_is_done_meanwhile_goes_away() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('W'), Enter, Char('W')]);
    done(&mut desk);
    assert!(!desk.screen().contains("停止吗"), "{}", desk.screen());
}

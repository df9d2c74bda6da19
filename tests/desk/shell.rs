//! What surrounds the screens: popup of keys, palette, mouse, keys of the user's own.

use shenyue::desk::Key::{Backspace, Char, Down, End, Enter, Esc, Home, Up};
use shenyue::desk::{Config, Message, Model};
use shenyue::locales::Lang;

use crate::bench::{Bench, setup};

fn desk() -> Bench {
    Bench::open(Lang::Zh, (80, 24))
}

/// The menu of sort orders is open.
fn sorting(desk: &Bench) -> bool {
    desk.screen().contains("导入先后")
}

#[test]
fn a_key_in_the_popup_does_what_it_stands_for() {
    let mut desk = desk();
    desk.press(&[Char('?')]);
    assert!(desk.screen().contains("现在可以：项目列表"));
    desk.press(&[Char('s')]);
    let screen = desk.screen();
    assert!(
        screen.contains("疑点轻重") && !screen.contains("现在可以"),
        "{screen}"
    );
    desk.press(&[Esc, Char('?'), Char('?')]);
    assert!(
        desk.screen().contains("帮助：项目列表"),
        "{}",
        desk.screen()
    );
}

#[test]
fn the_popup_shows_only_what_can_be_done() {
    let mut desk = desk();
    desk.press(&[Char('?')]);
    assert!(!desk.screen().contains("清除"), "{}", desk.screen());
    desk.press(&[Esc, Char('/')])
        .text("清溪")
        .press(&[Enter, Char('?')]);
    assert!(desk.screen().contains("清除"), "{}", desk.screen());
}

#[test]
fn the_palette_finds_by_either_language_and_by_what_is_done() {
    for (typed, seen) in [
        ("排序", "选择排序方式"),
        ("sort", "选择排序方式"),
        ("srt", "选择排序方式"),
        ("剪贴板", "把所选内容发送到终端剪贴板"),
    ] {
        let mut desk = desk();
        desk.press(&[Char(':')]).text(typed);
        let screen = desk.screen();
        let first = screen.lines().find(|line| line.contains("| > ")).unwrap();
        assert!(first.contains(seen), "{typed}: {screen}");
    }
}

#[test]
fn the_palette_does_it_or_says_why_not() {
    let mut desk = desk();
    desk.press(&[Char(':')]).text("排序").press(&[Enter]);
    assert!(sorting(&desk), "{}", desk.screen());
    desk.press(&[Esc, Char(':')]).text("清除").press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("没有筛选或搜索条件"), "{screen}");
    desk.press(&[Backspace, Backspace])
        .text("换汇总")
        .press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("只在疑点汇总中可用"), "{screen}");
    desk.press(&[Esc]);
    assert!(!desk.screen().contains("命令"), "{}", desk.screen());
}

#[test]
fn keys_of_the_users_own_replace_those_of_the_table() {
    let mut desk = desk();
    let mut setup = setup(Lang::Zh, (80, 24), false);
    setup.config = Config::load("[keys]\nsort = [\"Z\", \"w s\"]\n").unwrap();
    desk.model = Model::new(setup);
    desk.send(Message::Started);
    desk.press(&[Char('s')]);
    assert!(!sorting(&desk), "{}", desk.screen());
    desk.press(&[Char('Z')]);
    assert!(sorting(&desk));
    desk.press(&[Esc, Char('w')]);
    let screen = desk.screen();
    assert!(
        screen.contains("现在可以：w") && screen.contains("s 排序"),
        "{screen}"
    );
    desk.press(&[Char('s')]);
    assert!(sorting(&desk));
}

#[test]
fn sentences_name_the_keys_in_force() {
    let mut desk = desk();
    let mut setup = setup(Lang::Zh, (80, 24), false);
    setup.config = Config::load("[keys]\nclear = [\"Z\"]\nimport = []\n").unwrap();
    desk.model = Model::new(setup);
    desk.send(Message::Started);
    desk.press(&[Char('/')]).text("没有这个词").press(&[Enter]);
    assert!(desk.screen().contains("按 Z 清除条件"), "{}", desk.screen());
    // What has no key is reached through the palette.
    desk.press(&[Char('Z'), Char('6')]);
    assert!(
        desk.screen().contains("按 :导入 导入文件"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_text_is_read_to_its_end_and_no_further() {
    let mut desk = desk();
    desk.press(&[Char('?'), Char('?')]);
    let first = desk.screen();
    desk.press(&[End]);
    let last = desk.screen();
    assert!(last != first && !last.contains("(+"), "{last}");
    // Whoever presses on is not kept waiting on the way back.
    desk.press(&[Down; 9]);
    assert_eq!(desk.screen(), last);
    desk.press(&[Up]);
    assert!(desk.screen().contains("(+1)"), "{}", desk.screen());
    desk.press(&[Home]);
    assert_eq!(desk.screen(), first);
}

#[test]
fn the_mouse_is_off_until_it_is_asked_for() {
    let mut desk = desk();
    assert!(!desk.mouse);
    desk.press(&[Char('M')]);
    assert!(desk.mouse);
    desk.send(Message::Wheel(true));
    assert!(desk.screen().ends_with("cursor 0,6"), "{}", desk.screen());
    desk.send(Message::Click(20, 4));
    assert!(desk.screen().ends_with("cursor 0,4"), "{}", desk.screen());
    let name = desk.screen().lines().nth(4).unwrap()[10..40].to_owned();
    desk.send(Message::Click(20, 4));
    assert!(
        desk.screen().contains("[2 详情]"),
        "{name}\n{}",
        desk.screen()
    );
    desk.send(Message::Click(17, 0));
    assert!(desk.screen().contains("[1 项目]"), "{}", desk.screen());
    desk.press(&[Down, Char('s')]);
    let menu = desk.screen();
    desk.send(Message::Wheel(true));
    assert_eq!(desk.screen(), menu, "the wheel chooses nothing");
    desk.press(&[Esc, Down, Char('M')]);
    assert!(!desk.mouse);
}

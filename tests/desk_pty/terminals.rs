//! What terminals differ in: colours, what they know, what stands between, the mouse, their size.

use crate::common::database::MISMATCHED;
use crate::common::pty::{Desk, Start};
use crate::{leave, open_form, room, signal};

/// The parameters of all SGR sequences.
fn attributes(raw: &str) -> Vec<String> {
    let parts = raw.split("\u{1b}[").skip(1);
    parts
        .filter_map(|part| part.split_once('m'))
        .filter(|(codes, _)| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        .flat_map(|(codes, _)| codes.split(';').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn is_colour(code: &str) -> bool {
    matches!(code.parse(), Ok(30..=49 | 90..=107))
}

#[test]
fn without_colour_the_selection_is_seen_by_other_means() {
    let room = room(5);
    let mut desk = Start::on(&room.db).environment("NO_COLOR", "1").start();
    desk.wait_for(MISMATCHED);
    open_form(&mut desk);
    let codes = attributes(&desk.raw());
    assert!(!codes.iter().any(|code| is_colour(code)), "{codes:?}");
    assert!(
        codes.iter().any(|code| code == "7"),
        "reverse video: {codes:?}"
    );
    leave(desk);
}

#[test]
fn copying_sends_the_text_to_the_terminal() {
    let room = room(5);
    let mut desk = Start::on(&room.db).start();
    desk.wait_for(MISMATCHED);
    desk.press("y");
    desk.wait_for("已发送到终端的剪贴板");
    assert!(desk.raw().contains("\u{1b}]52;c;"), "{:?}", desk.raw());
    leave(desk);
}

#[test]
fn every_usual_terminal_gets_only_what_it_knows() {
    let known = [
        ("linux", false),
        ("xterm", false),
        ("screen", false),
        ("tmux", false),
        ("screen-256color", true),
        ("tmux-256color", true),
        ("xterm-256color", true),
    ];
    for (term, indexed) in known {
        // A database each: the desk opens where it was left.
        let room = room(60);
        let mut desk = Start::on(&room.db).environment("TERM", term).start();
        desk.wait_for(MISMATCHED);
        desk.press("jjjjjjjjjjjjjjjjjjjjjjj");
        desk.wait_for("24 / 60");
        open_form_at(&mut desk);
        let raw = desk.raw();
        assert!(indexed || !raw.contains("38;5"), "{term}");
        assert!(!raw.contains("38;2") && !raw.contains("48;2"), "{term}");
        for part in raw.split("\u{1b}[").skip(1) {
            let end = part.find(|c: char| c.is_ascii_alphabetic()).unwrap();
            let end = part.as_bytes()[end];
            assert!(b"ACGHJKLMmhlr".contains(&end), "{term}: CSI {part:?}");
        }
        leave(desk);
    }
}

/// Opens whatever form is selected.
fn open_form_at(desk: &mut Desk) {
    desk.press("\r");
    desk.wait_for("实际完成情况");
}

#[test]
fn a_terminal_that_cannot_move_the_cursor_is_refused_with_a_way_out() {
    let room = room(1);
    let mut desk = Start::on(&room.db).environment("TERM", "dumb").start();
    let (status, _) = desk.wait_end();
    desk.wait_silent_end();
    assert_eq!(status.exit_code(), 2);
    assert!(desk.screen().contains("--plain"), "{}", desk.screen());
    assert!(!desk.raw().contains('\u{1b}'));
}

#[test]
fn copying_is_wrapped_for_what_stands_between() {
    let room = room(5);
    let between = [
        (
            "TMUX",
            "/tmp/tmux-0/default,1,0",
            "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;",
        ),
        ("STY", "1.pts-0.host", "\u{1b}P\u{1b}]52;c;"),
    ];
    for (name, value, wanted) in between {
        let mut desk = Start::on(&room.db).environment(name, value).start();
        desk.wait_for(MISMATCHED);
        desk.press("y");
        desk.wait_for("已发送到终端的剪贴板");
        assert!(desk.raw().contains(wanted), "{name}: {:?}", desk.raw());
        leave(desk);
    }
}

#[test]
fn the_mouse_is_off_until_asked_for_and_off_again_afterwards() {
    let room = room(30);
    let mut desk = Start::on(&room.db).start();
    desk.wait_for("1 / 30");
    assert!(!desk.raw().contains("?1000h"));
    desk.press("M");
    desk.wait_for("鼠标已打开");
    assert!(desk.raw().contains("\u{1b}[?1000h\u{1b}[?1006h"));
    // The wheel, a press in the sixth row, its release.
    desk.press("\u{1b}[<65;10;10M");
    desk.wait_for("4 / 30");
    desk.press("\u{1b}[<0;10;6M\u{1b}[<0;10;6m");
    desk.wait_for("3 / 30");
    // After a stop it is reported again.
    desk.settle();
    signal(&desk, "-TSTP");
    desk.wait_stopped();
    signal(&desk, "-CONT");
    desk.wait_alternate(true);
    desk.wait_for("3 / 30");
    assert!(desk.raw().contains("\u{1b}[?1000h"));
    desk.settle();
    desk.press("q");
    desk.wait_end();
    desk.wait_silent_end();
    assert!(desk.raw().contains("\u{1b}[?1000l"));
}

#[test]
fn a_storm_of_sizes_does_no_harm() {
    let room = room(30);
    let mut desk = Start::on(&room.db).start();
    open_form(&mut desk);
    let sizes = [
        (1, 1),
        (0, 0),
        (2, 1),
        (200, 50),
        (0, 24),
        (80, 0),
        (40, 12),
        (3, 60),
        (500, 3),
    ];
    for (columns, rows) in sizes.into_iter().cycle().take(90) {
        desk.resize(columns, rows);
        desk.press("nj");
    }
    desk.resize(80, 24);
    // None of the keys was lost, so another form is open and selected by now.
    desk.press("1g");
    desk.wait_for(MISMATCHED);
    assert!(desk.is_running());
    leave(desk);
}

//! The user's own editor on a note, in a pseudo-terminal: the real program, and shell scripts as
//! editors.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use shenyue::store::Reader;

use crate::common::database::MISMATCHED;
use crate::common::pty::{Desk, Start};
use crate::{Room, leave, room, until};

/// Says its question and puts the answer, a line typed, below what stands in the file.
const ASKS: &str = r#"printf '问：'; read line; printf '%s\n' "$line" >> "$1""#;

impl Room {
    /// A script that is an editor.
    fn editor(&self, script: &str) -> String {
        let path = self.folder.path().join("editor");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.display().to_string()
    }

    /// Files of the editor that are left.
    fn left(&self) -> Vec<PathBuf> {
        let notes = self.folder.path().join(".local/state/shenyue/notes");
        let entries = fs::read_dir(notes).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    fn notes(&self) -> Vec<String> {
        let events = Reader::open(&self.db).unwrap().events(10, None).unwrap();
        let notes = events.into_iter().filter(|event| event.kind == "note");
        notes.map(|event| event.text).collect()
    }

    fn drafts(&self) -> Vec<String> {
        crate::drafts(&self.db)
    }
}

/// Opens a note on the first form and writes the first line of it.
fn begin(desk: &mut Desk) {
    desk.wait_for(MISMATCHED);
    desk.press("a");
    desk.wait_for("[保存]");
    desk.press("第一行");
    desk.wait_for("第一行");
}

#[test]
fn the_editor_gets_every_key_and_its_text_becomes_the_note() {
    let room = room(5);
    let editor = room.editor(ASKS);
    let mut desk = Start::on(&room.db).environment("EDITOR", &editor).start();
    begin(&mut desk);
    desk.press("\t");
    desk.wait_for(">保存<");
    desk.press("e");
    desk.wait_alternate(false);
    desk.wait_for("问：");
    // Each of these would do something in the desk.
    desk.press("q1234 fvadcx/?:\r");
    desk.wait_alternate(true);
    desk.wait_for("已取回");
    let screen = desk.screen();
    assert!(
        screen.contains("第一行") && screen.contains("q1234 fvadcx/?:"),
        "{screen}"
    );
    until("the draft", || room.drafts() == ["第一行\nq1234 fvadcx/?:"]);
    assert!(room.notes().is_empty(), "nothing is saved unasked");
    desk.press("\t\r");
    desk.wait_for("已保存（日志第 1 号）");
    leave(desk);
    assert_eq!(room.notes(), ["第一行\nq1234 fvadcx/?:"]);
    assert!(room.left().is_empty(), "{:?}", room.left());
}

#[test]
fn a_key_on_a_form_goes_straight_to_the_editor() {
    let room = room(5);
    let editor = room.editor(ASKS);
    let mut desk = Start::on(&room.db).environment("VISUAL", &editor).start();
    desk.wait_for(MISMATCHED);
    desk.press("E");
    desk.wait_for("问：");
    desk.press("直接写\r");
    desk.wait_for("已取回");
    assert!(desk.screen().contains("直接写"), "{}", desk.screen());
    desk.press("\t\r");
    desk.wait_for("已保存");
    leave(desk);
}

#[test]
fn an_editor_that_is_not_there_or_fails_is_said_and_loses_nothing() {
    for (script, said, text) in [
        ("exit 127", "找不到编辑器", "第一行"),
        (
            "printf '写到一半\\n' > \"$1\"; exit 3",
            "状态 3",
            "写到一半",
        ),
        ("kill -9 $PPID", "被中止", "第一行"),
    ] {
        let room = room(5);
        let editor = room.editor(script);
        let mut desk = Start::on(&room.db).environment("EDITOR", &editor).start();
        begin(&mut desk);
        desk.press("\te");
        desk.wait_for(said);
        let screen = desk.screen();
        assert!(screen.contains(text), "{script}: {screen}");
    }
}

#[test]
fn what_was_saved_in_the_editor_outlives_the_terminal() {
    let room = room(5);
    // Ends only when it is told to.
    let editor = room.editor("printf '已存盘\\n' > \"$1\"; printf '存好了'; read line");
    let mut desk = Start::on(&room.db).environment("EDITOR", &editor).start();
    begin(&mut desk);
    desk.press("\te");
    desk.wait_for("存好了");
    desk.close().wait_end();
    assert_eq!(room.drafts(), ["已存盘"]);
}

#[test]
fn what_was_saved_in_the_editor_is_a_draft_while_it_is_open() {
    let room = room(5);
    let editor = room.editor("printf '先存\\n' > \"$1\"; printf '存好了'; read line");
    let mut desk = Start::on(&room.db).environment("EDITOR", &editor).start();
    begin(&mut desk);
    desk.press("\te");
    desk.wait_for("存好了");
    until("the draft", || room.drafts() == ["先存"]);
    desk.press("\r");
    desk.wait_for("先存");
    desk.press("\t\r");
    desk.wait_for("已保存");
    leave(desk);
}

#[test]
fn an_interrupt_in_the_editor_is_not_one_of_the_desk() {
    let room = room(5);
    let editor = room.editor("trap 'printf 断' INT; printf '问：'; read line; read line");
    let mut desk = Start::on(&room.db).environment("EDITOR", &editor).start();
    begin(&mut desk);
    desk.press("\te");
    desk.wait_for("问：");
    desk.press("\u{3}");
    desk.wait_for("断");
    desk.press("\r\r");
    desk.wait_alternate(true);
    // The same interrupt, told later than the end of the editor.
    crate::signal(&desk, "-INT");
    desk.wait_for("第一行");
    desk.settle();
    assert!(desk.is_running());
}

#[test]
fn line_by_line_the_editor_takes_over_what_is_written_and_gives_it_back() {
    let room = room(5);
    let editor = room.editor(ASKS);
    let mut desk = Start::on(&room.db)
        .environment("EDITOR", &editor)
        .argument("--plain")
        .start();
    desk.wait_for("审阅>");
    desk.press("打开1\r");
    desk.wait_for("表 1>");
    desk.press("备注\r");
    desk.wait_for("备注>");
    desk.press("第一行\r!\r");
    desk.wait_for("问：");
    desk.press("第二行\r");
    desk.wait_for("以上是编辑器里写的");
    assert_eq!(room.drafts(), ["第一行\n第二行"]);
    desk.press("。\r");
    desk.wait_for("已保存（日志第 1 号）");
    assert_eq!(room.notes(), ["第一行\n第二行"]);
    assert!(room.left().is_empty());
}

//! The real program in a pseudo-terminal.

#[path = "../common/mod.rs"]
mod common;
mod editor;
mod terminals;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use common::database::{self, MISMATCHED};
use common::pty::{Desk, PATIENCE, Start};
use shenyue::store::{Action, NewEvent, Reader, ReportId, Subject, Verdict, Writer};
use tempfile::TempDir;

/// Promised is one second; the rest is for a machine that has other things to do.
const SOON: Duration = Duration::from_secs(5);

struct Room {
    folder: TempDir,
    db: PathBuf,
}

/// A folder with a database of `count` forms.
fn room(count: usize) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("审阅.db");
    database::create(&db, count);
    Room { folder, db }
}

/// Opens the form whose total is wrong, and goes to its first finding.
fn open_form(desk: &mut Desk) {
    desk.wait_for(MISMATCHED);
    desk.press("\r");
    desk.wait_for("实际完成情况");
    desk.press("n");
    desk.wait_for("疑点 1/");
}

fn leave(mut desk: Desk) {
    desk.press("q");
    let (status, _) = desk.wait_end();
    assert!(status.success(), "{status:?}\n{}", desk.screen());
}

fn signal(desk: &Desk, name: &str) {
    let id = desk.id().to_string();
    assert!(
        Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap()
            .success()
    );
}

#[test]
fn a_review_is_there_after_the_next_start() {
    let room = room(30);
    let mut desk = Start::on(&room.db).start();
    desk.wait_for(MISMATCHED);
    let row = desk.screen();
    let row = row.lines().find(|line| line.contains(MISMATCHED)).unwrap();
    assert!(
        row.contains('差'),
        "the mismatch is marked in the list: {row}"
    );
    open_form(&mut desk);

    desk.press("a");
    desk.wait_for("[保存]");
    desk.press("合同与发票须核对，\r差额 2 分");
    desk.wait_for("差额 2 分");
    desk.press("\t");
    desk.wait_for(">保存<");
    desk.press("\r");
    desk.wait_for("已保存（日志第 1 号）");

    desk.press("v");
    desk.wait_for("对哪一条");
    desk.press("1");
    desk.wait_for("待补证");
    desk.press("2");
    desk.wait_for("Enter 保存");
    desk.press("\r");
    desk.wait_for("已保存（日志第 2 号）");
    leave(desk);

    let mut again = Start::on(&room.db).start();
    open_form(&mut again);
    again.wait_for("合同与发票须核对");
    again.wait_for("属实");
    again.press("G");
    again.wait_for("来源与识读");
    let screen = again.screen();
    let total = screen.lines().find(|line| line.contains("总分")).unwrap();
    assert!(total.contains('!'), "the wrong total is marked\n{screen}");
    leave(again);

    let events = Reader::open(&room.db).unwrap().events(10, None).unwrap();
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["verdict", "note"]);
    assert!(events.iter().all(|event| event.by == "张三"));
}

/// Waits until that is so: what is written is not on the screen.
fn until(wanted: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "waited for {wanted}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn drafts(db: &Path) -> Vec<String> {
    let drafts = Reader::open(db).unwrap().drafts("张三").unwrap();
    drafts.into_iter().map(|draft| draft.text).collect()
}

#[test]
fn a_closed_terminal_ends_the_program_and_keeps_the_draft() {
    let room = room(5);
    let mut desk = Start::on(&room.db).start();
    open_form(&mut desk);
    desk.press("a");
    desk.wait_for("[保存]");
    desk.press("写到一半的备注");
    desk.wait_for("写到一半的备注");
    let took = desk.close().wait_end();
    println!("ended {took:?} after the terminal was closed");
    assert!(took < SOON, "{took:?}");
    let kept = drafts(&room.db);
    assert!(
        kept.iter().any(|text| text.contains("写到一半的备注")),
        "{kept:?}"
    );

    let mut again = Start::on(&room.db).start();
    again.wait_for(MISMATCHED);
    again.press("D");
    again.wait_for("写到一半的备注");
}

#[test]
fn being_asked_to_end_keeps_the_draft_and_puts_the_terminal_back() {
    for name in ["-TERM", "-INT"] {
        let room = room(5);
        let mut desk = Start::on(&room.db).start();
        open_form(&mut desk);
        desk.press("a");
        desk.wait_for("[保存]");
        desk.press("还没写完");
        desk.wait_for("还没写完");
        signal(&desk, name);
        let (_, took) = desk.wait_end();
        assert!(took < SOON, "{took:?}");
        desk.wait_silent_end();
        assert!(!desk.on_alternate_screen());
        assert_eq!(drafts(&room.db), ["还没写完"]);
    }
}

#[test]
fn a_terminal_that_hangs_keeps_nothing_from_ending() {
    let room = room(30);
    let mut desk = Start::on(&room.db).start();
    open_form(&mut desk);
    desk.press("a");
    desk.wait_for("[保存]");
    desk.press("接着写");
    desk.wait_for("接着写");
    desk.pause(true);
    // More than a terminal that is not read buffers.
    for n in 0..40 {
        desk.resize(100 + n % 2, 30);
        thread::sleep(Duration::from_millis(20));
    }
    signal(&desk, "-TERM");
    let (_, took) = desk.wait_end();
    println!("ended after {took:?}");
    assert!(took < SOON, "{took:?}");
    assert_eq!(drafts(&room.db), ["接着写"]);
    desk.pause(false);
}

#[cfg(target_os = "linux")]
#[test]
fn a_desk_takes_no_memory_in_huge_pages() {
    let room = room(5);
    let desk = Start::on(&room.db).start();
    desk.wait_for(MISMATCHED);
    let status = std::fs::read_to_string(format!("/proc/{}/status", desk.id())).unwrap();
    // Older kernels do not say.
    let said = status.lines().find(|line| line.starts_with("THP_enabled:"));
    assert!(said.is_none_or(|line| line.ends_with('0')), "{said:?}");
    leave(desk);
}

#[test]
fn esc_and_a_key_in_one_packet_are_two_keys() {
    let room = room(5);
    let mut desk = Start::on(&room.db).start();
    open_form(&mut desk);
    desk.press("\u{1b}j");
    desk.wait_for("2 / 5");
    leave(desk);
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_paints_again() {
    let room = room(5);
    let desk = Start::on(&room.db).start();
    desk.wait_for(MISMATCHED);
    signal(&desk, "-TSTP");
    desk.wait_alternate(false);
    desk.wait_stopped();
    signal(&desk, "-CONT");
    desk.wait_alternate(true);
    desk.wait_for(MISMATCHED);
    leave(desk);
}

#[test]
fn a_stop_by_key_goes_back_to_the_shell_and_its_fg_comes_back() {
    let room = room(5);
    let mut desk = Start::on(&room.db).by_shell().start();
    desk.wait_for(MISMATCHED);
    desk.press("\u{1a}");
    desk.wait_alternate(false);
    desk.wait_for("stopped");
    desk.press("\r");
    desk.wait_alternate(true);
    desk.wait_for(MISMATCHED);
    leave(desk);
}

#[test]
fn without_a_shell_the_stop_key_freezes_nothing() {
    let room = room(5);
    let mut desk = Start::on(&room.db).start();
    desk.wait_for(MISMATCHED);
    desk.press("\u{1a}");
    desk.wait_for("Ctrl-Z 不起作用");
    assert!(desk.on_alternate_screen());
    leave(desk);
}

#[test]
fn a_screen_of_hanzi_stays_within_its_bytes() {
    let room = room(200);
    let mut desk = Start::on(&room.db).size(120, 40).start();
    desk.wait_for(MISMATCHED);
    desk.wait_for("1 / 200");
    let first = desk.settle();
    desk.press("j");
    desk.wait_for("2 / 200");
    let cursor = desk.settle();
    // Down until the first form is scrolled away.
    desk.press(&"j".repeat(28));
    desk.wait_for("30 / 200");
    desk.settle();
    let mut at = 30;
    let scroll = loop {
        at += 1;
        desk.press("j");
        desk.wait_for(&format!("{at} / 200"));
        let bytes = desk.settle();
        if !desk.screen().contains(MISMATCHED) {
            break bytes;
        }
    };
    desk.press("\u{1b}[6~");
    desk.wait_gone(&format!("{at} / 200"));
    let page = desk.settle();
    thread::sleep(Duration::from_millis(1200));
    let idle = desk.settle();
    println!("first {first}, cursor {cursor}, scroll {scroll}, page {page}, idle {idle}");
    assert!(first <= 10_000, "first frame: {first}");
    assert!(cursor <= 400, "cursor: {cursor}");
    assert!(scroll <= 1_000, "scroll: {scroll}");
    assert!(page <= 6_500, "page: {page}");
    assert_eq!(idle, 0, "idle");
    leave(desk);
}

#[test]
fn what_others_decide_appears_without_a_key() {
    let room = room(5);
    let mut desk = Start::on(&room.db).start();
    open_form(&mut desk);
    let mut writer = Writer::open(&room.db).unwrap();
    let finding = Reader::open(&room.db)
        .unwrap()
        .report(ReportId(1), None)
        .unwrap()
        .findings;
    for finding in &finding {
        writer
            .append(&NewEvent {
                by: "李四".to_owned(),
                subject: Subject::Finding(finding.fingerprint),
                action: Action::Verdict(Verdict::Dismissed, "已补充材料".to_owned()),
            })
            .unwrap();
    }
    desk.wait_for("未核实 0");
    leave(desk);
}

#[test]
fn read_only_says_so_and_writes_nothing() {
    let room = room(5);
    let mut desk = Start::on(&room.db).argument("--read-only").start();
    open_form(&mut desk);
    desk.wait_for("只读");
    desk.press("a");
    desk.settle();
    assert!(!desk.screen().contains("[保存]"), "{}", desk.screen());
    leave(desk);
    let events = Reader::open(&room.db).unwrap().events(10, None).unwrap();
    assert!(events.is_empty());
}

#[test]
fn without_a_terminal_a_sentence_says_what_to_do() {
    let room = room(1);
    // In a session of its own there is no terminal to fall back on.
    let output = Command::new("setsid")
        .args([
            "--wait",
            env!("CARGO_BIN_EXE_shenyue"),
            "--lang",
            "zh",
            "--as",
            "张三",
        ])
        .arg(&room.db)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("终端"), "{said}");
}

#[test]
fn line_by_line_a_closed_terminal_keeps_every_line_of_the_note() {
    let room = room(5);
    let mut desk = Start::on(&room.db).argument("--plain").start();
    desk.wait_for("审阅>");
    desk.press("打开1\r");
    desk.wait_for("表 1>");
    desk.press("下一条\r");
    desk.wait_for("疑点 1/");
    desk.press("备注\r");
    desk.wait_for("备注>");
    desk.press("写到一半的备注\r");
    // The terminal echoes what is typed before the program has it: an answer tells that it has.
    desk.press("写错了\r-\r");
    desk.wait_for("已删去：写错了");
    let took = desk.close().wait_end();
    assert!(took < SOON, "{took:?}");
    assert_eq!(drafts(&room.db), ["写到一半的备注"]);

    let mut again = Start::on(&room.db).argument("--plain").start();
    again.wait_for("有 1 份没写完的备注");
    again.press("草稿\r");
    again.wait_for("写到一半的备注");
    again.press("1\r");
    again.wait_for("备注>");
    again.press("。\r");
    again.wait_for("已保存（日志第 1 号）");
    let mut writer = Writer::open(&room.db).unwrap();
    let note = NewEvent {
        by: "李四".to_owned(),
        subject: Subject::Report(ReportId(2), shenyue::rules::Place::Form),
        action: Action::Note("已看".to_owned()),
    };
    writer.append(&note).unwrap();
    again.press("概况\r");
    again.wait_for("他人新记录");
    let raw = again.raw();
    assert!(!raw.contains('\u{1b}'), "{raw:?}");
    again.press("\u{4}");
    let (status, _) = again.wait_end();
    assert!(status.success());
    assert!(drafts(&room.db).is_empty());
}

/// The database, and how much is written beside it to go into it.
fn written(room: &Room) -> (Vec<u8>, u64) {
    let beside = room.db.with_extension("db-wal");
    let beside = std::fs::metadata(beside).map_or(0, |file| file.len());
    (std::fs::read(&room.db).unwrap(), beside)
}

#[test]
fn looking_around_changes_no_byte_of_the_database_and_the_desk_opens_where_it_was_left() {
    let room = room(30);
    let before = written(&room);
    let mut desk = Start::on(&room.db).start();
    open_form(&mut desk);
    desk.press("1/保洁\r");
    desk.wait_for("搜索：保洁");
    leave(desk);
    assert!(written(&room) == before, "the database was written to");

    // Where nothing may be written, no less.
    for _ in 0..2 {
        let again = Start::on(&room.db).argument("--read-only").start();
        again.wait_for("搜索：保洁");
        leave(again);
    }
    assert!(written(&room) == before);
}

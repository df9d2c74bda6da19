//! `--plain`: a review line by line, through pipes.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;

use crate::common::{Desk, Ran};

/// What is said when these lines are typed.
fn typed(desk: &Desk, arguments: &[&str], lines: &[&str]) -> Ran {
    let mut child = desk
        .command(&[&["--plain"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines.join("\n").as_bytes()).unwrap();
    drop(input);
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    ran
}

fn says(ran: &Ran, words: &[&str]) {
    ran.says(0, words);
}

fn mismatched(desk: &Desk) -> Value {
    desk.json(&["reports", "is:mismatch", "--format", "json"])[0].clone()
}

#[test]
fn a_review_in_chinese_from_the_list_to_the_log() {
    let desk = Desk::with_forms();
    let report = mismatched(&desk);
    let id = report["id"].to_string();
    let open = format!("打开{id}");
    let ran = typed(
        &desk,
        &["--lang", "zh", "--as", "张三"],
        &[
            "筛选 is:mismatch",
            &open,
            "疑点",
            "",
            "1",
            "依据",
            "原文",
            "排除",
            "核实 待补证 请提供发票",
            "备注",
            "合同与发票须核对，",
            "写错了",
            "-",
            "差额 2 分",
            "。",
            "整表备注 下周再看",
            "标签 重点",
            "撤销",
            "日志",
            "退出",
        ],
    );
    says(
        &ran,
        &[
            report["project"].as_str().unwrap(),
            "合计不符",
            "第 1 条，共",
            "建议审计程序",
            "所据单元",
            "排除疑点须写明理由",
            "已保存（日志第 1 号）",
            "已删去：写错了",
            "已保存（日志第 4 号）",
            "要撤销，请输入：撤销 4",
        ],
    );
    let shown = desk.json(&["show", &id, "--format", "json"]);
    assert_eq!(shown["notes"][0]["text"], "合同与发票须核对，\n差额 2 分");
    assert_eq!(shown["notes"][1]["text"], "下周再看");
    let log = desk.json(&["log", "--format", "json"]);
    let kinds: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["tag", "note", "note", "verdict"]);
    assert!(log.as_array().unwrap().iter().all(|e| e["by"] == "张三"));

    let undone = typed(&desk, &["--as", "张三"], &["undo 1", "undo 1", "undo 99"]);
    says(&undone, &["no. 5", "already"]);
    let other = typed(&desk, &["--as", "李四"], &["undo 2"]);
    says(&other, &["one's own"]);
}

#[test]
fn english_words_do_the_same() {
    let desk = Desk::with_forms();
    let id = mismatched(&desk)["id"].to_string();
    let ran = typed(
        &desk,
        &[],
        &[
            "help filter",
            "filter score>=95 nonsense:1",
            "filter is:mismatch",
            "/总分",
            "clear",
            "sort -score",
            &format!("open {id}"),
            "form",
            "",
            "",
            "next",
            "dismissed papers supplied",
            "undecided",
            "same",
            "previous",
            "all-findings",
            "log",
            "quit",
        ],
    );
    says(
        &ran,
        &[
            "The filter stays as it was; wrong is “nonsense",
            "execution rate",
            "more lines; Enter goes on",
            "no. 1",
            "no. 2",
            "papers supplied",
        ],
    );
}

#[test]
fn a_note_that_was_begun_is_a_draft_when_the_input_ends() {
    let desk = Desk::with_forms();
    let begun = typed(&desk, &[], &["open 1", "note", "half a sentence", "and"]);
    says(&begun, &["kept as a draft"]);
    assert_eq!(
        desk.json(&["log", "--format", "json"]),
        Value::Array(vec![])
    );
    let again = typed(&desk, &[], &["drafts", "1", "the rest", "."]);
    says(&again, &["Unfinished notes: 1", "half a sentence", "no. 1"]);
    let shown = desk.json(&["show", "1", "--format", "json"]);
    assert_eq!(shown["notes"][0]["text"], "half a sentence\nand\nthe rest");
    says(&typed(&desk, &[], &["drafts"]), &["there is no draft"]);
}

#[test]
fn a_note_in_one_line_leaves_an_older_draft_alone() {
    let desk = Desk::with_forms();
    typed(&desk, &[], &["open 1", "note", "older", ".."]);
    typed(&desk, &[], &["open 1", "note newer"]);
    let ran = typed(&desk, &[], &["drafts", "discard 1", "drafts"]);
    says(&ran, &["older", "there is no draft"]);
}

#[test]
fn nothing_from_a_form_acts_on_the_terminal_and_nothing_moves_the_cursor() {
    let desk = Desk::new();
    let text = crate::common::form("town-2024.txt");
    let project = "数字档案";
    assert!(text.contains(project));
    let hostile = format!("{project}\u{1b}]0;偷\u{7}\u{202e}");
    let path = desk.file("hostile.txt", text.replace(project, &hostile));
    desk.run(&["import", &path]);
    let ran = typed(
        &desk,
        &[],
        &[
            "list",
            "/档案",
            "next-form",
            "form",
            "",
            "",
            "",
            "findings",
            "1",
            "source",
            "",
            "log",
        ],
    );
    says(&ran, &["档案"]);
    assert!(
        ran.out.contains("⟨1B⟩") || ran.out.contains("⟨202E⟩"),
        "{}",
        ran.out
    );
    let acting = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!ran.out.contains(acting), "{:?}", ran.out);
}

#[test]
fn read_only_reads_and_says_why_it_does_not_write() {
    let desk = Desk::with_forms();
    let lines = [
        "open 1",
        "next",
        "confirmed",
        "note",
        "note x",
        "tag x",
        "undo 1",
    ];
    let ran = typed(&desk, &["--read-only"], &lines);
    says(&ran, &["read-only"]);
    assert_eq!(
        desk.json(&["log", "--format", "json"]),
        Value::Array(vec![])
    );
}

#[test]
fn what_is_not_understood_is_said_and_harms_nothing() {
    let desk = Desk::with_forms();
    let lines = [
        "nonsense",
        "open",
        "open 999999",
        "999999999999999999999",
        "finding 0",
        "next",
        "form",
        "source",
        "note",
        "explain",
        "verdict",
        "verdict 2",
        "undo x",
        "drafts 7",
        "sort nothing",
        "",
        "fill\u{1b}[2J",
        "undecidet",
        "下一",
    ];
    let ran = typed(&desk, &[], &lines);
    says(
        &ran,
        &[
            "There is no command “nonsense”",
            "999999",
            "No form is open",
            "Did you mean “undecided”?",
            "Did you mean “下一份”?",
        ],
    );
    assert!(!ran.out.contains('\u{1b}'));
    let mut child = desk
        .command(&["--plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"\xff\xfe\nstatus\n")
        .unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    ran.says(0, &["not in UTF-8"]);
}

#[test]
fn a_second_auditor_disagrees_reviews_and_is_assigned() {
    let desk = Desk::with_forms();
    let id = mismatched(&desk)["id"].to_string();
    let open = format!("open {id}");
    typed(
        &desk,
        &["--as", "甲"],
        &[&open, "next", "confirmed see the voucher"],
    );
    let second = [
        open.as_str(),
        "next",
        "second approved",
        "second",
        "assign 丙",
        "due 2026-12-31",
        "due someday",
        "1",
        "undo",
        "undo 4",
        "redo",
        "redo",
        "dismissed paid later",
        "1",
        "second approved",
    ];
    let ran = typed(&desk, &["--as", "乙"], &second);
    says(
        &ran,
        &[
            "Write approved after second",
            "Write a day after due",
            "2026-12-31",
            "丙",
            "To take them back, type: undo 4",
            "Nothing of yours was taken back last",
            "see the voucher",
            "paid later",
            "The verdicts differ",
        ],
    );
    let log = desk.json(&["log", "--format", "json"]);
    let kinds: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "verdict", "redo", "undo", "due", "assign", "second", "verdict"
        ]
    );
}

#[test]
fn overview_views_imports_and_mutes_are_read_out_and_written() {
    let desk = Desk::with_forms();
    let id = mismatched(&desk)["id"].to_string();
    let open = format!("open {id}");
    let ran = typed(
        &desk,
        &["--lang", "en", "--as", "li"],
        &[
            "filter is:mismatch",
            "overview",
            "save-view wrong totals",
            "clear",
            "views",
            "1",
            "remove-view wrong totals",
            "views",
            "imports",
            "1",
            &open,
            "next",
            "mute",
            "mute the district's convention",
            "note",
            "!",
            "..",
            "quit",
        ],
    );
    says(
        &ran,
        &[
            "all: ",
            "saved as view",
            "1: wrong totals: is:mismatch",
            "The view “wrong totals” is gone.",
            "No views yet.",
            "Muting needs a reason",
            "log no. 1",
            "does not come from a terminal",
        ],
    );
    let mutes = desk.json(&["mute", "--format", "json"]);
    assert_eq!(mutes[0]["reason"], "the district's convention");
}

#[test]
fn versions_and_what_stands_out_are_read() {
    let (desk, report) = Desk::with_a_wrong_total();
    desk.correct_the_total();
    let open = format!("open {report}");
    let lines = [&*open, "revisions", "revisions 1", "revisions 1 form"];
    let ran = typed(&desk, &[], &lines);
    says(&ran, &["town-corrected.txt", "98.86 → 97.86"]);
    let zh = typed(&desk, &["--lang", "zh"], &[&open, "版本1", "版本1 全表"]);
    says(&zh, &["98.86 → 97.86"]);

    let desk = Desk::with_forms();
    let ran = typed(&desk, &[], &["matrix"]);
    says(
        &ran,
        &[
            "far more often than elsewhere",
            "Units where nothing stands out",
        ],
    );
    assert!(ran.out.contains("forms (of 52)"), "{}", ran.out);
}

#[test]
fn the_users_own_database_opens_empty_before_anything_is_imported() {
    let desk = Desk::new();
    let own = |arguments: &[&str]| {
        let mut command = desk.command(arguments);
        command.env_remove("SHENYUE_DB");
        command.env("XDG_DATA_HOME", desk.path("data"));
        command.env("XDG_STATE_HOME", desk.path("state"));
        Ran::of(command.output().unwrap())
    };
    // Where nothing may be written, and where a path is named, it is missing.
    own(&["--plain", "--read-only"]).says(4, &["import"]);
    let named = desk.path("named.db");
    own(&["--plain", named.to_str().unwrap()]).says(4, &["import"]);
    assert!(!named.exists());
    own(&["--plain"]).says(0, &["0"]);
    own(&["reports"]).says(0, &[]);
}

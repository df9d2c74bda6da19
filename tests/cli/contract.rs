//! JSON keys, CSV, exit codes: what scripts rely on.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use serde_json::Value;

use crate::common::{Desk, Ran};

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn findings_have_the_keys_of_the_contract() {
    let desk = Desk::with_forms();
    let findings = desk.json(&["findings", "--format", "json"]);
    let findings = findings.as_array().unwrap();
    assert!(findings.len() > 50, "{}", findings.len());
    for finding in findings {
        let keys = keys(finding);
        for key in [
            "id",
            "report_id",
            "project",
            "year",
            "unit",
            "rule",
            "severity",
            "place",
            "message",
            "status",
        ] {
            assert!(keys.contains(&key), "{key} is not in {finding}");
        }
        assert_eq!(finding["id"].as_str().unwrap().len(), 32);
        assert!(finding["report_id"].is_i64() && finding["year"].is_i64());
        assert!(["error", "warning", "notice"].contains(&finding["severity"].as_str().unwrap()));
        assert_eq!(finding["status"], "pending");
        assert!(
            !finding["message"].as_str().unwrap().contains('{'),
            "{finding}"
        );
    }
}

#[test]
fn shapes_agree() {
    let desk = Desk::with_forms();
    let json = desk.json(&["reports", "--format", "json"]);
    let lines = desk.run(&["reports", "--format", "jsonl"]).out;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(json.as_array().unwrap(), &lines);
    let csv = desk.run(&["reports", "--format", "csv"]).out;
    assert_eq!(csv.split("\r\n").count(), lines.len() + 2);
    assert!(csv.starts_with("id,year,project,unit,"), "{csv}");
    let table = desk.run(&["reports"]).out;
    assert_eq!(
        table.lines().count(),
        lines.len() + 2,
        "nothing is cut or wrapped: {table}"
    );
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn lists_are_filtered_sorted_and_limited() {
    let desk = Desk::with_forms();
    let scores = |arguments: &[&str]| -> Vec<String> {
        let list = desk.json(arguments);
        let rows = list.as_array().unwrap();
        rows.iter()
            .map(|row| row["score"].as_str().unwrap_or("").to_owned())
            .collect()
    };
    let full = scores(&["reports", "score:100", "year:2024", "--format", "json"]);
    assert!(
        full.len() >= 8 && full.iter().all(|score| score == "100.00"),
        "{full:?}"
    );
    let sorted = scores(&[
        "reports",
        "score<100",
        "--sort",
        "score",
        "--limit",
        "5",
        "--format",
        "json",
    ]);
    assert_eq!(sorted.len(), 5);
    assert!(
        sorted.is_sorted_by_key(|score| score.parse::<f64>().unwrap()),
        "{sorted:?}"
    );
}

#[test]
fn fail_on_answers_with_1() {
    let desk = Desk::with_forms();
    assert_eq!(desk.run(&["findings", "--fail-on", "error"]).code, 1);
    assert_eq!(
        desk.run(&["findings", "severity:notice", "--fail-on", "error"])
            .code,
        0
    );
    assert_eq!(
        desk.run(&["findings", "severity:notice", "--fail-on", "notice"])
            .code,
        1
    );
}

#[test]
fn mistakes_on_the_command_line_answer_with_2() {
    let desk = Desk::with_forms();
    desk.run(&["reprots"]).says(2, &["reprots"]);
    desk.run(&["reports", "--sort", "size"]).says(2, &["size"]);
    desk.run(&["reports", "scor>95"]).says(2, &["scor", "^"]);
    desk.run(&["show", "99999"]).says(2, &["99999"]);
    desk.run(&["explain", "exec-rate"])
        .says(2, &["exec-rate-mismatch"]);
    desk.run(&["verdict", "zzzzzzzz", "confirmed"])
        .says(2, &["zzzzzzzz"]);
    desk.run(&["import"]).says(2, &["PATH"]);
    desk.run(&["log", "--about", "99999"]).says(2, &["99999"]);
    let near = desk.run(&["explain", "exec-rate-mismach"]);
    near.says(2, &["exec-rate-mismatch"]);
    assert!(!near.err.contains("rate-without-number"), "{}", near.err);
    desk.run(&["explain", "执行率与"])
        .says(2, &["exec-rate-mismatch"]);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let desk = Desk::with_forms();
    let mut child = desk
        .command(&["findings", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(said, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_full_disk_under_the_output_is_said() {
    let desk = Desk::with_forms();
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        println!("skipped: no /dev/full");
        return;
    };
    let output = desk.command(&["findings"]).stdout(full).output().unwrap();
    Ran::of(output).says(3, &["could not be written"]);
}

#[test]
fn both_languages_speak() {
    let desk = Desk::with_forms();
    let zh = desk.run(&["--lang", "zh", "explain", "exec-rate-mismatch"]);
    zh.says(0, &["依据", "执行率"]);
    let en = desk.run(&["explain", "exec-rate-mismatch"]);
    en.says(0, &["Basis"]);
}

#[test]
fn an_export_appears_whole_and_overwrites_only_when_told() {
    let desk = Desk::with_forms();
    let to = desk.path("findings.csv");
    let to = to.to_str().unwrap();
    let export = ["export", "--to", to, "--what", "findings", "severity:error"];
    desk.run(&export).says(0, &["rows written"]);
    let text = std::fs::read_to_string(to).unwrap();
    assert!(text.starts_with("\u{feff}id,report_id,"), "{text}");
    desk.run(&export).says(2, &["--force"]);
    desk.run(&["export", "--to", &desk.path("x.doc").to_string_lossy()])
        .says(2, &[".csv"]);
}

#[test]
fn the_manual_and_the_completions_name_every_command() {
    let desk = Desk::new();
    let man = desk.run(&["man"]);
    let bash = desk.run(&["completions", "bash"]);
    for command in commands(&desk) {
        man.says(0, &[&format!(".SH \"shenyue {command}\"")]);
        bash.says(0, &[&command]);
    }
}

#[test]
fn the_manual_is_in_the_users_language() {
    let desk = Desk::new();
    let chinese = desk.run(&["--lang", "zh", "man"]).out;
    let headings: Vec<&str> = chinese
        .lines()
        .filter(|line| line.starts_with(".SH") || line.starts_with(".SS"))
        .filter(|line| line.is_ascii())
        .filter(|line| !line.starts_with(".SH \"shenyue "))
        .collect();
    assert!(headings.is_empty(), "{headings:?}");
    assert!(chinese.contains(".SH 名称\nshenyue \\- 审阅"), "{chinese}");
    assert!(chinese.contains("\\-\\-to <文件>"), "{chinese}");
}

/// What is wrong with a command line is said with what may stand there.
#[test]
fn a_wrong_command_line_is_answered_in_a_whole_sentence() {
    let desk = Desk::new();
    let all = [
        ("reports --limit", "“--limit <数字>”后面缺少内容。"),
        ("reports --limit x", "“--limit <数字>”不能是“x”。加 --help"),
        (
            "reports --sort foo",
            "“--sort <排序>”不能是“foo”。加 --help",
        ),
        ("verdict a b", "“<结论>”不能是“b”。可用的值：confirmed、"),
        (
            "verdict a confirme",
            "needs_evidence、pending。是不是要写“confirmed”？",
        ),
        ("reports --limt 3", "是不是要写“--limit”？"),
        ("reprots", "是不是要写“reports”？"),
        ("find 12", "是不是要写“findings”？"),
        ("exprot --to x.html", "是不是要写“export”？"),
        ("verdict a", "缺少：<结论>。"),
        (
            "reports --limit 1 --limit 2",
            "“--limit <数字>”只能写一次。",
        ),
        (
            "rules --config --format json",
            "“--config”和“--format <格式>”不能同时使用。",
        ),
    ];
    for (line, answer) in all {
        let arguments: Vec<&str> = ["--lang", "zh"]
            .into_iter()
            .chain(line.split(' '))
            .collect();
        desk.run(&arguments).says(2, &[answer]);
    }
}

/// What the system says went wrong is said in the user's language, with the file it is about.
#[test]
fn a_file_that_cannot_be_written_is_named_with_the_reason() {
    let desk = Desk::with_forms();
    let to = desk.path("no/such/folder/list.csv");
    let export = ["--lang", "zh", "export", "--to", to.to_str().unwrap()];
    let said = desk.run(&export);
    said.says(3, &["list.csv", "所在的文件夹不存在"]);
    assert!(!said.err.contains("os error"), "{}", said.err);
}

/// Every command, as the help of the program names them.
fn commands(desk: &Desk) -> Vec<String> {
    let help = desk.run(&["--lang", "en", "--help"]).out;
    let listed = help.split("Commands\n").nth(1).unwrap();
    let listed = listed.lines().take_while(|line| !line.is_empty());
    let commands: Vec<String> = listed
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect();
    assert!(commands.len() > 20, "{commands:?}");
    commands
}

/// clap's own words are English only; what they say is said in the user's language.
#[test]
fn help_says_everything_in_the_users_language() {
    let desk = Desk::new();
    let mut pages: Vec<String> = commands(&desk)
        .iter()
        .map(|command| desk.run(&["--lang", "zh", command, "--help"]).out)
        .collect();
    pages.push(desk.run(&["--lang", "zh", "--help"]).out);
    for page in &pages {
        for english in ["ossible values", "default:", "Usage", "Options", "OPTIONS"] {
            assert!(!page.contains(english), "{english}: {page}");
        }
        // No value is called by an English word, and none by a key that the catalogue lacks.
        for word in page.split(['<', '[']).skip(1) {
            assert!(
                !word.starts_with(|c: char| c.is_ascii_alphabetic()),
                "<{word}: {page}"
            );
        }
    }
    desk.run(&["--lang", "zh", "export", "--help"])
        .says(0, &["shenyue export [选项] --to <文件> [筛选]..."]);
    desk.run(&["--lang", "en", "export", "--help"])
        .says(0, &["shenyue export [OPTIONS] --to <FILE> [QUERY]..."]);
    let findings = desk.run(&["--lang", "zh", "findings", "--help"]).out;
    assert!(
        findings.contains("；可取 table、json、jsonl、csv、sarif，缺省 table"),
        "{findings}"
    );
    let verdict = desk.run(&["--lang", "en", "verdict", "--help"]).out;
    assert!(
        verdict.contains("one of confirmed, dismissed, needs_evidence, pending"),
        "{verdict}"
    );
}

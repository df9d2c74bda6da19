//! The one table of commands: every word for each, in Chinese and in English, whatever language
//! the answers are in. The help is made from it.

use crate::store::Verdict;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Status,
    List,
    Filter,
    Search,
    Clear,
    Sort,
    Open,
    NextReport,
    PreviousReport,
    Form,
    Findings,
    AllFindings,
    Next,
    Previous,
    Undecided,
    Finding,
    Explain,
    Source,
    Verdict,
    Decide(Verdict),
    Same,
    Note,
    NoteForm,
    Drafts,
    Discard,
    Tag,
    Untag,
    Second,
    Assign,
    Due,
    Mute,
    Overview,
    Matrix,
    Revisions,
    Views,
    SaveView,
    RemoveView,
    Imports,
    Undo,
    Redo,
    Log,
    Help,
    Quit,
}

/// A command.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    pub verb: Verb,
    /// `plain-help-NAME` says what it does.
    pub name: &'static str,
    /// All words for it: Chinese, English, then short forms, which are the desk's keys.
    pub words: &'static [&'static str],
}

const fn command(verb: Verb, name: &'static str, words: &'static [&'static str]) -> Command {
    Command { verb, name, words }
}

/// All commands, in the order of the help.
pub const COMMANDS: &[Command] = &[
    command(Verb::List, "list", &["列表", "list", "l"]),
    command(Verb::Filter, "filter", &["筛选", "filter", "f"]),
    command(Verb::Search, "search", &["搜索", "search", "/"]),
    command(Verb::Clear, "clear", &["清除", "clear", "x"]),
    command(Verb::Sort, "sort", &["排序", "sort", "s"]),
    command(Verb::Open, "open", &["打开", "open"]),
    command(Verb::Form, "form", &["全表", "form"]),
    command(Verb::Revisions, "revisions", &["版本", "revisions", "R"]),
    command(
        Verb::NextReport,
        "next-report",
        &["下一份", "next-form", "]"],
    ),
    command(
        Verb::PreviousReport,
        "previous-report",
        &["上一份", "previous-form", "["],
    ),
    command(Verb::Findings, "findings", &["疑点", "findings"]),
    command(
        Verb::AllFindings,
        "all-findings",
        &["全部疑点", "all-findings"],
    ),
    command(Verb::Next, "next", &["下一条", "next", "n"]),
    command(Verb::Previous, "previous", &["上一条", "previous", "p"]),
    command(
        Verb::Undecided,
        "undecided",
        &["下一未核实", "undecided", "nn"],
    ),
    command(Verb::Finding, "finding", &["第", "finding"]),
    command(Verb::Explain, "explain", &["依据", "explain", "e", "解释"]),
    command(Verb::Source, "source", &["原文", "source", "o", "来源"]),
    command(Verb::Verdict, "verdict", &["核实", "verdict", "v"]),
    command(
        Verb::Decide(Verdict::Confirmed),
        "confirmed",
        &["属实", "confirmed"],
    ),
    command(
        Verb::Decide(Verdict::Dismissed),
        "dismissed",
        &["排除", "dismissed"],
    ),
    command(
        Verb::Decide(Verdict::NeedsEvidence),
        "needs_evidence",
        &["待补证", "needs_evidence"],
    ),
    command(
        Verb::Decide(Verdict::Pending),
        "pending",
        &["待核实", "pending"],
    ),
    command(Verb::Same, "same", &["同上", "same", "."]),
    command(Verb::Note, "note", &["备注", "note", "a"]),
    command(Verb::NoteForm, "note-form", &["整表备注", "note-form", "m"]),
    command(Verb::Drafts, "drafts", &["草稿", "drafts", "d", "draft"]),
    command(Verb::Discard, "discard", &["丢弃", "discard"]),
    command(Verb::Tag, "tag", &["标签", "tag"]),
    command(Verb::Untag, "untag", &["去标签", "untag"]),
    command(Verb::Second, "second", &["复核", "second"]),
    command(Verb::Assign, "assign", &["指派", "assign"]),
    command(Verb::Due, "due", &["跟进", "due"]),
    command(Verb::Mute, "mute", &["屏蔽", "mute", "-"]),
    command(Verb::Overview, "overview", &["总览", "overview"]),
    command(Verb::Matrix, "matrix", &["对照", "matrix"]),
    command(Verb::Views, "views", &["视图", "views", "view"]),
    command(Verb::SaveView, "save-view", &["存视图", "save-view"]),
    command(Verb::RemoveView, "remove-view", &["删视图", "remove-view"]),
    command(Verb::Imports, "imports", &["导入记录", "imports"]),
    command(Verb::Undo, "undo", &["撤销", "undo", "u"]),
    command(Verb::Redo, "redo", &["恢复", "redo", "U"]),
    command(Verb::Log, "log", &["日志", "log"]),
    command(Verb::Status, "status", &["概况", "status"]),
    command(Verb::Help, "help", &["帮助", "help", "?"]),
    command(Verb::Quit, "quit", &["退出", "quit", "q"]),
];

/// A line, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard<'a> {
    /// Nothing was typed.
    Nothing,
    /// A number alone: a line of what was listed last.
    Number(i64),
    /// A command and what stands behind it.
    Command(Verb, &'a str),
    /// No command begins so.
    Unknown(&'a str),
}

/// Understands a line. A Chinese word needs no space behind it: `打开12` is `打开 12`.
pub fn hear(line: &str) -> Heard<'_> {
    let line = line.trim();
    if line.is_empty() {
        return Heard::Nothing;
    }
    if let Some(number) = number(line) {
        return Heard::Number(number);
    }
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if let Some(command) = find(first) {
        return Heard::Command(command.verb, rest.trim());
    }
    let glued = COMMANDS
        .iter()
        .flat_map(|command| command.words.iter().map(|word| (command.verb, *word)))
        .filter(|(_, word)| *word == "/" || !word.is_ascii())
        .filter_map(|(verb, word)| Some((verb, word.len(), line.strip_prefix(word)?)))
        .max_by_key(|(_, length, _)| *length);
    match glued {
        Some((verb, _, rest)) => Heard::Command(verb, rest.trim()),
        None => Heard::Unknown(first),
    }
}

/// The command of that word; a word that is more than a key may be written in any case.
pub fn find(word: &str) -> Option<&'static Command> {
    let exactly = |known: &&str| *known == word;
    let nearly = |known: &&str| known.len() > 1 && known.eq_ignore_ascii_case(word);
    COMMANDS.iter().find(|command| {
        command
            .words
            .iter()
            .any(|known| exactly(known) || nearly(known))
    })
}

/// A whole number, also as an input method for Chinese types it.
pub fn number(text: &str) -> Option<i64> {
    let digits: String = text
        .trim()
        .trim_start_matches(['#', '＃'])
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            _ => c,
        })
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::locales::{Catalogue, Lang};

    #[test]
    fn no_word_means_two_things() {
        let mut seen = BTreeSet::new();
        for word in COMMANDS.iter().flat_map(|command| command.words) {
            assert!(seen.insert(*word), "{word}");
        }
    }

    #[test]
    fn every_command_is_explained_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let catalogue = Catalogue::new(lang);
            for command in COMMANDS {
                let key = format!("plain-help-{}", command.name);
                assert_ne!(catalogue.text(&key), key, "{lang:?}");
            }
        }
    }

    #[test]
    fn a_line_is_understood_in_both_languages() {
        let open = |rest| Heard::Command(Verb::Open, rest);
        assert_eq!(hear("open 12"), open("12"));
        assert_eq!(hear(" OPEN\u{3000}12 "), open("12"));
        assert_eq!(hear("打开12"), open("12"));
        assert_eq!(hear("１２"), Heard::Number(12));
        assert_eq!(
            hear("/保洁 消防"),
            Heard::Command(Verb::Search, "保洁 消防")
        );
        assert_eq!(
            hear("排除已补充材料"),
            Heard::Command(Verb::Decide(Verdict::Dismissed), "已补充材料")
        );
        // The longest word counts, not the first.
        assert_eq!(hear("全部疑点"), Heard::Command(Verb::AllFindings, ""));
        assert_eq!(hear("下一份"), Heard::Command(Verb::NextReport, ""));
        assert_eq!(hear("opening"), Heard::Unknown("opening"));
        assert_eq!(hear("  "), Heard::Nothing);
    }
}

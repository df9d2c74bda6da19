//! What can stand at the cursor.

use std::ops::Range;

use super::names::{Choice, FIELDS, FieldInfo, Kind, PLACES, RuleName};
use super::print;
use super::scan::Scanner;
use super::{Field, MAX_CHARS};
use crate::form::fold;
use crate::locales::Lang;

/// What stands at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A bare word, or nothing yet: the name of a field, or text.
    Name {
        /// The word, in `char`s.
        span: Range<usize>,
        /// Its part up to the cursor.
        typed: String,
    },
    /// A value of a field.
    Value {
        /// The field.
        field: Field,
        /// The value, in `char`s; the comma list around it is left out.
        span: Range<usize>,
        /// Its part up to the cursor.
        typed: String,
    },
    /// Inside quotes that belong to no field.
    Text,
}

/// Something that can be put in at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in `char`s.
    pub span: Range<usize>,
    /// What to put there: `unit:`, `error`, …
    pub text: String,
    /// What it means.
    pub help: Help,
}

/// The help text of a completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// A message key.
    Key(&'static str),
    /// The text itself (the name of a rule).
    Plain(&'static str),
}

/// What stands at `cursor` (a count of `char`s). Values of fields with many of them (units, tags)
/// are found in the database: ask it when this answers [`Slot::Value`] with such a field.
pub fn slot(text: &str, cursor: usize) -> Slot {
    let mut scan = Scanner::new(text);
    if scan.len() <= MAX_CHARS {
        while scan.at < cursor {
            let before = scan.at;
            if let Some(slot) = word(&mut scan, cursor) {
                return slot;
            }
            if scan.at == before {
                scan.at += 1;
            }
        }
    }
    let cursor = cursor.min(scan.len());
    let end = if scan.at == cursor && !scan.at_quote() {
        scan.word_end(cursor, false)
    } else {
        cursor
    };
    Slot::Name {
        span: cursor..end,
        typed: String::new(),
    }
}

/// Steps over one word; answers if the cursor is in it or at its end.
fn word(scan: &mut Scanner, cursor: usize) -> Option<Slot> {
    match scan.peek()? {
        c if c.is_whitespace() || "-()".contains(c) => {
            scan.at += 1;
            return None;
        }
        '"' | '「' => {
            let (_, closed) = scan.quoted();
            let inside = cursor < scan.at || !closed;
            return inside.then_some(Slot::Text);
        }
        _ => {}
    }
    let start = scan.at;
    if let Some((name, _, value)) = scan.head()
        && let Some(info) = FieldInfo::named(&scan.narrow(name.clone()))
        && cursor > name.end
    {
        scan.at = value;
        return values(scan, info.field, cursor);
    }
    let end = scan.word_end(start, false);
    scan.at = end;
    (cursor <= end).then(|| Slot::Name {
        typed: scan.narrow(start..cursor),
        span: start..end,
    })
}

/// Steps over the values of a field.
fn values(scan: &mut Scanner, field: Field, cursor: usize) -> Option<Slot> {
    while let Some((_, end)) = scan.sign(scan.at) {
        scan.at = end;
    }
    loop {
        let start = scan.at;
        let mut typed = None;
        if scan.at_quote() {
            let (said, closed) = scan.quoted();
            if cursor >= scan.at || !closed {
                typed = Some(said);
            }
        } else {
            scan.at = scan.word_end(start, true);
        }
        if cursor <= scan.at {
            let typed = typed.unwrap_or_else(|| {
                let plain = scan.narrow(start..cursor.max(start));
                plain.trim_start_matches(['"', '「']).to_owned()
            });
            return Some(Slot::Value {
                field,
                span: start..scan.at,
                typed,
            });
        }
        if scan.peek() != Some(',') {
            return None;
        }
        scan.at += 1;
    }
}

/// What can be put in at `cursor` (a count of `char`s): names of fields and of their fixed values,
/// best first, in the language that is being typed, else in `lang`.
pub fn complete(text: &str, cursor: usize, lang: Lang, rules: &[RuleName]) -> Vec<Completion> {
    match slot(text, cursor) {
        Slot::Text => Vec::new(),
        Slot::Name { span, typed } => {
            let names = FIELDS.iter().map(|info| Candidate {
                en: info.en,
                zh: info.zh,
                more: info.aliases,
                help: Help::Key(info.help),
            });
            pick(names, &typed, &span, lang, ":")
        }
        Slot::Value { field, span, typed } => match FieldInfo::of(field).map(|info| info.kind) {
            Some(Kind::Choice(choices)) => choose(choices, &typed, &span, lang),
            Some(Kind::Place) => choose(PLACES, &typed, &span, lang),
            Some(Kind::Rule) => {
                // By the name one knows it by: in Chinese its own, else the id.
                let names = rules.iter().map(|rule| Candidate {
                    en: rule.id,
                    zh: rule.zh,
                    more: std::slice::from_ref(&rule.en),
                    help: Help::Plain(match lang {
                        Lang::Zh => rule.id,
                        Lang::En => rule.en,
                    }),
                });
                let mut found = pick(names, &typed, &span, lang, "");
                for completion in &mut found {
                    completion.text = print::word(&completion.text);
                }
                found
            }
            Some(Kind::Text | Kind::Number(_)) | None => Vec::new(),
        },
    }
}

fn choose(choices: &[Choice], typed: &str, span: &Range<usize>, lang: Lang) -> Vec<Completion> {
    let names = choices.iter().map(|choice| Candidate {
        en: choice.name,
        zh: choice.zh,
        more: choice.aliases,
        help: Help::Key(choice.help),
    });
    pick(names, typed, span, lang, "")
}

/// Something with names in both languages.
struct Candidate<'a> {
    en: &'static str,
    zh: &'static str,
    more: &'a [&'static str],
    help: Help,
}

/// The candidates that begin with what is typed, then those that contain it.
fn pick<'a>(
    candidates: impl Iterator<Item = Candidate<'a>>,
    typed: &str,
    span: &Range<usize>,
    lang: Lang,
    tail: &str,
) -> Vec<Completion> {
    let typed = fold(typed).to_lowercase();
    let chinese = match typed.chars().next() {
        Some(c) => !c.is_ascii(),
        None => lang == Lang::Zh,
    };
    let mut found: Vec<(bool, Completion)> = candidates
        .filter_map(|candidate| {
            let names = || {
                [candidate.en, candidate.zh]
                    .into_iter()
                    .chain(candidate.more.iter().copied())
                    .map(str::to_lowercase)
            };
            let begins = names().any(|name| name.starts_with(&typed));
            let contains = begins || names().any(|name| name.contains(&typed));
            let name = if chinese { candidate.zh } else { candidate.en };
            contains.then(|| {
                let completion = Completion {
                    span: span.clone(),
                    text: format!("{name}{tail}"),
                    help: candidate.help,
                };
                (!begins, completion)
            })
        })
        .collect();
    // Stable: within both groups the order of the table.
    found.sort_by_key(|(later, _)| *later);
    found
        .into_iter()
        .map(|(_, completion)| completion)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &[RuleName] = &[
        RuleName {
            id: "score-total-mismatch",
            zh: "总分与各项得分之和不符",
            en: "total is not the sum of scores",
        },
        RuleName {
            id: "amount-total-mismatch",
            zh: "资金总额与分项不符",
            en: "fund total is not the sum of its parts",
        },
    ];

    /// The completions at the `|` in `text`.
    fn at(text: &str) -> Vec<(Range<usize>, String)> {
        let cursor = text.chars().position(|c| c == '|').unwrap();
        complete(&text.replace('|', ""), cursor, Lang::Zh, RULES)
            .into_iter()
            .map(|completion| (completion.span, completion.text))
            .collect()
    }

    #[test]
    fn names_are_completed_in_the_language_being_typed() {
        assert_eq!(at("sev|"), [(0..3, "severity:".to_owned())]);
        assert_eq!(at("保洁 年|")[0], (3..4, "年度:".to_owned()));
        assert_eq!(at("-(单|"), [(2..3, "单位:".to_owned())]);
        assert_eq!(at("|").len(), FIELDS.len());
        assert_eq!(at("a |")[0].0, 2..2);
        // The whole word under the cursor is replaced.
        assert_eq!(at("se|v")[0], (0..3, "severity:".to_owned()));
    }

    #[test]
    fn values_are_completed_one_of_a_list_at_a_time() {
        assert_eq!(at("严重：错|"), [(3..4, "错误".to_owned())]);
        assert_eq!(at("severity:error,w|"), [(15..16, "warning".to_owned())]);
        assert_eq!(at("severity:|").len(), 3);
        assert_eq!(
            at("rule:amount|")[0],
            (5..11, "amount-total-mismatch".to_owned())
        );
        assert_eq!(at("rule:总分|")[0].1, "总分与各项得分之和不符");
        assert_eq!(at("规则:|").len(), RULES.len());
        assert_eq!(at("place:ind|"), [(6..9, "indicator".to_owned())]);
    }

    #[test]
    fn nothing_is_offered_inside_quotes() {
        assert_eq!(at("\"sev|"), []);
        assert_eq!(at("\"a b|c\""), []);
        assert_eq!(at("score:9|"), []);
    }

    #[test]
    fn open_values_are_named_for_the_database_to_complete() {
        let expected = Slot::Value {
            field: Field::Unit,
            span: 5..7,
            typed: "颛".to_owned(),
        };
        assert_eq!(slot("unit:颛桥 x", 6), expected);
        let quoted = Slot::Value {
            field: Field::Unit,
            span: 5..9,
            typed: "颛 桥".to_owned(),
        };
        assert_eq!(slot("unit:\"颛 桥", 9), quoted);
    }
}

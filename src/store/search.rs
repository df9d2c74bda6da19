//! Full text: exact search for words of any length in Chinese and ASCII.
//!
//! SQLite's own tokenizers take a run of Chinese for one word and find nothing in it. Here every
//! text is folded and cut into overlapping pairs of characters; a word of n characters is the
//! phrase of its n − 1 pairs, a single character is the beginning of a pair. The last character of
//! a text is paired with an end mark, which also keeps a phrase from running on into the next text.
//! For names there is besides which two pinyin initials may stand side by side: tokens of two
//! letters, which no pair of characters is. Whether a longer word fits is then seen in the name.

use rusqlite::{Connection, params};
use smol_str::SmolStr;

use super::error::Result;
use super::save::text_column;
use crate::form::{Report, fold};
use crate::query::{has_initials, initials, pairs};

/// A folded form for comparison: width, white space and the case of letters do not count.
pub(super) fn comparable(text: &str) -> String {
    fold(text).to_lowercase()
}

/// Whether a comparable word stands in one of these texts, as the index would have it.
pub(super) fn stands_in(word: &str, text: &str) -> bool {
    // Hanzi of everyday text compare as they are.
    let plain = word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    (plain && text.contains(word)) || comparable(text).contains(word)
}

/// The texts of a report that are searched, by column of the `search` table.
fn texts(report: &Report) -> [Vec<&str>; 6] {
    let mut indicators = Vec::with_capacity(report.indicators.len() * 3);
    let mut reasons = Vec::new();
    for indicator in &report.indicators {
        indicators.extend(text_column(&indicator.name));
        indicators.push(&indicator.target.printed);
        indicators.push(&indicator.actual.printed);
        reasons.extend(text_column(&indicator.reason));
    }
    let narratives = [&report.goal, &report.outcome];
    // What the list calls the unit where the form names none.
    let department = report.department.value();
    let instead = department.filter(|_| report.unit.value().is_none());
    [
        text_column(&report.project).into_iter().collect(),
        text_column(&report.unit)
            .into_iter()
            .chain(instead.map(SmolStr::as_str))
            .collect(),
        text_column(&report.department).into_iter().collect(),
        indicators,
        narratives.into_iter().filter_map(text_column).collect(),
        reasons,
    ]
}

/// Whether a word stands in one of the searched texts of a report: the plain scan the index is
/// held against. A word of letters is also found where it can be read as the pinyin initials of a
/// name.
pub fn scan(report: &Report, word: &str) -> bool {
    let texts = texts(report);
    let initials = initials(word);
    let word = comparable(word);
    let spells = |text: &&str| {
        let text = comparable(text);
        initials
            .as_ref()
            .is_some_and(|initials| has_initials(&text, initials))
    };
    let [project, unit, department, ..] = &texts;
    [project, unit, department]
        .into_iter()
        .flatten()
        .any(spells)
        || texts
            .iter()
            .flatten()
            .any(|text| comparable(text).contains(&word))
}

/// What the index is given of a report, by column.
#[derive(Debug)]
pub(super) struct Words {
    texts: [String; 6],
    initials: String,
}

impl Words {
    /// The words of a report.
    pub(super) fn new(report: &Report) -> Self {
        let texts = texts(report);
        let [project, unit, department, ..] = &texts;
        let names: Vec<String> = [project, unit, department]
            .into_iter()
            .flatten()
            .map(|name| comparable(name))
            .collect();
        let pairs = pairs(names.iter().map(String::as_str));
        Self {
            initials: pairs.into_iter().flat_map(|[a, b]| [' ', a, b]).collect(),
            texts: texts.map(|texts| tokens(&texts)),
        }
    }
}

/// Reports that wait to be put into the index. Statements on other tables between two of them would
/// make the index write what it has gathered each time; so they go in together, before a commit.
#[derive(Debug, Default)]
pub(super) struct Waiting(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    report: i64,
    /// It stands in the index already.
    again: bool,
    words: Words,
}

impl Waiting {
    /// Adds a report, in place of what the index says of it.
    pub(super) fn add(&mut self, report: i64, words: Words, again: bool) {
        self.0.push(Entry {
            report,
            again,
            words,
        });
    }

    /// Puts all into the index.
    pub(super) fn write(&mut self, connection: &Connection) -> Result<()> {
        let mut delete = connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?;
        let mut insert = connection.prepare_cached(
            "INSERT INTO search
                (rowid, project, unit, department, indicators, narratives, reasons, initials)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for entry in self.0.drain(..) {
            if entry.again {
                delete.execute([entry.report])?;
            }
            let Words { texts, initials } = entry.words;
            let [project, unit, department, indicators, narratives, reasons] = texts;
            insert.execute(params![
                entry.report,
                project,
                unit,
                department,
                indicators,
                narratives,
                reasons,
                initials
            ])?;
        }
        Ok(())
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

fn tokens(texts: &[&str]) -> String {
    let mut tokens = String::new();
    for text in texts {
        let folded = comparable(text);
        let mut characters = folded.chars().peekable();
        while let Some(character) = characters.next() {
            if !tokens.is_empty() {
                tokens.push(' ');
            }
            push_character(&mut tokens, Some(character));
            push_character(&mut tokens, characters.peek().copied());
        }
    }
    tokens
}

/// The expression that finds `word`; `None` when nothing is left of it to look for.
pub(super) fn expression(word: &str) -> Option<String> {
    let folded = comparable(word);
    let characters: Vec<char> = folded.chars().collect();
    let mut expression = String::from("\"");
    if let [only] = characters.as_slice() {
        push_character(&mut expression, Some(*only));
        expression.push_str("\"*");
        return Some(expression);
    }
    for (at, pair) in characters.windows(2).enumerate() {
        if at > 0 {
            expression.push(' ');
        }
        for character in pair {
            push_character(&mut expression, Some(*character));
        }
    }
    expression.push('"');
    (characters.len() > 1).then_some(expression)
}

/// The expression that finds `word` in one column.
pub(super) fn expression_in(column: &str, word: &str) -> Option<String> {
    Some(format!("{column} : {}", expression(word)?))
}

/// The expression that finds names in which every two of these initials stand side by side.
pub(super) fn spelling(initials: &str) -> Option<String> {
    let letters: Vec<char> = initials.chars().collect();
    let pairs: Vec<String> = letters
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some(format!("\"{a}{b}\"")),
            _ => None,
        })
        .collect();
    (!pairs.is_empty()).then(|| format!("initials : ({})", pairs.join(" AND ")))
}

/// A character as four digits of base 34, or the end mark: tokens no tokenizer changes. The
/// characters of everyday Chinese all take four, and so does every other.
fn push_character(to: &mut String, character: Option<char>) {
    const DIGITS: &[u8; 34] = b"0123456789abcdefghijklmnopqrstuvwx";
    let number = character.map_or(34_u32.pow(4) - 1, u32::from);
    for power in [34 * 34 * 34, 34 * 34, 34, 1] {
        let digit = usize::try_from(number / power % 34).unwrap_or_default();
        to.push(DIGITS.get(digit).map_or('x', |digit| char::from(*digit)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_code_of_its_own() {
        let mut code = String::new();
        push_character(&mut code, Some(char::MAX));
        let mut end = String::new();
        push_character(&mut end, None);
        assert!(code < end);
        assert_eq!(end.len(), 4);
    }

    #[test]
    fn words_become_phrases() {
        assert_eq!(expression(" "), None);
        let pair = expression("保洁").unwrap();
        assert_eq!(pair.len(), 10);
        assert_eq!(expression("保　洁").unwrap(), pair);
        assert_eq!(expression("ＡＢ").unwrap(), expression("ab").unwrap());
        assert!(expression("保").unwrap().ends_with("\"*"));
    }
}

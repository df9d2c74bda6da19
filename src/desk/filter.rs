//! What list and anomalies are narrowed to: a text in the filter language and the words of `/`, which
//! may be conditions too.

use jiff::civil::Date;

use super::words::Words;
use crate::query::{Known, Query, RuleName, parse_known, to_words};
use crate::rules;
use crate::store::View;

/// The filter in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The filter as text; always one that could be read.
    pub text: String,
    query: Query,
    /// What was typed behind `/`.
    search: String,
    /// What it asks.
    searched: Query,
}

/// Why a filter text cannot be read: where in it (in characters), and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// First and one past last character of the word at fault.
    pub chars: std::ops::Range<usize>,
    /// What is wrong with it.
    pub sentence: String,
}

impl Filter {
    /// Reads `text` as the filter; the search stays.
    ///
    /// # Errors
    /// Where the text is not in the filter language, the filter stays as it was.
    pub fn set_text(
        &mut self,
        text: &str,
        words: &Words,
        views: &[View],
        today: Date,
    ) -> Result<(), Mistake> {
        self.query = read(text, words, views, today)?;
        text.trim().clone_into(&mut self.text);
        Ok(())
    }

    /// What was typed behind `/`.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// Searches for `text`: its words, whatever signs stand in them, unless it is a condition on a
    /// field.
    pub fn set_search(&mut self, text: &str, words: &Words, views: &[View], today: Date) {
        text.clone_into(&mut self.search);
        self.searched = match read(text, words, views, today) {
            Ok(query) if query.asks_a_field() => query,
            _ => all_of(
                text.split_whitespace()
                    .map(|word| Query::Text(word.to_owned())),
            ),
        };
    }

    /// What is wrong with what was typed behind `/`, if it is to be a condition.
    pub fn search_mistake(&self, words: &Words, views: &[View], today: Date) -> Option<Mistake> {
        read(&self.search, words, views, today).err()
    }

    /// Searches for what the other searches for.
    pub fn search_as(&mut self, other: &Self) {
        self.search.clone_from(&other.search);
        self.searched = other.searched.clone();
    }

    /// Narrows the filter to what also fulfils `condition`; its text says so.
    ///
    /// # Errors
    /// Never, unless the condition cannot be said in the filter language.
    pub fn narrow(
        &mut self,
        condition: &Query,
        words: &Words,
        views: &[View],
        today: Date,
    ) -> Result<(), Mistake> {
        let more = to_words(condition, words.lang(), &rule_names());
        let text = match &self.query {
            Query::All => more,
            Query::Or(_) => format!("({}) {more}", self.text),
            _ => format!("{} {more}", self.text),
        };
        self.set_text(&text, words, views, today)
    }

    /// Everything passes.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether anything is narrowed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.search.trim().is_empty()
    }

    /// Filter and search as one query.
    pub fn whole(&self) -> Query {
        all_of([self.query.clone(), self.searched.clone()])
    }

    /// What is searched for, as a condition.
    pub const fn searched(&self) -> &Query {
        &self.searched
    }

    /// The words it looks for, as they are marked where they stand.
    pub fn words(&self) -> Vec<String> {
        self.whole().words()
    }

    /// The filter, the search and one condition more.
    pub fn with(&self, condition: Query) -> Query {
        all_of([self.whole(), condition])
    }
}

/// Reads a filter text on the day `today`: days may be told from it.
///
/// # Errors
/// Says which word cannot be understood.
pub fn read(text: &str, words: &Words, views: &[View], today: Date) -> Result<Query, Mistake> {
    let views: Vec<(&str, &str)> = views
        .iter()
        .map(|view| (view.name.as_str(), view.filter.as_str()))
        .collect();
    let known = Known {
        rules: &rule_names(),
        views: &views,
        today: Some(today),
    };
    parse_known(text, known).map_err(|error| Mistake {
        sentence: error.message(words.catalogue()),
        chars: error.span,
    })
}

/// The rules as the filter language knows them.
pub fn rule_names() -> Vec<RuleName> {
    rules::all()
        .iter()
        .map(|rule| RuleName {
            id: rule.id,
            zh: rule.name.zh,
            en: rule.name.en,
        })
        .collect()
}

/// Conditions side by side, on one level, so that those on findings hold for the same finding.
fn all_of(conditions: impl IntoIterator<Item = Query>) -> Query {
    let mut all = Vec::new();
    for condition in conditions {
        match condition {
            Query::All => {}
            Query::And(inner) => all.extend(inner),
            other => all.push(other),
        }
    }
    match all.len() {
        0 => Query::All,
        1 => all.pop().unwrap_or_default(),
        _ => Query::And(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Lang;
    use crate::query::{Field, Test, parse_with};

    const TODAY: Date = Date::constant(2026, 11, 26);

    #[test]
    fn every_rule_is_read_back_by_its_chinese_name() {
        let rules = rule_names();
        for rule in &rules {
            let asked = Query::Field(Field::Rule, Test::OneOf(vec![rule.id.to_owned()]));
            let text = to_words(&asked, Lang::Zh, &rules);
            assert_eq!(parse_with(&text, &rules), Ok(asked), "{text}");
        }
    }

    #[test]
    fn search_words_are_all_wanted() {
        let words = Words::new(Lang::Zh, jiff::tz::TimeZone::UTC);
        let mut filter = Filter::default();
        assert!(filter.is_empty());
        assert_eq!(filter.whole(), Query::All);
        filter.set_search("保洁  消防", &words, &[], TODAY);
        assert_eq!(
            filter.whole(),
            Query::And(vec![
                Query::Text("保洁".to_owned()),
                Query::Text("消防".to_owned())
            ])
        );
        // Signs stand for themselves as long as no field is named.
        for text in ["-5%", "(试行", "\"", "或", "a:b"] {
            filter.set_search(text, &words, &[], TODAY);
            assert_eq!(filter.whole(), Query::Text(text.to_owned()));
        }
    }

    #[test]
    fn a_condition_can_be_searched_for() {
        let words = Words::new(Lang::Zh, jiff::tz::TimeZone::UTC);
        let mut filter = Filter::default();
        filter.set_search("保洁 得分>=95", &words, &[], TODAY);
        assert_eq!(
            Ok(filter.whole()),
            read("保洁 得分>=95", &words, &[], TODAY)
        );
        assert_eq!(filter.search_mistake(&words, &[], TODAY), None);
        filter.set_search("单位:", &words, &[], TODAY);
        assert!(filter.search_mistake(&words, &[], TODAY).is_some());
    }

    #[test]
    fn a_day_is_told_from_the_day_given() {
        let words = Words::new(Lang::Zh, jiff::tz::TimeZone::UTC);
        let read = |text| read(text, &words, &[], TODAY);
        assert_eq!(read("到期:明天"), read("到期:2026-11-27"));
        assert_eq!(read("到期<=+7"), read("到期<=2026-12-03"));
    }
}

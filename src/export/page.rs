//! The page of a rule, as text.

use crate::locales::Catalogue;
use crate::rules::{Rule, default_of};

/// What `rule` checks and why, on what it rests and how well that is known, an example, how to
/// audit it, and its parameters.
pub fn rule_page(rule: &Rule, words: &Catalogue) -> String {
    let lang = words.lang();
    let severity = words.text(&format!("severity-{}", rule.severity.name()));
    let mut page = Page {
        text: format!("{} {}\n", rule.id, rule.name.get(lang)),
        words,
    };
    page.line(&format!(
        "{} {} · {severity}",
        rule.group.letter(),
        rule.group.name().get(lang)
    ));
    page.section("page-checks", rule.checks.get(lang));
    page.section("page-why", rule.why.get(lang));
    page.heading("page-basis");
    for basis in rule.basis {
        page.item(&words.fill(
            "page-basis-item",
            &[
                ("basis", basis.text.get(lang)),
                ("status", basis.status.label().get(lang)),
            ],
        ));
    }
    page.section("page-innocent", rule.innocent.get(lang));
    page.section("page-procedure", rule.procedure.get(lang));
    page.section("page-example", rule.example.get(lang));
    if !rule.parameters.is_empty() {
        page.heading("page-parameters");
        for key in rule.parameters {
            page.item(&format!("{key} = {}", default_of(key).unwrap_or_default()));
        }
    }
    page.text
}

struct Page<'a> {
    text: String,
    words: &'a Catalogue,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, key: &str) {
        self.text.push('\n');
        let heading = self.words.text(key);
        self.line(&heading);
    }

    fn section(&mut self, key: &str, text: &str) {
        self.heading(key);
        self.line(&format!("  {text}"));
    }

    fn item(&mut self, text: &str) {
        self.line(&format!("  - {text}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Lang;
    use crate::rules::all;

    #[test]
    fn every_basis_is_printed_with_its_status() {
        for lang in [Lang::Zh, Lang::En] {
            let words = Catalogue::new(lang);
            for rule in all() {
                let page = rule_page(rule, &words);
                for basis in rule.basis {
                    let status = basis.status.label().get(lang);
                    assert!(page.contains(basis.text.get(lang)) && page.contains(status));
                }
                assert!(!page.contains("page-"), "{page}");
            }
        }
    }
}

//! `docs/rules.md` and `docs/rules.zh-CN.md` are written from the rules themselves.
//!
//! ```text
//! SHENYUE_BLESS=1 cargo test --test rule_pages
//! ```

use std::fmt::Write as _;
use std::path::Path;

use shenyue::locales::{Catalogue, Lang, Text};
use shenyue::rules::{Group, Rule, Tier, all, default_of};

const TITLE: Text = Text {
    zh: "规则目录",
    en: "The rule catalogue",
};
const LEAD: Text = Text {
    zh: "本页由 `SHENYUE_BLESS=1 cargo test --test rule_pages` 从规则源文件生成，请勿手改。\n\n错误：表内数据可以直接证明；疑点：需要取证核实；提示：填报质量。参数见 `src/rules/defaults.toml`，每个数旁写有依据。",
    en: "Written by `SHENYUE_BLESS=1 cargo test --test rule_pages` from the rules' own files; do not edit.\n\nAn error is provable from the form alone; a warning wants evidence; a notice is about the quality of the form. Parameters stand in `src/rules/defaults.toml`, each number with its basis.",
};
const EXTRA: Text = Text {
    zh: "扩展",
    en: "extra",
};
const SAYS: Text = Text {
    zh: "疑点表述",
    en: "What it says",
};
const LONG: Text = Text {
    zh: "清单较长，见 `shenyue rules --config`",
    en: "a longer list, see `shenyue rules --config`",
};

fn page(lang: Lang) -> String {
    let words = Catalogue::new(lang);
    let mut page = format!("# {}\n\n{}\n", TITLE.get(lang), LEAD.get(lang));
    for group in Group::ALL {
        let _ = write!(page, "\n## {} {}\n", group.letter(), group.name().get(lang));
        for rule in all().iter().filter(|rule| rule.group == group) {
            section(&mut page, rule, &words);
        }
    }
    page
}

fn section(page: &mut String, rule: &Rule, words: &Catalogue) {
    let lang = words.lang();
    let severity = words.text(&format!("severity-{}", rule.severity.name()));
    let tier = match rule.tier {
        Tier::Core => String::new(),
        Tier::Extra => format!(" · {}", EXTRA.get(lang)),
    };
    let _ = write!(
        page,
        "\n### `{}` {}\n\n{severity}{tier}\n",
        rule.id,
        rule.name.get(lang)
    );
    let mut part = |heading: &str, body: &str| {
        let _ = write!(page, "\n**{heading}** {}\n", body.replace('*', "\\*"));
    };
    part(&words.text("page-checks"), rule.checks.get(lang));
    part(&words.text("page-why"), rule.why.get(lang));
    let basis: Vec<String> = rule
        .basis
        .iter()
        .map(|basis| {
            format!(
                "{} ({})",
                basis.text.get(lang),
                basis.status.label().get(lang)
            )
        })
        .collect();
    part(&words.text("page-basis"), &basis.join("; "));
    part(&words.text("page-innocent"), rule.innocent.get(lang));
    part(&words.text("page-procedure"), rule.procedure.get(lang));
    part(&words.text("page-example"), rule.example.get(lang));
    let _ = write!(page, "\n**{}**\n\n", SAYS.get(lang));
    for message in rule.messages {
        let _ = writeln!(page, "- {}", message.text.get(lang).replace('*', "\\*"));
    }
    if !rule.parameters.is_empty() {
        let _ = write!(page, "\n**{}**\n\n", words.text("page-parameters"));
        for key in rule.parameters {
            let value = default_of(key).unwrap_or_default();
            let value = if value.chars().count() > 60 {
                LONG.get(lang).to_owned()
            } else {
                format!("`{value}`")
            };
            let _ = writeln!(page, "- `{key}` = {value}");
        }
    }
}

#[test]
fn the_rule_pages_are_current() {
    for (lang, file) in [
        (Lang::En, "docs/rules.md"),
        (Lang::Zh, "docs/rules.zh-CN.md"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let page = page(lang);
        if std::env::var_os("SHENYUE_BLESS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == page,
            "{file} is stale: SHENYUE_BLESS=1 cargo test --test rule_pages"
        );
    }
}

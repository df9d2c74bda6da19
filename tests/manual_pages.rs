//! The pages people read: their links lead somewhere, both languages have them, and the filter
//! pages name every field.

use std::path::{Path, PathBuf};

use shenyue::query::FIELDS;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).unwrap();
    docs.map(|entry| entry.unwrap().path())
        .chain(["README.md", "README.zh-CN.md"].map(|name| root().join(name)))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

/// What stands in `](…)`, without what follows a `#`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let link = rest.split(')').next()?.split('#').next()?;
        (!link.is_empty() && !link.contains("://")).then_some(link)
    })
}

#[test]
fn every_link_leads_to_a_file() {
    let mut seen = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            let to = page.parent().unwrap().join(link);
            assert!(to.exists(), "{}: {link}", page.display());
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} links");
}

#[test]
fn an_auditors_pages_are_in_both_languages_and_lead_to_each_other() {
    for name in [
        "manual",
        "filter",
        "plain",
        "command-line",
        "configuration",
        "keys",
        "rules",
        "formats",
        "limits",
    ] {
        for language in ["", ".zh-CN"] {
            let page = root().join(format!("docs/{name}{language}.md"));
            assert!(page.exists(), "{}", page.display());
        }
    }
    for name in [
        "manual",
        "filter",
        "plain",
        "command-line",
        "narratives",
        "formats",
        "limits",
    ] {
        for (language, other) in [("", ".zh-CN"), (".zh-CN", "")] {
            let page = root().join(format!("docs/{name}{language}.md"));
            let text = std::fs::read_to_string(&page).unwrap();
            let link = format!("({name}{other}.md)");
            assert!(text.contains(&link), "{} has no {link}", page.display());
        }
    }
}

#[test]
fn the_filter_pages_name_every_field() {
    for page in ["filter.md", "filter.zh-CN.md"] {
        let text = std::fs::read_to_string(root().join("docs").join(page)).unwrap();
        for field in FIELDS {
            let english = format!("`{}`", field.en);
            assert!(text.contains(&english), "{page}: {english}");
            assert!(text.contains(field.zh), "{page}: {}", field.zh);
        }
    }
}

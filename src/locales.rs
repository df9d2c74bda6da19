//! Every visible string, in Chinese (the default) and English.
//!
//! The texts stand in `locales/<language>/*.ftl` (Fluent) and are compiled in. Asking for a key
//! that does not exist shows the key itself, so that a slip is seen and never crashes; a test
//! checks that both languages have every key.

use std::borrow::Cow;
use std::io::{self, ErrorKind};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Reads `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en_US`, …
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        if text.starts_with("zh") {
            Some(Self::Zh)
        } else if text.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Zh => &[
                include_str!("../locales/zh-CN/common.ftl"),
                include_str!("../locales/zh-CN/app.ftl"),
                include_str!("../locales/zh-CN/desk.ftl"),
                include_str!("../locales/zh-CN/cli.ftl"),
                include_str!("../locales/zh-CN/ingest.ftl"),
                include_str!("../locales/zh-CN/imports.ftl"),
                include_str!("../locales/zh-CN/lists.ftl"),
                include_str!("../locales/zh-CN/query.ftl"),
                include_str!("../locales/zh-CN/store.ftl"),
                include_str!("../locales/zh-CN/plain.ftl"),
                include_str!("../locales/zh-CN/papers.ftl"),
            ],
            Self::En => &[
                include_str!("../locales/en/common.ftl"),
                include_str!("../locales/en/app.ftl"),
                include_str!("../locales/en/desk.ftl"),
                include_str!("../locales/en/cli.ftl"),
                include_str!("../locales/en/ingest.ftl"),
                include_str!("../locales/en/imports.ftl"),
                include_str!("../locales/en/lists.ftl"),
                include_str!("../locales/en/query.ftl"),
                include_str!("../locales/en/store.ftl"),
                include_str!("../locales/en/plain.ftl"),
                include_str!("../locales/en/papers.ftl"),
            ],
        }
    }
}

/// The same text in both languages, for what is written next to the thing it names (rules).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// 简体中文.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// The strings of one language.
pub struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Catalogue {
    /// Reads the compiled-in texts of `lang`.
    pub fn new(lang: Lang) -> Self {
        Self::with_keys(lang, str::to_owned)
    }

    /// The same, where `key` says what is pressed for an action: `{ KEY("undo") }` in a text.
    pub fn with_keys(lang: Lang, key: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are invisible characters that would get into table cells.
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            // A syntax error loses the one message only; the parity test reports it.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        // It can only be refused where it is there already.
        let _ = bundle.add_function("KEY", move |named, _| match named {
            [FluentValue::String(action)] => key(action).into(),
            _ => FluentValue::Error,
        });
        Self { lang, bundle }
    }

    /// What the system says went wrong with a file, with what to do about it where that is known; the
    /// rest in the system's own words.
    pub fn trouble(&self, error: &io::Error) -> String {
        self.text(match error.kind() {
            ErrorKind::NotFound => "io-not-found",
            ErrorKind::PermissionDenied => "io-no-permission",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io-full",
            ErrorKind::ReadOnlyFilesystem => "io-read-only",
            ErrorKind::IsADirectory => "io-a-folder",
            ErrorKind::NotADirectory => "io-no-folder",
            _ => return error.to_string(),
        })
    }

    /// The language of this catalogue.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The text of `key`.
    pub fn text(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of `key` with `{ $name }` filled in. Values go in as text: format numbers first.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, FluentValue::String(Cow::Borrowed(value)));
        }
        self.format(key, Some(&args))
    }

    /// A day with the day of the week and how far it is from `today`.
    pub fn day_seen_from(&self, day: Date, today: Date) -> String {
        let away = i64::from((day - today).get_days());
        let number = away.unsigned_abs().to_string();
        let key = match away {
            0 => "day-today",
            1 => "day-tomorrow",
            ..0 => "day-past",
            _ => "day-to-come",
        };
        let weekday = day.weekday().to_monday_one_offset();
        self.fill(
            "day-told",
            &[
                ("day", &day.to_string()),
                ("weekday", &self.text(&format!("weekday-{weekday}"))),
                ("away", &self.fill(key, &[("number", &number)])),
            ],
        )
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The identifiers of all messages, read off the left edge of the Fluent sources.
    fn keys(lang: Lang) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for source in lang.sources() {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{lang:?}: {errors:?}");
            }
            for line in source.lines() {
                let Some((id, _)) = line.split_once('=') else {
                    continue;
                };
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let id = id.trim().to_owned();
                    assert!(keys.insert(id.clone()), "{id} stands twice in {lang:?}");
                }
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_every_key() {
        assert_eq!(keys(Lang::Zh), keys(Lang::En));
    }
}

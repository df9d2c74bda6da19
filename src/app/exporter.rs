//! A file the desk has ordered, written on a thread of its own with a connection of its own.

use std::io;
use std::path::Path;

use super::event::Events;
use super::importer::Terms;
use crate::desk::{ExportNews, ExportOrder, Message};
use crate::export::file::{self, Contents, FileError, Source};
use crate::intake::expand;
use crate::locales::Catalogue;
use crate::store::Reader;

/// Writes what was ordered; the desk hears of it by a message.
///
/// # Errors
/// The thread cannot be started.
pub(super) fn start(terms: &Terms, events: &Events, order: ExportOrder) -> io::Result<()> {
    let (terms, told) = (terms.clone(), events.clone());
    events.spawn("export", move || {
        let news = write(&terms, order);
        told.tell(Message::Export(news));
    })
}

fn write(terms: &Terms, order: ExportOrder) -> ExportNews {
    let words = Catalogue::new(terms.lang);
    let to = expand(&order.to);
    let Some(shape) = file::by_extension(&to) else {
        return ExportNews::Failed(words.fill("export-format", &[("file", &order.to)]));
    };
    if to.exists() && !order.overwrite {
        return ExportNews::Exists(order);
    }
    let contents = match shape {
        None => Contents::Papers,
        Some(shape) if order.forms => Contents::Reports(shape),
        Some(shape) => Contents::Findings(shape),
    };
    match written(terms, &to, contents, &order, &words) {
        Ok(sentence) => ExportNews::Done(sentence),
        Err(error) => {
            let error = match error {
                FileError::Store(error) => error.sentence(&words),
                FileError::Io(error) => error.to_string(),
            };
            let values = [("file", order.to.as_str()), ("error", error.as_str())];
            ExportNews::Failed(words.fill("export-failed", &values))
        }
    }
}

fn written(
    terms: &Terms,
    to: &Path,
    contents: Contents,
    order: &ExportOrder,
    words: &Catalogue,
) -> Result<String, FileError> {
    let source = Source {
        reader: &Reader::open(&terms.db)?,
        query: &order.query,
        scope: &order.scope,
        words,
        settings: &terms.settings,
    };
    Ok(file::write(to, contents, &source)?.sentence(&order.to, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Lang;
    use crate::query::Query;
    use crate::rules::Settings;
    use crate::store::Writer;

    #[test]
    fn a_file_is_written_whole_asked_about_and_never_half() {
        let folder = tempfile::tempdir().unwrap();
        let terms = Terms {
            db: folder.path().join("desk.db"),
            by: "李审计".to_owned(),
            lang: Lang::Zh,
            settings: Settings::default(),
        };
        drop(Writer::create(&terms.db).unwrap());
        let order = |name: &str, overwrite| ExportOrder {
            to: folder.path().join(name).display().to_string(),
            query: Query::All,
            scope: String::new(),
            forms: false,
            overwrite,
        };
        let page = folder.path().join("a.html");
        let done = write(&terms, order("a.html", false));
        assert!(matches!(done, ExportNews::Done(_)), "{done:?}");
        assert!(
            std::fs::read_to_string(&page)
                .unwrap()
                .ends_with("</html>\n")
        );

        std::fs::write(&page, "mine").unwrap();
        let there = write(&terms, order("a.html", false));
        assert!(matches!(there, ExportNews::Exists(_)), "{there:?}");
        assert_eq!(std::fs::read_to_string(&page).unwrap(), "mine");
        let over = write(&terms, order("a.html", true));
        assert!(matches!(over, ExportNews::Done(_)), "{over:?}");

        for name in ["a.doc", "no/such/folder.csv"] {
            let failed = write(&terms, order(name, false));
            assert!(matches!(failed, ExportNews::Failed(_)), "{failed:?}");
        }
        assert!(!folder.path().join("a.html.part").exists());
    }
}

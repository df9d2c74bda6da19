//! Pictures of the desk at the sizes people use, in both languages.

use shenyue::form::Report;
use shenyue::locales::Lang;

use crate::bench::Bench;
use crate::forms;

const SIZES: [(u16, u16); 5] = [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)];

/// Takes a picture at every size in both languages.
pub fn pictures(name: &str, walk: impl Fn(&mut Bench)) {
    pictures_of(name, forms::all(), walk);
}

/// The same of a desk on these forms.
pub fn pictures_of(name: &str, reports: Vec<Report>, walk: impl Fn(&mut Bench)) {
    let shot = |lang: Lang, size: (u16, u16)| {
        let mut bench = Bench::with(lang, size, reports.clone());
        walk(&mut bench);
        // Days and times are all that differs between two runs.
        let day = regex::Regex::new(r"\d{4}-\d\d-\d\d").unwrap();
        let time = regex::Regex::new(r"\d\d-\d\d \d\d:\d\d").unwrap();
        let screen = bench.screen();
        let screen = day.replace_all(&screen, "2026-03-01");
        time.replace_all(&screen, "03-01 09:30").into_owned()
    };
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (columns, rows) in SIZES {
            for (lang, tail) in [(Lang::Zh, ""), (Lang::En, "-en")] {
                let shot = shot(lang, (columns, rows));
                insta::assert_snapshot!(format!("{name}-{columns}x{rows}{tail}"), shot);
            }
        }
    });
}

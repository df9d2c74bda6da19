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
        without_times(bench.screen())
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

/// The screen at one and the same time: days and times are all that differs between two runs.
fn without_times(mut screen: String) -> String {
    let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let shape: String = screen.chars().map(digits).collect();
    for time in ["2026-03-01", "03-01 09:30"] {
        let shaped: String = time.chars().map(digits).collect();
        for (at, _) in shape.match_indices(&shaped) {
            screen.replace_range(at..at + time.len(), time);
        }
    }
    screen
}

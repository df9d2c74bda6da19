//! How documents are read: one JSON object a file, for comparing readings with what a document
//! says. `cargo run --example reading -- FILE…`
use std::io::Write as _;

use serde_json::json;
use shenyue::ingest::{read, recognise};
use shenyue::locales::{Catalogue, Lang};

fn main() -> std::io::Result<()> {
    let words = Catalogue::new(Lang::En);
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let told = match read(&path, &bytes) {
            Err(error) => json!({"file": path, "error": error.message(&words)}),
            Ok(grid) => {
                let recognised = recognise(&grid);
                let refused: Vec<_> = recognised
                    .refused
                    .iter()
                    .map(|form| form.message(&words))
                    .collect();
                let skipped: Vec<_> = recognised
                    .skipped
                    .iter()
                    .map(|table| table.message(&words))
                    .collect();
                json!({"file": path, "reports": recognised.reports, "refused": refused,
                       "skipped": skipped, "remarks": grid.remarks})
            }
        };
        writeln!(out, "{told}")?;
    }
    Ok(())
}

//! Writes invented self-evaluation forms, clean and with planted faults, for tests of scale and
//! for measuring what the rules find.
//!
//! ```text
//! cargo run --release --example synth -- --reports 1000000 --seed 1 --out forms --labels labels.jsonl
//! ```

mod forms;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;

/// Files in one folder.
const FOLDER: u64 = 1_000;

/// Writes invented self-evaluation forms.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many forms.
    #[arg(long, default_value_t = 1_000)]
    reports: u64,
    /// The same seed gives the same forms.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to write to, or - for standard output.
    #[arg(long, default_value = "-")]
    out: PathBuf,
    /// How many forms in a hundred carry a planted fault.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(i64).range(0..=100))]
    faults: i64,
    /// File for the planted faults, one JSON object a line.
    #[arg(long)]
    labels: Option<PathBuf>,
    /// Forms in one file.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    per_file: u64,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut labels: Box<dyn Write> = match &arguments.labels {
        Some(path) => {
            let file = File::create(path).with_context(|| path.display().to_string())?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(io::sink()),
    };
    let to_stdout = arguments.out.as_os_str() == "-";
    let mut source = forms::Forms::new(arguments.seed, arguments.faults);
    let mut left = arguments.reports;
    let mut text = String::new();
    for number in 0.. {
        if left == 0 {
            break;
        }
        text.clear();
        let layout = forms::layout_of(arguments.seed, number);
        let name = format!(
            "{:04}/synth-{number:07}.{}",
            number / FOLDER,
            layout.extension()
        );
        for _ in 0..arguments.per_file.min(left) {
            let (form, label) = source.next_form(layout);
            forms::layout::print(&form, layout, &mut text);
            if let Some(label) = label {
                let line = serde_json::json!({
                    "file": name, "form": form.project, "unit": form.unit, "year": form.year,
                    "rule": label.rule, "place": label.place,
                });
                writeln!(labels, "{line}")?;
            }
            left -= 1;
        }
        if to_stdout {
            io::stdout().lock().write_all(text.as_bytes())?;
        } else {
            let path = arguments.out.join(&name);
            if number % FOLDER == 0 {
                let folder = path.parent().context("a file has a folder")?;
                fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            }
            fs::write(&path, &text).with_context(|| path.display().to_string())?;
        }
    }
    labels.flush()?;
    Ok(())
}

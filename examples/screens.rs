//! Draws the pictures of the README from a real run: the binary runs in a pseudo-terminal on
//! `sample.db`, keys are pressed, and what stands on the screen is written as SVG.
//!
//! ```console
//! cargo build && cargo run --example screens
//! ```
//!
//! The database is copied first: looking at it through the desk changes nothing, but a slip here
//! must not change the file under version control.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Columns and rows of every picture.
const SIZE: (u16, u16) = (110, 32);
/// A screen is complete when nothing has been written for so long.
const QUIET: Duration = Duration::from_millis(700);
/// Width and height of one cell, and the size of the letters in it, in pixels: a Chinese letter is
/// as wide as it is high, and two cells wide.
const CELL: (usize, usize) = (8, 20);
const LETTERS: usize = 16;

/// A picture: its file name and the keys that lead to it from the first screen.
const SCREENS: &[(&str, &[&str])] = &[
    ("list", &["j", "j"]),
    ("form", &["\r", "n", "n"]),
    ("findings", &["3"]),
    ("overview", &["4"]),
    ("log", &["5"]),
    ("imports", &["6"]),
    ("help", &["?", "?"]),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs").join("screens");
    std::fs::create_dir_all(&folder)?;
    for lang in ["zh", "en"] {
        for (name, keys) in SCREENS {
            let terminal = run(root, lang, keys)?;
            let path = folder.join(format!("{name}-{lang}.svg"));
            std::fs::write(&path, picture(&terminal))?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

/// The binary beside this example.
fn binary() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let example = std::env::current_exe()?;
    let folder = example.parent().and_then(Path::parent);
    Ok(folder.ok_or("no target folder")?.join("shenyue"))
}

fn run(
    root: &Path,
    lang: &str,
    keys: &[&str],
) -> Result<avt::Terminal, Box<dyn std::error::Error>> {
    let scratch = tempfile::tempdir()?;
    let database = scratch.path().join("sample.db");
    std::fs::copy(root.join("sample.db"), &database)?;
    review(&database)?;
    let (cols, rows) = SIZE;
    let pair = native_pty_system().openpty(PtySize {
        rows,
        cols,
        ..PtySize::default()
    })?;
    let mut command = CommandBuilder::new(binary()?);
    command.args(["--lang", lang, "--as", "auditor"]);
    command.arg(&database);
    command.env("TERM", "xterm-256color");
    command.env("TZ", "Asia/Shanghai");
    command.env_remove("NO_COLOR");
    let mut child = pair.slave.spawn_command(command)?;
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader()?;
    let mut writer = pair.master.take_writer()?;
    let (sender, bytes) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let mut terminal = avt::Terminal::new(cols.into(), rows.into())?;
    settle(&mut terminal, &bytes);
    for key in keys {
        writer.write_all(key.as_bytes())?;
        settle(&mut terminal, &bytes);
    }
    child.kill()?;
    child.wait()?;
    Ok(terminal)
}

/// Two auditors leave something in the log, so that there is something to see.
fn review(database: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let run = |arguments: &[&str]| -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let output = Command::new(binary()?)
            .args(arguments)
            .env("SHENYUE_DB", database)
            .output()?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into())
        }
    };
    let found = run(&["findings", "severity:error", "--format", "json"])?;
    let found: Vec<serde_json::Value> = serde_json::from_slice(&found)?;
    let mut ids = found.iter().filter_map(|finding| finding["id"].as_str());
    let (Some(first), Some(second)) = (ids.next(), ids.next()) else {
        return Err("no errors in sample.db".into());
    };
    run(&["--as", "李审计", "verdict", first, "confirmed"])?;
    run(&[
        "--as",
        "李审计",
        "note",
        first,
        "已与支出明细账核对，表内填错。",
    ])?;
    let reason = "单位已提供更正后的表";
    run(&[
        "--as",
        "王审计",
        "verdict",
        second,
        "dismissed",
        "--reason",
        reason,
    ])?;
    run(&["--as", "王审计", "tag", "1", "重点"])?;
    Ok(())
}

/// Feeds what is written until it is quiet.
fn settle(terminal: &mut avt::Terminal, bytes: &Receiver<Vec<u8>>) {
    let mut pending = Vec::new();
    while let Ok(more) = bytes.recv_timeout(QUIET) {
        pending.extend(more);
    }
    terminal.feed(String::from_utf8_lossy(&pending).chars());
}

/// The screen as SVG. Every run of cells with the same pen is one text, stretched to the width of
/// its cells, so that Chinese and Latin letters stand on one grid whatever font shows them.
fn picture(terminal: &avt::Terminal) -> String {
    let (cell_width, cell_height) = CELL;
    let (cols, rows) = (usize::from(SIZE.0), usize::from(SIZE.1));
    let (width, height) = (cols * cell_width + 20, rows * cell_height + 20);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'Noto Sans Mono CJK SC','Sarasa Mono SC','Source Han Mono SC',monospace\" \
         font-size=\"{LETTERS}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{BACK}\"/>\n"
    );
    for (row, line) in terminal.screen().visible_lines().enumerate() {
        let y = 10 + row * cell_height;
        for run in runs(line) {
            let x = 10 + run.column * cell_width;
            let wide = run.columns * cell_width;
            let (fore, back) = run.colours();
            if back != BACK {
                let _ = writeln!(
                    svg,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{cell_height}\" fill=\"{back}\"/>"
                );
            }
            if run.kind == Kind::Blank && !run.pen.is_underline() {
                continue;
            }
            let mut style = String::new();
            if run.pen.is_bold() {
                style.push_str(" font-weight=\"bold\"");
            }
            if run.pen.is_faint() {
                style.push_str(" opacity=\"0.7\"");
            }
            let baseline = y + cell_height - 5;
            if run.pen.is_underline() {
                let line = baseline + 2;
                let _ = writeln!(
                    svg,
                    "<rect x=\"{x}\" y=\"{line}\" width=\"{wide}\" height=\"1\" fill=\"{fore}\"/>"
                );
            }
            if run.kind == Kind::Blank {
                continue;
            }
            let _ = writeln!(
                svg,
                "<text x=\"{x}\" y=\"{baseline}\" textLength=\"{wide}\" \
                 lengthAdjust=\"spacingAndGlyphs\" fill=\"{fore}\"{style}>{}</text>",
                escaped(&run.text)
            );
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Neighbouring cells of one pen and one kind.
struct Run {
    column: usize,
    columns: usize,
    text: String,
    pen: avt::Pen,
    kind: Kind,
}

/// Letters of one width make one text; blanks stand alone, because viewers squeeze them.
#[derive(PartialEq, Eq)]
enum Kind {
    Blank,
    Narrow,
    Wide,
}

impl Kind {
    fn of(cell: &avt::Cell) -> Self {
        match (cell.char(), cell.width()) {
            (' ', _) => Self::Blank,
            (_, 2) => Self::Wide,
            _ => Self::Narrow,
        }
    }
}

impl Run {
    fn colours(&self) -> (String, String) {
        let fore = self.pen.foreground().map_or_else(|| FORE.to_owned(), hex);
        let back = self.pen.background().map_or_else(|| BACK.to_owned(), hex);
        if self.pen.is_inverse() {
            (back, fore)
        } else {
            (fore, back)
        }
    }
}

fn runs(line: &avt::Line) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell) in line.cells().iter().enumerate() {
        let columns = usize::from(cell.width());
        if columns == 0 {
            continue;
        }
        let kind = Kind::of(cell);
        if let Some(run) = runs.last_mut()
            && run.pen == *cell.pen()
            && run.kind == kind
        {
            run.text.push(cell.char());
            run.columns += columns;
            continue;
        }
        runs.push(Run {
            column,
            columns,
            text: cell.char().to_string(),
            pen: *cell.pen(),
            kind,
        });
    }
    runs
}

const FORE: &str = "#d8dee9";
const BACK: &str = "#1e222a";
const SIXTEEN: [&str; 16] = [
    "#2b303b", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9",
    "#7f8896", "#f08c95", "#b4d894", "#f2d48f", "#84c5ff", "#dd9bf0", "#7fd3de", "#ffffff",
];

fn hex(colour: avt::Color) -> String {
    match colour {
        avt::Color::RGB(rgb) => format!("#{:02x}{:02x}{:02x}", rgb.r, rgb.g, rgb.b),
        avt::Color::Indexed(index @ 0..=15) => SIXTEEN[usize::from(index)].to_owned(),
        avt::Color::Indexed(index @ 16..=231) => {
            let cube = index - 16;
            let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
            format!(
                "#{:02x}{:02x}{:02x}",
                level(cube / 36),
                level(cube / 6 % 6),
                level(cube % 6)
            )
        }
        avt::Color::Indexed(index) => {
            let grey = 8 + (index - 232) * 10;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

//! Import from end to end: `cargo bench --bench import -- 40000` makes so many forms (or takes those
//! below a folder given instead), imports a quarter, a half and all of the files, each into a
//! database of its own, and prints what that costs; then the shares of the stages, one file after
//! the other on one core. With a path behind it only all of them are imported, and the database is
//! kept there. A folder of forms comes from
//! `cargo run --release --example synth -- --reports 40000 --seed 1 --faults 30 --out FOLDER`.

#[allow(dead_code)] // The generator also tells what it planted.
#[path = "../examples/synth/forms/mod.rs"]
mod forms;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};
use shenyue::ingest;
use shenyue::intake::{self, FileOutcome, Kind, Stage, Walk, Watch};
use shenyue::rules::{self, Settings};
use shenyue::store::{NewFile, NewReport, Prepared, Writer};

/// Notes when each stage behind the files began.
#[derive(Default)]
struct Marks {
    begun: BTreeMap<Stage, Instant>,
}

impl Marks {
    /// Seconds each stage took, the last one up to the end.
    fn spent(&self, end: Instant) -> [f64; 3] {
        Stage::ALL.map(|stage| {
            let Some(begin) = self.begun.get(&stage) else {
                return 0.0;
            };
            let next = self.begun.values().filter(|next| *next > begin).min();
            (*next.unwrap_or(&end) - *begin).as_secs_f64()
        })
    }
}

impl Watch for Marks {
    fn found(&mut self, _things: u64) {}
    fn begin(&mut self, _path: &Path) {}
    fn file(&mut self, _file: &FileOutcome) {}
    fn done(&mut self) {}
    fn stage(&mut self, stage: Stage, _done: u64, _all: u64) {
        self.begun.entry(stage).or_insert_with(Instant::now);
    }
}

/// The most memory this process has held since the last [`forget_peak`], in MB; 0 where the system
/// does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}

/// What this process has had written to the disk so far, in bytes; 0 where the system does not tell.
fn written() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let mut lines = io.lines();
    lines
        .find_map(|line| line.strip_prefix("write_bytes: ")?.parse().ok())
        .unwrap_or(0)
}

/// Processor time of this process so far, of all its threads, in seconds.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn forget_peak() {
    // Where this is not allowed the peak is that of all runs so far.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn bytes(files: &[PathBuf]) -> u64 {
    let length = |path: &PathBuf| std::fs::metadata(path).map_or(0, |about| about.len());
    files.iter().map(length).sum()
}

fn whole(files: &[PathBuf], database: &Path) {
    forget_peak();
    let (before, cpu_before) = (written(), cpu());
    let mut marks = Marks::default();
    let mut writer = Writer::create(database).unwrap();
    let start = Instant::now();
    let settings = Settings::default();
    let stop = AtomicBool::new(false);
    let summary = intake::import(&mut writer, "", files, &settings, &stop, &mut marks).unwrap();
    let end = Instant::now();
    let [units, alike, lists] = marks.spent(end);
    let spent = (end - start).as_secs_f64();
    let forms = summary.reports();
    drop(writer);
    let size = std::fs::metadata(database).unwrap().len();
    println!(
        "{forms:>9} {:>8} {spent:>8.1} {:>7.1} {units:>6.1} {alike:>6.1} {lists:>6.1} {:>8.0} {:>7.1} {:>8.2} {:>8} {:>8} {:>8}",
        summary.refused,
        cpu() - cpu_before,
        forms as f64 / spent,
        bytes(files) as f64 / 1e6 / spent,
        spent * 1e3 / forms as f64,
        size / forms.max(1),
        (written() - before) / forms.max(1),
        peak(),
    );
}

/// The time each stage takes on one core.
fn stages(files: &[PathBuf], database: &Path) {
    let settings = Settings::default();
    let mut writer = Writer::create(database).unwrap();
    let mut import = writer.import();
    let mut spent = [Duration::ZERO; 5];
    for path in files {
        let name = path.to_string_lossy();
        let start = Instant::now();
        let bytes = std::fs::read(path).unwrap();
        let grid = ingest::read(&name, &bytes).unwrap();
        let sha256 = Sha256::digest(&bytes).into();
        let read = Instant::now();
        let recognised = ingest::recognise(&grid);
        let known = Instant::now();
        let checked: Vec<NewReport> = recognised
            .reports
            .into_iter()
            .map(|report| {
                let checked = rules::check(&report, &settings);
                NewReport {
                    findings: checked.findings,
                    answers: checked.answers,
                    digest: rules::digest(&report),
                    all_full: rules::all_full(&report),
                    report,
                }
            })
            .collect();
        let ruled = Instant::now();
        let reports = checked.into_iter().map(|new| Prepared::new(new).unwrap());
        let reports = reports.collect();
        let prepared = Instant::now();
        let file = NewFile {
            path: &name,
            sha256,
            parts: &grid.part_names,
            reports,
        };
        import.add(file).unwrap();
        let stored = Instant::now();
        let marks = [start, read, known, ruled, prepared, stored];
        for (spent, pair) in spent.iter_mut().zip(marks.windows(2)) {
            *spent += pair[1] - pair[0];
        }
    }
    let start = Instant::now();
    import.finish().unwrap();
    spent[4] += start.elapsed();
    let all: Duration = spent.iter().sum();
    let names = ["reading", "recognising", "rules", "preparing", "SQLite"];
    println!("on one core:");
    for (name, spent) in names.iter().zip(spent) {
        let share = 100.0 * spent.as_secs_f64() / all.as_secs_f64();
        println!("  {name:<12} {spent:>10.2?} {share:>5.1} %");
    }
}

/// Writes `count` forms below `folder`, twenty in a file, as the example does.
fn make(count: usize, folder: &Path) {
    let mut source = forms::Forms::new(1, 30);
    let mut left = count;
    for number in 0.. {
        if left == 0 {
            break;
        }
        let layout = forms::layout_of(1, number);
        let mut text = String::new();
        for _ in 0..left.min(20) {
            let (form, _) = source.next_form(layout);
            forms::layout::print(&form, layout, &mut text);
            left -= 1;
        }
        let within = folder.join(format!("{:04}", number / 1_000));
        std::fs::create_dir_all(&within).unwrap();
        let name = format!("synth-{number:07}.{}", layout.extension());
        std::fs::write(within.join(name), text).unwrap();
    }
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let Some(given) = arguments.next() else {
        println!("how many forms, or which folder? See the first lines of this bench");
        return;
    };
    let temporary = tempfile::tempdir().unwrap();
    let folder = match given.parse() {
        Ok(count) => {
            let folder = temporary.path().join("forms");
            make(count, &folder);
            folder
        }
        Err(_) => PathBuf::from(given),
    };
    let files: Vec<PathBuf> = Walk::new(&[folder])
        .filter(|found| matches!(found.kind, Kind::File(_)))
        .map(|found| found.path)
        .collect();
    println!(
        "{:>9} {:>8} {:>8} {:>7} {:>6} {:>6} {:>6} {:>8} {:>7} {:>8} {:>8} {:>8} {:>8}",
        "forms",
        "refused",
        "s",
        "cpu s",
        "units",
        "alike",
        "lists",
        "forms/s",
        "MB/s",
        "ms/form",
        "B/form",
        "writ/form",
        "peak MB"
    );
    if let Some(kept) = arguments.next() {
        whole(&files, Path::new(&kept));
        return;
    }
    for part in [4, 2, 1] {
        let database = temporary.path().join(format!("{part}.db"));
        whole(&files[..files.len() / part], &database);
    }
    stages(
        &files[..files.len() / 4],
        &temporary.path().join("stages.db"),
    );
}

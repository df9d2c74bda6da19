//! The rules alone, without files and database: `cargo bench --bench rules -- 100000` makes so many
//! forms (20 000 unless told), a few thousand at a time, reads them, and prints
//!
//! * the rules on one report: reports a second on one core and on all of them, what a report takes,
//!   the shares of reading it and of the rules, and the rules that take most;
//! * the rules on many reports: units by year and projects over the years, unit by unit;
//! * the texts that are nearly the same anywhere, among the first 100 000;
//! * the same with one text in as many reports, the worst case of looking for copies.
//!
//! Making and reading the forms is not counted. Forms are let go when they have been looked at, and so are
//! units; what finds texts that are alike keeps a digest of about a kilobyte of each of those 100 000, as
//! the database does. So memory does not grow beyond that; how much it was is printed before the copies. Seconds are
//! those of the clock; “cpu” is processor time, which a busy machine changes less.
//!
//! `valgrind --tool=callgrind --toggle-collect='shenyue::rules::engine::check'` over `examples/recall`,
//! built with `CARGO_PROFILE_RELEASE_STRIP=false`, counts the instructions of the rules on one report.

#[allow(dead_code)] // The generator also tells what it planted.
#[path = "../examples/synth/forms/mod.rs"]
mod forms;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use shenyue::form::{Key, Report};
use shenyue::ingest::{read, recognise};
use shenyue::rules::{self, Member, Near, Settings, Signatures, Subject};

/// Forms printed into one text before it is read back.
const PER_FILE: u64 = 20;
/// Files whose forms are in memory at once: some hundred and sixty megabytes, more than a core's own cache
/// holds, and enough of them that waking the other cores is not what is measured.
const FILES: u64 = 256;
/// Reports of them that a core takes at a time, so that none waits long for the last ones.
const SHARE: usize = 32;
/// Reports among which texts that are alike are looked for.
const KEPT: usize = 100_000;

/// Time by the clock and time of all processors.
#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    wall: Duration,
    cpu: Duration,
}

impl Spent {
    /// Work on all cores.
    fn on<T>(&mut self, work: impl FnOnce() -> T) -> T {
        self.by(ClockId::ProcessCPUTime, work)
    }

    /// Work on this core alone: the others may still be looking for some.
    fn alone<T>(&mut self, work: impl FnOnce() -> T) -> T {
        self.by(ClockId::ThreadCPUTime, work)
    }

    fn by<T>(&mut self, clock: ClockId, work: impl FnOnce() -> T) -> T {
        let (wall, cpu) = (Instant::now(), processor(clock));
        let done = work();
        self.wall += wall.elapsed();
        self.cpu += processor(clock) - cpu;
        done
    }

    fn per(&self, reports: usize) -> String {
        format!(
            "{:>8.2} s {:>10.0} reports/s {:>8.2} µs cpu a report",
            self.wall.as_secs_f64(),
            reports as f64 / self.wall.as_secs_f64().max(1e-9),
            self.cpu.as_secs_f64() * 1e6 / reports.max(1) as f64,
        )
    }
}

fn processor(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}

/// What is kept of a form.
struct Kept {
    key: Key,
    digest: Vec<u8>,
}

impl Kept {
    fn member(&self) -> Member<'_> {
        let Self { key, digest } = self;
        Member { key, digest }
    }
}

#[derive(Default)]
struct Measured {
    reports: usize,
    findings: usize,
    one_core: Spent,
    all_cores: Spent,
    /// Rows and narratives, as the rules share them.
    shared: Spent,
    digests: Spent,
    batches: Spent,
    batch_findings: usize,
    /// By rule, with what rules share already worked out.
    rules: BTreeMap<&'static str, Duration>,
    /// The unit at hand.
    unit: Vec<Kept>,
    kept: Vec<Kept>,
}

impl Measured {
    fn add(&mut self, reports: &[Report], settings: &Settings) {
        self.reports += reports.len();
        let found: usize = self.one_core.alone(|| {
            let checked = reports.iter().map(|report| rules::check(report, settings));
            checked
                .map(|checked| black_box(checked).findings.len())
                .sum()
        });
        self.findings += found;
        self.all_cores.on(|| {
            let small = reports.par_iter().with_max_len(SHARE);
            small.for_each(|report| {
                black_box(rules::check(report, settings));
            });
        });
        self.each_rule(reports, settings);
        let kept: Vec<Kept> = self.digests.alone(|| {
            let keep = |report: &Report| Kept {
                key: report.key(),
                digest: rules::digest(report),
            };
            reports.iter().map(keep).collect()
        });
        for kept in kept {
            self.digests
                .alone(|| black_box(rules::signature(&kept.key, &kept.digest)));
            let last = self.unit.last();
            if last.is_some_and(|last| last.key.unit != kept.key.unit) {
                self.settle(settings);
            }
            self.unit.push(kept);
        }
    }

    fn each_rule(&mut self, reports: &[Report], settings: &Settings) {
        let subjects: Vec<Subject<'_>> = reports.iter().map(Subject::new).collect();
        self.shared.alone(|| {
            for subject in &subjects {
                black_box((
                    subject.rows(),
                    subject.goal(settings),
                    subject.outcome(settings),
                ));
            }
        });
        let run = |check: rules::ReportCheck| {
            for subject in &subjects {
                black_box(check(subject, settings));
            }
        };
        let checks = rules::all()
            .iter()
            .filter_map(|rule| Some((rule.id, rule.check.of_report()?)));
        checks.clone().for_each(|(_, check)| run(check));
        for (id, check) in checks {
            let mut spent = Spent::default();
            spent.alone(|| run(check));
            *self.rules.entry(id).or_default() += spent.cpu;
        }
    }

    /// The rules on many reports over those of a unit, as they follow one another.
    fn settle(&mut self, settings: &Settings) {
        let unit = std::mem::take(&mut self.unit);
        let members = members(&unit);
        let checked = self
            .batches
            .alone(|| rules::check_batch(&members, settings));
        self.batch_findings += checked.findings.len();
        let room = KEPT - self.kept.len();
        self.kept.extend(unit.into_iter().take(room));
    }

    fn print(&self) {
        let n = self.reports;
        println!(
            "rules on one report, {n} reports, {} findings:",
            self.findings
        );
        println!("  one core    {}", self.one_core.per(n));
        println!(
            "  {} cores     {}",
            rayon::current_num_threads(),
            self.all_cores.per(n)
        );
        println!("  digests     {}", self.digests.per(n));
        let part = |spent: Duration| {
            100.0 * spent.as_secs_f64() / self.one_core.cpu.as_secs_f64().max(1e-9)
        };
        println!(
            "  of one core: reading rows and narratives {:.0} %, rules {:.0} %, findings and answers the rest",
            part(self.shared.cpu),
            part(self.rules.values().sum())
        );
        let mut rules: Vec<(&str, Duration)> =
            self.rules.iter().map(|(id, spent)| (*id, *spent)).collect();
        rules.sort_by_key(|(_, spent)| std::cmp::Reverse(*spent));
        let all: Duration = rules.iter().map(|(_, spent)| *spent).sum();
        let each = |spent: Duration| spent.as_secs_f64() * 1e9 / n.max(1) as f64;
        println!(
            "  ns a report of the costliest rules (all of them {:.0}):",
            each(all)
        );
        for (id, spent) in rules.iter().take(10) {
            println!("    {id:<28} {:>7.0}", each(*spent));
        }
    }
}

fn members(kept: &[Kept]) -> Vec<Member<'_>> {
    kept.iter().map(Kept::member).collect()
}

/// Makes and reads `count` forms, and hands them on a few thousand at a time.
fn for_each_lot(count: u64, mut take: impl FnMut(&[Report])) {
    let mut source = forms::Forms::new(1, 30);
    let (mut left, mut file) = (count, 0);
    while left > 0 {
        let mut texts = Vec::new();
        while left > 0 && (texts.len() as u64) < FILES {
            let layout = forms::layout_of(1, file);
            let mut text = String::new();
            for _ in 0..left.min(PER_FILE) {
                let (form, _) = source.next_form(layout);
                forms::layout::print(&form, layout, &mut text);
                left -= 1;
            }
            texts.push((format!("synth.{}", layout.extension()), text));
            file += 1;
        }
        let forms = |(name, text): &(String, String)| {
            recognise(&read(name, text.as_bytes()).unwrap()).reports
        };
        let reports: Vec<Report> = texts.par_iter().flat_map_iter(forms).collect();
        take(&reports);
    }
}

/// Looks for what is nearly the same, for all reports and then for eight of them, as after an import.
fn alike(kept: &[Kept], settings: &Settings) {
    let packed = kept
        .iter()
        .map(|kept| rules::signature(&kept.key, &kept.digest));
    let packed: Vec<Vec<u8>> = packed.collect();
    for asked in [kept.len(), 8.min(kept.len())] {
        let ids: Vec<i64> = (0..).take(asked).collect();
        let mut looked = Spent::default();
        let near: Vec<Near> = looked.on(|| {
            let scratch = || tempfile::tempfile().unwrap();
            let mut signatures = Signatures::new(scratch());
            for (at, packed) in (0_usize..).zip(&packed) {
                let report = i64::try_from(at).unwrap();
                signatures.add(report, packed, at < asked).unwrap();
            }
            let mut likes = signatures.nearest(scratch()).unwrap();
            ids.iter().flat_map(|id| likes.of(*id).unwrap()).collect()
        });
        let mut compared = Spent::default();
        let found: usize = compared.on(|| {
            let of = |id: i64| kept[usize::try_from(id).unwrap()].member();
            let compare = |near: &Near| {
                let (own, other) = (of(near.report), of(near.other));
                rules::check_pair(&own, &other, near.place, "", settings).len()
            };
            near.iter().map(compare).sum()
        });
        println!(
            "  {asked} among {}: {:.3} s cpu to look, {:.3} s cpu to compare {}; {found} findings",
            kept.len(),
            looked.cpu.as_secs_f64(),
            compared.cpu.as_secs_f64(),
            near.len(),
        );
    }
}

/// One report's texts in `count` reports: of one unit and year, and each of a unit of its own.
fn copies(count: usize, model: &Report, settings: &Settings) {
    let digest = rules::digest(model);
    let copy = |unit: String, at: usize| Kept {
        key: Key {
            unit,
            project: format!("项目{at}"),
            year: Some(2024),
        },
        digest: digest.clone(),
    };
    let one: Vec<Kept> = (0..count).map(|at| copy("单位".to_owned(), at)).collect();
    let mut spent = Spent::default();
    let members = members(&one);
    let found = spent.on(|| rules::check_batch(&members, settings).findings.len());
    println!(
        "one unit with {count} copies: {:.2} s, {:.2} s cpu, {found} findings",
        spent.wall.as_secs_f64(),
        spent.cpu.as_secs_f64(),
    );
    let many: Vec<Kept> = (0..count).map(|at| copy(format!("单位{at}"), at)).collect();
    println!("{count} units with a copy each:");
    alike(&many, settings);
}

fn main() {
    let count = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(20_000);
    let settings = Settings::default();
    let mut measured = Measured::default();
    let mut model = None;
    for_each_lot(count, |reports| {
        measured.add(reports, &settings);
        if model.is_none() {
            model = reports.first().cloned();
        }
    });
    measured.settle(&settings);
    measured.print();
    println!(
        "rules on the reports of a unit: {}, {} findings",
        measured.batches.per(measured.reports),
        measured.batch_findings
    );
    println!("texts that are nearly the same elsewhere:");
    alike(&measured.kept, &settings);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().filter(|line| line.starts_with("VmHWM"));
        peak.for_each(|line| println!("{line}"));
    }
    if let Some(model) = model {
        copies(measured.reports.min(KEPT), &model, &settings);
    }
}

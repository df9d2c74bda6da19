//! What the rules find of what was planted, and what they say of forms that are in order. The forms of a
//! unit are looked at together, as the store does; what that says of a clean form counts as a false alarm
//! only where the whole unit is clean (`--faults 0`), for beside a faulty one it may be right.
//!
//! ```text
//! cargo run --release --example recall -- --reports 20000 --seed 1
//! ```

#[path = "synth/forms/mod.rs"]
mod forms;

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use clap::Parser;
use forms::Label;
use shenyue::form::{Key, Report, fold};
use shenyue::ingest::{read, recognise};
use shenyue::rules::{
    Finding, Member, Position, Settings, Severity, Standing, check, check_batch, check_peers,
    digest, find,
};
use smol_str::SmolStr;

/// Forms printed into one text before it is read back.
const PER_FILE: u64 = 20;

/// Measures the recall of the rules on planted faults and their silence on clean forms.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many forms.
    #[arg(long, default_value_t = 5_000)]
    reports: u64,
    /// The same seed gives the same forms.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many forms in a hundred carry a planted fault.
    #[arg(long, default_value_t = 50)]
    faults: i64,
    /// Print every finding of a warning or an error on a clean form, and every fault not found.
    #[arg(long)]
    verbose: bool,
}

/// What became of the faults planted for one rule.
#[derive(Debug, Default)]
struct Recall {
    planted: u64,
    found: u64,
    at_place: u64,
}

/// The measurements.
#[derive(Debug, Default)]
struct Measured {
    verbose: bool,
    recall: BTreeMap<&'static str, Recall>,
    lost: u64,
    clean: u64,
    /// Findings on clean forms, by severity and rule.
    false_alarms: BTreeMap<(Severity, &'static str), u64>,
    reading: Duration,
    checking: Duration,
    /// The forms of the unit at hand.
    unit: Vec<Seen>,
    /// How the units stand.
    standings: Vec<OfUnit>,
}

/// How a unit's forms of one year stand.
#[derive(Debug)]
struct OfUnit {
    unit: String,
    year: i32,
    standing: Standing,
    /// That it stands out was planted.
    planted: bool,
    clean: bool,
}

/// The rule that sets a unit against all others.
const AGAINST_PEERS: &str = "batch-against-peers";

/// A form of the unit at hand.
#[derive(Debug)]
struct Seen {
    report: Report,
    key: Key,
    digest: Vec<u8>,
    label: Option<Label>,
    findings: Vec<Finding>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let settings = Settings::default();
    let mut source = forms::Forms::new(arguments.seed, arguments.faults);
    let mut measured = Measured {
        verbose: arguments.verbose,
        ..Measured::default()
    };
    let mut left = arguments.reports;
    let mut text = String::new();
    for file in 0.. {
        if left == 0 {
            break;
        }
        text.clear();
        let layout = forms::layout_of(arguments.seed, file);
        let mut expected = Vec::new();
        for _ in 0..PER_FILE.min(left) {
            let (form, label) = source.next_form(layout);
            forms::layout::print(&form, layout, &mut text);
            let key = Key {
                unit: fold(&form.unit),
                project: fold(&form.project),
                year: i32::try_from(form.year).ok(),
            };
            expected.push((key, label));
            left -= 1;
        }
        let began = Instant::now();
        let grid = read(&format!("synth.{}", layout.extension()), text.as_bytes())?;
        let found = recognise(&grid);
        measured.reading += began.elapsed();
        let mut reports: HashMap<Key, Report> = found
            .reports
            .into_iter()
            .map(|report| (report.key(), report))
            .collect();
        for (key, label) in expected {
            match reports.remove(&key) {
                Some(report) => measured.add(report, label, &settings),
                None => {
                    measured.lost += 1;
                    if measured.verbose {
                        println!("not read ({layout:?}): {key:?}");
                    }
                }
            }
        }
    }
    measured.settle(&settings);
    measured.compare_units(&settings);
    measured.print(arguments.reports);
    Ok(())
}

impl Measured {
    fn add(&mut self, report: Report, label: Option<Label>, settings: &Settings) {
        let key = report.key();
        if self
            .unit
            .first()
            .is_some_and(|first| first.key.unit != key.unit)
        {
            self.settle(settings);
        }
        let began = Instant::now();
        let findings = check(&report, settings).findings;
        let digest = digest(&report);
        self.checking += began.elapsed();
        self.unit.push(Seen {
            report,
            key,
            digest,
            label,
            findings,
        });
    }

    /// Looks at the forms of a unit together, and counts.
    fn settle(&mut self, settings: &Settings) {
        let mut unit = std::mem::take(&mut self.unit);
        let began = Instant::now();
        let members: Vec<Member<'_>> = unit
            .iter()
            .map(|seen| Member {
                key: &seen.key,
                digest: &seen.digest,
            })
            .collect();
        let together = check_batch(&members, settings);
        self.checking += began.elapsed();
        let clean = unit.iter().all(|seen| seen.label.is_none());
        for year in together.standings {
            let Some(first) = unit.get(year.first) else {
                continue;
            };
            let own = unit.iter().filter(|seen| seen.key.year == first.key.year);
            self.standings.push(OfUnit {
                unit: first.key.unit.clone(),
                year: year.year,
                standing: year.standing,
                planted: own
                    .filter_map(|seen| seen.label.as_ref())
                    .any(|label| label.rule == AGAINST_PEERS),
                clean,
            });
        }
        for (at, finding) in together.findings {
            if let Some(seen) = unit.get_mut(at)
                && (clean || seen.label.is_some())
            {
                seen.findings.push(finding);
            }
        }
        for seen in unit {
            self.count(&seen);
        }
    }

    fn count(&mut self, seen: &Seen) {
        let Seen {
            report,
            key,
            label,
            findings,
            ..
        } = seen;
        let name = || format!("{:?} {}", report.year.value(), key.project);
        let Some(label) = label else {
            self.clean += 1;
            for finding in findings {
                if self.verbose && finding.severity > Severity::Notice {
                    println!(
                        "clean form {}: {} at {} {:?}",
                        name(),
                        finding.rule,
                        finding.place,
                        finding.rests_on
                    );
                }
                *self
                    .false_alarms
                    .entry((finding.severity, finding.rule))
                    .or_default() += 1;
            }
            return;
        };
        if label.rule == AGAINST_PEERS {
            return;
        }
        let recall = self.recall.entry(label.rule).or_default();
        recall.planted += 1;
        let places: Vec<String> = findings
            .iter()
            .filter(|finding| finding.rule == label.rule)
            .map(|finding| finding.place.to_string())
            .collect();
        recall.found += u64::from(!places.is_empty());
        recall.at_place += u64::from(places.contains(&label.place));
        if self.verbose && places.is_empty() && find(label.rule).is_some() {
            let told = report.outcome.value().filter(|_| label.place == "outcome");
            println!(
                "missed {} at {} in {} {}",
                label.rule,
                label.place,
                name(),
                told.map_or("", SmolStr::as_str)
            );
        }
    }

    /// Sets each unit against all others of the year.
    fn compare_units(&mut self, settings: &Settings) {
        let mut years: BTreeMap<i32, (Standing, u64)> = BTreeMap::new();
        for own in &self.standings {
            let (all, units) = years.entry(own.year).or_default();
            let Standing {
                forms,
                hundred,
                bounds,
                exact,
            } = own.standing;
            all.forms += forms;
            all.hundred += hundred;
            all.bounds += bounds;
            all.exact += exact;
            *units += 1;
        }
        for own in &self.standings {
            let (all, units) = years.get(&own.year).copied().unwrap_or_default();
            let position = Position {
                unit: &own.unit,
                year: own.year,
                own: own.standing,
                others: all.without(own.standing),
                units: units.saturating_sub(1),
            };
            let (findings, _) = check_peers(&position, settings);
            if own.planted {
                let recall = self.recall.entry(AGAINST_PEERS).or_default();
                recall.planted += 1;
                recall.found += u64::from(!findings.is_empty());
                recall.at_place += u64::from(!findings.is_empty());
            }
            for finding in findings.into_iter().filter(|_| own.clean) {
                *self
                    .false_alarms
                    .entry((finding.severity, finding.rule))
                    .or_default() += 1;
            }
        }
    }

    fn print(&self, reports: u64) {
        println!(
            "{:28} {:>8} {:>8} {:>8}",
            "rule", "planted", "found", "at place"
        );
        for (rule, recall) in &self.recall {
            let unbuilt = if find(rule).is_none() {
                "  (not built)"
            } else {
                ""
            };
            println!(
                "{rule:28} {:>8} {:>8} {:>8}{unbuilt}",
                recall.planted, recall.found, recall.at_place
            );
        }
        println!(
            "\n{} forms, {} of them clean, {} not read",
            reports, self.clean, self.lost
        );
        for severity in Severity::ALL {
            let own = self
                .false_alarms
                .iter()
                .filter(|((s, _), _)| *s == severity);
            let count: u64 = own.clone().map(|(_, count)| count).sum();
            println!(
                "{} on clean forms: {count} ({:.3} a form)",
                severity.name(),
                count as f64 / self.clean.max(1) as f64
            );
            for ((_, rule), count) in own {
                println!("    {rule:28} {count:>8}");
            }
        }
        let speed = |time: Duration| reports as f64 / time.as_secs_f64().max(1e-9);
        println!(
            "reading {:.0} forms/s, rules {:.0} forms/s (one thread)",
            speed(self.reading),
            speed(self.checking)
        );
    }
}

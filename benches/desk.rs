//! Drives the real program in a pseudo-terminal and reads what it paints: time to the first screen,
//! from a key to what it paints, from a filter to its first page and its exact count; bytes; memory.
//!
//! ```text
//! cargo bench --bench desk [-- DB]        on a database of one's own, else on one made of 2,000 forms
//! ```
//!
//! "painted" is the first byte after the key, "whole" the last one: the list has its lines, the form
//! stands there. "page" is when lines of what a filter finds stand on the screen, "count" when it
//! says how many there are.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

#[path = "../tests/common/database.rs"]
mod database;

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
/// What was painted is whole when nothing came for this long.
const SILENCE: Duration = Duration::from_millis(60);
/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often each key is pressed.
const TIMES: usize = 100;
/// How often the program is started, and each filter set.
const FEW: usize = 20;

struct Chunk {
    at: Instant,
    bytes: Vec<u8>,
}

/// The program in its terminal.
struct Desk {
    keys: Box<dyn Write + Send>,
    chunks: Receiver<Chunk>,
    screen: avt::Terminal,
    /// The beginning of a character the rest of which is still to come.
    partial: Vec<u8>,
    /// When it last painted something.
    painted: Instant,
    process: u32,
}

/// What one action cost.
struct Cost {
    first: Duration,
    whole: Duration,
    bytes: usize,
}

fn main() {
    // `cargo test --all-targets` starts it as well, and has no use for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let given = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let folder = tempfile::tempdir().unwrap();
    let db = given.map_or_else(
        || {
            let db = folder.path().join("bench.db");
            database::create(&db, 2000);
            println!("2,000 forms, one of them {}", database::MISMATCHED);
            db
        },
        PathBuf::from,
    );
    println!("{COLUMNS}×{ROWS}; milliseconds p50/p99/max, bytes p50/max, peak memory");
    let mut starts = Vec::new();
    for _ in 0..FEW {
        let begun = Instant::now();
        let mut desk = Desk::start(&db);
        starts.push(desk.wait(begun, page_stands));
        desk.press("q");
        while desk.chunks.recv().is_ok() {}
    }
    line("start to first screen", &[("page", &starts)], "");

    let mut desk = Desk::start(&db);
    desk.wait(Instant::now(), page_stands);
    for (name, there, back) in KEYS {
        let (mut costs, mut returns) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            costs.extend(desk.measure(there));
            if !back.is_empty() {
                returns.extend(desk.measure(back));
            }
        }
        key(name, &costs, &desk);
        if !returns.is_empty() {
            key(
                &format!("  and back ({})", back.escape_default()),
                &returns,
                &desk,
            );
        }
    }
    for filter in FILTERS {
        let (mut pages, mut counts, mut cleared) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..FEW {
            // Up goes from the first field to the text of the filter.
            for part in ["f", "\x1b[A", &format!("\x1b[200~{filter}\x1b[201~")] {
                desk.measure(part);
            }
            desk.settle();
            let begun = Instant::now();
            desk.press("\r");
            pages.push(desk.wait(begun, page_stands));
            counts.push(desk.wait(begun, count_stands));
            desk.settle();
            let begun = Instant::now();
            desk.press("x");
            cleared.push(desk.wait(begun, page_stands));
            desk.settle();
        }
        let times = [
            ("page", &pages[..]),
            ("count", &counts),
            ("cleared", &cleared),
        ];
        line(&format!("filter {filter}"), &times, &desk.memory());
    }
    for word in WORDS {
        let (mut pages, mut counts) = (Vec::new(), Vec::new());
        for _ in 0..FEW {
            desk.measure("/");
            let begun = Instant::now();
            desk.press(&format!("\x1b[200~{word}\x1b[201~"));
            pages.push(desk.wait(begun, page_stands));
            counts.push(desk.wait(begun, count_stands));
            desk.settle();
            desk.press("\r");
            desk.settle();
            desk.press("x");
            desk.wait(Instant::now(), page_stands);
            desk.settle();
        }
        let times = [("page", &pages[..]), ("count", &counts)];
        line(&format!("search {word}"), &times, &desk.memory());
    }
    thread::sleep(Duration::from_millis(600));
    desk.settle();
    thread::sleep(Duration::from_secs(3));
    let idle: usize = desk.chunks.try_iter().map(|chunk| chunk.bytes.len()).sum();
    println!("{:34}{idle} bytes in 3 s, {}", "idle", desk.memory());
    desk.press("q");
}

const KEYS: [(&str, &str, &str); 6] = [
    ("line down", "j", ""),
    ("line up", "k", ""),
    ("page down", "\x1b[6~", "\x1b[5~"),
    ("end", "G", "g"),
    ("open form", "\r", "\x1b"),
    ("search opens", "/", "\x1b"),
];

/// Filters, from those that find nearly everything to those that find next to nothing.
const FILTERS: [&str; 12] = [
    "year:2024",
    "score>=95",
    "unit:第17街道",
    "severity:error",
    "status:pending severity:warning",
    "is:full year:2023 score>=98",
    "amount>500000 rate<85",
    "unit:街道",
    "project:保洁",
    "-year:2024",
    "保洁 year:2022 severity:error",
    "year:1999",
];

/// Of the forms of `benches/store` nine of ten have the first six.
const WORDS: [&str; 7] = [
    "洁",
    "消",
    "保洁",
    "消防",
    "消防设施",
    "档案数字化",
    "图书采购项目",
];

/// The list has its lines.
fn page_stands(lines: &[String]) -> bool {
    let selected = lines.iter().skip(2).find(|line| line.starts_with('>'));
    let there = selected.is_some_and(|line| !line.contains("..."));
    let nothing = lines.iter().any(|line| line.contains("没有符合条件"));
    (there || nothing) && !lines.iter().any(|line| line.contains("+--"))
}

/// The list says how many there are.
fn count_stands(lines: &[String]) -> bool {
    page_stands(lines) && !lines.iter().any(|line| line.contains("正在统计"))
}

impl Desk {
    fn start(db: &Path) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_shenyue"));
        command.env("TERM", "xterm-256color");
        // Somebody new, whose desk does not stand where an earlier run left it.
        let by = format!("bench{}", std::process::id());
        command.args(["--lang", "zh", "--as", &by]);
        command.arg(db);
        let (sender, chunks) = channel();
        let mut source = pair.master.try_clone_reader().unwrap();
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(bytes @ 1..) = source.read(&mut buffer) {
                let at = Instant::now();
                let bytes = buffer[..bytes].to_vec();
                if sender.send(Chunk { at, bytes }).is_err() {
                    return;
                }
            }
        });
        let mut child = pair.slave.spawn_command(command).unwrap();
        let process = child.process_id().unwrap();
        drop(pair.slave);
        thread::spawn(move || child.wait());
        Self {
            keys: pair.master.take_writer().unwrap(),
            chunks,
            screen: avt::Terminal::new(COLUMNS.into(), ROWS.into()).unwrap(),
            partial: Vec::new(),
            painted: Instant::now(),
            process,
        }
    }

    fn press(&mut self, key: &str) {
        // The program may have ended.
        let _ = self
            .keys
            .write_all(key.as_bytes())
            .and_then(|()| self.keys.flush());
    }

    fn take(&mut self, chunk: &Chunk) {
        self.painted = chunk.at;
        self.partial.extend_from_slice(&chunk.bytes);
        let whole = match std::str::from_utf8(&self.partial) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let text: Vec<u8> = self.partial.drain(..whole).collect();
        self.screen.feed(std::str::from_utf8(&text).unwrap());
    }

    /// Waits until nothing comes any more.
    fn settle(&mut self) {
        while let Ok(chunk) = self.chunks.recv_timeout(SILENCE) {
            self.take(&chunk);
        }
    }

    /// Waits until the screen is as wanted, and says how long after `begun` that was painted.
    fn wait(&mut self, begun: Instant, wanted: fn(&[String]) -> bool) -> Duration {
        loop {
            let lines: Vec<String> = self.screen.screen().text();
            // One piece may have brought what two waits are for.
            if self.painted > begun && wanted(&lines) {
                return self.painted.duration_since(begun);
            }
            let Ok(chunk) = self.chunks.recv_timeout(PATIENCE) else {
                panic!("never painted:\n{}", lines.join("\n"));
            };
            self.take(&chunk);
        }
    }

    /// Presses a key and waits until all that it paints is there; `None` when nothing came.
    fn measure(&mut self, key: &str) -> Option<Cost> {
        self.settle();
        let begun = Instant::now();
        self.press(key);
        let mut cost: Option<Cost> = None;
        loop {
            let patience = if cost.is_some() {
                SILENCE
            } else {
                SILENCE * 10
            };
            let Ok(chunk) = self.chunks.recv_timeout(patience) else {
                return cost;
            };
            let after = chunk.at.duration_since(begun);
            let so_far = cost.get_or_insert(Cost {
                first: after,
                whole: after,
                bytes: 0,
            });
            so_far.whole = after;
            so_far.bytes += chunk.bytes.len();
            self.take(&chunk);
        }
    }

    /// The most memory it had so far.
    fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process));
        let status = status.unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.split_whitespace().next());
        let kilobytes: u64 = kilobytes.and_then(|text| text.parse().ok()).unwrap_or(0);
        format!("{} MB", kilobytes / 1024)
    }
}

fn key(name: &str, costs: &[Cost], desk: &Desk) {
    if costs.is_empty() {
        println!("{name:34}nothing painted");
        return;
    }
    let times = |pick: fn(&Cost) -> Duration| -> Vec<Duration> { costs.iter().map(pick).collect() };
    let mut bytes: Vec<usize> = costs.iter().map(|cost| cost.bytes).collect();
    bytes.sort_unstable();
    let bytes = format!("{}/{}", bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let (first, whole) = (times(|cost| cost.first), times(|cost| cost.whole));
    let said = format!("{bytes} bytes, {}", desk.memory());
    line(name, &[("painted", &first), ("whole", &whole)], &said);
}

fn line(name: &str, times: &[(&str, &[Duration])], said: &str) {
    let columns: Vec<String> = times
        .iter()
        .map(|(what, times)| format!("{what} {}", shares(times)))
        .collect();
    println!("{name:34}{}  {said}", columns.join("  "));
}

/// Median, 99th percentile and worst.
fn shares(times: &[Duration]) -> String {
    let mut all = times.to_vec();
    all.sort();
    let at = |share: usize| all[(all.len() * share).div_ceil(100) - 1];
    let shown = |time: Duration| {
        let tenths = (time.as_micros() + 50) / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    format!("{}/{}/{}", shown(at(50)), shown(at(99)), shown(at(100)))
}

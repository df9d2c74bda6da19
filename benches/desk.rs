//! Drives the real program in a pseudo-terminal: time to the first screen, from a key to what it
//! paints, and bytes, per action.
//!
//! ```text
//! cargo bench --bench desk [-- DB]        on a database of one's own, else on one made of 2,000 forms
//! ```
//!
//! "first" is the first byte after the key, "whole" the last one: the list has its lines, the form
//! stands there.

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
/// How often each action is done.
const TIMES: usize = 100;

struct Chunk {
    at: Instant,
    bytes: usize,
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
    println!("{COLUMNS}×{ROWS}, {TIMES} times each; milliseconds, then bytes");
    println!(
        "{:24}{:>26}{:>26}{:>16}",
        "action", "first p50/p99/max", "whole p50/p99/max", "bytes p50/max"
    );

    let mut starts = Vec::new();
    for _ in 0..10 {
        let (mut keys, chunks) = start(&db, &mut starts);
        press(&mut keys, "q");
        while chunks.recv().is_ok() {}
    }
    report("start", &starts);

    let (mut keys, chunks) = start(&db, &mut Vec::new());
    for (name, there, back) in ACTIONS {
        let (mut costs, mut returns) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            costs.extend(measure(&mut keys, &chunks, there));
            if !back.is_empty() {
                returns.extend(measure(&mut keys, &chunks, back));
            }
        }
        report(name, &costs);
        if !returns.is_empty() {
            report(&format!("  and back ({})", back.escape_default()), &returns);
        }
    }
    thread::sleep(Duration::from_millis(600));
    drain(&chunks);
    thread::sleep(Duration::from_secs(3));
    let idle: usize = chunks.try_iter().map(|chunk| chunk.bytes).sum();
    println!("{:24}{idle} bytes in 3 s", "idle");
    press(&mut keys, "q");
}

const ACTIONS: [(&str, &str, &str); 6] = [
    ("line down", "j", ""),
    ("line up", "k", ""),
    ("page down", "\x1b[6~", "\x1b[5~"),
    ("end", "G", "g"),
    ("open form", "\r", "\x1b"),
    ("search opens", "/", "\x1b"),
];

/// Starts the program and measures until its first screen is whole.
fn start(db: &Path, costs: &mut Vec<Cost>) -> (Box<dyn Write + Send>, Receiver<Chunk>) {
    let size = PtySize {
        rows: ROWS,
        cols: COLUMNS,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_shenyue"));
    command.env("TERM", "xterm-256color");
    command.args(["--lang", "zh", "--as", "bench"]);
    command.arg(db);
    let (sender, chunks) = channel();
    let mut source = pair.master.try_clone_reader().unwrap();
    thread::spawn(move || {
        let mut buffer = [0; 65536];
        while let Ok(bytes @ 1..) = source.read(&mut buffer) {
            let at = Instant::now();
            if sender.send(Chunk { at, bytes }).is_err() {
                return;
            }
        }
    });
    let begun = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    thread::spawn(move || child.wait());
    let keys = pair.master.take_writer().unwrap();
    // The first bytes only take the terminal over; a screen is more.
    costs.extend(cost(begun, &chunks, 1000));
    (keys, chunks)
}

fn press(keys: &mut Box<dyn Write + Send>, key: &str) {
    // The program may have ended.
    let _ = keys.write_all(key.as_bytes()).and_then(|()| keys.flush());
}

fn drain(chunks: &Receiver<Chunk>) {
    while chunks.recv_timeout(SILENCE).is_ok() {}
}

fn measure(keys: &mut Box<dyn Write + Send>, chunks: &Receiver<Chunk>, key: &str) -> Option<Cost> {
    drain(chunks);
    let begun = Instant::now();
    press(keys, key);
    cost(begun, chunks, 1)
}

/// Waits for at least that many bytes and then for silence; `None` when nothing came.
fn cost(begun: Instant, chunks: &Receiver<Chunk>, at_least: usize) -> Option<Cost> {
    let mut cost: Option<Cost> = None;
    loop {
        let patience = match &cost {
            Some(cost) if cost.bytes >= at_least => SILENCE,
            _ if at_least > 1 => PATIENCE,
            _ => SILENCE * 10,
        };
        let Ok(chunk) = chunks.recv_timeout(patience) else {
            return cost;
        };
        let after = chunk.at.duration_since(begun);
        let so_far = cost.get_or_insert(Cost {
            first: after,
            whole: after,
            bytes: 0,
        });
        so_far.whole = after;
        so_far.bytes += chunk.bytes;
    }
}

fn report(name: &str, costs: &[Cost]) {
    if costs.is_empty() {
        println!("{name:24}{:>26}", "nothing painted");
        return;
    }
    let times = |pick: fn(&Cost) -> Duration| {
        let mut all: Vec<Duration> = costs.iter().map(pick).collect();
        all.sort();
        let at = |share: usize| all[(all.len() * share).div_ceil(100) - 1];
        let shown = |time: Duration| {
            let tenths = (time.as_micros() + 50) / 100;
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        format!("{}/{}/{}", shown(at(50)), shown(at(99)), shown(at(100)))
    };
    let mut bytes: Vec<usize> = costs.iter().map(|cost| cost.bytes).collect();
    bytes.sort_unstable();
    let bytes = format!("{}/{}", bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let (first, whole) = (times(|cost| cost.first), times(|cost| cost.whole));
    println!("{name:24}{first:>26}{whole:>26}{bytes:>16}");
}

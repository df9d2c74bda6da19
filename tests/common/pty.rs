//! Drives the real program in a pseudo-terminal and looks at the screen it makes.
//!
//! Nothing here sleeps and hopes: every step waits until the screen shows what it should, within a
//! bound that is generous for a busy machine.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// No step of a test takes longer, on any machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The program has said all it wanted when it was silent for this long.
const SILENCE: Duration = Duration::from_millis(250);

/// The program with its terminal.
pub struct Desk {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    seen: Arc<Seen>,
    reading: Option<JoinHandle<()>>,
}

struct Seen {
    state: Mutex<State>,
    more: Condvar,
    closing: AtomicBool,
    paused: AtomicBool,
}

struct State {
    terminal: avt::Terminal,
    raw: Vec<u8>,
    last: Instant,
    ended: bool,
}

/// How the program is started.
pub struct Start<'a> {
    database: &'a Path,
    size: (u16, u16),
    arguments: Vec<&'a str>,
    environment: Vec<(&'a str, &'a str)>,
    by_shell: bool,
}

impl<'a> Start<'a> {
    /// On this database, in Chinese, on 80×24.
    pub fn on(database: &'a Path) -> Self {
        Self {
            database,
            size: (80, 24),
            arguments: vec!["--lang", "zh", "--as", "张三"],
            environment: vec![("TERM", "xterm-256color")],
            by_shell: false,
        }
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub fn argument(mut self, argument: &'a str) -> Self {
        self.arguments.push(argument);
        self
    }

    pub fn environment(mut self, name: &'a str, value: &'a str) -> Self {
        self.environment.push((name, value));
        self
    }

    /// As a job of a shell, which says `stopped` when it was stopped and lets it go on after Enter.
    pub fn by_shell(mut self) -> Self {
        self.by_shell = true;
        self
    }

    pub fn start(self) -> Desk {
        let (columns, rows) = self.size;
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let program = env!("CARGO_BIN_EXE_shenyue");
        let mut command = CommandBuilder::new(if self.by_shell { "/bin/sh" } else { program });
        if self.by_shell {
            let job = r#"set -m; "$0" "$@"; echo stopped; read enter; fg"#;
            command.args(["-c", job, program]);
        }
        command.env_clear();
        command.env("HOME", self.database.parent().unwrap());
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command.args(&self.arguments);
        command.arg(self.database);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Seen {
            state: Mutex::new(State {
                terminal: avt::Terminal::new(columns.into(), rows.into()).unwrap(),
                raw: Vec::new(),
                last: Instant::now(),
                ended: false,
            }),
            more: Condvar::new(),
            closing: AtomicBool::new(false),
            paused: AtomicBool::new(false),
        });
        let mut source = pair.master.try_clone_reader().unwrap();
        let theirs = Arc::clone(&seen);
        let reading = thread::spawn(move || theirs.read(&mut source));
        Desk {
            child,
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            seen,
            reading: Some(reading),
        }
    }
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Seen {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn read(&self, source: &mut dyn Read) {
        let mut partial = Vec::new();
        let mut chunk = [0; 4096];
        while !self.closing.load(Ordering::SeqCst) {
            let count = source.read(&mut chunk).unwrap_or(0);
            while self.paused.load(Ordering::SeqCst) {
                thread::sleep(Duration::from_millis(5));
            }
            let mut state = self.state();
            if count == 0 {
                state.ended = true;
                self.more.notify_all();
                return;
            }
            state.raw.extend_from_slice(&chunk[..count]);
            state.last = Instant::now();
            partial.extend_from_slice(&chunk[..count]);
            let whole = match std::str::from_utf8(&partial) {
                Ok(text) => text.len(),
                Err(error) => error.valid_up_to(),
            };
            let text: Vec<u8> = partial.drain(..whole).collect();
            state.terminal.feed(std::str::from_utf8(&text).unwrap());
            self.more.notify_all();
        }
    }

    /// Waits until `right` finds what it wants, and fails with the screen where it does not.
    fn wait(&self, wanted: &str, right: impl Fn(&State) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut state = self.state();
        while !right(&state) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !state.ended,
                "waited for {wanted}; the screen shows\n{}",
                screen(&state)
            );
            state = self.more.wait_timeout(state, left).unwrap().0;
        }
    }
}

fn screen(state: &State) -> String {
    state.terminal.screen().text().join("\n")
}

impl Desk {
    /// Types, as it would come from the terminal.
    pub fn press(&mut self, keys: &str) {
        self.seen.state().last = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// The screen as text, a line a row.
    pub fn screen(&self) -> String {
        screen(&self.seen.state())
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for(&self, text: &str) {
        self.seen.wait(&format!("“{text}”"), |state| {
            screen(state).contains(text)
        });
    }

    /// Waits until the screen does not show `text` any more.
    pub fn wait_gone(&self, text: &str) {
        self.seen.wait(&format!("“{text}” to go"), |state| {
            !screen(state).contains(text)
        });
    }

    /// Waits until the program has been silent for a while, and says how many bytes it has written
    /// since the last time this was asked.
    pub fn settle(&self) -> usize {
        let end = Instant::now() + PATIENCE;
        loop {
            let mut state = self.seen.state();
            let silent = state.last.elapsed();
            if silent >= SILENCE || Instant::now() > end {
                return std::mem::take(&mut state.raw).len();
            }
            drop(state);
            thread::sleep(SILENCE - silent);
        }
    }

    /// The bytes written since the last [`Self::settle`].
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.seen.state().raw).into_owned()
    }

    /// Waits until the alternate screen is shown, or is not.
    pub fn wait_alternate(&self, shown: bool) {
        let wanted = format!("the alternate screen: {shown}");
        let alternate =
            |state: &State| state.terminal.active_screen_kind() == avt::ScreenKind::Alternate;
        self.seen.wait(&wanted, |state| alternate(state) == shown);
    }

    /// Waits until the process is stopped.
    pub fn wait_stopped(&self) {
        let status = format!("/proc/{}/stat", self.id());
        let end = Instant::now() + PATIENCE;
        while !std::fs::read_to_string(&status).unwrap().contains(") T ") {
            assert!(Instant::now() < end, "not stopped");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until everything the program wrote before it ended has been seen.
    pub fn wait_silent_end(&mut self) {
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
    }

    /// Whether the alternate screen is shown.
    pub fn on_alternate_screen(&self) -> bool {
        self.seen.state().terminal.active_screen_kind() == avt::ScreenKind::Alternate
    }

    /// The terminal takes nothing any more, as a connection that hangs, or takes again.
    pub fn pause(&self, paused: bool) {
        self.seen.paused.store(paused, Ordering::SeqCst);
    }

    /// Gives the terminal another size; the program gets its signal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        if columns > 0 && rows > 0 {
            self.seen
                .state()
                .terminal
                .resize(columns.into(), rows.into());
        }
        self.master.resize(pty_size(columns, rows)).unwrap();
    }

    /// The process, for signals.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the program to end, and says how and after how long.
    pub fn wait_end(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, start.elapsed());
            }
            assert!(
                start.elapsed() < PATIENCE,
                "still running:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the terminal as a lost connection does; the program may still run.
    pub fn close(mut self) -> Closed {
        // The reader holds the terminal open as well: one more key wakes it.
        self.seen.closing.store(true, Ordering::SeqCst);
        self.press("~");
        self.reading.take().unwrap().join().unwrap();
        Closed { child: self.child }
    }
}

/// The program after its terminal is gone.
pub struct Closed {
    child: Box<dyn Child + Send + Sync>,
}

impl Closed {
    /// Waits for the program to end, and says after how long.
    pub fn wait_end(&mut self) -> Duration {
        let start = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(
                start.elapsed() < PATIENCE,
                "still running without a terminal"
            );
            thread::sleep(Duration::from_millis(5));
        }
        start.elapsed()
    }
}

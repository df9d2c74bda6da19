//! Progress of long work on stderr: a bar on a terminal, plain lines now and then elsewhere.

use std::fmt;
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::context::say;
use crate::locales::Catalogue;
use crate::terminal::text::{fit, visible};

/// How often a plain line is written.
const PLAIN_EVERY: Duration = Duration::from_secs(5);
/// Columns of the file name beside the bar.
const NAME_COLUMNS: usize = 20;

/// What is done, and of how much.
pub struct Progress<'a> {
    words: &'a Catalogue,
    bar: Option<ProgressBar>,
    done: u64,
    all: u64,
    begun: Instant,
    told: Instant,
    /// What is worked on, where it is not files.
    work: String,
}

impl<'a> Progress<'a> {
    /// Progress of work that is not counted yet.
    pub fn new(words: &'a Catalogue) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
            let template = words.text("progress-bar");
            if let Ok(style) = ProgressStyle::with_template(&template) {
                let rate = |state: &ProgressState, to: &mut dyn fmt::Write| {
                    // What cannot be written is not shown.
                    let _ = write!(to, "{:.1}", state.per_sec());
                };
                bar.set_style(style.with_key("rate", rate).progress_chars("=> "));
            }
            bar
        });
        Self {
            words,
            bar,
            done: 0,
            all: 0,
            begun: Instant::now(),
            told: Instant::now(),
            work: String::new(),
        }
    }

    /// There is this much to do.
    pub fn of(&mut self, all: u64) {
        self.all = all;
        if let Some(bar) = &self.bar {
            bar.set_length(all);
        }
    }

    /// This is being worked on; of a path the last part is shown.
    pub fn on(&self, name: &str) {
        if let Some(bar) = &self.bar {
            let name = name.rsplit('/').next().unwrap_or(name);
            bar.set_message(fit(name, NAME_COLUMNS).into_owned());
        }
    }

    /// Other work begins, counted anew.
    pub fn begin(&mut self, what: &str) {
        self.done = 0;
        self.begun = Instant::now();
        match &self.bar {
            Some(bar) => {
                bar.reset();
                bar.set_message(what.to_owned());
            }
            None => what.clone_into(&mut self.work),
        }
    }

    /// This much is done.
    pub fn at(&mut self, done: u64) {
        self.done = done;
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        } else if self.told.elapsed() >= PLAIN_EVERY {
            self.told = Instant::now();
            let (rate, seconds) = pace(self.begun.elapsed(), done, self.all);
            let values = [
                ("done", done.to_string()),
                ("all", self.all.to_string()),
                ("rate", rate.to_string()),
                ("seconds", seconds.to_string()),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let line = self.words.fill("progress-line", &values);
            if self.work.is_empty() {
                say(&line);
            } else {
                say(&format!("{}: {line}", self.work));
            }
        }
    }

    /// One more is done.
    pub fn step(&mut self) {
        self.at(self.done + 1);
    }

    /// Says something without breaking the bar.
    pub fn say(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(visible(text)),
            None => say(text),
        }
    }

    /// The work is over; the bar goes away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How many were done in a second, and how many seconds the rest takes at that.
fn pace(spent: Duration, done: u64, all: u64) -> (u64, u64) {
    let spent = u64::try_from(spent.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = done.saturating_mul(1_000) / spent;
    let left = all.saturating_sub(done).saturating_mul(spent) / done.max(1);
    (rate, left.div_ceil(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_so_far_is_that_of_the_rest() {
        assert_eq!(pace(Duration::from_secs(10), 200, 1_000), (20, 40));
        assert_eq!(pace(Duration::ZERO, 0, 5), (0, 1));
        assert_eq!(pace(Duration::from_secs(1), 5, 5), (5, 0));
    }
}

//! At most thirty frames a second, without making a single key wait for its frame.

use std::time::{Duration, Instant};

/// One frame's share of a second.
const SHARE: Duration = Duration::from_micros(33_334);
/// Frames that may follow each other at once after a rest.
const BURST: u32 = 4;

/// Says when the next frame may be drawn: a budget that fills by thirty frames a second.
#[derive(Debug)]
pub(super) struct Pace {
    /// When the budget will be full.
    full_at: Instant,
}

impl Pace {
    pub(super) const fn new(now: Instant) -> Self {
        Self { full_at: now }
    }

    /// When the next frame may be drawn, in the past when it may be at once.
    pub(super) fn next(&self) -> Instant {
        self.full_at
            .checked_sub(SHARE * (BURST - 1))
            .unwrap_or(self.full_at)
    }

    /// A frame was drawn.
    pub(super) fn drawn(&mut self, now: Instant) {
        self.full_at = self.full_at.max(now) + SHARE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws as often as allowed for `seconds` and says when.
    fn frames(seconds: u64) -> Vec<Duration> {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        let mut now = start;
        let mut drawn = Vec::new();
        while now < start + Duration::from_secs(seconds) {
            if pace.next() <= now {
                pace.drawn(now);
                drawn.push(now - start);
            }
            now += Duration::from_millis(1);
        }
        drawn
    }

    #[test]
    fn thirty_a_second_after_the_first_few() {
        let drawn = frames(3);
        assert!((90..=94).contains(&drawn.len()), "{}", drawn.len());
        let gaps = drawn.windows(2).skip(4).map(|pair| pair[1] - pair[0]);
        assert!(gaps.into_iter().all(|gap| gap >= Duration::from_millis(33)));
    }

    #[test]
    fn a_key_after_a_rest_never_waits() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        // Each key draws twice: its own frame and that of the answer.
        for key in 0..20 {
            let now = start + Duration::from_millis(70 * key);
            for _ in 0..2 {
                assert!(pace.next() <= now);
                pace.drawn(now);
            }
        }
    }
}

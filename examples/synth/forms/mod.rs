//! Invented self-evaluation forms, clean and with planted faults, the same for a seed for ever.
//!
//! A clean form has no error and next to no suspicion under the rule catalogue. Units, towns and
//! districts are invented.

pub mod faults;
pub mod form;
pub mod layout;
mod make;
mod narrative;
mod rng;
mod templates;

use faults::FAULTS;
use form::Form;
use layout::Layout;
use make::Unit;
use rng::Rng;

/// What was planted in a form.
#[derive(Debug, Clone)]
pub struct Label {
    pub rule: &'static str,
    pub place: String,
}

/// Forms one after another; memory does not grow with their number.
#[derive(Debug)]
pub struct Forms {
    seed: u64,
    /// Faulty forms in a hundred.
    faulty: i64,
    unit: Unit,
    number: u64,
    at: usize,
}

impl Forms {
    pub fn new(seed: u64, faulty: i64) -> Self {
        Self {
            seed,
            faulty,
            unit: Unit::new(seed, 0),
            number: 0,
            at: 0,
        }
    }

    /// The next form, to be printed in `layout`, and what is wrong with it if it is a faulty one.
    pub fn next_form(&mut self, layout: Layout) -> (Form, Option<Label>) {
        if self.at >= self.unit.len() {
            self.number += 1;
            self.at = 0;
            self.unit = Unit::new(self.seed, self.number);
        }
        let (mut form, mut rng) = self.unit.form(self.seed, self.at);
        self.at += 1;
        let label = rng.chance(self.faulty).then(|| {
            let mut fault = rng.pick(FAULTS);
            while fault.rule == "import-repaired" && !layout.has_pages() {
                fault = rng.pick(FAULTS);
            }
            Label {
                rule: fault.rule,
                place: (fault.plant)(&mut form, &mut rng),
            }
        });
        (form, label)
    }
}

/// The layout of the file with this number.
pub fn layout_of(seed: u64, file: u64) -> Layout {
    *Rng::new(seed ^ 0x6C61_796F_7574, file).pick(&Layout::ALL)
}

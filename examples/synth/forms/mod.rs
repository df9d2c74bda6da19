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
pub mod units;
pub mod years;

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
        let at = self.at;
        self.at += 1;
        let (mut form, mut rng) = self.unit.form(self.seed, at);
        if let Some(plant) = self.unit.fault(self.faulty) {
            let rule = plant(&mut form, self.unit.seat(at));
            // The narrative is about the figures and names as they are now.
            narrative::tell(&mut form, at, &mut rng);
            let place = "form".to_owned();
            return (form, rule.map(|rule| Label { rule, place }));
        }
        if self.unit.is_stuck(self.seed, at, self.faulty) {
            let label = years::stick(&mut form, self.unit.years_before(at), &mut rng);
            return (form, label);
        }
        let faulty = rng.chance(self.faulty);
        let label = faulty.then(|| self.plant(at, &mut form, &mut rng, layout));
        (form, label)
    }

    /// Plants a fault: one of the form by itself, or one against the year before.
    fn plant(&self, at: usize, form: &mut Form, rng: &mut Rng, layout: Layout) -> Label {
        // As often as their number among all kinds.
        let kinds = i64::try_from(FAULTS.len() + years::FAULTS.len()).unwrap_or(1);
        let over_years = rng.within(1, kinds) > i64::try_from(FAULTS.len()).unwrap_or(1);
        if over_years && let Some(earlier) = self.earlier(at) {
            let fault = rng.pick(years::FAULTS);
            if let Some(place) = (fault.plant)(form, &earlier, rng) {
                return Label {
                    rule: fault.rule,
                    place,
                };
            }
        }
        let mut fault = rng.pick(FAULTS);
        while fault.rule == "import-repaired" && !layout.has_pages() {
            fault = rng.pick(FAULTS);
        }
        Label {
            rule: fault.rule,
            place: (fault.plant)(form, rng),
        }
    }

    /// The form of the same project for the year before, where there is one and nothing is planted in it.
    fn earlier(&self, at: usize) -> Option<Form> {
        let before = self.unit.year_before(at)?;
        let (form, mut rng) = self.unit.form(self.seed, before);
        (!rng.chance(self.faulty)).then_some(form)
    }
}

/// The layout of the file with this number.
pub fn layout_of(seed: u64, file: u64) -> Layout {
    *Rng::new(seed ^ 0x6C61_796F_7574, file).pick(&Layout::ALL)
}

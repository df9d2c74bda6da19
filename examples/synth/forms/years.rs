//! Faults that show only beside the year before: a target lowered, a narrative copied, an indicator
//! dropped, a total that never moves.

use super::Label;
use super::faults::{meet_all, of_class, spend};
use super::form::{Form, Row, Value};
use super::narrative;
use super::rng::Rng;
use super::templates::Level1;

/// A kind of fault against the year before.
#[derive(Debug)]
pub struct Fault {
    /// The rule that must fire.
    pub rule: &'static str,
    /// Plants it and says where; nothing where the two forms do not lend themselves to it.
    pub plant: fn(&mut Form, &Form, &mut Rng) -> Option<String>,
}

/// All kinds.
pub const FAULTS: &[Fault] = &[
    Fault {
        rule: "year-target-lowered",
        plant: lower,
    },
    Fault {
        rule: "narrative-copied",
        plant: |form, earlier, _| {
            form.outcome.clone_from(&earlier.outcome);
            Some("outcome".to_owned())
        },
    },
    Fault {
        rule: "year-indicator-dropped",
        plant: drop_one,
    },
];

/// Asks a good deal less than what was reached the year before.
fn lower(form: &mut Form, earlier: &Form, rng: &mut Rng) -> Option<String> {
    let reached = |row: &&Row| {
        let old = earlier.rows.iter().find(|old| old.name == row.name);
        old.is_some_and(|old| match (old.target, old.actual) {
            (Value::Number(target), Value::Number(actual)) => target >= 2_000 && actual >= target,
            _ => false,
        })
    };
    let at = form
        .rows
        .iter()
        .position(|row| row.comparator == "≥" && row.unit != "%" && reached(&row))?;
    let row = form.rows.get_mut(at)?;
    let old = earlier.rows.iter().find(|old| old.name == row.name)?;
    let Value::Number(before) = old.target else {
        return None;
    };
    let now = before * rng.within(55, 80) / 10_000 * 100;
    row.target = Value::Number(now);
    row.actual = Value::Number(now + now / 2_000 * 100 + 100);
    row.reason = "";
    form.settle();
    let variant = usize::try_from(rng.within(0, 90)).ok()?;
    narrative::tell(form, variant, rng);
    Some(format!("indicator:{}", at + 1))
}

/// Leaves out one output; its points go to another.
fn drop_one(form: &mut Form, _: &Form, _: &mut Rng) -> Option<String> {
    let outputs = of_class(form, Level1::Output);
    let [first, .., last] = outputs.as_slice() else {
        return None;
    };
    let gone = form.rows.remove(*last);
    form.rows.get_mut(*first)?.weight += gone.weight;
    form.settle();
    Some("form".to_owned())
}

/// Gives a form the total that every year of its project has; from the third year on that is a fault.
pub fn stick(form: &mut Form, years_before: usize, rng: &mut Rng) -> Option<Label> {
    meet_all(form);
    spend(form, 978);
    // The narrative is about the figures as they are now.
    narrative::tell(form, years_before * 3, rng);
    (years_before >= 2).then(|| Label {
        rule: "year-score-same",
        place: "total".to_owned(),
    })
}

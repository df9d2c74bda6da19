//! Faults of all forms of a unit together: they show only when the forms of one year lie side by side.

use std::borrow::Cow;

use super::faults::{counted, meet_all, of_class, put_in_words, spend};
use super::form::{Form, Value};
use super::templates::Level1;

/// Which of the unit's projects a form is of, and how many they are.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    pub place: usize,
    pub of: usize,
}

/// Plants a form's part of a fault and says which rule must name the form, if one must.
pub type Plant = fn(&mut Form, Seat) -> Option<&'static str>;

/// All kinds.
pub const FAULTS: &[Plant] = &[
    |form, _| {
        meet_all(form);
        spend(form, 1_000);
        Some("batch-all-100")
    },
    meet_to_the_digit,
    fall_short_in_silence,
    |form, _| {
        form.rows[0].name = Cow::Borrowed("重点任务完成数量");
        Some("batch-indicator-reused")
    },
    shift_points,
    |form, seat| {
        match seat.place {
            0 => "巡护员补助".clone_into(&mut form.project),
            1 => form.rows[0].name = Cow::Borrowed("巡护员配备数量"),
            _ => {}
        }
        (seat.place < 2).then_some("batch-project-overlap")
    },
    |form, _| {
        for row in form.rows.iter_mut().rev().take(4) {
            put_in_words(row, "达到三级标准");
        }
        form.settle();
        Some("batch-boilerplate-result")
    },
    |form, seat| {
        match seat.place {
            0 => "综合巡查服务".clone_into(&mut form.project),
            1 => "综合巡查服务(补报)".clone_into(&mut form.project),
            _ => {}
        }
        (seat.place < 2).then_some("duplicate-form")
    },
];

/// Every bound is met and none by more; told once a year, on the unit's first form, where it has enough of
/// them.
fn meet_to_the_digit(form: &mut Form, seat: Seat) -> Option<&'static str> {
    for row in &mut form.rows {
        if let (Value::Number(_), Value::Number(_)) = (row.target, row.actual) {
            row.actual = row.target;
            row.reason = "";
        }
    }
    form.settle();
    let of_unit = seat.place == 0 && seat.of >= 4;
    Some(if of_unit {
        "batch-against-peers"
    } else {
        "exact-hit"
    })
}

/// A target is missed, and nowhere a reason given.
fn fall_short_in_silence(form: &mut Form, _: Seat) -> Option<&'static str> {
    for row in &mut form.rows {
        row.reason = "";
    }
    let at = counted(form);
    let row = &mut form.rows[at];
    if let Value::Number(target) = row.target {
        row.actual = Value::Number((target - (target / 2_000 * 100).max(100)).max(0));
    }
    form.settle();
    Some("batch-no-deviation-reason")
}

/// Ten points go from outputs to benefits, in every project alike; those with costs have weights of their
/// own.
fn shift_points(form: &mut Form, _: Seat) -> Option<&'static str> {
    let mut left = 1_000;
    for at in of_class(form, Level1::Output) {
        let row = &mut form.rows[at];
        let cut = (row.weight - 100).clamp(0, left);
        row.weight -= cut;
        left -= cut;
    }
    let benefit = of_class(form, Level1::Benefit)[0];
    form.rows[benefit].weight += 1_000 - left;
    form.settle();
    let costs = of_class(form, Level1::Cost);
    costs.is_empty().then_some("batch-weight-template")
}

//! Faults that can be planted in a form, one kind a line, each under the rule that must see it.

use std::borrow::Cow;

use super::form::{Form, Row, Value, grade};
use super::narrative;
use super::rng::Rng;
use super::templates::Level1;

/// A kind of fault.
#[derive(Debug)]
pub struct Fault {
    /// The rule that must fire.
    pub rule: &'static str,
    /// Plants it and says where.
    pub plant: fn(&mut Form, &mut Rng) -> String,
}

const fn fault(rule: &'static str, plant: fn(&mut Form, &mut Rng) -> String) -> Fault {
    Fault { rule, plant }
}

/// All kinds that a form has by itself.
pub const FAULTS: &[Fault] = &[
    fault("amount-total-mismatch", |form, _| {
        form.parts_short = (form.annual / 13).max(100);
        fund()
    }),
    fault("exec-rate-mismatch", |form, rng| {
        form.rate -= rng.within(80, 900);
        fund()
    }),
    fault("exec-score-mismatch", |form, rng| {
        spend(form, rng.within(905, 940));
        form.exec_score = 1_000;
        form.add_up();
        fund()
    }),
    fault("amount-over-budget", |form, rng| {
        spend(form, rng.within(1_020, 1_150));
        fund()
    }),
    fault("budget-adjusted-large", |form, rng| {
        form.initial = form.annual * 100 / rng.within(60, 75);
        fund()
    }),
    fault("budget-equals-spent", |form, _| {
        form.initial += form.annual / 50 + 10;
        spend(form, 1_000);
        fund()
    }),
    fault("exec-rate-low", |form, rng| {
        spend(form, rng.within(550, 880));
        fund()
    }),
    fault("cut-but-full-output", |form, _| {
        form.initial = form.annual * 100 / 82;
        meet_all(form);
        form.settle();
        fund()
    }),
    fault("score-exec-gap", |form, _| {
        meet_all(form);
        spend(form, 920);
        fund()
    }),
    fault("weight-sum-not-100", |form, _| {
        form.rows[0].weight -= 200;
        form.settle();
        total()
    }),
    fault("weight-l1-nonstandard", |form, _| {
        let outputs: Vec<usize> = of_class(form, Level1::Output);
        let each = 2_000 / outputs.len() as i64;
        for &at in &outputs {
            form.rows[at].weight -= each;
        }
        let benefit = of_class(form, Level1::Benefit)[0];
        form.rows[benefit].weight += each * outputs.len() as i64;
        form.settle();
        whole()
    }),
    fault("weight-flat", |form, _| {
        let (last, others) = form.rows.split_last_mut().expect("forms have rows");
        let each = 9_000 / (others.len() as i64 + 1) / 100 * 100;
        for row in others.iter_mut() {
            row.weight = each;
        }
        last.weight = 9_000 - each * others.len() as i64;
        form.settle();
        whole()
    }),
    fault("weight-on-qualitative", |form, _| {
        let mut weight = 0;
        for row in form.rows.iter_mut().rev() {
            if weight <= 4_600 {
                put_in_words(row, "达到三级标准");
                weight += row.weight;
            }
        }
        form.settle();
        whole()
    }),
    fault("format-inconsistent", |form, _| {
        let percentages = form.rows.iter().filter(|row| row.unit == "%").count();
        let at = if percentages > 1 {
            rate(form)
        } else {
            counted(form)
        };
        form.rows[at].unit = "百分比";
        form.rows[at].actual_unit = "百分比";
        whole()
    }),
    fault("score-total-mismatch", |form, rng| {
        form.total -= rng.within(10, 300);
        form.grade = grade(form.total);
        total()
    }),
    fault("score-over-weight", |form, _| {
        form.rows[1].score = form.rows[1].weight + 200;
        form.add_up();
        indicator(1)
    }),
    fault("score-quant-recalc", |form, rng| {
        let at = counted(form);
        let row = &mut form.rows[at];
        if let Value::Number(target) = row.target {
            row.actual = Value::Number(target * rng.within(82, 90) / 100);
        }
        row.reason = "";
        form.settle();
        form.rows[at].score = form.rows[at].weight;
        form.add_up();
        indicator(at)
    }),
    fault("score-qual-tier", |form, _| {
        let at = counted(form);
        put_in_words(&mut form.rows[at], "达到三级标准");
        form.rows[at].actual = Value::Words("部分达成指标");
        form.settle();
        indicator(at)
    }),
    fault("grade-mismatch", |form, _| {
        form.grade = if form.grade == "优" { "良" } else { "优" };
        "grade".to_owned()
    }),
    fault("score-all-full", |form, _| {
        meet_all(form);
        spend(form, 1_000);
        total()
    }),
    fault("target-qualitative", |form, _| words(form, "达到三级标准")),
    fault("target-vague", |form, _| words(form, "不断提升")),
    fault("target-procedural", |form, _| words(form, "按规定严格执行")),
    fault("target-echoes-name", |form, _| {
        let at = counted(form);
        form.rows[at].name = Cow::Borrowed("设施完善");
        put_in_words(&mut form.rows[at], "完善");
        form.settle();
        indicator(at)
    }),
    fault("rate-without-number", |form, _| {
        let at = rate(form);
        put_in_words(&mut form.rows[at], "提升");
        form.settle();
        indicator(at)
    }),
    fault("unit-mismatch", |form, _| {
        let at = counted(form);
        form.rows[at].actual_unit = "辆";
        indicator(at)
    }),
    fault("name-not-specific", |form, _| {
        let at = rate(form);
        form.rows[at].name = form.rows[at].level2.clone();
        indicator(at)
    }),
    fault("template-text-left", |form, _| {
        words(form, "请填写(难以量化)")
    }),
    fault("indicator-duplicate", |form, _| {
        let at = of_class(form, Level1::Benefit)[0];
        form.rows[at].name = form.rows[1].name.clone();
        indicator(at)
    }),
    fault("indicator-misclassified", |form, _| {
        let at = form.rows.len() - 1;
        form.rows[at].name = Cow::Borrowed("设施验收合格率");
        indicator(at)
    }),
    fault("satisfaction-doubtful", |form, _| {
        let at = form.rows.len() - 1;
        form.rows[at].actual = Value::Number(10_000);
        indicator(at)
    }),
    fault("category-irregular", |form, _| {
        let at = form.rows.len() - 1;
        form.rows[at].level2 = Cow::Borrowed("社区居民满意度");
        whole()
    }),
    fault("exact-hit", |form, _| {
        for row in &mut form.rows {
            if let Value::Number(_) = row.target {
                row.comparator = "≥";
                row.actual = row.target;
                row.reason = "";
            }
        }
        form.settle();
        whole()
    }),
    fault("over-achieved", |form, rng| {
        let at = counted(form);
        let row = &mut form.rows[at];
        row.comparator = "≥";
        if let Value::Number(target) = row.target {
            row.actual = Value::Number(target * rng.within(135, 210) / 100);
        }
        row.reason = "需求超出预计,年中追加了服务量";
        form.settle();
        indicator(at)
    }),
    fault("bound-degenerate", |form, _| {
        let at = rate(form);
        form.rows[at].comparator = "≥";
        form.rows[at].target = Value::Number(10_000);
        form.rows[at].actual = Value::Number(10_000);
        form.rows[at].reason = "";
        form.settle();
        indicator(at)
    }),
    fault("pct-impossible", |form, _| {
        let at = rate(form);
        form.rows[at].name = Cow::Borrowed("成果抽检合格率");
        form.rows[at].actual = Value::Number(10_450);
        form.rows[at].reason = "";
        form.settle();
        indicator(at)
    }),
    fault("direction-conflict", |form, _| {
        let at = rate(form);
        let row = &mut form.rows[at];
        row.name = Cow::Borrowed("成果抽检合格率");
        row.comparator = "≤";
        if let Value::Number(target) = row.target {
            row.actual = Value::Number(target - 150);
        }
        row.reason = "";
        form.settle();
        indicator(at)
    }),
    fault("narr-breakdown-sum", |form, rng| {
        let off = rng.within(1, 25);
        narrative::sums(&mut form.outcome, off, rng);
        outcome()
    }),
    fault("narr-yoy-mismatch", |form, rng| {
        let off = rng.within(3, 60);
        narrative::year_on_year(&mut form.outcome, off, rng);
        outcome()
    }),
    fault("narr-ratio-mismatch", |form, rng| {
        let off = rng.within(2, 15);
        narrative::share(&mut form.outcome, off, rng);
        outcome()
    }),
    fault("narr-vs-table", |form, rng| {
        let at = rate(form);
        let printed = form.rows[at].actual;
        form.rows[at].actual = Value::Number(8_230);
        let first: Vec<Row> = form.rows.drain(..at).collect();
        // The narrative speaks of the first rate it meets: this one.
        let counted = first.iter().find(|row| row.unit != "%").cloned();
        let mut told = form.clone();
        told.rows.extend(counted);
        narrative::tell(&mut told, 4, rng);
        (form.goal, form.outcome) = (told.goal, told.outcome);
        form.rows.splice(..0, first);
        form.rows[at].actual = printed;
        outcome()
    }),
    fault("narr-count-gap", |form, _| {
        form.outcome
            .push_str("受理纠纷120件,调解成功率100%,形成书面协议书71份,口头协议38份。");
        outcome()
    }),
    fault("narr-plan-like", |form, _| {
        form.outcome = format!(
            "{}事关群众切身利益,拟于下一步继续开展有关工作,力争进一步提高服务水平,能更好地满足群众需要。",
            form.project
        );
        outcome()
    }),
    fault("narr-partial-year", |form, rng| {
        narrative::partial_year(&mut form.outcome, rng);
        outcome()
    }),
    fault("narr-thin", |form, _| {
        form.outcome = "全部任务已完成。".to_owned();
        outcome()
    }),
    fault("goal-uncovered", |form, _| {
        form.goal.push_str("夜间照明故障修复率达100%。");
        "goal".to_owned()
    }),
    fault("goal-unmeasurable", |form, _| {
        form.goal = format!(
            "根据有关规定,{}意义重大,对改善民生至关重要,应当持续做好。",
            form.project
        );
        "goal".to_owned()
    }),
    fault("narr-contradicts-score", |form, _| {
        meet_all(form);
        spend(form, 1_000);
        form.outcome.push_str("部分环节管理仍不够规范,进度滞后。");
        outcome()
    }),
    fault("narrative-copied", |form, _| {
        form.goal
            .push_str("经费专款专用,过程公开透明,接受社会监督。");
        form.outcome.clone_from(&form.goal);
        whole()
    }),
    fault("missing-field", |form, _| {
        let at = rate(form);
        form.rows[at].actual = Value::Blank;
        indicator(at)
    }),
    fault("missing-field", |form, _| {
        form.department.clear();
        whole()
    }),
    fault("deviation-reason-missing", |form, rng| {
        let at = counted(form);
        let row = &mut form.rows[at];
        row.comparator = "≥";
        if let Value::Number(target) = row.target {
            row.actual = Value::Number(target * rng.within(60, 92) / 100);
        }
        row.reason = "";
        form.settle();
        indicator(at)
    }),
    fault("import-repaired", |form, _| {
        form.scarred = true;
        whole()
    }),
];

fn fund() -> String {
    "fund:total".to_owned()
}

fn whole() -> String {
    "form".to_owned()
}

fn total() -> String {
    "total".to_owned()
}

fn outcome() -> String {
    "outcome".to_owned()
}

fn indicator(at: usize) -> String {
    format!("indicator:{}", at + 1)
}

/// Executes `thousandths` of the annual budget.
pub fn spend(form: &mut Form, thousandths: i64) {
    form.executed = form.annual * thousandths / 1_000;
    form.carryover = 0;
    form.settle();
}

/// Makes every indicator reach its target.
pub fn meet_all(form: &mut Form) {
    for row in &mut form.rows {
        row.reason = "";
        if let (Value::Number(target), Value::Number(actual)) = (row.target, row.actual) {
            let short = actual < target && row.comparator != "≤";
            row.actual = Value::Number(if short { target + 10 } else { actual });
        }
    }
    form.settle();
}

pub fn put_in_words(row: &mut Row, target: &'static str) {
    row.comparator = "";
    row.target = Value::Words(target);
    row.actual = Value::Words("达成指标");
    row.unit = "";
    row.actual_unit = "";
    row.reason = "";
}

/// Puts one target in words.
fn words(form: &mut Form, target: &'static str) -> String {
    let at = rate(form);
    form.rows[at].name = Cow::Borrowed("服务规范化情况");
    put_in_words(&mut form.rows[at], target);
    form.settle();
    indicator(at)
}

pub fn of_class(form: &Form, level1: Level1) -> Vec<usize> {
    let rows = form.rows.iter().enumerate();
    rows.filter(|(_, row)| row.level1 == level1)
        .map(|(at, _)| at)
        .collect()
}

/// An indicator that counts something, with a least number as target.
pub fn counted(form: &Form) -> usize {
    find(form, |row| row.comparator == "≥" && row.unit != "%").unwrap_or(0)
}

/// A percentage that is not the satisfaction.
fn rate(form: &Form) -> usize {
    find(form, |row| row.unit == "%").unwrap_or(0)
}

fn find(form: &Form, wanted: fn(&Row) -> bool) -> Option<usize> {
    form.rows.iter().position(wanted)
}

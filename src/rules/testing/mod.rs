//! Forms and cases for the rules' tests. [`form`] is a clean form: no rule finds anything on it.

mod all_rules;

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::{Place, Severity};
use crate::form::{
    Field, Fund, FundLine, Grade, Indicator, Measure, MoneyUnit, Origin, Reading, Repair, Report,
};

/// What a rule must say about a form, or about a batch of forms.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// What is expected.
    pub expect: Expect,
    /// The forms: one for a rule on a report, all of one unit and year for a batch rule.
    pub forms: fn() -> Vec<Draft>,
}

/// What is expected of a rule.
#[derive(Debug, Clone, Copy)]
pub enum Expect {
    /// The message is said with that severity at that place.
    Hit(&'static str, Severity, &'static str),
    /// A near miss: the rule looks and finds nothing.
    Clean,
    /// The rule has nothing to look at.
    NotApplicable,
}

impl Case {
    /// The rule says `message` at `place`.
    pub const fn error(
        message: &'static str,
        place: &'static str,
        forms: fn() -> Vec<Draft>,
    ) -> Self {
        Self {
            expect: Expect::Hit(message, Severity::Error, place),
            forms,
        }
    }

    /// Likewise as a warning.
    pub const fn warning(
        message: &'static str,
        place: &'static str,
        forms: fn() -> Vec<Draft>,
    ) -> Self {
        Self {
            expect: Expect::Hit(message, Severity::Warning, place),
            forms,
        }
    }

    /// Likewise as a notice.
    pub const fn notice(
        message: &'static str,
        place: &'static str,
        forms: fn() -> Vec<Draft>,
    ) -> Self {
        Self {
            expect: Expect::Hit(message, Severity::Notice, place),
            forms,
        }
    }

    /// The rule looks and finds nothing.
    pub const fn clean(forms: fn() -> Vec<Draft>) -> Self {
        Self {
            expect: Expect::Clean,
            forms,
        }
    }

    /// The rule has nothing to look at.
    pub const fn not_applicable(forms: fn() -> Vec<Draft>) -> Self {
        Self {
            expect: Expect::NotApplicable,
            forms,
        }
    }
}

/// A report being written.
#[derive(Debug, Clone)]
pub struct Draft(pub Report);

/// A clean form: sums right, standard weights, targets with numbers, some of them missed or beaten,
/// a narrative with the year's figures.
pub fn form() -> Draft {
    Draft(Report::default())
        .named("河道保洁", "青禾县水务站", 2024)
        .goal("全年完成 12 条河道 36.5 公里的日常保洁，水面漂浮物清除率达到 95%，群众满意度不低于 85%。")
        .outcome("全年已完成 12 条河道 36.2 公里的日常保洁，出动保洁船 1460 艘次，打捞漂浮物 820 吨，水面漂浮物清除率 96.3%；抽样调查 320 人，群众满意度 88.4%。")
        .fund(FundLine::Total, "120.00", "118.00", "115.40", "10", "97.80", "9.78")
        .fund(FundLine::Appropriation, "120.00", "118.00", "115.40", "-", "97.80", "-")
        .fund(FundLine::Carryover, "0.00", "0.00", "0.00", "-", "0.00", "-")
        .fund(FundLine::Other, "0.00", "0.00", "0.00", "-", "0.00", "-")
        .row("产出指标", "数量指标", "保洁河道长度", "≥36.50(公里)", "36.20(公里)", "20", "19.84")
        .reason("一处施工围挡致 0.3 公里暂缓，已列入下年计划")
        .row("产出指标", "质量指标", "水面漂浮物清除率", "≥95.00(%)", "96.30(%)", "15", "15")
        .row("产出指标", "成本指标", "每公里保洁成本", "≤3.25(万元)", "3.18(万元)", "15", "15")
        .row("效益指标", "社会效益指标", "受益居民户数", "≥2400.00(户)", "2510.00(户)", "15", "15")
        .row("效益指标", "生态效益指标", "水质达标断面比例", "≥80.00(%)", "83.30(%)", "15", "15")
        .row("满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥85.00(%)", "88.40(%)", "10", "10")
        .total("100", "99.62")
        .grade("优")
}

/// The same with its budget spent to the last and every score full.
pub fn full_form() -> Draft {
    form()
        .fund(
            FundLine::Total,
            "120.00",
            "118.00",
            "118.00",
            "10",
            "100.00",
            "10",
        )
        .scored(1, "20", "20")
        .total("100", "100")
}

/// A form without any cell but its head.
pub fn bare() -> Draft {
    Draft(Report::default()).named("零星维修", "青禾县水务站", 2024)
}

impl Draft {
    /// In a list of its own.
    pub fn alone(self) -> Vec<Self> {
        vec![self]
    }

    /// With this project, unit and year.
    pub fn named(mut self, project: &str, unit: &str, year: i32) -> Self {
        self.0.project = text(project);
        self.0.department = text("青禾县水利局");
        self.0.unit = text(unit);
        self.0.year = Field::known(year.to_string(), year, origin());
        self
    }

    /// Of this year.
    pub fn year(mut self, year: i32) -> Self {
        self.0.year = Field::known(year.to_string(), year, origin());
        self
    }

    /// With this project name.
    pub fn project(mut self, project: &str) -> Self {
        self.0.project = text(project);
        self
    }

    /// With this 预期目标.
    pub fn goal(mut self, goal: &str) -> Self {
        self.0.goal = text(goal);
        self
    }

    /// With this 实际完成情况.
    pub fn outcome(mut self, outcome: &str) -> Self {
        self.0.outcome = text(outcome);
        self
    }

    /// Amounts printed in 元.
    pub fn in_yuan(mut self) -> Self {
        self.0.money_unit = MoneyUnit::Yuan;
        self
    }

    /// Without any fund line.
    pub fn no_funds(mut self) -> Self {
        self.0.funds.clear();
        self
    }

    /// With a fund line; it replaces the one of the same kind. `""` is a cell that the layout has
    /// not, `-` a blank one.
    #[expect(clippy::too_many_arguments, reason = "the columns of the table")]
    pub fn fund(
        mut self,
        line: FundLine,
        initial: &str,
        annual: &str,
        executed: &str,
        weight: &str,
        rate: &str,
        score: &str,
    ) -> Self {
        let fund = Fund {
            line,
            label: line.name().into(),
            initial: number(initial),
            annual: number(annual),
            executed: number(executed),
            weight: number(weight),
            rate: number(rate),
            score: number(score),
        };
        match self.0.funds.iter_mut().find(|old| old.line == line) {
            Some(old) => *old = fund,
            None => self.0.funds.push(fund),
        }
        self
    }

    /// Without any indicator.
    pub fn no_rows(mut self) -> Self {
        self.0.indicators.clear();
        self
    }

    /// With one more indicator.
    #[expect(clippy::too_many_arguments, reason = "the columns of the table")]
    pub fn row(
        mut self,
        level1: &str,
        level2: &str,
        name: &str,
        target: &str,
        actual: &str,
        weight: &str,
        score: &str,
    ) -> Self {
        self.0.indicators.push(Indicator {
            level1: text(level1),
            level2: text(level2),
            name: text(name),
            target: measure(target),
            actual: measure(actual),
            weight: number(weight),
            score: number(score),
            reason: Field {
                reading: Reading::Blank,
                ..Field::default()
            },
        });
        self
    }

    /// The reason of the last indicator.
    pub fn reason(mut self, reason: &str) -> Self {
        if let Some(last) = self.0.indicators.last_mut() {
            last.reason = text(reason);
        }
        self
    }

    /// Changes the indicator of that number.
    pub fn change(mut self, number: usize, change: fn(&mut Indicator)) -> Self {
        change(&mut self.0.indicators[number - 1]);
        self
    }

    /// The target and actual of the indicator of that number.
    pub fn measured(mut self, number: usize, target: &str, actual: &str) -> Self {
        let row = &mut self.0.indicators[number - 1];
        row.target = measure(target);
        row.actual = measure(actual);
        self
    }

    /// The weight and score of the indicator of that number.
    pub fn scored(mut self, row: usize, weight: &str, score: &str) -> Self {
        let row = &mut self.0.indicators[row - 1];
        row.weight = number(weight);
        row.score = number(score);
        self
    }

    /// The class and name of the indicator of that number.
    pub fn called(mut self, number: usize, level1: &str, level2: &str, name: &str) -> Self {
        let row = &mut self.0.indicators[number - 1];
        row.level1 = text(level1);
        row.level2 = text(level2);
        row.name = text(name);
        self
    }

    /// 总分.
    pub fn total(mut self, weight: &str, score: &str) -> Self {
        self.0.total_weight = number(weight);
        self.0.total_score = number(score);
        self
    }

    /// 评分等级.
    pub fn grade(mut self, grade: &str) -> Self {
        self.0.grade = match Grade::parse(grade) {
            Some(value) => Field::known(grade, value, origin()),
            None => Field::absent(),
        };
        self
    }

    /// With something mended while reading.
    pub fn repaired(mut self, kind: &str, found: &str, read_as: &str) -> Self {
        self.0.repairs.push(Repair {
            origin: origin(),
            kind: kind.to_owned(),
            found: found.to_owned(),
            read_as: read_as.to_owned(),
        });
        self
    }
}

fn origin() -> Origin {
    Origin::new(0, 1, 1)
}

fn field<T>(printed: &str, read: impl FnOnce(&str) -> Option<T>) -> Field<T> {
    match printed {
        "" => Field::absent(),
        "-" => Field {
            printed: "-".into(),
            reading: Reading::Blank,
            origin: origin(),
        },
        _ => Field {
            printed: printed.into(),
            reading: read(printed).map_or(Reading::Unreadable, Reading::Known),
            origin: origin(),
        },
    }
}

/// A text cell.
pub fn text(printed: &str) -> Field<SmolStr> {
    field(printed, |text| Some(text.into()))
}

/// A number cell.
pub fn number(printed: &str) -> Field<Decimal> {
    field(printed, |text| text.replace(',', "").parse().ok())
}

/// A target or actual cell.
pub fn measure(printed: &str) -> Field<Measure> {
    match printed {
        "" => Field::absent(),
        _ => Field {
            printed: printed.into(),
            reading: Measure::parse(printed),
            origin: origin(),
        },
    }
}

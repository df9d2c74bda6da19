//! The report: head, funds, goal and outcome, indicators, total and grade.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

use super::{Field, Grade, Measure, Origin, fold, simplified};

/// One self-evaluation form (自评表): one project of one unit in one year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Title line as printed; absent where the form has none.
    pub title: Field<SmolStr>,
    /// Budget year (年度).
    pub year: Field<i32>,
    /// 项目名称.
    pub project: Field<SmolStr>,
    /// 主管部门.
    pub department: Field<SmolStr>,
    /// 实施单位.
    pub unit: Field<SmolStr>,
    /// The unit all amounts of `funds` are printed in.
    pub money_unit: MoneyUnit,
    /// Fund lines in printed order; the total is the one with [`FundLine::Total`].
    pub funds: Vec<Fund>,
    /// 预期目标: cleaned of mark-up, page breaks healed; `origin` is its first cell.
    pub goal: Field<SmolStr>,
    /// 实际完成情况: likewise.
    pub outcome: Field<SmolStr>,
    /// Third-level indicators in printed order; filler rows are left out.
    pub indicators: Vec<Indicator>,
    /// 总分, in the weight column.
    pub total_weight: Field<Decimal>,
    /// 总分, in the score column.
    pub total_score: Field<Decimal>,
    /// 评分等级.
    pub grade: Field<Grade>,
    /// What had to be mended to read the form (a label cut by a page break, a shifted row, …).
    pub repairs: Vec<Repair>,
    /// What could not be read, or is not there though the form should have it.
    pub gaps: Vec<Gap>,
    /// The rows the form was read from, as they stood in the file.
    pub source: Vec<SourceRow>,
}

impl Report {
    /// The line with the total amounts (年度资金总额), where the form has one.
    pub fn total_fund(&self) -> Option<&Fund> {
        self.funds.iter().find(|fund| fund.line == FundLine::Total)
    }

    /// How sure the reading is as a whole.
    pub const fn certainty(&self) -> Certainty {
        if !self.gaps.is_empty() {
            Certainty::Partial
        } else if !self.repairs.is_empty() {
            Certainty::Repaired
        } else {
            Certainty::Complete
        }
    }

    /// What makes this form the same form when it arrives again.
    pub fn key(&self) -> Key {
        let text = |field: &Field<SmolStr>| fold(field.value().map_or("", SmolStr::as_str));
        Key {
            unit: if self.unit.value().is_some() {
                text(&self.unit)
            } else {
                text(&self.department)
            },
            project: text(&self.project),
            year: self.year.value().copied(),
        }
    }

    /// The unit of the amounts; `None` where all of them were left out because it is not certain.
    pub fn certain_money_unit(&self) -> Option<MoneyUnit> {
        let taken = |gap: &Gap| gap.reason.starts_with("gap-money-unit");
        let mut funds = self.funds.iter();
        let known = |fund: &Fund| {
            [&fund.initial, &fund.annual, &fund.executed]
                .iter()
                .any(|amount| amount.value().is_some())
        };
        (!self.gaps.iter().any(taken) || funds.any(known)).then_some(self.money_unit)
    }

    /// `amount` of this form in 万元, exactly; `None` when it was not read with certainty.
    pub fn in_wan(&self, amount: &Field<Decimal>) -> Option<Decimal> {
        amount.value().map(|value| self.money_unit.to_wan(*value))
    }
}

/// How sure the reading of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Certainty {
    /// Every cell was read as it stands.
    #[default]
    Complete,
    /// Something had to be mended to read it; the repairs say what and where.
    Repaired,
    /// Something is missing or could not be read; the gaps say what, and where it should have been.
    Partial,
}

impl Certainty {
    /// All of them, the surest first; the place in this list is what the database holds.
    pub const ALL: [Self; 3] = [Self::Complete, Self::Repaired, Self::Partial];

    /// The stable name used in JSON and in message keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Repaired => "repaired",
            Self::Partial => "partial",
        }
    }
}

/// Natural key of a form: folded texts (see [`fold`]), so that white space and width do not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// 实施单位, or 主管部门 where the form names no unit.
    pub unit: String,
    /// 项目名称.
    pub project: String,
    /// 年度.
    pub year: Option<i32>,
}

impl Key {
    /// Gives a hash that names a form or a part of it twelve leading bits of its unit. The forms of a
    /// unit come together, so what is new in an index over such hashes goes to few of its pages, and
    /// not to as many as there are hashes.
    pub fn lead(&self, hash: &mut [u8; 16]) {
        let unit = Sha256::digest(&self.unit);
        if let ([first, second, ..], [own_first, own_second, ..]) = (unit.as_slice(), hash) {
            *own_first = *first;
            *own_second = second & 0xf0 | *own_second & 0x0f;
        }
    }
}

/// The unit amounts are printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum MoneyUnit {
    /// 10 000 yuan, the norm of these forms.
    #[default]
    #[serde(rename = "万元")]
    Wan,
    /// Yuan.
    #[serde(rename = "元")]
    Yuan,
}

impl MoneyUnit {
    /// `万元` or `元`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wan => "万元",
            Self::Yuan => "元",
        }
    }

    /// An amount printed in this unit, in 万元. Exact: a division by 10 000 shifts the scale.
    pub fn to_wan(self, amount: Decimal) -> Decimal {
        match self {
            Self::Wan => amount,
            Self::Yuan => amount / Decimal::from(10_000),
        }
    }
}

/// What a line of the fund table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundLine {
    /// 年度资金总额, 总额, 合计.
    Total,
    /// 当年财政拨款, 本年财政拨款, 财政资金, 一般预算内拨款.
    Appropriation,
    /// 上年结转资金.
    Carryover,
    /// 财政专户管理资金.
    SpecialAccount,
    /// 单位资金.
    UnitFunds,
    /// 中央、省、市补助 and the like: money of a higher level.
    Transfer,
    /// 县级资金, 地方资金: money of the own level.
    Local,
    /// 其他资金.
    Other,
}

impl FundLine {
    /// All lines, in the order forms print them.
    pub const ALL: [Self; 8] = [
        Self::Total,
        Self::Appropriation,
        Self::Carryover,
        Self::SpecialAccount,
        Self::UnitFunds,
        Self::Transfer,
        Self::Local,
        Self::Other,
    ];

    /// The stable name used in JSON, in places (`fund:total`) and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Appropriation => "appropriation",
            Self::Carryover => "carryover",
            Self::SpecialAccount => "special_account",
            Self::UnitFunds => "unit_funds",
            Self::Transfer => "transfer",
            Self::Local => "local",
            Self::Other => "other",
        }
    }

    /// The line of that stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.name() == name)
    }
}

/// One line of the fund table (项目资金). Amounts are in the report's [`MoneyUnit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fund {
    /// What the line counts.
    pub line: FundLine,
    /// The label as printed.
    pub label: SmolStr,
    /// 年初预算数.
    pub initial: Field<Decimal>,
    /// 全年预算数 (adjusted).
    pub annual: Field<Decimal>,
    /// 全年执行数.
    pub executed: Field<Decimal>,
    /// 分值 / 分数, points.
    pub weight: Field<Decimal>,
    /// 执行率 in percent: `100.00` is 100 %, also where the form prints `1`.
    pub rate: Field<Decimal>,
    /// 得分, points.
    pub score: Field<Decimal>,
}

impl Fund {
    /// The cells, in the order of the official form.
    pub const fn cells(&self) -> [&Field<Decimal>; 6] {
        [
            &self.initial,
            &self.annual,
            &self.executed,
            &self.weight,
            &self.rate,
            &self.score,
        ]
    }

    /// The cells, to be changed.
    pub const fn cells_mut(&mut self) -> [&mut Field<Decimal>; 6] {
        [
            &mut self.initial,
            &mut self.annual,
            &mut self.executed,
            &mut self.weight,
            &mut self.rate,
            &mut self.score,
        ]
    }
}

/// The first-level class of an indicator (一级指标), by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 成本指标.
    Cost,
    /// 产出指标, 项目完成指标.
    Output,
    /// 效益指标, 效果指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
    /// 项目决策, 项目管理, 过程 and the like of older layouts.
    Process,
    /// Anything else, or a form without first level.
    Other,
}

impl Category {
    /// The class a level-1 label names (weights in brackets and white space do not matter).
    pub fn of(level1: &str) -> Self {
        // As most forms print it.
        match level1 {
            "产出指标" => return Self::Output,
            "效益指标" => return Self::Benefit,
            "满意度指标" => return Self::Satisfaction,
            "成本指标" => return Self::Cost,
            _ => {}
        }
        let label = fold(level1);
        match Self::named(&label) {
            Self::Other => Self::named(&simplified(&label)),
            category => category,
        }
    }

    fn named(label: &str) -> Self {
        let any = |words: &[&str]| words.iter().any(|word| label.contains(word));
        if any(&["满意度"]) {
            Self::Satisfaction
        } else if any(&["成本"]) {
            Self::Cost
        } else if any(&["产出", "完成"]) {
            Self::Output
        } else if any(&["效益", "效果"]) {
            Self::Benefit
        } else if any(&["决策", "管理", "过程", "投入"]) {
            Self::Process
        } else {
            Self::Other
        }
    }
}

/// One third-level indicator (三级指标).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Indicator {
    /// 一级指标: label as it counts for this row, also where printed once for many rows.
    pub level1: Field<SmolStr>,
    /// 二级指标, likewise.
    pub level2: Field<SmolStr>,
    /// 三级指标.
    pub name: Field<SmolStr>,
    /// 年度指标值. Where sign, value and unit stand in cells of their own, `printed` joins them.
    pub target: Field<Measure>,
    /// 实际完成值.
    pub actual: Field<Measure>,
    /// 分值, points.
    pub weight: Field<Decimal>,
    /// 得分, points.
    pub score: Field<Decimal>,
    /// 偏差原因分析及改进措施.
    pub reason: Field<SmolStr>,
}

impl Indicator {
    /// First-level class.
    pub fn category(&self) -> Category {
        self.level1
            .value()
            .map_or(Category::Other, |label| Category::of(label))
    }

    /// Whether it rests on numbers.
    pub fn nature(&self) -> Nature {
        match (self.target.value(), self.actual.value()) {
            (Some(target), Some(actual)) => {
                if target.tells_number() && actual.tells_number()
                    || target.tells_date() && actual.tells_date()
                {
                    Nature::Quantitative
                } else {
                    Nature::Qualitative
                }
            }
            (Some(Measure::Words(_)), None) => Nature::Qualitative,
            _ => Nature::Unknown,
        }
    }
}

/// Whether an indicator rests on numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Target and actual are numbers, or both tell a date or numbers among words (`4-6期`, `达到93%`).
    Quantitative,
    /// Target or actual is words.
    Qualitative,
    /// One is missing or unreadable, so that neither can be said.
    Unknown,
}

/// Something that had to be mended to read the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// Where.
    pub origin: Origin,
    /// What kind of mending: a key of the message catalogue, `repair-…`.
    pub kind: String,
    /// The text found there, cut to a readable length.
    pub found: String,
    /// What it was read as.
    pub read_as: String,
}

/// Something that is missing or could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Where it should have been.
    pub origin: Origin,
    /// Which value: `unit`, `fund:total/rate`, `indicator:3/target`, …
    pub what: String,
    /// Why it stays empty: a key of the message catalogue, `gap-…`.
    pub reason: String,
    /// The text found there, if any.
    pub found: String,
}

/// One row of the file the form was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Sheet or page, 0 where the file has none.
    pub part: u32,
    /// Row or line number in it.
    pub row: u32,
    /// The row as it stood, cells separated by tabs.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_one_unit_lies_together_and_is_still_told_apart() {
        let of = |unit: &str, own: [u8; 16]| {
            let key = Key {
                unit: unit.to_owned(),
                project: String::new(),
                year: None,
            };
            let mut hash = own;
            key.lead(&mut hash);
            hash
        };
        let (one, other) = (of("甲", [0; 16]), of("甲", [0xff; 16]));
        assert_eq!((one[0], one[1] >> 4), (other[0], other[1] >> 4));
        assert_eq!((one[1] & 0x0f, &one[2..]), (0, &[0; 14][..]));
        assert_eq!((other[1] & 0x0f, &other[2..]), (0x0f, &[0xff; 14][..]));
        assert_ne!(of("乙", [0; 16])[0], one[0]);
    }
}

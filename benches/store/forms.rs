//! Forms of the size of real ones, each a little different, for the store alone: no file is read and no rule runs.

use rust_decimal::Decimal;
use shenyue::form::{
    Comparator, Field, Fund, FundLine, Grade, Indicator, Measure, Origin, Quantity, Report,
    SourceRow,
};
use shenyue::rules::{self, Fact, FieldName, Finding, Mark, Place, Severity, Texts};
use shenyue::store::NewReport;
use smol_str::SmolStr;

const INDICATORS: u32 = 12;
const FINDINGS: u32 = 8;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }

    fn prose(&mut self, characters: usize) -> String {
        let mut prose = String::new();
        while prose.chars().count() < characters {
            for words in [WHEN, DO, WHAT, HOW] {
                prose.push_str(self.pick(words));
            }
            prose.push_str(&self.roll(9_000).to_string());
            prose.push_str(self.pick(&["项；", "次，", "处。", "平方米，", "人次。"]));
        }
        prose
    }
}

const WHEN: &[&str] = &[
    "年内",
    "全年",
    "按季度",
    "截至年底",
    "上半年",
    "汛期前",
    "重大活动期间",
];
const DO: &[&str] = &[
    "完成", "组织", "开展", "保障", "推进", "落实", "新建", "维修", "排查", "更换",
];
const WHAT: &[&str] = &[
    "道路保洁",
    "消防设施",
    "绿化养护",
    "河道整治",
    "社区食堂",
    "图书采购",
    "校舍修缮",
    "疫苗接种",
    "路灯节能",
    "农田灌溉",
    "档案数字化",
    "技能培训",
    "就业帮扶",
    "垃圾分类",
    "公厕改造",
    "应急演练",
];
const HOW: &[&str] = &[
    "，累计",
    "，覆盖",
    "，共计",
    "，新增",
    "，及时处置",
    "，达标",
];

fn text(value: impl Into<SmolStr>, row: u32) -> Field<SmolStr> {
    let value = value.into();
    Field::known(value.clone(), value, Origin::new(0, row, 2))
}

fn number(value: Decimal, row: u32, column: u32) -> Field<Decimal> {
    Field::known(value.to_string(), value, Origin::new(0, row, column))
}

pub fn form(id: usize, dice: &mut Dice) -> NewReport {
    let unit = format!("第{}街道办事处", dice.roll(2_000));
    let project = format!("{}{}项目{id}", dice.pick(DO), dice.pick(WHAT));
    let year = 2019 + i32::try_from(dice.roll(6)).unwrap();
    let annual = Decimal::new(i64::try_from(dice.roll(90_000_000)).unwrap(), 2);
    let executed = annual * Decimal::new(8_000 + i64::try_from(dice.roll(2_001)).unwrap(), 4);
    let mut report = Report {
        title: text("项目支出绩效自评表", 1),
        year: Field::known(format!("（{year}年度）"), year, Origin::new(0, 2, 1)),
        project: text(project, 3),
        department: text("区城市管理局", 4),
        unit: text(unit, 4),
        goal: text(dice.prose(150), 9),
        outcome: text(dice.prose(300), 9),
        total_weight: number(Decimal::ONE_HUNDRED, 30, 6),
        total_score: number(
            Decimal::new(9_000 + i64::try_from(dice.roll(1_001)).unwrap(), 2),
            30,
            7,
        ),
        grade: Field::known("优", Grade::Excellent, Origin::new(0, 31, 2)),
        ..Report::default()
    };
    for (row, line) in [
        (6, FundLine::Total),
        (7, FundLine::Appropriation),
        (8, FundLine::Other),
    ] {
        report.funds.push(Fund {
            line,
            label: line.name().into(),
            initial: number(annual, row, 3),
            annual: number(annual, row, 4),
            executed: number(executed.round_dp(2), row, 5),
            weight: number(Decimal::TEN, row, 6),
            rate: number(Decimal::new(9_614, 2), row, 7),
            score: number(Decimal::new(961, 2), row, 8),
        });
    }
    for row in 11..11 + INDICATORS {
        let count = Decimal::from(dice.roll(900));
        let measure = |unit: &str| {
            Measure::Quantity(Quantity {
                comparator: Some(Comparator::AtLeast),
                number: count,
                unit: unit.into(),
            })
        };
        let place = |column| Origin::new(0, row, column);
        report.indicators.push(Indicator {
            level1: text("产出指标", row),
            level2: text("数量指标", row),
            name: text(format!("{}{}数量", dice.pick(DO), dice.pick(WHAT)), row),
            target: Field::known(format!("≥{count}(件)"), measure("件"), place(4)),
            actual: Field::known(format!("={count}(件)"), measure("件"), place(5)),
            weight: number(Decimal::new(750, 2), row, 6),
            score: number(Decimal::new(750, 2), row, 7),
            reason: Field {
                reading: shenyue::form::Reading::Blank,
                ..Field::absent()
            },
        });
    }
    report.source = source(&report);
    let findings = (0..FINDINGS).map(|at| finding(at, dice)).collect();
    NewReport {
        report,
        findings,
        answers: Vec::new(),
        digest: dice.prose(20).into_bytes(),
        all_full: id.is_multiple_of(3),
    }
}

fn source(report: &Report) -> Vec<SourceRow> {
    let mut rows = vec![
        report.project.printed.to_string(),
        report.unit.printed.to_string(),
        format!("{}\t{}", report.goal.printed, report.outcome.printed),
    ];
    for indicator in &report.indicators {
        rows.push(format!(
            "{}\t{}\t{}\t{}\t{}\t7.50\t7.50",
            indicator.level1.printed,
            indicator.level2.printed,
            indicator.name.printed,
            indicator.target.printed,
            indicator.actual.printed
        ));
    }
    (1..)
        .zip(rows)
        .map(|(row, text)| SourceRow { part: 0, row, text })
        .collect()
}

fn finding(at: u32, dice: &mut Dice) -> Finding {
    let place = Place::Indicator(1 + at);
    let rule = rules::all()[dice.roll(rules::all().len())].id;
    let severity = [
        Severity::Notice,
        Severity::Notice,
        Severity::Warning,
        Severity::Error,
    ];
    Finding {
        rule,
        severity: severity[dice.roll(if at == 0 { 4 } else { 3 })],
        place,
        message: "main",
        facts: vec![("name", Fact::Text(dice.pick(WHAT).to_owned()))],
        marks: vec![Mark {
            place,
            field: FieldName::Target,
            span: None,
        }],
        rests_on: Texts::from_iter([dice.roll(1_000).to_string()]),
        batch: String::new(),
        ordinal: 0,
    }
}

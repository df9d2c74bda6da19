//! Forms of our own invention, with the faults the desk is there to show.

use rust_decimal::Decimal;
use shenyue::form::{
    Field, Fund, FundLine, Gap, Grade, Indicator, Measure, Origin, Reading, Repair, Report,
    SourceRow, parse_decimal, parse_percent,
};

/// 三级指标 with what stands beside it.
type Row<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
);

/// What differs between the forms.
pub struct Facts<'a> {
    pub year: i32,
    pub project: &'a str,
    pub unit: &'a str,
    /// 年初, 全年, 执行, 执行率, 得分.
    pub funds: [&'a str; 5],
    pub goal: &'a str,
    pub outcome: &'a str,
    /// 一级, 二级, 三级, 目标, 实际, 分值, 得分.
    pub rows: &'a [Row<'a>],
    pub total: &'a str,
    pub grade: &'a str,
}

const HONEST: &[Row<'_>] = &[
    (
        "产出指标",
        "数量指标",
        "保洁道路面积",
        "≥120.00(万平方米)",
        "123.50(万平方米)",
        "20.00",
        "20.00",
    ),
    (
        "产出指标",
        "质量指标",
        "保洁质量抽查合格率",
        "≥95.00(%)",
        "93.10(%)",
        "20.00",
        "19.60",
    ),
    (
        "产出指标",
        "时效指标",
        "垃圾清运及时率",
        "≥98.00(%)",
        "98.40(%)",
        "10.00",
        "10.00",
    ),
    (
        "效益指标",
        "社会效益指标",
        "群众投诉下降率",
        "≥5.00(%)",
        "6.20(%)",
        "30.00",
        "30.00",
    ),
    (
        "满意度指标",
        "服务对象满意度指标",
        "沿街居民满意度",
        "≥88.00(%)",
        "90.30(%)",
        "10.00",
        "10.00",
    ),
];

const VAGUE: &[Row<'_>] = &[
    (
        "产出指标",
        "数量指标",
        "巡查次数",
        "≥48.00(次)",
        "52.00(次)",
        "10.00",
        "10.00",
    ),
    (
        "产出指标",
        "质量指标",
        "巡查工作质量",
        "提高",
        "达成指标",
        "20.00",
        "20.00",
    ),
    (
        "产出指标",
        "时效指标",
        "任务完成及时性",
        "按时完成",
        "达成指标",
        "20.00",
        "20.00",
    ),
    (
        "效益指标",
        "社会效益指标",
        "辖区安全环境改善情况",
        "显著改善",
        "达成指标",
        "20.00",
        "20.00",
    ),
    (
        "效益指标",
        "可持续影响指标",
        "长效管理机制健全性",
        "健全",
        "达成指标",
        "10.00",
        "10.00",
    ),
    (
        "满意度指标",
        "服务对象满意度指标",
        "群众满意度",
        "提高",
        "达成指标",
        "10.00",
        "10.00",
    ),
];

/// The forms, in the order they are imported.
pub fn all() -> Vec<Report> {
    let facts = [
        Facts {
            year: 2024,
            project: "河道日常保洁",
            unit: "清溪镇市容环境管理所",
            funds: ["180.00", "176.40", "171.11", "97.00", "9.70"],
            goal: "全年保洁河道41条，水面无成片漂浮物，抽查合格率不低于95%。",
            outcome: "全年保洁河道41条，抽查合格率93.1%，因汛期漂浮物增多略低于目标，已加密打捞班次。",
            rows: HONEST,
            total: "99.30",
            grade: "优",
        },
        // The total does not add up, and all the rest is full.
        Facts {
            year: 2024,
            project: "老旧小区电气线路安全改造及消防设施更新（二期）",
            unit: "清溪镇平安建设办公室",
            funds: ["457.20", "293.20", "293.20", "100.00", "10.00"],
            goal: "改造老旧小区电气线路26处，更新消防设施，切实消除隐患，居民满意度达到90%。",
            outcome: "已改造老旧小区电气线路26处，更新灭火器1,250具，居民满意度达到92%，各项任务全部完成。",
            rows: VAGUE,
            total: "98.00",
            grade: "优",
        },
        // Full marks everywhere, most targets in words.
        Facts {
            year: 2024,
            project: "村级公共服务综合补助",
            unit: "清溪镇社区事务受理中心",
            funds: ["64.80", "62.90", "62.90", "100.00", "10.00"],
            goal: "保障村级公共服务正常运转。",
            outcome: "村级公共服务正常运转，群众满意。",
            rows: VAGUE,
            total: "100.00",
            grade: "优",
        },
        // The rate is wrong and the grade too good.
        Facts {
            year: 2023,
            project: "社区食堂运营补贴",
            unit: "清溪镇社区事务受理中心",
            funds: ["96.00", "90.00", "67.50", "85.00", "8.50"],
            goal: "3家社区食堂全年开放，日均供餐600人次。",
            outcome: "3家社区食堂全年开放，日均供餐612人次。",
            rows: HONEST,
            total: "98.10",
            grade: "良",
        },
    ];
    let mut reports: Vec<Report> = facts.iter().zip(0..).map(form).collect();
    if let Some(odd) = reports.get_mut(2) {
        odd.repairs.push(Repair {
            origin: Origin::new(0, 71, 1),
            kind: "repair-split-label".to_owned(),
            found: "质量 / 指标".to_owned(),
            read_as: "质量指标".to_owned(),
        });
        odd.gaps.push(Gap {
            origin: Origin::new(0, 62, 8),
            what: "unit".to_owned(),
            reason: "gap-blank".to_owned(),
            found: String::new(),
        });
    }
    reports
}

fn form((facts, index): (&Facts<'_>, u32)) -> Report {
    let first = index * 24 + 1;
    let at = |row: u32, column: u32| Origin::new(0, first + row, column);
    let words = |text: &str, origin| Field::known(text, text.into(), origin);
    let [initial, annual, executed, rate, score] = facts.funds;
    let fund = |line, label: &str, row, weight: &str, score: &str| Fund {
        line,
        label: label.into(),
        initial: number(initial, at(row, 3)),
        annual: number(annual, at(row, 4)),
        executed: number(executed, at(row, 5)),
        weight: number(weight, at(row, 6)),
        rate: Field::read(rate, at(row, 7), parse_percent),
        score: number(score, at(row, 8)),
    };
    let nothing = |line, label: &str, row| Fund {
        line,
        label: label.into(),
        initial: number("0.00", at(row, 3)),
        annual: number("0.00", at(row, 4)),
        executed: number("0.00", at(row, 5)),
        weight: number("-", at(row, 6)),
        rate: Field::read("0.00", at(row, 7), parse_percent),
        score: number("-", at(row, 8)),
    };
    let indicators: Vec<Indicator> = facts
        .rows
        .iter()
        .zip(11..)
        .map(
            |((level1, level2, name, target, actual, weight, score), row)| Indicator {
                level1: words(level1, at(row, 1)),
                level2: words(level2, at(row, 2)),
                name: words(name, at(row, 3)),
                target: measure(target, at(row, 4)),
                actual: measure(actual, at(row, 5)),
                weight: number(weight, at(row, 6)),
                score: number(score, at(row, 7)),
                reason: Field {
                    reading: Reading::Blank,
                    origin: at(row, 8),
                    ..Field::absent()
                },
            },
        )
        .collect();
    let last = 11 + u32::try_from(indicators.len()).unwrap();
    Report {
        title: words("项目支出绩效自评表", at(0, 1)),
        year: Field::known(facts.year.to_string(), facts.year, at(1, 1)),
        project: words(facts.project, at(2, 3)),
        department: words("清溪镇人民政府（汇总）", at(3, 3)),
        unit: words(facts.unit, at(3, 6)),
        funds: vec![
            fund(FundLine::Total, "年度资金总额：", 5, "10.00", score),
            fund(FundLine::Appropriation, "其中：当年财政拨款", 6, "-", "-"),
            nothing(FundLine::Carryover, "上年结转资金", 7),
            nothing(FundLine::Other, "其他资金", 8),
        ],
        goal: words(facts.goal, at(10, 2)),
        outcome: words(facts.outcome, at(10, 5)),
        source: facts
            .rows
            .iter()
            .zip(first + 11..)
            .map(|((a, b, c, d, e, f, g), row)| SourceRow {
                part: 0,
                row,
                text: [*a, b, c, d, e, f, g, ""].join("\t"),
            })
            .collect(),
        indicators,
        total_weight: number("100.00", at(last, 6)),
        total_score: number(facts.total, at(last, 7)),
        grade: Field::read(facts.grade, at(last + 1, 2), Grade::parse),
        ..Report::default()
    }
}

fn number(text: &str, origin: Origin) -> Field<Decimal> {
    Field::read(text, origin, parse_decimal)
}

fn measure(text: &str, origin: Origin) -> Field<Measure> {
    Field {
        printed: text.into(),
        reading: Measure::parse(text),
        origin,
    }
}

/// `count` forms of which only name, unit and year differ, to fill a long list.
pub fn many(count: usize) -> Vec<Report> {
    const PROJECTS: [&str; 7] = [
        "镇级道路设施养护",
        "社区文化活动经费",
        "河道日常保洁",
        "为老服务实事项目",
        "农村人居环境整治",
        "平安志愿者补贴",
        "市容环境综合整治及长效管理",
    ];
    const UNITS: [&str; 3] = [
        "清溪镇市政管理所",
        "清溪镇文体中心",
        "清溪镇农业综合服务中心",
    ];
    (0..count)
        .map(|index| {
            let project = format!("{}{index:03}", PROJECTS[index % PROJECTS.len()]);
            let facts = Facts {
                year: 2023 + i32::from(index % 2 == 0),
                project: &project,
                unit: UNITS[index % UNITS.len()],
                funds: ["1,280.00", "1,264.55", "1,264.55", "100.00", "10.00"],
                goal: "按计划完成全年任务。",
                outcome: "已按计划完成全年任务。",
                rows: if index % 3 == 0 { VAGUE } else { HONEST },
                total: if index % 3 == 0 { "100.00" } else { "99.60" },
                grade: "优",
            };
            form((&facts, u32::try_from(index).unwrap() + 10))
        })
        .collect()
}

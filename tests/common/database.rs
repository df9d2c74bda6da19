//! Databases made through the library, with the rules' own findings.

use std::path::Path;

use rust_decimal::Decimal;
use shenyue::form::{
    Comparator, Field, Fund, FundLine, Grade, Indicator, Measure, Origin, Quantity, Report,
};
use shenyue::rules::{Settings, all_full, check, digest};
use shenyue::store::{NewFile, NewReport, Prepared, Writer};
use smol_str::SmolStr;

/// The project whose scores do not add up.
pub const MISMATCHED: &str = "河道保洁养护";

fn at(row: u32, column: u32) -> Origin {
    Origin::new(0, row, column)
}

fn text(value: &str, row: u32) -> Field<SmolStr> {
    Field::known(value, value.into(), at(row, 2))
}

fn number(value: &str, row: u32, column: u32) -> Field<Decimal> {
    Field::known(value, value.parse().unwrap(), at(row, column))
}

fn indicator(row: u32, name: &str, weight: &str, score: &str) -> Indicator {
    let quantity = |comparator| {
        Measure::Quantity(Quantity {
            comparator,
            number: "95.00".parse().unwrap(),
            unit: "%".into(),
        })
    };
    Indicator {
        level1: text("产出指标", row),
        level2: text("质量指标", row),
        name: text(name, row),
        target: Field::known("≥95.00%", quantity(Some(Comparator::AtLeast)), at(row, 4)),
        actual: Field::known("96.50%", quantity(None), at(row, 5)),
        weight: number(weight, row, 6),
        score: number(score, row, 7),
        ..Indicator::default()
    }
}

/// A form whose parts add up to `sum`, and which prints `total` as its total score.
fn form(project: &str, unit: &str, year: i32, sum: &str, total: &str) -> Report {
    let rest: Decimal = sum.parse::<Decimal>().unwrap() - Decimal::from(55);
    Report {
        title: text("财政项目支出绩效自评表", 1),
        year: Field::known(year.to_string(), year, at(2, 1)),
        project: text(project, 3),
        department: text("青禾区财政局", 4),
        unit: text(unit, 5),
        funds: vec![Fund {
            line: FundLine::Total,
            label: "年度资金总额".into(),
            initial: number("120.50", 7, 2),
            annual: number("130.00", 7, 3),
            executed: number("130.00", 7, 4),
            weight: number("10", 7, 5),
            rate: number("100.00", 7, 6),
            score: number("10.00", 7, 7),
        }],
        goal: text(
            "保障辖区道路保洁和绿化养护，及时处置垃圾，群众满意度不低于95%。",
            9,
        ),
        outcome: text(
            "全年完成保洁面积12万平方米，按合同支付130.00万元，群众满意。",
            10,
        ),
        indicators: vec![
            indicator(12, "保洁合格率", "45.00", "45.00"),
            indicator(13, "群众满意度", "45.00", &rest.to_string()),
        ],
        total_weight: number("100", 14, 2),
        total_score: number(total, 14, 3),
        grade: Field::known("优", Grade::Excellent, at(15, 2)),
        ..Report::default()
    }
}

const WORDS: [&str; 8] = [
    "道路保洁",
    "社区养老",
    "消防演练",
    "绿化养护",
    "防汛物资",
    "校舍维修",
    "健康宣传",
    "档案整理",
];

/// Characters that differ from row to row: a painter that only writes what changed gets nothing for
/// free.
fn varied(seed: usize, count: usize) -> String {
    const FROM: &str =
        "青禾白沙柳桥临澜岚汀梧竹溪河道养护社区服务设施更新改造农田水利文化教育卫生体育民政交通";
    let from: Vec<char> = FROM.chars().collect();
    let at = |n: usize| (seed * 31 + n * 17 + seed * n * 7) % from.len();
    (0..count).map(|n| from[at(n)]).collect()
}

/// A database of `count` forms, the first of which, [`MISMATCHED`], has a total that is wrong.
pub fn create(path: &Path, count: usize) {
    let mut reports = vec![form(MISMATCHED, "颛溪镇水务站", 2023, "97.00", "99.00")];
    reports.extend((1..count).map(|n| {
        let word = WORDS[n % WORDS.len()];
        let year = 2019 + i32::try_from(n % 5).unwrap();
        let unit = format!("{}镇{}中心", varied(n, 2), varied(n + 7, 4));
        let project = format!("{word}{}专项{n}", varied(n + 3, 4 + n % 9));
        form(&project, &unit, year, "100.00", "100.00")
    }));
    let settings = Settings::default();
    let reports: Vec<Prepared> = reports
        .into_iter()
        .map(|report| NewReport {
            answers: Vec::new(),
            findings: check(&report, &settings).findings,
            digest: digest(&report),
            all_full: all_full(&report),
            report,
        })
        .map(|new| Prepared::new(new).unwrap())
        .collect();
    let mut writer = Writer::create(path).unwrap();
    let mut import = writer.import();
    import
        .add(NewFile {
            path: "自评表.xlsx",
            sha256: [3; 32],
            parts: &["自评表".to_owned()],
            reports,
        })
        .unwrap();
    import.finish().unwrap();
}

//! 单位与指标不符.

use super::prelude::*;
use crate::form::Quantity;
use crate::rules::scoring::{may_be_share, measured};
use crate::rules::settings::Units;

pub static RULE: Rule = Rule {
    id: "unit-mismatch",
    group: Group::Indicators,
    name: text("计量单位与指标不符", "unit does not fit the indicator"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "目标值与完成值单位不同（可以换算、只差分母的不作错误）；率、比例、满意度、进度用了计数单位；人数不以人计；「…性」用百分比；面积写作「平方」；完成值缺单位。",
        "Target and actual have different units (no error where one can be converted, or only what it is per is left out); a rate, share, satisfaction or progress is counted in pieces; people not counted in persons; a “-ness” in per cent; areas in “square”; the actual has no unit.",
    ),
    why: text(
        "单位不符，目标值与完成值不能比较，得分无从计算。",
        "With units that do not fit, target and actual cannot be compared.",
    ),
    basis: &[basis(
        Status::Judgement,
        "同一指标应使用同一计量单位",
        "one indicator, one unit",
    )],
    innocent: text(
        "人次、人可互换的统计；单位在表头统一注明。",
        "Counts where persons and visits are the same; a unit given in the header.",
    ),
    procedure: text(
        "向填报单位确认口径，要求更正单位后重新计算。",
        "Ask what was counted; have the unit corrected; recompute.",
    ),
    example: text(
        "「设备完好率」目标 ≥98.00(台)。",
        "“Share of equipment in working order”: target ≥98.00 (pieces).",
    ),
    parameters: &[
        "units.same",
        "units.convertible",
        "units.plain_ratio",
        "units.people",
        "units.loose",
        "words.rate_heads",
        "words.rate_tails",
        "words.not_rates",
    ],
    messages: &[
        message(
            "differ",
            "「{name}」目标值单位为「{unit}」，完成值单位为「{other}」",
            "“{name}”: the target counts {unit}, the actual {other}",
        ),
        message(
            "magnitude",
            "「{name}」目标值单位为「{unit}」，完成值单位为「{other}」，换算后相差十倍以上",
            "“{name}”: the target counts {unit}, the actual {other}: ten times apart and more",
        ),
        message(
            "convert",
            "「{name}」目标值单位为「{unit}」，完成值单位为「{other}」，须换算后比较",
            "“{name}”: the target counts {unit}, the actual {other}: to be converted before they are compared",
        ),
        message(
            "denominator",
            "「{name}」目标值单位为「{unit}」，完成值单位为「{other}」，一处未写分母",
            "“{name}”: the target counts {unit}, the actual {other}: one leaves out what it is per",
        ),
        message(
            "share",
            "「{name}」目标值和完成值一个带百分号，另一个是不大于 1 的数，是否同一口径无法确定",
            "“{name}”: of target and actual one is in per cent, the other a number of 1 or less that may be a share",
        ),
        message(
            "rate",
            "「{name}」是比率，单位却为「{unit}」",
            "“{name}” is a rate, yet its unit is {unit}",
        ),
        message(
            "people",
            "「{name}」是人数，单位却为「{unit}」",
            "“{name}” counts people, yet its unit is {unit}",
        ),
        message(
            "quality",
            "「{name}」以百分比计量，未见计算口径",
            "“{name}” is measured in per cent; how is not said",
        ),
        message(
            "loose",
            "「{name}」单位「{unit}」不规范",
            "“{name}”: {unit} is not a proper unit",
        ),
        message(
            "no-unit",
            "「{name}」目标值单位为「{unit}」，完成值没有单位",
            "“{name}”: the target counts {unit}, the actual has no unit",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    // Layouts with a column for the unit print actuals without one throughout.
    let bare = subject
        .rows()
        .iter()
        .filter_map(Row::quantities)
        .all(|(_, actual)| actual.unit.is_empty() || actual.is_percent());
    for row in subject.rows() {
        let Some((target, actual)) = row.quantities() else {
            continue;
        };
        looked = true;
        if let Some(hit) = compare(row, target, actual, settings)
            .filter(|hit| !bare || hit.message != "no-unit")
            .or_else(|| fits(row, target, settings))
        {
            hits.push(
                hit.text("name", row.name())
                    .cell(FieldName::Target)
                    .cell(FieldName::Actual)
                    .cell(FieldName::Name),
            );
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_QUANTITATIVE)
    }
}

fn compare(
    row: &Row<'_>,
    target: &Quantity,
    actual: &Quantity,
    settings: &Settings,
) -> Option<Hit> {
    let (unit, other) = (target.unit.as_str(), actual.unit.as_str());
    if unit == other {
        return None;
    }
    if may_be_share(target, actual) {
        return Some(Hit::notice(row.place(), "share"));
    }
    if unit.is_empty() {
        return None;
    }
    let unnamed = || Hit::notice(row.place(), "no-unit").text("unit", unit);
    if other.is_empty() {
        // A percentage column often leaves the sign out, and none is none of anything.
        return (!target.is_percent() && !actual.number.is_zero()).then(unnamed);
    }
    let hit = match differ(unit, other, &settings.units)? {
        Differ::Unnamed => return Some(unnamed()),
        // 0.8万人 and 7600人: another way to print it.
        Differ::Magnitude if measured(target, actual, &settings.units).is_some() => {
            Hit::notice(row.place(), "convert")
        }
        Differ::Magnitude if settings.units.multiples(unit, other).is_some() => {
            Hit::warning(row.place(), "magnitude")
        }
        Differ::Magnitude => Hit::warning(row.place(), "convert"),
        Differ::Denominator => Hit::notice(row.place(), "denominator"),
        Differ::Thing => Hit::error(row.place(), "differ"),
    };
    Some(hit.text("unit", unit).text("other", other))
}

/// How two units differ.
enum Differ {
    /// One can be had from the other by counting: 万人次 and 人次, 小时 and 分钟.
    Magnitude,
    /// One says what it is per, the other does not: 元/人 and 元.
    Denominator,
    /// One leaves out what the 万 are of: 亿元 and 亿.
    Unnamed,
    /// They count different things.
    Thing,
}

/// How two units differ; `None` where they are two names of one.
fn differ(unit: &str, other: &str, units: &Units) -> Option<Differ> {
    let one_name = |unit: &str, other: &str| {
        unit == other
            || units.same.are_same(unit, other)
            || is_bracketed(unit, other)
            || is_bracketed(other, unit)
    };
    // 元/人·月, 元/人/月.
    let divided = |unit: &str| unit.replace(['·', '•', '*', '×', '每'], "/");
    let (unit, other) = (divided(unit), divided(other));
    if one_name(&unit, &other) {
        return None;
    }
    let ((many, one), (as_many, another)) = (units.parted(&unit), units.parted(&other));
    if one.is_empty() != another.is_empty() {
        return Some(if many == as_many {
            Differ::Unnamed
        } else {
            Differ::Magnitude
        });
    }
    let same = one_name(one, another);
    if same || units.convertible.are_same(one, another) {
        return (!same || many != as_many).then_some(Differ::Magnitude);
    }
    if let (Some((unit, per)), Some((other, other_per))) =
        (unit.split_once('/'), other.split_once('/'))
        && one_name(unit, other)
        && units.convertible.are_same(per, other_per)
    {
        return Some(Differ::Magnitude);
    }
    let numerator = |unit: &str| unit.split('/').next().unwrap_or_default().to_owned();
    let per = unit.contains('/') != other.contains('/');
    Some(if per && one_name(&numerator(&unit), &numerator(&other)) {
        Differ::Denominator
    } else {
        Differ::Thing
    })
}

/// Whether a unit stands for another with or without what it has in brackets: 户(次) for 户 and 户次, 头(只) for
/// 头 and 只.
fn is_bracketed(unit: &str, other: &str) -> bool {
    unit.strip_suffix(')')
        .and_then(|unit| unit.split_once('('))
        .is_some_and(|(unit, inner)| {
            unit == other || inner == other || other.strip_prefix(unit) == Some(inner)
        })
}

fn fits(row: &Row<'_>, target: &Quantity, settings: &Settings) -> Option<Hit> {
    let unit = target.unit.as_str();
    if unit.is_empty() {
        return None;
    }
    let name = row.name_folded();
    let units = &settings.units;
    if !units.plain_ratio.is(unit)
        && !unit.contains('/')
        && (row.is_rate(settings) || name.ends_with("进度"))
    {
        return Some(Hit::warning(row.place(), "rate").text("unit", unit));
    }
    if name.ends_with("人数")
        && !units
            .people
            .is(unit.trim_start_matches(['十', '百', '千', '万', '亿']))
    {
        return Some(Hit::warning(row.place(), "people").text("unit", unit));
    }
    if name.ends_with('性') && target.is_percent() {
        return Some(Hit::notice(row.place(), "quality"));
    }
    units
        .loose
        .is(unit)
        .then(|| Hit::notice(row.place(), "loose").text("unit", unit))
}

#[cfg(test)]
fn with(name: &str, target: &str, actual: &str) -> Vec<Draft> {
    form()
        .called(1, "产出指标", "数量指标", name)
        .measured(1, target, actual)
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("differ", "indicator:1", || {
        with("培训场次", "≥20(场)", "20(人)")
    }),
    Case::notice("convert", "indicator:1", || {
        with("服务人次", "≥2(万人次)", "23000(人次)")
    }),
    Case::notice("convert", "indicator:1", || {
        with("完成投资", "1.5亿元", "15230万元")
    }),
    Case::warning("magnitude", "indicator:1", || {
        with("绿化面积", "≥500(亩)", "5.2(万亩)")
    }),
    Case::notice("no-unit", "indicator:1", || {
        with("旅游收入", "≥2.5亿元", "2.6亿")
    }),
    Case::clean(|| with("事故起数", "≤2(起)", "0")),
    Case::warning("rate", "indicator:1", || {
        with("设备完好率", "≥98.00(台)", "99.00(台)")
    }),
    Case::warning("people", "indicator:1", || {
        with("聘用人数", "=12.00(岗位)", "12.00(岗位)")
    }),
    Case::notice("quality", "indicator:1", || {
        with("处置及时性", "≥90.00(%)", "92.00(%)")
    }),
    Case::notice("loose", "indicator:1", || {
        with("绿化面积", "≥900(平方)", "920(平方)")
    }),
    Case::notice("no-unit", "indicator:1", || {
        with("培训场次", "≥20(场)", "20")
    }),
    Case::warning("convert", "indicator:1", || {
        with("平均响应时间", "≤30(分钟)", "0.4(小时)")
    }),
    Case::warning("convert", "indicator:1", || {
        with("农村低保标准", "≥5640元/年", "470元/月")
    }),
    Case::notice("denominator", "indicator:1", || {
        with("人均培训成本", "≤300(元/人)", "285(元)")
    }),
    Case::notice("share", "indicator:1", || {
        with("资料归档率", "≥95%", "0.96")
    }),
    Case::notice("share", "indicator:1", || with("资料归档率", "100%", "1")),
    Case::clean(|| with("补助标准", "50(元/人/月)", "50(元/人·月)")),
    Case::clean(|| with("年节约用电量", "≥5(万千瓦时)", "5.6(万度)")),
    Case::clean(|| with("服务家庭", "≥300户", "326户（次）")),
    Case::clean(|| with("免疫数量", "≥300头（只）", "326头")),
    Case::clean(|| with("供暖室内温度", "≥18(℃)", "20.5(度)")),
    // Two names of one unit; visits are people too; a frequency is no share.
    Case::clean(|| with("绿化面积", "≥900(平方米)", "920(㎡)")),
    Case::clean(|| with("受训人数", "≥200(人次)", "212(人次)")),
    Case::clean(|| with("巡查频率", "≥2(次)", "2(次)")),
    // No actual of the form has a unit: the layout has a column for it.
    Case::clean(|| {
        let mut draft = form();
        for row in &mut draft.0.indicators {
            let number = row.actual.value().and_then(|actual| actual.quantity());
            row.actual = crate::rules::testing::measure(&number.unwrap().number.to_string());
        }
        draft.alone()
    }),
    Case::clean(|| with("设备完好率", "≥98%", "99")),
    Case::not_applicable(|| bare().alone()),
];

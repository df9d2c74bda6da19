//! 指标归类不当.

use std::sync::LazyLock;

use super::prelude::*;
use crate::form::Category;
use crate::rules::Lexicon;

pub static RULE: Rule = Rule {
    id: "indicator-misclassified",
    group: Group::Indicators,
    name: text("指标归类不当", "indicator in the wrong class"),
    severity: Severity::Notice,
    tier: Tier::Core,
    checks: text(
        "按二级指标的含义比对名称：满意度类没有「满意」，「满意」放在别处；数量类以率或进度结尾；时效类没有时间词；质量类目标是按时完成或没有质量词；经济、生态效益没有相应的词；可持续影响只是当年结果；社会、生态成本没有负面影响。",
        "The name against the meaning of its level-2 class: satisfaction without 满意 or 满意 elsewhere; quantity ending in a rate or progress; timeliness without a word of time; quality with a deadline or no word of quality; economic or ecological benefit without such words; sustained effect that is this year's result; social or ecological cost without a negative effect.",
    ),
    why: text(
        "归类不当会使某一类实际没有被考核。",
        "In the wrong class, an indicator hides that the class itself was not assessed.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号二：各类指标的定义（待核）",
            "Caiyu [2021] 101, part 2: definitions of the classes (to be verified)",
        ),
        basis(
            Status::Secondary,
            "中发〔2018〕34号：绩效目标应包括产出、成本和经济、社会、生态效益、可持续影响、服务对象满意度",
            "Zhongfa [2018] 34: goals include outputs, cost and economic, social, ecological benefit, sustained effect and satisfaction",
        ),
        basis(Status::Judgement, "关键词表", "the keyword tables"),
    ],
    innocent: text(
        "误报可能最高：不少地方接受「完成率」作数量指标，幸福指数可以来自问卷。只作提示。",
        "The rule with the most innocent hits: many bureaus accept a completion rate as quantity; an index can come from a survey. A notice only.",
    ),
    procedure: text(
        "结合指标解释判断，必要时要求调整归类并重新分配分值。",
        "Judge by the explanation of the indicator; if need be have it moved and the points dealt again.",
    ),
    example: text(
        "「生态效益指标」下设「管理水平」。",
        "“Level of management” stands under ecological benefit.",
    ),
    parameters: &[
        "classes.time",
        "classes.quality",
        "classes.economic",
        "classes.ecological",
        "classes.sustained",
        "classes.negative",
        "classes.satisfied",
        "classes.deadline_targets",
        "words.rate_heads",
    ],
    messages: &[
        message(
            "satisfaction-without",
            "满意度类指标「{name}」没有体现满意度",
            "“{name}” stands under satisfaction but does not measure it",
        ),
        message(
            "satisfaction-elsewhere",
            "「{name}」是满意度指标，却放在「{level2}」",
            "“{name}” measures satisfaction but stands under “{level2}”",
        ),
        message(
            "quantity",
            "「{name}」是比率或进度，却放在「{level2}」",
            "“{name}” is a rate or progress but stands under “{level2}”",
        ),
        message(
            "time",
            "「{name}」放在「{level2}」，却与时间无关",
            "“{name}” stands under “{level2}” but has nothing to do with time",
        ),
        message(
            "quality",
            "「{name}」放在「{level2}」，却没有衡量质量",
            "“{name}” stands under “{level2}” but does not measure quality",
        ),
        message(
            "benefit",
            "「{name}」放在「{level2}」，看不出相应的效益",
            "“{name}” stands under “{level2}” but shows no such benefit",
        ),
        message(
            "sustained",
            "「{name}」放在「{level2}」，只是当年结果",
            "“{name}” stands under “{level2}” but is this year's result",
        ),
        message(
            "cost",
            "「{name}」放在「{level2}」，没有说明负面影响",
            "“{name}” stands under “{level2}” but names no negative effect",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let mut looked = false;
    let mut hits = Vec::new();
    for rows in subject.classes() {
        let label = rows.first().map_or("", Row::level2_folded);
        if label.is_empty() {
            continue;
        }
        let satisfied = holds(label, "满意");
        let class = CLASSES.find(label).map(|(_, class)| class);
        for row in rows.iter().filter(|row| !row.name().is_empty()) {
            looked = true;
            let satisfied = satisfied || row.category == Category::Satisfaction;
            if let Some(message) = misplaced(row, satisfied, class, settings) {
                let hit = Hit::notice(row.place(), message).text("name", row.name());
                let hit = if message == "satisfaction-without" {
                    hit
                } else {
                    hit.text("level2", row.level2())
                };
                hits.push(hit.cell(FieldName::Level2).cell(FieldName::Name));
            }
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_LEVEL2)
    }
}

/// What the labels of the level-2 classes are told by.
static CLASSES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "数量",
        "时效",
        "质量",
        "社会成本",
        "环境成本",
        "生态成本",
        "经济效益",
        "生态效益",
        "环境效益",
        "可持续",
    ])
});

/// The message that says what is wrong with the row's class.
fn misplaced(
    row: &Row<'_>,
    satisfaction: bool,
    class: Option<&str>,
    settings: &Settings,
) -> Option<&'static str> {
    let (classes, name) = (&settings.classes, row.name_folded());
    if satisfaction && !classes.satisfied.occurs_in(name) {
        return Some("satisfaction-without");
    }
    if !satisfaction && holds(name, "满意") {
        return Some("satisfaction-elsewhere");
    }
    let rate = || settings.words.rate_heads.ends(name).is_some();
    let timed = || {
        row.target_words()
            .is_some_and(|target| classes.time.occurs_in(target))
            || row
                .quantities()
                .is_some_and(|(target, _)| settings.words.time_units.is(&target.unit))
    };
    let (message, wrong) = match class? {
        "数量" => ("quantity", rate() || name.ends_with("进度")),
        "时效" => ("time", !classes.time.occurs_in(name) && !timed()),
        "质量" => {
            let deadline = row
                .target_words()
                .is_some_and(|target| classes.deadline_targets.occurs_in(target));
            (
                "quality",
                deadline || !rate() && !classes.quality.occurs_in(name),
            )
        }
        "经济效益" => ("benefit", !classes.economic.occurs_in(name)),
        "生态效益" | "环境效益" => ("benefit", !classes.ecological.occurs_in(name)),
        "可持续" => ("sustained", !classes.sustained.occurs_in(name)),
        _ => ("cost", !classes.negative.occurs_in(name)),
    };
    wrong.then_some(message)
}

#[cfg(test)]
fn with(level1: &str, level2: &str, name: &str) -> Vec<Draft> {
    form().called(4, level1, level2, name).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("satisfaction-without", "indicator:4", || {
        with("满意度指标", "服务对象满意度指标", "设备验收合格率")
    }),
    Case::notice("satisfaction-elsewhere", "indicator:4", || {
        with("效益指标", "社会效益指标", "住户满意度")
    }),
    Case::notice("quantity", "indicator:4", || {
        with("产出指标", "数量指标", "修缮进度")
    }),
    Case::notice("time", "indicator:4", || {
        with("产出指标", "时效指标", "采购完成率")
    }),
    Case::notice("quality", "indicator:4", || {
        with("产出指标", "质量指标", "职工积极性")
    }),
    Case::notice("benefit", "indicator:4", || {
        with("效益指标", "生态效益指标", "管理水平提高")
    }),
    Case::notice("sustained", "indicator:4", || {
        with("效益指标", "可持续影响指标", "案件办结情况")
    }),
    Case::notice("cost", "indicator:4", || {
        with("成本指标", "社会成本指标", "执行工资标准")
    }),
    Case::clean(|| with("效益指标", "可持续影响指标", "管护长效机制健全性")),
    Case::clean(|| with("产出指标", "时效指标", "采购按期完成率")),
    Case::clean(|| {
        form()
            .called(4, "产出指标", "时效指标", "工资发放")
            .measured(4, "按月发放", "按月发放")
            .alone()
    }),
    Case::clean(|| {
        form()
            .called(4, "产出指标", "时效指标", "救灾资金下拨")
            .measured(4, "24小时内", "18小时")
            .alone()
    }),
    Case::clean(|| with("满意度指标", "服务对象满意度指标", "有效投诉次数")),
    Case::not_applicable(|| bare().alone()),
];

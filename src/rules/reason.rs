//! Reasons why a rule has nothing to look at.

use crate::locales::Text;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)*) => {
        $($(#[$doc])* pub static $name: Text = Text { zh: $zh, en: $en };)*
    };
}

reasons! {
    /// The only form of its unit in its year.
    NO_PEERS: "该单位本年度只有这一份表", "it is the only form of its unit in its year";
    /// Too few forms make no pattern.
    FEW_PEERS: "可比的表或指标太少", "too few forms or indicators to compare";
    /// Too few units, forms or indicators to set a unit against.
    FEW_UNITS: "同年度可比的单位或表太少", "too few units or forms of the year to compare with";
    /// No form of another year.
    NO_EARLIER_YEAR: "没有本项目其他年度的表", "there is no form of this project for another year";
    /// No fund table.
    NO_FUNDS: "本表没有资金表", "the form has no fund table";
    /// No parts beside the total.
    NO_PARTS: "资金表没有分项，或分项有未知数", "the fund table has no parts, or a part is not known";
    /// A needed amount is missing.
    NO_AMOUNTS: "预算数或执行数缺失", "a budget or executed amount is missing";
    /// No printed execution rate.
    NO_RATE: "未填执行率", "no execution rate is printed";
    /// No score of the execution row.
    NO_EXECUTION_SCORE: "预算执行没有分值或得分", "execution has no weight or score";
    /// No initial budget.
    NO_INITIAL: "没有年初预算数", "there is no initial budget";
    /// No indicators.
    NO_ROWS: "没有绩效指标", "there are no indicators";
    /// No weights printed.
    NO_WEIGHTS: "本表不列分值，或有未知分值", "the form prints no weights, or one is not known";
    /// No scores printed.
    NO_SCORES: "本表不列得分，或有未知得分", "the form prints no scores, or one is not known";
    /// No total score.
    NO_TOTAL: "没有总分", "there is no total score";
    /// No grade.
    NO_GRADE: "没有评分等级", "there is no grade";
    /// No first level.
    NO_LEVEL1: "指标没有一级分类", "indicators have no first level";
    /// No second level.
    NO_LEVEL2: "指标没有二级分类", "indicators have no second level";
    /// No satisfaction indicator.
    NO_SATISFACTION: "没有满意度指标", "there is no satisfaction indicator";
    /// No reason column.
    NO_REASONS: "本表没有偏差原因栏", "the form has no column for reasons";
    /// No outcome text.
    NO_OUTCOME: "没有实际完成情况", "there is no outcome text";
    /// No goal text.
    NO_GOAL: "没有预期目标", "there is no goal text";
    /// No breakdown.
    NO_BREAKDOWN: "叙述中没有可核对的分项", "the narratives hold no breakdown that can be checked";
    /// No comparison.
    NO_CHANGE: "叙述中没有可核对的同比", "the narratives hold no year-on-year change that can be checked";
    /// No share.
    NO_SHARE: "叙述中没有可核对的占比", "the narratives hold no share that can be checked";
    /// No figures.
    NO_FIGURES: "叙述中没有可比对的数字", "the narratives hold no figure that can be compared";
    /// No quantitative indicator with weight and score.
    NO_QUANTITATIVE: "没有可复算的定量指标", "there is no quantitative indicator to recompute";
    /// No qualitative indicator with weight and score.
    NO_QUALITATIVE: "没有可核对的定性指标", "there is no qualitative indicator to check";
}

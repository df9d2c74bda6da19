//! The words of the field: which label means what, as data.
//!
//! A new wording is a new entry here and nothing else. Labels are compared folded (no white space,
//! half-width), without numbering in front and without colons and brackets behind.

use crate::form::{FundLine, fold};

/// What a label cell says about the cells beside or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Label {
    /// 项目名称.
    Project,
    /// 主管部门.
    Department,
    /// 实施单位.
    Unit,
    /// 实施(主管)单位: one cell for both.
    DepartmentAndUnit,
    /// 年度.
    Year,
    /// 项目资金(万元).
    Money,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Annual,
    /// 到位数: no part of the form model.
    Arrived,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 分值.
    Weight,
    /// 得分.
    Score,
    /// 折算得分: the score in points where 得分 counts percent.
    WeightedScore,
    /// 复核分 and other scores that are not the unit's own.
    OtherScore,
    /// 偏差原因分析及改进措施.
    Reason,
    /// 年度总体目标, as a block or as a heading.
    GoalBlock,
    /// 预期目标.
    Goal,
    /// 实际完成情况.
    Outcome,
    /// 总体完成率.
    Completion,
    /// 绩效指标, as a block.
    Indicators,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Name,
    /// 年度指标值.
    Target,
    /// 指标性质, 符号.
    Sign,
    /// 度量单位.
    MeasureUnit,
    /// 实际完成值.
    Actual,
    /// 指标说明, 评价标准.
    Explanation,
    /// 总分, 合计.
    Total,
    /// 自评总分 in the head.
    OwnTotal,
    /// 评分等级.
    Grade,
    /// 其他需要说明事项, 注, 项目负责人, …: read by people only.
    Note,
    /// 序号: heads a list of projects, not a form.
    Serial,
}

/// Longest label, in characters; longer text is text.
const LONGEST: usize = 40;

/// The meaning of a label cell.
pub(super) fn label(text: &str) -> Option<Label> {
    if text.is_empty() || text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let folded = fold(text);
    let full = folded.trim_end_matches(':');
    meaning(full).or_else(|| {
        let bare = bare(full);
        meaning(bare).or_else(|| by_wording(bare))
    })
}

/// A label cell that carries its value behind a colon: `项目名称:路灯维护`.
pub(super) fn labelled(text: &str) -> Option<(Label, &str)> {
    let (head, value) = text.split_once([':', '：'])?;
    let value = value.trim();
    (!value.is_empty()).then_some((label(head)?, value))
}

/// `text` (folded) without numbering in front, and without brackets, points and marks behind.
pub(super) fn bare(text: &str) -> &str {
    let mut bare = text.trim_start_matches(['★', '*', '☆']);
    let numbered =
        bare.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if let Some(rest) = numbered
        .strip_prefix(['.', '、'])
        .filter(|_| numbered.len() < bare.len())
    {
        bare = rest;
    }
    while let Some(open) = bare.strip_suffix(')').and_then(|_| opening(bare)) {
        let (head, _) = bare.split_at(open);
        if head.is_empty() {
            break;
        }
        bare = head;
    }
    let unit = bare.strip_suffix('分').unwrap_or(bare);
    let points = unit.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    if unit.len() < bare.len() && points.len() < unit.len() && !points.is_empty() {
        bare = points;
    }
    bare.trim_end_matches(':')
}

/// The points a label carries in brackets: `20` of `预算执行情况(万元)(20分)`, `得分(20分*执行率)`.
pub(super) fn points_in(text: &str) -> Option<String> {
    let folded = fold(text);
    folded.split('(').skip(1).find_map(|bracket| {
        let (points, _) = bracket.split_once('分')?;
        let number = points.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        (number && !points.is_empty()).then(|| points.to_owned())
    })
}

/// Where the bracket opens that the last character of `text` closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0u32;
    for (index, c) in text.char_indices().rev() {
        match c {
            ')' => depth = depth.saturating_add(1),
            '(' if depth <= 1 => return Some(index),
            '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn meaning(label: &str) -> Option<Label> {
    Some(match label {
        "项目名称"
        | "专项资金名称"
        | "专项名称"
        | "项目(专项)名称"
        | "专项(项目)名称"
        | "项目(政策)名称"
        | "政策(项目)名称"
        | "项目支出名称"
        | "预算项目名称"
        | "支出项目名称"
        | "转移支付(项目)名称"
        | "转移支付名称"
        | "项目名称及代码"
        | "二级项目名称" => Label::Project,
        "主管部门"
        | "主管单位"
        | "部门名称"
        | "主管部门名称"
        | "主管部门及代码"
        | "主管部门(单位)"
        | "主管部门(公章)"
        | "预算主管部门"
        | "主管处室" => Label::Department,
        "实施单位"
        | "项目实施单位"
        | "项目单位"
        | "预算单位"
        | "资金使用单位"
        | "具体实施单位"
        | "实施单位(部门)"
        | "项目承担单位"
        | "承担单位"
        | "实施单位名称"
        | "执行单位"
        | "项目执行单位"
        | "使用单位" => Label::Unit,
        "实施(主管)单位"
        | "主管(实施)单位"
        | "主管部门(实施单位)"
        | "实施单位(主管部门)"
        | "主管及实施单位" => Label::DepartmentAndUnit,
        "年度" | "预算年度" | "项目年度" | "评价年度" | "自评年度" => Label::Year,
        "项目资金"
        | "资金情况"
        | "预算执行情况"
        | "年度预算数"
        | "预算资金"
        | "项目资金情况"
        | "资金来源"
        | "资金投入情况"
        | "项目预算执行情况"
        | "年度预算执行情况"
        | "预算安排情况"
        | "项目预算"
        | "资金使用情况"
        | "年度资金情况"
        | "项目资金执行情况"
        | "资金执行情况"
        | "预算安排及执行情况"
        | "项目资金安排及执行情况" => Label::Money,
        "年初预算数"
        | "年初预算"
        | "年初预算金额"
        | "年初预算安排数"
        | "年初安排数"
        | "年初预算安排"
        | "期初预算数"
        | "年初批复预算数"
        | "年初批复数" => Label::Initial,
        "全年预算数"
        | "全年预算"
        | "调整后预算数"
        | "调整后预算"
        | "调整预算数"
        | "预算数"
        | "全年(调整)预算数"
        | "全年(调整后)预算数"
        | "全年调整预算数"
        | "预算安排数"
        | "预算金额"
        | "本年预算数"
        | "全年预算金额"
        | "预算总额"
        | "调整后全年预算数"
        | "年度预算安排数"
        | "预算安排"
        | "计划数"
        | "实际下达数"
        | "预算下达数" => Label::Annual,
        "到位数" | "资金到位数" | "实际到位数" | "全年到位数" | "到位资金" | "到位金额"
        | "资金到位率" | "到位率" => Label::Arrived,
        "全年执行数"
        | "执行数"
        | "预算执行数"
        | "实际执行数"
        | "全年实际执行数"
        | "实际支出数"
        | "支出数"
        | "实际支出"
        | "决算数"
        | "全年支出数"
        | "执行金额"
        | "实际支出金额"
        | "全年实际支出数"
        | "实际使用数"
        | "资金执行数" => Label::Executed,
        "执行率" | "预算执行率" | "执行进度" | "进度" | "支出进度" | "资金执行率"
        | "全年执行率" | "支出率" | "预算执行进度" => Label::Rate,
        "分值" | "分数" | "权重" | "指标权重" | "参考分值" | "标准分值" | "标准分" | "权重分"
        | "满分" | "分值权重" | "指标分值" | "执行率权重" | "分值(权重)" | "权重(分值)"
        | "权重分值" | "执行率分值" | "设定分值" | "指标分" | "满分值" => {
            Label::Weight
        }
        "得分" | "自评分" | "指标得分" | "执行率得分" | "评分" | "自评分值" | "实际得分"
        | "自评分数" | "单项得分" | "评价得分" => Label::Score,
        "折算得分" | "加权得分" => Label::WeightedScore,
        "复核分"
        | "复核得分"
        | "审定得分"
        | "财政审定评分"
        | "复评得分"
        | "财政复核得分"
        | "抽查得分"
        | "主管部门复核分"
        | "审核得分"
        | "财政评分" => Label::OtherScore,
        "原因" | "偏差原因" | "偏差说明" | "改进措施及原因" => Label::Reason,
        "年度总体目标"
        | "总体目标"
        | "年度绩效目标"
        | "年度目标"
        | "绩效目标"
        | "项目绩效目标"
        | "年度总体绩效目标"
        | "总体绩效目标"
        | "项目总体目标" => Label::GoalBlock,
        "预期目标"
        | "年初设定目标"
        | "项目年度目标"
        | "年度预期目标"
        | "年初目标"
        | "预期绩效目标"
        | "年初预期目标"
        | "年初绩效目标"
        | "设定目标"
        | "年度目标设定"
        | "目标内容"
        | "预期总目标"
        | "年初设定的绩效目标"
        | "项目预期目标"
        | "预期总体目标" => Label::Goal,
        "实际完成情况"
        | "年度总体目标完成情况综述"
        | "年度目标完成情况"
        | "具体完成情况"
        | "总体目标完成情况"
        | "年度总体目标完成情况"
        | "完成情况"
        | "目标实际完成情况"
        | "目标完成情况"
        | "全年实际完成情况"
        | "实际完成目标"
        | "年度实际完成情况"
        | "绩效目标完成情况"
        | "全年目标实际完成情况"
        | "年度绩效目标完成情况"
        | "实际完成目标情况"
        | "全年完成情况" => Label::Outcome,
        "总体完成率" | "完成率" => Label::Completion,
        "绩效指标"
        | "年度绩效指标"
        | "绩效指标完成情况"
        | "年度绩效指标完成情况"
        | "指标"
        | "自评指标"
        | "绩效自评指标"
        | "产出与效益" => Label::Indicators,
        "一级指标" | "一级指标名称" | "指标类型" => Label::Level1,
        "二级指标" | "二级指标名称" => Label::Level2,
        "三级指标" | "指标名称" | "三级指标名称" | "绩效指标名称" | "评价内容" | "指标内容"
        | "具体指标" | "四级指标" | "三级指标内容" => Label::Name,
        "年度指标值"
        | "指标值"
        | "目标值"
        | "年初目标值"
        | "预期指标值"
        | "年度目标值"
        | "预期值"
        | "计划值"
        | "绩效目标值"
        | "计划完成值"
        | "年度预期值"
        | "全年目标值"
        | "年初指标值"
        | "预期目标值"
        | "值"
        | "设定目标值"
        | "全年指标值"
        | "年初设定目标值"
        | "绩效指标值"
        | "目标指标值"
        | "预期指标"
        | "年度计划值"
        | "年初设定值"
        | "计划指标值"
        | "预期" => Label::Target,
        "指标性质" | "符号" | "运算符号" | "性质" | "比较符" | "指标方向" | "运算符" => {
            Label::Sign
        }
        "度量单位" | "计量单位" | "单位" | "指标单位" | "指标值单位" => {
            Label::MeasureUnit
        }
        "实际完成值"
        | "全年实际值"
        | "完成值"
        | "全年完成值"
        | "实际值"
        | "实际完成指标值"
        | "年度完成值"
        | "全年实际完成值"
        | "实际完成"
        | "实际完成数"
        | "完成指标值"
        | "年度实际完成值"
        | "指标完成值"
        | "自评完成值"
        | "实际指标值"
        | "全年实际完成指标值"
        | "实际完成指标"
        | "实际" => Label::Actual,
        "指标说明" | "绩效指标说明" | "评价标准" | "评分标准" | "指标解释" | "绩效指标描述"
        | "评分细则" | "评分规则" | "计分标准" | "指标描述" | "评分方法" | "评分说明" => {
            Label::Explanation
        }
        "总分" | "合计" | "总计" | "总得分" | "合计得分" | "总分值" | "得分合计" | "分值合计"
        | "自评总得分" | "综合得分" => Label::Total,
        "自评总分" | "自评得分" | "自评总分值" | "自评综合得分" => {
            Label::OwnTotal
        }
        "评分等级" | "自评等级" | "评价等级" | "等级" | "绩效等级" | "评定等级"
        | "自评结果等级" | "评级" | "综合评价等级" | "自评等次" | "等次" | "绩效评价等级"
        | "绩效自评等级" => Label::Grade,
        "其他需要说明事项"
        | "其他需要说明的问题"
        | "其他需说明的问题"
        | "其他需要说明的事项"
        | "说明"
        | "注"
        | "备注"
        | "评价结论"
        | "存在问题"
        | "改进措施"
        | "项目负责人"
        | "财务负责人"
        | "填报人"
        | "联系电话"
        | "联系人"
        | "项目负责人及电话"
        | "签批意见"
        | "填表说明"
        | "填报说明"
        | "填表人"
        | "自评结论"
        | "改进措施及结果应用方案"
        | "项目实施内容及过程概述"
        | "项目类别"
        | "项目属性"
        | "项目类型"
        | "单位负责人"
        | "填报日期"
        | "填报时间"
        | "评价人员"
        | "项目概况"
        | "项目起止时间"
        | "填报单位"
        | "单位名称"
        | "编制单位"
        | "自评时间"
        | "项目内容"
        | "立项依据"
        | "主要成效"
        | "经验做法"
        | "问题"
        | "签名"
        | "审核人"
        | "评价组"
        | "有关建议"
        | "下一步工作安排" => Label::Note,
        "序号" => Label::Serial,
        _ => return None,
    })
}

/// Wordings with a free part: `县级主管部门`, `未完成原因和改进措施`.
fn by_wording(label: &str) -> Option<Label> {
    let short = label.chars().count() <= 24;
    if short && label.ends_with("主管部门") {
        Some(Label::Department)
    } else if label.contains("原因") && (label.contains("分析") || label.contains("措施") || short)
    {
        Some(Label::Reason)
    } else if short && label.ends_with("执行数") {
        Some(Label::Executed)
    } else {
        None
    }
}

/// Which line of the fund table a row label names. `None` for what names no money.
pub(super) fn fund_line(text: &str) -> Option<FundLine> {
    let folded = fold(text);
    let label = folded.trim_end_matches(':');
    let parted = [
        "其中:",
        "其中,",
        "其中、",
        "其中",
        "1.",
        "2.",
        "3.",
        "4.",
        "—",
        "-",
    ];
    let part = parted.iter().find_map(|mark| label.strip_prefix(mark));
    let label = part.unwrap_or(label);
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if label.chars().count() > 24 || label.is_empty() {
        return None;
    }
    let money = has(&[
        "资金", "拨款", "补助", "总额", "结转", "结余", "收入", "款", "经费", "财政", "专户",
    ]);
    if has(&["总额", "合计", "总计"])
        || label == "年度资金"
        || label == "资金总量"
        || label == "小计"
    {
        Some(FundLine::Total)
    } else if has(&["专户"]) {
        Some(FundLine::SpecialAccount)
    } else if has(&["结转", "结余"]) {
        Some(FundLine::Carryover)
    } else if has(&["单位资金", "自有资金", "自筹", "事业收入", "经营收入"]) {
        Some(FundLine::UnitFunds)
    } else if has(&["其他", "其它", "社会资金", "社会投入"]) || label == "其" {
        Some(FundLine::Other)
    } else if money && has(&["补助", "上级", "中央", "省", "转移支付"])
        || is_level(label, &["中央", "省"])
    {
        Some(FundLine::Transfer)
    } else if money
        && has(&[
            "县级",
            "区级",
            "市级",
            "镇级",
            "乡级",
            "地方",
            "本级",
            "配套",
            "区财政",
        ])
        || is_level(
            label,
            &["地", "市", "县", "区", "本级", "地方", "县级", "市级"],
        )
    {
        Some(FundLine::Local)
    } else if has(&["拨款", "财政资金", "预算内", "公共预算", "基金预算", "财政"])
    {
        Some(FundLine::Appropriation)
    } else if part.is_some() && money {
        Some(FundLine::Other)
    } else {
        None
    }
}

/// A label that is nothing but names of government levels: `中央、省`, `地`, `本级`.
fn is_level(label: &str, levels: &[&str]) -> bool {
    let mut parts = label
        .split(['、', '/', '(', ')'])
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(|part| levels.contains(&part))
}

/// First-level labels forms print.
const LEVEL1: [&str; 22] = [
    "产出指标",
    "效益指标",
    "满意度指标",
    "成本指标",
    "效果指标",
    "项目完成指标",
    "项目效益指标",
    "产出",
    "效益",
    "效果",
    "满意度",
    "成本",
    "项目决策",
    "项目管理",
    "项目产出",
    "项目效益",
    "项目效果",
    "过程",
    "投入",
    "决策",
    "管理",
    "完成指标",
];

/// Second-level labels forms print, without 指标 behind.
const LEVEL2: [&str; 26] = [
    "数量",
    "质量",
    "时效",
    "成本",
    "经济成本",
    "社会成本",
    "生态环境成本",
    "经济效益",
    "社会效益",
    "生态效益",
    "环境效益",
    "可持续影响",
    "可持续性",
    "可持续发展",
    "服务对象满意度",
    "满意度",
    "社会公众满意度",
    "受益对象满意度",
    "产出数量",
    "产出质量",
    "产出时效",
    "产出成本",
    "预算执行率",
    "预算执行",
    "社会公众或服务对象满意度",
    "相关部门满意度",
];

/// Whether `text` is a label of the first or second level and not the name of an indicator.
pub(super) fn is_level_label(text: &str) -> bool {
    let folded = fold(text);
    let label = bare(&folded);
    let short = label.chars().count() <= 14;
    short && (label.ends_with("指标") && label != "指标") || is_printed_level(label)
}

fn is_printed_level(label: &str) -> bool {
    LEVEL1.contains(&label) || LEVEL2.contains(&label.strip_suffix("指标").unwrap_or(label))
}

/// Whether two pieces, one below the other, are the halves of one level label that a page break
/// has cut: together a known label (or the front of one), and not each of them one alone.
pub(super) fn joins_to_level(above: &str, below: &str) -> bool {
    let (above, below) = (fold(above), fold(below));
    let whole = is_printed_level(bare(&below)) && is_level_label(&above);
    if above.is_empty() || below.is_empty() || whole {
        return false;
    }
    let joined = format!("{above}{below}");
    let joined = bare(&joined);
    let fits = |known: &str| known == joined;
    LEVEL1.iter().any(|known| fits(known))
        || LEVEL2.iter().any(|known| {
            joined
                .strip_prefix(known)
                .is_some_and(|rest| rest == "指标")
                || (fits(known) && !above.ends_with("指标"))
                || (known.starts_with(joined) && known.len() > joined.len() && joined != "指标")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_they_are_printed() {
        for (text, meaning) in [
            ("项目名称", Label::Project),
            ("实施单位 (盖章)", Label::Unit),
            ("县级主管部门", Label::Department),
            ("实施(主管)单位", Label::DepartmentAndUnit),
            ("项目资金\n（万元）", Label::Money),
            ("预算执行情况(万元)(20分)", Label::Money),
            ("执行率(%)", Label::Rate),
            ("执行率（B/A）", Label::Rate),
            ("得分(20分*执行率)", Label::Score),
            ("全年(调整)预算数", Label::Annual),
            ("年度 总体 目标", Label::GoalBlock),
            ("绩 效\n指 标", Label::Indicators),
            ("绩效指标(90分)", Label::Indicators),
            ("未完成原因和改进措施", Label::Reason),
            ("1、年度目标完成情况", Label::Outcome),
            ("年度目标完成情况", Label::Outcome),
            ("总分(100分)", Label::Total),
            ("注：", Label::Note),
        ] {
            assert_eq!(label(text), Some(meaning), "{text}");
        }
        for text in ["", "路灯维护", "达标率", "100", "产出指标"] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn fund_lines() {
        for (text, line) in [
            ("年度资金总额:", FundLine::Total),
            ("年度财政资金总额", FundLine::Total),
            ("其中:当年财政 拨款", FundLine::Appropriation),
            ("其中: 本年财政拨款", FundLine::Appropriation),
            ("上年结转资金", FundLine::Carryover),
            ("财政专户管理资金", FundLine::SpecialAccount),
            ("单位资金", FundLine::UnitFunds),
            ("其他资金", FundLine::Other),
            ("中央、省、市补助", FundLine::Transfer),
            ("县级资金", FundLine::Local),
            ("一般预算内拨款", FundLine::Appropriation),
            ("中央/省", FundLine::Transfer),
            ("本级", FundLine::Local),
        ] {
            assert_eq!(fund_line(text), Some(line), "{text}");
        }
        assert_eq!(fund_line("预期目标"), None);
        assert_eq!(fund_line("一级指标"), None);
    }

    #[test]
    fn halves_of_a_label() {
        assert!(joins_to_level("质量", "指标"));
        assert!(joins_to_level("满意", "度指标"));
        assert!(joins_to_level("服务对象", "满意度指标"));
        assert!(!joins_to_level("质量指标", "时效指标"));
        assert!(!joins_to_level("经济效益", "社会效益"));
        assert!(!joins_to_level("产出指标", "效益指标"));
        assert!(is_level_label("满意 度指 标"));
        assert!(is_level_label("项目管理13分"));
        assert!(!is_level_label("违法犯罪打击率"));
        assert!(!is_level_label("管理机制健全性"));
    }
}

//! The labels of the field, as data: every wording met, folded, under what it means.
//!
//! A new wording is a new word here and nothing else.

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// Wordings between spaces: no white space inside, half-width, without colon and trailing brackets
/// (unless the wording needs them).
const WORDINGS: &[(Label, &str)] = &[
    (
        Label::Project,
        "项目名称 专项资金名称 专项名称 项目(专项)名称 专项(项目)名称 项目(政策)名称 \
         政策(项目)名称 项目支出名称 预算项目名称 支出项目名称 转移支付(项目)名称 \
         转移支付名称 项目名称及代码 二级项目名称",
    ),
    (
        Label::Department,
        "主管部门 主管单位 部门名称 主管部门名称 主管部门及代码 主管部门(单位) \
         主管部门(公章) 预算主管部门 主管处室 部门(单位)",
    ),
    (
        Label::Unit,
        "实施单位 项目实施单位 项目单位 预算单位 资金使用单位 具体实施单位 \
         实施单位(部门) 项目承担单位 承担单位 实施单位名称 执行单位 项目执行单位 \
         使用单位",
    ),
    (
        Label::DepartmentAndUnit,
        "实施(主管)单位 主管(实施)单位 主管部门(实施单位) 实施单位(主管部门) \
         主管及实施单位",
    ),
    (Label::Year, "年度 预算年度 项目年度 评价年度 自评年度"),
    (
        Label::Money,
        "项目资金 资金情况 预算执行情况 年度预算数 预算资金 项目资金情况 资金来源 \
         资金投入情况 项目预算执行情况 年度预算执行情况 预算安排情况 项目预算 \
         资金使用情况 年度资金情况 项目资金执行情况 资金执行情况 预算安排及执行情况 \
         项目资金安排及执行情况",
    ),
    (
        Label::Initial,
        "年初预算数 年初预算 年初预算金额 年初预算安排数 年初安排数 年初预算安排 \
         期初预算数 年初批复预算数 年初批复数",
    ),
    (
        Label::Annual,
        "全年预算数 全年预算 调整后 调整后预算数 调整后预算 调整预算数 预算数 \
         全年(调整)预算数 全年(调整后)预算数 全年调整预算数 预算安排数 预算金额 \
         本年预算数 全年预算金额 预算总额 调整后全年预算数 年度预算安排数 预算安排 \
         计划数 实际下达数 预算下达数 年度预算",
    ),
    (
        Label::Arrived,
        "到位数 资金到位数 实际到位数 全年到位数 到位资金 到位金额 资金到位率 到位率",
    ),
    (
        Label::Executed,
        "全年执行数 执行数 预算执行数 实际执行数 全年实际执行数 实际支出数 支出数 \
         实际支出 决算数 全年支出数 执行金额 实际支出金额 全年实际支出数 实际使用数 \
         资金执行数",
    ),
    (
        Label::Rate,
        "执行率 预算执行率 执行进度 进度 支出进度 资金执行率 全年执行率 支出率 \
         预算执行进度",
    ),
    (
        Label::Weight,
        "分值 分数 权重 指标权重 参考分值 标准分值 标准分 权重分 满分 分值权重 \
         指标分值 执行率权重 分值(权重) 权重(分值) 权重分值 执行率分值 设定分值 \
         指标分 满分值",
    ),
    (
        Label::Score,
        "得分 自评分 指标得分 执行率得分 评分 自评分值 实际得分 自评分数 单项得分 \
         评价得分",
    ),
    (Label::WeightedScore, "折算得分 加权得分"),
    (
        Label::OtherScore,
        "复核分 复核得分 审定得分 财政审定评分 复评得分 财政复核得分 抽查得分 \
         主管部门复核分 审核得分 财政评分",
    ),
    (Label::Reason, "原因 偏差原因 偏差说明 改进措施及原因"),
    (
        Label::GoalBlock,
        "目标 全年目标 年度总体目标 总体目标 年度绩效目标 年度目标 绩效目标 项目绩效目标 \
         年度总体绩效目标 总体绩效目标 项目总体目标",
    ),
    (
        Label::Goal,
        "预期目标 年初设定目标 年初设定 项目年度目标 年度预期目标 年初目标 预期绩效目标 \
         年初预期目标 年初绩效目标 设定目标 年度目标设定 目标内容 预期总目标 \
         年初设定的绩效目标 项目预期目标 预期总体目标 全年(调整)绩效目标 \
         全年(调整后)绩效目标 调整后绩效目标",
    ),
    (
        Label::Outcome,
        "实际完成情况 年度总体目标完成情况综述 年度目标完成情况 具体完成情况 \
         总体目标完成情况 年度总体目标完成情况 完成情况 目标实际完成情况 目标完成情况 \
         全年实际完成情况 实际完成目标 年度实际完成情况 绩效目标完成情况 \
         全年目标实际完成情况 年度绩效目标完成情况 实际完成目标情况 全年完成情况",
    ),
    (
        Label::Completion,
        "总体完成率 完成率 完成程度 偏差率 偏离率 偏差度 偏离度 偏离程度",
    ),
    (
        Label::Indicators,
        "绩效指标 年度绩效指标 绩效指标完成情况 年度绩效指标完成情况 指标 自评指标 \
         绩效自评指标 产出与效益",
    ),
    (Label::Level1, "一级 一级指标 一级指标名称 指标类型"),
    (Label::Level2, "二级 二级指标 二级指标名称"),
    (
        Label::Name,
        "三级 三级指标 指标名称 三级指标名称 绩效指标名称 评价内容 指标内容 具体指标 \
         四级指标 三级指标内容",
    ),
    (
        Label::Target,
        "年度指标值 指标值 目标值 年初目标值 预期指标值 年度目标值 预期值 计划值 \
         绩效目标值 计划完成值 年度预期值 全年目标值 年初指标值 预期目标值 值 \
         设定目标值 全年指标值 年初设定目标值 绩效指标值 目标指标值 预期指标 \
         年度计划值 年度计划 年初设定值 计划指标值 预期",
    ),
    (
        Label::Sign,
        "指标性质 符号 运算符号 性质 比较符 指标方向 运算符",
    ),
    (
        Label::MeasureUnit,
        "度量单位 计量单位 单位 指标单位 指标值单位",
    ),
    (
        Label::Actual,
        "实际完成值 全年实际值 全年完成 完成值 全年完成值 实际值 实际完成指标值 年度完成值 \
         全年实际完成值 实际完成 实际完成数 完成指标值 年度实际完成值 指标完成值 \
         自评完成值 实际指标值 全年实际完成指标值 实际完成指标 实际",
    ),
    (
        Label::Explanation,
        "指标说明 绩效指标说明 评价标准 评分标准 指标解释 绩效指标描述 评分细则 \
         评分规则 计分标准 指标描述 评分方法 评分说明",
    ),
    (
        Label::Total,
        "总分 合计 总计 总得分 合计得分 总分值 得分合计 分值合计 自评总得分 综合得分",
    ),
    (Label::OwnTotal, "自评总分 自评得分 自评总分值 自评综合得分"),
    (
        Label::Grade,
        "评分等级 自评等级 评价等级 等级 绩效等级 评定等级 自评结果等级 评级 \
         综合评价等级 自评等次 等次 绩效评价等级 绩效自评等级",
    ),
    (
        Label::Note,
        "其他需要说明事项 其他需要说明的问题 其他需说明的问题 其他需要说明的事项 说明 \
         注 备注 评价结论 存在问题 改进措施 项目负责人 财务负责人 填报人 联系电话 \
         联系人 项目负责人及电话 签批意见 填表说明 填报说明 填表人 自评结论 \
         改进措施及结果应用方案 项目实施内容及过程概述 项目类别 项目属性 项目类型 \
         单位负责人 填报日期 填报时间 评价人员 项目概况 项目起止时间 填报单位 \
         单位名称 编制单位 自评时间 项目内容 立项依据 主要成效 经验做法 问题 签名 \
         审核人 评价组 有关建议 下一步工作安排",
    ),
    (Label::Serial, "序号"),
];

static MEANINGS: LazyLock<HashMap<&'static str, Label>> =
    LazyLock::new(|| wordings().iter().copied().collect());

/// Every wording with its meaning.
pub(super) fn wordings() -> &'static [(&'static str, Label)] {
    static SPLIT: LazyLock<Vec<(&'static str, Label)>> = LazyLock::new(|| {
        let words = WORDINGS
            .iter()
            .flat_map(|(label, words)| words.split(' ').map(|word| (word, *label)));
        words.filter(|(word, _)| !word.is_empty()).collect()
    });
    &SPLIT
}

/// The label that is exactly `wording` (folded).
pub(super) fn meaning(wording: &str) -> Option<Label> {
    MEANINGS.get(wording).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wording_means_two_things() {
        let words = WORDINGS
            .iter()
            .map(|(_, words)| words.split(' ').count())
            .sum::<usize>();
        assert_eq!(MEANINGS.len(), words);
    }

    #[test]
    fn wordings_are_folded() {
        for word in MEANINGS.keys() {
            assert_eq!(*word, crate::form::fold(word));
            assert!(!word.is_empty());
        }
    }
}

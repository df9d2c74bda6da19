//! Labels made of the field's words: what a wording means that stands in no list.
//!
//! A phrase is a core (执行数) and words of the field around it (全年, 实际): one rule a meaning, as
//! data. Every character of the label belongs to one of its words, so a name, a value or a sentence is
//! not taken for a label, and 上年预算数 is not 全年预算数: 上年 is no word of that rule.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::labels::Label;

/// Longest phrase, in characters.
const LONGEST: usize = 20;

/// One meaning: a phrase has a word of `core`, and all others are of `core` or `around`.
struct Rule {
    label: Label,
    core: &'static str,
    around: &'static str,
}

/// The first rule that fits counts.
const RULES: &[Rule] = &[
    Rule {
        label: Label::Project,
        core: "项目名称 专项名称 资金名称 政策名称 )名称",
        around: "子 具体 一级 二级 三级 预算 支出 财政 专项 资金 政策 项目 补助 转移支付 和 及 与 或 \
                 / 、 ( ) 编码 代码 编号 全称",
    },
    Rule {
        label: Label::Department,
        core: "主管部门 主管单位 主管(预算)部门 主管预算部门 主管预算单位 预算部门 归口管理部门 归口部门 \
               归口管理单位 一级预算单位 主管科室 主管处室 主管局",
        around: "业务 行业 预算 项目 资金 中央 地方 省级 市级 县级 区级 州级 镇级 省直 市直 县直 \
                 区直 省 市 县 区 上级 本级 财政 一级 名称 全称 单位 部门 和 及 与 / 、 ( ) 编码 代码",
    },
    Rule {
        label: Label::Unit,
        core: "实施单位 执行单位 承担单位 责任单位 用款单位 建设单位 申报单位 使用单位 承办单位 \
               牵头单位 预算单位 项目单位 基层单位 使用部门 实施主体 实施部门 承担部门 责任部门 执行部门 用款部门 \
               实施科室 责任科室",
        around: "项目 资金 专项 政策 具体 主要 基层 二级 三级 预算 实施 承担 使用 执行 名称 全称 和 及 \
                 与 / 、 ( ) 部门 编码 代码",
    },
    Rule {
        label: Label::Initial,
        core: "年初预算 年初批复 年初安排 年初下达 年初部门预算 期初预算",
        around: "预算 批复 安排 下达 财政 资金 金额 总额 总 额 数",
    },
    Rule {
        label: Label::Annual,
        core: "全年预算 调整预算 调整后预算 预算调整后 本年预算 当年预算 批复预算 预算批复 预算安排 \
               安排预算 预算下达 下达预算 预算数 预算金额 预算总额 预算总数 最终预算 \
               年度预算金额 年度预算总额 预算资金总额",
        around: "实际 全年 本年 当年 调整 后 批复 安排 下达 财政 资金 金额 总额 额 数 ( )",
    },
    Rule {
        label: Label::Executed,
        core: "执行数 执行金额 执行额 支出数 支出金额 支出额 支付数 支付金额 使用数 使用金额 决算数 \
               决算金额 支出决算 决算支出 实际支出 全年支出 累计支出 实际支付 累计支付 实际使用 \
               实际执行 全年执行 预算执行数 预算执行金额 预算实际执行",
        around: "已 全年 年度 本年 当年 年末 累计 实际 财政 资金 项目 执行 支出 总额 金额 总 额 数",
    },
    Rule {
        label: Label::Rate,
        core: "执行率 支出率 支付率 使用率 执行进度 支出进度 支付进度 执行比例 支出比例",
        around: "全年 年度 本年 实际 预算 财政 资金 项目 支出",
    },
    Rule {
        label: Label::OtherScore,
        core: "复核分 复核得分 复核评分 审定得分 审定分 复评得分 复评分 抽查得分 审核得分 审核分 \
               核定得分 核定分 评审得分 财政得分 财政评分 专家评分 部门评分 部门得分 再评价得分",
        around: "财政 财政局 主管 部门 主管部门 单位 专家 第三方 审定 复核 审核 核定 情况",
    },
    Rule {
        label: Label::OwnTotal,
        core: "自评得分 自评总分 自评总分值 自评综合得分",
        around: "项目 单位 部门 绩效 年度 综合",
    },
    Rule {
        label: Label::Total,
        core: "总分 合计 总计 总得分 总分值 得分合计 分值合计 得分总计 综合得分 总评分",
        around: "自评 评价 综合 项目 得分 分值 评分 最终",
    },
    Rule {
        label: Label::Weight,
        core: "分值 权重 权数 标准分 基准分 满分 赋分 赋值 配分 参考分",
        around: "指标 三级指标 标准 设定 参考 单项 执行率 预算执行 分值 权重 系数 占比 值 基准 % / ( )",
    },
    Rule {
        label: Label::Score,
        core: "得分 自评分 评分 打分 实得分 自我评分",
        around: "自评 自查 考核 单位 部门 实际 指标 三级指标 单项 评价 初评 项目 预算 执行 执行率 绩效 情况 值 \
                 数",
    },
    Rule {
        label: Label::Reason,
        core: "偏差说明 偏差分析 偏差及 差异说明 差异分析 扣分说明 扣分理由 扣分情况 扣分分析 \
               失分说明 失分分析 得分说明 未完成说明 未完成情况 未达标说明 偏差情况说明 \
               偏差度分析 存在问题及",
        around: "指标 目标 和 及 与 、 改进 整改 措施 情况 说明 分析",
    },
    Rule {
        label: Label::Goal,
        core: "预期目标 预期绩效目标 预期总体目标 设定目标 设定绩效目标 年初目标 年初绩效目标 \
               年初总体目标 计划目标 设立目标 预定目标 绩效目标设定",
        around: "年初 年度 预期 设定 总体 项目 绩效 本年 当年 全年 计划 的 资金 专项 申报 批复",
    },
    Rule {
        label: Label::GoalBlock,
        core: "总体目标 绩效目标 总目标 主要目标 项目目标",
        around: "年度 总体 项目 绩效 本年 当年 全年 资金 专项 支出 预算",
    },
    Rule {
        label: Label::Outcome,
        core: "完成情况 实现情况 达成情况 完成绩效 完成结果 绩效情况 实现目标 完成绩效目标情况",
        around: "实际 全年 年度 本年 当年 年末 年初 主要 及 成效 目标 总体 绩效 项目 具体 预期 设定 自评 任务 的 \
                 综述 概述 说明 资金 专项",
    },
    Rule {
        label: Label::Actual,
        core: "完成值 实际值 实现值 达成值 完成数 完成量 实际完成 完成指标值 实际指标值 实际数 \
               目标完成值 完成绩效值 实际达到值 实际情况 达标情况 \
               指标完成情况 指标值完成情况 指标实现情况 指标达成情况",
        around: "全年 年度 本年 当年 年末 年终 累计 实际 自评 指标 三级指标 值 数 ( )",
    },
    Rule {
        label: Label::Target,
        core: "指标值 目标值 预期值 计划值 目标数 设定值 预期指标 计划指标 计划完成值",
        around: "年度 年初 预期 计划 设定 全年 本年 当年 绩效 指标 三级指标 目标 申报 批复 的 值 数",
    },
    Rule {
        label: Label::Name,
        core: "指标名称 指标内容 具体指标 明细指标 细化指标 指标项 三级指标 四级指标 考核内容",
        around: "三级 四级 绩效 具体 评价 考核 自评 名称 内容 及 ( )",
    },
    Rule {
        label: Label::Sign,
        core: "符号 运算符 比较符 性质 方向",
        around: "指标 目标 值 比较 运算 计算 逻辑 关系 号",
    },
    Rule {
        label: Label::MeasureUnit,
        core: "计量单位 度量单位 指标单位 数量单位 指标值单位 目标值单位",
        around: "指标 目标 值",
    },
    Rule {
        label: Label::Completion,
        core: "完成率 完成比例 完成比率 达成率",
        around: "总体 指标 目标 全年 年度 实际 绩效",
    },
    Rule {
        label: Label::Grade,
        core: "等级 等次 评级 评定级别 评价级别 自评级别 评定档次 评价档次 自评档次",
        around: "评分 自评 评价 评定 绩效 综合 结果 结论 考核 得分 最终 总体",
    },
    Rule {
        label: Label::Explanation,
        core: "评分标准 评价标准 计分标准 扣分标准 赋分标准 考核标准 打分标准 评分依据 得分依据 \
               评价依据 指标解释 指标释义 指标定义 数据来源 佐证材料 佐证资料 证明材料 计算公式 \
               计算方法 评价要点 评分要点 评分办法",
        around: "绩效 指标 自评 得分 说明 依据 和 及 与 、 /",
    },
];

/// The words of a rule; the first `cores` of them are its core.
struct Words {
    label: Label,
    words: Vec<&'static str>,
    cores: usize,
}

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let words = |rule: &Rule| {
        let core = rule.core.split_whitespace();
        let words: Vec<_> = core.chain(rule.around.split_whitespace()).collect();
        Words {
            label: rule.label,
            words,
            cores: rule.core.split_whitespace().count(),
        }
    };
    RULES.iter().map(words).collect()
});

/// The characters a phrase can begin with, and those it can end with: most cells that are no labels
/// are told by them.
static ENDS: LazyLock<[Vec<char>; 2]> = LazyLock::new(|| {
    let words = || WORDS.iter().flat_map(|rule| &rule.words);
    let first = words().filter_map(|word| word.chars().next());
    let last = words().filter_map(|word| word.chars().next_back());
    [first.collect(), last.collect()].map(|mut ends: Vec<char>| {
        ends.sort_unstable();
        ends.dedup();
        ends
    })
});

/// Finds the core words, and knows the rule of each: a label without one means nothing here.
static CORES: LazyLock<Option<(AhoCorasick, Vec<usize>)>> = LazyLock::new(|| {
    let cores = |(rule, words): (usize, &'static Words)| {
        let cores = words.words.iter().take(words.cores);
        cores.map(move |word| (*word, rule))
    };
    let (words, rules): (Vec<_>, Vec<_>) = (0..).zip(WORDS.iter()).flat_map(cores).unzip();
    Some((AhoCorasick::new(words).ok()?, rules))
});

/// The meaning of a label (folded, without brackets behind) by the words it is made of.
pub(super) fn meaning(label: &str) -> Option<Label> {
    let [first, last] = &*ENDS;
    first.binary_search(&label.chars().next()?).ok()?;
    last.binary_search(&label.chars().next_back()?).ok()?;
    if label.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (finder, rules) = CORES.as_ref()?;
    let found = finder.find_overlapping_iter(label);
    let mut fit: Vec<usize> = found
        .filter_map(|found| rules.get(found.pattern().as_usize()).copied())
        .collect();
    fit.sort_unstable();
    let mut fit = fit.into_iter().filter_map(|rule| WORDS.get(rule));
    Some(fit.find(|rule| rule.make(label))?.label)
}

impl Words {
    /// Whether `label` is made of these words, one of the core among them.
    fn make(&self, label: &str) -> bool {
        // What has been reached from the front: with a core word behind it, or without.
        let mut reached = vec![(0usize, false)];
        let mut next = 0usize;
        while let Some(&(at, core)) = reached.get(next) {
            next = next.saturating_add(1);
            let Some(rest) = label.get(at..).filter(|rest| !rest.is_empty()) else {
                if core {
                    return true;
                }
                continue;
            };
            for (index, word) in self.words.iter().enumerate() {
                if rest.starts_with(word) {
                    let step = (at.saturating_add(word.len()), core || index < self.cores);
                    if !reached.contains(&step) {
                        reached.push(step);
                    }
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::recognise::labels;

    #[test]
    fn wordings_that_stand_in_no_list() {
        for (label, means) in [
            ("项目/政策名称", Label::Project),
            ("项目(资金)名称", Label::Project),
            ("政策和项目名称", Label::Project),
            ("项目名称及编码", Label::Project),
            ("业务主管部门", Label::Department),
            ("主管部门名称及编码", Label::Department),
            ("一级预算单位", Label::Department),
            ("基层预算单位", Label::Unit),
            ("用款单位", Label::Unit),
            ("年初批复预算", Label::Initial),
            ("批复预算数", Label::Annual),
            ("调整后预算金额", Label::Annual),
            ("累计支出数", Label::Executed),
            ("全年执行金额", Label::Executed),
            ("支出决算", Label::Executed),
            ("本年支出决算数", Label::Executed),
            ("资金使用率", Label::Rate),
            ("单位自评得分", Label::OwnTotal),
            ("主管部门复核得分", Label::OtherScore),
            ("标准分值", Label::Weight),
            ("自我评分", Label::Score),
            ("偏差分析及改进措施", Label::Reason),
            ("年初总体目标", Label::Goal),
            ("绩效目标实际完成情况", Label::Outcome),
            ("指标目标值", Label::Target),
            ("计划指标值", Label::Target),
            ("自评完成值", Label::Actual),
            ("指标完成情况", Label::Actual),
            ("年终完成值", Label::Actual),
            ("评价标准及依据", Label::Explanation),
            ("指标符号", Label::Sign),
            ("评定级别", Label::Grade),
        ] {
            assert_eq!(meaning(label), Some(means), "{label}");
        }
    }

    #[test]
    fn what_is_no_phrase_of_the_field() {
        for text in [
            "上年预算数",
            "上年完成值",
            "年初结转",
            "中期指标值",
            "设备使用率",
            "项目级别",
            "指标",
            "名称",
            "年度",
            "一级指标权重",
            "产出指标合计",
            "预算支出数",
            "总目标及阶段性目标设置合理",
        ] {
            assert_eq!(meaning(text), None, "{text}");
        }
    }

    #[test]
    fn no_listed_wording_is_read_otherwise() {
        for &(wording, label) in labels::wordings() {
            let phrase = meaning(wording);
            assert!(
                phrase.is_none_or(|phrase| phrase == label),
                "{wording}: {phrase:?}"
            );
        }
    }
}

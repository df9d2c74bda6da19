//! Units of quantities: which text behind a number is a unit and nothing more.

/// Counters and measures met on forms. A unit may carry a multiplier (`万人次`), be a quotient
/// (`元/人*月`) or a pair (`台(套)`); Latin abbreviations need no entry.
const UNITS: &str = "\
    % ‰ 百分点 倍 分 \
    元 角 美元 欧元 元整 \
    项 件 份 批 批次 套 台 部 台次 台套 台班 辆 辆次 架 艘 条 只 头 匹 羽 尾 株 棵 盆 亩 亩次 公顷 \
    座 栋 幢 间 所 处 户 户次 户数 家 家次 店 村 镇 乡 街道 社区 县 区 市 省 组 队 支 班 班次 人 人次 \
    名 位 员 岗 岗位 人份 人天 人月 人年 人日 床日 剂 剂次 餐 餐次 席 床 床位 学时 课时 课 节 场 场次 期 次 回 轮 届 遍 趟 起 例 宗 桩 \
    笔 单 张 页 本 册 篇 幅 块 面 扇 盏 根 颗 粒 瓶 箱 袋 包 盒 桶 罐 车 车次 吨 公斤 千克 克 毫克 微克 斤 两 担 枚 \
    升 毫升 立方 立方米 方 米 公里 千米 里 厘米 毫米 延米 延长米 平方 平方米 平米 平方公里 平方千米 平方厘米 \
    度 千瓦 千瓦时 瓦 兆瓦 千伏安 伏 安 摄氏度 \
    年 年度 季度 月 周 星期 天 日 工作日 自然日 日历天 小时 时 分钟 秒 \
    字 词 级 星 星级 级别 档 类 种 款 样 品种 品类 路 路口 点 点位 点次 站 站点 片 段 对 双 门 网格 \
    标段 合同 方案 报告 课题 专利 论文 系统 平台 模块 节点 端口 用户 账号 终端 设备 样本 案 案件 户籍 学生 \
    标准 元标准 机位 车位 泊位 公司 企业 单位 机构 项目 工程 基地 园区 学校 医院 ";

/// Characters in front of a unit that multiply it, or stand before any (`个工作日`).
const MULTIPLIERS: [char; 6] = ['十', '百', '千', '万', '亿', '个'];

/// Characters that never stand in a unit: they make a date, a range or a statement of it.
const NOT_IN_UNITS: &str = "前后内外底初末起至到完达第约近余多超左右无未不已的了和与及或以上下含";

/// Of so many: 死亡率 `12/10万`.
const PER: [&str; 6] = ["/10万", "/十万", "/万", "/百万", "/千", "/10万人"];

/// Whether `text` (narrowed, trimmed) is a known unit and nothing more.
pub(super) fn is_known(text: &str) -> bool {
    !text.is_empty() && (PER.contains(&text) || text.split(['/', '*', '·', '每']).all(is_simple))
}

/// Whether `text` can be a unit where a comparator in front of the number already says that this
/// is a quantity: a few letters that make no date and no statement.
pub(super) fn is_plausible(text: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || "/*·()‰°".contains(c);
    text.chars().count() <= 8
        && text
            .chars()
            .all(|c| letters(c) && !NOT_IN_UNITS.contains(c))
}

/// Whether `text` can stand in brackets behind a number as its unit.
pub(super) fn is_bracketed(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || "/*·‰°%() ".contains(c);
    text.chars().count() <= 12
        && text.chars().all(fits)
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(NOT_A_UNIT)
}

/// Remarks in brackets behind a number that are no unit.
const NOT_A_UNIT: fn(char) -> bool = |c| "含约不已未".contains(c);

fn is_simple(text: &str) -> bool {
    if is_listed(text) {
        return true;
    }
    if let Some((unit, other)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        return is_simple(unit) && is_listed(other);
    }
    is_multiplied(text) || is_latin(text)
}

/// A multiplier alone, or in front of a unit.
fn is_multiplied(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(MULTIPLIERS) else {
        return false;
    };
    rest.is_empty() || is_listed(rest) || is_multiplied(rest)
}

fn is_listed(text: &str) -> bool {
    UNITS.split_ascii_whitespace().any(|unit| unit == text)
}

/// `TB`, `kWh`, `m2`, `m³`, `℃`.
fn is_latin(text: &str) -> bool {
    let letters = text.strip_suffix(['2', '3', '²', '³']).unwrap_or(text);
    let fits = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '°' | '℃' | '㎡' | '㎥' | '㎞' | 'μ' | 'µ')
    };
    !letters.is_empty() && letters.chars().count() <= 6 && letters.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_what_only_looks_like_one() {
        for unit in [
            "个",
            "人次",
            "万元",
            "元/人*月",
            "万",
            "TB",
            "m2",
            "台(套)",
            "万亩",
            "元/平方米",
            "百分点",
            "元/人·年",
            "亿千瓦时",
            "‰",
            "㎡",
            "μg/m³",
            "万剂次",
        ] {
            assert!(is_known(unit), "{unit}");
        }
        for text in ["", "月前", "年12月完成", "次培训", "/", "人完成", "%-100%"] {
            assert!(!is_known(text), "{text}");
        }
    }
}

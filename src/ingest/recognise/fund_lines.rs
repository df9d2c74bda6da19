//! Which money a label names: the lines of the fund table.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::lexicon::folded;
use crate::form::FundLine;

/// What the words of a fund line speak of, a bit each.
mod of {
    pub(super) const MONEY: u16 = 1;
    pub(super) const TOTAL: u16 = 1 << 1;
    pub(super) const ACCOUNT: u16 = 1 << 2;
    pub(super) const CARRYOVER: u16 = 1 << 3;
    pub(super) const UNIT: u16 = 1 << 4;
    pub(super) const OTHER: u16 = 1 << 5;
    pub(super) const TRANSFER: u16 = 1 << 6;
    pub(super) const LOCAL: u16 = 1 << 7;
    pub(super) const APPROPRIATION: u16 = 1 << 8;
}

/// The words that tell fund lines apart.
const FUND_WORDS: &[(u16, &[&str])] = &[
    (
        of::MONEY,
        &[
            "资金", "拨款", "补助", "总额", "结转", "结余", "收入", "款", "经费", "财政", "专户",
            "基金",
        ],
    ),
    (of::TOTAL, &["总额", "合计", "总计", "总金额"]),
    (of::ACCOUNT, &["专户"]),
    (of::CARRYOVER, &["结转", "结余"]),
    (
        of::UNIT,
        &["单位资金", "自有资金", "自筹", "事业收入", "经营收入"],
    ),
    (
        of::OTHER,
        &["其他", "其它", "社会资金", "社会投入", "非财政"],
    ),
    (of::TRANSFER, &["补助", "上级", "中央", "省", "转移支付"]),
    (
        of::LOCAL,
        &[
            "县级",
            "区级",
            "市级",
            "镇级",
            "乡级",
            "市县",
            "州级",
            "地方",
            "本级",
            "配套",
            "区财政",
        ],
    ),
    (
        of::APPROPRIATION,
        &["拨款", "财政资金", "预算内", "公共预算", "基金", "财政"],
    ),
];

/// Finds all of [`FUND_WORDS`] in one pass; a pattern is one word of one group.
static FUND_FINDER: LazyLock<Option<(AhoCorasick, Vec<u16>)>> = LazyLock::new(|| {
    let words = FUND_WORDS
        .iter()
        .flat_map(|(group, words)| words.iter().map(|word| (*word, *group)));
    let (words, groups): (Vec<&str>, Vec<u16>) = words.unzip();
    Some((AhoCorasick::new(words).ok()?, groups))
});

/// The groups of which a word stands in `label`.
fn fund_words(label: &str) -> u16 {
    let Some((finder, groups)) = &*FUND_FINDER else {
        return 0;
    };
    finder
        .find_overlapping_iter(label)
        .filter_map(|found| groups.get(found.pattern().as_usize()))
        .fold(0, |all, group| all | group)
}

/// Which line of the fund table a row label names. `None` for what names no money.
pub(super) fn fund_line(text: &str) -> Option<FundLine> {
    let folded = folded(text);
    let label = folded.trim_end_matches(':');
    let parted = [
        "其中:",
        "其中-",
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
    // A sentence about money is no label.
    let told = label.contains(['。', ';', '!', '?']);
    if label.chars().count() > 24 || label.is_empty() || told {
        return None;
    }
    let words = if label.contains('(') {
        fund_words(&label.replace(['(', ')'], ""))
    } else {
        fund_words(label)
    };
    let has = |group: u16| words & group != 0;
    let money = has(of::MONEY);
    if has(of::TOTAL) || matches!(label, "年度资金" | "年度金额" | "资金总量" | "小计")
    {
        Some(FundLine::Total)
    } else if has(of::ACCOUNT) {
        Some(FundLine::SpecialAccount)
    } else if has(of::CARRYOVER) {
        Some(FundLine::Carryover)
    } else if has(of::UNIT) {
        Some(FundLine::UnitFunds)
    } else if has(of::OTHER) || label == "其" {
        Some(FundLine::Other)
    } else if money && has(of::TRANSFER) || is_level(label, &["中央", "省"]) {
        Some(FundLine::Transfer)
    } else if money && has(of::LOCAL)
        || is_level(
            label,
            &["地", "市", "县", "区", "本级", "地方", "县级", "市级"],
        )
    {
        Some(FundLine::Local)
    } else if has(of::APPROPRIATION) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}

//! Reading labels: what a cell means as one, which level it names.
//!
//! Labels are compared folded (no white space, half-width), without numbering in front and without colons and brackets behind.

use super::damage;
pub(super) use super::fund_lines::fund_line;
pub(super) use super::labels::Label;
use super::labels::meaning;
use super::phrases;
use super::text::LOST;
use super::years;
use crate::form::{fold, simplified};

/// What ends a label in front of its value.
const COLONS: [char; 3] = [':', '：', '∶'];

/// Longest label, in characters; longer text is text.
const LONGEST: usize = 40;

/// `text` folded as labels are compared, empty where it is too long for a label.
pub(super) fn folded(text: &str) -> String {
    if text.chars().nth(LONGEST).is_some() {
        return String::new();
    }
    let folded = plain_marks(simplified(&fold(text)));
    match folded.rsplit_once('(') {
        // A label cut within its brackets is whole in front of them.
        Some((label, cut)) if cut.ends_with(LOST) && !cut.contains(')') => label.to_owned(),
        _ => folded,
    }
}

/// Brackets and colons of all shapes as the usual ones.
fn plain_marks(folded: String) -> String {
    // What none of them begins with, in UTF-8, holds none: that is nearly every label.
    let may_begin = |byte: u8| matches!(byte, b'[' | b']' | 0xe2 | 0xe3 | 0xef);
    if !folded.bytes().any(may_begin) {
        return folded;
    }
    let plain = |c| match c {
        '〔' | '【' | '[' | '〈' => '(',
        '〕' | '】' | ']' | '〉' => ')',
        '∶' | '︰' => ':',
        other => other,
    };
    folded.chars().map(plain).collect()
}

/// The meaning of a label cell.
pub(super) fn label(text: &str) -> Option<Label> {
    label_of(&folded(text))
}

/// The meaning of a label cell whose text is folded already.
pub(super) fn label_of(folded: &str) -> Option<Label> {
    let full = folded.trim_end_matches(':');
    let bracket = full
        .strip_suffix(')')
        .and_then(|_| full.get(opening(full)?..));
    let inner = bracket.map(|bracket| bracket.trim_matches(['(', ')']));
    let said = inner.and_then(|inner| meaning(inner).or_else(|| phrases::meaning(inner)));
    // 指标值(目标值) and 指标值(完成值) stand side by side.
    let told = said.filter(|label| matches!(label, Label::Target | Label::Actual));
    meaning(full).or(told).or_else(|| {
        let bare = bare(full);
        meaning(bare)
            .or_else(|| by_wording(bare))
            .or_else(|| phrases::meaning(bare))
            .or_else(|| damage::meaning(bare).map(|(_, label)| label))
            .or_else(|| damage::cut(bare))
            .or_else(|| years::meaning(full))
    })
}

/// The wording a label cell was printed with, where `text` has it with a character that was read
/// wrong.
pub(super) fn undamaged(text: &str) -> Option<&'static str> {
    let folded = folded(text);
    let full = folded.trim_end_matches(':');
    let bare = bare(full);
    let known = meaning(full)
        .or_else(|| meaning(bare))
        .or_else(|| by_wording(bare))
        .or_else(|| phrases::meaning(bare));
    if known.is_some() {
        return None;
    }
    damage::meaning(bare).map(|(wording, _)| wording)
}

/// A label cell that carries its value behind a colon: `项目名称:路灯维护`.
pub(super) fn labelled(text: &str) -> Option<(Label, &str)> {
    let (head, value) = text.split_once(COLONS)?;
    let value = value.trim();
    (!value.is_empty()).then_some((label(head)?, value))
}

/// The labels with values of a cell that carries several, one behind the other:
/// `项目名称:路灯维护  主管部门:市政局`.
pub(super) fn labelled_parts(text: &str) -> Vec<(Label, &str)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0usize;
    for word in text.split(char::is_whitespace) {
        let head = word.split(COLONS).next().unwrap_or_default();
        if head.len() < word.len() && (label(head).is_some() || is_like_a_label(head)) {
            starts.push(at);
        }
        // White space of any width ends a word; only its own length is stepped over.
        let end = at.saturating_add(word.len());
        let gap = text.get(end..).and_then(|rest| rest.chars().next());
        at = end.saturating_add(gap.map_or(0, char::len_utf8));
    }
    let mut parts = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index.saturating_add(1)).copied();
        let part = text.get(*start..end.unwrap_or(text.len()));
        parts.extend(part.and_then(labelled));
    }
    // A label may hold white space itself; then it stands alone.
    if parts.is_empty() {
        parts.extend(labelled(text));
    }
    parts
}

/// A short word of hanzi in front of a colon: a label that is not known ends the value before it.
fn is_like_a_label(word: &str) -> bool {
    let length = word.chars().count();
    (2..=8).contains(&length) && word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
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
    for unit in ["/元", "/万元"] {
        bare = bare.strip_suffix(unit).unwrap_or(bare);
    }
    let unit = bare.strip_suffix('分').unwrap_or(bare);
    let points = unit.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_value = points.is_empty() || points.ends_with(':');
    if unit.len() < bare.len() && points.len() < unit.len() && !is_value {
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

/// Wordings with a free part: `县级主管部门`, `未完成原因和改进措施`.
fn by_wording(label: &str) -> Option<Label> {
    let short = label.chars().count() <= 24;
    if short && label.ends_with("主管部门") {
        Some(Label::Department)
    } else if label.contains("原因") && (label.contains("分析") || label.contains("措施") || short)
    {
        Some(Label::Reason)
    } else if short && label.ends_with("执行数") && !label.contains("上年") {
        Some(Label::Executed)
    } else if short && label.starts_with("三级指标") && !label.contains(['分', '值', '权']) {
        Some(Label::Name)
    } else {
        None
    }
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
    let folded = simplified(&fold(text));
    let label = bare(&folded);
    let short = label.chars().count() <= 14;
    short && (label.ends_with("指标") && label != "指标") || is_printed_level(label)
}

/// Whether a cell holds a label of the first level that forms print.
pub(super) fn is_level1(text: &str) -> bool {
    LEVEL1.contains(&bare(&simplified(&fold(text))))
}

/// Whether a cell holds a label of the second level that forms print.
pub(super) fn is_level2(text: &str) -> bool {
    is_printed_level2(bare(&simplified(&fold(text))))
}

fn is_printed_level(label: &str) -> bool {
    LEVEL1.contains(&label) || is_printed_level2(label)
}

fn is_printed_level2(label: &str) -> bool {
    LEVEL2.contains(&label.strip_suffix("指标").unwrap_or(label))
}

/// Whether two pieces, one below the other, are the halves of one level label that a page break
/// has cut: together a known label (or the front of one), and not each of them one alone.
pub(super) fn joins_to_level(above: &str, below: &str) -> bool {
    let (above, below) = (simplified(&fold(above)), simplified(&fold(below)));
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
    fn halves_of_a_label() {
        assert!(joins_to_level("质量", "指标"));
        assert!(joins_to_level("满意", "度指标"));
        assert!(joins_to_level("服务对象", "满意度指标"));
        assert!(!joins_to_level("质量指标", "时效指标"));
        assert!(!joins_to_level("经济效益", "社会效益"));
        assert!(!joins_to_level("产出指标", "效益指标"));
        assert_eq!(label("全年执行数（B\u{fffd}"), Some(Label::Executed));
        assert!(is_level_label("满意 度指 标"));
        assert!(is_level_label("项目管理13分"));
        assert!(!is_level_label("违法犯罪打击率"));
        assert!(!is_level_label("管理机制健全性"));
    }
}

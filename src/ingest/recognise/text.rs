//! Cells as fields.

use rust_decimal::Decimal;
use smol_str::SmolStr;

use crate::form::{
    Field, Measure, Origin, Reading, fold, is_no_value, parse_decimal, parse_percent,
};

/// A replaced byte or an unreadable glyph: the text around it is not what was printed.
pub(super) const LOST: char = '\u{fffd}';

/// Whether a cell of a spreadsheet holds an error instead of a value: `#REF!`, `#DIV/0!`, `错误:502`.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 10] = [
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ];
    let text = text.trim();
    let numbered = |name: &str| {
        let number = text.strip_prefix(name)?.trim_start_matches([':', '：']);
        Some(number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    ERRORS.contains(&text)
        || ["Err", "错误"]
            .into_iter()
            .any(|name| numbered(name) == Some(true))
}

/// Whether a word stands where points are given in words: `优`, `合格`, `A`.
pub(super) fn is_mark(text: &str) -> bool {
    const MARKS: &str = "优 良 中 差 优秀 良好 中等 较好 较差 一般 合格 不合格 达标 未达标 优良 好 \
        A B C D A+ A- B+ B- 是 否 已完成 完成 未完成";
    let folded = fold(text);
    MARKS.split_whitespace().any(|mark| mark == folded)
}

/// Text of one cell as it is read on: line breaks inside a word taken out, white space squeezed.
pub(super) fn flow(text: &str) -> String {
    let mut flow = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        flow.push(' ');
        flow.push_str(word);
    }
    let flow = flow.trim_start();
    if !text.contains('\n') {
        return flow.to_owned();
    }
    let mut lines = text.lines().map(crate::form::squeeze);
    let mut joined = lines.next().unwrap_or_default();
    for line in lines {
        let glued = joined.ends_with(is_wide) || line.starts_with(is_wide);
        if !glued && !joined.is_empty() && !line.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&line);
    }
    joined
}

/// Characters that stand in lines without spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' | '“' | '”')
}

/// A cell of words.
pub(super) fn words(printed: &str, origin: Origin) -> Field<SmolStr> {
    Field::text(printed, origin, |text| {
        (!text.contains(LOST) && !is_error(text)).then(|| flow(text))
    })
}

/// A cell with a narrative: paragraphs stay apart.
pub(super) fn narrative(printed: String, origin: Origin) -> Field<SmolStr> {
    let printed = SmolStr::from(printed);
    let reading = if printed.trim().is_empty() {
        Reading::Blank
    } else if printed.contains(LOST) || is_error(&printed) {
        Reading::Unreadable
    } else {
        Reading::Known(printed.clone())
    };
    Field {
        printed,
        reading,
        origin,
    }
}

/// A label of the first or second level: no white space inside.
pub(super) fn level(printed: &str, origin: Origin) -> Field<SmolStr> {
    Field::text(printed, origin, |text| {
        let label: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        (!label.contains(LOST)).then_some(label)
    })
}

/// A cell with an amount of money.
pub(super) fn amount(printed: &str, origin: Origin) -> Field<Decimal> {
    Field::read(printed, origin, money)
}

/// An amount with or without its unit: `10`, `10元`, `10万元`, `10万`.
fn money(text: &str) -> Option<Decimal> {
    parse_decimal(text).or_else(|| {
        let folded = text.contains(['元', '万']).then(|| fold(text))?;
        let bare = folded.strip_suffix('元').unwrap_or(&folded);
        parse_decimal(bare.strip_suffix('万').unwrap_or(bare))
    })
}

/// A cell with points: `10`, `10.00`, `10分`; `10%` where weights are shares of 100.
pub(super) fn points(printed: &str, origin: Origin) -> Field<Decimal> {
    Field::read(printed, origin, |text| {
        let bare = text.trim();
        parse_percent(bare.strip_suffix('分').unwrap_or(bare))
    })
}

/// A cell with a target or an actual.
pub(super) fn measure(printed: &str, origin: Origin) -> Field<Measure> {
    let printed = SmolStr::from(flow(printed));
    let lost = printed.contains(LOST) || lacks_its_number(&printed) || is_error(&printed);
    let reading = if lost && !is_no_value(&printed) {
        Reading::Unreadable
    } else {
        Measure::read(&printed)
    };
    Field {
        printed,
        reading,
        origin,
    }
}

/// Whether a sign of comparison or percent stands there without any number: the digits were lost. What is
/// named instead of a number (`≤批复概算`) is none that was lost.
pub(super) fn lacks_its_number(printed: &str) -> bool {
    let folded = fold(printed);
    let signed = folded.starts_with(['≥', '≤', '≧', '≦', '>', '<', '=', '═'])
        || matches!(folded.as_str(), "%" | "‰");
    let number = |c: char| c.is_numeric() || "一二三四五六七八九十两百千万零〇半".contains(c);
    let named = [
        "算", "上年", "去年", "合同", "标准", "批复", "定额", "计划", "平均",
    ]
    .iter()
    .any(|word| folded.contains(word));
    signed && !named && !folded.chars().any(number) && folded.chars().count() <= 8
}

/// Whether `text` is a number as amounts, rates and points are printed, or says that it is none.
pub(super) fn is_figure(text: &str) -> bool {
    let bare = text.trim();
    is_no_value(bare)
        || parse_percent(bare.strip_suffix('分').unwrap_or(bare)).is_some()
        || money(bare).is_some()
}

/// Whether a narrative ends as sentences do, so that what follows is a new one.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with([
        '。', '！', '？', '；', '：', '!', '?', ';', ':', '.', '…', '”', '）', ')',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_without_its_number() {
        for text in ["≥%", "≤ (元)", "=个", "%"] {
            assert!(lacks_its_number(text), "{text}");
        }
        for text in ["≤批复概算", "≥上年", "≥5个", "≥九成", "个"] {
            assert!(!lacks_its_number(text), "{text}");
        }
    }

    #[test]
    fn broken_lines_are_joined() {
        assert_eq!(
            flow("减轻贫困学生家\n庭经济负担"),
            "减轻贫困学生家庭经济负担"
        );
        assert_eq!(flow(" pda  设备 "), "pda 设备");
        assert_eq!(flow("one\ntwo"), "one two");
    }

    #[test]
    fn errors_of_a_spreadsheet_are_no_values() {
        let at = Origin::default();
        for error in ["#REF!", " #DIV/0! ", "错误：502", "Err:522"] {
            assert_eq!(measure(error, at).reading, Reading::Unreadable, "{error}");
            assert_eq!(words(error, at).reading, Reading::Unreadable, "{error}");
        }
        assert_eq!(words("#1机组", at).value().unwrap(), "#1机组");
    }

    #[test]
    fn points_and_amounts() {
        let at = Origin::default();
        assert_eq!(points("10分", at).value().unwrap().to_string(), "10");
        assert_eq!(points("25%", at).value().unwrap().to_string(), "25");
        assert!(points("—", at).is_blank());
        assert_eq!(points("十分", at).reading, Reading::Unreadable);
        assert_eq!(
            amount("1,437.5万元", at).value().unwrap().to_string(),
            "1437.5"
        );
    }
}

//! Text of cells made comparable. Folded text serves matching only, never evidence.

use std::collections::HashMap;
use std::sync::LazyLock;

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

/// Compatibility form (full-width becomes half-width) without any white space: what two prints of
/// the same label or name have in common.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match plain(c) {
            Some(' ') => {}
            Some(c) => folded.push(c),
            // Something that may combine with its neighbours: the whole text goes the long way.
            None => return folded_long(text),
        }
    }
    folded
}

/// The form of any text, character by character.
fn folded_long(text: &str) -> String {
    let whole = text.chars().map(unified);
    whole.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Radicals that no normal form makes whole characters, each followed by the character that has the
/// same shape: fonts draw both with one glyph, and what is copied out of a PDF is the one as often as
/// the other (`⻔` for `门`, `⼾` for `户`).
const RADICALS: &str = "⺅亻⺉刂⺎兀⺐尢⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺠民⺡氵⺣灬⺦丬⺨犭⺭礻⺰纟⺺肀⺾艹⻁虎\
    ⻂衤⻅见⻆角⻈讠⻉贝⻋车⻌辶⻐钅⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨\
    ⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⼾户";

static UNIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(RADICALS));

/// The character a radical stands for; every other character as it is.
pub fn unified(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fdf}' => UNIFIED.get(&c).copied().unwrap_or(c),
        _ => c,
    }
}

/// What a character of everyday text becomes by itself, white space one space; `None` for all others.
fn plain(c: char) -> Option<char> {
    match c {
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{3000}' => Some(' '),
        '!'..='~' | '\u{4e00}'..='\u{9fff}' => Some(c),
        '、' | '。' | '《' | '》' | '“' | '”' | '—' | '≥' | '≤' => Some(c),
        '！'..='～' => char::from_u32((c as u32).checked_sub(0xfee0)?),
        _ => None,
    }
}

/// `text` in the memory of what was printed, where both are the same.
pub fn sharing(printed: &SmolStr, text: &str) -> SmolStr {
    if text == printed {
        printed.clone()
    } else {
        text.into()
    }
}

/// Runs of white space made one space, none at the ends.
pub fn squeeze(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut squeezed = String::with_capacity(text.len());
    if let Some(first) = words.next() {
        squeezed.push_str(first);
    }
    for word in words {
        squeezed.push(' ');
        squeezed.push_str(word);
    }
    squeezed
}

/// Traditional characters of the labels of a form, each followed by its simplified one.
const TRADITIONAL: &str = "稱称際际眾众條条項项務务實实單单門门資资預预執执數数額额財财撥拨結结轉转專专戶户總总標标\
    級级產产時时質质滿满對对會会態态經经濟济環环續续響响績绩評评價价業业權权\
    設设計计報报編编號号備备註注審审簽签負负責责聯联繫系電电話话況况進进達达\
    與与問问題题應应關关點点複复覆复優优類类屬属縣县區区鄉乡鎮镇補补貼贴餘余\
    內内億亿萬万說说劃划決决議议製制適适體体個个當当";

static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(TRADITIONAL));

/// A table written as one character followed by the other.
fn pairs(table: &str) -> HashMap<char, char> {
    let (mut pairs, mut characters) = (HashMap::new(), table.chars());
    while let (Some(from), Some(to)) = (characters.next(), characters.next()) {
        pairs.insert(from, to);
    }
    pairs
}

/// Bits of the lower ends of the traditional characters: a glance tells nearly all others.
static GLANCE: LazyLock<[u64; 64]> = LazyLock::new(|| {
    let mut glance = [0; 64];
    for old in SIMPLE.keys() {
        let (word, bit) = low_end(*old);
        if let Some(word) = glance.get_mut(word) {
            *word |= bit;
        }
    }
    glance
});

/// Where the low twelve bits of a character stand in [`GLANCE`].
fn low_end(c: char) -> (usize, u64) {
    let low = u32::from(c) & 0xfff;
    (
        usize::try_from(low / 64).unwrap_or_default(),
        1 << (low % 64),
    )
}

/// `text` (folded) with the traditional characters of labels made simplified: documents pass through
/// hosts that transliterate them. Serves matching only.
pub fn simplified(text: &str) -> String {
    let perhaps = |c: char| {
        let (word, bit) = low_end(c);
        !c.is_ascii() && GLANCE.get(word).is_some_and(|word| word & bit != 0)
    };
    if !text.chars().any(perhaps) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| {
            if perhaps(c) {
                SIMPLE.get(&c).copied().unwrap_or(c)
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn radicals_are_the_characters_they_look_like() {
        assert_eq!(fold("主管部⻔"), "主管部门");
        assert_eq!(fold("⻓效⼾数⾦额"), "长效户数金额");
        assert_eq!(unified('门'), '门');
    }

    #[test]
    fn the_short_way_folds_as_the_long_one() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            if plain(c).is_some() {
                let text = format!("甲{c}乙");
                assert_eq!(fold(&text), folded_long(&text), "{c:?}");
            }
        }
    }

    #[test]
    fn only_the_same_text_is_shared() {
        let printed = SmolStr::new("对辖区内四十二条道路开展日常保洁");
        let shared = sharing(&printed, "对辖区内四十二条道路开展日常保洁");
        assert_eq!(shared, printed);
        assert_eq!(shared.as_ptr(), printed.as_ptr());
        let other = sharing(&printed, "对辖区内四十二条道路开展日常");
        assert_eq!(other, "对辖区内四十二条道路开展日常");
    }

    proptest! {
        #[test]
        fn any_text_folds_the_same(text in "([\\PC\\s]|[甲Ａ（\u{301}\u{3099}かｶﾞ]){0,20}") {
            prop_assert_eq!(fold(&text), folded_long(&text));
        }
    }

    #[test]
    fn transliterated_labels() {
        assert_eq!(
            simplified("項目支出績效自評表/實際完成情況/年度資金總額/滿意度指標"),
            "项目支出绩效自评表/实际完成情况/年度资金总额/满意度指标"
        );
        assert_eq!(simplified("路灯维护 lamp"), "路灯维护 lamp");
    }
}

//! Mark-up that an exporter left inside the cells of a plain text (`<p>…</p>`, `&nbsp;`).
//!
//! Only tags by the names HTML knows are taken out: `<5%` and `<甲方>` are text.

/// Tags that end a line.
const BLOCKS: [&str; 16] = [
    "p",
    "br",
    "div",
    "li",
    "ol",
    "ul",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
];
/// Tags that say nothing about lines.
const INLINE: [&str; 20] = [
    "span", "b", "strong", "i", "em", "u", "font", "a", "sub", "sup", "o:p", "td", "tbody", "img",
    "s", "small", "big", "center", "label", "st1:p",
];
/// Named characters met in exports.
const ENTITIES: &[(&str, &str)] = &[
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("ge", "≥"),
    ("le", "≤"),
    ("times", "×"),
    ("permil", "‰"),
];

/// Bytes a tag may be long, so that a text full of angles is not searched to its end for each.
const TAG_BYTES: usize = 2_000;
/// Bytes the name of a character may be long.
const ENTITY_BYTES: usize = 12;

/// One tag.
pub(super) struct Tag<'a> {
    /// Lower-case name.
    pub name: String,
    /// `</…>`.
    pub closes: bool,
    /// What stands behind it.
    pub rest: &'a str,
}

/// Reads the tag at the front of `text`, if it is one HTML knows.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let (inner, rest) = split_near(inner, b'>', b'<', TAG_BYTES)?;
    let (closes, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let ends = |c: char| c.is_whitespace() || c == '/';
    let name = inner.split(ends).next()?.to_ascii_lowercase();
    let known = BLOCKS.contains(&name.as_str()) || INLINE.contains(&name.as_str());
    known.then_some(Tag { name, closes, rest })
}

/// `text` without mark-up: block tags end lines, entities become characters, white space runs
/// within a line become one space.
pub(super) fn clean(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.trim().to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(index);
        plain.push_str(before);
        if let Some(tag) = tag(from) {
            if BLOCKS.contains(&tag.name.as_str()) {
                plain.push('\n');
            }
            rest = tag.rest;
        } else if let Some((character, tail)) = entity(from) {
            plain.push_str(&character);
            rest = tail;
        } else {
            let mut characters = from.chars();
            plain.extend(characters.next());
            rest = characters.as_str();
        }
    }
    plain.push_str(rest);
    let lines = plain.lines().map(crate::form::squeeze);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The character an entity at the front of `text` stands for.
fn entity(text: &str) -> Option<(String, &str)> {
    let (name, rest) = split_near(text.strip_prefix('&')?, b';', b'&', ENTITY_BYTES)?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code)?.to_string(), rest));
    }
    let (_, character) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some(((*character).to_owned(), rest))
}

/// What stands before and behind the first `mark` among the first `bytes`, when no `other` comes
/// before it (both are ASCII characters).
fn split_near(text: &str, mark: u8, other: u8, bytes: usize) -> Option<(&str, &str)> {
    let mut near = text.as_bytes().iter().take(bytes);
    let at = near.position(|byte| *byte == mark || *byte == other)?;
    let (before, from) = text.split_at_checked(at)?;
    Some((before, from.strip_prefix(char::from(mark))?))
}

/// How many block elements `text` leaves open (negative: closes).
pub(super) fn open_blocks(text: &str) -> i32 {
    let mut open = 0i32;
    let mut rest = text;
    while let Some(index) = rest.find('<') {
        let (_, from) = rest.split_at(index);
        match tag(from) {
            Some(tag) => {
                if matches!(tag.name.as_str(), "p" | "ol" | "ul" | "div") {
                    open = open.saturating_add(if tag.closes { -1 } else { 1 });
                }
                rest = tag.rest;
            }
            None => rest = from.strip_prefix('<').unwrap_or_default(),
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_lines_and_entities_characters() {
        for (found, plain) in [
            ("<p>甲。</p> <p>乙。</p>", "甲。\n乙。"),
            (
                "<ol style=\"list-style-type: none\"> 1、甲； 2、乙。 ",
                "1、甲； 2、乙。",
            ),
            ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
            ("甲<br/>乙&nbsp;丙", "甲\n乙 丙"),
            ("<span class=x>甲</span>乙", "甲乙"),
            ("&ge;5&#20214; &amp;lt;", "≥5件 &lt;"),
            ("  甲 ", "甲"),
        ] {
            assert_eq!(clean(found), plain, "{found:?}");
        }
    }

    #[test]
    fn text_with_angles_is_no_markup() {
        for text in ["<5%", "a<b", "<甲方>负责", "A&B", "&unknown;", "<p"] {
            assert_eq!(clean(text), text);
        }
    }
}

//! Web pages: `.html`, `.htm`, and what office programs save under other names in that form.
//!
//! The page is read as tokens and never built as a tree: time and memory grow with its length and
//! nothing else, however deep or broken it is. Structure is what tables need of it: a cell ends
//! where the next begins, a row where the next row begins.

use std::cell::RefCell;
use std::time::Instant;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::bounds;
use super::error::{Content, ReadError};
use super::flow::{Down, Flow};
use super::remarks;
use crate::form::Origin;
use crate::ingest::{Grid, encoding};

/// Bytes handed to the tokenizer between two looks at the clock.
const CHUNK: usize = 4096;

/// Elements a person does not see as text of the page.
const UNSEEN: [&str; 7] = [
    "select", "svg", "xml", "template", "datalist", "object", "map",
];
/// Elements that begin and end a line.
const BLOCKS: [&str; 31] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "aside",
    "form",
    "fieldset",
    "address",
    "blockquote",
    "hr",
    "pre",
    "figure",
    "caption",
    "body",
];

/// Reads a web page.
///
/// # Errors
/// [`ReadError`] when the page is beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.len() as u64 > bounds::WEB_BYTES {
        return Err(ReadError::TooLarge {
            what: super::Bounded::FileBytes,
            bound: bounds::WEB_BYTES,
        });
    }
    // What a page declares about its encoding is often wrong: the bytes decide.
    let decoded = encoding::decode(bytes);
    let mut flow = walk(&decoded.text)?;
    for remark in super::text::remarks(&decoded) {
        flow.remark(remark);
    }
    flow.finish()
}

/// Takes in the paragraphs and tables of a page.
fn walk(page: &str) -> Result<Flow, ReadError> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let begun = Instant::now();
    let mut rest = page;
    while !rest.is_empty() {
        let cut = rest.floor_char_boundary(CHUNK).max(1);
        let (chunk, after) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        rest = after;
        queue.push_back(StrTendril::from_slice(chunk));
        // Scripts are never run: the tokenizer stops after one and is told to go on.
        while let TokenizerResult::Script(()) = tokenizer.feed(&queue) {}
        if begun.elapsed() > bounds::PATIENCE {
            return Err(ReadError::damaged(Content::WebPage, "time"));
        }
    }
    tokenizer.end();
    let walker = tokenizer.sink.0.into_inner();
    match walker.error {
        Some(error) => Err(error),
        None => Ok(walker.flow),
    }
}

/// Where the tokenizer delivers.
#[derive(Default)]
struct Sink(RefCell<Walker>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut walker = self.0.borrow_mut();
        if walker.error.is_some() {
            return TokenSinkResult::Continue;
        }
        match walker.token(token) {
            Ok(result) => result,
            Err(error) => {
                walker.error = Some(error);
                TokenSinkResult::Continue
            }
        }
    }
}

/// Keeps the little of the page's structure that matters.
#[derive(Default)]
struct Walker {
    flow: Flow,
    /// The element whose content is left out, while inside one.
    skipped: Option<Skipped>,
    /// Inside script, style or title.
    raw: bool,
    /// `pre` elements open.
    pre: usize,
    /// White space waiting for the next character: whether it held a line break.
    space: Option<bool>,
    error: Option<ReadError>,
}

/// An element whose content is left out.
struct Skipped {
    name: String,
    depth: u32,
    tables: u32,
    /// Its text, when a person should be told.
    text: Option<String>,
}

impl Walker {
    fn token(&mut self, token: Token) -> Result<TokenSinkResult<()>, ReadError> {
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if let Some(skipped) = &mut self.skipped {
                    if !skipped.ends_at(&name, tag.kind) {
                        return Ok(self.raw_text(&name, tag.kind));
                    }
                    let own_end = tag.kind == TagKind::EndTag && name == skipped.name;
                    self.end_skip();
                    if own_end {
                        self.close(&name);
                        return Ok(TokenSinkResult::Continue);
                    }
                }
                match tag.kind {
                    TagKind::StartTag => self.open(&name, &tag)?,
                    TagKind::EndTag => self.close(&name),
                }
                Ok(self.raw_text(&name, tag.kind))
            }
            Token::CharacterTokens(text) => {
                self.characters(&text)?;
                Ok(TokenSinkResult::Continue)
            }
            _ => Ok(TokenSinkResult::Continue),
        }
    }

    /// Tells the tokenizer how to read what follows a start tag whose content is no mark-up.
    fn raw_text(&mut self, name: &str, kind: TagKind) -> TokenSinkResult<()> {
        let raw = match name {
            "script" => RawKind::ScriptData,
            "style" | "noframes" | "iframe" | "noembed" | "xmp" => RawKind::Rawtext,
            "title" | "textarea" => RawKind::Rcdata,
            _ => return TokenSinkResult::Continue,
        };
        if kind == TagKind::EndTag {
            self.raw = false;
            return TokenSinkResult::Continue;
        }
        self.raw = !matches!(name, "textarea" | "xmp");
        TokenSinkResult::RawData(raw)
    }

    fn open(&mut self, name: &str, tag: &Tag) -> Result<(), ReadError> {
        let void = matches!(
            name,
            "br" | "hr" | "img" | "input" | "meta" | "link" | "col"
        );
        if UNSEEN.contains(&name) || (!void && is_hidden(tag)) {
            let told = matches!(name, "table" | "tr" | "td" | "th");
            self.skipped = Some(Skipped {
                name: name.to_owned(),
                depth: 1,
                tables: 0,
                text: told.then(String::new),
            });
            return Ok(());
        }
        match name {
            "table" => {
                self.end_line();
                self.flow.open_table()?;
            }
            "tr" if self.flow.in_table() => {
                self.end_line();
                self.flow.open_row(0);
            }
            "td" | "th" if self.flow.in_table() => {
                self.end_line();
                let columns = count(tag, "colspan").unwrap_or(1);
                let rows = count(tag, "rowspan").unwrap_or(1);
                self.flow.open_cell(columns, Down::Rows(rows))?;
            }
            "thead" | "tbody" | "tfoot" if self.flow.in_table() => {
                self.end_line();
                self.flow.close_row();
            }
            "br" => self.end_line(),
            "input" => self.characters(&shown_input(tag))?,
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
        if name == "pre" {
            self.pre = self.pre.saturating_add(1);
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.end_line();
                self.flow.close_table();
            }
            "tr" | "thead" | "tbody" | "tfoot" => {
                self.end_line();
                self.flow.close_row();
            }
            "td" | "th" => {
                self.end_line();
                self.flow.close_cell();
            }
            "pre" => {
                self.end_line();
                self.pre = self.pre.saturating_sub(1);
            }
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        self.space = None;
        self.flow.end_line();
    }

    fn end_skip(&mut self) {
        let text = self.skipped.take().and_then(|skipped| skipped.text);
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            let remark = remarks::at(Origin::default(), "remark-hidden-content", text.trim());
            self.flow.remark(remark);
        }
    }

    /// Text as a browser shows it: white space collapsed, and gone where a source line ends between
    /// two characters of a script without spaces.
    fn characters(&mut self, text: &str) -> Result<(), ReadError> {
        if self.raw {
            return Ok(());
        }
        if let Some(skipped) = &mut self.skipped {
            if let Some(found) = skipped.text.as_mut().filter(|found| found.len() < 400) {
                found.push_str(text);
            }
            return Ok(());
        }
        if self.pre > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.flow.end_line();
                }
                self.flow.text(line)?;
            }
            return Ok(());
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = Some(self.space.unwrap_or(false) || c == '\n' || c == '\r');
                continue;
            }
            if let Some(broken) = self.space.take() {
                let before = shown.chars().next_back();
                match before.or_else(|| self.flow.line().chars().next_back()) {
                    None => {}
                    Some(before) if broken && is_unspaced(before) && is_unspaced(c) => {}
                    Some(_) => shown.push(' '),
                }
            }
            shown.push(c);
        }
        self.flow.text(&shown)
    }
}

impl Skipped {
    /// Whether the tag ends the element, by closing it or by beginning what cannot be inside.
    fn ends_at(&mut self, name: &str, kind: TagKind) -> bool {
        let start = kind == TagKind::StartTag;
        let part = matches!(self.name.as_str(), "tr" | "td" | "th");
        if part && self.tables == 0 {
            let next = match (name, start) {
                ("table", false) | ("tr", _) => true,
                ("td" | "th", _) => self.name != "tr",
                _ => false,
            };
            if next {
                return true;
            }
        }
        if name == "table" && self.name != "table" {
            self.tables = if start {
                self.tables.saturating_add(1)
            } else {
                self.tables.saturating_sub(1)
            };
        }
        if name == self.name {
            self.depth = if start {
                self.depth.saturating_add(1)
            } else {
                self.depth.saturating_sub(1)
            };
        }
        self.depth == 0
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

/// A count as browsers read it: leading digits.
fn count(tag: &Tag, name: &str) -> Option<u32> {
    let digits: String = attribute(tag, name)?
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .take(9)
        .collect();
    digits.parse().ok()
}

fn is_hidden(tag: &Tag) -> bool {
    attribute(tag, "hidden").is_some()
        || attribute(tag, "style").is_some_and(|style| {
            let style: String = style
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| c.to_ascii_lowercase())
                .collect();
            style.contains("display:none")
        })
}

/// What an input field shows.
fn shown_input(tag: &Tag) -> String {
    let kind = attribute(tag, "type")
        .unwrap_or("text")
        .to_ascii_lowercase();
    match kind.as_str() {
        "checkbox" | "radio" if attribute(tag, "checked").is_some() => "☑".to_owned(),
        "checkbox" | "radio" => "□".to_owned(),
        "text" | "number" | "date" => attribute(tag, "value").unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// Whether the character is of a script that puts no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;

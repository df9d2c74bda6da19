//! One section of a number format: what it is made of, and a number shown under it.

use rust_decimal::{Decimal, RoundingStrategy};

/// Decimals a format may ask for.
const MOST_DECIMALS: u32 = 20;

/// A condition in brackets, `[>=100]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    bound: Decimal,
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let sign: String = text.chars().take_while(|c| "<>=".contains(*c)).collect();
        if sign.is_empty() {
            return None;
        }
        let bound = text.strip_prefix(sign.as_str())?.trim().parse().ok()?;
        let different = sign == "<>";
        Some(Self {
            less: sign.contains('<'),
            equal: sign.contains('=') && !different,
            greater: sign.contains('>'),
            bound,
        })
    }

    /// Whether `number` meets it.
    pub fn holds(self, number: Decimal) -> bool {
        match number.cmp(&self.bound) {
            std::cmp::Ordering::Less => self.less,
            std::cmp::Ordering::Equal => self.equal,
            std::cmp::Ordering::Greater => self.greater,
        }
    }
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text that stands as it is.
    Literal(String),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// A comma among the digits.
    Comma,
    /// A percent sign, which also multiplies by 100.
    Percent,
    /// The text or number itself (`@`, `General`).
    Value,
    /// A run of one date letter: `yyyy`, `m`, `dd`, `h`, `s`, `aaaa`.
    Date(char, usize),
    /// Hours, minutes or seconds that do not wrap: `[h]`.
    Elapsed(char),
    /// `AM/PM`, `上午/下午`.
    HalfDay(&'static str, &'static str),
    /// Something without a plain rendering: exponent, fraction.
    Other,
}

/// One section of a format.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub tokens: Vec<Token>,
    pub condition: Option<Condition>,
}

/// The sections of a format, cut at semicolons outside quotes.
pub(super) fn split(code: &str) -> Vec<String> {
    let mut sections = vec![];
    let mut current = String::new();
    let mut quoted = false;
    let mut escaped = false;
    for c in code.chars() {
        if escaped {
            escaped = false;
        } else if c == '\\' && !quoted {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        } else if c == ';' && !quoted {
            sections.push(std::mem::take(&mut current));
            continue;
        }
        current.push(c);
    }
    sections.push(current);
    sections
}

impl Section {
    /// Reads one section.
    pub fn parse(text: &str) -> Self {
        let mut section = Self::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = section.take(c, rest);
        }
        section
    }

    /// Takes what begins with `c` off `rest` and gives back what follows.
    fn take<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
        for (word, token) in [
            ("General", Token::Value),
            ("G/通用格式", Token::Value),
            ("AM/PM", Token::HalfDay("AM", "PM")),
            ("上午/下午", Token::HalfDay("上午", "下午")),
            ("E+", Token::Other),
            ("E-", Token::Other),
            ("e+", Token::Other),
        ] {
            if let Some(after) = rest.strip_prefix(word) {
                self.tokens.push(token);
                return after;
            }
        }
        let after = rest.strip_prefix(c).unwrap_or_default();
        match c {
            '"' => {
                let (text, after) = after.split_once('"').unwrap_or((after, ""));
                self.literal(text);
                after
            }
            '\\' => self.literal_character(after),
            // Room as wide as the next character.
            '_' => {
                self.literal(" ");
                skip_one(after)
            }
            // The next character fills the cell.
            '*' => skip_one(after),
            '[' => {
                let (inside, after) = after.split_once(']').unwrap_or((after, ""));
                self.bracket(inside);
                after
            }
            '0' | '#' | '?' => {
                self.tokens.push(Token::Digit(c));
                after
            }
            '.' => {
                self.tokens.push(Token::Point);
                after
            }
            ',' => {
                self.tokens.push(Token::Comma);
                after
            }
            '%' => {
                self.tokens.push(Token::Percent);
                after
            }
            '@' => {
                self.tokens.push(Token::Value);
                after
            }
            '/' if self.has_digits() => {
                self.tokens.push(Token::Other);
                after
            }
            'y' | 'Y' | 'e' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' => {
                let letter = c.to_ascii_lowercase();
                let tail = rest.trim_start_matches([letter, letter.to_ascii_uppercase()]);
                let run = rest.len().saturating_sub(tail.len());
                self.tokens.push(Token::Date(letter, run));
                tail
            }
            other => {
                self.literal(other.encode_utf8(&mut [0; 4]));
                after
            }
        }
    }

    fn literal(&mut self, text: &str) {
        if let Some(Token::Literal(before)) = self.tokens.last_mut() {
            before.push_str(text);
        } else {
            self.tokens.push(Token::Literal(text.to_owned()));
        }
    }

    fn literal_character<'a>(&mut self, after: &'a str) -> &'a str {
        if let Some(c) = after.chars().next() {
            self.literal(c.encode_utf8(&mut [0; 4]));
        }
        skip_one(after)
    }

    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            let (symbol, _) = currency.split_once('-').unwrap_or((currency, ""));
            self.literal(symbol);
        } else if let Some(condition) = Condition::parse(inside) {
            self.condition = Some(condition);
        } else {
            let letter = inside.chars().next().unwrap_or(' ').to_ascii_lowercase();
            let run = inside.chars().all(|c| c.to_ascii_lowercase() == letter);
            if run && matches!(letter, 'h' | 'm' | 's') {
                self.tokens.push(Token::Elapsed(letter));
            }
            // Colours and digit shapes do not change what is said.
        }
    }

    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Digit(_)))
    }

    /// Whether it shows a date or time.
    pub fn is_date(&self) -> bool {
        self.tokens
            .iter()
            .any(|t| matches!(t, Token::Date(..) | Token::Elapsed(_)))
    }

    /// Whether it is the section for text.
    pub fn is_text(&self) -> bool {
        !self.has_digits() && self.tokens.contains(&Token::Value)
    }

    /// `number` under this section; `None` when the section has no plain rendering.
    pub fn show(&self, number: Decimal) -> Option<String> {
        if self.tokens.contains(&Token::Other) {
            return None;
        }
        if self.tokens.contains(&Token::Value) {
            return Some(self.around(&number.normalize().to_string()));
        }
        if self.tokens.is_empty() && self.condition.is_none() {
            return None;
        }
        if !self.has_digits() {
            return Some(self.around(""));
        }
        let first = self
            .tokens
            .iter()
            .position(|t| matches!(t, Token::Digit(_)))?;
        let last = self
            .tokens
            .iter()
            .rposition(|t| matches!(t, Token::Digit(_) | Token::Point))?;
        let mask = self.tokens.get(first..=last)?;
        // Digits in groups of their own, as in telephone numbers.
        if mask
            .iter()
            .any(|t| matches!(t, Token::Literal(_) | Token::Percent))
        {
            return None;
        }
        let after = self.tokens.get(last.saturating_add(1)..)?;
        let thousandths = after
            .iter()
            .take_while(|t| matches!(t, Token::Comma))
            .count();
        let percents = self.tokens.iter().filter(|t| **t == Token::Percent).count();
        let mut scaled = number;
        for _ in 0..percents {
            scaled = scaled.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..thousandths {
            scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let digits = fill(mask, scaled)?;
        let before = self.tokens.get(..first)?;
        let sign = if scaled.is_sign_negative() && digits.chars().any(|c| ('1'..='9').contains(&c))
        {
            "-"
        } else {
            ""
        };
        let text = format!("{sign}{}{digits}{}", literals(before), literals(after));
        Some(text.trim().to_owned())
    }

    fn around(&self, value: &str) -> String {
        let mut text = String::new();
        for token in &self.tokens {
            match token {
                Token::Literal(literal) => text.push_str(literal),
                Token::Value => text.push_str(value),
                Token::Percent => text.push('%'),
                _ => {}
            }
        }
        text.trim().to_owned()
    }
}

fn skip_one(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

fn literals(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Literal(text) => text.as_str(),
            Token::Percent => "%",
            _ => "",
        })
        .collect()
}

/// The absolute value of `number` in the places of `mask`.
fn fill(mask: &[Token], number: Decimal) -> Option<String> {
    let mut places = mask.split(|t| *t == Token::Point);
    let whole_mask = places.next()?;
    let part_mask = places.next();
    let decimals = part_mask.map_or(0, |places| {
        places
            .iter()
            .filter(|t| matches!(t, Token::Digit(_)))
            .count()
    });
    let decimals = u32::try_from(decimals).ok()?.min(MOST_DECIMALS);
    let mut rounded = number
        .abs()
        .round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    let text = rounded.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));

    let zeros = whole_mask
        .iter()
        .filter(|t| **t == Token::Digit('0'))
        .count();
    let whole = whole.trim_start_matches('0');
    let missing = zeros.saturating_sub(whole.len());
    let whole = format!("{}{whole}", "0".repeat(missing));
    let whole = if whole_mask.contains(&Token::Comma) {
        group(&whole)
    } else {
        whole
    };
    let Some(part_mask) = part_mask else {
        return Some(whole);
    };
    let kept = part_mask
        .iter()
        .filter(|t| matches!(t, Token::Digit(_)))
        .enumerate()
        .filter(|(_, t)| **t == Token::Digit('0'))
        .last()
        .map_or(0, |(last, _)| last.saturating_add(1));
    let mut part = part.to_owned();
    while part.len() > kept && part.ends_with('0') {
        part.pop();
    }
    Some(format!("{whole}.{part}"))
}

/// Digits in groups of three.
fn group(digits: &str) -> String {
    let count = digits.len();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && count.saturating_sub(index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

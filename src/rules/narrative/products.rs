//! Numbers, prices and what they come to: `13台，每台0.52万元，共6.76万元`.
//!
//! Invariants: the three figures are neighbours, the only ones of their kind in the sentence; the price
//! is for each of what is counted, and nothing but words of paying and of sums leads to the amount.
//! A third factor (months, terms) is looked for, and where there may be one nothing is read.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Figure, Kind, Narrative};
use crate::rules::{Lexicon, Settings};

/// A number of things, the price of each, and what they come to.
#[derive(Debug)]
pub struct Product<'n> {
    /// How many.
    pub number: &'n Figure,
    /// How much for each.
    pub price: &'n Figure,
    /// What they come to, as printed.
    pub amount: &'n Figure,
}

/// The products a text states.
pub fn products<'n>(narrative: &'n Narrative<'_>, settings: &'n Settings) -> Vec<Product<'n>> {
    let prices = narrative.figures().iter().filter(|figure| figure.each);
    prices
        .filter_map(|price| product(narrative, price, settings))
        .collect()
}

impl Product<'_> {
    /// What number and price give.
    pub fn computed(&self, narrative: &Narrative<'_>) -> Option<Decimal> {
        let (number, price) = (narrative.scaled(self.number), narrative.scaled(self.price));
        number.number.checked_mul(price.number)
    }

    /// Whether the amount is what number and price give, as far as they are rounded or cut.
    pub fn is_right(&self, narrative: &Narrative<'_>) -> bool {
        let (number, price) = (narrative.scaled(self.number), narrative.scaled(self.price));
        let amount = narrative.scaled(self.amount);
        // An average is rounded even where it is printed without decimals.
        let place = Decimal::from(10_u64.saturating_pow(self.price.power));
        let average = narrative.lead(self.price).contains('均');
        let of_price = if average && price.margin.is_zero() {
            place
        } else {
            price.margin * Decimal::TWO
        };
        let slack = || {
            let of_number = number.margin.checked_mul(price.number)?;
            let of_price = of_price.checked_mul(number.number)?;
            (of_number * Decimal::TWO).checked_add(of_price + amount.margin * Decimal::TWO)
        };
        let Some((computed, slack)) = self.computed(narrative).zip(slack()) else {
            return true;
        };
        // Paid out over several months or terms, which nobody mentions.
        let times = amount.number.checked_div(computed).unwrap_or_default();
        let several = times.fract().is_zero() && (2..=12).any(|n| times == Decimal::from(n));
        (computed - amount.number).abs() <= slack || several
    }
}

/// What may stand beside an amount and tells nothing: words of a sum, of a price.
static PLAIN: LazyLock<Lexicon> = LazyLock::new(|| {
    let sums = [
        "共",
        "合计",
        "共计",
        "总计",
        "小计",
        "计",
        "总价",
        "总额",
        "总金额",
        "金额",
        "折合",
        "累计",
        "均",
        "全年",
    ];
    let beside = [
        "按",
        "按照",
        "标准",
        "的",
        "为",
        "是",
        "以",
        "对",
        "给予",
        "平均",
        "单价",
        "均价",
        "每",
        "资金",
        "助学金",
        "慰问金",
        "奖金",
        "补助金",
        "津贴",
        "款",
        "投入",
        "价格",
        "费用",
    ];
    Lexicon::new(sums.into_iter().chain(beside))
});
/// Units of time and of repetition: a third factor.
const TIMES: [&str; 12] = [
    "月", "个月", "天", "年", "周", "期", "次", "批", "轮", "季", "小时", "课时",
];

fn product<'n>(
    narrative: &'n Narrative<'_>,
    price: &'n Figure,
    settings: &'n Settings,
) -> Option<Product<'n>> {
    let sentence = narrative.sentence_at(price.start);
    let told: Vec<&Figure> = narrative
        .quantities()
        .filter(|figure| sentence.start <= figure.start && figure.end <= sentence.end)
        .collect();
    let at = told.iter().position(|figure| figure.start == price.start)?;
    let unit = |figure: &Figure| narrative.scaled(figure).unit;
    let is_money = |figure: &Figure| unit(figure) == "元";
    let (amounts, counts): (Vec<&Figure>, Vec<&Figure>) = told
        .iter()
        .copied()
        .filter(|figure| figure.kind == Kind::Count && figure.start != price.start)
        .partition(|figure| is_money(figure));
    let [amount] = amounts.as_slice() else {
        return None;
    };
    // Which of its neighbours is what was counted.
    let beside = |at: Option<usize>| told.get(at?).copied();
    let (one, two) = (at.checked_sub(1), at.checked_sub(2));
    let around = [
        (two, one),
        (one, Some(at + 1)),
        (Some(at + 1), Some(at + 2)),
    ];
    let number = around.into_iter().find_map(|(a, b)| {
        let (a, b) = (beside(a)?, beside(b)?);
        match (a.start == amount.start, b.start == amount.start) {
            (true, false) => Some(b),
            (false, true) => Some(a),
            _ => None,
        }
    })?;
    let exact = [number, price, amount]
        .iter()
        .all(|figure| figure.kind == Kind::Count && !figure.rough && figure.depth == price.depth);
    let others = counts.iter().any(|figure| {
        figure.start != number.start
            && (TIMES.contains(&unit(figure))
                || unit(figure) == unit(number)
                || settings.units.are_same(unit(figure), unit(number)))
    });
    let read = Reading {
        narrative,
        settings,
        number,
        price,
        amount,
    };
    (exact && !others && read.is_for_each() && read.is_plain()).then_some(Product {
        number,
        price,
        amount,
    })
}

/// Three figures that may be a product.
struct Reading<'n, 't> {
    narrative: &'n Narrative<'t>,
    settings: &'n Settings,
    number: &'n Figure,
    price: &'n Figure,
    amount: &'n Figure,
}

impl Reading<'_, '_> {
    /// Whether the price is for each of what is counted, and for no other period or part.
    fn is_for_each(&self) -> bool {
        let lead = self.narrative.noun(self.price);
        let behind = self
            .narrative
            .slice(self.price.end..self.narrative.text().len());
        let behind = behind.strip_prefix(['/', '每']);
        let (before, of) = match (lead.rsplit_once('每'), behind) {
            (Some((before, of)), None) => (before, of),
            (None, Some(of)) => (lead, of),
            (None, None) => {
                let Some((before, of)) = averaged(lead) else {
                    return lead.ends_with("单价");
                };
                (before, of)
            }
            _ => return false,
        };
        let Some(rest) = self.without_unit(of) else {
            return false;
        };
        let rest = if behind.is_some() {
            // 500元/人·月
            let open = rest.starts_with(['/', '·', '*', '.', '每', '月', '年', '天', '日', '次']);
            if open {
                return false;
            }
            ""
        } else {
            rest
        };
        self.tells_nothing(before) && self.tells_nothing(rest.trim_start_matches('均'))
    }

    /// What follows the unit of the number, or another word for people.
    fn without_unit<'t>(&self, of: &'t str) -> Option<&'t str> {
        let unit = self.narrative.scaled(self.number).unit;
        if unit.is_empty() {
            return None;
        }
        of.strip_prefix(unit).or_else(|| {
            matches!(unit, "人" | "名" | "位")
                .then(|| of.strip_prefix(['人', '名', '位', '生']))
                .flatten()
        })
    }

    /// Whether the words that lead to the amount are those of a sum, or of what was paid.
    fn is_plain(&self) -> bool {
        let before = self.narrative.slice(0..self.amount.start);
        let (from, sum_only) = if self.amount.start < self.price.start {
            (self.amount.lead.start, false)
        } else {
            (self.price.end.max(self.number.end), true)
        };
        let words = before.get(from..).unwrap_or_default();
        let between = [self.number, self.price, self.amount];
        let first = between
            .iter()
            .map(|figure| figure.start)
            .min()
            .unwrap_or_default();
        let last = between
            .iter()
            .map(|figure| figure.end)
            .max()
            .unwrap_or_default();
        let all = self.narrative.slice(first..last);
        let told = &self.settings.narrative;
        if told.not_paid.occurs_in(words) || all.contains("其中") {
            return false;
        }
        if sum_only {
            // 每人500元，共120人，发放6万元: what was paid; 13台，每台0.52万元，共6.76万元: a sum.
            let words = words.trim_start_matches(|c: char| "/每人名位户台个,: ".contains(c));
            let last = words.rsplit(',').next().unwrap_or_default();
            self.tells_nothing(words) && told.partly_paid.prefix(last).is_none()
        } else {
            let average = self.narrative.lead(self.price).contains('均');
            told.paying.occurs_in(words) && (average || !told.partly_paid.occurs_in(words))
        }
    }

    /// Whether a text is nothing but words of paying, and what may stand beside an amount.
    fn tells_nothing(&self, text: &str) -> bool {
        const BETWEEN: [char; 3] = [',', ':', ' '];
        let paying = &self.settings.narrative.paying;
        let mut rest = text.trim_matches(BETWEEN);
        let longest = |rest: &str| {
            PLAIN
                .prefix(rest)
                .map(str::len)
                .max(paying.prefix(rest).map(str::len))
        };
        while let Some(length) = longest(rest) {
            rest = rest.get(length..).unwrap_or_default();
            rest = rest.trim_start_matches(BETWEEN);
        }
        rest.is_empty()
    }
}

/// `人均`: what stands before, and of what it is the average.
fn averaged(lead: &str) -> Option<(&str, &str)> {
    let at = lead.find('均')?;
    let (before, _) = lead.get(..at)?.char_indices().next_back()?;
    Some((lead.get(..before)?, lead.get(before..)?))
}

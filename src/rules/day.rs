//! Dates as targets and actuals print them: `2024年11月底前`, `12月15日`, `2024.12.20`.
//!
//! Invariant: a date that leaves open which day is meant is read to the benefit of the form: a deadline
//! as its last day, what was done as its first.

/// A day, or the days that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    year: Option<u32>,
    /// Month and day.
    first: (u32, u32),
    last: (u32, u32),
}

/// Words by which a date is one of many, or counts from another.
const OPEN: [char; 4] = ['每', '次', '翌', '各'];

impl Day {
    /// Reads a text that tells one date and no other.
    pub fn read(text: &str) -> Option<Self> {
        if text.contains(OPEN) {
            return None;
        }
        let (mut year, mut month, mut found) = (None, None, None);
        let mut dotted = false;
        for (number, behind) in numbers(text) {
            match behind.chars().next() {
                Some('年') if is_year(number) => year = Some(number),
                Some('月') if is_month(number) => {
                    if found.is_some() {
                        return None;
                    }
                    month = Some(number);
                    let rest = behind.strip_prefix('月').unwrap_or_default();
                    found = Some(Self::within(year, number, rest));
                }
                Some('日' | '号') if month.is_some() => {
                    found = found.map(|day| day.on(number));
                    month = None;
                }
                Some('.' | '-' | '/') if is_year(number) => (year, dotted) = (Some(number), true),
                _ if dotted && found.is_none() && is_month(number) => {
                    found = Some(Self::within(year, number, ""));
                }
                _ if dotted && found.is_some() => {
                    found = found.map(|day| day.on(number));
                    dotted = false;
                }
                _ => return None,
            }
        }
        let quarter = || {
            let (at, _) = text.match_indices("季度").next()?;
            let number = text.get(..at)?.chars().next_back()?;
            let quarter = "一二三四".chars().position(|c| c == number)?;
            let end = u32::try_from(quarter).ok()? * 3 + 3;
            Some(Self {
                year,
                first: (end - 2, 1),
                last: (end, 31),
            })
        };
        found.or_else(quarter).or_else(|| {
            let end = year.is_some() && ["年底", "年末", "年内"].iter().any(|w| text.contains(w));
            end.then(|| Self::within(year, 12, ""))
        })
    }

    fn within(year: Option<u32>, month: u32, rest: &str) -> Self {
        let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        let (first, last) = if starts(&["初", "上旬"]) {
            (1, 10)
        } else if starts(&["中"]) {
            (11, 20)
        } else if starts(&["底", "末", "下旬"]) {
            (21, 31)
        } else {
            (1, 31)
        };
        Self {
            year,
            first: (month, first),
            last: (month, last),
        }
    }

    fn on(self, day: u32) -> Self {
        let on = (self.first.0, day);
        Self {
            first: on,
            last: on,
            ..self
        }
    }

    /// The same day of that year, where it names none.
    pub fn in_year(self, year: Option<i32>) -> Self {
        let year = year.and_then(|year| u32::try_from(year).ok());
        Self {
            year: self.year.or(year),
            ..self
        }
    }

    /// Whether it lies behind a deadline on any reading; without a year both are of one year.
    pub fn is_after(&self, deadline: &Self) -> bool {
        let year = self.year.zip(deadline.year);
        let years = year.map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b));
        years.then(self.first.cmp(&deadline.last)).is_gt()
    }
}

fn is_year(number: u32) -> bool {
    (1900..=2100).contains(&number)
}

fn is_month(number: u32) -> bool {
    (1..=12).contains(&number)
}

/// The whole numbers of a text, each with what stands behind it.
fn numbers(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let from = rest.find(|c: char| c.is_ascii_digit())?;
        let digits = rest.get(from..)?;
        let end = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        let behind = digits.get(end..)?;
        rest = behind;
        Some((digits.get(..end)?.parse().unwrap_or(u32::MAX), behind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_after_a_deadline() {
        let after =
            |deadline: &str, done: &str| Some(Day::read(done)?.is_after(&Day::read(deadline)?));
        for (deadline, done) in [
            ("2024年11月底前", "2024年12月15日"),
            ("2024年12月31日前", "2025年1月20日"),
            ("6月30日前", "7月15日"),
            ("9月底前完成", "10月中旬"),
            ("2024.12.31前", "2025.3.20"),
            ("2024年6月", "2024年8月"),
            ("2024年底前", "2025年1月完成"),
            ("5月上旬", "5月20日"),
            ("第三季度", "第四季度"),
            ("三季度末", "2024年10月8日"),
        ] {
            assert_eq!(after(deadline, done), Some(true), "{deadline} {done}");
        }
        for (deadline, done) in [
            ("2024年11月底前", "2024年11月20日"),
            ("2024年12月底前", "12月31日"),
            ("6月底前", "6月"),
            ("2024年12月", "2024年12月底完成"),
            ("12月底前", "1月20日"),
            ("第三季度", "9月30日"),
            ("第四季度", "2024年11月"),
            ("2024年底前", "2024年12月25日"),
        ] {
            assert_eq!(after(deadline, done), Some(false), "{deadline} {done}");
        }
        for (deadline, done) in [
            ("每月15日前", "每月12日"),
            ("次年3月底前", "2025年4月1日"),
            ("2024年1月-12月", "2024年1月-12月"),
            ("12个月", "13个月"),
            ("收到资金后30日内", "6月1日"),
            ("按时完成", "12月底"),
            ("每季度末", "10月8日"),
        ] {
            assert_eq!(after(deadline, done), None, "{deadline} {done}");
        }
    }
}

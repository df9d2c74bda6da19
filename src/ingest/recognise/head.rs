//! The head of a form: title, year, and pairs of label and value.

use smol_str::{SmolStr, format_smolstr};

use super::lexicon::{self, Label};
use super::matrix::{Line, Slot};
use super::text;
use crate::form::{Field, Grade, Origin, Reading, Report, fold};

/// Words in front of a form that belong to it without saying anything we read.
const HEAD_LINES: [&str; 8] = [
    "附件",
    "附表",
    "报表编号",
    "公开",
    "表号",
    "编号",
    "单位:",
    "金额单位",
];

/// Whether `line` belongs in front of a title: a year alone, 附件, 报表编号, the unit of the money.
pub(super) fn is_head_line(line: &Line) -> bool {
    if super::money::is_caption(line) {
        return true;
    }
    let Some(slot) = line.only() else {
        return false;
    };
    let folded = &slot.folded;
    let short = folded.chars().count() <= 30;
    short && (year_alone(slot).is_some() || HEAD_LINES.iter().any(|word| folded.starts_with(word)))
}

/// The year a line is about, where its only cell holds nothing else but captions:
/// `2024年度 金额单位：万元`, `填报日期：2025年3月1日 （2024年度）`.
fn year_alone(slot: &Slot) -> Option<i32> {
    if let Some(year) = year_line(&slot.folded) {
        return Some(year);
    }
    if slot.label.is_some() || slot.text.chars().count() > 60 {
        return None;
    }
    let parts = slot
        .text
        .split(|c: char| c.is_whitespace() || "()（）".contains(c));
    let mut years = Vec::new();
    for part in parts.flat_map(|part| part.split_inclusive("年度")) {
        let folded = fold(part);
        if folded.is_empty() {
            continue;
        }
        match year_line(&folded).filter(|_| folded.contains('年')) {
            Some(year) => years.push(year),
            None if folded.contains(':')
                || HEAD_LINES.iter().any(|word| folded.starts_with(word)) => {}
            None => return None,
        }
    }
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// The year of a line that holds nothing else: `(2024 年度)`.
fn year_line(folded: &str) -> Option<i32> {
    let year = folded.trim_start_matches('(').trim_end_matches(')');
    let digits = year
        .strip_suffix("年度")
        .or_else(|| year.strip_suffix('年'))
        .unwrap_or(year);
    if digits.chars().count() == 4 {
        year_of_digits(digits)
    } else {
        None
    }
}

/// Four digits, also as 二〇二四.
fn year_of_digits(digits: &str) -> Option<i32> {
    let plain: String = digits
        .chars()
        .map(|c| match c {
            '〇' | '零' | '○' => '0',
            '一' => '1',
            '二' => '2',
            '三' => '3',
            '四' => '4',
            '五' => '5',
            '六' => '6',
            '七' => '7',
            '八' => '8',
            '九' => '9',
            other => other,
        })
        .collect();
    let year = plain.parse().ok()?;
    (1990..=2100).contains(&year).then_some(year)
}

/// The years a title names, each once.
fn years_in(title: &str) -> Vec<i32> {
    let folded = fold(title);
    let mut years = Vec::new();
    let mut rest = folded.as_str();
    while let Some((before, after)) = rest.split_once('年') {
        let mut digits: Vec<char> = before.chars().rev().take(4).collect();
        digits.reverse();
        let year = year_of_digits(&digits.into_iter().collect::<String>());
        years.extend(year.filter(|year| !years.contains(year)));
        rest = after;
    }
    years
}

/// Takes title and year from the title line.
pub(super) fn read_title(line: &Line, report: &mut Report) {
    let Some(slot) = line
        .own()
        .find(|slot| super::regions::title_kind(&slot.text).is_some())
    else {
        return;
    };
    report.title = text::words(&slot.text, slot.origin);
    if let [year] = years_in(&slot.text).as_slice()
        && report.year.is_absent()
    {
        report.year = Field::known(slot.text.to_string(), *year, slot.origin);
    }
}

/// Takes what a line of the head says. Returns whether it said anything.
pub(super) fn read(line: &Line, report: &mut Report) -> bool {
    if let Some(slot) = line.only()
        && let Some(year) = year_alone(slot)
    {
        set_year(report, slot, year);
        return true;
    }
    let mut said = false;
    let slots: Vec<&Slot> = line.slots.iter().filter(|slot| !slot.above).collect();
    for (index, slot) in slots.iter().enumerate() {
        if let Some(label) = slot.label.filter(|label| is_head(*label)) {
            let value = value_of(slots.get(index.saturating_add(1)..).unwrap_or_default());
            let origin = value.map_or(slot.origin, |value| value.origin);
            if label == Label::Department && slot.folded.starts_with("地方") {
                // The one of the centre stands in front of it.
                report.department = Field::absent();
            }
            said |= set(report, label, value.map_or("", |value| &value.text), origin);
        } else {
            for (label, value) in lexicon::labelled_parts(&slot.text) {
                if is_head(label) {
                    said |= set(report, label, value, slot.origin);
                }
            }
        }
    }
    said
}

/// Takes the values below a line of nothing but labels, each where its label stands. Returns whether they
/// are there. Cells between the labels may be their values, and blank; a project has a name.
pub(super) fn read_below(line: &Line, next: Option<&Line>, report: &mut Report) -> bool {
    let Some(next) = next.filter(|_| line.own().nth(1).is_some()) else {
        return false;
    };
    let bare = line.own().all(|slot| slot.label.is_some_and(is_head));
    let tight = line.slots.iter().all(Slot::is_filled) || line.has(Label::Project);
    let stands = |(label, value): (&Slot, &Slot)| {
        label.column == value.column && label.end == value.end && value.label.is_none()
    };
    let alike = line.own().count() == next.own().count();
    if !bare || !tight || !alike || !line.own().zip(next.own()).all(stands) {
        return false;
    }
    for (label, value) in line.own().zip(next.own()) {
        if let Some(label) = label.label {
            set(report, label, &value.text, value.origin);
        }
    }
    true
}

/// The value behind a label: the next cell with text, unless that is a label itself; else the
/// blank cell beside the label.
fn value_of<'a>(following: &[&'a Slot]) -> Option<&'a Slot> {
    match following.iter().find(|slot| slot.is_filled()) {
        Some(slot) if !slot.label.is_some_and(is_head) => Some(*slot),
        _ => following.first().copied().filter(|slot| !slot.is_filled()),
    }
}

const fn is_head(label: Label) -> bool {
    matches!(
        label,
        Label::Project
            | Label::Department
            | Label::Unit
            | Label::DepartmentAndUnit
            | Label::Year
            | Label::OwnTotal
            | Label::Grade
    )
}

fn set(report: &mut Report, label: Label, value: &str, origin: Origin) -> bool {
    let seal = ["(盖章)", "(公章)", "(签章)"].contains(&&*fold(value));
    let value = if seal { "" } else { value };
    let once = |field: &mut Field<SmolStr>| {
        // A label met without its value may be met again with it.
        if field.is_absent() || field.is_blank() && !value.is_empty() {
            *field = text::words(value, origin);
        }
    };
    match label {
        Label::Project => once(&mut report.project),
        Label::Department => once(&mut report.department),
        Label::Unit => once(&mut report.unit),
        Label::DepartmentAndUnit => {
            once(&mut report.department);
            once(&mut report.unit);
        }
        Label::Year => {
            if report.year.is_absent() {
                report.year = Field::read(value, origin, |text| year_line(&fold(text)));
            }
        }
        Label::OwnTotal => {
            if report.total_score.is_absent() {
                report.total_score = text::points(value, origin);
            }
        }
        Label::Grade => {
            if report.grade.is_absent() {
                report.grade = grade(value, origin);
            }
        }
        _ => return false,
    }
    true
}

/// A grade cell; a row of tick boxes counts when exactly one box is ticked in front of a grade.
pub(super) fn grade(printed: &str, origin: Origin) -> Field<Grade> {
    Field::read(printed, origin, |text| {
        let folded = fold(text);
        Grade::parse(&folded).or_else(|| ticked(&folded))
    })
}

fn ticked(folded: &str) -> Option<Grade> {
    let ticks = ['☑', '√', '✓', '✔', '■', '☒'];
    let boxes = ['□', '☐', '口'];
    let mark = |c: char| ticks.contains(&c) || boxes.contains(&c);
    let mut marks = folded.matches(ticks);
    marks
        .next()
        .filter(|_| folded.chars().any(|c| boxes.contains(&c)))?;
    if marks.next().is_some() {
        return None;
    }
    if folded.starts_with(mark) {
        let (_, behind) = folded.split_once(ticks)?;
        Grade::parse(behind.split(mark).next()?)
    } else {
        let (front, _) = folded.split_once(ticks)?;
        Grade::parse(front.rsplit(mark).next()?)
    }
}

/// A year line counts before a title: it says the year of the form, a title may name others.
fn set_year(report: &mut Report, slot: &Slot, year: i32) {
    let from_title = !report.title.is_absent() && report.year.origin == report.title.origin;
    match report.year.reading {
        Reading::Absent => {}
        Reading::Known(known) if known == year => return,
        // Two years are printed for one form: neither is certain.
        Reading::Known(_) if from_title => {
            report.year.printed = format_smolstr!("{} / {}", report.year.printed, slot.text);
            report.year.reading = Reading::Unreadable;
            return;
        }
        _ => return,
    }
    report.year = Field::known(slot.text.to_string(), year, slot.origin);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        for (line, year) in [
            ("(2024 年度)", Some(2024)),
            ("（2020年度）", Some(2020)),
            ("2022年", Some(2022)),
            ("二〇二三年度", Some(2023)),
            ("2024", Some(2024)),
            ("(年度)", None),
            ("2024年度预算", None),
        ] {
            assert_eq!(year_line(&fold(line)), year, "{line}");
        }
        assert_eq!(years_in("部门预算项目支出绩效自评表(2023年度)"), [2023]);
        assert_eq!(years_in("2022年度项目支出绩效自评表"), [2022]);
        assert!(years_in("项目支出绩效自评表").is_empty());
        assert_eq!(years_in("2021年桥梁项目2022年自评表"), [2021, 2022]);
    }

    #[test]
    fn tick_boxes() {
        for (printed, grade) in [
            ("优☑ 良□ 中□ 差□", Some(Grade::Excellent)),
            ("□优 ☑良 □中 □差", Some(Grade::Good)),
            ("优□ 良□", None),
            ("☑优 ☑良 □中", None),
        ] {
            assert_eq!(ticked(&fold(printed)), grade, "{printed}");
        }
    }
}

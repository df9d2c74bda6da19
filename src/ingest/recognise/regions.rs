//! Where one form ends and the next begins.
//!
//! A form begins at its title or, where it has none, at its 项目名称 row. What stands in front of
//! the first form and still looks like part of one is the tail of a form whose head is missing.

use super::head;
use super::lexicon::Label;
use super::matrix::Line;
use crate::form::{fold, simplified};

/// What kind of table a title announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A project's self-evaluation form, or a table without title that has its rows.
    Form,
    /// The form of a whole department (部门整体支出绩效自评表).
    WholeDepartment,
    /// A declaration of goals, a monitoring table: another form of the same family.
    Sister,
    /// Rows of a form without the head that says whose they are.
    Tail,
}

/// The lines of one form, and where they stand among all.
#[derive(Debug)]
pub(super) struct Region<'a> {
    pub kind: Kind,
    pub lines: &'a [Line],
    /// The line of the title, counted from the first of `lines`.
    pub title: Option<usize>,
    /// Whether no other line follows.
    pub last: bool,
}

/// Lines a title and what belongs in front of it (附件, 报表编号) may be apart.
const NEAR: usize = 5;

/// Words of a title near its end: 自评表, 自评情况表, 自我评价报表. What is behind 表 is a year, a unit
/// or a number in brackets.
const TITLES: [&str; 3] = ["自评", "自我评价", "自我评分"];

/// Characters between such a word and 表 at most.
const BETWEEN: usize = 6;

/// Ends of titles of tables that are no self-evaluation.
const SISTERS: [&str; 7] = [
    "目标申报表",
    "绩效目标表",
    "监控表",
    "监控情况表",
    "目标批复表",
    "目标审核表",
    "目标公开表",
];

/// What the title in `text` announces, if it is one.
pub(super) fn title_kind(text: &str) -> Option<Kind> {
    if !text.contains('表') || text.chars().nth(80).is_some() {
        return None;
    }
    let folded = simplified(&fold(text));
    if folded.contains(['。', ';', '》', '!', '?']) || folded.contains("...") {
        return None;
    }
    // Captions may stand behind it: `自评表 2023年度 单位：万元`.
    let mut title = ["金额单位:", "填报单位:", "填报日期:", "填报时间:", "单位:"]
        .iter()
        .fold(folded.as_str(), |title, caption| {
            title.split_once(caption).map_or(title, |(front, _)| front)
        });
    while let Some((head, _)) = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once('('))
    {
        title = head;
    }
    let title = title.trim_end_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度');
    let is_list = ["绩效", "自评"].iter().any(|word| title.contains(word))
        && ["汇总表", "一览表", "统计表", "明细表"]
            .iter()
            .any(|end| title.ends_with(end));
    if is_list || SISTERS.iter().any(|end| title.ends_with(end)) {
        return Some(Kind::Sister);
    }
    let says_so = TITLES.iter().any(|word| {
        let behind = title.strip_suffix('表').and_then(|t| t.rsplit_once(word));
        behind.is_some_and(|(_, between)| between.chars().count() <= BETWEEN)
    });
    if !says_so {
        return None;
    }
    let whole = ["整体支出", "整体绩效", "部门整体", "单位整体", "整体自评"];
    let whole = whole.iter().any(|word| title.contains(word));
    Some(if whole {
        Kind::WholeDepartment
    } else {
        Kind::Form
    })
}

/// The title cell of a line.
pub(super) fn title(line: &Line) -> Option<Kind> {
    line.own().find_map(|slot| title_kind(&slot.text))
}

/// Puts a sheet that holds the indicators of a form, and nothing that begins one, behind the sheet before
/// it, where that holds the head of a form without any indicators.
pub(super) fn over_sheets(sheets: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let has_indicators = |lines: &[Line]| lines.iter().any(super::headings::is_header);
    let mut joined: Vec<Vec<Line>> = Vec::new();
    for lines in sheets {
        let goes_on = has_indicators(&lines) && starts(&lines).is_empty();
        match joined.last_mut() {
            Some(before)
                if goes_on
                    && !has_indicators(before)
                    && starts(before).iter().any(|start| start.kind == Kind::Form) =>
            {
                before.extend(lines);
            }
            _ => joined.push(lines),
        }
    }
    joined
}

/// Splits the lines of a sheet or file into forms; lines of no form are in none of them.
pub(super) fn split(lines: &[Line]) -> Vec<Region<'_>> {
    let starts = starts(lines);
    let mut regions = Vec::new();
    let first = starts.first().map_or(lines.len(), |start| start.at);
    if let Some(front) = lines
        .get(..first)
        .filter(|front| front.iter().any(belongs_to_a_form))
    {
        regions.push(Region {
            kind: if is_of_a_department(front) {
                Kind::WholeDepartment
            } else {
                Kind::Tail
            },
            lines: front,
            title: None,
            last: first == lines.len(),
        });
    }
    for (index, start) in starts.iter().enumerate() {
        let next = starts.get(index.saturating_add(1));
        let end = next.map_or(lines.len(), |next| next.at);
        let lines = lines.get(start.at..end).unwrap_or_default();
        let nameless = start.kind == Kind::Form && !start.named;
        regions.push(Region {
            kind: if nameless && is_of_a_department(lines) {
                Kind::WholeDepartment
            } else {
                start.kind
            },
            lines,
            title: start.title.map(|title| title.saturating_sub(start.at)),
            last: next.is_none(),
        });
    }
    regions
}

struct Start {
    at: usize,
    kind: Kind,
    title: Option<usize>,
    /// Whether its 项目名称 row has been passed.
    named: bool,
    /// Whether rows that only a form has have been passed.
    begun: bool,
}

fn starts(lines: &[Line]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(kind) = title(line) {
            let at = front(lines, index, starts.last());
            match starts.last_mut() {
                // A title printed again (cover, page heading) before anything of the form.
                Some(last)
                    if !last.named
                        && !last.begun
                        && (last.kind != Kind::Sister || kind != Kind::Form) =>
                {
                    if index.saturating_sub(last.at) > NEAR {
                        last.at = at;
                    }
                    last.title = Some(index);
                    last.kind = if last.kind == Kind::Form {
                        kind
                    } else {
                        last.kind
                    };
                }
                _ => starts.push(Start {
                    at,
                    kind,
                    title: Some(index),
                    named: false,
                    begun: false,
                }),
            }
        } else if names_a_project(line) {
            match starts.last_mut() {
                Some(last) if !last.named && !last.begun => last.named = true,
                last => {
                    let at = front(lines, index, last.as_deref());
                    starts.push(Start {
                        at,
                        kind: Kind::Form,
                        title: None,
                        named: true,
                        begun: false,
                    });
                }
            }
        } else if belongs_to_a_form(line)
            && let Some(last) = starts.last_mut()
        {
            last.begun = true;
        }
    }
    starts
}

/// The first of the head lines (附件, 报表编号, a year line) right in front of line `index`.
fn front(lines: &[Line], index: usize, last: Option<&Start>) -> usize {
    let floor = last.map_or(0, |last| last.title.unwrap_or(last.at).saturating_add(1));
    let mut at = index;
    while at > floor && index.saturating_sub(at) < NEAR {
        let before = at.saturating_sub(1);
        if !lines.get(before).is_some_and(head::is_head_line) {
            break;
        }
        at = before;
    }
    at
}

/// Whether rows without 项目名称 say that they are about a whole department: they name it in its
/// place, or its whole spending.
fn is_of_a_department(lines: &[Line]) -> bool {
    let says = |slot: &super::matrix::Slot| {
        let label = super::lexicon::bare(&slot.folded);
        matches!(
            label,
            "部门名称" | "部门单位名称" | "部门" | "部门全称" | "单位名称"
        ) || label.contains("整体支出")
    };
    let head = || {
        lines
            .iter()
            .take_while(|line| !super::headings::is_header(line))
    };
    head().any(|line| line.own().any(says)) && !head().any(names_a_project)
}

/// Whether a line has the 项目名称 label of a form. As heading of a list it stands beside a serial
/// number or the headings of amounts.
fn names_a_project(line: &Line) -> bool {
    let project = line.own().any(|slot| {
        slot.label == Some(Label::Project)
            || super::lexicon::labelled(&slot.text)
                .is_some_and(|(label, _)| label == Label::Project)
    });
    project && !heads_a_list(line)
}

/// Whether a line that names 项目名称 heads a list of projects.
fn heads_a_list(line: &Line) -> bool {
    line.own().any(|slot| {
        matches!(
            slot.label,
            Some(
                Label::Serial
                    | Label::Initial
                    | Label::Annual
                    | Label::Executed
                    | Label::Rate
                    | Label::Score
                    | Label::Total
            )
        )
    })
}

/// Whether only a form has such a line: headings of indicators or funds, a total, a grade.
fn belongs_to_a_form(line: &Line) -> bool {
    let listed = line.has(Label::Project) && heads_a_list(line);
    super::headings::is_header(line)
        || (super::funds::is_header(line) && !listed)
        || line
            .own()
            .next()
            .is_some_and(|slot| slot.label == Some(Label::Grade))
        || (line.has(Label::Total) && line.own().count() > 1 && !line.has(Label::Serial))
}

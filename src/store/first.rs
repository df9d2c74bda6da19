//! The first page of a list at once, however many reports there are.
//!
//! Conditions that pick few reports are looked up in their indexes and what they pick is sorted; a
//! filter without any picks many, so that the first of them are soon met along the order of the
//! list. Only where each condition picks many and all together few does that take long: then it is
//! given up, and everything the filter picks is gathered ([`super::sieve`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::bits::Bits;
use super::compile::{Of, Parts, all_of, is_one_rule, split};
use super::error::Result;
use super::lists::{FEW_WITH_FINDINGS, Parameter, REVIEW_ORDER, along, array, order, parameters};
use super::open::Reader;
use super::sieve::FEW;
use super::types::Sort;
use crate::query::Query;

/// This part of the few is sorted sooner than the list is walked along.
const A_FEW_OF_FEW: usize = 10;
/// How long the list is walked along.
const WALK: Duration = Duration::from_millis(50);
/// Steps of the database between two looks at the clock.
const STEPS: i32 = 20_000;

/// A time after which a connection gives up what it is doing; none by default.
#[derive(Debug, Clone)]
pub(super) struct Deadline {
    start: Instant,
    /// Microseconds after the start; 0 for none.
    at: Arc<AtomicU64>,
}

impl Deadline {
    /// A deadline the connection heeds from now on.
    pub(super) fn on(connection: &mut Connection) -> Result<Self> {
        let deadline = Self {
            start: Instant::now(),
            at: Arc::default(),
        };
        let heeded = deadline.clone();
        connection.progress_handler(STEPS, Some(move || heeded.is_over()))?;
        Ok(deadline)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn is_over(&self) -> bool {
        let at = self.at.load(Ordering::Relaxed);
        at != 0 && self.now() >= at
    }

    /// Does something within `time`; `None` when that was not enough.
    fn within<T>(&self, time: Duration, work: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
        let time = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.at
            .store(self.now().saturating_add(time).max(1), Ordering::Relaxed);
        let done = work();
        let over = self.is_over();
        self.at.store(0, Ordering::Relaxed);
        match done {
            Err(error) if over && error.is_interrupted() => Ok(None),
            done => done.map(Some),
        }
    }
}

impl Reader {
    /// The first ids of a list.
    pub(super) fn page(&self, query: &Query, sort: Sort, limit: usize) -> Result<Vec<i64>> {
        self.page_of(query, sort, limit, FEW)
    }

    pub(super) fn page_of(
        &self,
        query: &Query,
        sort: Sort,
        limit: usize,
        few: usize,
    ) -> Result<Vec<i64>> {
        let parts = Parts::of(query);
        let narrowed = self.narrow(&parts, few)?;
        let walk = parts.walk(&narrowed.rest)?;
        let order = order(sort);
        let with = |wanted: Option<Parameter>| {
            let values = parameters(walk.values.clone());
            wanted.into_iter().chain(values).collect::<Vec<_>>()
        };
        let (own, wanted) = match narrowed.few {
            Some(ids) if ids.len() <= few / A_FEW_OF_FEW => {
                let sql = format!(
                    "SELECT report.id FROM rarray(?) AS wanted
                     CROSS JOIN report ON report.id = wanted.value
                     WHERE {} ORDER BY {order} LIMIT ?",
                    walk.sql
                );
                let wanted = array(ids.into_iter()).into();
                return self.ids(&sql, with(Some(wanted)), Some(limit));
            }
            Some(ids) => {
                let mut set = Bits::default();
                ids.into_iter().for_each(|id| set.insert(id));
                ("holds(?, report.id) AND ", Some(set.bound()))
            }
            None => ("", None),
        };
        let sql = format!(
            "SELECT report.id FROM {} WHERE {own}{} ORDER BY {order} LIMIT ?",
            along(sort.key),
            walk.sql
        );
        let walked = || self.ids(&sql, with(wanted), Some(limit));
        if let Some(ids) = self.deadline.within(WALK, walked)? {
            return Ok(ids);
        }
        self.sorted(query, sort, Some(limit), few)
    }

    /// The first findings a filter picks, in the order they are offered for review.
    pub(super) fn finding_page(&self, query: &Query, limit: usize) -> Result<Vec<i64>> {
        let (on_reports, rest) = split(query);
        let on_reports = Query::and(on_reports.into_iter().cloned().collect());
        let parts = Parts::of(&on_reports);
        let narrowed = self.narrow(&parts, FEW_WITH_FINDINGS)?;
        if narrowed.few.is_none() {
            let one_rule = rest.iter().any(|part| is_one_rule(part));
            let rest = all_of(&rest, Of::Findings)?;
            let walk = parts.walk(&narrowed.rest)?;
            // The findings of one rule are in this order as well.
            let along = if one_rule {
                "finding INDEXED BY finding_rule"
            } else {
                "finding INDEXED BY finding_review"
            };
            let sql = format!(
                "SELECT finding.id FROM {along} CROSS JOIN report ON report.id = finding.id >> 16
                 WHERE {} AND {} {REVIEW_ORDER}",
                rest.sql, walk.sql
            );
            let values = parameters([rest.values, walk.values].concat());
            let walked = || self.ids(&sql, values, Some(limit));
            if let Some(ids) = self.deadline.within(WALK, walked)? {
                return Ok(ids);
            }
        }
        self.finding_list(query, Some(limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Field, Indicator, Measure, Origin, Report};
    use crate::query::parse;
    use crate::rules::{Finding, Place, Severity};
    use crate::store::bulk;
    use crate::store::{
        Action, NewEvent, NewFile, NewReport, Prepared, Reader, SortKey, Subject, Writer,
    };

    fn report(number: u32) -> Prepared {
        let text = |text: &str| Field::known(text, text.into(), Origin::default());
        let finding = |rule: &'static str, severity, value: u32| Finding {
            rule,
            severity,
            place: Place::Form,
            message: "main",
            facts: Vec::new(),
            marks: Vec::new(),
            rests_on: [value.to_string()].into_iter().collect(),
            batch: String::new(),
            ordinal: 0,
        };
        let mut findings = Vec::new();
        if number.is_multiple_of(3) {
            findings.push(finding("exec-rate", Severity::Error, number));
        }
        if number.is_multiple_of(4) {
            findings.push(finding("target-vague", Severity::Warning, number));
            findings.push(finding("target-vague", Severity::Notice, number + 1));
        }
        let measure =
            |text: &str| Field::known(text, Measure::Words(text.into()), Origin::default());
        let indicator = Indicator {
            name: text("灭火器 ＡＢ"),
            target: measure("明显改善"),
            actual: measure("达成"),
            reason: text("调整"),
            ..Indicator::default()
        };
        let year = i32::try_from(2020 + number % 5).unwrap();
        Prepared::new(NewReport {
            report: Report {
                unit: text(["颛桥镇", "虹桥镇", "重庆路街道"][number as usize % 3]),
                project: text(&format!("道路保洁{number}")),
                goal: text(if number.is_multiple_of(2) {
                    "消防安全"
                } else {
                    "绿化"
                }),
                year: Field::known(year.to_string(), year, Origin::default()),
                indicators: vec![indicator; usize::from(number.is_multiple_of(4))],
                ..Report::default()
            },
            findings,
            digest: Vec::new(),
            answers: Vec::new(),
            all_full: number.is_multiple_of(5),
        })
        .unwrap()
    }

    /// One statement, and SQLite does the rest.
    fn plainly(reader: &Reader, query: &Query, sort: Sort) -> Vec<i64> {
        let condition = all_of(&[query], Of::Reports).unwrap();
        let sql = format!(
            "SELECT report.id FROM report WHERE {} ORDER BY {} LIMIT ?",
            condition.sql,
            order(sort)
        );
        reader
            .ids(&sql, parameters(condition.values), None)
            .unwrap()
    }

    #[test]
    fn all_ways_lead_to_the_same_page() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("first.db");
        let mut writer = Writer::create(&path).unwrap();
        let mut import = writer.import();
        import
            .add(NewFile {
                path: "forms.txt",
                sha256: [1; 32],
                parts: &[],
                reports: (0..60).map(report).collect(),
            })
            .unwrap();
        import.finish().unwrap();
        let reader = Reader::open(&path).unwrap();
        let ids = reader.report_ids(&Query::All, Sort::default()).unwrap();
        for (id, action) in [
            (ids[3], Action::Note("合同未附消防".to_owned())),
            (ids[7], Action::Tag("抽查".to_owned())),
        ] {
            let event = NewEvent {
                by: "王".to_owned(),
                subject: Subject::Report(id, Place::Form),
                action,
            };
            writer.append(&event).unwrap();
        }
        the_same_pages(&reader);
        // The same without the indexes of lists, for statements that were asked with them too.
        writer.transact(bulk::take_off).unwrap();
        the_same_pages(&reader);
    }

    fn the_same_pages(reader: &Reader) {
        for text in [
            "*",
            "消防",
            "消",
            "器",
            "ｂ",
            "善",
            "达",
            "调",
            "附",
            "桥",
            "×",
            "zqz",
            "qz",
            "消防 unit:颛桥",
            "unit:zqz or project:保洁1",
            "project:保洁3 消防",
            "rule:exec-rate",
            "rule:exec-rate severity:error year:2021",
            "rule:target-vague severity:notice -severity:error",
            "-rule:target-vague",
            "-消防 year:2022..2023",
            "severity:error or is:full",
            "消防 or 绿化",
            "is:full",
            "is:mismatch",
            "review:open status:pending",
            "note:合同",
            "note:none tag:none",
            "tag:抽查",
            "by:王",
            "-(by:王 or is:full) 保洁",
            "unit:=颛桥镇",
            "grade:none",
            "qualitative:none",
            "id:7",
            "id:7 消防 zqz",
        ] {
            let query = parse(text).unwrap();
            for (key, _) in SortKey::ALL {
                for descending in [false, true] {
                    let sort = Sort { key, descending };
                    let all = plainly(reader, &query, sort);
                    for few in [0, 5, 1_000] {
                        let page = reader.page_of(&query, sort, 10, few).unwrap();
                        assert_eq!(page, all[..all.len().min(10)], "{text}, {key:?}, {few}");
                        let sorted = reader.sorted(&query, sort, None, few).unwrap();
                        assert_eq!(sorted, all, "{text}, {key:?}, {few}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_takes_too_long_is_given_up_and_the_next_is_not() {
        let mut connection = Connection::open_in_memory().unwrap();
        let deadline = Deadline::on(&mut connection).unwrap();
        let count = |to: u64| {
            let sql = format!(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to})
                 SELECT count(*) FROM n"
            );
            Ok(connection.query_row(&sql, [], |row| row.get::<_, i64>(0))?)
        };
        let time = Duration::from_millis(1);
        let endless = deadline.within(time, || count(u64::MAX / 4)).unwrap();
        assert_eq!(endless, None);
        assert_eq!(count(100_000).unwrap(), 100_000);
    }
}

//! What batch rules need of a report, packed: the store keeps it, so that a batch is looked at
//! again without reading its reports.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::engine::all_full;
use super::subject::Subject;
use crate::form::{Key, Report};

/// Version of the encoding; a digest of another version is made anew.
const VERSION: u8 = 1;

/// What batch rules need of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// 项目名称 as printed.
    pub project: String,
    /// 总分.
    pub score: Option<Decimal>,
    /// Execution rate as printed, in percent.
    pub rate: Option<Decimal>,
    /// Every row at full weight.
    pub all_full: bool,
    /// The indicators.
    pub rows: Vec<RowDigest>,
    /// How many of them give a reason for a deviation.
    pub reasons: usize,
}

/// What batch rules need of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowDigest {
    /// 三级指标 as printed.
    pub name: String,
    /// 二级指标 as printed.
    pub level2: String,
}

impl Digest {
    /// The digest of a report.
    pub fn of(report: &Report) -> Self {
        let subject = Subject::new(report);
        Self {
            project: report.project.value().cloned().unwrap_or_default(),
            score: report.total_score.value().copied(),
            rate: subject
                .total()
                .and_then(|total| total.fund.rate.value().copied()),
            all_full: all_full(report),
            rows: subject
                .rows()
                .iter()
                .map(|row| RowDigest {
                    name: row.name().to_owned(),
                    level2: row.level2().to_owned(),
                })
                .collect(),
            reasons: subject
                .rows()
                .iter()
                .filter(|row| row.has_reason() == Some(true))
                .count(),
        }
    }

    /// The digest packed into bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        // Writing plain values into memory cannot fail; an empty digest would read as unknown.
        if serde_json::to_writer(&mut bytes, self).is_err() {
            bytes.clear();
        }
        bytes
    }

    /// The digest in these bytes; `None` when another version made them.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (version, body) = bytes.split_first()?;
        (*version == VERSION)
            .then(|| serde_json::from_slice(body).ok())
            .flatten()
    }
}

/// A report in its batch.
#[derive(Debug, Clone)]
pub struct Peer<'a> {
    /// Natural key.
    pub key: &'a Key,
    /// What batch rules need of it.
    pub digest: Digest,
}

/// What the batch rules need of a report, to be kept beside it.
pub fn digest(report: &Report) -> Vec<u8> {
    Digest::of(report).encode()
}

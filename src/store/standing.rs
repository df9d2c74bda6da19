//! The verdict that stands on a finding, whether a second person has reviewed it, and whether
//! auditors disagree about it: folded from the events on the finding that are not undone.
//!
//! The last verdict stands. A second review is about one verdict and falls with it. Auditors
//! disagree while their own latest verdicts differ; they agree again when one of them gives the
//! other's verdict or withdraws the own one, and who has not taken part settles it by deciding.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::error::Result;
use super::findings::{verdict_code, verdict_of};
use super::mutes;
use super::trace::damaged;
use super::types::{Opinion, SecondReview, Verdict};

/// What stands on a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// The event with the verdict.
    pub(super) event: i64,
    pub(super) verdict: Verdict,
    pub(super) reason: String,
    pub(super) by: String,
    pub(super) second: SecondReview,
    pub(super) reviewer: String,
    pub(super) remark: String,
    /// More than one only while they differ.
    pub(super) opinions: Vec<Opinion>,
}

/// A verdict or a second review.
struct Said {
    id: i64,
    kind: String,
    by: String,
    value: String,
    text: String,
    target: Option<i64>,
}

/// What the log says stands on a finding; `None` where nobody has said anything.
pub(super) fn of(connection: &Connection, fingerprint: [u8; 16]) -> Result<Option<Standing>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, by, value, text, target FROM event
         WHERE fingerprint = ?1 AND kind IN ('verdict', 'second')
           AND id NOT IN (SELECT event FROM undone) ORDER BY id",
    )?;
    let mut rows = statement.query([fingerprint])?;
    let mut standing = None;
    let mut opinions = Vec::new();
    while let Some(row) = rows.next()? {
        let said = Said {
            id: row.get(0)?,
            kind: row.get(1)?,
            by: row.get(2)?,
            value: row.get(3)?,
            text: row.get(4)?,
            target: row.get(5)?,
        };
        if said.kind == "second" {
            review(standing.as_mut(), said);
        } else {
            let verdict = Verdict::from_name(&said.value).unwrap_or_default();
            take(&mut opinions, &said, verdict);
            standing = Some(Standing {
                event: said.id,
                verdict,
                reason: said.text,
                by: said.by,
                second: SecondReview::Unreviewed,
                reviewer: String::new(),
                remark: String::new(),
                opinions: Vec::new(),
            });
        }
    }
    if let Some(standing) = &mut standing
        && differ(&opinions)
    {
        standing.opinions = opinions;
    }
    Ok(standing)
}

fn review(standing: Option<&mut Standing>, said: Said) {
    if let Some(standing) = standing
        && said.target == Some(standing.event)
    {
        standing.second = SecondReview::from_name(&said.value).unwrap_or_default();
        standing.reviewer = said.by;
        standing.remark = said.text;
    }
}

fn differ(opinions: &[Opinion]) -> bool {
    opinions
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.verdict != b.verdict))
}

/// Takes in what somebody decided.
fn take(opinions: &mut Vec<Opinion>, said: &Said, verdict: Verdict) {
    let took_part = opinions.iter().any(|opinion| opinion.by == said.by);
    if differ(opinions) && !took_part {
        opinions.clear();
    }
    opinions.retain(|opinion| opinion.by != said.by);
    if verdict != Verdict::Pending {
        opinions.push(Opinion {
            by: said.by.clone(),
            verdict,
            reason: said.text.clone(),
        });
    }
}

/// Brings the row of a finding in line with the log.
pub(super) fn derive(connection: &Connection, fingerprint: [u8; 16]) -> Result<()> {
    let standing = of(connection, fingerprint)?;
    let code = standing
        .as_ref()
        .map_or(Verdict::Pending, |standing| standing.verdict);
    match standing {
        Some(standing) => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO verdict
                   (fingerprint, event, verdict, reason, by, second, reviewer, remark, opinions)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                fingerprint,
                standing.event,
                verdict_code(standing.verdict),
                standing.reason,
                standing.by,
                second_code(standing.second),
                standing.reviewer,
                standing.remark,
                opinions_to_json(&standing.opinions)?,
            ])?,
        None => connection
            .prepare_cached("DELETE FROM verdict WHERE fingerprint = ?1")?
            .execute([fingerprint])?,
    };
    connection
        .prepare_cached("UPDATE finding SET verdict = ?2 WHERE fingerprint = ?1")?
        .execute(params![fingerprint, verdict_code(code)])?;
    if code == Verdict::Pending {
        mutes::fall_silent(connection, Some(fingerprint))?;
    }
    Ok(())
}

/// Whether every row is what the log says.
pub(super) fn is_as_it_should(connection: &Connection) -> Result<bool> {
    let mut statement = connection.prepare(
        "SELECT fingerprint FROM event WHERE kind IN ('verdict', 'second')
         UNION SELECT fingerprint FROM verdict",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let fingerprint = row.get(0)?;
        if stored(connection, fingerprint)? != of(connection, fingerprint)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn stored(connection: &Connection, fingerprint: [u8; 16]) -> Result<Option<Standing>> {
    let found = connection
        .prepare_cached(
            "SELECT event, verdict, reason, by, second, reviewer, remark, opinions
             FROM verdict WHERE fingerprint = ?1",
        )?
        .query_row([fingerprint], |row| {
            let standing = Standing {
                event: row.get(0)?,
                verdict: verdict_of(row.get(1)?),
                reason: row.get(2)?,
                by: row.get(3)?,
                second: second_of(row.get(4)?),
                reviewer: row.get(5)?,
                remark: row.get(6)?,
                opinions: Vec::new(),
            };
            Ok((standing, row.get::<_, String>(7)?))
        })
        .optional()?;
    let Some((mut standing, opinions)) = found else {
        return Ok(None);
    };
    standing.opinions = opinions_from_json(&opinions)?;
    Ok(Some(standing))
}

/// The number a second review is stored as.
pub(super) const fn second_code(second: SecondReview) -> i64 {
    match second {
        SecondReview::Unreviewed => 0,
        SecondReview::Approved => 1,
        SecondReview::Returned => 2,
    }
}

/// The second review stored as that number.
pub(super) const fn second_of(code: i64) -> SecondReview {
    match code {
        1 => SecondReview::Approved,
        2 => SecondReview::Returned,
        _ => SecondReview::Unreviewed,
    }
}

#[derive(Serialize, Deserialize)]
struct StoredOpinion(String, String, String);

fn opinions_to_json(opinions: &[Opinion]) -> Result<String> {
    if opinions.is_empty() {
        return Ok(String::new());
    }
    let stored: Vec<_> = opinions
        .iter()
        .map(|opinion| {
            let verdict = opinion.verdict.name().to_owned();
            StoredOpinion(opinion.by.clone(), verdict, opinion.reason.clone())
        })
        .collect();
    serde_json::to_string(&stored).map_err(|_| damaged())
}

/// Opinions as they were stored.
pub(super) fn opinions_from_json(json: &str) -> Result<Vec<Opinion>> {
    if json.is_empty() {
        return Ok(Vec::new());
    }
    let stored: Vec<StoredOpinion> = serde_json::from_str(json).map_err(|_| damaged())?;
    Ok(stored
        .into_iter()
        .map(|StoredOpinion(by, verdict, reason)| Opinion {
            by,
            verdict: Verdict::from_name(&verdict).unwrap_or_default(),
            reason,
        })
        .collect())
}

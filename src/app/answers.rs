//! Answers questions of the desk from the store.

use crate::desk::{Ask, Reply};
use crate::intake;
use crate::locales::Catalogue;
use crate::store::{Draft, FindingRow, Reader, StoreError, Subject};

use super::lanes::{Answers, Stop};

/// A connection with the words for what goes wrong on it.
#[derive(Debug)]
pub(super) struct Desk {
    reader: Reader,
    words: Catalogue,
}

impl Desk {
    pub(super) const fn new(reader: Reader, words: Catalogue) -> Self {
        Self { reader, words }
    }

    fn parts(&self, ask: &Ask, tell: &mut dyn FnMut(Reply) -> bool) -> Result<(), StoreError> {
        let reader = &self.reader;
        match ask {
            Ask::Reports { query, sort, first } => {
                let page = reader.first_reports(query, *sort, *first)?;
                if page.len() < *first {
                    tell(Reply::Reports(page));
                } else if tell(Reply::FirstReports(page)) {
                    tell(Reply::Reports(reader.report_ids(query, *sort)?));
                }
            }
            Ask::Findings { query, first } => {
                let page = reader.first_findings(query, *first)?;
                if page.len() < *first {
                    tell(Reply::Findings(page));
                } else if tell(Reply::FirstFindings(page)) {
                    tell(Reply::Findings(reader.finding_ids(query)?));
                }
            }
            ask => {
                tell(whole(reader, ask)?);
            }
        }
        Ok(())
    }
}

/// Answers that come in one piece.
fn whole(reader: &Reader, ask: &Ask) -> Result<Reply, StoreError> {
    Ok(match ask {
        Ask::Reports { query, sort, .. } => Reply::Reports(reader.report_ids(query, *sort)?),
        Ask::Findings { query, .. } => Reply::Findings(reader.finding_ids(query)?),
        Ask::Find { query, sort, most } => Reply::Found(reader.first_reports(query, *sort, *most)?),
        Ask::ReportRows(ids) => Reply::ReportRows(reader.reports(ids)?),
        Ask::FindingRows(ids) => Reply::FindingRows(reader.findings(ids)?),
        Ask::Fingerprints(ids) => Reply::Fingerprints(reader.fingerprints(ids)?),
        Ask::Undecided(reports) => Reply::Undecided(reader.undecided(reports)?),
        Ask::Report { id, revision } => Reply::Report(Box::new(reader.report(*id, *revision)?)),
        Ask::Left(query) => Reply::Left(reader.count(query)?),
        Ask::Rollup { query, by } => Reply::Rollup(reader.rollup(query, *by)?),
        Ask::RuleCounts => Reply::RuleCounts(reader.rule_counts()?),
        Ask::Overview(query) => Reply::Overview(Box::new(reader.overview(query)?)),
        Ask::Count(query) => Reply::Count(reader.count(query)?),
        Ask::Events { limit, before } => Reply::Events(reader.events(*limit, *before)?),
        Ask::Imports { limit, before } => Reply::Imports(reader.imports(*limit, *before)?),
        Ask::ImportFiles { import, fates } => {
            Reply::ImportFiles(reader.import_files(*import, fates)?)
        }
        Ask::ImportFileRows { import, numbers } => {
            Reply::ImportFileRows(reader.import_file_rows(*import, numbers)?)
        }
        Ask::Paths(typed) => Reply::Paths(intake::complete(typed)),
        Ask::Facets(field) => Reply::Facets(reader.facets(*field)?),
        Ask::Matrix(query) => Reply::Matrix(reader.matrix(query)?),
        Ask::Auditors => Reply::Auditors(reader.auditors()?),
        Ask::LastAct { by, again } => Reply::LastAct {
            events: reader.last_act(by, *again)?,
            again: *again,
        },
        Ask::History(subject) => Reply::History(reader.history(subject)?),
        Ask::Years(id) => Reply::Years(reader.years(*id)?),
        Ask::Compare { id, revision } => {
            Reply::Compared(Box::new(reader.report(*id, Some(*revision))?), *revision)
        }
        Ask::Views { by } => Reply::Views(reader.views(by)?),
        Ask::Drafts { by } => Reply::Drafts(drafts(reader, by)?),
    })
}

/// The drafts of somebody, with the findings they are about.
fn drafts(reader: &Reader, by: &str) -> Result<Vec<(Draft, Option<FindingRow>)>, StoreError> {
    let drafts = reader.drafts(by)?.into_iter();
    let with_finding = drafts.map(|draft| {
        let finding = match draft.subject {
            Subject::Finding(fingerprint) => reader.findings_by_fingerprint(fingerprint)?.pop(),
            Subject::Report(..) | Subject::Rule { .. } => None,
        };
        Ok((draft, finding))
    });
    with_finding.collect()
}

/// Looks at the names of files: on a lane of its own, because a folder far away may take long.
#[derive(Debug)]
pub(super) struct Folders;

impl Answers for Folders {
    fn answer(&mut self, ask: &Ask, tell: &mut dyn FnMut(Reply) -> bool) -> Result<(), String> {
        if let Ask::Paths(typed) = ask {
            tell(Reply::Paths(intake::complete(typed)));
        }
        Ok(())
    }

    fn stop(&self) -> Stop {
        // Looking at names cannot be interrupted; what comes of it goes nowhere.
        Box::new(|| {})
    }
}

impl Answers for Desk {
    fn answer(&mut self, ask: &Ask, tell: &mut dyn FnMut(Reply) -> bool) -> Result<(), String> {
        self.parts(ask, tell)
            .map_err(|error| error.sentence(&self.words))
    }

    fn stop(&self) -> Stop {
        let interrupter = self.reader.interrupter();
        Box::new(move || interrupter.interrupt())
    }
}

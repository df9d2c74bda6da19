//! What a rule is: its page and its check in one value.
//!
//! Everything a reader is told about a rule (`shenyue explain`, the desk's pane, `docs/rules.md`,
//! SARIF) is rendered from [`Rule`]; nothing about a rule is written anywhere else.

use super::digest::{Peer, Position};
use super::outcome::{BatchOutcome, Hit, Outcome};
use super::subject::Subject;
use super::{Fact, Place, Settings, Severity};
use crate::locales::{Lang, Text};

/// One rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, kebab-case: stored, exported and typed by users. Also the name of its file.
    pub id: &'static str,
    /// What the rule is about.
    pub group: Group,
    /// Name.
    pub name: Text,
    /// The gravest severity it can give.
    pub severity: Severity,
    /// Whether a reviewer would miss it.
    pub tier: Tier,
    /// What it looks at, and the condition.
    pub checks: Text,
    /// Why that deserves distrust.
    pub why: Text,
    /// On what that rests.
    pub basis: &'static [Basis],
    /// Innocent readings.
    pub innocent: Text,
    /// Suggested audit procedure.
    pub procedure: Text,
    /// A short invented case.
    pub example: Text,
    /// Keys of the settings it reads, `section.key`.
    pub parameters: &'static [&'static str],
    /// The sentences it can say.
    pub messages: &'static [Message],
    /// The check.
    pub check: Check,
    /// Forms that pin the check: at least one per message that fires, and one near miss.
    #[cfg(test)]
    pub cases: &'static [super::testing::Case],
}

impl Rule {
    /// The message of that key.
    pub fn message(&self, key: &str) -> Option<&'static Message> {
        self.messages.iter().find(|message| message.key == key)
    }
}

/// How a rule is run.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// On one report by itself.
    Report(ReportCheck),
    /// On the reports of one unit in one year.
    Batch(BatchCheck),
    /// On the reports of one project over the years.
    Series(BatchCheck),
    /// On a unit in one year, by counts, against all other units of that year.
    Peers(PeersCheck),
    /// On one report by itself, on those of one unit in one year, and on those of one project over
    /// the years.
    Every {
        /// By itself.
        report: ReportCheck,
        /// Of one unit in one year.
        batch: BatchCheck,
        /// Of one project over the years.
        series: BatchCheck,
        /// Against the one report elsewhere that is most like it.
        pair: PairCheck,
    },
}

/// A check of one report.
pub type ReportCheck = fn(&Subject<'_>, &Settings) -> Outcome;
/// A check of the reports of one unit in one year, or of one project over the years (oldest first).
pub type BatchCheck = fn(&[Peer<'_>], &Settings) -> BatchOutcome;

/// A check of the narrative at that place of one report against that of one of another unit, or of
/// another project and year.
pub type PairCheck = fn(&Peer<'_>, &Peer<'_>, Place, &Settings) -> Option<Hit>;

/// A check of a unit in one year against the other units.
pub type PeersCheck = fn(&Position<'_>, &Settings) -> Outcome;

impl Check {
    /// The check of one report, if the rule has one.
    pub const fn of_report(self) -> Option<ReportCheck> {
        match self {
            Self::Report(check) | Self::Every { report: check, .. } => Some(check),
            Self::Batch(_) | Self::Series(_) | Self::Peers(_) => None,
        }
    }

    /// The check of a batch, if the rule has one.
    pub const fn of_batch(self) -> Option<BatchCheck> {
        match self {
            Self::Batch(check) | Self::Every { batch: check, .. } => Some(check),
            Self::Report(_) | Self::Series(_) | Self::Peers(_) => None,
        }
    }

    /// The check of a series, if the rule has one.
    pub const fn of_series(self) -> Option<BatchCheck> {
        match self {
            Self::Series(check) | Self::Every { series: check, .. } => Some(check),
            Self::Report(_) | Self::Batch(_) | Self::Peers(_) => None,
        }
    }

    /// The check against one report elsewhere, if the rule has one.
    pub const fn of_pair(self) -> Option<PairCheck> {
        match self {
            Self::Every { pair, .. } => Some(pair),
            _ => None,
        }
    }

    /// The check of a unit against the others, if the rule is one.
    pub const fn of_peers(self) -> Option<PeersCheck> {
        match self {
            Self::Peers(check) => Some(check),
            _ => None,
        }
    }

    /// Whether it looks at more than one report.
    pub const fn looks_at_many(self) -> bool {
        self.of_batch().is_some() || self.of_series().is_some() || self.of_peers().is_some()
    }
}

/// A sentence of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// Stable key within the rule.
    pub key: &'static str,
    /// The sentence, with `{placeholder}`s.
    pub text: Text,
}

impl Message {
    /// The sentence with its placeholders filled from `facts`. A placeholder without a fact stays
    /// as it is, so that the slip is seen.
    pub fn fill(&self, facts: &[(impl AsRef<str>, Fact)], lang: Lang) -> String {
        let mut rest = self.text.get(lang);
        let mut sentence = String::with_capacity(rest.len() + 32);
        while let Some((before, after)) = rest.split_once('{') {
            sentence.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                sentence.push('{');
                rest = after;
                continue;
            };
            match facts.iter().find(|(given, _)| given.as_ref() == name) {
                Some((_, Fact::Number(number))) => sentence.push_str(&number.to_string()),
                Some((_, Fact::Text(text))) => sentence.push_str(text),
                None => {
                    sentence.push('{');
                    sentence.push_str(name);
                    sentence.push('}');
                }
            }
            rest = behind;
        }
        sentence.push_str(rest);
        sentence
    }
}

/// One thing a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    /// Document and article, and what it says in our words.
    pub text: Text,
    /// How well it is known.
    pub status: Status,
}

/// How well a basis is known. What is [`Status::Unverified`] is never printed as a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The text of the law or regulation was read.
    Primary,
    /// A published page, form or system shows the same: evidence of practice, not the document.
    Secondary,
    /// Known by recall only.
    Unverified,
    /// Professional judgement.
    Judgement,
}

impl Status {
    /// The stable name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Unverified => "unverified",
            Self::Judgement => "judgement",
        }
    }

    /// What it is called.
    pub const fn label(self) -> Text {
        match self {
            Self::Primary => Text {
                zh: "已核对原文",
                en: "text of the rule was read",
            },
            Self::Secondary => Text {
                zh: "有公开资料佐证，未核对原文",
                en: "shown by published practice, text not read",
            },
            Self::Unverified => Text {
                zh: "未核对，引用前须查原文",
                en: "not verified: look it up before quoting",
            },
            Self::Judgement => Text {
                zh: "职业判断",
                en: "professional judgement",
            },
        }
    }
}

/// Whether a rule is part of the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tier {
    /// A reviewer would miss it.
    Core,
    /// Helpful, less often decisive.
    Extra,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A: totals and arithmetic of the fund table.
    Amounts,
    /// B: execution rate and budget adjustment.
    Execution,
    /// C: weights.
    Weights,
    /// D: scores and grade.
    Scores,
    /// E: quality of the indicators.
    Indicators,
    /// T: targets and actuals.
    Targets,
    /// G: narrative against figures.
    Narrative,
    /// H: patterns across reports.
    Batch,
    /// I: completeness and import.
    Completeness,
}

impl Group {
    /// All groups, in catalogue order.
    pub const ALL: [Self; 9] = [
        Self::Amounts,
        Self::Execution,
        Self::Weights,
        Self::Scores,
        Self::Indicators,
        Self::Targets,
        Self::Narrative,
        Self::Batch,
        Self::Completeness,
    ];

    /// The letter of the group.
    pub const fn letter(self) -> char {
        match self {
            Self::Amounts => 'A',
            Self::Execution => 'B',
            Self::Weights => 'C',
            Self::Scores => 'D',
            Self::Indicators => 'E',
            Self::Targets => 'T',
            Self::Narrative => 'G',
            Self::Batch => 'H',
            Self::Completeness => 'I',
        }
    }

    /// What it is called.
    pub const fn name(self) -> Text {
        match self {
            Self::Amounts => Text {
                zh: "金额",
                en: "amounts",
            },
            Self::Execution => Text {
                zh: "执行率与预算调整",
                en: "execution and budget adjustment",
            },
            Self::Weights => Text {
                zh: "权重与分值",
                en: "weights",
            },
            Self::Scores => Text {
                zh: "评分与等级",
                en: "scores and grade",
            },
            Self::Indicators => Text {
                zh: "指标质量",
                en: "quality of indicators",
            },
            Self::Targets => Text {
                zh: "目标与完成",
                en: "targets and actuals",
            },
            Self::Narrative => Text {
                zh: "叙述一致性",
                en: "narrative against figures",
            },
            Self::Batch => Text {
                zh: "跨表模式",
                en: "patterns across reports",
            },
            Self::Completeness => Text {
                zh: "完整性与导入",
                en: "completeness and import",
            },
        }
    }
}

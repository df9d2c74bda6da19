//! How reports and findings are ordered, kept under a name, rolled up and counted.

use crate::rules::{Settings, Severity};

/// How a list of reports is sorted; ties always fall back to the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Largest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            key: SortKey::Suspicion,
            descending: true,
        }
    }
}

impl Sort {
    /// As `--sort` takes it: a key, with `-` in front largest first.
    pub fn text(self) -> String {
        let known = SortKey::ALL.into_iter().find(|(key, _)| *key == self.key);
        let name = known.map_or("", |(_, name)| name);
        let minus = if self.descending { "-" } else { "" };
        format!("{minus}{name}")
    }

    /// Reads what [`Self::text`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (name, descending) = text
            .strip_prefix('-')
            .map_or((text, false), |name| (name, true));
        let known = SortKey::ALL.into_iter().find(|(_, key)| *key == name);
        known.map(|(key, _)| Self { key, descending })
    }
}

/// A filter kept under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whose.
    pub by: String,
    /// The name.
    pub name: String,
    /// In the filter language.
    pub filter: String,
    /// The order of the list.
    pub sort: Sort,
    /// The layout of the list's columns, in the desk's words; empty for the usual one.
    pub columns: String,
}

/// What a list of reports can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Undismissed errors, then warnings, then notices: what to read first.
    Suspicion,
    /// 年度.
    Year,
    /// 项目名称.
    Project,
    /// 实施单位.
    Unit,
    /// 主管部门.
    Department,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Budget,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 总分.
    Score,
    /// 评分等级, from 差 to 优.
    Grade,
    /// Number of warnings.
    Warnings,
    /// Number of notices.
    Notices,
    /// Whether everything stands at full weight.
    Full,
    /// Whether a total does not add up.
    Mismatch,
    /// Share of qualitative indicators.
    Qualitative,
    /// Errors and warnings without a verdict.
    Undecided,
    /// Number of notes.
    Notes,
    /// Order of import.
    Imported,
}

impl SortKey {
    /// Whether one wants to see the largest first.
    pub const fn largest_first(self) -> bool {
        !matches!(
            self,
            Self::Project | Self::Unit | Self::Department | Self::Imported
        )
    }

    /// All, with the stable name `--sort` takes.
    pub const ALL: [(Self, &'static str); 19] = [
        (Self::Suspicion, "suspicion"),
        (Self::Year, "year"),
        (Self::Project, "project"),
        (Self::Unit, "unit"),
        (Self::Budget, "budget"),
        (Self::Executed, "executed"),
        (Self::Rate, "rate"),
        (Self::Score, "score"),
        (Self::Imported, "imported"),
        (Self::Department, "department"),
        (Self::Initial, "initial"),
        (Self::Grade, "grade"),
        (Self::Warnings, "warnings"),
        (Self::Notices, "notices"),
        (Self::Full, "full"),
        (Self::Mismatch, "mismatch"),
        (Self::Qualitative, "qualitative"),
        (Self::Undecided, "undecided"),
        (Self::Notes, "notes"),
    ];
}

/// What findings are rolled up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rollup {
    /// Rule.
    Rule,
    /// 实施单位.
    Unit,
    /// Severity.
    Severity,
    /// 年度.
    Year,
}

/// One line of a roll-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollupRow {
    /// Rule id, unit, severity name or year.
    pub key: String,
    /// Gravest severity among the findings.
    pub severity: Severity,
    /// Findings that are not dismissed.
    pub findings: u64,
    /// Forms they are on.
    pub reports: u64,
    /// Errors and warnings, whatever was decided of them.
    pub to_decide: u64,
    /// Notices that are not dismissed: nothing need be decided of them.
    pub notices: u64,
    /// Those without a verdict.
    pub undecided: u64,
    /// 属实.
    pub confirmed: u64,
    /// 排除.
    pub dismissed: u64,
}

/// How much a filter finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Reports.
    pub reports: u64,
    /// Among them those that stand at full weight everywhere.
    pub all_full: u64,
    /// Among them those with a total that does not add up.
    pub mismatch: u64,
    /// Findings that are not dismissed.
    pub findings: u64,
    /// Among them those of severity error.
    pub errors: u64,
    /// Likewise warnings.
    pub warnings: u64,
    /// Likewise notices.
    pub notices: u64,
    /// Errors and warnings without a verdict.
    pub undecided: u64,
    /// Errors and warnings, decided or not.
    pub to_decide: u64,
}

/// How often a rule answered what, in reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleCount {
    /// Id of the rule.
    pub rule: String,
    /// With at least one finding, whatever was decided about it.
    pub hit: u64,
    /// Looked at, nothing found.
    pub clean: u64,
    /// Nothing to look at.
    pub not_applicable: u64,
}

impl RuleCount {
    /// Percent of the reports looked at on which it hit; none where it looked at none.
    pub fn share(&self) -> Option<u64> {
        self.hit
            .saturating_mul(100)
            .checked_div(self.hit + self.clean)
    }

    /// Whether it hits on so many of the forms it looks at that it tells little about any one of them.
    pub fn is_often(&self, settings: &Settings) -> bool {
        settings.often.marks(self.hit, self.hit + self.clean)
    }
}

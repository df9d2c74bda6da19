//! What the fields and their values are called, in English and in Chinese.
//!
//! These names are syntax: saved filters and scripts rest on them. What they mean to a reader is
//! said by their help text in `locales/*/query.ftl`.

use super::Field;

/// What can be compared with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text: contains or is.
    Text,
    /// A number.
    Number(Unit),
    /// One of a few stable names.
    Choice(&'static [Choice]),
    /// A part of the form: `goal`, `fund`, `fund:total`, `indicator`, `indicator:3`, …
    Place,
    /// A rule, by id or name.
    Rule,
}

/// The unit a number is in, and with it the suffixes that may be typed behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A whole number without unit.
    Whole,
    /// A year: `2024`, `2024年`.
    Year,
    /// 万元 unless 元, 万 or 亿 is typed.
    Money,
    /// Percent, with or without the sign.
    Percent,
    /// Points, with or without 分.
    Points,
    /// A day: `2026-12-31`, `2026年12月31日`, `20261231`.
    Day,
}

/// A value of a field that has only a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The stable name: English, and what [`super::Test::OneOf`] holds.
    pub name: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// Other spellings that are understood.
    pub aliases: &'static [&'static str],
    /// Message key of its help text.
    pub help: &'static str,
}

/// A field: its names and what can be asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldInfo {
    /// The field.
    pub field: Field,
    /// The English name, used when a query is printed.
    pub en: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// What can be compared with it.
    pub kind: Kind,
    /// Message key of its help text.
    pub help: &'static str,
}

impl FieldInfo {
    /// The table entry of `field`.
    pub fn of(field: Field) -> Option<&'static Self> {
        FIELDS.iter().find(|info| info.field == field)
    }

    /// The field of this name, any language, any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = name.to_lowercase();
        FIELDS
            .iter()
            .find(|info| info.names().any(|known| known == name))
    }

    /// All names, the canonical ones first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.en, self.zh]
            .into_iter()
            .chain(self.aliases.iter().copied())
    }
}

impl Choice {
    /// All names, the stable one first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.name, self.zh]
            .into_iter()
            .chain(self.aliases.iter().copied())
    }
}

/// A rule as the filter language knows it; the rules' own room hands these in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleName {
    /// The id.
    pub id: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
}

/// What a filter kept under a name is asked for by: `view:NAME`.
pub(super) const VIEW: &[&str] = &["view", "视图"];
/// Words that ask for a missing value: `note:none`.
pub(super) const NONE: &[&str] = &["none", "无", "空"];
/// Words that ask for any value: `note:any`.
pub(super) const ANY: &[&str] = &["any", "有"];

const fn choice(
    name: &'static str,
    zh: &'static str,
    aliases: &'static [&'static str],
    help: &'static str,
) -> Choice {
    Choice {
        name,
        zh,
        aliases,
        help,
    }
}

const GRADES: &[Choice] = &[
    choice("excellent", "优", &["优秀"], "query-value-grade-excellent"),
    choice("good", "良", &["良好"], "query-value-grade-good"),
    choice("fair", "中", &["中等", "一般"], "query-value-grade-fair"),
    choice("poor", "差", &["较差"], "query-value-grade-poor"),
];

const SEVERITIES: &[Choice] = &[
    choice("error", "错误", &[], "query-value-severity-error"),
    choice("warning", "疑点", &["警告"], "query-value-severity-warning"),
    choice("notice", "提示", &[], "query-value-severity-notice"),
];

const STATUSES: &[Choice] = &[
    choice(
        "pending",
        "待核实",
        &["未核实"],
        "query-value-status-pending",
    ),
    choice(
        "confirmed",
        "属实",
        &["确认"],
        "query-value-status-confirmed",
    ),
    choice("dismissed", "排除", &[], "query-value-status-dismissed"),
    choice(
        "needs_evidence",
        "待补证",
        &["needs-evidence"],
        "query-value-status-needs-evidence",
    ),
    choice("muted", "静音", &["已静音"], "query-value-status-muted"),
];

const REVIEWS: &[Choice] = &[
    choice("open", "未审", &["未审阅"], "query-value-review-open"),
    choice("started", "在审", &["审阅中"], "query-value-review-started"),
    choice("done", "已审", &["已审阅"], "query-value-review-done"),
];

const SECONDS: &[Choice] = &[
    choice("unreviewed", "未复核", &[], "query-value-second-unreviewed"),
    choice("approved", "已复核", &[], "query-value-second-approved"),
    choice(
        "returned",
        "退回修改",
        &["退回"],
        "query-value-second-returned",
    ),
];

const MARKS: &[Choice] = &[
    choice("full", "满分", &["全满分"], "query-value-is-full"),
    choice("mismatch", "不符", &["合计不符"], "query-value-is-mismatch"),
    choice("disputed", "分歧", &["有分歧"], "query-value-is-disputed"),
    choice("muted", "静音", &["已静音"], "query-value-is-muted"),
    choice("partial", "不全", &["读取不全"], "query-value-is-partial"),
    choice("repaired", "有修补", &["修补"], "query-value-is-repaired"),
];

/// The parts of a form; `fund` and `indicator` may carry a detail behind a colon.
pub(super) const PLACES: &[Choice] = &[
    choice("form", "全表", &["整表"], "query-value-place-form"),
    choice("fund", "资金", &[], "query-value-place-fund"),
    choice("goal", "目标", &["预期目标"], "query-value-place-goal"),
    choice(
        "outcome",
        "完成情况",
        &["实际完成情况"],
        "query-value-place-outcome",
    ),
    choice("indicator", "指标", &[], "query-value-place-indicator"),
    choice("total", "总分", &[], "query-value-place-total"),
    choice("grade", "等级", &["评分等级"], "query-value-place-grade"),
];

const fn info(
    field: Field,
    en: &'static str,
    zh: &'static str,
    aliases: &'static [&'static str],
    kind: Kind,
    help: &'static str,
) -> FieldInfo {
    FieldInfo {
        field,
        en,
        zh,
        aliases,
        kind,
        help,
    }
}

/// All fields, in the order completion offers them.
pub const FIELDS: &[FieldInfo] = &[
    info(
        Field::Unit,
        "unit",
        "单位",
        &["实施单位"],
        Kind::Text,
        "query-field-unit",
    ),
    info(
        Field::Project,
        "project",
        "项目",
        &["项目名称"],
        Kind::Text,
        "query-field-project",
    ),
    info(
        Field::Department,
        "department",
        "部门",
        &["主管部门"],
        Kind::Text,
        "query-field-department",
    ),
    info(
        Field::Year,
        "year",
        "年度",
        &["年", "年份"],
        Kind::Number(Unit::Year),
        "query-field-year",
    ),
    info(
        Field::Rule,
        "rule",
        "规则",
        &[],
        Kind::Rule,
        "query-field-rule",
    ),
    info(
        Field::Severity,
        "severity",
        "严重",
        &["严重程度", "级别", "程度"],
        Kind::Choice(SEVERITIES),
        "query-field-severity",
    ),
    info(
        Field::Status,
        "status",
        "状态",
        &["核实", "核实状态"],
        Kind::Choice(STATUSES),
        "query-field-status",
    ),
    info(
        Field::Second,
        "second",
        "复核",
        &["review2"],
        Kind::Choice(SECONDS),
        "query-field-second",
    ),
    info(
        Field::Review,
        "review",
        "审阅",
        &["审阅进度"],
        Kind::Choice(REVIEWS),
        "query-field-review",
    ),
    info(
        Field::Is,
        "is",
        "是",
        &["标记", "标志"],
        Kind::Choice(MARKS),
        "query-field-is",
    ),
    info(
        Field::Score,
        "score",
        "得分",
        &["总分"],
        Kind::Number(Unit::Points),
        "query-field-score",
    ),
    info(
        Field::Grade,
        "grade",
        "等级",
        &["评分等级"],
        Kind::Choice(GRADES),
        "query-field-grade",
    ),
    info(
        Field::Rate,
        "rate",
        "执行率",
        &[],
        Kind::Number(Unit::Percent),
        "query-field-rate",
    ),
    info(
        Field::Amount,
        "amount",
        "金额",
        &["预算", "全年预算", "全年预算数", "budget"],
        Kind::Number(Unit::Money),
        "query-field-amount",
    ),
    info(
        Field::Initial,
        "initial",
        "年初",
        &["年初预算", "年初预算数"],
        Kind::Number(Unit::Money),
        "query-field-initial",
    ),
    info(
        Field::Executed,
        "executed",
        "执行",
        &["执行数", "全年执行", "全年执行数"],
        Kind::Number(Unit::Money),
        "query-field-executed",
    ),
    info(
        Field::Qualitative,
        "qualitative",
        "定性",
        &["定性占比"],
        Kind::Number(Unit::Percent),
        "query-field-qualitative",
    ),
    info(
        Field::Place,
        "place",
        "位置",
        &["部位"],
        Kind::Place,
        "query-field-place",
    ),
    info(
        Field::Note,
        "note",
        "备注",
        &["批注"],
        Kind::Text,
        "query-field-note",
    ),
    info(
        Field::By,
        "by",
        "谁",
        &["作者", "记录人"],
        Kind::Text,
        "query-field-by",
    ),
    info(
        Field::Tag,
        "tag",
        "标签",
        &[],
        Kind::Text,
        "query-field-tag",
    ),
    info(
        Field::File,
        "file",
        "文件",
        &["来源"],
        Kind::Text,
        "query-field-file",
    ),
    info(
        Field::Assignee,
        "assignee",
        "经办",
        &["指派"],
        Kind::Text,
        "query-field-assignee",
    ),
    info(
        Field::Due,
        "due",
        "到期",
        &["跟进"],
        Kind::Number(Unit::Day),
        "query-field-due",
    ),
    info(
        Field::Id,
        "id",
        "编号",
        &[],
        Kind::Number(Unit::Whole),
        "query-field-id",
    ),
];

/// The name nearest to `typed`, if one is near enough to be meant.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    names
        .map(|name| {
            let chars: Vec<char> = name.chars().collect();
            let prefix = typed.len() >= 2 && chars.starts_with(&typed);
            let far = if prefix { 0 } else { distance(&typed, &chars) };
            (far, chars.len().max(typed.len()), name)
        })
        // Two slips in a word of five letters; in a word of two characters one.
        .filter(|(far, len, _)| far.saturating_mul(2) <= (*len).min(5))
        .min_by_key(|(far, _, _)| *far)
        .map(|(_, _, name)| name)
}

/// Edit distance (insert, delete, replace).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(x != y))
                .min(above + 1)
                .min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::locales::{Catalogue, Lang};

    #[test]
    fn the_headings_of_dialog_tables_and_form_name_their_fields() {
        let words = Catalogue::new(Lang::Zh);
        let headings = [
            ("filter-rule head-rule", Field::Rule),
            ("filter-severity head-severity", Field::Severity),
            ("filter-status head-status", Field::Status),
            ("filter-unit head-unit field-unit", Field::Unit),
            ("filter-year head-year field-year", Field::Year),
            ("filter-score head-score field-total_score", Field::Score),
            ("filter-rate head-rate field-rate", Field::Rate),
            ("filter-amount head-annual field-annual", Field::Amount),
            ("field-initial", Field::Initial),
            ("head-executed field-executed", Field::Executed),
            ("filter-is", Field::Is),
            ("filter-review head-state", Field::Review),
            ("head-grade field-grade", Field::Grade),
            ("head-project field-project", Field::Project),
            ("field-department", Field::Department),
            ("head-place", Field::Place),
            ("head-by", Field::By),
        ];
        for (keys, field) in headings {
            for key in keys.split(' ') {
                let heading = words.text(key);
                let named = FieldInfo::named(&heading).map(|info| info.field);
                assert_eq!(named, Some(field), "{key}: {heading}");
            }
        }
    }

    #[test]
    fn every_name_belongs_to_one_field_and_every_help_text_exists() {
        let mut names = BTreeSet::new();
        let catalogue = Catalogue::new(Lang::Zh);
        let told = |key: &str| assert_ne!(catalogue.text(key), key, "no text for {key}");
        for info in FIELDS {
            told(info.help);
            for name in info.names() {
                assert!(names.insert(name), "{name} stands twice");
                assert_eq!(FieldInfo::named(name), Some(info));
            }
            if let Kind::Choice(choices) = info.kind {
                let mut values = BTreeSet::new();
                for choice in choices {
                    told(choice.help);
                    for name in choice.names() {
                        assert!(values.insert(name), "{name} stands twice in {}", info.en);
                    }
                }
            }
        }
        PLACES.iter().for_each(|place| told(place.help));
    }

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = || FIELDS.iter().flat_map(FieldInfo::names);
        assert_eq!(nearest("scroe", names()), Some("score"));
        assert_eq!(nearest("sev", names()), Some("severity"));
        assert_eq!(nearest("年渡", names()), Some("年度"));
        assert_eq!(nearest("weather", names()), None);
        assert_eq!(nearest("河道", names()), None);
    }
}

//! The values of fields that have only a few.

use super::Choice;

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

pub(super) const GRADES: &[Choice] = &[
    choice("excellent", "优", &["优秀"], "query-value-grade-excellent"),
    choice("good", "良", &["良好"], "query-value-grade-good"),
    choice("fair", "中", &["中等", "一般"], "query-value-grade-fair"),
    choice("poor", "差", &["较差"], "query-value-grade-poor"),
];

pub(super) const SEVERITIES: &[Choice] = &[
    choice("error", "错误", &[], "query-value-severity-error"),
    choice("warning", "疑点", &["警告"], "query-value-severity-warning"),
    choice("notice", "提示", &[], "query-value-severity-notice"),
];

pub(super) const STATUSES: &[Choice] = &[
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
    choice("muted", "屏蔽", &["已屏蔽"], "query-value-status-muted"),
];

pub(super) const REVIEWS: &[Choice] = &[
    choice("open", "未审", &["未审阅"], "query-value-review-open"),
    choice("started", "在审", &["审阅中"], "query-value-review-started"),
    choice("done", "已审", &["已审阅"], "query-value-review-done"),
];

pub(super) const SECONDS: &[Choice] = &[
    choice("unreviewed", "未复核", &[], "query-value-second-unreviewed"),
    choice("approved", "已复核", &[], "query-value-second-approved"),
    choice(
        "returned",
        "退回修改",
        &["退回"],
        "query-value-second-returned",
    ),
];

pub(super) const MARKS: &[Choice] = &[
    choice("suspicious", "有疑点", &[], "query-value-is-suspicious"),
    choice("clean", "无疑点", &["没有疑点"], "query-value-is-clean"),
    choice("full", "满分", &["全满分"], "query-value-is-full"),
    choice(
        "qualitative",
        "有定性",
        &["定性"],
        "query-value-is-qualitative",
    ),
    choice("mismatch", "不符", &["合计不符"], "query-value-is-mismatch"),
    choice("disputed", "分歧", &["有分歧"], "query-value-is-disputed"),
    choice("muted", "屏蔽", &["已屏蔽"], "query-value-is-muted"),
    choice("partial", "不全", &["读取不全"], "query-value-is-partial"),
    choice("repaired", "有修补", &["修补"], "query-value-is-repaired"),
    choice("revised", "有新版", &["改过"], "query-value-is-revised"),
    choice("copy", "重复", &["重名"], "query-value-is-copy"),
];

/// The parts of a form; `fund` and `indicator` may carry a detail behind a colon.
pub const PLACES: &[Choice] = &[
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

//! Headings: in two rows, of several years, in other words, of what is none of a row.

use shenyue::ingest::{read, recognise};

use crate::forms::{FUNDS, HEAD, TOTAL, form, funds, rows, shown, web_page};

#[test]
fn a_deviation_beside_target_and_actual_is_no_part_of_them() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|指标值{3}|分值{1,2}|得分{1,2}",
            "目标值|实际值|偏差率",
            "产出指标|数量指标|巡护次数|≥50次|55次|10%|90|90",
            "总分{6}|100|97.5",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 90"]);
}

#[test]
fn an_actual_in_number_and_unit_is_one() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|完成值{2}|分值{1,2}|得分{1,2}",
            "数值|单位",
            "产出指标|数量指标|巡护次数|≥50次|55|次|90|90",
            "总分{6}|100|97.5",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 90"]);
}

#[test]
fn of_several_years_that_of_the_form_counts() {
    let report = form(&[
        &HEAD,
        &[
            "项目资金（万元）{1,2}||2022年执行数|2023年年初预算数|2023年度全年预算数|2023年执行数|分值|得分",
            "年度资金总额|8|10|12|9|10|7.5",
            "一级指标|三级指标|2022年实际值|2023年目标值|2023年实际完成值|2024年目标值|分值|得分",
            "产出指标|巡护次数|40次|≥50次|55次|≥60次|90|90",
            "总分{6}|100|97.5",
        ],
    ]);
    assert_eq!(funds(&report), ["年度资金总额 10 12 9"]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 90"]);
    // Which year the form is of is not known: nor is which column counts.
    let head = ["项目支出绩效自评表{8}", "项目名称|河堤巡护{7}"];
    let report = form(&[
        &head,
        &[
            "一级指标|三级指标|2022年实际值|2023年目标值|2023年实际值|2024年目标值|分值|得分",
            "产出指标|巡护次数|40次|≥50次|55次|≥60次|90|90",
            "总分{6}|100|97.5",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数   90 90"]);
    assert!(report.gaps.iter().any(|gap| gap.what == "target"));
    assert!(report.gaps.iter().any(|gap| gap.what == "actual"));
}

#[test]
fn headings_in_everyday_words() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一 级|二 级|三 级|计划数|完成数|满分|得分|说明",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|80|堤段封闭",
            TOTAL,
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 80"]);
    assert_eq!(shown(&report.indicators[0].reason), "堤段封闭");
}

#[test]
fn a_heading_of_deviations_is_none_of_names() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|指标|偏差率|年度指标值|实际完成值|分值|得分",
            "产出指标|数量指标|巡护次数|10%|≥50次|55次|100|100",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 100 100"]);
}

#[test]
fn reasons_of_several_kinds_are_reasons() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|实际完成值{1,2}|分值{1,2}|得分{1,2}|偏差原因分析{2}",
            "经费保障|其他",
            "产出指标|数量指标|巡护次数|≥50次|55次|100|90||堤段封闭",
        ],
    ]);
    assert_eq!(shown(&report.indicators[0].reason), "堤段封闭");
}

#[test]
fn of_two_targets_nobody_can_tell_which_one_counts() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|三级指标|年初目标值|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|巡护次数|≥40次|≥50次|55次|100|100|",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数  55次 100 100"]);
    assert!(
        report
            .gaps
            .iter()
            .any(|gap| gap.what == "target" && gap.found == "年初目标值、年度指标值")
    );
}

#[test]
fn of_the_quarters_and_the_year_the_year_counts() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|实际完成值{3}|分值{1,2}|得分{1,2}",
            "上半年|下半年|全年",
            "产出指标|巡护次数|≥50次|25次|30次|55次|100|100",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 100 100"]);
}

#[test]
fn runs_of_indicators_side_by_side_are_refused() {
    let page = web_page(
        &[
            &HEAD[..],
            &FUNDS,
            &[
                "三级指标|年度指标值|实际完成值|得分|三级指标|年度指标值|实际完成值|得分",
                "巡护次数|≥50次|55次|50|巡护里程|≥50公里|55公里|50",
            ],
        ]
        .concat(),
    );
    let recognised = recognise(&read("form.html", &page).unwrap());
    assert!(recognised.reports.is_empty());
    assert_eq!(recognised.refused[0].reason, "refuse-lost-heading");
}

#[test]
fn a_heading_of_the_goals_is_no_goal() {
    let table = [
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
        "产出指标|数量指标|巡护次数|≥50次|55次|90|90|",
        TOTAL,
    ];
    let known = form(&[
        &HEAD,
        &FUNDS,
        &[
            "绩效总目标{1,2}|年初设定{4}|完成情况{3}",
            "巡护50次。{4}|巡护55次。{3}",
        ],
        &table,
    ]);
    assert_eq!(
        [shown(&known.goal), shown(&known.outcome)],
        ["巡护50次。", "巡护55次。"]
    );
    let unknown = form(&[
        &HEAD,
        &FUNDS,
        &[
            "绩效总目标{1,2}|年初所想{4}|完成情况{3}",
            "巡护50次。{4}|巡护55次。{3}",
        ],
        &table,
    ]);
    assert_eq!(unknown.goal.value(), None);
    assert!(
        unknown
            .gaps
            .iter()
            .any(|gap| gap.what == "goal" && gap.found == "年初所想")
    );
}

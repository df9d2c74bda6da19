//! Tables in shapes of their own: headings split in parts, figures of several years, labels above their
//! values, lists of spending among the funds. Each is a web page as small as can be.

use shenyue::form::{Field, Report};
use shenyue::ingest::{read, recognise};

/// A table of rows of cells `text`, `text{columns}` or `text{columns,rows}`.
fn page(rows: &[&str]) -> String {
    let mut page = String::from("<html><body><table>");
    for row in rows {
        page += "<tr>";
        for cell in row.split('|') {
            let (text, span) = cell.split_once('{').unwrap_or((cell, "1}"));
            let (columns, rows) = span
                .trim_end_matches('}')
                .split_once(',')
                .unwrap_or((span.trim_end_matches('}'), "1"));
            page += &format!("<td colspan={columns} rowspan={rows}>{}</td>", text.trim());
        }
        page += "</tr>";
    }
    page + "</table></body></html>"
}

fn one(rows: &[&str]) -> Report {
    let mut recognised = recognise(&read("form.html", page(rows).as_bytes()).unwrap());
    assert_eq!(recognised.reports.len(), 1, "{recognised:?}");
    recognised.reports.remove(0)
}

const HEAD: [&str; 3] = [
    "项目支出绩效自评表（2023年度）{8}",
    "项目名称|河堤巡护{7}",
    "主管部门|河务局{3}|实施单位|巡护队{3}",
];
const FUNDS: [&str; 2] = [
    "项目资金（万元）{1,2}||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "年度资金总额|10|12|9|10|75%|7.5",
];
const TOTAL: &str = "总分{5}|100|97.5|";

fn form(parts: &[&[&'static str]]) -> Report {
    let rows: Vec<&str> = parts.iter().flat_map(|part| part.iter().copied()).collect();
    one(&rows)
}

fn shown<T: ToString + std::fmt::Debug>(field: &Field<T>) -> String {
    field
        .value()
        .map_or_else(|| format!("{:?}", field.reading), ToString::to_string)
}

/// Name, target, actual, weight and score of each row.
fn rows(report: &Report) -> Vec<String> {
    let row = |row: &shenyue::form::Indicator| {
        [
            &row.name.printed,
            &row.target.printed,
            &row.actual.printed,
            &row.weight.printed,
            &row.score.printed,
        ]
        .map(String::as_str)
        .join(" ")
    };
    report.indicators.iter().map(row).collect()
}

fn funds(report: &Report) -> Vec<String> {
    let row = |fund: &shenyue::form::Fund| {
        format!(
            "{} {} {} {}",
            fund.label,
            shown(&fund.initial),
            shown(&fund.annual),
            shown(&fund.executed)
        )
    };
    report.funds.iter().map(row).collect()
}

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
fn a_score_of_several_hands_is_the_units_own() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|实际完成值{1,2}|分值{1,2}|得分{3}",
            "单位自评|主管部门审核|财政复核",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|88|85",
            "总分{5}|100|97.5|95|92",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 90"]);
    assert_eq!(shown(&report.total_score), "97.5");
    let unknown = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|实际完成值{1,2}|分值{1,2}|得分{2}",
            "甲组|乙组",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|88",
            "总分{5}|100|97.5|95",
        ],
    ]);
    assert_eq!(rows(&unknown), ["巡护次数 ≥50次 55次 90 "]);
    assert!(unknown.gaps.iter().any(|gap| gap.what == "score"));
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

#[test]
fn of_two_budgets_the_adjusted_one_is_the_years() {
    let table = [
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
        "产出指标|数量指标|巡护次数|≥50次|55次|90|90|",
        TOTAL,
    ];
    for headings in [
        "项目资金（万元）{1,2}||批复预算（A）|调整后预算（B）|决算数（C）|分值|执行率（C/B）|得分",
        "项目资金（万元）{1,2}||预算数|调整预算数|执行数|分值|执行率|得分",
        "项目资金（万元）{1,2}||年初安排|调整后|实际支出|分值|执行率|得分",
    ] {
        let report = form(&[&HEAD, &[headings, FUNDS[1]], &table]);
        assert_eq!(funds(&report), ["年度资金总额 10 12 9"], "{headings}");
    }
}

#[test]
fn a_list_of_spending_is_no_part_of_the_funds() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "支出明细{1,3}|支出内容{3}|预算金额{2}|支出金额{2}",
            "设备购置{3}|5{2}|4{2}",
            "培训费补助{3}|7{2}|5{2}",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|",
            TOTAL,
        ],
    ]);
    assert_eq!(funds(&report), ["年度资金总额 10 12 9"]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 90"]);
}

#[test]
fn labels_of_the_head_may_stand_above_their_values() {
    let report = form(&[
        &[
            "项目支出绩效自评表（2023年度）{8}",
            "项目名称{3}|主管部门{2}|实施单位{3}",
            "河堤巡护{3}|河务局{2}|巡护队{3}",
        ],
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|",
            TOTAL,
        ],
    ]);
    assert_eq!(
        [
            shown(&report.project),
            shown(&report.department),
            shown(&report.unit)
        ],
        ["河堤巡护", "河务局", "巡护队"]
    );
    // Labels without values are no labels of the rows below them.
    let blank = form(&[
        &[
            "项目支出绩效自评表（2023年度）{8}",
            "项目名称|河堤巡护{7}",
            "主管部门|{3}|实施单位|{3}",
            "项目概况{4}|立项依据{4}",
        ],
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|",
            TOTAL,
        ],
    ]);
    assert_eq!(
        [shown(&blank.department), shown(&blank.unit)],
        ["Blank", "Blank"]
    );
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
fn without_merged_cells_bands_and_labels_are_the_same() {
    let text = "项目支出绩效自评表（2023年度）\t\t\t\t\t\t\n项目名称\t\t主管部门\t\t实施单位\t\t\n河堤巡护\t\t河务局\t\t巡护队\t\t\n\
        二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因\n\
        一、产出指标\t\t\t\t\t\t\n数量指标\t巡护次数\t≥50次\t55次\t90\t90\t\n\
        二、效益指标\t\t\t\t\t\t\n社会效益指标\t受益人数\t≥50人\t55人\t10\t10\t\n总分\t\t\t\t100\t100\t\n";
    let mut recognised = recognise(&read("form.txt", text.as_bytes()).unwrap());
    let report = recognised.reports.remove(0);
    assert_eq!(
        [
            shown(&report.project),
            shown(&report.department),
            shown(&report.unit)
        ],
        ["河堤巡护", "河务局", "巡护队"]
    );
    let levels: Vec<String> = report
        .indicators
        .iter()
        .map(|row| shown(&row.level1))
        .collect();
    assert_eq!(levels, ["一、产出指标", "二、效益指标"]);
}

#[test]
fn a_table_of_the_page_below_a_form_is_no_row_of_it() {
    let form = page(
        &[
            &HEAD[..],
            &FUNDS,
            &[
                "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
                "产出指标|数量指标|巡护次数|≥50次|55次|100|100|",
            ],
        ]
        .concat(),
    );
    let page = form.replace(
        "</body>",
        "<table><tr><td>网站地图</td><td>联系我们</td></tr></table></body>",
    );
    let report = recognise(&read("form.html", page.as_bytes()).unwrap())
        .reports
        .remove(0);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 100 100"]);
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
fn a_label_met_without_its_value_may_be_met_again() {
    let report = form(&[
        &[
            "项目支出绩效自评表（2023年度）{8}",
            "主管部门{8}",
            "项目名称|河堤巡护{7}",
            "主管部门|河务局{3}|实施单位|巡护队{3}",
        ],
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|100|100|",
        ],
    ]);
    assert_eq!(shown(&report.department), "河务局");
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
    let page = page(
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
    let recognised = recognise(&read("form.html", page.as_bytes()).unwrap());
    assert!(recognised.reports.is_empty());
    assert_eq!(recognised.refused[0].reason, "refuse-lost-heading");
}

#[test]
fn points_under_a_heading_nobody_knows_are_said() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|得分/满分{2}|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|90/100{2}|",
        ],
    ]);
    assert!(
        report
            .gaps
            .iter()
            .any(|gap| gap.what == "score" && gap.found == "得分/满分"),
        "{:?}",
        report.gaps
    );
}

#[test]
fn merged_cells_copied_out_into_all_they_cover_are_one_again() {
    let text = "项目支出绩效自评表（2023年度）\t项目支出绩效自评表（2023年度）\t项目支出绩效自评表（2023年度）\t项目支出绩效自评表（2023年度）\t项目支出绩效自评表（2023年度）\t项目支出绩效自评表（2023年度）\t项目支出绩效自评表（2023年度）\n\
        项目名称\t项目名称\t河堤巡护\t河堤巡护\t河堤巡护\t河堤巡护\t河堤巡护\n\
        主管部门\t主管部门\t河务局\t实施单位\t实施单位\t巡护队\t巡护队\n\
        年度总体目标\t预期目标\t预期目标\t预期目标\t实际完成情况\t实际完成情况\t实际完成情况\n\
        年度总体目标\t巡护50次。\t巡护50次。\t巡护50次。\t巡护55次。\t巡护55次。\t巡护55次。\n\
        一级指标\t三级指标\t年度指标值\t年度指标值\t实际完成值\t分值\t得分\n\
        产出指标\t巡护次数\t≥50次\t≥50次\t≥50次\t50\t50\n\
        产出指标\t巡护里程\t≥20公里\t≥20公里\t25公里\t50\t50\n\
        总分\t总分\t总分\t总分\t总分\t100\t100\n";
    let report = recognise(&read("form.txt", text.as_bytes()).unwrap())
        .reports
        .remove(0);
    assert_eq!(
        [
            shown(&report.project),
            shown(&report.department),
            shown(&report.unit)
        ],
        ["河堤巡护", "河务局", "巡护队"]
    );
    assert_eq!(
        [shown(&report.goal), shown(&report.outcome)],
        ["巡护50次。", "巡护55次。"]
    );
    assert_eq!(
        rows(&report),
        [
            "巡护次数 ≥50次 ≥50次 50 50",
            "巡护里程 ≥20公里 25公里 50 50"
        ]
    );
    assert_eq!(
        [shown(&report.total_weight), shown(&report.total_score)],
        ["100", "100"]
    );
}

#[test]
fn a_note_does_not_take_the_total_away() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|100|90|",
            "总分{5}|100|90|",
            "填表说明{8}",
            "1.分值合计100分{8}",
        ],
    ]);
    assert_eq!(
        [shown(&report.total_weight), shown(&report.total_score)],
        ["100", "90"]
    );
}

#[test]
fn rows_whose_cells_nothing_separates_are_said() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|50|50|",
            "质量指标 巡护覆盖率 ≥90% 95% 50 50{8}",
            "总分{5}|100|100|",
        ],
    ]);
    assert_eq!(report.indicators.len(), 1);
    assert!(
        report
            .gaps
            .iter()
            .any(|gap| gap.reason == "gap-row-run-together"),
        "{:?}",
        report.gaps
    );
}

#[test]
fn lines_of_label_and_value_are_a_form() {
    let text = "项目支出绩效自评表\n（2023年度）\n项目名称：河堤巡护\n主管部门：河务局\n实施单位：巡护队\n\
        预算数（万元）：10\n执行数（万元）：9\n执行率：90%\n年度目标：巡护50次。\n实际完成情况：巡护55次。\n\
        一级指标：产出指标\n二级指标：数量指标\n三级指标：巡护次数\n年度指标值：≥50次\n实际完成值：55次\n分值：50\n得分：50\n\
        三级指标：巡护里程  年度指标值：≥20公里  实际完成值：25公里  分值：20  得分：19\n\
        一级指标：效益指标\n三级指标：受益人数\n年度指标值：≥50人\n实际完成值：55人\n分值：30\n得分：30\n总分：99\n";
    let report = recognise(&read("form.txt", text.as_bytes()).unwrap())
        .reports
        .remove(0);
    assert_eq!(
        [
            shown(&report.project),
            shown(&report.department),
            shown(&report.unit)
        ],
        ["河堤巡护", "河务局", "巡护队"]
    );
    assert_eq!(
        [shown(&report.goal), shown(&report.outcome)],
        ["巡护50次。", "巡护55次。"]
    );
    let fund = &report.funds[0];
    assert_eq!(
        [
            shown(&fund.annual),
            shown(&fund.executed),
            shown(&fund.rate)
        ],
        ["10", "9", "90"]
    );
    assert_eq!(
        rows(&report),
        [
            "巡护次数 ≥50次 55次 50 50",
            "巡护里程 ≥20公里 25公里 20 19",
            "受益人数 ≥50人 55人 30 30"
        ]
    );
    let levels: Vec<String> = report
        .indicators
        .iter()
        .map(|row| shown(&row.level1))
        .collect();
    assert_eq!(levels, ["产出指标", "产出指标", "效益指标"]);
    assert_eq!(shown(&report.total_score), "99");
    // Each value leads to the lines it stands in.
    let name = &report.indicators[2].name;
    let source = report
        .source
        .iter()
        .find(|source| source.row == name.origin.row)
        .unwrap();
    assert!(source.text.contains("三级指标：受益人数"), "{source:?}");
}

#[test]
fn amounts_may_stand_in_one_cell_with_their_labels() {
    let form = |funds: &str| {
        format!(
            "项目支出绩效自评表\n(2023年度)\n项目名称\t河堤巡护\n主管部门\t河务局\t实施单位\t巡护队\n{funds}\n\
             一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\
             产出指标\t数量指标\t巡护次数\t≥50次\t55次\t90\t90\n总分\t\t\t\t\t100\t99.5\n"
        )
    };
    for funds in [
        "预算金额（万元）\t年初预算：320\t全年预算：280\t实际支出：266\t执行率：95%\t得分：9.5",
        "项目资金（万元）\t年初预算数：320　全年预算数：280　全年执行数：266　执行率：95%　得分：9.5",
    ] {
        let grid = read("form.txt", form(funds).as_bytes()).unwrap();
        let report = recognise(&grid).reports.remove(0);
        let fund = report.total_fund().unwrap();
        let read = [&fund.initial, &fund.annual, &fund.executed, &fund.rate]
            .map(|field| field.value().map(ToString::to_string));
        let expected = ["320", "280", "266", "95"].map(|number| Some(number.to_owned()));
        assert_eq!(read, expected, "{funds}: {:?}", report.gaps);
    }
}

#[test]
fn what_was_done_with_the_money_is_no_kind_of_it() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "总体目标|完成改造并拨付资金{7}",
            "全年实际完成情况|1.完成121户改造；2.资金全部拨付。{7}",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|100|100|",
        ],
    ]);
    assert_eq!(report.funds.len(), 1);
    assert_eq!(
        [shown(&report.goal), shown(&report.outcome)],
        ["完成改造并拨付资金", "1.完成121户改造；2.资金全部拨付。"]
    );
    // Without its sentence marks it is told by the label in front.
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "全年实际完成情况|1.资金已经拨付{7}",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|100|100|",
        ],
    ]);
    assert_eq!(report.funds.len(), 1);
    assert_eq!(shown(&report.outcome), "1.资金已经拨付");
}

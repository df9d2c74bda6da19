//! Rows and whole tables: without merged cells, with their cells copied, one label a line.

use shenyue::ingest::{read, recognise};

use crate::forms::{FUNDS, HEAD, TOTAL, form, rows, shown, texts, web_page};

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
    let form = web_page(
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
    let page = String::from_utf8(form).unwrap().replace(
        "</body>",
        "<table><tr><td>网站地图</td><td>联系我们</td></tr></table></body>",
    );
    let report = recognise(&read("form.html", page.as_bytes()).unwrap())
        .reports
        .remove(0);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 100 100"]);
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
        texts(&report),
        ["河堤巡护", "河务局", "巡护队", "巡护50次。", "巡护55次。"]
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
        texts(&report),
        ["河堤巡护", "河务局", "巡护队", "巡护50次。", "巡护55次。"]
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

//! Forms of places whose wording stands in no list, and what a form may lack or hold besides: read by
//! the words of the field and by structure; a heading nobody knows is said.

use shenyue::form::{Certainty, FundLine, Report};
use shenyue::ingest::{Recognised, read, recognise};
use smol_str::SmolStr;

const HEAD: &str = "财政支出项目绩效自评报表（2023年度）\n项目/政策名称\t\t渠道清淤\n\
                    归口管理部门\t\t水务局\t\t用款单位\t\t灌区管理所\n";
const FUNDS: &str = "资金情况(万元)\t\t年初批复预算\t批复预算数\t累计支出数\t标准分值\t支付率\t自评得分\n\
                     \t项目总金额\t10\t12\t9\t10\t75%\t7.5\n";
const ROWS: &str = "一级指标\t二级指标\t具体指标\t指标目标值\t自评完成值\t设定分值\t自我评分\t偏差分析及改进措施\n\
                    产出指标\t数量指标\t清淤长度\t≥50公里\t55公里\t80\t80\t\n\
                    满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t95%\t10\t10\t\n";
const TOTAL: &str = "总分\t\t\t\t\t100\t97.5\t\n";

fn recognised(text: &str) -> Recognised {
    recognise(&read("form.txt", text.as_bytes()).unwrap())
}

fn one(text: &str) -> Report {
    let mut recognised = recognised(text);
    assert_eq!(recognised.reports.len(), 1, "{recognised:?}");
    recognised.reports.remove(0)
}

fn gaps(report: &Report) -> Vec<(&str, &str, &str)> {
    let gaps = report.gaps.iter();
    gaps.map(|gap| (gap.what.as_str(), gap.reason.as_str(), gap.found.as_str()))
        .collect()
}

fn rows(report: &Report) -> Vec<String> {
    let rows = report.indicators.iter();
    rows.map(|row| {
        [
            &row.name.printed,
            &row.target.printed,
            &row.actual.printed,
            &row.weight.printed,
            &row.score.printed,
        ]
        .map(SmolStr::as_str)
        .join(" ")
    })
    .collect()
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(String::new, T::to_string)
}

#[test]
fn labels_made_of_the_words_of_the_field() {
    let report = one(&format!("{HEAD}{FUNDS}{ROWS}{TOTAL}"));
    assert_eq!(shown(report.year.value()), "2023");
    assert_eq!(shown(report.project.value()), "渠道清淤");
    assert_eq!(shown(report.department.value()), "水务局");
    assert_eq!(shown(report.unit.value()), "灌区管理所");
    let fund = &report.funds[0];
    assert_eq!(fund.line, FundLine::Total);
    let amounts = fund.cells();
    let amounts = amounts.map(|field| shown(field.value()));
    assert_eq!(amounts, ["10", "12", "9", "10", "75", "7.5"]);
    assert_eq!(
        rows(&report),
        ["清淤长度 ≥50公里 55公里 80 80", "农户满意度 ≥90% 95% 10 10"]
    );
    assert_eq!(shown(report.total_score.value()), "97.5");
}

#[test]
fn a_heading_nobody_knows_is_said() {
    let text = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}")
        .replace("指标目标值", "任务书要求")
        .replace("累计支出数", "已用");
    let report = one(&text);
    assert_eq!(report.certainty(), Certainty::Partial);
    assert!(gaps(&report).contains(&("target", "gap-unknown-heading", "任务书要求")));
    assert!(gaps(&report).contains(&("fund:total/executed", "gap-unknown-heading", "已用")));
    // A heading besides all that are needed is no gap.
    let more = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}").replace("偏差分析及改进措施", "任务书要求");
    let report = one(&more);
    assert!(
        !gaps(&report)
            .iter()
            .any(|(_, reason, _)| *reason == "gap-unknown-heading")
    );
}

#[test]
fn the_score_may_stand_in_front_of_the_points_to_be_had() {
    let rows = "一级指标\t二级指标\t三级指标\t得分\t分值\t年度指标值\t实际完成值\n\
                产出指标\t数量指标\t清淤长度\t78\t80\t≥50公里\t49公里\n\
                满意度指标\t满意度\t农户满意度\t10\t10\t≥90%\t95%\n\
                总分\t\t\t95.5\t100\t\t\n";
    let report = one(&format!("{HEAD}{FUNDS}{rows}"));
    assert_eq!(shown(report.total_score.value()), "95.5");
    assert_eq!(shown(report.total_weight.value()), "100");
}

#[test]
fn a_goal_may_be_the_target_and_a_kind_no_level() {
    let rows = "二级指标\t三级指标\t指标类型\t绩效目标\t指标完成情况\t分值\t得分\n\
                数量指标\t清淤长度\t定量指标\t≥50公里\t55公里\t80\t80\n\
                满意度\t农户满意度\t定量指标\t≥90%\t95%\t10\t10\n";
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(
        self::rows(&report),
        ["清淤长度 ≥50公里 55公里 80 80", "农户满意度 ≥90% 95% 10 10"]
    );
    assert!(report.indicators.iter().all(|row| row.level1.is_absent()));
}

#[test]
fn sign_and_kind_in_columns_of_their_own() {
    let rows = "一级指标\t二级指标\t三级指标\t指标性质\t指标方向\t指标值\t计量单位\t完成值\t分值\t得分\n\
                产出指标\t数量指标\t清淤长度\t≥\t正向\t50\t公里\t55\t80\t80\n\
                满意度指标\t满意度\t农户满意度\t≥\t正向\t90\t%\t95\t10\t10\n";
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(report.indicators[0].target.printed, "≥50公里");
    assert_eq!(report.indicators[1].target.printed, "≥90%");
}

#[test]
fn money_behind_a_line_without_amounts_is_read() {
    let more = "\t融资安排\t\t\t\t\t\t\n\t其中：财政拨款\t10\t12\t9\t—\t75%\t—\n";
    let report = one(&format!("{HEAD}{FUNDS}{more}{ROWS}{TOTAL}"));
    let lines: Vec<FundLine> = report.funds.iter().map(|fund| fund.line).collect();
    assert_eq!(lines, [FundLine::Total, FundLine::Appropriation]);
}

#[test]
fn two_units_of_money_in_one_form_are_not_certain() {
    let report =
        one(&format!("{HEAD}{FUNDS}{ROWS}{TOTAL}").replace("批复预算数", "批复预算数（元）"));
    assert!(report.funds[0].annual.value().is_none());
    assert!(gaps(&report).contains(&("fund:total/annual", "gap-money-unit", "12")));
}

#[test]
fn what_stands_below_the_table_is_no_row() {
    let rows = ROWS.trim_end_matches('\n');
    for below in [
        "制表人：李某\t\t复核人：王某\t\t联系电话：\t",
        "单位负责人（签字）：",
    ] {
        let report = one(&format!("{HEAD}{FUNDS}{rows}\n{below}\n"));
        assert_eq!(report.indicators.len(), 2, "{below}");
    }
    let page = "<table><tr><td>网站地图<td>联系我们</table>";
    let form: String = format!("{HEAD}{FUNDS}{ROWS}")
        .lines()
        .map(|line| format!("<tr><td>{}", line.replace('\t', "<td>")))
        .collect();
    let page = format!("<html><table>{form}</table>{page}</html>");
    let recognised = recognise(&read("form.html", page.as_bytes()).unwrap());
    assert_eq!(recognised.reports[0].indicators.len(), 2);
}

#[test]
fn a_row_without_points_behind_a_blank_line_is_a_row() {
    let part = "\n\t\t其中：支渠\t≥20公里\t21公里\t\t\t\n\n";
    let rows = ROWS.replace("满意度指标\t服务", &format!("{part}满意度指标\t服务"));
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(
        self::rows(&report),
        [
            "清淤长度 ≥50公里 55公里 80 80",
            "其中：支渠 ≥20公里 21公里  ",
            "农户满意度 ≥90% 95% 10 10"
        ]
    );
}

#[test]
fn a_level_over_the_whole_width_counts_for_the_rows_below() {
    let page = "<table><tr><td>项目名称<td colspan=3>渠道清淤\
                <tr><td>指标名称<td>目标值<td>完成值<td>得分\
                <tr><td colspan=4>一、产出指标（60分）<tr><td>清淤长度<td>50<td>55<td>60\
                <tr><td colspan=4>二、满意度指标（30分）<tr><td>农户满意度<td>90%<td>95%<td>30\
                <tr><td>总分<td><td><td>90</table>";
    let recognised = recognise(&read("form.html", page.as_bytes()).unwrap());
    let report = &recognised.reports[0];
    assert_eq!(
        rows(report),
        ["清淤长度 50 55  60", "农户满意度 90% 95%  30"]
    );
    let level = |row: usize| shown(report.indicators[row].level1.value());
    assert_eq!(level(0), "一、产出指标（60分）");
    assert_eq!(level(1), "二、满意度指标（30分）");
}

/// Without a totals row, the end of a text is no proof that rows are missing.
#[test]
fn a_form_without_a_total_is_whole_where_its_points_say_so() {
    let own_total = HEAD.replace("\n归口", "\n自评总分\t\t97.5\n归口");
    let no_reason = ROWS.replace("\t\n", "\n");
    let report = one(&format!("{own_total}{FUNDS}{}", no_reason.trim_end()));
    assert_eq!(shown(report.total_score.value()), "97.5");
    assert!(!gaps(&report).iter().any(|(what, ..)| *what == "total"));
}

#[test]
fn the_last_cell_of_a_text_that_may_go_on_is_no_value() {
    let no_reason = ROWS.replace("\t\n", "\n");
    let text = format!("{HEAD}{FUNDS}{}", no_reason.trim_end());
    let report = one(&text);
    assert!(report.indicators[1].score.value().is_none());
    assert!(gaps(&report).contains(&("indicator:2/score", "gap-breaks-off", "10")));
    assert!(gaps(&report).contains(&("total", "gap-not-there", "")));
    // A cell that all other rows have is missing: cut.
    let cut = recognised(text.trim_end_matches("10").trim_end());
    assert_eq!((cut.reports.len(), cut.refused.len()), (0, 1));
}

#[test]
fn number_and_unit_below_a_heading_that_is_split() {
    let page = "<table><tr><td>项目名称<td colspan=7>渠道清淤\
                <tr><td rowspan=2>指标名称<td colspan=2>年度指标值<td colspan=2>实际完成值<td rowspan=2>分值\
                <td rowspan=2>得分<td rowspan=2>备注\
                <tr><td>数值<td>单位<td>数值<td>单位\
                <tr><td>清淤长度<td>≥50<td>公里<td>55<td>公里<td>100<td>100<td>\
                <tr><td>总分<td><td><td><td><td>100<td>100<td></table>";
    let recognised = recognise(&read("form.html", page.as_bytes()).unwrap());
    assert_eq!(
        rows(&recognised.reports[0]),
        ["清淤长度 ≥50公里 55公里 100 100"]
    );
}

#[test]
fn an_unknown_label_ends_the_value_in_front_of_it() {
    let head = "项目支出绩效自评表\n项目名称：渠道清淤　　项目编码：5100002\n\
                主管部门：水务局　　实施单位：灌区管理所　　金额单位：元\n";
    let report = one(&format!(
        "{head}{}{ROWS}{TOTAL}",
        FUNDS.replace("(万元)", "")
    ));
    assert_eq!(shown(report.project.value()), "渠道清淤");
    assert_eq!(shown(report.unit.value()), "灌区管理所");
    assert_eq!(report.money_unit.as_str(), "元");
}

#[test]
fn subtotals_and_dots_are_no_rows() {
    let more = "效益指标小计\t\t\t\t\t40\t40\t\n……\t……\t……\t……\t……\t……\t……\t……\n";
    let report = one(&format!("{HEAD}{FUNDS}{ROWS}{more}{TOTAL}"));
    assert_eq!(report.indicators.len(), 2);
    assert!(
        gaps(&report)
            .iter()
            .all(|(what, ..)| !what.starts_with("indicator"))
    );
}

#[test]
fn what_a_bracket_adds_to_a_heading_counts() {
    let rows = ROWS
        .replace("指标目标值", "指标值（目标值）")
        .replace("自评完成值", "指标值（完成值）");
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(
        self::rows(&report),
        ["清淤长度 ≥50公里 55公里 80 80", "农户满意度 ≥90% 95% 10 10"]
    );
}

#[test]
fn an_unknown_heading_is_never_a_name_or_a_narrative() {
    // Behind the second level stands a heading that could be that of the names.
    let report = one(&format!(
        "{HEAD}{FUNDS}{}{TOTAL}",
        ROWS.replace("具体指标", "考察点")
    ));
    assert!(report.indicators.iter().all(|row| row.name.is_absent()));
    assert!(gaps(&report).contains(&("name", "gap-unknown-heading", "考察点")));
    let goals =
        "年度总体目标\t\t预期目标\t\t\t目标落地成效\t\t\n\t\t清淤五十公里。\t\t\t已完成。\t\t\n";
    let report = one(&format!("{HEAD}{FUNDS}{goals}{ROWS}{TOTAL}"));
    assert!(report.goal.is_absent());
    assert!(gaps(&report).contains(&("outcome", "gap-unknown-heading", "目标落地成效")));
}

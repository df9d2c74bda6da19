//! Ways forms are laid out, damaged and transliterated, each as a small form of its own: what is
//! certain is read, what is not stays empty with its reason.

use shenyue::form::{Certainty, FundLine, MoneyUnit, Reading, Report};
use shenyue::ingest::{
    Cell, Grid, PartKind, Recognised, Row, Table, read, recognise as recognise_grid,
};
use smol_str::SmolStr;

const HEAD: &str = "项目支出绩效自评表\n(2023年度)\n项目名称\t\t河堤巡护\n\
                    主管部门\t\t河务局\t\t实施单位\t\t巡护队\n";
const FUNDS: &str = "项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
                     \t年度资金总额\t10\t10\t9\t10\t90%\t9\n";
const ROWS: &str = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因\n\
                    产出指标\t数量指标\t巡护次数\t≥50次\t55次\t80\t80\t\n\
                    满意度指标\t服务对象满意度指标\t居民满意度\t≥90%\t95%\t10\t10\t\n";
const TOTAL: &str = "总分\t\t\t\t\t100\t99\t\n";

fn recognised(text: &str) -> Recognised {
    recognise_grid(&read("form.txt", text.as_bytes()).unwrap())
}

fn one(text: &str) -> Report {
    let mut recognised = recognised(text);
    assert_eq!(recognised.reports.len(), 1, "{recognised:?}");
    recognised.reports.remove(0)
}

fn reasons(report: &Report) -> Vec<(&str, &str)> {
    report
        .gaps
        .iter()
        .map(|gap| (gap.what.as_str(), gap.reason.as_str()))
        .collect()
}

fn amounts(report: &Report) -> [String; 3] {
    let fund = report.total_fund().unwrap();
    [&fund.initial, &fund.annual, &fund.executed]
        .map(|field| field.value().map_or_else(String::new, ToString::to_string))
}

#[test]
fn a_label_with_one_wrong_character_is_read_and_said() {
    let text = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}")
        .replace("项目名称", "项Fl名称")
        .replace("年预算数", "年预匏数");
    let report = one(&text);
    assert_eq!(report.project.value().unwrap(), "河堤巡护");
    assert_eq!(amounts(&report), ["10", "10", "9"]);
    assert_ne!(report.certainty(), Certainty::Complete);
    assert!(
        report
            .repairs
            .iter()
            .any(|repair| repair.found == "项Fl名称" && repair.read_as == "项目名称")
    );
}

#[test]
fn a_heading_of_another_year_is_not_taken_for_a_damaged_one() {
    let funds = "项目资金(万元)\t\t上年预算数\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
                 \t年度资金总额\t8\t10\t12\t9\t10\t75%\t7.5\n";
    let report = one(&format!("{HEAD}{funds}{ROWS}{TOTAL}"));
    assert_eq!(amounts(&report), ["10", "12", "9"]);
    assert_eq!(report.funds[0].line, FundLine::Total);
}

#[test]
fn a_transliterated_form_is_a_form() {
    let text = "項目支出績效自評表\n(2022年度)\n項目名稱\t\t河堤巡護\n主管部門\t\t河務局\t\t實施單位\t\t巡護隊\n\
                項目資金(萬元)\t\t年初預算數\t全年預算數\t全年執行數\t分值\t執行率\t得分\n\
                \t年度資金總額\t10\t10\t9\t10\t90%\t9\n\
                一級指標\t二級指標\t三級指標\t年度指標值\t實際完成值\t分值\t得分\t偏差原因分析\n\
                產出指標\t數量指標\t巡護次數\t≥50次\t55次\t80\t80\t\n\
                滿意度指標\t滿意度\t居民滿意度\t≥90%\t95%\t10\t10\t\n總分\t\t\t\t\t100\t99\t\n";
    let report = one(text);
    assert_eq!(report.project.value().unwrap(), "河堤巡護");
    assert_eq!(report.indicators.len(), 2);
    assert_eq!(
        report.indicators[1].category(),
        shenyue::form::Category::Satisfaction
    );
    assert_eq!(report.money_unit, MoneyUnit::Wan);
    assert_eq!(amounts(&report), ["10", "10", "9"]);
}

#[test]
fn the_unit_of_money_is_read_wherever_it_is_printed() {
    for (label, unit) in [
        ("项目资金（单位：元）", MoneyUnit::Yuan),
        ("项目资金(元)", MoneyUnit::Yuan),
        ("项目资金 （万元）", MoneyUnit::Wan),
        ("预算执行情况(万元)(10分)", MoneyUnit::Wan),
    ] {
        let text = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}").replace("项目资金(万元)", label);
        let report = one(&text);
        assert_eq!(report.money_unit, unit, "{label}");
        assert_eq!(report.certainty(), Certainty::Partial, "goals are missing");
        assert!(report.repairs.is_empty(), "{label}");
    }
    let in_the_row = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}")
        .replace("(万元)", "")
        .replace("年度资金总额", "年度资金总额（元）");
    assert_eq!(one(&in_the_row).money_unit, MoneyUnit::Yuan);
}

#[test]
fn amounts_in_another_unit_than_the_form_says_are_not_certain() {
    let other = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}").replace("\t9\t10\t90%", "\t90000元\t10\t90%");
    let report = one(&other);
    assert_eq!(amounts(&report), ["10", "10", ""]);
    assert!(reasons(&report).contains(&("fund:total/executed", "gap-money-unit")));
    let thousands = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}").replace("(万元)", "(千元)");
    assert_eq!(amounts(&one(&thousands)), ["", "", ""]);
}

#[test]
fn headings_of_the_funds_in_two_rows() {
    let funds = "项目资金(万元)\t\t预算数\t\t执行数\t分值\t执行率\t得分\n\
                 \t\t年初预算数\t全年预算数\t全年执行数\t\t\t\n\
                 \t年度资金总额\t10\t12\t9\t10\t75%\t7.5\n";
    let report = one(&format!("{HEAD}{funds}{ROWS}{TOTAL}"));
    assert_eq!(amounts(&report), ["10", "12", "9"]);
    assert_eq!(
        report.funds[0].score.value().map(ToString::to_string),
        Some("7.5".to_owned())
    );
}

#[test]
fn several_labels_in_one_cell() {
    let head =
        "项目支出绩效自评表\n(2023年度)\n项目名称：河堤巡护  主管部门：河务局  实施单位：巡护队\n";
    let report = one(&format!("{head}{FUNDS}{ROWS}{TOTAL}"));
    let values = [&report.project, &report.department, &report.unit];
    assert_eq!(
        values.map(|field| field.value().map(SmolStr::as_str)),
        [Some("河堤巡护"), Some("河务局"), Some("巡护队")]
    );
}

#[test]
fn a_total_in_one_cell_with_its_label() {
    let report = one(&format!("{HEAD}{FUNDS}{ROWS}总分：96分\n"));
    assert_eq!(report.total_score.value().unwrap().to_string(), "96");
}

#[test]
fn a_sign_without_its_number_is_no_text() {
    let report = one(&format!("{HEAD}{FUNDS}{ROWS}{TOTAL}").replace("≥50次", "≥次"));
    assert_eq!(report.indicators[0].target.reading, Reading::Unreadable);
    assert!(reasons(&report).contains(&("indicator:1/target", "gap-number-lost")));
}

#[test]
fn remarks_are_reasons_where_no_column_asks_for_them() {
    let rows = ROWS
        .replace("\t原因\n", "\t备注\n")
        .replace("\t80\t80\t\n", "\t80\t70\t汛期停巡\n");
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(report.indicators[0].reason.value().unwrap(), "汛期停巡");
    let both = rows
        .replace("\t备注\n", "\t原因\t备注\n")
        .replace("\t汛期停巡", "\t\t汛期停巡");
    let report = one(&format!("{HEAD}{FUNDS}{both}{TOTAL}"));
    assert!(report.indicators[0].reason.is_blank());
}

#[test]
fn forms_of_a_department_and_lists_are_kept_apart() {
    let department = "(2023年度)\n部门名称\t\t河务局\n部门整体支出\t\t年初预算数\t全年预算数\t全年执行数\n\
                      \t年度资金总额\t10\t10\t9\n";
    let recognised_one = recognised(&format!("{department}{ROWS}{TOTAL}"));
    assert_eq!(recognised_one.reports, []);
    assert_eq!(recognised_one.refused, []);
    assert_eq!(recognised_one.skipped[0].reason, "skip-whole-department");
    let list = "项目支出绩效自评情况汇总表\n序号\t项目名称\t全年预算数\t全年执行数\t得分\n1\t河堤巡护\t10\t9\t99\n\n";
    let both = recognised(&format!("{list}{HEAD}{FUNDS}{ROWS}{TOTAL}"));
    assert_eq!((both.reports.len(), both.refused.len()), (1, 0));
    assert_eq!(both.skipped[0].reason, "skip-other-form");
}

/// The rows of a page as cells in columns.
fn page(part: u32, rows: &[&str]) -> Vec<Row> {
    let row = |(number, text): (u32, &&str)| Row {
        part,
        number,
        cells: (1..)
            .zip(text.split('\t'))
            .map(|(column, text)| Cell::new(column, text))
            .collect(),
        raw: String::new(),
    };
    (1..).zip(rows).map(row).collect()
}

#[test]
fn a_row_cut_by_the_end_of_a_page_is_joined() {
    let text = format!("{HEAD}{FUNDS}{ROWS}");
    let first: Vec<&str> = text.lines().collect();
    let mut rows = page(1, &first);
    rows.extend(page(
        2,
        &["\t\t调查表\t\t\t\t\t", TOTAL.trim_end_matches('\n')],
    ));
    let grid = Grid {
        parts: PartKind::Page,
        tables: vec![Table { part: 1, rows }],
        ..Grid::default()
    };
    let report = &recognise_grid(&grid).reports[0];
    assert_eq!(report.indicators.len(), 2);
    assert_eq!(
        report.indicators[1].name.value().unwrap(),
        "居民满意度调查表"
    );
    assert_eq!(report.repairs[0].kind, "repair-cut-cell");
}

#[test]
fn one_score_for_two_rows_is_the_score_of_neither() {
    let cells = |rows: &str| {
        format!(
            "<table><tr><td>项目名称<td colspan=7>河堤巡护</tr>\
             <tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分<td>原因</tr>\
             {rows}<tr><td colspan=5>总分<td>100<td>90<td></tr></table>"
        )
    };
    let html = cells(
        "<tr><td rowspan=2>产出指标<td rowspan=2>数量指标<td>甲<td>≥5次<td>5次<td>20<td rowspan=2>40<td rowspan=2>同因</tr>\
         <tr><td>乙<td>≥6次<td>6次<td>20</tr>",
    );
    let report = &recognise_grid(&read("a.html", html.as_bytes()).unwrap()).reports[0];
    for (number, row) in (1..).zip(&report.indicators) {
        assert_eq!(row.score.reading, Reading::Unreadable);
        assert_eq!(row.reason.value().unwrap(), "同因");
        let what = format!("indicator:{number}/score");
        assert!(reasons(report).contains(&(what.as_str(), "gap-shared-score")));
    }
}

#[test]
fn what_a_reader_remarks_is_part_of_how_sure_a_form_is() {
    let mut bytes =
        format!("{HEAD}{FUNDS}年度总体目标\t预期目标\t\t\t实际完成情况\n\t巡护\t\t\t完成\n{ROWS}")
            .into_bytes();
    bytes.extend_from_slice(TOTAL.as_bytes());
    let whole = recognise_grid(&read("a.txt", &bytes).unwrap());
    assert_eq!(whole.reports[0].certainty(), Certainty::Complete);
    let mut bytes = String::from_utf8(bytes)
        .unwrap()
        .replace("河堤巡护", "河堤巡护\u{1}")
        .into_bytes();
    let at = bytes.iter().position(|byte| *byte == 1).unwrap();
    bytes[at] = 0xff;
    let damaged = recognise_grid(&read("a.txt", &bytes).unwrap());
    let report = &damaged.reports[0];
    assert!(
        report
            .repairs
            .iter()
            .any(|repair| repair.kind == "remark-replaced-bytes")
    );
    assert_eq!(report.certainty(), Certainty::Partial);
}

#[test]
fn points_of_a_level_are_not_those_of_its_rows() {
    let rows = "一级指标\t分值\t二级指标\t分值\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因\n\
                产出指标\t80\t数量指标\t80\t巡护次数\t≥50次\t55次\t30\t30\t\n\
                \t\t\t\t巡护里程\t≥9公里\t9公里\t50\t50\t\n\
                满意度指标\t10\t满意度\t10\t居民满意度\t≥90%\t95%\t10\t10\t\n";
    let report = one(&format!("{HEAD}{FUNDS}{rows}"));
    let weights = report
        .indicators
        .iter()
        .map(|row| row.weight.printed.as_str());
    assert_eq!(weights.collect::<Vec<_>>(), ["30", "50", "10"]);
}

#[test]
fn below_a_heading_that_cannot_be_read_nothing_is_certain() {
    let text = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}")
        .replace("三级指标", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    let recognised = recognised(&text);
    assert_eq!(recognised.reports, []);
    assert_eq!(recognised.refused[0].reason, "refuse-lost-heading");
}

#[test]
fn forms_side_by_side_are_two() {
    let left = format!("{HEAD}{FUNDS}{ROWS}{TOTAL}");
    let right = left.replace("河堤巡护", "路灯维护").replace("55次", "60次");
    let wide = |text: &str| {
        let mut cells: Vec<String> = text.split('\t').map(str::to_owned).collect();
        cells.resize(9, String::new());
        cells.join("\t")
    };
    // The right one has a row more in front.
    let mut lines: Vec<String> = vec![format!("{}附件", wide(""))];
    for (left, right) in left.lines().zip(right.lines()) {
        lines.push(format!("{}{right}", wide(left)));
    }
    let recognised = recognised(&lines.join("\n"));
    assert_eq!(recognised.reports.len(), 2, "{recognised:?}");
    for (report, (project, actual)) in recognised
        .reports
        .iter()
        .zip([("河堤巡护", "55次"), ("路灯维护", "60次")])
    {
        assert_eq!(report.project.value().unwrap(), project);
        assert_eq!(report.indicators[0].actual.printed, actual);
        assert_eq!(report.total_score.value().unwrap().to_string(), "99");
    }
    // Where it stands is told by the columns of the sheet.
    assert_eq!(recognised.reports[1].project.origin.column, 11);
}

#[test]
fn a_mark_where_points_should_be_costs_that_score_alone() {
    for mark in ["优", "A", "#REF!", "\u{fffd}"] {
        let rows = ROWS.replace("80\t80\t", &format!("80\t{mark}\t"));
        let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
        let row = &report.indicators[0];
        assert_eq!(row.score.reading, Reading::Unreadable, "{mark}");
        assert_eq!(row.score.printed, mark);
        assert_eq!(row.weight.value().unwrap().to_string(), "80");
        assert_eq!(row.name.value().unwrap(), "巡护次数");
        let said = reasons(&report);
        assert!(
            said.iter().any(|gap| gap.0 == "indicator:1/score"),
            "{said:?}"
        );
    }
}

#[test]
fn an_error_of_the_spreadsheet_is_no_actual() {
    let rows = ROWS.replace("55次", "#DIV/0!");
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(report.indicators[0].actual.reading, Reading::Unreadable);
    assert!(reasons(&report).contains(&("indicator:1/actual", "gap-cell-error")));
}

#[test]
fn a_form_over_two_sheets_is_one() {
    let sheet = |part, text: &str| Table {
        part,
        rows: page(part, &text.lines().collect::<Vec<_>>()),
    };
    let rest = format!("{ROWS}{TOTAL}");
    let grid = |tables: Vec<Table>| Grid {
        parts: PartKind::Sheet,
        tables,
        ..Grid::default()
    };
    let mut read = recognise_grid(&grid(vec![
        sheet(1, &format!("{HEAD}{FUNDS}")),
        sheet(2, &rest),
    ]));
    assert_eq!((read.reports.len(), read.refused.len()), (1, 0));
    let report = read.reports.remove(0);
    assert_eq!(report.indicators.len(), 2);
    assert_eq!(report.indicators[0].name.origin.part, 2);
    assert_eq!(report.total_score.value().unwrap().to_string(), "99");
    // Behind a form that has its indicators it is the rest of nobody knows what.
    let read = recognise_grid(&grid(vec![
        sheet(1, &format!("{HEAD}{FUNDS}{ROWS}{TOTAL}")),
        sheet(2, &rest),
    ]));
    assert_eq!((read.reports.len(), read.refused.len()), (1, 1));
}

#[test]
fn headings_of_markdown_are_read_without_their_marks() {
    let table: String = format!("{FUNDS}{ROWS}{TOTAL}")
        .lines()
        .map(|line| format!("| {} |\n", line.replace('\t', " | ")))
        .collect();
    let report = one(&format!(
        "## 项目支出绩效自评表\n### （2023年度）\n\n| 项目名称 | | 河堤巡护 |\n|---|---|---|\n{table}"
    ));
    assert_eq!(report.year.value(), Some(&2023));
    assert_eq!(report.indicators.len(), 2);
}

#[test]
fn a_total_that_is_no_figure_is_not_blank() {
    let report = one(&format!(
        "{HEAD}{FUNDS}{ROWS}{}",
        TOTAL.replace("100\t99", "#REF!\t\u{fffd}")
    ));
    assert_eq!(report.total_weight.reading, Reading::Unreadable);
    assert_eq!(report.total_score.reading, Reading::Unreadable);
}

/// Money of a transfer, with the labels in front of the headings.
const TRANSFER: &str = "项目资金(万元)\t\t全年预算数(A)\t全年执行数(B)\t预算执行率(B/A)\n\
                        \t年度资金总额：\t20万\t18万元\t90%\n\
                        \t其中：中央补助\t12万\t10万\t83.33%\n";

#[test]
fn an_amount_may_carry_its_ten_thousands() {
    let report = one(&format!("{HEAD}{TRANSFER}{ROWS}{TOTAL}"));
    assert_eq!(amounts(&report), ["", "20", "18"]);
    assert!(report.gaps.iter().all(|gap| !gap.what.starts_with("fund")));
}

#[test]
fn a_label_under_the_heading_of_an_amount_leaves_no_amount() {
    // The cell in front of the headings was lost: all cells stand one too far to the right.
    let lost = "全年预算数(A) | 全年执行数(B) | 预算执行率(B/A) | |\n\
                年度资金总额： | 20 | 18 | 90% |\n其中：中央补助 | 12 | 10 | 83.33% |\n";
    let report = one(&format!("{HEAD}{lost}{ROWS}{TOTAL}").replace('\t', " | "));
    assert!(
        report
            .funds
            .iter()
            .all(|fund| fund.executed.value().is_none())
    );
    assert!(reasons(&report).contains(&("funds", "gap-row-misaligned")));
}

#[test]
fn a_label_parted_from_its_amounts_is_no_line_of_blanks() {
    let parted = "项目资金(万元)\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
                  年度资金总额\n\t10\t10\t9\t10\t90%\t9\n";
    let report = one(&format!("{HEAD}{parted}{ROWS}{TOTAL}"));
    assert_eq!(amounts(&report), ["10", "10", "9"]);
    assert_eq!(report.funds.len(), 1);
    assert_eq!(report.funds[0].label, "年度资金总额");
}

#[test]
fn a_row_below_the_money_scores_the_execution_where_it_can_be_told() {
    let own = |label: &str, weight: &str, score: &str| {
        let funds = format!(
            "项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t{weight}执行率\n\
             \t年度资金总额\t10\t10\t9\t{}90%\n\t{label}\t{score}\n",
            if weight.is_empty() { "" } else { "10\t" }
        );
        one(&format!("{HEAD}{funds}{ROWS}"))
    };
    let shown = |report: &Report| {
        let fund = report.total_fund().unwrap();
        [&fund.weight, &fund.score, &report.total_score]
            .map(|field| field.value().map_or_else(String::new, ToString::to_string))
    };
    assert_eq!(shown(&own("自评得分", "分值\t", "9")), ["10", "9", ""]);
    assert_eq!(shown(&own("自评得分(10分)", "", "9")), ["10", "9", ""]);
    // More than there is for spending: the score of the form.
    assert_eq!(shown(&own("自评得分", "分值\t", "99")), ["10", "", "99"]);
    assert_eq!(shown(&own("自评得分", "", "99")), ["", "", "99"]);
    let doubtful = own("自评得分", "", "9");
    assert_eq!(shown(&doubtful), ["", "", ""]);
    assert!(reasons(&doubtful).contains(&("fund:total", "gap-own-score")));
}

#[test]
fn the_department_of_the_place_counts_before_that_of_the_centre() {
    let head = "绩效目标自评表\n(2023年度)\n转移支付(项目)名称\t\t桥涵加固\n\
                中央主管部门\t\t桥梁总署\n地方主管部门\t\t白鹭县交通局\t\t资金使用单位\t\t养护站\n";
    let report = one(&format!("{head}{TRANSFER}{ROWS}"));
    assert_eq!(report.department.value().unwrap(), "白鹭县交通局");
    assert_eq!(report.unit.value().unwrap(), "养护站");
    let sealed = one(&format!("承担单位：(盖章)\n{HEAD}{FUNDS}{ROWS}").replace("\t\t巡护队", ""));
    assert_eq!(sealed.unit.value(), None);
}

#[test]
fn of_two_goals_the_adjusted_counts_where_there_is_one() {
    let goals = |adjusted: &str| {
        let text = format!(
            "年初绩效目标\t\t\t全年(调整)绩效目标\t\t全年目标实际完成情况\t\t\n\
             清淤六公里。\t\t\t{adjusted}\t\t清淤五公里。\t\t\n"
        );
        let report = one(&format!("{HEAD}{FUNDS}{text}{ROWS}{TOTAL}"));
        assert_eq!(report.outcome.value().unwrap(), "清淤五公里。");
        assert_eq!(report.certainty(), Certainty::Complete);
        report.goal.value().unwrap().to_string()
    };
    assert_eq!(goals("清淤五公里半。"), "清淤五公里半。");
    assert_eq!(goals(""), "清淤六公里。");
}

#[test]
fn a_numbered_row_of_strokes_holds_no_indicator() {
    let filler = "\t\t指标1：/\t\t\t/\t/\t\n";
    let rows = ROWS.replace("满意度指标\t服", &format!("{filler}满意度指标\t服"));
    let report = one(&format!("{HEAD}{FUNDS}{rows}{TOTAL}"));
    assert_eq!(report.indicators.len(), 2);
    assert_eq!(amounts(&report), ["10", "10", "9"]);
}

#[test]
fn an_outcome_left_blank_above_the_indicators_is_blank_and_not_lacking() {
    let goals = "年度总体目标\t\t预期目标\t\t\t实际完成情况\t\t\n\t\t清淤六公里。\t\t\t\t\t\n";
    let report = one(&format!("{HEAD}{FUNDS}{goals}{ROWS}{TOTAL}"));
    assert_eq!(report.goal.value().unwrap(), "清淤六公里。");
    assert_eq!(report.outcome.reading, Reading::Blank);
    assert_eq!(report.certainty(), Certainty::Complete);
}

#[test]
fn goal_and_outcome_may_stand_side_by_side_without_headings() {
    let beside = |outcome: &str| {
        let goals =
            format!("年度总体目标\t全年巡护河堤五十次以上，汛期每日一次，不留空白。\t{outcome}\n");
        one(&format!("{HEAD}{FUNDS}{goals}{ROWS}{TOTAL}"))
    };
    let told = beside("全年巡护河堤五十五次，汛期每日一次，无一处空白。");
    assert!(told.goal.value().unwrap().starts_with("全年巡护河堤五十次"));
    assert!(
        told.outcome
            .value()
            .unwrap()
            .starts_with("全年巡护河堤五十五次")
    );
    assert_eq!(beside("见附件").outcome.value(), None);
}

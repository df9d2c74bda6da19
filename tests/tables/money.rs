//! Tables of money: two budgets, lists of spending, amounts in the cells of their labels.

use shenyue::ingest::{read, recognise};

use crate::forms::{FUNDS, HEAD, TOTAL, form, funds, rows, shown};

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

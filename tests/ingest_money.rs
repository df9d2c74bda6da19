//! Which unit the amounts of a form are in: read wherever a form prints it, and where it is not
//! certain no amount is.

use shenyue::form::{MoneyUnit, Report};
use shenyue::ingest::{read, recognise};

const HEAD: &str = "项目支出绩效自评表\n(2023年度)\n项目名称\t\t河堤巡护\n\
                    主管部门\t\t河务局\t\t实施单位\t\t巡护队\n";
const FUNDS: &str = "项目资金\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
                     \t年度资金总额\t10\t10\t9\t10\t90%\t9\n\
                     \t其中：财政拨款\t10\t10\t9\t—\t90%\t—\n";
const ROWS: &str = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因\n\
                    产出指标\t数量指标\t巡护次数\t≥50次\t55次\t80\t80\t\n\
                    满意度指标\t服务对象满意度指标\t居民满意度\t≥90%\t95%\t10\t10\t\n\
                    总分\t\t\t\t\t100\t99\t\n";

fn all(text: &str) -> Vec<Report> {
    recognise(&read("form.txt", text.as_bytes()).unwrap()).reports
}

fn one(text: &str) -> Report {
    let mut reports = all(text);
    assert_eq!(reports.len(), 1, "{reports:?}");
    reports.remove(0)
}

/// The unit, where it is printed; `None` where no amount is certain for want of it.
fn unit(report: &Report) -> Option<MoneyUnit> {
    let said = report
        .gaps
        .iter()
        .any(|gap| gap.reason.starts_with("gap-money-unit"));
    let amounts = report
        .funds
        .iter()
        .filter(|fund| fund.annual.value().is_some());
    let read = amounts.count();
    assert_eq!(said, read < report.funds.len(), "{:?}", report.gaps);
    assert!(report.repairs.is_empty(), "{:?}", report.repairs);
    // What is shown above the amounts.
    assert_eq!(report.certain_money_unit().is_some(), read > 0 || !said);
    (read > 0).then_some(report.money_unit)
}

const YUAN: Option<MoneyUnit> = Some(MoneyUnit::Yuan);
const WAN: Option<MoneyUnit> = Some(MoneyUnit::Wan);

#[test]
fn labels_of_the_money_say_its_unit() {
    for (label, expected) in [
        ("项目资金（元）", YUAN),
        ("\"项\n目\n资\n金\n︵\n元\n︶\"", YUAN),
        ("\"项目资金\n单\n位\n：\n元\"", YUAN),
        ("项目资金〔元〕", YUAN),
        ("项目资金【元】", YUAN),
        ("项目资金（单位∶元）", YUAN),
        ("项目资金（单位：人民币元）", YUAN),
        ("项目资金（元、%）", YUAN),
        ("项目资金/元", YUAN),
        ("资金（元）", YUAN),
        ("专项经费（元）", YUAN),
        ("项目资金（万）", WAN),
        ("项目资金（万美元）", None),
        ("项目资金（美元）", None),
        ("项目资金（千元）", None),
        ("项目资金（元/万元）", None),
        ("项目资金（☑元 □万元）", None),
        ("项目资金（\u{fffd}元）", None),
        ("项目资金（\u{fffd}", None),
    ] {
        let text = format!("{HEAD}{FUNDS}{ROWS}").replace("项目资金", label);
        assert_eq!(unit(&one(&text)), expected, "{label}");
    }
}

#[test]
fn captions_say_the_unit() {
    for (caption, expected) in [
        ("单位：元\n", YUAN),
        ("单位（元）\n", YUAN),
        ("金额单位：人民币元\n", YUAN),
        ("单位：元（人民币）\n", YUAN),
        ("单位：元、%\n", YUAN),
        ("单\u{3000}位：元\n", YUAN),
        ("单位：\t元\n", YUAN),
        ("填报单位：河务局\t\t\t\t单位：元\n", YUAN),
        ("填报单位：河务局    币种：人民币    单位：元\n", YUAN),
        ("（元）\n", YUAN),
        ("单位为元\n", YUAN),
        ("金额以元为单位\n", YUAN),
        ("单位：元\n单位：元\n", YUAN),
        ("单位：元\n单位：万元\n", None),
        ("单位：美元\n", None),
    ] {
        for place in ["项目支出", "项目名称", "项目资金"] {
            let text = format!("{HEAD}{FUNDS}{ROWS}");
            let text = text.replacen(place, &format!("{caption}{place}"), 1);
            assert_eq!(unit(&one(&text)), expected, "{caption} in front of {place}");
        }
    }
    for (title, expected) in [
        ("项目支出绩效自评表（单位：元）", YUAN),
        ("项目支出绩效自评表（元）", YUAN),
        ("项目支出绩效自评表\t\t\t单位：元", YUAN),
    ] {
        let text = format!("{HEAD}{FUNDS}{ROWS}").replace("项目支出绩效自评表", title);
        assert_eq!(unit(&one(&text)), expected, "{title}");
    }
}

#[test]
fn names_and_narratives_say_no_unit() {
    let text = format!("{HEAD}{FUNDS}{ROWS}").replace("项目资金", "项目资金（万元）");
    for (printed, other) in [
        ("河堤巡护", "状元（公元）"),
        ("河务局", "金元"),
        ("主管部门\t\t河务局", "主管单位：金元"),
        ("巡护队", "单元（一元）"),
    ] {
        assert_eq!(
            unit(&one(&text.replacen(printed, other, 1))),
            WAN,
            "{other}"
        );
    }
    let goals = "目标\t预期目标\t实际完成情况\n\t投入资金（元）\t已投入资金（元）\n";
    let goals = text.replace("一级指标", &format!("{goals}一级指标"));
    assert_eq!(unit(&one(&goals)), WAN);
}

#[test]
fn a_unit_of_one_row_is_that_of_the_row() {
    let text = format!("{HEAD}{FUNDS}{ROWS}");
    let total = one(&text.replace("年度资金总额", "年度资金总额（元）"));
    assert_eq!(unit(&total), YUAN);
    // The part says 元, the form nothing: the total could be in 元 or in 万元.
    let part = one(&text.replace("财政拨款", "财政拨款（元）"));
    assert!(part.funds[0].annual.value().is_none());
    assert!(part.funds[1].annual.value().is_some());
    assert_eq!(part.money_unit, MoneyUnit::Yuan);
    let other = text.replace("项目资金", "项目资金（万元）");
    let other = one(&other.replace("财政拨款", "财政拨款（元）"));
    assert!(other.funds[0].annual.value().is_some());
    assert!(other.funds[1].annual.value().is_none());
    assert_eq!(other.money_unit, MoneyUnit::Wan);
}

#[test]
fn what_stands_below_the_table_may_say_the_unit() {
    let form = format!("{HEAD}{FUNDS}{ROWS}");
    for (below, expected) in [
        ("注：本表金额单位为元。\n", YUAN),
        ("说明：1.金额以元为单位；2.其他\n", YUAN),
        // It may be the caption of what follows.
        ("单位：元\n", None),
    ] {
        assert_eq!(unit(&one(&format!("{form}{below}"))), expected, "{below}");
    }
    let printed = form.replace("项目资金", "项目资金（万元）");
    assert_eq!(unit(&one(&format!("{printed}单位：元\n"))), WAN);
    assert_eq!(
        unit(&one(&format!("{printed}注：本表金额单位为元。\n"))),
        None
    );
}

#[test]
fn each_form_of_a_file_has_its_own_unit() {
    let form = |label: &str| format!("{HEAD}{FUNDS}{ROWS}").replace("项目资金", label);
    let both = all(&format!(
        "{}{}",
        form("项目资金（元）"),
        form("项目资金（万元）")
    ));
    assert_eq!(both.iter().map(unit).collect::<Vec<_>>(), [YUAN, WAN]);
    // Where other forms of the file count in 元, the norm is no better than a guess.
    let both = all(&format!("{}{}", form("项目资金（元）"), form("项目资金")));
    assert_eq!(both.iter().map(unit).collect::<Vec<_>>(), [YUAN, None]);
    let caption = all(&format!(
        "{}单位：元\n{}",
        form("项目资金（万元）"),
        form("项目资金")
    ));
    assert_eq!(caption.iter().map(unit).collect::<Vec<_>>(), [WAN, YUAN]);
}

#[test]
fn the_norm_counts_only_where_nothing_speaks_against_it() {
    let form = format!("{HEAD}{FUNDS}{ROWS}");
    let norm = one(&form);
    assert_eq!(norm.money_unit, MoneyUnit::Wan);
    assert!(
        norm.repairs
            .iter()
            .any(|repair| repair.kind == "repair-money-unit")
    );
    // 48 thousand million yuan are no project's.
    let large = form.replace("\t10\t10\t9\t", "\t4842000.00\t4842000.00\t4357800.00\t");
    assert_eq!(unit(&one(&large)), None);
}

#[test]
fn year_and_unit_may_stand_in_one_line() {
    for (line, expected) in [
        ("2022年度 单位：元", YUAN),
        ("（2022年度）　　金额单位：元", YUAN),
        ("（2022年度）单位：万元", WAN),
        ("2022年度单位：元", YUAN),
        ("填报日期：2023年3月5日 （2022年度） 单位：元", YUAN),
        ("金额单位：万元 2022年", WAN),
        ("（2022年度） 金额：元", YUAN),
    ] {
        let report = one(&format!("{HEAD}{FUNDS}{ROWS}").replace("(2023年度)", line));
        assert_eq!(report.year.value(), Some(&2022), "{line}");
        assert_eq!(unit(&report), expected, "{line}");
    }
    let title = "项目支出绩效自评表 2022年度 单位：元\n";
    let report = one(&format!(
        "{title}{}{FUNDS}{ROWS}",
        HEAD.split_once(")\n").unwrap().1
    ));
    assert_eq!(report.year.value(), Some(&2022));
    assert_eq!(unit(&report), YUAN);
}

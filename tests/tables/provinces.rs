//! Whole forms as bureaus lay them out, in every format: nothing of them is lost or taken for another thing.

use shenyue::form::{Indicator, Report};
use shenyue::ingest::{read, recognise};

use crate::files::{csv, docx, flat, html, markdown, table, xlsx};
use crate::forms::shown;

/// The forms of a table, which all formats tell alike.
fn forms(rows: &[&str]) -> Vec<Report> {
    let table = table(rows);
    let told = |name: &str, bytes: &[u8]| recognise(&read(name, bytes).unwrap()).reports;
    let forms = told("form.xlsx", &xlsx(&[("自评表", &table)]));
    let summary = |forms: &[Report]| forms.iter().map(lines).collect::<Vec<_>>();
    for (name, bytes) in [
        ("form.html", html(&table)),
        ("form.xls", html(&table)),
        ("form.csv", csv(&flat(&table))),
        ("form.md", markdown(&flat(&table))),
        ("form.docx", docx(&table)),
    ] {
        assert_eq!(summary(&told(name, &bytes)), summary(&forms), "{name}");
    }
    forms
}

/// Every value of a form, a line each.
fn lines(report: &Report) -> Vec<String> {
    let mut lines = vec![
        [
            shown(&report.project),
            shown(&report.department),
            shown(&report.unit),
            report.money_unit.as_str().to_owned(),
        ]
        .join(" | "),
        [shown(&report.goal), shown(&report.outcome)].join(" | "),
    ];
    for fund in &report.funds {
        let amounts = [&fund.initial, &fund.annual, &fund.executed, &fund.rate];
        let points = [&fund.weight, &fund.score];
        let values: Vec<String> = amounts.into_iter().chain(points).map(shown).collect();
        lines.push(format!("{} {}", fund.line.name(), values.join(" ")));
    }
    lines.extend(report.indicators.iter().map(row));
    lines.push([shown(&report.total_weight), shown(&report.total_score)].join(" "));
    lines.extend(
        report
            .gaps
            .iter()
            .map(|gap| format!("{} {}", gap.what, gap.reason)),
    );
    lines
}

fn row(row: &Indicator) -> String {
    let measure = |field: &shenyue::form::Field<shenyue::form::Measure>| match field.value() {
        Some(shenyue::form::Measure::Quantity(quantity)) => quantity.to_string(),
        Some(shenyue::form::Measure::Words(words)) => words.to_string(),
        None => format!("{:?}", field.reading),
    };
    [
        shown(&row.level1),
        shown(&row.level2),
        shown(&row.name),
        measure(&row.target),
        measure(&row.actual),
        shown(&row.weight),
        shown(&row.score),
        shown(&row.reason),
    ]
    .join(" | ")
}

const NUMBERED: [&str; 25] = [
    "2023年度项目支出绩效自评价表{8}",
    "填报单位：金湖县水务局{4}|填报日期：２０２４年３月１５日{4}",
    "项目名称|农村河道疏浚整治{3}|项目编码|JS2023-018{3}",
    "主管部门|金湖县水务局{3}|实施单位|金湖县河道管理所{3}",
    "项目资金\\n（万元）{1,4}||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率\\n（B/A）|得分",
    "年度资金总额|３２０．００|３５０．５０|３４８．２０|10|９９．３４％|9.93",
    "其中：财政拨款|320.00|350.50|348.20|-|99.34%|-",
    "其他资金|0|0|0|-|-|-",
    "年度总体目标{1,2}|预期目标{3}|实际完成情况{4}",
    "疏浚河道１２条。{3}|疏浚河道12条。{4}",
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因及改进措施",
    "产出指标\\n（50分）{1,4}|数量指标{1,2}|1.疏浚河道条数|≥１２条|12条|10|10|",
    "2.清淤土方量|≥45万方|46.2万方|15|15|",
    "质量指标|3.工程验收\\n合格率|＝100％|100％|15|15|",
    "时效指标|4.完工时间|2023年11月底前|2023年11月20日|10|10|",
    "产出指标小计{5}|50|50|",
    "注：以上产出数据以监理月报为准。{8}",
    "效益指标\\n（30分）{1,2}|社会效益指标|5.受益人口|≥3.6万人|3.6万人|15|15|",
    "生态效益指标|6.水质达标率|≥95%|93%|15|14.5|汛期面源污染",
    "效益指标小计{5}|30|29.5|",
    "备注：满意度由第三方调查。{8}",
    "满意度指标\\n（10分）|服务对象满意度|7.沿河群众满意度|≥90%|九成五|10|10|",
    "满意度指标小计{5}|10|10|",
    "总分{5}|100|99.43|",
    "注：执行率得分按执行率乘以分值计算。{8}",
];

#[test]
fn notes_and_subtotals_stand_between_the_rows() {
    let forms = forms(&NUMBERED);
    assert_eq!(
        lines(&forms[0]),
        [
            "农村河道疏浚整治 | 金湖县水务局 | 金湖县河道管理所 | 万元",
            "疏浚河道１２条。 | 疏浚河道12条。",
            "total 320.00 350.50 348.20 99.34 10 9.93",
            "appropriation 320.00 350.50 348.20 99.34 Blank Blank",
            "other 0 0 0 Blank Blank Blank",
            "产出指标（50分） | 数量指标 | 1.疏浚河道条数 | ≥12(条) | 12(条) | 10 | 10 | Blank",
            "产出指标（50分） | 数量指标 | 2.清淤土方量 | ≥45(万方) | 46.2(万方) | 15 | 15 | Blank",
            "产出指标（50分） | 质量指标 | 3.工程验收合格率 | =100% | 100% | 15 | 15 | Blank",
            "产出指标（50分） | 时效指标 | 4.完工时间 | 2023年11月底前 | 2023年11月20日 | 10 | 10 | Blank",
            "效益指标（30分） | 社会效益指标 | 5.受益人口 | ≥3.6(万人) | 3.6(万人) | 15 | 15 | Blank",
            "效益指标（30分） | 生态效益指标 | 6.水质达标率 | ≥95% | 93% | 15 | 14.5 | 汛期面源污染",
            "满意度指标（10分） | 服务对象满意度 | 7.沿河群众满意度 | ≥90% | 95% | 10 | 10 | Blank",
            "100 99.43",
        ]
    );
}

#[test]
fn what_each_class_adds_up_to_is_not_the_end() {
    let rows: Vec<&str> = NUMBERED
        .iter()
        .map(|row| match *row {
            "产出指标小计{5}|50|50|" => "合计{5}|50|50|",
            "效益指标小计{5}|30|29.5|" => "小计{5}|30|29.5|",
            row => row,
        })
        .collect();
    assert_eq!(lines(&forms(&rows)[0]), lines(&forms(&NUMBERED)[0]));
}

const BANDS: [&str; 18] = [
    "2023年度项目绩效自评情况表{8}",
    "项目名称：中小学生视力筛查{8}",
    "主管部门：海城市教育局{4}|实施单位：海城市保健所{4}",
    "项目资金（万元）|预算数（A）|执行数（B）|执行率（B/A）|分值|得分{3}",
    "年度资金总额|48.6|45.2|93.00%|10|9.3{3}",
    "总体目标{1,2}|年初设定目标{3}|全年完成情况{4}",
    "为学生筛查视力两次。{3}|建立视力档案。{4}",
    "指标|三级指标|指标值|完成值|分值|得分|未完成原因{2}",
    "一、产出指标（50分）{8}",
    "数量指标|筛查学生人数|≥3.2万人|3.18万人|20|19.9|部分学生请假{2}",
    "数量指标|每生筛查次数|=2次|2次|10|10|{2}",
    "质量指标|档案建立率|100.00%|100.00%|20|20|{2}",
    "二、效益指标（30分）{8}",
    "社会效益指标|近视早发现率|提高|提高|30|28|缺乏对比数据{2}",
    "三、满意度指标（10分）{8}",
    "满意度|家长满意度|≥90%|95.5%|10|10|{2}",
    "自评得分合计{4}|100|97.2|{2}",
    "自评等级|优{7}",
];

#[test]
fn classes_in_a_column_that_is_headed_by_no_more_than_the_word_indicator() {
    assert_eq!(
        lines(&forms(&BANDS)[0]),
        [
            "中小学生视力筛查 | 海城市教育局 | 海城市保健所 | 万元",
            "为学生筛查视力两次。 | 建立视力档案。",
            "total Absent 48.6 45.2 93.00 10 9.3",
            "一、产出指标（50分） | 数量指标 | 筛查学生人数 | ≥3.2(万人) | 3.18(万人) | 20 | 19.9 | 部分学生请假",
            "一、产出指标（50分） | 数量指标 | 每生筛查次数 | =2(次) | 2(次) | 10 | 10 | Blank",
            "一、产出指标（50分） | 质量指标 | 档案建立率 | 100.00% | 100.00% | 20 | 20 | Blank",
            "二、效益指标（30分） | 社会效益指标 | 近视早发现率 | 提高 | 提高 | 30 | 28 | 缺乏对比数据",
            "三、满意度指标（10分） | 满意度 | 家长满意度 | ≥90% | 95.5% | 10 | 10 | Blank",
            "100 97.2",
        ]
    );
}

const LABELLED: [&str; 13] = [
    "项目绩效自评表{9}",
    "2023年度{9}",
    "项目名称|送戏下乡{8}",
    "主管部门|米脂县文旅局{4}|实施单位|米脂县文化馆{3}",
    "项目资金（万元）{1,2}|年初预算数{2}|全年预算数{2}|全年执行数{2}|执行率{2}",
    "36{2}|38.2{2}|38.2{2}|100%{2}",
    "目标|预期目标：送戏120场。{4}|完成情况：完成126场。{4}",
    "绩效指标{1,5}|一级指标|二级指标|三级指标|年度指标值|全年完成值|分值|得分|扣分原因",
    "产出|数量|送戏场次|120场|126场|50|50|无",
    "效益|社会效益|群众文化生活|丰富|丰富|30|29|偏远村场次少",
    "满意度|群众满意度|观众满意度|95%|97%|10|10|无",
    "预算执行率{3}|100%|100%|10|10|无",
    "总分|99{8}",
];

#[test]
fn what_stands_over_all_columns_is_of_no_class_and_no_weight() {
    let rows: Vec<&str> = LABELLED.to_vec();
    let report = crate::forms::one(&rows);
    assert_eq!(
        lines(&report),
        [
            "送戏下乡 | 米脂县文旅局 | 米脂县文化馆 | 万元",
            "送戏120场。 | 完成126场。",
            "total 36 38.2 38.2 100 Absent Absent",
            "产出 | 数量 | 送戏场次 | 120(场) | 126(场) | 50 | 50 | 无",
            "效益 | 社会效益 | 群众文化生活 | 丰富 | 丰富 | 30 | 29 | 偏远村场次少",
            "满意度 | 群众满意度 | 观众满意度 | 95% | 97% | 10 | 10 | 无",
            "Blank | Blank | 预算执行率 | 100% | 100% | 10 | 10 | 无",
            "Blank 99",
        ]
    );
    // Without merged cells the label of execution stands where classes do, and the total where names do.
    let flat = recognise(&read("form.csv", &csv(&flat(&table(&rows)))).unwrap());
    assert_eq!(lines(&flat.reports[0])[..7], lines(&report)[..7]);
    let gaps: Vec<&str> = flat.reports[0].gaps.iter().map(|gap| &*gap.what).collect();
    assert_eq!(gaps, ["total_score"]);
}

/// A workbook as bureaus send it round: how to fill it in, a form, and one more below it.
#[test]
fn a_sheet_of_instructions_and_two_projects_on_one_sheet() {
    let how = table(&[
        "填表说明{3}",
        "1|项目名称|按预算批复填写",
        "2|一级指标、二级指标、三级指标|按绩效目标申报表填写",
        "3|年度指标值、实际完成值|定量指标填写数值，定性指标填写文字",
        "4|分值、得分|执行率10分，指标90分",
    ]);
    let one = |project: &str, score: &str| {
        [
            "项目支出绩效自评表（2023年度）{8}".to_owned(),
            format!("项目名称|{project}{{7}}"),
            "主管部门|龙泉市环卫处{3}|实施单位|龙泉市环卫所{3}".to_owned(),
            "项目资金（万元）{1,2}||年初预算数|全年预算数|全年执行数|分值|执行率|得分".to_owned(),
            "年度资金总额|25|25|25|10|100%|10".to_owned(),
            "预期目标{4}|实际完成情况{4}".to_owned(),
            "管护到位。{4}|管护到位。{4}".to_owned(),
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因".to_owned(),
            "产出指标|数量指标|管护公厕|≥36座|36座|60|60|".to_owned(),
            format!("效益指标|社会效益指标|市容环境|明显改善|明显改善|30|{score}|"),
            format!("总分{{5}}|100|{score}|"),
        ]
    };
    let both: Vec<String> = one("公厕管护", "30")
        .into_iter()
        .chain(["{8}".to_owned()])
        .chain(one("垃圾清运", "29"))
        .collect();
    let bytes = xlsx(&[("填表说明", &how), ("自评表", &table(&both))]);
    let read = recognise(&read("form.xlsx", &bytes).unwrap());
    assert_eq!(read.refused, []);
    assert_eq!(read.skipped.len(), 1, "{:?}", read.skipped);
    assert_eq!(read.skipped[0].title, "填表说明");
    let told: Vec<String> = read
        .reports
        .iter()
        .map(|report| format!("{} {}", shown(&report.project), shown(&report.total_score)))
        .collect();
    assert_eq!(told, ["公厕管护 30", "垃圾清运 29"]);
    assert!(read.reports.iter().all(|report| report.gaps.is_empty()));
}

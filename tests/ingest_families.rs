//! Invented forms of the layout families and scars for which no published document is at hand, as
//! they are read. The files are in `tests/ingest/`.

use std::fmt::Write;

use shenyue::form::{Field, Report};
use shenyue::ingest::{Recognised, read, recognise};
use shenyue::locales::{Catalogue, Lang};

fn recognised(name: &str) -> Recognised {
    let path = format!("{}/tests/ingest/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    recognise(&read(name, &bytes).unwrap())
}

fn from(text: &str) -> Recognised {
    recognise(&read("form.txt", text.as_bytes()).unwrap())
}

/// `—` is a cell the layout does not have, `?` one that was not read with certainty.
fn show<T>(field: &Field<T>) -> String {
    if field.is_absent() {
        "—".to_owned()
    } else if field.value().is_none() && !field.is_blank() {
        format!("?{}", field.printed)
    } else {
        field.printed.to_string()
    }
}

fn print(report: &Report, out: &mut String) {
    let year = report
        .year
        .value()
        .map_or_else(|| "—".to_owned(), i32::to_string);
    writeln!(
        out,
        "{} [{year}] {}",
        show(&report.title),
        show(&report.project)
    )
    .unwrap();
    writeln!(out, "{} / {}", show(&report.department), show(&report.unit)).unwrap();
    for fund in &report.funds {
        let fields = fund.cells();
        let cells: Vec<String> = fields.into_iter().map(show).collect();
        let rate = fund
            .rate
            .value()
            .map_or_else(String::new, |rate| format!(" ={rate}%"));
        writeln!(
            out,
            "  {} {}: {}{rate}",
            fund.line.name(),
            fund.label,
            cells.join(" | ")
        )
        .unwrap();
    }
    writeln!(
        out,
        "  {} -> {} ({})",
        show(&report.goal),
        show(&report.outcome),
        report.money_unit.as_str()
    )
    .unwrap();
    for row in &report.indicators {
        let labels = [show(&row.level1), show(&row.level2), show(&row.name)].join(" / ");
        let cells = [
            show(&row.target),
            show(&row.actual),
            show(&row.weight),
            show(&row.score),
            show(&row.reason),
        ];
        writeln!(out, "  {labels}: {}", cells.join(" | ")).unwrap();
    }
    writeln!(
        out,
        "  = {} | {} {}",
        show(&report.total_weight),
        show(&report.total_score),
        show(&report.grade)
    )
    .unwrap();
    for repair in &report.repairs {
        writeln!(
            out,
            "  {} {}: {}",
            repair.origin.row, repair.kind, repair.read_as
        )
        .unwrap();
    }
    for gap in &report.gaps {
        writeln!(out, "  {} {}: {}", gap.origin.row, gap.reason, gap.what).unwrap();
    }
}

fn all(recognised: &Recognised) -> String {
    let mut out = String::new();
    let catalogue = Catalogue::new(Lang::En);
    for report in &recognised.reports {
        print(report, &mut out);
    }
    for refused in &recognised.refused {
        writeln!(out, "refused: {}", refused.message(&catalogue)).unwrap();
    }
    for skipped in &recognised.skipped {
        writeln!(out, "skipped: {}", skipped.message(&catalogue)).unwrap();
    }
    out
}

macro_rules! families {
    ($($name:ident),*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), all(&recognised(stringify!($name))));
        }
    )*};
}

families!(
    hebei,
    chongqing,
    ningxia,
    guangshui,
    hunan,
    shenzhen,
    sichuan_2018,
    whole_department,
    scars
);

/// A small whole form, with `rows` in its indicator table.
fn form(rows: &[&str]) -> String {
    let mut text = "项目支出绩效自评表\n(2023年度)\n项目名称\t\t河堤巡护\n主管部门\t\t河务局\t\t实施单位\t\t巡护队\t\n\
                    一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因\n"
        .to_owned();
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text.push_str("总分\t\t\t\t\t100\t100\t\n");
    text
}

#[test]
fn a_row_that_can_be_read_in_two_ways_is_not_read() {
    let recognised = from(&form(&[
        "产出指标\t数量指标\t10\t≥5次\t6次\t达标\t10\t",
        "\t\t巡护里程\t≥5公里\t6公里\t10\t10\t",
    ]));
    let rows = &recognised.reports[0].indicators;
    assert_eq!(rows.len(), 2);
    assert!(rows[0].target.value().is_none() && rows[0].score.value().is_none());
    assert!(rows[1].target.value().is_some());
    let reasons: Vec<&str> = recognised.reports[0]
        .gaps
        .iter()
        .map(|gap| gap.reason.as_str())
        .collect();
    assert!(reasons.contains(&"gap-row-misaligned"), "{reasons:?}");
}

#[test]
fn a_number_too_long_is_a_gap() {
    let long = "99999999999999999999999999999999";
    let recognised = from(&form(&[&format!(
        "产出指标\t数量指标\t巡护次数\t≥{long}次\t6次\t10\t10\t"
    )]));
    let report = &recognised.reports[0];
    assert!(report.indicators[0].target.value().is_none());
    assert_eq!(report.indicators[0].target.printed, format!("≥{long}次"));
    assert!(
        report
            .gaps
            .iter()
            .any(|gap| gap.what == "indicator:1/target")
    );
}

#[test]
fn words_of_a_form_without_cells_are_refused_and_not_guessed() {
    for text in [
        "绩效目标自评表\n项目名称河堤巡护\n一级指标二级指标三级指标年度指标值实际完成值\n产出指标数量指标巡护次数≥5次6次1010\n",
        "项目名称 |\n河堤巡护 |\n一级指标 |\n三级指标 |\n年度指标值 |\n实际完成值 |\n5 |\n",
    ] {
        let recognised = from(text);
        assert_eq!(recognised.reports, []);
        assert_eq!(recognised.refused[0].reason, "refuse-run-together");
    }
}

#[test]
fn what_is_no_form_is_skipped_with_a_word() {
    let list = "序号\t项目名称\t全年预算数\t得分\n1\t河堤巡护\t5\t90\n";
    for text in [list, "会议纪要\n讨论了三件事。\n"] {
        let recognised = from(text);
        assert_eq!((recognised.reports.len(), recognised.refused.len()), (0, 0));
        assert_eq!(recognised.skipped[0].reason, "skip-no-form");
    }
}

#[test]
fn the_tail_of_a_form_is_refused_and_the_next_form_read() {
    let tail = "\t\t巡护里程\t≥5公里\t6公里\t10\t10\t\n总分\t\t\t\t\t100\t100\t\n";
    let recognised = from(&format!(
        "{tail}{}",
        form(&["产出指标\t数量指标\t次数\t≥5次\t6次\t10\t10\t"])
    ));
    assert_eq!(recognised.reports.len(), 1);
    assert_eq!(recognised.refused[0].reason, "refuse-no-head");
}

#[test]
fn one_bad_form_does_not_stop_the_others() {
    let good = form(&["产出指标\t数量指标\t次数\t≥5次\t6次\t10\t10\t"]);
    let bad = "项目支出绩效自评表\n项目名称\t\t无表项目\n主管部门\t\t河务局\n";
    let recognised = from(&format!("{good}{bad}{good}"));
    assert_eq!(recognised.reports.len(), 2);
    assert_eq!(recognised.refused[0].title, "无表项目");
    assert_eq!(recognised.refused[0].origin.row, 8);
}

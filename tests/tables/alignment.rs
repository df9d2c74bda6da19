//! Tables whose rows or headings are out of line: a merged cell lost its span, a cell is one too many or too
//! few. Whatever is read of them is what the table in order says, and all else is said not to be certain.
//!
//! Not told, because the table cannot tell: a filled cell that was taken out of one row whose last cell is
//! filled, or that was closed up with a blank one.

use std::fmt::Debug;

use crate::files::{Table, csv, docx, flat, html, markdown, table, xlsx};
use rust_decimal::Decimal;
use shenyue::form::{Certainty, Field, Fund, Indicator, Reading, Report};
use shenyue::ingest::{Recognised, read, recognise};
use shenyue::locales::{Catalogue, Lang};

const HEAD: [&str; 7] = [
    "项目支出绩效自评表（2023年度）{9}",
    "项目名称|河堤巡护{8}",
    "主管部门|河务局{4}|实施单位|巡护队{3}",
    "项目资金（万元）{2}|年初预算数|全年预算数|全年执行数|分值|执行率|得分{2}",
    "年度资金总额{2}|10|12|9|10|75%|7.5{2}",
    "预期目标{4}|实际完成情况{5}",
    "巡护河堤。{4}|巡护已完成。{5}",
];

/// An indicator table that is in order.
struct Shape {
    name: &'static str,
    headings: &'static [&'static str],
    rows: &'static [&'static str],
}

/// The rows of the official form.
const OFFICIAL: [&str; 6] = [
    "产出指标{1,3}|数量指标{1,2}|巡护次数|≥50次|55次|10|10|",
    "巡护里程|=120公里|110|20|18.3|汛期停巡",
    "质量指标|巡护记录|完整|完整|10|10|",
    "效益指标|社会效益指标|两岸安全|有效保障|有效保障|30|28|记录不全",
    "满意度指标|服务对象满意度指标|居民满意度|≥90%|92%|20|20|",
    "总分{5}|90|86.3|",
];

const SHAPES: [Shape; 9] = [
    Shape {
        name: "official",
        headings: &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
        ],
        rows: &OFFICIAL,
    },
    Shape {
        name: "a block in front",
        headings: &[
            "绩效指标{1,7}|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
        ],
        rows: &OFFICIAL,
    },
    Shape {
        name: "two rows of headings",
        headings: &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|指标值{3}|分值{1,2}|得分{1,2}|原因{1,2}",
            "目标值|实际值|偏差率",
        ],
        rows: &[
            "产出指标{1,3}|数量指标{1,2}|巡护次数|≥50次|55次|10%|10|10|",
            "巡护里程|=120公里|110|-8%|20|18.3|汛期停巡",
            "质量指标|巡护记录|完整|完整||10|10|",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障||30|28|记录不全",
            "满意度指标|服务对象满意度指标|居民满意度|≥90%|92%|2%|20|20|",
            "总分{6}|90|86.3|",
        ],
    },
    Shape {
        name: "a target in three cells",
        headings: &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标{3}|实际完成值{1,2}|分值{1,2}|得分{1,2}|原因{1,2}",
            "指标性质|指标值|度量单位",
        ],
        rows: &[
            "产出指标{1,3}|数量指标{1,2}|巡护次数|≥|50|次|55|10|10|",
            "巡护里程|=|120|公里|110|20|18.3|汛期停巡",
            "质量指标|巡护记录|定性|完整||完整|10|10|",
            "效益指标|社会效益指标|两岸安全|定性|有效保障||有效保障|30|28|记录不全",
            "满意度指标|服务对象满意度指标|居民满意度|≥|90|%|92|20|20|",
            "总分{7}|90|86.3|",
        ],
    },
    Shape {
        name: "weights first",
        headings: &[
            "一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分|未完成原因及拟采取的改进措施",
        ],
        rows: &[
            "产出指标{1,3}|数量指标{1,2}|巡护次数|10|≥50次|55次|10|",
            "巡护里程|20|=120公里|110|18.3|汛期停巡",
            "质量指标|巡护记录|10|完整|完整|10|",
            "效益指标|社会效益指标|两岸安全|30|有效保障|有效保障|28|记录不全",
            "满意度指标|服务对象满意度指标|居民满意度|20|≥90%|92%|20|",
            "总分{3}|90|||86.3|",
        ],
    },
    Shape {
        name: "no points",
        headings: &["一级指标|二级指标|三级指标|年度指标值|实际完成值|未完成原因分析"],
        rows: &[
            "产出指标{1,3}|数量指标{1,2}|巡护次数|≥50次|55次|",
            "巡护里程|=120公里|110|汛期停巡",
            "质量指标|巡护记录|完整|完整|",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障|记录不全",
            "满意度指标|服务对象满意度指标|居民满意度|≥90%|92%|",
        ],
    },
    Shape {
        name: "no classes",
        headings: &[
            "指标名称|计量单位|指标性质|指标值|指标权重|全年完成值|指标得分|未完成原因和改进措施",
        ],
        rows: &[
            "巡护次数|次|≥|50|10|55|10|",
            "巡护里程|公里|=|120|20|110|18.3|汛期停巡",
            "巡护记录||定性|完整|10|完整|10|",
            "两岸安全||定性|有效保障|30|有效保障|28|记录不全",
            "居民满意度|%|≥|90|20|92|20|",
        ],
    },
    Shape {
        name: "no weights",
        headings: &["一级指标|二级指标|三级指标|年初目标值(A)|实际完成值(B)|得分"],
        rows: &[
            "产出指标{1,3}|数量指标{1,2}|巡护次数|≥50次|55次|10",
            "巡护里程|=120公里|110|18.3",
            "质量指标|巡护记录|完整|完整|10",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障|28",
            "满意度指标|服务对象满意度指标|居民满意度|≥90%|92%|20",
            "总分{5}|86.3",
        ],
    },
    Shape {
        name: "no reasons",
        headings: &["一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"],
        rows: &[
            "产出指标{1,3}|数量指标{1,2}|巡护次数|≥50次|55次|10|10",
            "巡护里程|=120公里|110|20|18.3",
            "质量指标|巡护记录|完整|完整|10|10",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障|30|28",
            "满意度指标|服务对象满意度指标|居民满意度|≥90%|92%|20|20",
            "总分{5}|90|86.3",
        ],
    },
];

/// First row of the headings, of the rows below them, and the row behind these.
const HEADINGS: usize = HEAD.len();

impl Shape {
    fn table(&self) -> Table {
        let rows: Vec<&str> = [&HEAD, self.headings, self.rows].concat();
        table(&rows)
    }

    const fn first_row(&self) -> usize {
        HEADINGS + self.headings.len()
    }

    const fn end(&self) -> usize {
        self.first_row() + self.rows.len()
    }
}

fn recognised(name: &str, bytes: &[u8]) -> Recognised {
    recognise(&read(name, bytes).unwrap())
}

/// A cell of a row: what it is, what was read (`None`: that it is not certain), its row in the file.
type Told = (&'static str, Option<String>, u32);

fn told(row: &Indicator) -> [Told; 8] {
    fn one<T: Debug>(what: &'static str, field: &Field<T>) -> Told {
        let read = match &field.reading {
            Reading::Known(value) => Some(format!("{value:?}")),
            Reading::Unreadable => None,
            Reading::Absent | Reading::Blank => Some(String::new()),
        };
        (what, read, field.origin.row)
    }
    [
        one("level1", &row.level1),
        one("level2", &row.level2),
        one("name", &row.name),
        one("target", &row.target),
        one("actual", &row.actual),
        one("weight", &row.weight),
        one("score", &row.score),
        one("reason", &row.reason),
    ]
}

fn place(row: &Indicator) -> u32 {
    told(row).iter().map(|(.., row)| *row).max().unwrap_or(0)
}

/// What was read otherwise than `truth` says, without a word. `lost` is the row a cell was taken out of.
fn silent(truth: &Report, read: &Recognised, lost: Option<u32>) -> Vec<String> {
    let Some(report) = read.reports.first() else {
        let nothing = read.refused.is_empty();
        return nothing
            .then(|| "a form lost".to_owned())
            .into_iter()
            .collect();
    };
    let said = |what: &str| report.gaps.iter().any(|gap| gap.what == what);
    let first_row = truth.indicators.iter().map(place).min().unwrap();
    let mut silent = Vec::new();
    for (number, row) in (1..).zip(&report.indicators) {
        let (at, whole) = (place(row), format!("indicator:{number}"));
        let Some(right) = truth.indicators.iter().find(|row| place(row) == at) else {
            if !said(&whole) {
                silent.push(format!("row {at} is none"));
            }
            continue;
        };
        for ((what, value, _), (_, expected, _)) in told(row).into_iter().zip(told(right)) {
            let Some(value) = value else { continue };
            let named = said(what) || said(&format!("{whole}/{what}"));
            let class = what.starts_with("level");
            let with_it = lost == Some(at) || class && lost.is_some_and(|row| row < first_row);
            let open = value.is_empty() && (with_it || said("indicators"));
            let same = Some(&value) == expected.as_ref();
            // A row that is not certain tells nothing but its classes.
            let told = !said(&whole) || class || value.is_empty();
            if open || named || same && told || said(&whole) && value.is_empty() {
                continue;
            }
            silent.push(format!("row {at} {what}: {value} for {expected:?}"));
        }
    }
    for (what, read, right) in [
        ("total_weight", &report.total_weight, &truth.total_weight),
        ("total_score", &report.total_score, &truth.total_score),
    ] {
        let open = read.value().is_none() && (lost.is_some() || said("total") || said(what));
        if read.value() != right.value() && !open {
            silent.push(format!(
                "{what}: {:?} for {:?}",
                read.value(),
                right.value()
            ));
        }
    }
    for at in truth.indicators.iter().map(place) {
        let rows = report.indicators.iter().map(place);
        if !rows
            .chain(report.gaps.iter().map(|gap| gap.origin.row))
            .any(|row| row == at)
        {
            silent.push(format!("row {at} lost"));
        }
    }
    silent
}

/// Tables changed in one way or another, with what of them is wrong without a word.
#[derive(Default)]
struct Changed {
    tables: usize,
    wrong: Vec<String>,
}

impl Changed {
    fn take(
        &mut self,
        shape: &Shape,
        how: &str,
        truth: &Report,
        read: &Recognised,
        lost: Option<usize>,
    ) {
        self.tables += 1;
        let lost = lost.map(|row| u32::try_from(row + 1).unwrap());
        for wrong in silent(truth, read, lost) {
            self.wrong.push(format!("{}, {how}: {wrong}", shape.name));
        }
    }

    fn assert(self, tables: usize) {
        assert_eq!(self.wrong, [""; 0], "{} wrong", self.wrong.len());
        assert!(self.tables >= tables, "only {} tables", self.tables);
    }
}

fn read_csv(rows: &[Vec<String>]) -> Recognised {
    recognised("form.csv", &csv(rows))
}

fn read_html(table: &Table) -> Recognised {
    recognised("form.html", &html(table))
}

fn truth(read: &Recognised) -> &Report {
    assert_eq!(read.reports.len(), 1, "{read:?}");
    assert_eq!(read.reports[0].indicators.len(), 5);
    assert!(
        !read.reports[0]
            .gaps
            .iter()
            .any(|gap| gap.what.starts_with("indicator"))
    );
    &read.reports[0]
}

#[test]
fn in_order_they_are_read_alike_in_every_format() {
    for shape in &SHAPES {
        let table = shape.table();
        let rows = |read: &Recognised| {
            let rows = truth(read)
                .indicators
                .iter()
                .map(|row| told(row).map(|(_, value, _)| value));
            rows.collect::<Vec<_>>()
        };
        let expected = rows(&read_csv(&flat(&table)));
        for (name, bytes) in [
            ("form.html", html(&table)),
            ("form.xls", html(&table)),
            ("form.md", markdown(&flat(&table))),
            ("form.xlsx", xlsx(&[("自评表", &table)])),
            ("form.docx", docx(&table)),
        ] {
            assert_eq!(
                rows(&recognised(name, &bytes)),
                expected,
                "{} {name}",
                shape.name
            );
        }
    }
}

#[test]
fn a_cell_too_many_takes_no_value_elsewhere() {
    let mut changed = Changed::default();
    for shape in &SHAPES {
        let rows = flat(&shape.table());
        let right = read_csv(&rows);
        for at in 0..rows[HEADINGS].len() {
            let mut more = |how: &str, from: usize, to: usize| {
                let mut rows = rows.clone();
                rows[from..to]
                    .iter_mut()
                    .for_each(|row| row.insert(at, String::new()));
                changed.take(
                    shape,
                    &format!("{how} cell {at}"),
                    truth(&right),
                    &read_csv(&rows),
                    None,
                );
            };
            for row in HEADINGS..shape.end() {
                more(&format!("row {row}"), row, row + 1);
            }
            more("headings", HEADINGS, shape.first_row());
            more("rows", shape.first_row(), shape.end());
        }
    }
    changed.assert(600);
}

#[test]
fn a_cell_too_few_takes_no_value_elsewhere() {
    let mut changed = Changed::default();
    for shape in &SHAPES {
        let rows = flat(&shape.table());
        let right = read_csv(&rows);
        for row in HEADINGS..shape.end() {
            for at in 0..rows[row].len() {
                let mut less = rows.clone();
                let lost = !less[row].remove(at).is_empty();
                let closed = less[row].last().is_some_and(String::is_empty);
                if lost && row >= shape.first_row() && !closed {
                    continue;
                }
                let lost = lost.then_some(row);
                let how = format!("row {row} cell {at}");
                changed.take(shape, &how, truth(&right), &read_csv(&less), lost);
                if row < shape.first_row() {
                    less[row].push(String::new());
                    changed.take(shape, &how, truth(&right), &read_csv(&less), lost);
                }
            }
        }
    }
    changed.assert(300);
}

#[test]
fn a_span_that_was_lost_takes_no_value_elsewhere() {
    let mut changed = Changed::default();
    for shape in &SHAPES {
        let table = shape.table();
        let right = read_html(&table);
        let mut take = |how: String, table: &Table| {
            changed.take(shape, &how, truth(&right), &read_html(table), None);
        };
        for row in HEADINGS..shape.end() {
            for at in 0..table[row].len() {
                let cell = &table[row][at];
                let (columns, rows) = (cell.columns, cell.rows);
                for columns in [1, columns - 1, columns + 1]
                    .into_iter()
                    .filter(|_| columns > 1)
                {
                    let mut table = table.clone();
                    table[row][at].columns = columns.max(1);
                    take(
                        format!("row {row} cell {at} over {columns} columns"),
                        &table,
                    );
                }
                for rows in [1, rows - 1, rows + 1].into_iter().filter(|_| rows > 1) {
                    let mut table = table.clone();
                    table[row][at].rows = rows.max(1);
                    take(format!("row {row} cell {at} over {rows} rows"), &table);
                }
            }
            let mut table = table.clone();
            table[row].iter_mut().for_each(|cell| cell.rows = 1);
            take(format!("row {row} over one row"), &table);
        }
    }
    changed.assert(150);
}

#[test]
fn headings_out_of_line_are_said_in_every_format() {
    let shape = &SHAPES[2];
    let mut rows = flat(&shape.table());
    let lower = HEADINGS + 1;
    rows[lower].insert(0, String::new());
    let table: Table = rows
        .iter()
        .map(|row| table(&[row.join("|")]).remove(0))
        .collect();
    for (name, bytes) in [
        ("form.csv", csv(&rows)),
        ("form.md", markdown(&rows)),
        ("form.html", html(&table)),
        ("form.xlsx", xlsx(&[("自评表", &table)])),
        ("form.docx", docx(&table)),
    ] {
        let read = recognised(name, &bytes);
        let report = &read.reports[0];
        assert_eq!(report.certainty(), Certainty::Partial, "{name}");
        let mut values = report.indicators.iter().flat_map(told);
        assert!(
            values.all(|(_, value, _)| value.is_none_or(|value| value.is_empty())),
            "{name}"
        );
        let gap = report
            .gaps
            .iter()
            .find(|gap| gap.what == "indicators")
            .unwrap();
        let words = Catalogue::new(Lang::Zh).fill(&gap.reason, &[("found", &gap.found)]);
        assert_eq!(
            words, "绩效指标的表头错位或缺格，错在“目标值”；其下各行数值不能确定",
            "{name}"
        );
        // What does not hang on the headings of the indicators is as certain as ever.
        assert_eq!(report.project.value().unwrap(), "河堤巡护", "{name}");
    }
}

#[test]
fn a_row_out_of_line_is_said_with_the_cell_that_shows_it() {
    let shape = &SHAPES[0];
    let mut rows = flat(&shape.table());
    rows[shape.first_row()].insert(3, String::new());
    let read = read_csv(&rows);
    let gaps = &read.reports[0].gaps;
    let row = gaps.iter().find(|gap| gap.what == "indicator:1").unwrap();
    assert_eq!((row.origin.row, row.origin.column), (9, 6));
    assert_eq!(
        (row.reason.as_str(), row.found.as_str()),
        ("gap-row-misaligned", "分值: 55次")
    );
    // The rows below stand as they should.
    assert!(read.reports[0].indicators[3].score.value().is_some());
    // What class the second row is of stood in the first.
    let class = gaps
        .iter()
        .find(|gap| gap.what == "indicator:2/level2")
        .unwrap();
    assert_eq!(class.reason, "gap-label-unsure");
}

/// Amounts, points and rate of each line of money; `None` for what is not certain.
fn money(report: &Report) -> Vec<[Option<String>; 6]> {
    let value = |field: &Field<Decimal>| match field.reading {
        Reading::Unreadable => None,
        _ => Some(field.value().map_or_else(String::new, ToString::to_string)),
    };
    let line = |fund: &Fund| fund.cells().map(value);
    report.funds.iter().map(line).collect()
}

#[test]
fn money_out_of_line_is_not_taken_from_the_next_column() {
    for percent in ["%", ""] {
        let money_rows = [
            "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|".to_owned(),
            format!("|年度资金总额|10|12|9|10|75{percent}|7.5|"),
        ];
        let [title, project, head] = [HEAD[0], HEAD[1], HEAD[2]].map(ToOwned::to_owned);
        let rows: Vec<String> = [title, project, head]
            .into_iter()
            .chain(money_rows)
            .chain(
                SHAPES[0]
                    .headings
                    .iter()
                    .chain(SHAPES[0].rows)
                    .map(ToString::to_string),
            )
            .collect();
        let rows = flat(&table(&rows));
        let right = read_csv(&rows);
        let right = money(&right.reports[0]);
        for (row, at) in [3, 4]
            .into_iter()
            .flat_map(|row| (0..7).map(move |at| (row, at)))
        {
            let mut more = rows.clone();
            more[row].insert(at, String::new());
            let read = read_csv(&more);
            let report = &read.reports[0];
            let said = report.gaps.iter().any(|gap| gap.what.starts_with("fund"));
            for (line, right) in money(report).iter().zip(&right) {
                // What is read is right, or at least one cell of the line is said not to be.
                let same = |(one, right): (&Option<String>, _)| one.is_none() || one == right;
                let all = line.iter().zip(right).all(same);
                assert!(all || said, "row {row} cell {at} {percent}: {line:?}");
                assert!(
                    percent.is_empty() || line.iter().all(Option::is_none) || all,
                    "row {row} cell {at} {percent}: {line:?}"
                );
            }
        }
    }
}

#[test]
fn a_rate_that_is_wrong_is_no_sign_of_moved_cells() {
    for (headings, line) in [
        // 10 of 100 are 10 %, the score: but a weight of 90 has no line of money.
        ("分值|执行率|得分", ["105", "105", "100", "10", "90", "10"]),
        // 97.72 of 891.56 are nearly 10 %, the weight.
        (
            "执行率|权重|得分",
            ["884.7", "902.39", "891.56", "97.72", "10.00", "9.88"],
        ),
        (
            "执行率|权重|得分",
            ["884.7", "902.39", "977.2", "97.72%", "10.00", "9.88"],
        ),
    ] {
        let money_rows = [
            format!("项目资金（万元）||年初预算数|全年预算数|全年执行数|{headings}|"),
            format!("|年度资金总额|{}|", line.join("|")),
        ];
        let table_rows = SHAPES[0].headings.iter().chain(SHAPES[0].rows);
        let rows: Vec<String> = HEAD[..3]
            .iter()
            .map(ToString::to_string)
            .chain(money_rows)
            .chain(table_rows.map(ToString::to_string))
            .collect();
        let read = read_csv(&flat(&table(&rows)));
        let report = &read.reports[0];
        let cells = money(report).remove(0);
        assert!(
            cells.iter().all(Option::is_some),
            "{line:?}: {:?}",
            report.gaps
        );
    }
}

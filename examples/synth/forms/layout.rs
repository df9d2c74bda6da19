//! How forms are printed: the layout families met on real forms, as text.

use std::fmt::Write as _;

use super::form::{Form, Row, Value, rounded};
use super::narrative::plain;

/// A layout family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// The official table as tab-separated text.
    Official,
    /// The same as careless hands leave it: mark-up around narratives, labels with spaces, numbers
    /// without decimals, full-width brackets.
    Marked,
    /// The same as a pipe table.
    Pipes,
    /// The same as comma-separated values, 百分比 for percent.
    Commas,
    /// Weights before targets (2018).
    WeightsFirst,
    /// Amounts in 元, targets split into sign, number and unit.
    Split,
    /// 调整后预算数, 权重, 合计 (Sichuan).
    Adjusted,
}

impl Layout {
    pub const ALL: [Self; 7] = [
        Self::Official,
        Self::Marked,
        Self::Pipes,
        Self::Commas,
        Self::WeightsFirst,
        Self::Split,
        Self::Adjusted,
    ];

    /// Extension of a file of such forms.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Commas => "csv",
            _ => "txt",
        }
    }

    /// Whether text of this layout was cut by page breaks before it came to us.
    pub const fn has_pages(self) -> bool {
        matches!(self, Self::Official | Self::Marked)
    }

    const fn splits_targets(self) -> bool {
        matches!(self, Self::Split | Self::Adjusted)
    }

    /// Columns of the table.
    const fn width(self) -> usize {
        if self.splits_targets() { 10 } else { 8 }
    }
}

/// Appends `form` to `out`.
pub fn print(form: &Form, layout: Layout, out: &mut String) {
    let mut sheet = Sheet::new(layout, out);
    title(form, layout, &mut sheet);
    head(form, layout, &mut sheet);
    funds(form, layout, &mut sheet);
    narratives(form, layout, &mut sheet);
    indicators(form, layout, &mut sheet);
    foot(form, layout, &mut sheet);
}

fn title(form: &Form, layout: Layout, sheet: &mut Sheet<'_>) {
    let year = form.year;
    let text = match layout {
        Layout::Official | Layout::Marked => format!("财政项目支出绩效自评表\n\n({year}年度)\n\n"),
        Layout::Pipes => format!("项目支出绩效自评表\n\n({year} 年度)\n\n"),
        Layout::WeightsFirst => format!("项目支出绩效目标自评表\n({year}年度)\n"),
        Layout::Split => format!("{year}年度项目支出绩效自评表\n"),
        Layout::Adjusted => format!("部门预算项目支出绩效自评表({year}年度)\n"),
        Layout::Commas => {
            sheet.row(&[&format!("{year}年度项目支出绩效自评表")]);
            return;
        }
    };
    sheet.out.push_str(&text);
}

fn head(form: &Form, layout: Layout, sheet: &mut Sheet<'_>) {
    sheet.row(&["项目名称", "", &form.project]);
    let wide: &[&str] = if layout.splits_targets() {
        &["", ""]
    } else {
        &[]
    };
    let own = [&["主管部门", "", &form.department, ""], wide].concat();
    let row = [&own, ["实施单位", "", &form.unit].as_slice()].concat();
    sheet.row(&row);
}

fn funds(form: &Form, layout: Layout, sheet: &mut Sheet<'_>) {
    match layout {
        Layout::Split => sheet.row(&[
            "项目资金(元)",
            "",
            "",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        ]),
        Layout::Adjusted => sheet.row(&[
            "预算执行情况(万元)",
            "",
            "",
            "年初预算",
            "调整后预算数",
            "预算执行数",
            "预算执行率",
            "权重",
            "得分",
            "原因",
        ]),
        Layout::WeightsFirst => sheet.row(&[
            "项目资金(万元)",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        ]),
        _ => sheet.row(&[
            "项目资金 (万元)",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分数",
            "执行率(%)",
            "得分",
        ]),
    }
    let total = [form.initial, form.annual, form.executed];
    fund(
        "年度资金总额:",
        total,
        form.rate,
        Some(form.exec_score),
        layout,
        sheet,
    );
    let carry = form.carryover;
    let own = [
        form.initial - carry,
        form.annual - carry - form.parts_short,
        form.executed - carry,
    ];
    let rate = |[_, annual, executed]: [i64; 3]| match annual {
        0 => 0,
        annual => rounded(executed * 10_000, annual),
    };
    fund("其中:当年财政拨款", own, rate(own), None, layout, sheet);
    fund(
        "上年结转资金",
        [carry; 3],
        rate([carry; 3]),
        None,
        layout,
        sheet,
    );
    fund("其他资金", [0; 3], 0, None, layout, sheet);
}

fn fund(
    label: &str,
    amounts: [i64; 3],
    rate: i64,
    score: Option<i64>,
    layout: Layout,
    sheet: &mut Sheet<'_>,
) {
    sheet.cell("");
    sheet.cell(label);
    for _ in 0..match layout {
        Layout::Split => 2,
        Layout::Adjusted => 1,
        _ => 0,
    } {
        sheet.cell("");
    }
    for amount in amounts {
        match layout {
            Layout::Split => sheet.number(amount * 10_000),
            Layout::Official => sheet.grouped(amount),
            _ => sheet.number(amount),
        }
    }
    let points = |sheet: &mut Sheet<'_>, points: Option<i64>| match points {
        Some(points) => sheet.number(points),
        None => sheet.cell(if layout == Layout::Split { "—" } else { "-" }),
    };
    let percent = |sheet: &mut Sheet<'_>| {
        sheet.begin();
        hundredths(sheet.out, rate);
        if layout.splits_targets() {
            sheet.out.push('%');
        }
    };
    if layout == Layout::Adjusted {
        percent(sheet);
        points(sheet, score.map(|_| 1_000));
    } else {
        points(sheet, score.map(|_| 1_000));
        percent(sheet);
    }
    points(sheet, score);
    sheet.end();
}

fn narratives(form: &Form, layout: Layout, sheet: &mut Sheet<'_>) {
    let right = if layout.splits_targets() { 5 } else { 4 };
    let (goal, outcome) = match layout {
        Layout::WeightsFirst => ("年初设定目标", "年度总体目标完成情况综述"),
        _ => ("预期目标", "实际完成情况"),
    };
    let label = match layout {
        Layout::Marked => "年度 总体 目标",
        _ => "年度总体目标",
    };
    let mut pair = |label: &str, left: &str, text: &str| {
        sheet.cell(label);
        sheet.cell(left);
        for _ in 2..right {
            sheet.cell("");
        }
        sheet.cell(text);
        sheet.end();
    };
    pair(label, goal, outcome);
    if layout == Layout::Marked {
        pair(
            "",
            &format!("<p>{}</p>", form.goal),
            &format!("<p>{}</p>", form.outcome),
        );
    } else {
        pair("", &form.goal, &form.outcome);
    }
}

fn indicators(form: &Form, layout: Layout, sheet: &mut Sheet<'_>) {
    match layout {
        Layout::Split | Layout::Adjusted => {
            let (weight, reason) = match layout {
                Layout::Split => ("分值", "偏差原因分析及改进措施"),
                _ => ("权重", "未完成原因分析"),
            };
            sheet.row(&[
                "一级指标",
                "二级指标",
                "三级指标",
                "指标性质",
                "指标值",
                "度量单位",
                "完成值",
                weight,
                "得分",
                reason,
            ]);
        }
        Layout::WeightsFirst => sheet.row(&[
            "一级指标",
            "二级指标",
            "三级指标",
            "分值",
            "年度指标值",
            "全年实际值",
            "得分",
            "未完成原因及拟采取的改进措施",
        ]),
        _ => sheet.row(&[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]),
    }
    let (mut level1, mut level2) = ("", "");
    for row in &form.rows {
        let first = row.level1.label() != level1;
        let second = first || *row.level2 != *level2;
        (level1, level2) = (row.level1.label(), &row.level2);
        sheet.label(if first { level1 } else { "" });
        let scarred = form.scarred && level2 == "时效指标" && second;
        sheet.label(match (second, scarred) {
            (false, _) => "",
            (true, false) => level2,
            (true, true) => "时效",
        });
        sheet.cell(&row.name);
        indicator(row, layout, sheet);
        sheet.end();
        if scarred {
            sheet.out.push('\n');
            sheet.row(&["", "指标"]);
        }
    }
}

fn indicator(row: &Row, layout: Layout, sheet: &mut Sheet<'_>) {
    if layout == Layout::WeightsFirst {
        sheet.number(row.weight);
    }
    if layout.splits_targets() {
        sheet.cell(match row.target {
            Value::Number(_) => row.comparator,
            _ => "定性",
        });
        sheet.value("", row.target, "", layout);
        sheet.cell(row.unit);
        // The unit has its own column: behind the actual it stands only where it is another.
        let unit = if row.actual_unit == row.unit {
            ""
        } else {
            row.actual_unit
        };
        sheet.value("", row.actual, unit, layout);
    } else {
        sheet.value(row.comparator, row.target, row.unit, layout);
        sheet.value("", row.actual, row.actual_unit, layout);
    }
    if layout != Layout::WeightsFirst {
        sheet.number(row.weight);
    }
    sheet.number(row.score);
    sheet.cell(row.reason);
}

fn foot(form: &Form, layout: Layout, sheet: &mut Sheet<'_>) {
    let (label, weight_at) = match layout {
        Layout::WeightsFirst => ("总分", 3),
        Layout::Split => ("总分", 7),
        Layout::Adjusted => ("合计", 7),
        _ => ("总分", 5),
    };
    let score_at = if layout == Layout::WeightsFirst {
        6
    } else {
        weight_at + 1
    };
    sheet.cell(label);
    for at in 1..=score_at {
        if at == weight_at {
            sheet.number(10_000);
        } else if at == score_at {
            sheet.number(form.total);
        } else {
            sheet.cell("");
        }
    }
    sheet.end();
    sheet.row(&["评分等级", form.grade]);
    sheet.out.push('\n');
}

/// Appends a number of hundredths with two decimals.
fn hundredths(out: &mut String, n: i64) {
    let sign = if n < 0 { "-" } else { "" };
    let _ = write!(out, "{sign}{}.{:02}", n.abs() / 100, n.abs() % 100);
}

/// A table being written.
struct Sheet<'a> {
    out: &'a mut String,
    layout: Layout,
    cells: usize,
}

impl<'a> Sheet<'a> {
    fn new(layout: Layout, out: &'a mut String) -> Self {
        Self {
            out,
            layout,
            cells: 0,
        }
    }

    /// Begins a cell; what is appended to `out` until the next one is its text.
    fn begin(&mut self) {
        self.out.push_str(match (self.layout, self.cells) {
            (Layout::Pipes, 0) => "| ",
            (_, 0) => "",
            (Layout::Pipes, _) => " | ",
            (Layout::Commas, _) => ",",
            _ => "\t",
        });
        self.cells += 1;
    }

    fn cell(&mut self, text: &str) {
        self.begin();
        let quote = self.layout == Layout::Commas && text.contains(',');
        if quote {
            self.out.push('"');
        }
        self.out.push_str(text);
        if quote {
            self.out.push('"');
        }
    }

    /// A cell with the label of a class.
    fn label(&mut self, label: &str) {
        match label.strip_suffix("指标") {
            Some(head) if self.layout == Layout::Marked && !head.is_empty() => {
                self.begin();
                let _ = write!(self.out, "{head} 指标");
            }
            _ => self.cell(label),
        }
    }

    fn number(&mut self, n: i64) {
        self.begin();
        hundredths(self.out, n);
    }

    /// A number with its thousands separated.
    fn grouped(&mut self, n: i64) {
        self.begin();
        let digits = (n / 100).to_string();
        for (at, c) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                self.out.push(',');
            }
            self.out.push(c);
        }
        let _ = write!(self.out, ".{:02}", n % 100);
    }

    fn value(&mut self, comparator: &str, value: Value, unit: &str, layout: Layout) {
        match value {
            Value::Blank => self.cell(""),
            Value::Words(words) => self.cell(words),
            Value::Number(n) => {
                self.begin();
                self.out.push_str(comparator);
                if layout == Layout::Marked {
                    plain(self.out, value);
                } else {
                    hundredths(self.out, n);
                }
                let unit = match (unit, layout) {
                    ("%", Layout::Commas) => "百分比",
                    // A fault that writes one otherwise than the rest does so here too.
                    ("百分比", Layout::Commas) => "%",
                    (unit, _) => unit,
                };
                if !unit.is_empty() {
                    let _ = match layout {
                        Layout::Marked => write!(self.out, "（{unit}）"),
                        _ => write!(self.out, "({unit})"),
                    };
                }
            }
        }
    }

    /// Fills the row up to the width of the table.
    fn end(&mut self) {
        while self.cells < self.layout.width() {
            self.begin();
        }
        self.out.push_str(match self.layout {
            Layout::Pipes => " |\n",
            _ => "\n",
        });
        self.cells = 0;
    }

    fn row(&mut self, cells: &[&str]) {
        for cell in cells {
            self.cell(cell);
        }
        self.end();
    }
}

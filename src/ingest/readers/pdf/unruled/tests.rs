use super::*;

/// A line of texts at their left edges; a character is 1000 wide and high.
fn line(base: i64, texts: &[(i64, &str)]) -> TextLine {
    let run = |(left, text): &(i64, &str)| Run {
        left: *left,
        right: left + 1000 * i64::try_from(text.chars().count()).unwrap(),
        base,
        text: (*text).to_owned(),
    };
    TextLine {
        base,
        size: 1000,
        runs: texts.iter().map(run).collect(),
    }
}

fn shown(lines: Vec<TextLine>) -> Vec<String> {
    rows(lines)
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell.rows {
                    1 => cell.text.clone(),
                    rows => format!("{}×{rows}", cell.text),
                })
                .collect();
            cells.join("|")
        })
        .collect()
}

const HEAD: [(i64, &str); 4] = [
    (0, "一级"),
    (9000, "名称"),
    (20_000, "分值"),
    (30_000, "原因"),
];

#[test]
fn lines_of_a_cell_are_one_and_labels_stand_in_the_middle() {
    let lines = vec![
        line(0, &[(9000, "自评表")]),
        line(5000, &HEAD),
        line(7000, &[(9000, "甲"), (20_000, "1"), (30_000, "无")]),
        line(8500, &[(0, "产出")]),
        line(9360, &[(30_000, "一处工程")]),
        line(10_000, &[(9000, "乙"), (20_000, "2")]),
        line(10_640, &[(30_000, "推迟")]),
        line(13_000, &[(0, "效益"), (9000, "丙"), (20_000, "3")]),
        line(16_000, &[(0, "总分"), (20_000, "6")]),
    ];
    assert_eq!(
        shown(lines),
        [
            "自评表",
            "一级|名称|分值|原因",
            "产出×2|甲|1|无",
            "乙|2|一处工程推迟",
            "效益|丙|3",
            "总分|6"
        ]
    );
}

#[test]
fn a_label_that_could_be_for_these_rows_or_those_parts_nothing() {
    let lines = vec![
        line(5000, &HEAD),
        line(7000, &[(9000, "甲"), (20_000, "1"), (30_000, "无")]),
        line(9000, &[(9000, "乙"), (20_000, "2"), (30_000, "无")]),
        line(
            11_000,
            &[(0, "产出"), (9000, "丙"), (20_000, "3"), (30_000, "无")],
        ),
    ];
    assert!(shown(lines).iter().all(|row| !row.contains('|')));
}

#[test]
fn two_labels_at_one_place_part_nothing() {
    // Between the rows, left of all headings: what names the block.
    let table = |labels: &[(i64, &str)]| {
        let mut lines = vec![line(5000, &HEAD[1..])];
        for (base, name) in [(7000, "甲"), (10_000, "乙"), (13_000, "丙")] {
            lines.push(line(base, &[(9000, name), (20_000, "1"), (30_000, "无")]));
        }
        let label = |(base, name): &(i64, &str)| line(*base, &[(0, name)]);
        lines.extend(labels.iter().map(label));
        lines.sort_by_key(|line| line.base);
        shown(lines)
    };
    assert_eq!(
        table(&[(8500, "年度资金")]),
        ["名称|分值|原因", "年度资金|甲|1|无", "乙|1|无", "丙|1|无"]
    );
    let both = table(&[(8500, "年度资金"), (11_500, "其中")]);
    assert!(both.iter().all(|row| !row.contains('|')), "{both:?}");
}

#[test]
fn rows_as_close_as_lines_part_nothing_where_one_may_be_a_rest() {
    let close = |rest: &[(i64, &str)]| {
        vec![
            line(1300, &HEAD),
            line(2600, &[(0, "产出"), (9000, "甲"), (20_000, "1")]),
            line(3900, rest),
            line(5200, &[(0, "效益"), (9000, "丙"), (20_000, "3")]),
        ]
    };
    let whole = close(&[(0, "成本"), (9000, "乙"), (20_000, "2")]);
    assert_eq!(shown(whole).len(), 4);
    assert!(
        shown(close(&[(9000, "或其余")]))
            .iter()
            .all(|row| !row.contains('|'))
    );
}

#[test]
fn rows_without_a_reason_are_rows() {
    let lines = vec![
        line(
            5000,
            &[
                (0, "一级"),
                (9000, "二级"),
                (20_000, "名称"),
                (30_000, "目标"),
                (40_000, "实际"),
                (50_000, "原因"),
            ],
        ),
        line(
            7000,
            &[
                (0, "产出"),
                (9000, "数量"),
                (20_000, "甲"),
                (30_000, "1次"),
                (40_000, "1次"),
                (50_000, "无"),
            ],
        ),
        line(9000, &[(20_000, "乙"), (30_000, "2次"), (40_000, "2次")]),
        line(10_000, &[(0, "效益"), (9000, "社会")]),
        line(11_000, &[(20_000, "丙"), (30_000, "3次"), (40_000, "3次")]),
    ];
    assert_eq!(
        shown(lines)[1..],
        [
            "产出|数量|甲|1次|1次|无",
            "效益×2|社会×2|乙|2次|2次",
            "丙|3次|3次"
        ]
    );
}

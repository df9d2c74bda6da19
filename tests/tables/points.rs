//! Columns of points: by several hands, under unknown headings, scaled by a weight.

use shenyue::form::Gap;

use crate::forms::{FUNDS, HEAD, form, rows, shown};

#[test]
fn a_score_of_several_hands_is_the_units_own() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|实际完成值{1,2}|分值{1,2}|得分{3}",
            "单位自评|主管部门审核|财政复核",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|88|85",
            "总分{5}|100|97.5|95|92",
        ],
    ]);
    assert_eq!(rows(&report), ["巡护次数 ≥50次 55次 90 90"]);
    assert_eq!(shown(&report.total_score), "97.5");
    let unknown = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标{1,2}|二级指标{1,2}|三级指标{1,2}|年度指标值{1,2}|实际完成值{1,2}|分值{1,2}|得分{2}",
            "甲组|乙组",
            "产出指标|数量指标|巡护次数|≥50次|55次|90|90|88",
            "总分{5}|100|97.5|95",
        ],
    ]);
    assert_eq!(rows(&unknown), ["巡护次数 ≥50次 55次 90 "]);
    assert!(unknown.gaps.iter().any(|gap| gap.what == "score"));
}

#[test]
fn points_under_a_heading_nobody_knows_are_said() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|得分/满分{2}|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|90/100{2}|",
        ],
    ]);
    assert!(
        report
            .gaps
            .iter()
            .any(|gap| gap.what == "score" && gap.found == "得分/满分"),
        "{:?}",
        report.gaps
    );
}

#[test]
fn a_note_does_not_take_the_total_away() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|100|90|",
            "总分{5}|100|90|",
            "填表说明{8}",
            "1.分值合计100分{8}",
        ],
    ]);
    assert_eq!(
        [shown(&report.total_weight), shown(&report.total_score)],
        ["100", "90"]
    );
}

/// A form whose rows have full marks, marks of its own, a weight and the score that comes of them.
const SCALED: &str =
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|自评得分|权重|折算得分|原因";

#[test]
fn of_full_marks_and_weights_the_weight_counts_where_the_score_is_scaled_by_it() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            SCALED,
            "产出指标|数量指标|巡护次数|≥50次|55次|100|100|50%|50|",
            "产出指标|质量指标|巡护记录|完整|基本完整|20|18|30%|27|缺页",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障|100|95|10%|9.5|",
            "合计{5}||||86.5|",
        ],
    ]);
    assert_eq!(
        rows(&report),
        [
            "巡护次数 ≥50次 55次 50% 50",
            "巡护记录 完整 基本完整 30% 27",
            "两岸安全 有效保障 有效保障 10% 9.5"
        ]
    );
    assert_eq!(shown(&report.indicators[0].weight), "50");
    assert_eq!(shown(&report.total_score), "86.5");
    assert_eq!(report.indicators[1].reason.value().unwrap(), "缺页");
    let of_points = |gap: &&Gap| gap.what.contains("weight") || gap.what.contains("score");
    assert_eq!(report.gaps.iter().find(of_points), None);
}

#[test]
fn a_weight_of_a_whole_class_is_no_weight_of_its_rows() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            SCALED,
            "产出指标|数量指标|巡护次数|≥50次|55次|60|60|70%|42|",
            "产出指标|质量指标|巡护记录|完整|基本完整|40|36|70%|25.2|缺页",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障|100|95|20%|19|",
            "合计{5}||||86.2|",
        ],
    ]);
    let scores: Vec<String> = report
        .indicators
        .iter()
        .map(|row| shown(&row.score))
        .collect();
    assert_eq!(scores, ["42", "25.2", "19"]);
    assert!(
        report
            .indicators
            .iter()
            .all(|row| row.weight.value().is_none())
    );
    let gap = report.gaps.iter().find(|gap| gap.what == "weight").unwrap();
    assert_eq!(
        (gap.reason.as_str(), gap.found.as_str()),
        ("gap-headings-alike", "分值、权重")
    );
}

#[test]
fn two_weights_and_no_scaled_score_are_none() {
    let report = form(&[
        &HEAD,
        &FUNDS,
        &[
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|权重|得分|原因",
            "产出指标|数量指标|巡护次数|≥50次|55次|60|70%|60|",
            "效益指标|社会效益指标|两岸安全|有效保障|有效保障|30|20%|28|记录不全",
            "合计{5}|||88|",
        ],
    ]);
    assert_eq!(shown(&report.indicators[1].score), "28");
    assert!(
        report
            .indicators
            .iter()
            .all(|row| row.weight.value().is_none())
    );
    assert!(report.gaps.iter().any(|gap| gap.what == "weight"));
}

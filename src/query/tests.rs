//! The language as a whole: what is typed, what it means, how it is printed and refused.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::locales::{Catalogue, Lang};

const RULES: &[RuleName] = &[
    RuleName {
        id: "score-total-mismatch",
        zh: "总分与各项得分之和不符",
        en: "total is not the sum of scores",
    },
    RuleName {
        id: "score-over-weight",
        zh: "得分超过分值或为负",
        en: "score above weight or negative",
    },
];

/// Reads `text` and prints it canonically.
fn canonical(text: &str) -> String {
    let query = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    to_text(&query)
}

#[test]
fn a_query_is_printed_in_chinese_with_the_names_of_rules() {
    let said =
        "-规则:总分与各项得分之和不符 (严重:错误 或 是:有疑点) 位置:目标 备注:无 年度:2023,2024";
    let query = parse_with(said, RULES).unwrap();
    assert_eq!(to_words(&query, Lang::Zh, RULES), said);
    assert_eq!(to_words(&query, Lang::En, RULES), to_text(&query));
}

#[test]
fn both_languages_and_both_widths_mean_the_same() {
    let cases = [
        ("score>=95", "score>=95"),
        ("得分：>=95", "score>=95"),
        ("得分≥95分", "score>=95"),
        ("ＳＣＯＲＥ＞＝９５", "score>=95"),
        ("总分 >= 95.00", "score>=95"),
        ("得分：＜100", "score<100"),
        ("score=100", "score:100"),
        ("score!=100", "-score:100"),
        ("rate:90..100", "rate:90..100"),
        ("执行率：90%～100%", "rate:90..100"),
        ("rate:100-90", "rate:90..100"),
        ("rate:90..", "rate>=90"),
        ("rate:..90", "rate<=90"),
        ("年度：2023，2024", "year:2023,2024"),
        ("年度:2023年至2024年", "year:2023..2024"),
        ("year: 2024", "year:2024"),
        ("金额>1,200.50万", "amount>1200.5"),
        ("amount>=1.5亿", "amount>=15000"),
        ("amount<5000元", "amount<0.5"),
        ("amount:1,200,5", "amount:1200 or amount:5"),
        ("severity:error,warning", "severity:error,warning"),
        ("严重：错误、疑点、错误", "severity:error,warning"),
        ("状态：待核实", "status:pending"),
        ("status:待补证", "status:needs_evidence"),
        ("是：满分", "is:full"),
        ("is:不符", "is:mismatch"),
        ("是：不全，有修补", "is:partial,repaired"),
        ("等级:优，良", "grade:excellent,good"),
        ("审阅：在审", "review:started"),
        ("定性>50", "qualitative>50"),
        ("单位：颛桥镇", "unit:颛桥镇"),
        ("单位：“颛桥 镇”", "unit:\"颛桥 镇\""),
        ("单位：「颛桥」", "unit:颛桥"),
        ("单位：镇政府（汇总）", "unit:\"镇政府（汇总）\""),
        ("unit:甲,乙", "unit:甲,乙"),
        ("unit:=甲", "unit:=甲"),
        ("备注：无", "note:none"),
        ("备注：有", "-note:none"),
        ("unit:\"无\"", "unit:\"无\""),
        ("谁：wang", "by:wang"),
        (
            "place:fund:total,指标3,目标",
            "place:fund:total,indicator:3,goal",
        ),
        ("编号：12", "id:12"),
        ("规则：score-total-mismatch", "rule:score-total-mismatch"),
    ];
    for (typed, expected) in cases {
        assert_eq!(canonical(typed), expected, "{typed}");
    }
}

#[test]
fn words_join_bind_and_negate() {
    let cases = [
        ("", ""),
        ("　", ""),
        ("*", ""),
        ("\"\"", ""),
        ("保洁 消防", "保洁 消防"),
        ("保洁 且 消防", "保洁 消防"),
        ("保洁 or 消防 道路", "保洁 or 消防 道路"),
        ("（保洁 或 消防） 道路", "(保洁 or 消防) 道路"),
        ("-保洁", "-保洁"),
        ("－单位：甲", "-unit:甲"),
        ("--保洁", "保洁"),
        ("-(a b)", "-(a b)"),
        ("-(-a)", "a"),
        ("((a b) c)", "a b c"),
        ("-unit:甲,乙", "-unit:甲,乙"),
        ("\"or\" -\"a b\"", "\"or\" -\"a b\""),
        ("\"say \\\"x\\\"\"", "\"say \\\"x\\\"\""),
        ("12:30", "\"12:30\""),
        ("≥99.00(件)", "\"≥99.00(件)\""),
        ("100%", "100%"),
        ("year:2024 (x or y) -z", "year:2024 (x or y) -z"),
        ("a*", "\"a*\""),
    ];
    for (typed, expected) in cases {
        assert_eq!(canonical(typed), expected, "{typed}");
    }
}

#[test]
fn rules_are_found_by_id_name_and_part() {
    let ids = |text: &str| match parse_with(text, RULES) {
        Ok(Query::Field(Field::Rule, Test::OneOf(ids))) => ids.join(" "),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(ids("rule:score-over-weight"), "score-over-weight");
    assert_eq!(ids("规则：总分与各项得分之和不符"), "score-total-mismatch");
    assert_eq!(ids("规则：得分"), "score-total-mismatch score-over-weight");
    assert_eq!(
        ids("rule:TOTAL,over"),
        "score-total-mismatch score-over-weight"
    );
    let error = parse_with("rule:score-total-mismatsh", RULES).unwrap_err();
    assert_eq!(error.suggestion.as_deref(), Some("score-total-mismatch"));
}

#[test]
fn errors_point_at_the_word_and_suggest() {
    let cases = [
        ("a scroe:5", "query-error-field", "scroe", Some("score")),
        ("年渡：2024", "query-error-field", "年渡", Some("年度")),
        ("weather:5", "query-error-field", "weather", None),
        (
            "x severity:eror y",
            "query-error-value",
            "eror",
            Some("error"),
        ),
        (
            "severity:error,",
            "query-error-no-value",
            "severity:error,",
            None,
        ),
        ("状态：属于", "query-error-value", "属于", Some("属实")),
        (
            "place:fund:totl",
            "query-error-value",
            "fund:totl",
            Some("fund:total"),
        ),
        (
            "place:indicator:0",
            "query-error-value",
            "indicator:0",
            Some("indicator:1"),
        ),
        ("place:goal:", "query-error-value", "goal:", Some("goal")),
        ("score:abc", "query-error-number", "abc", None),
        ("score:90..x", "query-error-number", "90..x", None),
        ("score>=90..95", "query-error-number", "90..95", None),
        ("year:2024.5", "query-error-number", "2024.5", None),
        ("a unit:", "query-error-no-value", "unit:", None),
        ("unit:\"\"", "query-error-no-value", "unit:\"\"", None),
        ("unit>5", "query-error-not-a-number-field", "5", None),
        ("a -", "query-error-nothing", "", None),
        ("a or", "query-error-nothing", "", None),
        ("or a", "query-error-nothing", "or", None),
        ("()", "query-error-nothing", "", None),
        ("(a b", "query-error-open-bracket", "(", None),
        ("a b)", "query-error-closing", ")", None),
        ("a \"b c", "query-error-open-quote", "\"b c", None),
        ("unit:“b c", "query-error-open-quote", "“b c", None),
    ];
    for (text, key, word, suggestion) in cases {
        let error = parse(text).expect_err(text);
        let pointed: String = text
            .chars()
            .skip(error.span.start)
            .take(error.span.len())
            .collect();
        assert_eq!((error.key, &*pointed), (key, word), "{text}");
        assert_eq!(error.suggestion.as_deref(), suggestion, "{text}");
        for lang in [Lang::Zh, Lang::En] {
            let message = error.message(&Catalogue::new(lang));
            assert!(
                !message.contains("query-error") && !message.contains("{$"),
                "{message}"
            );
        }
    }
    let message = parse("scroe:5")
        .unwrap_err()
        .message(&Catalogue::new(Lang::Zh));
    assert_eq!(message, "没有“scroe”这个字段，是否想输入“score”？");
}

#[test]
fn length_and_depth_are_bounded() {
    let deep = |n: usize| format!("{}a{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(canonical(&deep(MAX_DEPTH)), "a");
    assert_eq!(
        parse(&deep(MAX_DEPTH + 1)).unwrap_err().key,
        "query-error-too-deep"
    );
    assert_eq!(
        parse(&"(".repeat(4000)).unwrap_err().key,
        "query-error-too-deep"
    );
    assert_eq!(
        parse(&"a".repeat(MAX_CHARS + 1)).unwrap_err().key,
        "query-error-too-long"
    );
    assert!(parse(&format!("{}a", "-".repeat(MAX_CHARS - 1))).is_ok());
}

/// Any text a value may hold.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[保洁消防道路a-z0-9]{1,6}",
        "[ \"“”「」\\\\(),:<>=≥!*|#~.…、，（）：-]{1,5}",
        prop_oneof![
            Just("or"),
            Just("无"),
            Just("none"),
            Just("any"),
            Just("*"),
            Just("且")
        ]
        .prop_map(str::to_owned),
        any::<String>().prop_filter("values are not empty", |text| !text.is_empty()),
    ]
}

fn number() -> impl Strategy<Value = Decimal> {
    (-1_000_000_i64..1_000_000_000, 0_u32..6).prop_map(|(units, scale)| Decimal::new(units, scale))
}

fn condition() -> impl Strategy<Value = Query> {
    (0..FIELDS.len()).prop_flat_map(|at| {
        let info = &FIELDS[at];
        let tests = match info.kind {
            Kind::Text => prop_oneof![
                words().prop_map(Test::Contains),
                words().prop_map(Test::Equals),
            ]
            .boxed(),
            Kind::Number(Unit::Day) => (Just(Op::AtMost), 20_260_101_i64..20_260_129)
                .prop_map(|(op, day)| Test::Number(op, Decimal::from(day)))
                .boxed(),
            Kind::Number(unit) => {
                let whole = matches!(unit, Unit::Whole | Unit::Year);
                let ops = prop_oneof![
                    Just(Op::Less),
                    Just(Op::AtMost),
                    Just(Op::Equal),
                    Just(Op::AtLeast),
                    Just(Op::More),
                ];
                (ops, number(), number(), any::<bool>())
                    .prop_map(move |(op, a, b, range)| {
                        let fit = |n: Decimal| if whole { n.trunc() } else { n };
                        let (a, b) = (fit(a), fit(b));
                        if range {
                            Test::Between(a.min(b), a.max(b))
                        } else {
                            Test::Number(op, a)
                        }
                    })
                    .boxed()
            }
            Kind::Choice(choices) => {
                proptest::sample::subsequence(choices.to_vec(), 1..=choices.len())
                    .prop_map(|some| Test::OneOf(some.iter().map(|c| c.name.to_owned()).collect()))
                    .boxed()
            }
            Kind::Place => proptest::sample::subsequence(
                vec![
                    "form",
                    "fund",
                    "fund:total",
                    "goal",
                    "indicator:12",
                    "indicator",
                    "total",
                ],
                1..=7,
            )
            .prop_map(|some| Test::OneOf(some.iter().map(|name| (*name).to_owned()).collect()))
            .boxed(),
            Kind::Rule => words().prop_map(|id| Test::OneOf(vec![id])).boxed(),
        };
        prop_oneof![9 => tests, 1 => Just(Test::Missing)]
            .prop_map(move |test| Query::Field(info.field, test))
    })
}

fn query() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        1 => Just(Query::All),
        4 => words().prop_map(Query::Text),
        8 => condition(),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..5).prop_map(Query::and),
            proptest::collection::vec(inner.clone(), 1..5).prop_map(Query::or),
            inner.prop_map(Query::negate),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_query_reads_back_as_itself(query in query()) {
        let text = to_text(&query);
        prop_assume!(text.chars().count() <= MAX_CHARS);
        prop_assert_eq!(parse(&text), Ok(query.clone()), "{}", text);
        let text = to_words(&query, Lang::Zh, &[]);
        prop_assume!(text.chars().count() <= MAX_CHARS);
        prop_assert_eq!(parse(&text), Ok(query), "{}", text);
    }

    #[test]
    fn nothing_typed_panics_and_spans_stay_inside(
        text in prop_oneof![
            any::<String>(),
            "[单位年度得分:：>=<≥,，、()（）\"“”「」 orand或a0-9.~万亿%\\\\*!-]{0,40}",
        ],
        cursor in 0_usize..60,
    ) {
        let chars = text.chars().count();
        match parse_with(&text, RULES) {
            Ok(query) => {
                let printed = to_text(&query);
                if printed.chars().count() <= MAX_CHARS {
                    prop_assert_eq!(parse(&printed), Ok(query), "{}", printed);
                }
            }
            Err(error) => prop_assert!(error.span.start <= error.span.end && error.span.end <= chars, "{:?}", error),
        }
        for completion in complete(&text, cursor, Lang::En, RULES) {
            prop_assert!(completion.span.start <= completion.span.end, "{:?}", completion);
            prop_assert!(completion.span.end <= chars, "{:?}", completion);
        }
    }
}

#[test]
fn days_of_a_follow_up_are_told_from_today() {
    let known = Known {
        today: Some(jiff::civil::date(2026, 11, 26)),
        ..Known::default()
    };
    let same = |told: &str, day: &str| {
        assert_eq!(parse_known(told, known), parse(day), "{told}");
    };
    same("到期<=今天", "到期<=2026-11-26");
    same("due:..today", "due<=2026-11-26");
    same("到期:今天..+7", "到期:2026-11-26..2026-12-03");
    same("到期:12-31", "到期:2026-12-31");
    same("到期:2026-12-01", "到期:2026-12-01");
    same("到期<下周三", "到期<2026-12-02");
    // A year is none of these.
    assert!(parse_known("year:+1", known).is_err());
    // Nothing is told from a day that is not known.
    let error = parse("到期<=今天").unwrap_err();
    assert_eq!((error.key, error.span), ("query-error-day", 4..6));
}

#[test]
fn a_view_stands_for_its_filter() {
    let views = [
        ("重点", "score:100 or is:mismatch"),
        ("我的 重点", "视图:重点 year:2024"),
        ("圈", "view:圈"),
        ("坏", "score:多"),
    ];
    let known = Known {
        views: &views,
        ..Known::default()
    };
    let read = |text: &str| parse_known(text, known);
    let written = |text: &str| read(text).map(|query| to_text(&query));
    assert_eq!(
        written("保洁 view:重点").unwrap(),
        to_text(&parse("保洁 (score:100 or is:mismatch)").unwrap())
    );
    assert_eq!(
        written("-view:\"我的重点\"").unwrap(),
        to_text(&parse("-((score:100 or is:mismatch) year:2024)").unwrap())
    );
    for (text, key, span) in [
        ("a view:重电", "query-error-view", 7..9),
        ("view:圈", "query-error-view-circle", 5..6),
        ("view:坏", "query-error-view-broken", 5..6),
        ("view:", "query-error-no-value", 0..5),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!((error.key, error.span), (key, span), "{text}");
    }
    assert!(names_views("x 视图:a") && !names_views("保洁"));
}

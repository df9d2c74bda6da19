//! Any report comes out of the store exactly as it went in.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use shenyue::form::{
    Comparator, Field, Fund, FundLine, Gap, Grade, Indicator, Measure, MoneyUnit, Origin, Quantity,
    Reading, Repair, Report, SourceRow, squeeze,
};
use smol_str::SmolStr;

use crate::common::{IMPORTED, Sandbox, dec, form, new};

fn origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        Just(Origin::default()),
        (0_u32..5, 0_u32..99, 0_u32..20).prop_map(|(p, r, c)| Origin::new(p, r, c)),
        (any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(p, r, c)| Origin::new(p, r, c)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[一-龥]{1,6}",
        "[一-龥a-zA-Z0-9 （）％≥,.\n\t\u{3000}]{0,20}",
        any::<String>(),
    ]
}

/// Millionths at the most, with any number of zeros behind them; or any decimal there is.
fn decimal(digits: u32) -> impl Strategy<Value = Decimal> {
    let bound = 9_000_000_000_000_000_i64 / 10_i64.pow(6 - digits);
    let fits = (-bound..bound, 0..=digits, 0_u32..4).prop_map(move |(mantissa, scale, zeros)| {
        let mut value = Decimal::new(mantissa / 10_i64.pow(digits - scale), scale);
        value.rescale(scale + zeros);
        value
    });
    let most = Decimal::MAX.mantissa();
    let any = (-most..=most, 0..=Decimal::MAX_SCALE)
        .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale));
    prop_oneof![3 => fits, 1 => any]
}

fn field<T: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + 'static,
    print: impl Fn(&T) -> String + 'static,
) -> impl Strategy<Value = Field<T>> {
    let known = (value, any::<bool>(), text()).prop_map(move |(value, same, other)| {
        let printed = if same { print(&value) } else { other };
        (printed, Reading::Known(value))
    });
    let unknown = (text(), 0..3).prop_map(|(printed, which)| {
        let reading = match which {
            0 => Reading::Absent,
            1 => Reading::Blank,
            _ => Reading::Unreadable,
        };
        (printed, reading)
    });
    prop_oneof![
        3 => (known, origin()).prop_map(|((printed, reading), origin)| Field { printed: printed.into(), reading, origin }).boxed(),
        1 => (unknown, origin()).prop_map(|((printed, reading), origin)| Field { printed: printed.into(), reading, origin }).boxed(),
        1 => Just(Field::absent()).boxed(),
    ]
}

fn words() -> impl Strategy<Value = Field<SmolStr>> {
    field(text().prop_map(SmolStr::from), SmolStr::to_string)
}

fn number(digits: u32) -> impl Strategy<Value = Field<Decimal>> {
    field(decimal(digits), Decimal::to_string)
}

fn measure() -> impl Strategy<Value = Field<Measure>> {
    let glyphs = vec![
        Comparator::AtLeast,
        Comparator::MoreThan,
        Comparator::Equal,
        Comparator::AtMost,
        Comparator::LessThan,
    ];
    let quantity =
        (option::of(select(glyphs)), decimal(6), text()).prop_map(|(comparator, number, unit)| {
            Measure::Quantity(Quantity {
                comparator,
                number,
                unit: unit.into(),
            })
        });
    let value = prop_oneof![
        quantity.boxed(),
        text()
            .prop_map(|text| Measure::Words(squeeze(&text).into()))
            .boxed(),
        text().prop_map(|text| Measure::Words(text.into())).boxed(),
    ];
    field(value, |measure| match measure {
        Measure::Words(words) => words.to_string(),
        Measure::Quantity(quantity) => quantity.number.to_string(),
    })
}

fn fund(amounts: u32) -> impl Strategy<Value = Fund> {
    (
        select(FundLine::ALL.to_vec()),
        text(),
        number(amounts),
        number(amounts),
        number(amounts),
        number(6),
        number(6),
        number(6),
    )
        .prop_map(
            |(line, label, initial, annual, executed, weight, rate, score)| Fund {
                line,
                label: label.into(),
                initial,
                annual,
                executed,
                weight,
                rate,
                score,
            },
        )
}

fn indicator() -> impl Strategy<Value = Indicator> {
    (
        words(),
        words(),
        words(),
        measure(),
        measure(),
        number(6),
        number(6),
        words(),
    )
        .prop_map(
            |(level1, level2, name, target, actual, weight, score, reason)| Indicator {
                level1,
                level2,
                name,
                target,
                actual,
                weight,
                score,
                reason,
            },
        )
}

fn grade() -> impl Strategy<Value = Field<Grade>> {
    field(
        select(vec![
            Grade::Poor,
            Grade::Fair,
            Grade::Good,
            Grade::Excellent,
        ]),
        |grade| grade.as_str().to_owned(),
    )
}

fn repair() -> impl Strategy<Value = Repair> {
    (origin(), text(), text(), text()).prop_map(|(origin, kind, found, read_as)| Repair {
        origin,
        kind,
        found,
        read_as,
    })
}

fn gap() -> impl Strategy<Value = Gap> {
    (origin(), text(), text(), text()).prop_map(|(origin, what, reason, found)| Gap {
        origin,
        what,
        reason,
        found,
    })
}

fn source_row() -> impl Strategy<Value = SourceRow> {
    (any::<u32>(), any::<u32>(), text()).prop_map(|(part, row, text)| SourceRow { part, row, text })
}

fn report_in(money_unit: MoneyUnit, amounts: u32) -> impl Strategy<Value = Report> {
    let year = field(any::<i32>(), i32::to_string);
    (
        (words(), year, words(), words(), words()),
        vec(fund(amounts), 0..4),
        (words(), words()),
        vec(indicator(), 0..4),
        (number(6), number(6)),
        grade(),
        (
            vec(repair(), 0..3),
            vec(gap(), 0..3),
            vec(source_row(), 0..4),
        ),
    )
        .prop_map(
            move |(head, funds, narratives, indicators, total, grade, beside)| Report {
                title: head.0,
                year: head.1,
                project: head.2,
                department: head.3,
                unit: head.4,
                money_unit,
                funds,
                goal: narratives.0,
                outcome: narratives.1,
                indicators,
                total_weight: total.0,
                total_score: total.1,
                grade,
                repairs: beside.0,
                gaps: beside.1,
                source: beside.2,
            },
        )
}

fn report() -> impl Strategy<Value = Report> {
    prop_oneof![report_in(MoneyUnit::Wan, 6), report_in(MoneyUnit::Yuan, 2)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_report_comes_back(reports in vec(report(), 1..4)) {
        let reports: Vec<_> = reports.into_iter().map(|report| new(report, Vec::new())).collect();
        let sandbox = Sandbox::with(&reports);
        let reader = sandbox.reader();
        let ids = reader.report_ids(&shenyue::query::Query::All, IMPORTED).unwrap();
        prop_assert_eq!(ids.len(), reports.len());
        for (id, stored) in ids.into_iter().zip(&reports) {
            let back = reader.report(id, None).unwrap().report;
            prop_assert_eq!(&back, &stored.report);
            // Equal decimals can carry different numbers of decimals; those come back too.
            prop_assert_eq!(
                serde_json::to_string(&back).unwrap(),
                serde_json::to_string(&stored.report).unwrap()
            );
        }
        // The same from another file changes nothing.
        let again = sandbox.add("second.txt", 2, &reports);
        prop_assert_eq!(again.unchanged, u64::try_from(reports.len()).unwrap());
    }
}

#[test]
fn a_number_of_more_than_six_decimals_is_kept_as_it_is_and_leaves_its_column_empty() {
    let place = Origin::new(0, 13, 7);
    let number = |text: &str| Field::known(text, dec(text), place);
    let mut odd = form("甲单位", "保洁", 2024);
    odd.total_score = number("99.3333333");
    odd.indicators[1].score = number("33.3333333");
    let quantity = Quantity {
        comparator: Some(Comparator::AtLeast),
        number: dec("79228162514264337593543950335"),
        unit: "件".into(),
    };
    odd.indicators[1].target = Field::known("≥7…5件", Measure::Quantity(quantity), place);
    let sandbox = Sandbox::with(&[new(odd.clone(), Vec::new())]);
    let detail = sandbox.reader().report(sandbox.ids()[0], None).unwrap();
    assert_eq!(detail.report, odd);
    assert_eq!(detail.row.score, None);
    let columns: (Option<i64>, Option<i64>, String) = sandbox
        .raw()
        .query_row(
            "SELECT score, target_number, target_unit FROM indicator WHERE number = 2",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    assert_eq!(columns, (None, None, "件".to_owned()));
}

#[test]
fn an_amount_in_yuan_is_kept_to_the_cent_in_wan() {
    let mut report = form("甲单位", "保洁", 2024);
    report.money_unit = MoneyUnit::Yuan;
    report.funds[0].annual = Field::known("1,234,567.89", dec("1234567.89"), Origin::default());
    let sandbox = Sandbox::with(&[new(report.clone(), Vec::new())]);
    let reader = sandbox.reader();
    let detail = reader.report(sandbox.ids()[0], None).unwrap();
    assert_eq!(detail.report, report);
    assert_eq!(detail.row.annual, Some(dec("123.456789")));
    let micro: i64 = sandbox
        .raw()
        .query_row("SELECT annual FROM fund", [], |row| row.get(0))
        .unwrap();
    assert_eq!(micro, 123_456_789);
}

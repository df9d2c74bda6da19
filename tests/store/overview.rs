//! The overview against a count by hand.

use rust_decimal::Decimal;
use shenyue::form::{Field as Cell, Origin};
use shenyue::query::{Field, Query, Test};
use shenyue::store::{RATE_BINS, SCORE_BINS, Share, Sort};

use crate::common::{Sandbox, form, new};

fn sandbox() -> Sandbox {
    let reports: Vec<_> = [
        ("颛桥镇", 2023, "100"),
        ("颛桥镇", 2024, "99.99"),
        ("颛　桥镇", 2024, "59"),
        ("虹桥镇", 2024, "100"),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (unit, year, score))| {
        let mut report = form(unit, &format!("项目{at}"), year);
        report.total_score = Cell::known(score, score.parse().unwrap(), Origin::default());
        new(report, Vec::new())
    })
    .collect();
    Sandbox::with(&reports)
}

#[test]
fn stretches_hold_what_their_filter_finds() {
    let sandbox = sandbox();
    let reader = sandbox.reader();
    let overview = reader.overview(&Query::All).unwrap();
    for (field, bins, counts) in [
        (Field::Score, SCORE_BINS, overview.scores),
        (Field::Rate, RATE_BINS, overview.rates),
    ] {
        for (bin, count) in bins.into_iter().zip(counts) {
            let found = reader
                .report_ids(&bin.query(field), Sort::default())
                .unwrap();
            assert_eq!(u64::try_from(found.len()).unwrap(), count, "{bin:?}");
        }
    }
}

#[test]
fn years_and_units_add_up_and_heed_the_filter() {
    let sandbox = sandbox();
    let overview = sandbox.reader().overview(&Query::All).unwrap();
    assert_eq!((overview.all.reports, overview.all.hundred), (4, 2));
    assert_eq!(overview.all.qualitative, 4);
    let years: Vec<_> = overview
        .years
        .iter()
        .map(|(year, of)| (*year, of.reports))
        .collect();
    assert_eq!(years, [(Some(2024), 3), (Some(2023), 1)]);
    // White space does not make another unit.
    let units: Vec<_> = overview
        .units
        .iter()
        .map(|(unit, of)| (unit.as_str(), of.reports))
        .collect();
    assert_eq!(units, [("颛桥镇", 3), ("虹桥镇", 1)]);

    let query = Query::Field(
        Field::Score,
        Test::Number(shenyue::query::Op::Less, Decimal::from(100)),
    );
    let overview = sandbox.reader().overview(&query).unwrap();
    assert_eq!(
        overview.all,
        Share {
            reports: 2,
            indicators: 4,
            qualitative: 2,
            ..Share::default()
        }
    );
}

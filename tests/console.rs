//! The console blocks of the documentation are what the binary prints.
//! `TRYCMD=overwrite cargo test --test console` writes them anew.

#[test]
fn the_tour_is_what_the_binary_prints() {
    trycmd::TestCases::new()
        .env("SHENYUE_LANG", "en")
        .case("docs/tour.md");
}

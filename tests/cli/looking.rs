//! Looking changes nothing: a database that is kept under version control stays as it is.

use crate::common::Desk;

#[test]
fn commands_that_only_look_change_no_byte_of_the_database() {
    let desk = Desk::with_forms();
    let bytes = || {
        let beside = std::fs::metadata(desk.path("test.db-wal"));
        (
            std::fs::read(desk.db()).unwrap(),
            beside.map_or(0, |file| file.len()),
        )
    };
    let before = bytes();
    let out = desk.path("out.csv");
    for arguments in [
        &["reports", "is:mismatch score>=95"][..],
        &["findings", "severity:error", "--format", "json"],
        &["show", "12"],
        &["overview"],
        &["rules"],
        &["explain", "exec-rate-mismatch"],
        &["view"],
        &["mute"],
        &["log"],
        &["verify"],
        &["export", "--to", out.to_str().unwrap()],
        &["--plain"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(bytes() == before, "{arguments:?}");
    }
}

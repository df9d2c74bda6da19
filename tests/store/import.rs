//! Importing into the store: what comes back, what a second import changes, what an interrupted
//! one leaves.

use crate::common::{file_of, form};
use shenyue::query::Query;
use shenyue::store::{NewFile, NewReport, Reader, Sort, Stored, Writer};

#[test]
fn a_form_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::create(&path).unwrap();
    let reports = [NewReport {
        report: form("颛桥镇政府", "消防安全", 2024),
        findings: Vec::new(),
        digest: b"digest".to_vec(),
        all_full: true,
    }];
    let mut import = writer.import();
    let stored = import.add(&file_of("a.txt", 1, &reports)).unwrap();
    assert_eq!(
        stored,
        Stored {
            new: 1,
            ..Stored::default()
        }
    );
    import.finish().unwrap();

    let reader = Reader::open(&path).unwrap();
    let ids = reader.report_ids(&Query::All, Sort::default()).unwrap();
    let detail = reader.report(ids[0], None).unwrap();
    assert_eq!(detail.report, reports[0].report);
    assert_eq!(detail.source.path, "a.txt");
    assert!(detail.row.all_full);
    assert_eq!(reader.reports(&ids).unwrap(), [detail.row]);
    let _: &NewFile<'_> = &file_of("", 0, &[]);
}

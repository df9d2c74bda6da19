//! Drafts of notes.

use shenyue::rules::{Place, Severity};
use shenyue::store::{Draft, Subject};

use crate::common::{Sandbox, finding, form, new};

#[test]
fn a_draft_is_kept_until_it_is_empty() {
    let found = finding(
        "target-vague",
        Severity::Notice,
        Place::Indicator(2),
        "提升",
    );
    let sandbox = Sandbox::with(&[new(form("颛桥镇", "保洁", 2024), vec![found])]);
    let id = sandbox.ids()[0];
    let finding = sandbox
        .reader()
        .report(id, None)
        .unwrap()
        .findings
        .remove(0);
    let on_report = Subject::Report(id, Place::Indicator(1));
    let on_finding = Subject::Finding(finding.fingerprint);
    let save = |by: &str, subject: &Subject, text: &str| {
        let draft = Draft {
            by: by.to_owned(),
            subject: subject.clone(),
            text: text.to_owned(),
        };
        sandbox.writer().save_draft(&draft).unwrap();
    };
    save("王", &on_report, "第一行\n");
    save("王", &on_report, "第一行\n第二行");
    save("王", &on_finding, "疑点");
    save("李", &on_report, "别人的");

    let reader = sandbox.reader();
    let text = |by, subject| reader.draft(by, subject).unwrap().map(|draft| draft.text);
    assert_eq!(text("王", &on_report).unwrap(), "第一行\n第二行");
    assert_eq!(text("李", &on_report).unwrap(), "别人的");
    let mine: Vec<_> = reader.drafts("王").unwrap();
    assert_eq!(mine.len(), 2);
    assert_eq!(mine[0].subject, on_finding);
    assert_eq!(mine[1].subject, on_report);

    save("王", &on_report, "");
    assert_eq!(text("王", &on_report), None);
    assert_eq!(text("李", &on_report).unwrap(), "别人的");
}

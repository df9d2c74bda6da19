//! `export --to FILE.html`: working papers.

use crate::common::Desk;

#[test]
fn working_papers_carry_facts_places_basis_and_who_decided() {
    let desk = Desk::with_forms();
    let rows = desk.json(&["findings", "severity:error", "--format", "json"]);
    let (sure, open) = (&rows[0], &rows[1]);
    let id = |row: &serde_json::Value| row["id"].as_str().unwrap().to_owned();
    let (sure_id, open_id) = (id(sure), id(open));
    for arguments in [
        vec![
            "--as",
            "审一",
            "verdict",
            &sure_id,
            "confirmed",
            "--reason",
            "凭证<12>号",
        ],
        vec!["--as", "审二", "review", &sure_id, "approved"],
        vec!["--as", "审一", "note", &open_id, "=待索取\u{202e}台账"],
    ] {
        desk.run(&arguments).says(0, &["Saved"]);
    }
    let to = desk.path("papers.html");
    let to = to.to_str().unwrap();
    let count = rows.as_array().unwrap().len().to_string();
    desk.run(&["--lang", "zh", "export", "--to", to, "severity:error"])
        .says(0, &[&format!("{count} 条"), "底稿"]);

    let page = std::fs::read_to_string(to).unwrap();
    let of = |row: &serde_json::Value| {
        let start = page.find(&format!("({}) ", &id(row)[..8])).unwrap();
        let rest = &page[start..];
        rest[..rest.find("</table>").unwrap()].to_owned()
    };
    let (sure, open) = (of(sure), of(open));
    assert!(
        sure.contains("问题：") && !sure.contains("疑点："),
        "{sure}"
    );
    assert!(
        open.contains("疑点：") && !open.contains("问题："),
        "{open}"
    );
    for words in [
        "凭证&lt;12&gt;号",
        "审一 2",
        "审二 2",
        "已复核",
        "依据",
        "建议审计程序",
        "行</td>",
    ] {
        assert!(sure.contains(words), "{words} in {sure}");
    }
    assert!(open.contains("=待索取⟨202E⟩台账"), "{open}");
    // A paper has its source, and room for those who sign.
    for words in ["SHA-256 ", "被审计单位意见", "severity:error"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn what_is_muted_is_not_counted_as_pending() {
    let desk = Desk::with_forms();
    let rows = desk.json(&["findings", "severity:error", "--format", "json"]);
    let of = |what: &str| rows[0][what].as_str().unwrap().to_owned();
    let (rule, unit) = (of("rule"), of("unit"));
    desk.run(&[
        "mute",
        &rule,
        "--unit",
        &unit,
        "--reason",
        "local convention",
    ])
    .says(0, &["Saved"]);
    let to = desk.path("papers.html");
    desk.run(&["export", "--to", to.to_str().unwrap(), "is:muted"])
        .says(0, &["1 forms"]);
    let page = std::fs::read_to_string(to).unwrap();
    assert!(
        page.contains("0 pending") && page.contains(" muted"),
        "{page}"
    );
}

#[test]
fn papers_are_pages_and_lists_are_not() {
    let desk = Desk::with_forms();
    for (file, what) in [("a.csv", "papers"), ("a.html", "findings")] {
        let to = desk.path(file);
        let to = to.to_str().unwrap();
        desk.run(&["export", "--to", to, "--what", what])
            .says(2, &[".html"]);
        assert!(!std::path::Path::new(to).exists());
    }
}

//! `import --history`: what became of the files of past imports.

use crate::common::{Desk, form};

#[test]
fn past_imports_are_listed_with_their_files() {
    let desk = Desk::new();
    desk.file("bureau/water.txt", form("water-2024.txt"));
    desk.file("bureau/broken.pdf", "%PDF-1.7 nothing");
    desk.file("bureau/photo.jpg", b"\xff\xd8\xff\xe0");
    let folder = desk.path("bureau");
    let folder = folder.to_str().unwrap();
    desk.run(&["import", folder, "--as", "tester"]).says(3, &[]);
    desk.run(&["import", folder, "--as", "李四"]).says(3, &[]);

    let past = desk.json(&["import", "--history", "--format", "json"]);
    let past = past.as_array().unwrap();
    assert_eq!(past.len(), 2);
    let (again, first) = (&past[0], &past[1]);
    assert_eq!((&first["id"], &first["by"]), (&1.into(), &"tester".into()));
    assert_eq!((&again["id"], &again["by"]), (&2.into(), &"李四".into()));
    assert_eq!(first["end"], "done");
    assert_eq!(first["paths"][0], folder);
    assert_eq!(first["files"], 2, "{first}");
    assert_eq!(
        (&first["refused"], &first["left_out"]),
        (&1.into(), &1.into())
    );
    assert_eq!(first["new"], again["unchanged"]);
    assert_eq!((&again["new"], &again["revised"]), (&0.into(), &0.into()));

    let files = desk.json(&["import", "--history=1", "--format", "json"]);
    let fate = |name: &str| {
        let files = files.as_array().unwrap();
        let named = |file: &&serde_json::Value| file["path"].as_str().unwrap().ends_with(name);
        files.iter().find(named).unwrap().clone()
    };
    assert_eq!(fate("water.txt")["fate"], "new");
    assert_eq!(fate("broken.pdf")["fate"], "refused");
    assert!(fate("broken.pdf")["refused"][0].as_str().unwrap().len() > 10);
    assert_eq!(fate("photo.jpg")["fate"], "passed_over");
    desk.run(&["import", "--history=1", "--lang", "zh"])
        .says(0, &["broken.pdf", "拒收", "新增", "略过"]);
    desk.run(&["import", "--history"])
        .says(0, &["tester", "done"]);
}

#[test]
fn an_import_that_never_was_is_a_mistake() {
    let desk = Desk::with_forms();
    desk.run(&["import", "--history=7"])
        .says(2, &["no import 7"]);
    desk.run(&["import", "--history", "x.txt"]).says(2, &[]);
}

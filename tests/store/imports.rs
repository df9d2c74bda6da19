//! What became of imports, looked at later.

use shenyue::locales::Lang;
use shenyue::query::{Field, Query, Test};
use shenyue::store::{Fate, FileNote, Said, Sort, Stored};

use crate::common::{Sandbox, file_of, form, new};

fn note(path: &str, said: Vec<Said>) -> FileNote<'_> {
    FileNote {
        path,
        passed_over: false,
        said,
    }
}

fn said(refused: bool) -> Said {
    Said {
        refused,
        zh: "没有找到".to_owned(),
        en: "not found".to_owned(),
    }
}

#[test]
fn files_are_remembered_with_what_became_of_them() {
    let sandbox = Sandbox::new();
    let forms = [new(form("颛桥镇", "保洁", 2024), Vec::new())];
    let mut writer = sandbox.writer();
    let mut import = writer.import();
    let id = import.begin("张三", &["乙".to_owned()]).unwrap();
    let kept = import
        .keep(
            &note("甲.txt", vec![said(false)]),
            Some(file_of("甲.txt", 1, &forms)),
        )
        .unwrap();
    assert_eq!((kept.new, kept.unchanged), (1, 0));
    import
        .keep(
            &note("甲2.txt", Vec::new()),
            Some(file_of("甲2.txt", 1, &forms)),
        )
        .unwrap();
    import
        .keep(&note("丙.pdf", vec![said(true)]), None)
        .unwrap();
    let passed_over = FileNote {
        passed_over: true,
        ..note(".丁", vec![said(false)])
    };
    import.keep(&passed_over, None).unwrap();
    import.rest().unwrap();

    let reader = sandbox.reader();
    let running = reader.imports(10, None).unwrap();
    assert_eq!(running[0].ended_at, None, "it still runs");
    assert_eq!(running[0].files, 3, "and what is committed counts");
    import.end(true, 7).unwrap();

    let row = reader.imports(10, None).unwrap().remove(0);
    assert_eq!((row.id, row.by.as_str()), (id, "张三"));
    assert_eq!(row.paths, ["乙"]);
    assert!(row.ended_at.is_some() && row.stopped);
    assert_eq!((row.refused, row.left_out, row.remaining), (1, 1, 7));
    let stored = Stored {
        new: 1,
        unchanged: 1,
        revised: 0,
    };
    assert_eq!(row.stored, stored);

    let numbers = reader.import_files(id, &[]).unwrap();
    let files = reader.import_file_rows(id, &numbers).unwrap();
    let fates: Vec<Fate> = files.iter().map(|file| file.fate).collect();
    assert_eq!(
        fates,
        [Fate::New, Fate::Unchanged, Fate::Refused, Fate::PassedOver]
    );
    assert_eq!(files[2].said[0].get(Lang::Zh), "没有找到");
    assert_eq!(files[2].said[0].get(Lang::En), "not found");
    // The same bytes under another name: its form is known, and where it was first.
    assert_eq!(files[1].reports, files[0].reports);
    assert_eq!(files[1].source.as_deref(), Some("甲.txt"));
    assert_eq!(reader.import_files(id, &[Fate::Refused]).unwrap(), [3]);
}

#[test]
fn forms_are_found_by_the_file_they_stood_in() {
    let sandbox = Sandbox::new();
    sandbox.add(
        "水务/2023.txt",
        1,
        &[new(form("甲", "河道", 2023), Vec::new())],
    );
    sandbox.add(
        "水务/2024.txt",
        2,
        &[new(form("乙", "泵站", 2024), Vec::new())],
    );
    // The first form again, unchanged, beside another.
    let both = [
        new(form("甲", "河道", 2023), Vec::new()),
        new(form("丙", "防汛", 2024), Vec::new()),
    ];
    sandbox.add("汇总.txt", 3, &both);
    let found = |test: Test| {
        let query = Query::Field(Field::File, test);
        let ids = sandbox
            .reader()
            .report_ids(&query, Sort::default())
            .unwrap();
        ids.len()
    };
    assert_eq!(found(Test::Equals("水务/2023.txt".to_owned())), 1);
    assert_eq!(found(Test::Contains("水务".to_owned())), 2);
    assert_eq!(found(Test::Equals("汇总.txt".to_owned())), 2);
    assert_eq!(found(Test::Equals("2023.txt".to_owned())), 0);
}

#[test]
fn an_import_that_breaks_off_shows_as_such() {
    let sandbox = Sandbox::new();
    let forms = [new(form("颛桥镇", "保洁", 2024), Vec::new())];
    let mut writer = sandbox.writer();
    let mut import = writer.import();
    let id = import.begin("", &[]).unwrap();
    import
        .keep(
            &note("甲.txt", Vec::new()),
            Some(file_of("甲.txt", 1, &forms)),
        )
        .unwrap();
    drop(import);
    let reader = sandbox.reader();
    assert_eq!(reader.imports(1, None).unwrap()[0].ended_at, None);
    // What was not committed is gone: the file and what was said of it, both.
    assert!(reader.import_files(id, &[]).unwrap().is_empty());
    assert!(
        reader
            .report_ids(&Query::All, Sort::default())
            .unwrap()
            .is_empty()
    );
}

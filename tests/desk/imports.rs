//! Imports begun and looked at from the desk.

use std::path::Path;
use std::time::Duration;

use shenyue::desk::Key::{self, Char, Down, Enter, Esc, Tab};
use shenyue::desk::{ImportNews, Message, Progress};
use shenyue::intake::Stage;
use shenyue::locales::Lang;
use shenyue::rules;
use shenyue::store::{FileNote, ImportId, NewFile, NewReport, Prepared, Said};

use crate::bench::{Bench, Imports, setup};
use crate::forms;

/// A folder with a form, a broken file and a picture.
fn bureau() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let form = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/water-2024.txt");
    std::fs::copy(form, folder.path().join("水务局.txt")).unwrap();
    std::fs::write(folder.path().join("坏的.pdf"), "%PDF-1.7 nothing").unwrap();
    std::fs::write(folder.path().join("照片.jpg"), b"\xff\xd8\xff\xe0").unwrap();
    folder
}

fn begin(desk: &mut Bench, path: &Path) {
    desk.press(&[Char('i')]);
    desk.send(Message::Paste(format!("'{}'", path.display())));
    desk.press(&[Enter]);
}

/// What two past imports left: one with every outcome, one that was stopped.
pub fn past(desk: &mut Bench) {
    let said = |refused: bool, zh: &str, en: &str| Said {
        refused,
        zh: zh.to_owned(),
        en: en.to_owned(),
    };
    let mut writer = desk.colleague();
    let mut import = writer.import();
    import
        .begin("李审计", &["区财政局/2024年度自评表".to_owned()])
        .unwrap();
    let files = [
        ("区财政局/2024年度自评表/教育局汇总.xlsx", false, vec![]),
        (
            "区财政局/2024年度自评表/民政局/社会救助.pdf",
            false,
            vec![said(
                true,
                "扫描件：3 页都没有文字层。请先做文字识别（OCR），或向单位索取电子版。",
                "A scan: 3 pages without text. Run text recognition (OCR) first, or ask for the original.",
            )],
        ),
        (
            "区财政局/2024年度自评表/会议照片.jpg",
            true,
            vec![said(false, "不是文档。", "Not a document.")],
        ),
    ];
    let report = forms::all().remove(0);
    let new = NewReport {
        findings: Vec::new(),
        answers: Vec::new(),
        digest: rules::digest(&report),
        all_full: false,
        report,
    };
    let mut known = Some(NewFile {
        path: "区财政局/2024年度自评表/教育局汇总.xlsx",
        sha256: [1; 32],
        parts: &[],
        reports: vec![Prepared::new(new).unwrap()],
    });
    for (path, passed_over, said) in files {
        let note = FileNote {
            path,
            passed_over,
            said,
        };
        import.keep(&note, known.take()).unwrap();
    }
    import.end(false, 0).unwrap();
    let mut import = writer.import();
    import.begin("王审计", &["补报.zip".to_owned()]).unwrap();
    import.end(true, 12).unwrap();
    desk.send(Message::Changed);
}

#[test]
fn a_folder_is_imported_and_its_outcome_seen_file_by_file() {
    let folder = bureau();
    let mut desk = Bench::open(Lang::Zh, (100, 30));
    begin(&mut desk, folder.path());
    let screen = desk.screen();
    assert!(screen.contains("导入结束：文件 2 个"), "{screen}");
    assert!(screen.contains("完成"), "{screen}");
    desk.press(&[Enter]);
    let screen = desk.screen();
    for said in ["水务局.txt", "新增", "坏的.pdf", "拒收", "照片.jpg", "略过"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    // Only what was refused, with the reason in full.
    desk.press(&[Char('f')]);
    let screen = desk.screen();
    assert!(
        screen.contains("坏的.pdf") && !screen.contains("水务局.txt"),
        "{screen}"
    );
    desk.press(&[Char('e')]);
    assert!(desk.screen().contains("文件的结果"), "{}", desk.screen());
    // Back to all the imports, and on to the forms of the file.
    desk.press(&[Esc, Esc, Enter, Down, Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("[1 项目]"),
        "several forms are listed: {screen}"
    );
    assert!(screen.contains("水务局.txt"), "by the file: {screen}");
    assert!(!screen.contains("河道日常保洁"), "and no others: {screen}");
}

#[test]
fn importing_again_changes_nothing_and_is_remembered() {
    let folder = bureau();
    let mut desk = Bench::open(Lang::Zh, (100, 30));
    let path = folder.path().join("水务局.txt");
    begin(&mut desk, &path);
    let first = desk.reader().imports(9, None).unwrap();
    begin(&mut desk, &path);
    let both = desk.reader().imports(9, None).unwrap();
    assert_eq!((first.len(), both.len()), (1, 2));
    assert!(first[0].stored.new > 1, "{first:?}");
    assert_eq!((both[0].stored.new, both[0].stored.revised), (0, 0));
    assert_eq!(both[0].stored.unchanged, first[0].stored.new);
    assert_eq!(both[0].by, "李审计");
    // Tomorrow both are still there.
    assert!(
        desk.screen().contains(">    2 "),
        "the newest is selected: {}",
        desk.screen()
    );
    desk.reopen(Lang::Zh);
    desk.press(&[Char('6'), Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("第 2 次导入") && screen.contains("水务局.txt"),
        "{screen}"
    );
}

#[test]
fn the_path_is_completed_and_a_slip_keeps_the_dialog_open() {
    let folder = bureau();
    let mut desk = Bench::open(Lang::Zh, (120, 30));
    desk.press(&[Char('i')]);
    desk.send(Message::Paste(format!("{}/水", folder.path().display())));
    desk.press(&[Tab]);
    let screen = desk.screen();
    assert!(
        screen.contains("水务局.txt") && screen.contains("按 Enter 导入"),
        "{screen}"
    );
    desk.text("x").press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("没有这个文件或文件夹"), "{screen}");
    assert!(desk.reader().imports(1, None).unwrap().is_empty());
    // Esc loses nothing: the path is there again.
    desk.press(&[Esc, Char('i')]);
    assert!(desk.screen().contains("水务局.txtx"), "{}", desk.screen());
    desk.press(&[Key::Ctrl('u')]);
    desk.send(Message::Paste(format!("{}/", folder.path().display())));
    // The files below are chosen with the arrows; Enter takes one, Enter imports it.
    desk.press(&[Down, Down, Down, Key::Up, Enter]);
    assert!(desk.screen().contains("按 Enter 导入"), "{}", desk.screen());
}

#[test]
fn the_desk_stays_usable_while_an_import_runs() {
    let folder = bureau();
    let mut desk = Bench::open(Lang::Zh, (100, 30));
    desk.imports = Imports::Held(Vec::new());
    begin(&mut desk, folder.path());
    desk.send(Message::Import(ImportNews::Begun(ImportId(1))));
    let files = Progress {
        done: 30,
        all: 120,
        path: "民政局/救助.xlsx".to_owned(),
        spent: Duration::from_secs(10),
        stage: None,
    };
    // What comes behind the files counts anew, and says what it is.
    desk.send(Message::Import(ImportNews::Progress(Progress {
        done: 500,
        all: 1_000,
        path: String::new(),
        stage: Some(Stage::Alike),
        ..files.clone()
    })));
    let screen = desk.screen();
    for said in ["60%", "查找各处雷同的文字", "500/1,000", "每秒 50 个"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.send(Message::Import(ImportNews::Progress(files)));
    let screen = desk.screen();
    for said in [
        "25%",
        "30/120",
        "每秒 3 个",
        "剩余 0:30",
        "民政局/救助.xlsx",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    // A second one has to wait; meanwhile one reads, and the title line says how far it is.
    desk.press(&[Char('i')]);
    assert!(desk.screen().contains("正在导入"), "{}", desk.screen());
    desk.press(&[Char('1'), Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("[2 详情]") && screen.contains("导入 25%"),
        "{screen}"
    );
    desk.let_imports_go();
    assert!(desk.screen().contains("导入结束"), "{}", desk.screen());
    assert!(!desk.screen().contains("导入 25%"), "{}", desk.screen());
}

#[test]
fn leaving_meanwhile_asks_and_waits_for_the_file_in_hand() {
    let folder = bureau();
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.imports = Imports::Held(Vec::new());
    begin(&mut desk, folder.path());
    desk.press(&[Char('q')]);
    assert!(
        !desk.left && desk.screen().contains("要离开吗"),
        "{}",
        desk.screen()
    );
    desk.press(&[Char('n')]);
    assert!(!desk.stopped && !desk.left);
    desk.press(&[Char('q'), Char('y')]);
    assert!(
        desk.stopped && !desk.left,
        "the file in hand is finished first"
    );
    desk.let_imports_go();
    assert!(desk.left);
    let import = desk.reader().imports(1, None).unwrap().remove(0);
    assert!(import.stopped && import.remaining > 0, "{import:?}");
}

#[test]
fn an_import_is_stopped_by_a_key() {
    let folder = bureau();
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('6'), Char('c')]);
    assert!(
        desk.screen().contains("没有正在进行的导入"),
        "{}",
        desk.screen()
    );
    desk.imports = Imports::Held(Vec::new());
    begin(&mut desk, folder.path());
    desk.press(&[Char('c')]);
    assert!(desk.stopped);
    assert!(desk.screen().contains("存完"), "{}", desk.screen());
    desk.let_imports_go();
    desk.press(&[Down]);
    assert!(desk.screen().contains("中途停止"), "{}", desk.screen());
}

#[test]
fn a_failure_is_said_and_the_next_import_can_begin() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.imports = Imports::Held(Vec::new());
    begin(&mut desk, Path::new("/"));
    desk.send(Message::Import(ImportNews::Failed("磁盘已满。".to_owned())));
    assert!(desk.screen().contains("磁盘已满"), "{}", desk.screen());
    desk.press(&[Char('i')]);
    assert!(desk.screen().contains("路径："), "{}", desk.screen());
}

#[test]
fn a_desk_for_reading_only_imports_nothing() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.model = shenyue::desk::Model::new(setup(Lang::Zh, (80, 24), true));
    desk.send(Message::Started);
    desk.press(&[Char('6'), Char('i')]);
    assert!(!desk.screen().contains("路径："), "{}", desk.screen());
}

#[test]
fn hostile_names_are_shown_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let name = "坏\u{1b}[2J\u{202e}名.pdf";
    std::fs::write(folder.path().join(name), "%PDF-1.7 nothing").unwrap();
    let mut desk = Bench::open(Lang::Zh, (120, 30));
    begin(&mut desk, folder.path());
    desk.press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains('坏') && screen.contains("⟨1B⟩"), "{screen}");
    assert!(!screen.contains(['\u{1b}', '\u{202e}']), "{screen}");
    desk.press(&[Char('i')]);
    desk.press(&[Key::Ctrl('u')]);
    desk.send(Message::Paste(format!("{}/", folder.path().display())));
    let screen = desk.screen();
    assert!(!screen.contains(['\u{1b}', '\u{202e}']), "{screen}");
}

#[test]
fn the_end_of_an_import_is_told_in_full() {
    let folder = bureau();
    for (lang, ends) in [
        (Lang::Zh, ["略过 1。", "略过 0。"]),
        (Lang::En, ["passed over.", "skipped."]),
    ] {
        for size in [(80, 24), (60, 20), (200, 60)] {
            let mut desk = Bench::open(lang, size);
            begin(&mut desk, folder.path());
            let screen = desk.screen();
            for end in ends {
                assert!(screen.contains(end), "{end} {size:?}: {screen}");
            }
            desk.press(&[Down]);
            assert!(!desk.screen().contains(ends[1]), "{}", desk.screen());
        }
    }
}

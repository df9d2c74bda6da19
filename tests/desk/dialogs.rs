//! Dialogs and pages at the sizes people use, as they are seen.

use std::time::Duration;

use shenyue::desk::Key::{self, Char, Down, Enter, Tab};
use shenyue::desk::{ExportNews, ImportNews, Message, Model, Progress};
use shenyue::form::{Field, Origin, Report};
use shenyue::locales::Lang;
use shenyue::store::{Action, NewEvent, Subject, Verdict};

use crate::bench::{Bench, Imports, import, setup};
use crate::forms;
use crate::pictures::{pictures, pictures_of};

/// Opens the form whose total is wrong, at its first finding.
fn at_a_finding(desk: &mut Bench) {
    desk.press(&[Char('/')]).text("老旧小区");
    desk.press(&[Enter, Char('1'), Enter, Char('n')]);
}

/// Another auditor decides all findings of the form that is open.
fn colleague_decides(desk: &mut Bench, verdict: Verdict, reason: &str) {
    let query = shenyue::query::parse("老旧小区").unwrap();
    let ids = desk.reader().finding_ids(&query).unwrap();
    let events: Vec<NewEvent> = desk
        .reader()
        .findings(&ids)
        .unwrap()
        .into_iter()
        .map(|finding| NewEvent {
            by: "王复核".to_owned(),
            subject: Subject::Finding(finding.fingerprint),
            action: Action::Verdict(verdict, reason.to_owned()),
        })
        .collect();
    desk.colleague().append_all(&events).unwrap();
    desk.send(Message::Changed);
}

#[test]
fn assignment() {
    pictures("assign", |desk| {
        colleague_decides(desk, Verdict::Confirmed, "");
        desk.press(&[Char('A'), Down]);
    });
}

#[test]
fn day_of_the_follow_up() {
    pictures("due", |desk| {
        desk.press(&[Char('F')]).text("下周三");
    });
    pictures("due-unclear", |desk| {
        desk.press(&[Char('F')]).text("某天").press(&[Enter]);
    });
}

#[test]
fn tags() {
    pictures("tag", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('#')]).text("重点").press(&[Enter]);
        desk.press(&[Char('#')]).text("随");
    });
}

#[test]
fn second_review() {
    pictures("second", |desk| {
        at_a_finding(desk);
        colleague_decides(desk, Verdict::Dismissed, "口径不同，已补充材料");
        desk.press(&[Char('V'), Down]).text("材料日期在检查之后");
    });
}

#[test]
fn mute() {
    pictures("mute", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('-')]).text("该单位统一按区里口径填报");
    });
}

#[test]
fn disagreement() {
    pictures("disagreement", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('v'), Char('0'), Char('2')])
            .text("逐项加总不等于总分")
            .press(&[Enter]);
        colleague_decides(desk, Verdict::Dismissed, "四舍五入所致");
        desk.press(&[Char('t'), Key::Home]);
    });
}

#[test]
fn note_with_template_and_quote() {
    pictures("note-template", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('T'), Tab, Char('q'), Tab]);
    });
}

#[test]
fn verdict_on_whole_forms() {
    pictures("verdict-reports", |desk| {
        desk.press(&[Char('*'), Char('v'), Char('3')])
            .text("统一口径，已核对凭证")
            .press(&[Enter]);
    });
}

#[test]
fn undo() {
    pictures("undo", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('c'), Char('u')]);
    });
}

#[test]
fn redo() {
    pictures("redo", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('c'), Char('u'), Enter, Char('U')]);
    });
}

#[test]
fn export() {
    pictures("export", |desk| {
        desk.press(&[Char('W')]);
    });
}

#[test]
fn export_over_a_file_that_is_there() {
    pictures("export-exists", |desk| {
        desk.press(&[Char('W'), Enter]);
        let order = desk.ordered.pop().unwrap();
        desk.send(Message::Export(ExportNews::Exists(order)));
    });
}

#[test]
fn leaving_while_an_import_runs() {
    pictures("leave-import", |desk| {
        desk.imports = Imports::Held(Vec::new());
        desk.press(&[Char('i')]).text("~/送审").press(&[Enter]);
        desk.press(&[Key::Esc, Char('q')]);
    });
}

#[test]
fn read_only() {
    pictures("read-only", |desk| {
        desk.model = Model::new(setup(desk.lang, desk.size, true));
        desk.send(Message::Started);
        desk.press(&[Char('a')]);
    });
}

/// A database without any form, or a filter that finds none, on each screen.
#[test]
fn nothing_to_show() {
    for (name, keys) in [
        ("empty-list", "1"),
        ("empty-anomalies", "3"),
        ("empty-matrix", "3m"),
        ("empty-overview", "4"),
        ("empty-log", "5"),
        ("empty-imports", "6"),
    ] {
        pictures_of(name, Vec::new(), |desk| {
            desk.text(keys);
        });
    }
    pictures("none-anomalies", |desk| {
        desk.press(&[Char('/')])
            .text("没有这样的词")
            .press(&[Enter]);
        desk.press(&[Char('3')]);
    });
    pictures("none-overview", |desk| {
        desk.press(&[Char('/')])
            .text("没有这样的词")
            .press(&[Enter]);
        desk.press(&[Char('4')]);
    });
}

#[test]
fn history() {
    pictures("history", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('c')]);
        colleague_decides(desk, Verdict::Dismissed, "四舍五入所致");
        desk.press(&[Char('n'), Char('p'), Char('H')]);
    });
}

#[test]
fn matrix() {
    pictures("matrix", |desk| {
        desk.press(&[Char('3'), Char('m'), Key::Right]);
    });
}

#[test]
fn scores() {
    pictures("scores", |desk| {
        desk.press(&[Enter, Char('S')]);
    });
}

/// The form whose total is wrong comes again, changed.
fn again(desk: &mut Bench, change: impl Fn(&mut Report)) {
    let mut report = forms::all().remove(1);
    change(&mut report);
    import(&mut desk.colleague(), "另一份.txt", vec![report]);
    desk.send(Message::Changed);
}

#[test]
fn years() {
    pictures("years", |desk| {
        again(desk, |report| {
            report.year = Field::known("2023", 2023, Origin::new(0, 1, 1));
        });
        at_a_finding(desk);
        desk.press(&[Char('Y')]);
    });
}

#[test]
fn revisions_and_what_changed() {
    let change = |report: &mut Report| {
        report.total_score = Field::known("100.00", 100.into(), Origin::new(0, 30, 5));
    };
    pictures("revisions", |desk| {
        again(desk, change);
        at_a_finding(desk);
        desk.press(&[Char('R'), Down]);
    });
    pictures("compared", |desk| {
        again(desk, change);
        at_a_finding(desk);
        desk.press(&[Char('R'), Down, Char('d')]);
    });
}

#[test]
fn drafts() {
    pictures("drafts", |desk| {
        at_a_finding(desk);
        desk.press(&[Char('a')]).text("写到一半的备注");
        desk.press(&[Key::Esc, Enter, Char('D')]);
    });
}

#[test]
fn palette_by_english_name() {
    pictures("palette-english", |desk| {
        desk.press(&[Char(':')]).text("und");
    });
}

#[test]
fn import_that_runs() {
    pictures("import-running", |desk| {
        desk.imports = Imports::Held(Vec::new());
        desk.press(&[Char('i')]).text("tests/forms").press(&[Enter]);
        let progress = Progress {
            done: 37,
            all: 120,
            path: "tests/forms/清溪镇/2024年度绩效自评.xlsx".to_owned(),
            spent: Duration::from_secs(75),
            stage: None,
        };
        desk.send(Message::Import(ImportNews::Progress(progress)));
    });
}

#[test]
fn a_note_is_all_there_when_a_small_terminal_grows_again() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Enter, Char('a')]);
    desk.send(Message::Paste("第一行\n第二行\n第三行\n".to_owned()));
    for (columns, rows) in [(40, 12), (12, 4), (3, 2), (120, 30)] {
        desk.resize(columns, rows);
        desk.screen();
    }
    let screen = desk.screen();
    assert!(screen.contains("第一行"), "{screen}");
    desk.text("第四行");
    let screen = desk.screen();
    let mut below = screen.lines().skip_while(|line| !line.contains("第三行"));
    assert!(below.nth(1).unwrap().contains("第四行"), "{screen}");
}

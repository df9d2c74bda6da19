//! Every screen at the sizes people use, as they see it.

use crate::pictures::pictures;
use shenyue::desk::Key::{Char, Down, Enter, Esc};

#[test]
fn list() {
    pictures("list", |_| {});
}

#[test]
fn detail() {
    pictures("detail", |desk| {
        desk.press(&[Enter]);
    });
}

#[test]
fn detail_at_a_finding() {
    pictures("finding", |desk| {
        desk.press(&[Enter, Char('n'), Char('n'), Char('n')]);
    });
}

#[test]
fn findings_in_full() {
    pictures("pane", |desk| {
        desk.press(&[Enter, Char('n'), Char('t')]);
    });
}

#[test]
fn rule_explained() {
    pictures("explain", |desk| {
        desk.press(&[Enter, Char('n'), Char('e')]);
    });
}

#[test]
fn source_rows() {
    pictures("source", |desk| {
        desk.press(&[Enter]).press(&[Down; 7]).press(&[Char('o')]);
    });
}

#[test]
fn anomalies() {
    pictures("anomalies", |desk| {
        desk.press(&[Char('3')]);
    });
}

#[test]
fn anomalies_by_unit() {
    pictures("anomalies-unit", |desk| {
        desk.press(&[Char('3'), Char('r')]);
    });
}

#[test]
fn findings() {
    pictures("findings", |desk| {
        desk.press(&[Char('3'), Char('r'), Enter, Down]);
    });
}

#[test]
fn overview() {
    pictures("overview", |desk| {
        desk.press(&[Char('4'), Down]);
    });
}

#[test]
fn log() {
    pictures("log", |desk| {
        desk.press(&[Enter, Char('n'), Char('v'), Char('1'), Char('2'), Enter]);
        desk.press(&[Char('a')])
            .text("合计与明细不符，请单位说明。");
        desk.press(&[shenyue::desk::Key::Tab, Enter, Char('5')]);
    });
}

#[test]
fn help() {
    pictures("help", |desk| {
        desk.press(&[Char('?'), Char('?')]);
    });
}

#[test]
fn what_can_be_done() {
    pictures("which", |desk| {
        desk.press(&[Char('?')]);
    });
}

#[test]
fn palette() {
    pictures("palette", |desk| {
        desk.press(&[Char(':')]).text("筛");
    });
}

#[test]
fn filter() {
    pictures("filter", |desk| {
        desk.press(&[Char('f'), Down, Down, Char(' '), Down, Down, Down])
            .text("2024");
    });
}

#[test]
fn filter_completed() {
    pictures("filter-completed", |desk| {
        desk.press(&[Char('f'), shenyue::desk::Key::Up])
            .text("规则:总");
        desk.press(&[Down]);
    });
}

#[test]
fn filter_with_a_mistake() {
    pictures("filter-mistake", |desk| {
        desk.press(&[Char('f')]).press(&[Down; 5]).text("20x4");
        desk.press(&[Enter]);
    });
}

#[test]
fn search() {
    pictures("search", |desk| {
        desk.press(&[Char('/')]).text("食堂");
    });
}

#[test]
fn sort() {
    pictures("sort", |desk| {
        desk.press(&[Char('s')]);
    });
}

#[test]
fn views() {
    pictures("views", |desk| {
        desk.press(&[Char('/')]).text("食堂");
        desk.press(&[Enter, Char('V')]).text("食堂类");
        desk.press(&[Enter, Char('x'), Char('V')]);
    });
}

#[test]
fn views_before_there_are_any() {
    pictures("views-none", |desk| {
        desk.press(&[Char('V')]);
    });
}

#[test]
fn a_condition_searched_for() {
    pictures("search-condition", |desk| {
        desk.press(&[Char('/')]).text("单位:清溪 得分>98");
    });
}

#[test]
fn nothing_found() {
    pictures("nothing-found", |desk| {
        desk.press(&[Char('/')])
            .text("没有这样的词")
            .press(&[Enter]);
    });
}

#[test]
fn columns() {
    pictures("columns", |desk| {
        desk.press(&[Char('C'), Down, Char('+'), Down, Char(' ')]);
    });
}

#[test]
fn jump() {
    pictures("jump", |desk| {
        desk.press(&[Char('J')]).text("qxz");
    });
}

#[test]
fn note() {
    pictures("note", |desk| {
        desk.press(&[Enter, Char('n'), Char('a')])
            .text("表上总分 98.00，各项合计 100.00。");
        desk.press(&[Enter]).text("请单位说明。");
        desk.press(&[Esc]);
    });
}

#[test]
fn verdict() {
    pictures("verdict", |desk| {
        desk.press(&[Enter, Char('n'), Char('v'), Char('1'), Char('3'), Enter]);
    });
}

#[test]
fn verdict_on_a_row() {
    pictures("verdict-row", |desk| {
        desk.press(&[Enter, Char('n'), Char('v')]);
    });
}

#[test]
fn imports() {
    pictures("imports", |desk| {
        crate::imports::past(desk);
        desk.press(&[Char('6'), Down]);
    });
}

#[test]
fn files_of_an_import() {
    pictures("import-files", |desk| {
        crate::imports::past(desk);
        desk.press(&[Char('6'), Down, Enter, Down]);
    });
}

#[test]
fn path_of_an_import() {
    pictures("import-path", |desk| {
        desk.press(&[Char('i')]).text("tests/forms/w");
    });
}

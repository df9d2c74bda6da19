//! List, filter and overview: what keys do to what is listed.

use shenyue::desk::Key::{Char, Down, Enter, Esc, Left, Right};
use shenyue::locales::Lang;

use crate::bench::Bench;
use crate::forms;

fn desk() -> Bench {
    Bench::open(Lang::Zh, (80, 24))
}

#[test]
fn a_bar_of_the_overview_filters_the_list() {
    let mut desk = desk();
    desk.press(&[Char('4')]);
    let screen = desk.screen();
    assert!(screen.contains("100 分 25.0%"), "{screen}");
    // From 100 points to the years, and to the second of them.
    desk.press(&[Right, Right, Down, Enter]);
    let screen = desk.screen();
    assert!(screen.contains("1 / 1 份"), "{screen}");
    assert!(screen.contains("year:2023"), "{screen}");
    assert!(screen.contains("社区食堂运营补贴"), "{screen}");
}

#[test]
fn the_overview_is_that_of_the_filter_and_narrows_it_further() {
    let mut desk = desk();
    desk.press(&[Char('f')]).press(&[Down; 5]).text("2024");
    desk.press(&[Enter, Char('4')]);
    let screen = desk.screen();
    assert!(screen.contains("3 份"), "{screen}");
    assert!(screen.contains("100 分 33.3%"), "{screen}");
    desk.press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("1 / 1 份"), "{screen}");
    desk.press(&[Char('4'), Esc]);
    assert!(desk.screen().contains("4 份"), "{}", desk.screen());
}

#[test]
fn bars_are_of_ascii_where_blocks_are_lacking() {
    let mut desk = Bench::with(Lang::Zh, (80, 24), forms::all());
    desk.press(&[Char('4')]);
    assert!(desk.screen().contains('█'), "{}", desk.screen());
    let mut setup = crate::bench::setup(Lang::Zh, (80, 24), false);
    setup.ascii = true;
    desk.model = shenyue::desk::Model::new(setup);
    desk.send(shenyue::desk::Message::Started);
    desk.press(&[Char('4'), Left]);
    let screen = desk.screen();
    assert!(screen.contains("####"), "{screen}");
    assert!(
        screen.chars().all(|c| !('▀'..='▟').contains(&c)),
        "{screen}"
    );
}

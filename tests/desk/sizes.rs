//! No size and no sequence of keys brings the desk down.

use proptest::prelude::*;
use shenyue::desk::{Key, Message};
use shenyue::locales::Lang;

use crate::bench::{Bench, Imports};

const SCREENS: [&str; 18] = [
    "", "\n", "\nn", "\nnt", "3", "3b\n", "4", "5", "?", "f", "C", "V", "J", "\nna", "\nnv", "6",
    "6\n", "i",
];

fn key(c: char) -> Key {
    match c {
        '\n' => Key::Enter,
        '\t' => Key::Tab,
        '\u{1b}' => Key::Esc,
        '↑' => Key::Up,
        '↓' => Key::Down,
        '←' => Key::Left,
        '→' => Key::Right,
        '⇞' => Key::PageUp,
        '⇟' => Key::PageDown,
        '⇱' => Key::Home,
        '⇲' => Key::End,
        '⌫' => Key::Backspace,
        other => Key::Char(other),
    }
}

fn walk(desk: &mut Bench, keys: &str) {
    for c in keys.chars() {
        desk.send(Message::Key(key(c)));
    }
}

#[test]
fn every_screen_stands_every_size() {
    for keys in SCREENS {
        let mut desk = Bench::open(Lang::Zh, (80, 24));
        walk(&mut desk, keys);
        for rows in (0..=20).chain([24, 40]) {
            for columns in (0..=50).step_by(3).chain([60, 79, 100, 133]) {
                desk.resize(columns, rows);
                desk.screen();
            }
        }
    }
}

#[test]
fn keys_pressed_before_anything_is_loaded_do_nothing_bad() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.model = shenyue::desk::Model::new(crate::bench::setup(Lang::Zh, (80, 24), false));
    desk.held = Some(Vec::new());
    desk.send(Message::Started);
    walk(&mut desk, "\nnpve.amoR[]t⇟⇲\u{1b}3b\n↓ven\u{1b}\u{1b}4u?x");
    desk.screen();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_keys_at_any_size(
        keys in "([a-zA-Z1-6 \\[\\]/?.]|[\n\t\u{1b}↑↓←→⇞⇟⇱⇲⌫汉]){0,60}",
        columns in 0_u16..130,
        rows in 0_u16..42,
        other in (0_u16..130, 0_u16..42),
    ) {
        let mut desk = Bench::open(Lang::Zh, (columns, rows));
        // Any path may be typed: nothing of it is to be read.
        desk.imports = Imports::Held(Vec::new());
        for (index, c) in keys.chars().enumerate() {
            desk.send(Message::Key(key(c)));
            if index % 11 == 10 {
                desk.resize(other.0, other.1);
                desk.send(Message::Changed);
            }
            desk.screen();
        }
        desk.send(Message::HangUp);
        prop_assert!(desk.left);
    }
}

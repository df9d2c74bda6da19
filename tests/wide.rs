//! On a terminal that draws characters of ambiguous width two columns wide: a process of its own,
//! since that holds for the process.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use shenyue::desk::{Config, Message, Model, Setup, update, view};
use shenyue::locales::Lang;
use shenyue::terminal::text::{Align, draw_ambiguous_wide, fit, pad, width};

#[test]
fn what_is_drawn_two_columns_wide_takes_two() {
    assert_eq!((width("…"), width("①保"), width("a·b")), (1, 3, 3));
    draw_ambiguous_wide(true);
    assert_eq!((width("…"), width("①保"), width("a·b")), (2, 4, 4));
    assert_eq!(fit("城市保洁", 7), "城市…");
    assert_eq!(fit("城市保洁", 1), "");
    assert_eq!(width(&pad("第Ⅱ标段①", 11, Align::Right)), 11);

    let config = "[screen]\nambiguous = \"wide\"\nborders = \"line\"\n";
    let mut model = Model::new(Setup {
        views: Vec::new(),
        session: String::new(),
        lang: Lang::Zh,
        by: "李审计".to_owned(),
        database: "①·desk.db".to_owned(),
        read_only: false,
        colour: true,
        ascii: false,
        config: Config::load(config).unwrap(),
        settings: shenyue::rules::Settings::default(),
        zone: jiff::tz::TimeZone::UTC,
        clock: || "2026-11-26T02:00:00Z".parse().unwrap(),
        size: (100, 24),
    });
    update(&mut model, Message::Started);
    update(&mut model, Message::Key(shenyue::desk::Key::Char('?')));
    let mut terminal = Terminal::new(TestBackend::new(100, 24)).unwrap();
    terminal.draw(|frame| view(&model, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let line = |y: u16| -> String { (0..100).map(|x| buffer[(x, y)].symbol()).collect() };
    // Each wide grapheme is followed by a blank that belongs to it.
    assert!(line(0).contains("① · desk.db"), "{}", line(0));
    assert!((1..24).any(|y| line(y).starts_with("+-")), "{}", line(12));
    assert!((0..24).all(|y| !line(y).contains('┌')));
}

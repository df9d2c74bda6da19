//! What the screen writes, seen by terminals: a full emulator, and one that draws characters of
//! ambiguous width wide. And how many bytes it takes on a table as the desk shows it.

mod disputing;

use disputing::Disputing;
use proptest::prelude::*;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::{Block, Cell, Row, Table, TableState};
use shenyue::terminal::{Colours, Screen};
use unicode_width::UnicodeWidthStr;

const SIZE: Size = Size {
    width: 120,
    height: 40,
};

/// A list of reports as the desk shows it.
struct List {
    first: usize,
    selected: usize,
    /// Line and text of a pane to the right.
    pane: Option<usize>,
    borders: bool,
}

impl List {
    fn at(first: usize, selected: usize) -> Self {
        Self {
            first,
            selected,
            pane: None,
            borders: true,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let widths = [100, if self.pane.is_some() { 80 } else { 0 }];
        let [left, right] = Layout::horizontal(widths.map(Constraint::Fill)).areas(area);
        let rows = (self.first..self.first + 60).map(row);
        let columns = [4, 28, 20, 10, 10, 7, 6, 4, 8].map(Constraint::Length);
        let header = Row::new([
            "年度",
            "项目名称",
            "实施单位",
            "预算",
            "执行",
            "执行率",
            "得分",
            "等级",
            "疑点",
        ]);
        let mut table = Table::new(rows, columns)
            .header(header.style(Style::new().add_modifier(Modifier::BOLD)))
            .row_highlight_style(Style::new().add_modifier(Modifier::REVERSED));
        if self.borders {
            table = table.block(Block::bordered().title("项目 共 1,204 份"));
        }
        let mut state = TableState::new().with_selected(self.selected - self.first);
        frame.render_stateful_widget(table, left, &mut state);
        if let Some(chosen) = self.pane {
            let lines: Vec<String> = (0..30).map(|n| sentence(chosen * 31 + n)).collect();
            let text = ratatui::widgets::Paragraph::new(lines.join("\n"))
                .block(Block::bordered().title("详情"));
            frame.render_widget(text, right);
        }
        let top = if self.borders { 2 } else { 1 };
        let y = u16::try_from(self.selected - self.first).unwrap() + top;
        frame.set_cursor_position(Position { x: 1, y });
    }
}

const WORDS: [&str; 12] = [
    "道路", "保洁", "社区", "养老", "消防", "绿化", "河道", "整治", "维护", "专项", "运行", "服务",
];

fn words(seed: usize, count: usize) -> String {
    (0..count)
        .map(|n| WORDS[(seed * 7 + n * 5 + seed / (n + 3)) % WORDS.len()])
        .collect()
}

fn sentence(seed: usize) -> String {
    format!(
        "{}≥{}.5%，{}。",
        words(seed, 4),
        seed % 90,
        words(seed + 3, 6)
    )
}

fn row(n: usize) -> Row<'static> {
    Row::new(vec![
        Cell::from((2019 + n % 5).to_string()),
        Cell::from(format!("{}项目", words(n, 4 + n % 3))),
        Cell::from(format!("{}镇{}中心", words(n / 3, 1), words(n / 5, 2))),
        Cell::from(format!(
            "{:>10}",
            format!("{}.{:02}", n * 137 % 9000, n % 100)
        )),
        Cell::from(format!(
            "{:>10}",
            format!("{}.{:02}", n * 131 % 9000, n % 97)
        )),
        Cell::from(format!("{:>7}", format!("{}.5%", n * 3 % 100))),
        Cell::from("100.0"),
        Cell::from("优"),
        Cell::from(if n.is_multiple_of(4) {
            "✗2 △1"
        } else {
            "·"
        })
        .style(Style::new().fg(Color::Red)),
    ])
}

fn screen() -> Screen {
    Screen::new(SIZE, Colours::Sixteen)
}

/// Draws one list after the other and returns the bytes of the last.
fn last(lists: &[List]) -> usize {
    let mut screen = screen();
    lists
        .iter()
        .map(|list| screen.draw(|frame| list.draw(frame)).len())
        .last()
        .unwrap()
}

#[test]
fn a_screen_of_hanzi_stays_within_its_bytes() {
    let first = last(&[List::at(0, 0)]);
    let cursor = last(&[List::at(0, 3), List::at(0, 4)]);
    let down = last(&[List::at(0, 36), List::at(1, 37)]);
    let up = last(&[List::at(9, 9), List::at(8, 8)]);
    let page = last(&[List::at(0, 0), List::at(37, 37)]);
    let idle = last(&[List::at(0, 0), List::at(0, 0)]);
    println!("first {first}, cursor {cursor}, down {down}, up {up}, page {page}, idle {idle}");
    assert!(first <= 10_000, "{first}");
    assert!(cursor <= 400, "{cursor}");
    assert!(down <= 700, "{down}");
    assert!(up <= 700, "{up}");
    assert!(page <= 6_500, "{page}");
    assert_eq!(idle, 0);
}

#[test]
fn a_list_scrolls_beside_another_pane() {
    let with = |first, selected, pane| List {
        pane: Some(pane),
        ..List::at(first, selected)
    };
    // The pane stays: the terminal moves it with the list, and it is put back where that is less
    // than painting the list.
    let same = last(&[with(0, 36, 1), with(1, 37, 1)]);
    let other = last(&[with(0, 36, 1), with(1, 37, 2)]);
    println!("pane stays {same}, pane changes {other}");
    assert!(same <= 5_000, "{same}");
    assert!(other <= 6_500, "{other}");
}

#[test]
fn a_marker_that_moves_takes_a_few_bytes() {
    let marked = |y: u16| {
        move |frame: &mut Frame<'_>| {
            frame.buffer_mut().set_string(0, y, ">", Style::new());
            frame.set_cursor_position(Position { x: 0, y });
        }
    };
    let mut screen = screen();
    screen.draw(marked(3));
    let bytes = screen.draw(marked(4)).len();
    assert!(bytes <= 32, "{bytes}");
}

/// What of the frame is to be seen: a wide grapheme whose right half something else was drawn over
/// (a dialog's border over a hanzi) gives way to it.
fn seen(frame: &mut Frame<'_>) -> Buffer {
    let mut buffer = frame.buffer_mut().clone();
    let width = usize::from(buffer.area.width);
    for index in 0..buffer.content.len().saturating_sub(1) {
        let overdrawn = index % width + 1 < width && buffer.content[index + 1].symbol() != " ";
        if overdrawn && buffer.content[index].symbol().width() == 2 {
            buffer.content[index].set_symbol(" ");
        }
    }
    buffer
}

/// The emulator's screen in ratatui's terms.
fn assert_shows(terminal: &avt::Terminal, expected: &Buffer) {
    for (y, line) in terminal.screen().visible_lines().enumerate() {
        let mut x = 0;
        let cells = line.cells();
        while x < cells.len() {
            let at = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
            let wanted = &expected[at];
            let symbol = wanted.symbol();
            assert_eq!(cells[x].char(), symbol.chars().next().unwrap(), "at {at:?}");
            let pen = cells[x].pen();
            if symbol != " " {
                let bold = wanted.modifier.contains(Modifier::BOLD);
                assert_eq!(pen.is_bold(), bold, "bold at {at:?}");
                let red = pen.foreground() == Some(avt::Color::Indexed(1));
                assert_eq!(red, wanted.fg == Color::Red, "colour at {at:?}");
            }
            let reversed = wanted.modifier.contains(Modifier::REVERSED);
            assert_eq!(pen.is_inverse(), reversed, "reverse at {at:?}");
            x += symbol.width().max(1);
        }
    }
}

/// Draws on a screen and shows its bytes to an emulator.
struct Pair {
    screen: Screen,
    terminal: avt::Terminal,
}

impl Pair {
    fn new(size: Size) -> Self {
        Self {
            screen: Screen::new(size, Colours::Sixteen),
            terminal: avt::Terminal::new(size.width.into(), size.height.into()).unwrap(),
        }
    }

    fn draw(&mut self, view: impl Fn(&mut Frame<'_>)) {
        let mut expected = Buffer::default();
        let bytes = self.screen.draw(|frame| {
            view(frame);
            expected = seen(frame);
        });
        self.terminal
            .feed(String::from_utf8(bytes).unwrap().chars());
        assert_shows(&self.terminal, &expected);
    }
}

#[test]
fn an_emulator_shows_what_was_drawn() {
    let mut pair = Pair::new(SIZE);
    let walk = [
        (0, 0),
        (0, 1),
        (0, 36),
        (1, 37),
        (2, 38),
        (5, 40),
        (4, 4),
        (3, 3),
        (40, 40),
        (0, 0),
    ];
    for (first, selected) in walk {
        pair.draw(|frame| List::at(first, selected).draw(frame));
        for (pane, borders) in [(3, true), (4, true), (4, false)] {
            let list = List {
                pane: Some(pane),
                borders,
                ..List::at(first, selected)
            };
            pair.draw(|frame| list.draw(frame));
        }
    }
}

#[test]
fn the_cursor_stands_where_it_was_put() {
    let mut pair = Pair::new(SIZE);
    for (selected, shown) in [(0, true), (5, true), (5, false), (5, true), (6, true)] {
        pair.draw(|frame| {
            List::at(0, selected).draw(frame);
        });
        if shown {
            let cursor = pair.terminal.cursor();
            assert!(cursor.visible);
            assert_eq!((cursor.col, cursor.row), (1, selected + 2));
        } else {
            pair.draw(|_| {});
            assert!(!pair.terminal.cursor().visible);
            // After something else was on the terminal, nothing is taken for granted.
            pair.screen.reset(SIZE);
        }
    }
}

#[test]
fn a_terminal_resized_is_painted_anew() {
    let mut pair = Pair::new(SIZE);
    pair.draw(|frame| List::at(0, 0).draw(frame));
    for (width, height) in [(80, 24), (1, 1), (0, 0), (3, 2), (200, 60), (80, 24)] {
        let size = Size { width, height };
        pair.screen.reset(size);
        if size.area() > 0 {
            pair.terminal.resize(width.into(), height.into());
            pair.draw(|frame| {
                let list = List::at(0, 0);
                if frame.area().width > 9 {
                    list.draw(frame);
                }
            });
        } else {
            assert!(pair.screen.draw(|_| {}).is_empty());
        }
    }
}

#[test]
fn a_huge_terminal_is_drawn_on_in_part() {
    let size = Size {
        width: u16::MAX,
        height: u16::MAX,
    };
    let mut screen = Screen::new(size, Colours::Sixteen);
    assert_eq!(screen.size(), Size::new(600, 250));
    screen.reset(size);
    assert_eq!(screen.size(), Size::new(600, 250));
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let mut screen = Screen::new(Size::new(20, 2), Colours::None);
    let bytes = screen.draw(|frame| {
        let style = Style::new().fg(Color::Yellow).bg(Color::Blue);
        frame.buffer_mut().set_string(0, 0, "选中", style);
    });
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\u{1b}[7m选中"), "{text:?}");
    assert!(
        !text.contains("[3") && !text.contains(";3") && !text.contains("[4"),
        "{text:?}"
    );
}

/// Every cell holds what was drawn, but for graphemes of disputed width and what a blank beside
/// them may show.
fn assert_no_drift(terminal: &Disputing, expected: &Buffer) {
    let disputed = |symbol: &str| {
        symbol.width() != symbol.width_cjk() || symbol.chars().any(|c| c as u32 >= 0x1f300)
    };
    for (y, row) in terminal.rows().enumerate() {
        let mut x = 0;
        let mut after_disputed = false;
        while x < row.len() {
            let at = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
            let symbol = expected[at].symbol();
            let is_disputed = disputed(symbol);
            if !(is_disputed || after_disputed && symbol == " ") {
                assert_eq!(row[x], symbol, "at {at:?}");
            }
            x += symbol.width().max(1);
            after_disputed = is_disputed;
        }
    }
}

fn assert_no_drift_through(size: Size, frames: &[Vec<(u16, u16, String)>], emoji_narrow: bool) {
    let mut screen = Screen::new(size, Colours::Sixteen);
    let mut terminal = Disputing::new(size, emoji_narrow);
    for texts in frames {
        let mut expected = Buffer::default();
        let bytes = screen.draw(|frame| {
            for (x, y, text) in texts {
                frame.buffer_mut().set_string(*x, *y, text, Style::new());
            }
            expected = seen(frame);
        });
        terminal.feed(&String::from_utf8(bytes).unwrap());
        assert_no_drift(&terminal, &expected);
    }
}

#[test]
fn a_terminal_with_wide_ambiguous_characters_shows_every_other_cell() {
    let mut screen = screen();
    let mut terminal = Disputing::new(SIZE, false);
    for (first, selected) in [(0, 0), (0, 1), (0, 36), (1, 37), (2, 38), (40, 40)] {
        let mut expected = Buffer::default();
        let bytes = screen.draw(|frame| {
            List::at(first, selected).draw(frame);
            expected = seen(frame);
        });
        terminal.feed(&String::from_utf8(bytes).unwrap());
        assert_no_drift(&terminal, &expected);
    }
}

fn texts() -> impl Strategy<Value = Vec<(u16, u16, String)>> {
    let text = "[a-c 保洁，│≥😀…é1]{0,14}";
    prop::collection::vec((0u16..20, 0u16..6, text), 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_screen_follows_any_other(frames in prop::collection::vec(texts(), 1..5)) {
        let size = Size::new(20, 6);
        let mut pair = Pair::new(size);
        for texts in &frames {
            pair.draw(|frame| {
                for (index, (x, y, text)) in texts.iter().enumerate() {
                    let style = match index % 3 {
                        0 => Style::new(),
                        1 => Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
                        _ => Style::new().add_modifier(Modifier::REVERSED),
                    };
                    frame.buffer_mut().set_string(*x, *y, text, style);
                }
            });
        }
    }

    #[test]
    fn disputed_widths_never_make_the_rest_drift(frames in prop::collection::vec(texts(), 1..5), narrow: bool) {
        assert_no_drift_through(Size::new(20, 6), &frames, narrow);
    }
}

//! A terminal that disagrees about widths.

use ratatui::layout::Size;
use unicode_width::UnicodeWidthChar;

/// A terminal that draws characters of ambiguous width in two columns (or, turned around, emoji in
/// one). It knows the sequences the screen writes and no others.
pub struct Disputing {
    cells: Vec<Vec<String>>,
    x: usize,
    y: usize,
    margins: (usize, usize),
    emoji_narrow: bool,
}

impl Disputing {
    /// A blank terminal.
    pub fn new(size: Size, emoji_narrow: bool) -> Self {
        let row = vec![" ".to_owned(); size.width.into()];
        Self {
            cells: vec![row; size.height.into()],
            x: 0,
            y: 0,
            margins: (0, usize::from(size.height) - 1),
            emoji_narrow,
        }
    }

    /// The rows as texts of their cells; the right half of a wide character is empty.
    pub fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.cells.iter()
    }

    fn columns(&self, c: char) -> usize {
        if self.emoji_narrow && c as u32 >= 0x1f300 {
            1
        } else {
            c.width_cjk().unwrap_or(0)
        }
    }

    fn blank_partner(&mut self, x: usize) {
        let row = &mut self.cells[self.y];
        if row[x].is_empty() {
            row[x - 1] = " ".to_owned();
        } else if row.get(x + 1).is_some_and(String::is_empty) {
            row[x + 1] = " ".to_owned();
        }
        row[x] = " ".to_owned();
    }

    fn print(&mut self, c: char) {
        let width = self.cells[0].len();
        let columns = self.columns(c);
        if columns == 0 {
            return;
        }
        // Without wrapping, what does not fit is put at the edge.
        let columns = if self.x + columns > width { 1 } else { columns };
        for x in self.x..self.x + columns {
            self.blank_partner(x);
        }
        self.cells[self.y][self.x] = c.to_string();
        if columns == 2 {
            self.cells[self.y][self.x + 1] = String::new();
        }
        self.x = (self.x + columns).min(width - 1);
    }

    /// Shows what was written.
    pub fn feed(&mut self, text: &str) {
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '\r' => self.x = 0,
                '\n' => {
                    assert!(
                        self.y < self.margins.1,
                        "a line feed at the bottom would scroll"
                    );
                    self.y += 1;
                }
                '\u{1b}' => {
                    assert_eq!(chars.next(), Some('['));
                    let mut numbers = String::new();
                    let end = loop {
                        match chars.next().unwrap() {
                            end @ '@'..='~' => break end,
                            part => numbers.push(part),
                        }
                    };
                    self.control(&numbers, end);
                }
                c => self.print(c),
            }
        }
    }

    fn control(&mut self, text: &str, end: char) {
        let numbers: Vec<usize> = text.split(';').filter_map(|n| n.parse().ok()).collect();
        let number = |nth: usize, default| numbers.get(nth).copied().unwrap_or(default);
        let (width, height) = (self.cells[0].len(), self.cells.len());
        let blank = vec![" ".to_owned(); width];
        match end {
            'm' | 'h' | 'l' => {}
            'H' => (self.y, self.x) = (number(0, 1) - 1, number(1, 1) - 1),
            'G' => self.x = number(0, 1) - 1,
            'C' => self.x += number(0, 1),
            'J' => self.cells = vec![blank; height],
            'K' => {
                self.blank_partner(self.x);
                self.cells[self.y][self.x..].fill(" ".to_owned());
            }
            'r' => {
                self.margins = (number(0, 1) - 1, number(1, height) - 1);
                (self.x, self.y) = (0, 0);
            }
            'L' | 'M' => {
                for _ in 0..number(0, 1) {
                    let (from, to) = if end == 'M' {
                        (self.y, self.margins.1)
                    } else {
                        (self.margins.1, self.y)
                    };
                    self.cells.remove(from);
                    self.cells.insert(to, blank.clone());
                }
            }
            other => panic!("the screen wrote CSI {text} {other}"),
        }
    }
}

//! Stdout. What came from imported files must never reach a terminal as a control sequence, so
//! everything written to a terminal is made visible here, whoever wrote it.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};

use crate::terminal::text::visible;

/// Buffered stdout that shows control and bidirectional characters instead of passing them on
/// when stdout is a terminal. Callers write whole strings.
pub struct Output {
    sink: BufWriter<Stdout>,
    terminal: bool,
}

impl Output {
    /// Stdout of this process.
    pub fn stdout() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self {
            sink: BufWriter::with_capacity(1 << 16, stdout),
            terminal,
        }
    }

    /// The columns of the terminal, where a person is looking: only then may a table be fitted.
    pub fn width(&self) -> Option<u16> {
        let (columns, _) = self.terminal.then(crossterm::terminal::size)?.ok()?;
        (columns > 0).then_some(columns)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.terminal {
            for part in String::from_utf8_lossy(bytes).split_inclusive('\t') {
                // Tabs are harmless, and scripts need them.
                let (text, tab) = part
                    .strip_suffix('\t')
                    .map_or((part, ""), |text| (text, "\t"));
                self.sink.write_all(visible(text).as_bytes())?;
                self.sink.write_all(tab.as_bytes())?;
            }
        } else {
            self.sink.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

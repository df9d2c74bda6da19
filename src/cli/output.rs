//! Stdout. What came from imported files must never reach a terminal as a control sequence, so
//! everything written to a terminal is made visible here, whoever wrote it.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};

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

    /// Whether a person is looking: only then may a table be fitted to a width.
    pub const fn is_terminal(&self) -> bool {
        self.terminal
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.terminal {
            let text = String::from_utf8_lossy(bytes);
            self.sink.write_all(visible(&text).as_bytes())?;
        } else {
            self.sink.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// Shows characters that act on a terminal instead of passing them on; line feeds and tabs stay.
pub fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let acts = c.is_control() && c != '\n' && c != '\t';
            if acts {
                c.escape_unicode().collect::<Vec<_>>()
            } else {
                vec![c]
            }
        })
        .collect()
}

//! Bytes for the terminal, written by a thread of its own, so that a connection that stalls stalls
//! nothing else. Whoever draws waits with the next frame until the last is written.

use std::io::{self, Write};
use std::thread;

use crossbeam_channel::{Sender, unbounded};

/// The way to the terminal.
#[derive(Debug)]
pub struct Output {
    pieces: Sender<Vec<u8>>,
}

impl Output {
    /// Writes on `terminal`; `written` is told of every piece, in order, and of the error that
    /// ends it.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn new(
        mut terminal: impl Write + Send + 'static,
        mut written: impl FnMut(io::Result<()>) + Send + 'static,
    ) -> io::Result<Self> {
        let (pieces, incoming) = unbounded::<Vec<u8>>();
        thread::Builder::new()
            .name("output".to_owned())
            .spawn(move || {
                for piece in incoming {
                    let result = terminal.write_all(&piece).and_then(|()| terminal.flush());
                    let failed = result.is_err();
                    written(result);
                    if failed {
                        return;
                    }
                }
            })?;
        Ok(Self { pieces })
    }

    /// Hands over bytes that are to arrive in one piece.
    pub fn send(&self, piece: Vec<u8>) {
        // The thread has told the error that ended it.
        let _ = self.pieces.send(piece);
    }
}

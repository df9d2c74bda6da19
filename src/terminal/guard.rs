//! The terminal as the desk needs it, and put back as it was: on drop, on a panic in any thread,
//! and when the process is stopped for a while.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;

/// Alternate screen, no wrapping at the right edge (what a terminal draws wider than we count must
/// not spill into the next row), pastes in brackets, cursor hidden.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?25l";
/// The reverse, mouse included, after a synchronised update or margins a frame may have left behind.
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[m\x1b[r\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";

/// Whether the terminal has to be put back.
static ENTERED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Holds the terminal in the desk's state.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// The process has no terminal, or it cannot be set.
    pub fn enter() -> io::Result<Self> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                restore();
                before(panic);
            }));
        });
        let guard = Self(());
        guard.take()?;
        Ok(guard)
    }

    fn take(&self) -> io::Result<()> {
        // Asked for even if it is on as far as we know: another process may have changed it while
        // this one was stopped.
        crossterm::terminal::disable_raw_mode()?;
        crossterm::terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        tty()?.write_all(ENTER)
    }

    /// Puts the terminal back for a while; [`Self::resume`] takes it again.
    pub fn suspend(&self) {
        restore();
    }

    /// Takes the terminal again. Nothing is known of what it shows.
    ///
    /// # Errors
    /// The terminal is gone or cannot be set.
    pub fn resume(&self) -> io::Result<()> {
        self.take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// The bytes that have the terminal report clicks and the wheel, or not any more.
pub const fn mouse(on: bool) -> &'static [u8] {
    if on {
        b"\x1b[?1000h\x1b[?1006h"
    } else {
        b"\x1b[?1006l\x1b[?1000l"
    }
}

/// Puts the terminal back, once. There is nobody to tell when it fails: it is gone then.
pub fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        // The mode first: writing can take for ever on a terminal that takes nothing any more.
        let _ = crossterm::terminal::disable_raw_mode();
        let _ = tty().and_then(|mut tty| tty.write_all(LEAVE));
    }
}

/// Whether the terminal cannot move the cursor, by what the environment says of it: an editor's
/// command window, a printing terminal. `var` looks the environment up.
pub fn is_dumb(var: impl Fn(&str) -> Option<String>) -> bool {
    matches!(var("TERM").as_deref(), Some("dumb" | "unknown"))
}

/// The process's terminal, to write on.
///
/// # Errors
/// The process has none.
pub fn tty() -> io::Result<File> {
    File::options().write(true).open("/dev/tty")
}

/// Columns and rows of the process's terminal; 80×24 for one that does not know (a serial line).
///
/// # Errors
/// The terminal is gone.
pub fn size() -> io::Result<Size> {
    let size = crossterm::terminal::window_size()?;
    let or = |given: u16, usual: u16| if given == 0 { usual } else { given };
    Ok(Size::new(or(size.columns, 80), or(size.rows, 24)))
}

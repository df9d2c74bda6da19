//! Signals as messages, from a thread of their own.

use std::io;
use std::thread;

use rustix::process::{getpgrp, getpid, getppid, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

/// What the process was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The terminal is gone (HUP), or the process is asked to end (TERM).
    End,
    /// Interrupted from outside (INT); the key Ctrl-C is a key.
    Interrupt,
    /// Asked to stop for a while (TSTP).
    Stop,
    /// Going on after a stop (CONT).
    Continue,
    /// The terminal has another size (WINCH).
    Resize,
}

/// Tells every signal from now on until `tell` answers `false`.
///
/// # Errors
/// The handlers or the thread cannot be set up.
pub fn signals(mut tell: impl FnMut(Signal) -> bool + Send + 'static) -> io::Result<()> {
    let mut incoming = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for number in incoming.forever() {
                let signal = match number {
                    SIGINT => Signal::Interrupt,
                    SIGTSTP => Signal::Stop,
                    SIGCONT => Signal::Continue,
                    SIGWINCH => Signal::Resize,
                    _ => Signal::End,
                };
                if !tell(signal) {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Whether somebody is there who lets the process go on after a stop: a shell of its session that
/// runs it as a job. A program that is all of an SSH session would be frozen for good.
pub fn can_stop() -> bool {
    let Ok(session) = getsid(None) else {
        return false;
    };
    let group = getpgrp();
    let parent = || getsid(getppid()).ok();
    group != session && (group != getpid() || parent() == Some(session))
}

/// Stops the process as TSTP does by default, and returns when it goes on.
///
/// # Errors
/// The signal cannot be sent.
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}

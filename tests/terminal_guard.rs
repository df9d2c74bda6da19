//! The terminal is put back when the program panics. This program starts itself in a
//! pseudo-terminal, to panic there.

use std::io::Read as _;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use shenyue::terminal::Guard;

const INSIDE: &str = "SHENYUE_TEST_INSIDE_PTY";

/// What runs in the pseudo-terminal; outside of it, nothing.
#[test]
fn inside() {
    let Ok(thread) = std::env::var(INSIDE) else {
        return;
    };
    let _guard = Guard::enter().unwrap();
    if thread == "other" {
        let _ = std::thread::spawn(|| panic!("乱了套")).join();
    } else {
        panic!("乱了套");
    }
}

/// Everything the terminal got, and whether it is in its usual mode again.
fn run(thread: &str) -> (String, bool) {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let usual = format!("{:?}", pair.master.get_termios());
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "inside", "--nocapture"]);
    command.env(INSIDE, thread);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    child.wait().unwrap();
    let back = format!("{:?}", pair.master.get_termios()) == usual;
    drop(pair.slave);
    let mut got = Vec::new();
    // The end of a pseudo-terminal is an error on Linux.
    let _ = reader.read_to_end(&mut got);
    (String::from_utf8(got).unwrap(), back)
}

#[test]
fn a_panic_puts_the_terminal_back_before_it_is_told() {
    for thread in ["main", "other"] {
        let (got, back) = run(thread);
        let left = got
            .find("\u{1b}[?1049l")
            .expect("the alternate screen is left");
        let told = got.find("乱了套").expect("the panic is told");
        assert!(left < told, "{thread}: {got:?}");
        assert_eq!(got.matches("\u{1b}[?1049l").count(), 1, "{thread}: {got:?}");
        assert!(got.contains("\u{1b}[?7h") && got.contains("\u{1b}[?25h"));
        assert!(back, "{thread}: the mode is as it was");
    }
}

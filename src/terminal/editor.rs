//! The user's own editor on a text: a private file, the terminal handed over, the text taken back.
//!
//! Invariants: only the user can read the file; what was saved in the editor reaches the caller
//! even when the editor ends badly; a file whose text could not be taken over stays where it is.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// What runs where neither variable names an editor.
const USUAL: &str = "vi";
/// A text longer than this is no note.
const MOST: u64 = 1 << 20;

/// An editor that has been given a text.
#[derive(Debug)]
pub struct Editor {
    command: String,
    /// A folder for the one file: an editor may leave copies of it there.
    folder: PathBuf,
    file: PathBuf,
}

/// What came of it.
#[derive(Debug)]
pub struct Edited {
    /// The text, unless it could not be read.
    pub text: Option<String>,
    /// What went wrong.
    pub trouble: Option<Trouble>,
}

/// Why the editor did not end as it should.
#[derive(Debug)]
pub enum Trouble {
    /// There is no such command.
    Missing,
    /// It could not be run.
    Unusable(io::Error),
    /// It ended with this status; `None` when a signal ended it.
    Failed(Option<i32>),
    /// Its file could not be read as text; it stays there.
    Unreadable(PathBuf),
}

/// The command that edits: `$VISUAL`, else `$EDITOR`, else `vi`. `var` looks the environment up.
pub fn editor(var: impl Fn(&str) -> Option<String>) -> String {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(var)
        .find(|command| !command.trim().is_empty())
        .unwrap_or_else(|| USUAL.to_owned())
}

impl Editor {
    /// Writes `text` to a file of its own under `folder`, or with other passing files where that
    /// cannot be written, for `command`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn open(command: String, text: &str, folder: &Path) -> io::Result<Self> {
        let mut private = DirBuilder::new();
        let own = private.recursive(true).mode(0o700).create(folder);
        let mut builder = tempfile::Builder::new();
        let builder = builder
            .prefix("note-")
            .permissions(fs::Permissions::from_mode(0o700));
        let folder = own
            .and_then(|()| builder.tempdir_in(folder))
            .or_else(|_| builder.tempdir())?
            .keep();
        let file = folder.join("note.txt");
        let mut written = File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&file)?;
        written.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            written.write_all(b"\n")?;
        }
        Ok(Self {
            command,
            folder,
            file,
        })
    }

    /// The command it runs.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// Runs the editor on the terminal and waits until it has ended.
    ///
    /// # Errors
    /// There is no terminal or no shell.
    pub fn run(&self) -> io::Result<ExitStatus> {
        let tty = || File::options().read(true).write(true).open("/dev/tty");
        // Through a shell: the variables hold commands with arguments.
        Command::new("/bin/sh")
            .arg("-c")
            .arg(format!("{} \"$@\"", self.command))
            .arg("sh")
            .arg(&self.file)
            .stdin(Stdio::from(tty()?))
            .stdout(Stdio::from(tty()?))
            .stderr(Stdio::from(tty()?))
            .status()
    }

    /// The text as it was saved so far, without the line feeds at its end.
    ///
    /// # Errors
    /// The file cannot be read, is no text or too long for one.
    pub fn saved(&self) -> io::Result<String> {
        if fs::metadata(&self.file)?.len() > MOST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let text = fs::read_to_string(&self.file)?;
        Ok(text.trim_start_matches('\u{feff}').trim_end().to_owned())
    }

    /// Takes the text back after the editor has ended. The file is gone then, unless it could not be
    /// read or the editor has left something beside it.
    pub fn close(&self, ended: io::Result<ExitStatus>) -> Edited {
        let failed = match ended {
            Ok(status) if status.success() => None,
            // What a shell says of a command that is not there.
            Ok(status) if status.code() == Some(127) => Some(Trouble::Missing),
            Ok(status) => Some(Trouble::Failed(status.code())),
            Err(error) => Some(Trouble::Unusable(error)),
        };
        match self.saved() {
            Ok(text) => {
                // Only an empty folder can be removed.
                let _ = fs::remove_file(&self.file).and_then(|()| fs::remove_dir(&self.folder));
                Edited {
                    text: Some(text),
                    trouble: failed,
                }
            }
            Err(_) => Edited {
                text: None,
                trouble: Some(failed.unwrap_or_else(|| Trouble::Unreadable(self.file.clone()))),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn edited(text: &str, then: impl Fn(&Path)) -> (Edited, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let editor = Editor::open("true".to_owned(), text, folder.path()).unwrap();
        then(&editor.file);
        (editor.close(Ok(ExitStatus::default())), folder)
    }

    fn left(folder: &TempDir) -> usize {
        fs::read_dir(folder.path()).unwrap().count()
    }

    #[test]
    fn only_the_user_can_read_the_file() {
        edited("差额 2 分", |file| {
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(file), 0o600);
            assert_eq!(mode(file.parent().unwrap()), 0o700);
            assert_eq!(fs::read_to_string(file).unwrap(), "差额 2 分\n");
        });
    }

    #[test]
    fn the_text_comes_back_and_the_file_is_gone() {
        let (result, folder) = edited("一", |file| fs::write(file, "一\n二\n\n").unwrap());
        assert_eq!(result.text.as_deref(), Some("一\n二"));
        assert!(result.trouble.is_none());
        assert_eq!(left(&folder), 0);
    }

    #[test]
    fn what_cannot_be_read_stays_and_is_named() {
        let (result, folder) = edited("一", |file| fs::write(file, [0xb2, 0xee, 0xb6]).unwrap());
        let Some(Trouble::Unreadable(file)) = result.trouble else {
            panic!("{result:?}")
        };
        assert!(file.exists() && left(&folder) == 1);
    }

    #[test]
    fn what_an_editor_left_beside_the_file_stays() {
        let (_, folder) = edited("一", |file| {
            fs::write(file.with_file_name("note.txt.save"), "二").unwrap();
        });
        assert_eq!(left(&folder), 1);
    }

    #[test]
    fn the_variables_name_the_editor() {
        let environment = |pairs: &'static [(&str, &str)]| {
            move |name: &str| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            }
        };
        assert_eq!(
            editor(environment(&[("EDITOR", "nano -w"), ("VISUAL", "vim")])),
            "vim"
        );
        assert_eq!(
            editor(environment(&[("EDITOR", "nano -w"), ("VISUAL", " ")])),
            "nano -w"
        );
        assert_eq!(editor(environment(&[])), "vi");
    }
}

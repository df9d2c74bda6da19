//! A scratch folder with a database in it, and the binary to run there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The folder of this package.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A scratch folder.
pub struct Desk {
    folder: TempDir,
}

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With the forms of `sample.db` in the database.
    pub fn with_forms() -> Self {
        let desk = Self::new();
        let forms = forms();
        let ran = desk.run(&["import", forms.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        desk
    }

    /// With the forms of one town, of which one says 98.86 where its scores add up to 97.86; says
    /// the number of that one.
    pub fn with_a_wrong_total() -> (Self, String) {
        let desk = Self::new();
        let path = desk.file("town.txt", form("town-2024.txt"));
        desk.json(&["import", &path, "--format", "json"]);
        let wrong = desk.json(&["findings", "rule:score-total-mismatch", "--format", "json"]);
        let report = wrong[0]["report_id"].to_string();
        (desk, report)
    }

    /// Imports them again with that total corrected; says what became of it.
    pub fn correct_the_total(&self) -> Value {
        let text = form("town-2024.txt");
        assert!(text.contains("98.86"), "the planted total is there");
        let path = self.file("town-corrected.txt", text.replace("98.86", "97.86"));
        self.json(&["import", &path, "--format", "json"])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.path("test.db")
    }

    /// Writes a file into the scratch folder and answers its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The binary, in English, on this folder's database, and away from the user's settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shenyue"));
        command
            .args(arguments)
            .env("SHENYUE_DB", self.db())
            .env("SHENYUE_LANG", "en")
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env_remove("SHENYUE_RULES")
            .env_remove("SHENYUE_CONFIG")
            .env("LOGNAME", "someone else")
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs it, wants success, and reads what it prints as JSON.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
    }
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The run ended with that code and said these words, in one place or the other.
    pub fn says(&self, code: i32, words: &[&str]) {
        let all = format!("{}{}", self.out, self.err);
        assert_eq!(self.code, code, "{all}");
        for word in words {
            assert!(all.contains(word), "“{word}” is not in: {all}");
        }
        assert!(!all.contains("panicked"), "{all}");
    }
}

/// The forms `sample.db` is made from.
pub fn forms() -> PathBuf {
    Path::new(ROOT).join("tests").join("forms")
}

/// The text of one of them.
pub fn form(name: &str) -> String {
    std::fs::read_to_string(forms().join(name)).unwrap()
}

/// Text without any white space: what two prints of the same cell have in common.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

//! The import this desk has begun: how far it is, stopping it, and leaving meanwhile.

use std::time::Duration;

use crate::desk::actions::Enabled;
use crate::desk::screens::Tab;
use crate::desk::theme::Role;
use crate::desk::words::count;
use crate::desk::{Effect, ImportNews, Model, Progress};
use crate::intake::Stage;
use crate::store::ImportId;

/// The import that runs.
#[derive(Debug, Default)]
pub struct Running {
    /// Its number, once it is remembered.
    pub import: Option<ImportId>,
    /// How far it is.
    pub progress: Progress,
    /// It was asked to stop after the file in hand.
    stopping: bool,
    /// The desk is left when it has ended.
    pub leaving: bool,
}

/// Whether an import of this desk runs.
pub fn is_running(model: &Model) -> Enabled {
    match &model.imports.running {
        Some(_) => Ok(()),
        None => Err("why-no-import-runs"),
    }
}

/// Whether none does.
pub fn idle(model: &Model) -> Enabled {
    match &model.imports.running {
        Some(_) => Err("why-import-runs"),
        None => Ok(()),
    }
}

/// Has it stop after the file in hand.
pub fn stop(model: &mut Model) {
    if let Some(running) = &mut model.imports.running {
        running.stopping = true;
        model.effects.push(Effect::StopImport);
        model.tell(Role::Notice, "imports-stopping");
    }
}

/// Has it stop, and leaves when it has.
pub fn stop_and_leave(model: &mut Model) {
    stop(model);
    if let Some(running) = &mut model.imports.running {
        running.leaving = true;
    }
}

/// Takes in what happens to it.
pub fn news(model: &mut Model, news: ImportNews) {
    let Some(running) = &mut model.imports.running else {
        return;
    };
    let (role, sentence) = match news {
        ImportNews::Begun(import) => {
            running.import = Some(import);
            model.imports.landing = Some(import);
            model.outdated.insert(Tab::Imports);
            if model.tab == Tab::Imports {
                model.freshen();
            }
            return;
        }
        ImportNews::Progress(progress) => {
            running.progress = progress;
            return;
        }
        ImportNews::Ended(sentence) => (Role::Good, sentence),
        ImportNews::Failed(sentence) => (Role::Error, sentence),
    };
    let leaving = running.leaving;
    model.imports.running = None;
    if leaving {
        model.keep_session();
        model.effects.push(Effect::Quit);
        return;
    }
    model.everything_changed();
    model.notice = Some((
        role,
        model.words.fill("imports-ended", &[("said", &sentence)]),
    ));
}

impl Running {
    /// Hundredths of the files that are done, or of what comes behind them: the shares are about those of
    /// the time with very many forms.
    pub fn percent(&self) -> u64 {
        let Progress {
            done, all, stage, ..
        } = self.progress;
        let (from, to) = match stage {
            None => (0, 100),
            Some(Stage::Units) => (0, 40),
            Some(Stage::Alike) => (40, 80),
            Some(Stage::Lists) => (80, 100),
        };
        let part = u128::from(done).saturating_mul(to - from) / u128::from(all.max(1));
        u64::try_from(from + part).unwrap_or(100).min(100)
    }
}

/// How far it is, in a few words for the title line: `导入 45%`.
pub fn status(model: &Model) -> Option<String> {
    let running = model.imports.running.as_ref()?;
    let percent = running.percent().to_string();
    let key = match running.progress.stage {
        None => "imports-status",
        Some(_) => "imports-status-after",
    };
    Some(model.words.fill(key, &[("percent", &percent)]))
}

/// How far it is, in full: files, rate, time that is left.
pub fn told(model: &Model, running: &Running) -> String {
    let words = &model.words;
    let Progress {
        done,
        all,
        spent,
        stage,
        ..
    } = running.progress;
    let millis = spent.as_millis().max(1);
    let rate = u128::from(done).saturating_mul(1_000) / millis;
    let left = u128::from(all.saturating_sub(done)).saturating_mul(millis)
        / u128::from(done).max(1)
        / 1_000;
    let values = [
        ("done", count(done)),
        ("all", count(all)),
        (
            "rate",
            match rate {
                0 if done > 0 => "<1".to_owned(),
                rate => count(rate),
            },
        ),
        // Nothing can be said of the rest before something is done.
        (
            "left",
            if done == 0 {
                "?".to_owned()
            } else {
                clock(Duration::from_secs(u64::try_from(left).unwrap_or(u64::MAX)))
            },
        ),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let key = if running.stopping {
        "imports-progress-stopping"
    } else {
        "imports-progress"
    };
    let told = words.fill(key, &values);
    match stage {
        Some(stage) => format!("{}  {told}", words.text(stage.key())),
        None => told,
    }
}

/// A span of time: `0:07`, `12:03`, `2:00:00`.
pub fn clock(span: Duration) -> String {
    let seconds = span.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

//! Everything the desk knows.

use jiff::tz::TimeZone;
use ratatui::Frame;

use super::{Effect, Key, Message};
use crate::locales::{Catalogue, Lang};

/// What the desk is told when it is opened.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Language of the interface.
    pub lang: Lang,
    /// Who sits at it: the login name, or `--as`.
    pub by: String,
    /// Name of the database, for the title line.
    pub database: String,
    /// Nothing may be written.
    pub read_only: bool,
    /// Colours may be used (`NO_COLOR` is not set).
    pub colour: bool,
    /// The zone times are shown in.
    pub zone: TimeZone,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

/// The state of the desk.
#[derive(Debug)]
pub struct Model {
    setup: Setup,
    catalogue: Catalogue,
}

impl Model {
    /// A desk as it is before its first message, [`Message::Started`].
    pub fn new(setup: Setup) -> Self {
        let catalogue = Catalogue::new(setup.lang);
        Self { setup, catalogue }
    }

    pub(super) fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Resize(columns, rows) => {
                self.setup.size = (columns, rows);
                Vec::new()
            }
            Message::Key(Key::Char('q')) | Message::HangUp => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    pub(super) fn draw(&self, frame: &mut Frame<'_>) {
        frame.render_widget(self.catalogue.text("desk-title"), frame.area());
    }
}

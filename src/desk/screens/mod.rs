//! The screens and the dialogs that lie over them.

pub mod anomalies;
pub mod columns;
pub mod confirm;
pub mod detail;
pub mod export;
pub mod filter;
pub mod help;
pub mod history;
pub mod imports;
pub mod jump;
pub mod list;
pub mod log;
pub mod motion;
pub mod note;
pub mod overview;
pub mod palette;
pub mod search;
pub mod sort;
pub mod tabs;
pub mod task;
pub mod undo;
pub mod verdict;
pub mod views;
pub mod which;

pub use anomalies::Anomalies;
pub use detail::{Detail, changed, origin};
pub use imports::Imports;
pub use list::{Layout, List};
pub use log::Log;
pub use overview::Overview;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::widgets::Pager;
use super::{Key, Model};

/// The screens one switches between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// 项目.
    List,
    /// 详情.
    Detail,
    /// 疑点.
    Anomalies,
    /// 总览.
    Overview,
    /// 日志.
    Log,
    /// 导入.
    Imports,
}

impl Tab {
    /// All, in the order of their digits.
    pub const ALL: [Self; 6] = [
        Self::List,
        Self::Detail,
        Self::Anomalies,
        Self::Overview,
        Self::Log,
        Self::Imports,
    ];

    /// The stable name; its text is `tab-NAME`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Detail => "detail",
            Self::Anomalies => "anomalies",
            Self::Overview => "overview",
            Self::Log => "log",
            Self::Imports => "imports",
        }
    }
}

/// A dialog over the screens; the topmost takes the keys.
#[derive(Debug)]
pub enum Layer {
    /// A text to read.
    Page(Pager),
    /// What can be done now.
    Which(which::Which),
    /// The palette of actions.
    Palette(Box<palette::Palette>),
    /// Choice of a sort order.
    Sort(sort::Menu),
    /// Filters kept under a name.
    Views(views::Menu),
    /// The columns of the list.
    Columns(columns::Dialog),
    /// The line of `J`.
    Jump(jump::Jump),
    /// The line of `/`.
    Search(search::Search),
    /// The line of `W`.
    Export(export::Export),
    /// The filter dialog.
    Filter(Box<filter::Dialog>),
    /// The note editor.
    Note(Box<note::Editor>),
    /// Drafts of notes to choose from.
    Drafts(note::Offer),
    /// The verdict dialog.
    Verdict(Box<verdict::Dialog>),
    /// A task, a tag, a second review or a mute.
    Task(Box<task::Dialog>),
    /// Revisions to choose from.
    Revisions(detail::Revisions),
    /// The path of an import.
    Import(Box<imports::Dialog>),
    /// A question to be answered before something is done.
    Confirm(Box<confirm::Confirm>),
}

impl Layer {
    /// Takes a key; gives itself back unless it is done.
    pub fn key(self, model: &mut Model, key: Key) -> Option<Self> {
        match self {
            Self::Page(mut page) => page.key(key, model.size).then_some(Self::Page(page)),
            Self::Which(popup) => popup.key(model, key).map(Self::Which),
            Self::Palette(palette) => palette.key(model, key).map(Self::Palette),
            Self::Sort(menu) => menu.key(model, key).map(Self::Sort),
            Self::Views(menu) => menu.key(model, key).map(Self::Views),
            Self::Columns(dialog) => dialog.key(model, key).map(Self::Columns),
            Self::Jump(line) => line.key(model, key).map(Self::Jump),
            Self::Search(line) => line.key(model, key).map(Self::Search),
            Self::Export(line) => line.key(model, key).map(Self::Export),
            Self::Filter(dialog) => dialog.key(model, key).map(Self::Filter),
            Self::Note(editor) => editor.key(model, key).map(Self::Note),
            Self::Drafts(offer) => offer.key(model, key).map(Self::Drafts),
            Self::Verdict(dialog) => dialog.key(model, key).map(Self::Verdict),
            Self::Task(dialog) => dialog.key(model, key).map(Self::Task),
            Self::Revisions(menu) => menu.key(model, key).map(Self::Revisions),
            Self::Import(dialog) => dialog.key(model, key).map(Self::Import),
            Self::Confirm(question) => question.key(model, key).map(Self::Confirm),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, model: &mut Model, text: &str) {
        match self {
            Self::Palette(palette) => palette.paste(text),
            Self::Jump(line) => line.paste(text),
            Self::Views(menu) => menu.paste(text),
            Self::Search(line) => line.paste(model, text),
            Self::Export(line) => line.paste(text),
            Self::Filter(dialog) => dialog.paste(model, text),
            Self::Note(editor) => editor.paste(text),
            Self::Verdict(dialog) => dialog.paste(text),
            Self::Task(dialog) => dialog.paste(text),
            Self::Import(dialog) => dialog.paste(model, text),
            _ => {}
        }
    }

    /// Draws itself over `area`; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        match self {
            Self::Page(page) => page.draw(buffer, area, model.theme),
            Self::Which(popup) => popup.draw(model, buffer, area),
            Self::Palette(palette) => palette.draw(model, buffer, area),
            Self::Sort(menu) => menu.draw(model, buffer, area),
            Self::Views(menu) => menu.draw(model, buffer, area),
            Self::Columns(dialog) => dialog.draw(model, buffer, area),
            Self::Jump(line) => line.draw(model, buffer, area),
            Self::Search(line) => line.draw(model, buffer, area),
            Self::Export(line) => line.draw(model, buffer, area),
            Self::Filter(dialog) => dialog.draw(model, buffer, area),
            Self::Note(editor) => editor.draw(model, buffer, area),
            Self::Drafts(offer) => offer.draw(model, buffer, area),
            Self::Verdict(dialog) => dialog.draw(model, buffer, area),
            Self::Task(dialog) => dialog.draw(model, buffer, area),
            Self::Revisions(menu) => menu.draw(model, buffer, area),
            Self::Import(dialog) => dialog.draw(model, buffer, area),
            Self::Confirm(question) => question.draw(model, buffer, area),
        }
    }
}

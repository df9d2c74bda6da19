//! `--format`.

use clap::ValueEnum;

use super::context::Context;
use crate::export::Shape;

/// The shapes every list can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// One array.
    Json,
    /// One object a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
}

impl Format {
    /// The shape; a table is fitted to the terminal, and only to a terminal.
    pub fn shape(self, context: &Context) -> Shape {
        match self {
            Self::Table => Shape::Table(context.out.width()),
            Self::Json => Shape::Json,
            Self::Jsonl => Shape::Jsonl,
            Self::Csv => Shape::Csv,
        }
    }
}

/// The shapes a single thing can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TextFormat {
    /// For people.
    #[default]
    Text,
    /// One object.
    Json,
}

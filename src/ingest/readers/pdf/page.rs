//! A page as blocks from top to bottom: ruled tables, and lines of text between them.

use std::collections::BTreeSet;

use super::lattice::{Lattice, lattices, one_lattice};
use super::lines::{TextLine, lines};
use super::marks::{Glyph, Marks};
use super::overflow;
use super::watermark;
use crate::ingest::readers::error::ReadError;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Block {
    /// A ruled table.
    Table(Lattice),
    /// Lines of text that follow one another.
    Lines(Vec<TextLine>),
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    pub blocks: Vec<Block>,
    /// The page with all its lines as one table, where they make several: a row that the edges of the
    /// page cut on both sides has no upright line that holds the table together.
    whole: Option<Vec<Block>>,
    /// Words that lie over the page and are none of it.
    pub watermarks: Vec<String>,
}

impl Page {
    /// The blocks of a page; `known` are the watermarks of pages before it.
    pub fn of(mut marks: Marks, known: &mut BTreeSet<String>) -> Result<Self, ReadError> {
        let tables = lattices(marks.horizontal.clone(), marks.vertical.clone())?;
        let watermarks = watermark::take_away(&mut marks.glyphs, &tables, known);
        let whole = if tables.is_empty() {
            None
        } else {
            one_lattice(marks.horizontal, marks.vertical)?
        };
        let more =
            |whole: &Lattice| tables.len() > 1 || tables.iter().any(|one| one.ys != whole.ys);
        let whole = whole
            .filter(more)
            .map(|table| blocks(vec![table], marks.glyphs.clone()));
        Ok(Self {
            blocks: blocks(tables, marks.glyphs),
            whole,
            watermarks,
        })
    }

    /// The page as one table.
    pub fn whole(&self) -> &[Block] {
        self.whole.as_deref().unwrap_or(&self.blocks)
    }

    /// Goes by the page as one table.
    pub fn take_whole(&mut self) {
        if let Some(whole) = self.whole.take() {
            self.blocks = whole;
        }
    }
}

#[cfg(test)]
impl From<Vec<Block>> for Page {
    fn from(blocks: Vec<Block>) -> Self {
        Self {
            blocks,
            whole: None,
            watermarks: Vec::new(),
        }
    }
}

fn blocks(mut tables: Vec<Lattice>, mut glyphs: Vec<Glyph>) -> Vec<Block> {
    overflow::turn_downward(&mut glyphs);
    // A frame around the whole page is no table; neither is an underline.
    tables.retain(|table| table.fields.len() > 1);
    let homes: Vec<_> = tables
        .iter()
        .map(|table| overflow::homes(table, &glyphs))
        .collect();
    let mut free = Vec::new();
    for (number, glyph) in glyphs.into_iter().enumerate() {
        let mut glyph = Some(glyph);
        for (table, homes) in tables.iter_mut().zip(&homes) {
            let home = homes.get(&number).copied();
            glyph = glyph.and_then(|glyph| table.take(glyph, home));
        }
        free.extend(glyph);
    }
    tables.retain(|table| table.fields.iter().any(|field| !field.glyphs.is_empty()));
    let mut blocks = Vec::new();
    let mut text = lines(free).into_iter().peekable();
    for table in tables {
        let mut above = Vec::new();
        while let Some(line) = text.next_if(|line| line.base <= table.bottom()) {
            above.push(line.text_line());
        }
        push_lines(&mut blocks, above);
        blocks.push(Block::Table(table));
    }
    let below = text.map(|line| line.text_line()).collect();
    push_lines(&mut blocks, below);
    blocks
}

fn push_lines(blocks: &mut Vec<Block>, mut lines: Vec<TextLine>) {
    lines.retain(|line| !line.runs.is_empty());
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
}

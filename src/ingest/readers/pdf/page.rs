//! A page as blocks from top to bottom: ruled tables, and lines of text between them.

use super::lattice::{Lattice, lattices};
use super::lines::{TextLine, lines};
use super::marks::Marks;
use super::overflow;
use crate::ingest::readers::error::ReadError;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Block {
    /// A ruled table.
    Table(Lattice),
    /// Lines of text that follow one another.
    Lines(Vec<TextLine>),
}

/// The blocks of a page.
pub(super) fn blocks(marks: Marks) -> Result<Vec<Block>, ReadError> {
    let mut tables = lattices(marks.horizontal, marks.vertical)?;
    // A frame around the whole page is no table; neither is an underline.
    tables.retain(|table| table.fields.len() > 1);
    let homes: Vec<_> = tables
        .iter()
        .map(|table| overflow::homes(table, &marks.glyphs))
        .collect();
    let mut free = Vec::new();
    for (number, glyph) in marks.glyphs.into_iter().enumerate() {
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
    Ok(blocks)
}

fn push_lines(blocks: &mut Vec<Block>, mut lines: Vec<TextLine>) {
    lines.retain(|line| !line.runs.is_empty());
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
}

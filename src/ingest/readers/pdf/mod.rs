//! PDF with a text layer: tables rebuilt from ruling lines and the places of glyphs.
//!
//! Invariants: a glyph whose character is not known stands as U+FFFD and is said; a page of images
//! without text is a scan and is said; a table that goes on over a page is one table whose rows
//! carry their page. Lengths are whole hundredths of a point, y grows downward.

mod beside;
mod bombs;
mod carry;
mod collector;
mod join;
mod lattice;
mod lines;
mod marks;
mod overflow;
mod page;
mod running;
mod sideways;
mod unruled;
mod watermark;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::bounds;
use super::error::{Bounded, Content, ReadError};
use super::remarks;
use crate::form::Origin;
use crate::ingest::{Grid, PartKind};
use collector::Stop;
use marks::Marks;
use page::Page;

/// Reads a PDF.
///
/// # Errors
/// [`ReadError`] when the file is encrypted, damaged, a scan, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.len() as u64 > bounds::FILE_BYTES {
        return Err(ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound: bounds::FILE_BYTES,
        });
    }
    bombs::check(bytes)?;
    // The interpreter can be left early only by unwinding, see `collector::Stop`; what it does not
    // expect of a damaged file ends here as well.
    match catch_unwind(AssertUnwindSafe(|| pages(bytes))) {
        Ok(read) => read,
        Err(cause) => Err(match cause.downcast::<Stop>() {
            Ok(stop) => stop.0,
            Err(_) => ReadError::damaged(Content::Pdf, "interpreter"),
        }),
    }
}

fn pages(bytes: &[u8]) -> Result<Grid, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => ReadError::Encrypted,
        other => ReadError::damaged(Content::Pdf, format!("{other:?}")),
    })?;
    let count = pdf.pages().len();
    if count > bounds::PAGES {
        return Err(ReadError::TooLarge {
            what: Bounded::Pages,
            bound: bounds::PAGES as u64,
        });
    }
    let settings = InterpreterSettings::default();
    let cache = InterpreterCache::new();
    let begun = Instant::now();
    let mut assembly = join::Assembly::default();
    let mut grid = Grid {
        parts: PartKind::Page,
        ..Grid::default()
    };
    let mut images = 0_u32;
    let mut glyphs = 0_usize;
    let mut pages = Vec::new();
    let mut watermarks = BTreeSet::new();
    for (number, page) in (1_u32..).zip(pdf.pages().iter()) {
        let marks = Marks::of(page, &cache, pdf.xref(), &settings, begun);
        if marks.glyphs.is_empty() && marks.images > 0 {
            images = images.saturating_add(1);
            remark(&mut grid, number, "remark-page-without-text", "");
        }
        if marks.unreadable > 0 {
            let count = marks.unreadable.to_string();
            remark(&mut grid, number, "remark-unreadable-glyphs", &count);
        }
        if marks.invisible > 0 && marks.images > 0 {
            remark(&mut grid, number, "remark-recognised-text", "");
        }
        glyphs = glyphs.saturating_add(marks.glyphs.len());
        let page = Page::of(marks, &mut watermarks)?;
        for text in &page.watermarks {
            remark(&mut grid, number, "remark-watermark", text);
        }
        if count <= beside::PAGES {
            pages.push(page);
        } else {
            assembly.add(number, page.blocks);
        }
    }
    let (pages, beside) = beside::join(pages);
    for (number, blocks) in pages {
        assembly.add(number, blocks);
    }
    for (number, other) in beside {
        remark(&mut grid, number, "remark-page-beside", &other.to_string());
    }
    if glyphs == 0 && images > 0 {
        return Err(ReadError::Scanned { pages: images });
    }
    let (tables, joined) = assembly.finish()?;
    grid.tables = tables;
    for (origin, found) in joined {
        remarks::push(
            &mut grid,
            remarks::at(origin, "remark-row-over-page", &found),
        );
    }
    remarks::or_empty(grid)
}

fn remark(grid: &mut Grid, page: u32, kind: &str, found: &str) {
    remarks::push(grid, remarks::at(Origin::new(page, 0, 0), kind, found));
}

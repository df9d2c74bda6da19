//! Labels that are for several rows: they stand in the middle of them, between two or on one.

use super::{Piece, Side};

/// How far a label may miss the middle of its rows, in hundredths of the height of a row.
const MISS: i64 = 30;

/// Gives every label below the heading row `head` the rows it is for, and puts what stands between two
/// rows where it begins. Nothing where a piece is left over, or could be for these rows or for those.
pub(super) fn settle(rows: &mut Vec<Side>, head: usize) -> Option<()> {
    let headings: Vec<(i64, i64)> = rows
        .get(head)?
        .iter()
        .map(|piece| (piece.left, piece.right))
        .collect();
    let body = rows.split_off(head.saturating_add(1));
    between_heads(rows);
    let columns = Columns(headings);
    let full = (columns.0.len() / 2).saturating_add(1);
    let dense = columns.dense(&body, full)?;
    let is_listed = |side: &Side| columns.holds(side, dense);
    let range = columns.range(&body, dense)?;
    // Labels alone, among the rows: they are for some of them.
    let is_label = |side: &Side| columns.are_labels(side, dense, &range);
    let (loose, mut whole): (Vec<Side>, Vec<Side>) = body.into_iter().partition(is_label);
    let mut loose: Vec<Piece> = loose.into_iter().flatten().collect();
    let apart = |pair: &[Side]| match pair {
        [above, below] => {
            let bottom = above.iter().map(Piece::bottom).max();
            bottom <= below.iter().map(Piece::top).min()
        }
        _ => true,
    };
    if !whole.windows(2).all(apart) {
        return None;
    }
    // Rows of the table: those that have a cell in the column every row has.
    let listed: Vec<usize> = (0..whole.len())
        .filter(|row| whole.get(*row).is_some_and(is_listed))
        .collect();
    // A second row of headings, or two cells whose texts touch.
    let touching = |row: &usize| {
        let side = whole.get(*row).map_or(&[][..], Vec::as_slice);
        side.iter().any(|piece| columns.met_by(piece) > 1)
    };
    if listed.first() != Some(&0) || listed.iter().any(touching) {
        return None;
    }
    let mut labels: Vec<Vec<Piece>> = vec![Vec::new(); dense];
    for row in &listed {
        let side = whole.get_mut(*row)?;
        let label = |piece: &mut Piece| columns.of(piece).is_some_and(|column| column < dense);
        loose.extend(side.extract_if(.., label));
    }
    let mut names_the_block = Vec::new();
    for piece in loose {
        match columns.of(&piece).and_then(|column| labels.get_mut(column)) {
            Some(labels) => labels.push(piece),
            None => names_the_block.push(piece),
        }
    }
    let edges = edges(&listed, &whole)?;
    for mut labels in labels {
        labels.sort_by_key(Piece::middle);
        place(labels, &edges, &listed, &mut whole)?;
    }
    // What stands left of all headings names the block: it goes with the first row.
    for piece in names_the_block {
        let first = listed.first().and_then(|row| whole.get_mut(*row))?;
        first.push(piece);
    }
    for side in &mut whole {
        side.sort_by_key(|piece| piece.left);
    }
    rows.extend(whole);
    Some(())
}

/// In the head of a form a label between two rows, left of both, names the block they are in: it goes
/// with the upper one.
fn between_heads(rows: &mut Vec<Side>) {
    let mut kept: Vec<Side> = Vec::new();
    let mut sides = std::mem::take(rows).into_iter().peekable();
    while let Some(side) = sides.next() {
        let left_of = |other: &Side| {
            let first = other.first().map_or(i64::MIN, |piece| piece.left);
            other.len() > 1 && side.iter().all(|piece| piece.right <= first)
        };
        let joins = side.len() == 1 && sides.peek().is_some_and(left_of);
        match kept.last_mut().filter(|upper| joins && left_of(upper)) {
            Some(upper) => {
                upper.extend(side);
                upper.sort_by_key(|piece| piece.left);
            }
            None => kept.push(side),
        }
    }
    *rows = kept;
}

/// Puts labels, top to bottom, into the first of the rows each is for. They are for all of `listed`,
/// each for rows that follow one another, and stand in their middle or else on the first.
fn place(labels: Vec<Piece>, edges: &[i64], listed: &[usize], whole: &mut [Side]) -> Option<()> {
    if labels.is_empty() {
        return Some(());
    }
    let spans = match (centred(&labels, edges), on_top(&labels, edges)) {
        (Some(one), Some(other)) if one != other => return None,
        (one, other) => one.or(other)?,
    };
    for (mut label, (start, end)) in labels.into_iter().zip(spans) {
        label.rows = u32::try_from(end.saturating_sub(start)).ok()?.max(1);
        whole.get_mut(*listed.get(start)?)?.push(label);
    }
    Some(())
}

/// Where each row begins, and where the last one ends: half-way between rows.
fn edges(listed: &[usize], whole: &[Side]) -> Option<Vec<i64>> {
    let mut boxes = Vec::new();
    for row in listed {
        let side = whole.get(*row)?;
        let top = side.iter().map(Piece::top).min()?;
        boxes.push((top, side.iter().map(Piece::bottom).max()?));
    }
    let mut edges = Vec::new();
    let gap = boxes.windows(2).filter_map(|pair| match pair {
        [above, below] => Some(below.0.saturating_sub(above.1)),
        _ => None,
    });
    let gap = gap.min().unwrap_or(0).max(0) / 2;
    edges.push(boxes.first()?.0.saturating_sub(gap));
    for pair in boxes.windows(2) {
        if let [above, below] = pair {
            edges.push(i64::midpoint(above.1, below.0));
        }
    }
    edges.push(boxes.last()?.1.saturating_add(gap));
    Some(edges)
}

type Spans = Vec<(usize, usize)>;

/// The rows each label is in the middle of, when they are all rows.
fn centred(labels: &[Piece], edges: &[i64]) -> Option<Spans> {
    let rows = edges.len().checked_sub(1)?;
    let height = edges.last()?.saturating_sub(*edges.first()?) / i64::try_from(rows).ok()?.max(1);
    let mut spans = Vec::new();
    let mut start = 0usize;
    for label in labels {
        let top = *edges.get(start)?;
        let miss = |end: usize| {
            let bottom = edges.get(end).copied().unwrap_or(i64::MAX / 4);
            i64::midpoint(top, bottom)
                .saturating_sub(label.middle())
                .abs()
        };
        let end = (start.saturating_add(1)..=rows).min_by_key(|end| miss(*end))?;
        if miss(end).saturating_mul(100) > height.saturating_mul(MISS) {
            return None;
        }
        spans.push((start, end));
        start = end;
    }
    (start == rows).then_some(spans)
}

/// The rows from each label to the next, when each stands on a row and the first on the first.
fn on_top(labels: &[Piece], edges: &[i64]) -> Option<Spans> {
    let rows = edges.len().checked_sub(1)?;
    let mut starts = Vec::new();
    for label in labels {
        let after = edges.partition_point(|edge| *edge <= label.middle());
        let row = after.checked_sub(1).filter(|row| *row < rows)?;
        let (top, bottom) = (*edges.get(row)?, *edges.get(row.saturating_add(1))?);
        let miss = i64::midpoint(top, bottom)
            .saturating_sub(label.middle())
            .abs();
        if miss.saturating_mul(100) > bottom.saturating_sub(top).saturating_mul(MISS) {
            return None;
        }
        starts.push(row);
    }
    let ends = starts.iter().skip(1).copied().chain([rows]);
    let spans: Spans = starts.iter().copied().zip(ends).collect();
    let apart = spans.iter().all(|(start, end)| start < end);
    (apart && starts.first() == Some(&0)).then_some(spans)
}

/// Headings: their left and right edges.
struct Columns(Vec<(i64, i64)>);

impl Columns {
    /// The heading most of the piece stands below; each reaches to the next.
    fn of(&self, piece: &Piece) -> Option<usize> {
        let shared = |index: &usize| {
            let (left, right) = self.0.get(*index).copied().unwrap_or_default();
            let next = self.0.get(index.saturating_add(1)).map(|next| next.0);
            let end = next.unwrap_or(i64::MAX).max(right);
            piece.right.min(end).saturating_sub(piece.left.max(left))
        };
        let best = (0..self.0.len()).rev().max_by_key(shared)?;
        (shared(&best) > 0).then_some(best)
    }

    /// How many headings the piece stands below.
    fn met_by(&self, piece: &Piece) -> usize {
        let below = |heading: &&(i64, i64)| piece.meets(heading.0, heading.1);
        self.0.iter().filter(below).count()
    }

    fn holds(&self, side: &Side, column: usize) -> bool {
        side.iter().any(|piece| self.of(piece) == Some(column))
    }

    /// The first column that every row has a piece in. Rows are what has more than half of the cells
    /// (`full`), and all among them that is no label.
    fn dense(&self, body: &[Side], full: usize) -> Option<usize> {
        let mut rows = body.iter().filter(|side| side.len() >= full).peekable();
        rows.peek()?;
        let rows: Vec<&Side> = rows.collect();
        (0..self.0.len()).find(|column| {
            let holds = |side: &Side| self.holds(side, *column);
            let range = self.range(body, *column).unwrap_or_default();
            let among = |side: &Side| side.iter().any(|piece| range.contains(&piece.middle()));
            rows.iter().all(|side| holds(side))
                && body
                    .iter()
                    .filter(|side| among(side))
                    .all(|side| holds(side) || self.are_labels(side, *column, &range))
        })
    }

    /// From the top of the first row with a piece in the column to the bottom of the last.
    fn range(&self, body: &[Side], column: usize) -> Option<std::ops::Range<i64>> {
        let mut rows = body.iter().filter(|side| self.holds(side, column));
        let first = rows.next()?;
        let last = rows.next_back().unwrap_or(first);
        let top = first.iter().map(Piece::top).min()?;
        Some(top..last.iter().map(Piece::bottom).max()?)
    }

    /// Whether these pieces stand among the rows, left of the column that all rows have.
    fn are_labels(&self, side: &Side, dense: usize, rows: &std::ops::Range<i64>) -> bool {
        side.iter().all(|piece| {
            self.of(piece).is_none_or(|column| column < dense) && rows.contains(&piece.middle())
        })
    }
}

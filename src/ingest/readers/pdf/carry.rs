//! What a table carries over a page: heading rows printed once more, and rests of rows.

use super::join::{DRIFT, Edged, EdgedRow, Found};
use crate::form::Origin;

/// Whether two cells stand in the same columns.
fn same_edges(one: &Edged, other: &Edged) -> bool {
    one.left.saturating_sub(other.left).abs() <= DRIFT
        && one.right.saturating_sub(other.right).abs() <= DRIFT
}

/// How many rows at the top of a page are those the table begins with.
fn alike(table: &[EdgedRow], page: &[EdgedRow]) -> usize {
    let same = |(above, below): &(&EdgedRow, &EdgedRow)| {
        let mut cells = above.cells.iter().zip(&below.cells);
        above.cells.len() == below.cells.len()
            && above.cells.iter().any(|cell| !cell.text.is_empty())
            && cells.all(|(one, other)| same_edges(one, other) && one.text == other.text)
    };
    table.iter().zip(page).take_while(same).count()
}

/// Whether a page begins as the table does, but for values: another form of the same layout.
pub(super) fn restarts(table: &[EdgedRow], page: &[EdgedRow]) -> bool {
    let alike = alike(table, page);
    let label = |rows: &[EdgedRow]| {
        let label = rows.get(alike)?.cells.first()?.text.clone();
        (!label.is_empty()).then_some(label)
    };
    label(table).is_some_and(|first| label(page) == Some(first))
}

/// How many rows at the top of a page only repeat those the table begins with.
pub(super) fn is_repeated(table: &[EdgedRow], page: &[EdgedRow]) -> usize {
    match alike(table, page) {
        alike if alike < page.len() && !restarts(table, page) => alike,
        _ => 0,
    }
}

/// Whether a text goes on in the middle of a number or a bracket.
fn is_torn(above: &str, below: &str) -> bool {
    let opens = |mark: char| above.matches(mark).count();
    let open = opens('（') > opens('）') || opens('(') > opens(')');
    let number = above.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    let goes_on = below.starts_with(['.', '%', '％']);
    let after_point = above.ends_with('.') && below.starts_with(|c: char| c.is_ascii_digit());
    open && !below.is_empty() || number && goes_on || after_point
}

/// A label of rows on two pages that is printed on the second one belongs to those at the foot of the first,
/// where its cell is blank.
pub(super) fn carry_labels(above: &mut [EdgedRow], below: &[EdgedRow]) {
    let labels = below.first().into_iter().flat_map(|row| &row.cells);
    let rows = above.len();
    for label in labels.filter(|label| label.text.contains("指标")) {
        let of_it = |row: &EdgedRow| row.cells.iter().position(|cell| same_edges(cell, label));
        let merged = label.rows > 1
            || above.iter().any(|row| {
                let cell = of_it(row).and_then(|place| row.cells.get(place));
                cell.is_some_and(|cell| cell.rows > 1)
            });
        let last = above
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, row)| Some((at, of_it(row)?)));
        let Some((at, place)) = last.filter(|_| merged) else {
            continue;
        };
        let cell = above.get_mut(at).and_then(|row| row.cells.get_mut(place));
        if let Some(cell) = cell
            && cell.text.is_empty()
            && at.saturating_add(cell.rows as usize) == rows
        {
            cell.text.clone_from(&label.text);
        }
    }
}

/// Where the first row of a page is the rest of the last row of the page before, puts it there: most of
/// what a row of its own would have is missing, and what there is stands below cells of that row, or fills
/// those that row lacks. Labels for several rows stay with those that follow.
pub(super) fn mend(above: &mut EdgedRow, rows: &mut Vec<EdgedRow>) -> Option<Found> {
    let below = rows.first()?;
    let over = |cell: &Edged| above.cells.iter().position(|one| same_edges(one, cell));
    let mut pairs = Vec::new();
    for cell in below.cells.iter().filter(|cell| cell.rows == 1) {
        match over(cell) {
            Some(place) => pairs.push((place, cell)),
            // The end of a label that began further up.
            None if cell.text.is_empty() => {}
            None => return None,
        }
    }
    let is_filled = |place: &usize| {
        above
            .cells
            .get(*place)
            .is_some_and(|one| !one.text.is_empty())
    };
    let filled = |(place, cell): &&(usize, &Edged)| is_filled(place) || !cell.text.is_empty();
    let filled = pairs.iter().filter(filled).count();
    let rest = pairs.iter().filter(|(_, cell)| !cell.text.is_empty());
    let (rest, new) = (
        rest.clone().count(),
        rest.filter(|(place, _)| !is_filled(place)).count(),
    );
    let (place, first) = pairs.first()?;
    let goes_on = match (is_filled(place), first.text.is_empty()) {
        (true, true) => true,
        (true, false) => new == 0,
        (false, _) => new == rest,
    };
    let labels = below
        .cells
        .iter()
        .any(|cell| cell.rows > 1 && !cell.text.is_empty());
    let torn = |(place, cell): &(usize, &Edged)| {
        let before = above.cells.get(*place);
        before.is_some_and(|before| is_torn(&before.text, &cell.text))
    };
    let torn = new == 0 && pairs.iter().any(torn);
    let few = rest.saturating_mul(2) < filled || torn && rest < filled;
    let is_rest = goes_on && few && (rest > 0 || labels);
    if !is_rest {
        return None;
    }
    let mut below = rows.remove(0);
    let (own, mut labels): (Vec<Edged>, Vec<Edged>) =
        below.cells.drain(..).partition(|cell| cell.rows == 1);
    let mut found = None;
    for cell in own.into_iter().filter(|cell| !cell.text.is_empty()) {
        found.get_or_insert_with(|| cell.text.clone());
        if let Some(whole) = above.cells.iter_mut().find(|one| same_edges(one, &cell)) {
            whole.text.push_str(&cell.text);
        }
    }
    if let Some(next) = rows.first_mut() {
        for label in &mut labels {
            label.rows = label.rows.saturating_sub(1);
            // The row above is where the label begins.
            if let Some(cut) = above.cells.iter_mut().find(|one| same_edges(one, label)) {
                cut.text.push_str(&label.text);
                label.text.clone_from(&cut.text);
            }
        }
        next.cells.append(&mut labels);
        next.cells.sort_by_key(|cell| cell.left);
    }
    found.map(|text| (Origin::new(below.page, below.number, 1), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(page: u32, cells: &[(i64, u32, &str)]) -> EdgedRow {
        let cell = |(left, rows, text): &(i64, u32, &str)| Edged {
            left: *left,
            right: left + 1000,
            rows: *rows,
            text: (*text).to_owned(),
        };
        EdgedRow {
            page,
            number: 1,
            cells: cells.iter().map(cell).collect(),
        }
    }

    #[test]
    fn a_label_printed_on_the_second_page_is_that_of_the_rows_before() {
        let below = [row(2, &[(0, 2, "时效指标"), (1000, 2, "原因")])];
        let mut above = [
            row(1, &[(0, 1, "质量指标"), (1000, 1, "")]),
            row(1, &[(0, 1, ""), (1000, 1, "")]),
        ];
        carry_labels(&mut above, &below);
        let texts: Vec<&str> = above
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.text.as_str())
            .collect();
        assert_eq!(texts, ["质量指标", "", "时效指标", ""]);
        // Cells that are not merged are blank where the label above goes on.
        let mut above = [row(1, &[(0, 1, "质量指标")]), row(1, &[(0, 1, "")])];
        carry_labels(&mut above, &[row(2, &[(0, 1, "时效指标")])]);
        assert_eq!(above[1].cells[0].text, "");
    }
}

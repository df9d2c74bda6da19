//! What was searched for, marked in texts that are broken into lines: a hit goes on over a line end.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

use crate::query::hits;

/// The words that are looked for, and how their hits look.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub words: Vec<String>,
    pub style: Style,
}

impl Found {
    /// Where the words stand in a text, in characters.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.words.iter();
        words.flat_map(|word| hits(text, word)).collect()
    }

    /// A line of a text, from character `from` of it on, with the hits in it marked.
    pub fn mark(
        &self,
        spans: Vec<Span<'static>>,
        from: usize,
        hits: &[Range<usize>],
    ) -> Vec<Span<'static>> {
        if hits.is_empty() {
            return spans;
        }
        let mut marked: Vec<Span<'static>> = Vec::with_capacity(spans.len() + 2);
        let mut at = from;
        for span in spans {
            let mut run = (String::new(), false);
            for c in span.content.chars() {
                let hit = hits.iter().any(|hit| hit.contains(&at));
                if hit != run.1 && !run.0.is_empty() {
                    marked.push(self.styled(std::mem::take(&mut run.0), span.style, run.1));
                }
                run.1 = hit;
                run.0.push(c);
                at += 1;
            }
            marked.push(self.styled(run.0, span.style, run.1));
        }
        marked
    }

    fn styled(&self, text: String, style: Style, hit: bool) -> Span<'static> {
        let style = if hit { style.patch(self.style) } else { style };
        Span::styled(text, style)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn a_hit_goes_on_over_the_end_of_a_line() {
        let found = Found {
            words: vec!["保洁".to_owned()],
            style: Style::new().add_modifier(Modifier::UNDERLINED),
        };
        let hits = found.hits("道路保洁");
        assert_eq!(hits.first(), Some(&(2..4)));
        let lines = [(0, "道路保"), (3, "洁")];
        let marked: Vec<String> = lines
            .into_iter()
            .map(|(from, line)| {
                let spans = found.mark(vec![Span::raw(line)], from, &hits);
                let marked = spans
                    .iter()
                    .filter(|span| span.style.add_modifier == Modifier::UNDERLINED);
                marked.map(|span| span.content.to_string()).collect()
            })
            .collect();
        assert_eq!(marked, ["保", "洁"]);
    }
}

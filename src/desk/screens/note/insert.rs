//! What can be put into a note about a suspicion: what the rule would have one write, filled with
//! the facts, and the cells it rests on, word for word.

use crate::desk::Model;
use crate::desk::screens::verdict;
use crate::rules;
use crate::store::FindingRow;

/// A finding that rests on more cells than this is not quoted in full.
const MOST_QUOTED: usize = 6;

fn selected(model: &Model) -> Option<&FindingRow> {
    verdict::chosen(model).into_iter().next()
}

/// 问题描述 and 建议程序 of the selected finding.
pub(super) fn template(model: &Model) -> String {
    let words = &model.words;
    let Some(finding) = selected(model) else {
        return String::new();
    };
    let procedure = rules::find(&finding.rule).map_or("", |rule| rule.procedure.get(words.lang()));
    let values = [
        ("rule", &*words.rule(&finding.rule)),
        ("place", &words.place(finding.place)),
        ("facts", &words.sentence(finding)),
        ("procedure", procedure),
    ];
    words.fill("note-template", &values)
}

/// The cells the selected finding rests on, as printed; empty where the form is not at hand.
pub(super) fn quote(model: &Model) -> String {
    let data = model.detail.as_ref().and_then(|detail| detail.data());
    let (Some(data), Some(finding)) = (data, selected(model)) else {
        return String::new();
    };
    if data.row.id != finding.report {
        return String::new();
    }
    let words = &model.words;
    let lines: Vec<String> = (finding.marks.iter().take(MOST_QUOTED))
        .map(|mark| {
            let printed = rules::marked_text(&data.report, mark);
            let text = if printed.is_empty() {
                words.text("form-blank")
            } else {
                printed.to_owned()
            };
            let (place, field) = (words.place(mark.place), words.field(mark.field));
            words.fill(
                "note-quote",
                &[("place", &place), ("field", &field), ("text", &text)],
            )
        })
        .collect();
    lines.join("\n")
}

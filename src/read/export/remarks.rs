//! What stands once a row of an export and is about its current period: RAG, comments and
//! actions.

use super::layout::Layout;
use crate::diag::Diagnostics;
use crate::place::Placed;
use crate::read::grid::{Grid, fold};
use crate::read::indicators::{Row, rag_counts};
use crate::read::record::rating;
use crate::read::value;

/// RAG, comments and actions stand once a row and are about its current period.
pub(super) fn read_remarks(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    rows: &mut [Row],
    diagnostics: &mut Diagnostics,
) {
    let current = layout.results.first().map(|(_, period)| period.value);
    let Some(target) = rows.iter_mut().find(|r| Some(r.period.value) == current) else { return };
    // A remark may be merged over the rows that it is about.
    let seen = grid.seen(row);
    let [rag, comments, actions] = [layout.rag, layout.comments, layout.actions].map(|column| {
        let (place, cell) = (grid.place().cell(row, column?), *seen.get(&column?)?);
        let text = diagnostics.take(value::known_text(cell), &place)?;
        (!text.is_empty()).then(|| Placed::new(text, place))
    });
    if let Some(rag) = rag {
        if rag.starts_with(|c: char| c.is_ascii_digit()) {
            target.stated_counts =
                diagnostics.take(rag_counts(&rag), &rag.place).map(|c| Placed::new(c, rag.place));
        } else {
            target.stated_rag = diagnostics
                .take(rating(&rag, "RAG"), &rag.place)
                .flatten()
                .map(|r| Placed::new(r, rag.place));
        }
    }
    if let Some(comments) = comments {
        (target.updater, target.approver) = split_comments(&comments);
    }
    target.actions = actions.filter(|actions| !is_empty_remark(actions));
}

fn is_empty_remark(text: &str) -> bool {
    matches!(fold(text).as_str(), "nocomments" | "noinfo" | "noactions" | "none")
}

/// `Updater Comments: … Approver Comments: …`, in either order; text under neither is the
/// updater's.
fn split_comments(comments: &Placed<String>) -> (Option<Placed<String>>, Option<Placed<String>>) {
    const LABELS: [&str; 2] = ["updater comments:", "approver comments:"];
    let lower = comments.value.to_ascii_lowercase();
    let [updater_at, approver_at] = LABELS.map(|label| lower.find(label));
    let clean = |text: &str| {
        let lines = text.lines().map(str::trim_end).filter(|line| !is_empty_remark(line));
        let text = lines.collect::<Vec<_>>().join("\n").trim().to_string();
        (!text.is_empty()).then(|| Placed::new(text, comments.place.clone()))
    };
    let text = comments.value.as_str();
    let behind = |at: Option<usize>, label: &str, other: Option<usize>| {
        let at = at?;
        let end = other.filter(|other| *other > at).unwrap_or(text.len());
        Some(&text[at + label.len()..end])
    };
    let before = &text[..updater_at.into_iter().chain(approver_at).min().unwrap_or(text.len())];
    let updater = behind(updater_at, LABELS[0], approver_at).unwrap_or_default();
    let approver = behind(approver_at, LABELS[1], updater_at).unwrap_or_default();
    (clean(&format!("{before}\n{updater}")), clean(approver))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn comments_are_those_of_their_label_in_either_order() {
        let split = |text: &str| {
            let comments = Placed::new(text.to_string(), Place::file("kpi.xlsx"));
            let (updater, approver) = split_comments(&comments);
            [updater, approver].map(|text| text.map(|text| text.value).unwrap_or_default())
        };
        let both = ["Up".to_string(), "Agreed".to_string()];
        assert_eq!(split("Updater Comments: Up\nApprover Comments: Agreed"), both);
        assert_eq!(split("Approver Comments: Agreed\nUPDATER COMMENTS: Up"), both);
        assert_eq!(split("Up\nApprover Comments: Agreed"), both);
        assert_eq!(split("Approver Comments: No comments"), ["", ""].map(String::from));
        assert_eq!(split("A\n\nB")[0], "A\n\nB");
    }
}

//! An exempt item that names no paragraph of Schedule 12A.

use crate::check::prose::words;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::{AgendaItem, ItemStatus};
use crate::model::notice::Body;
use crate::model::part::{Exemption, Part};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW006", name: "no-exempt-paragraph", severity: Severity::Error },
    finds: "a Part 2 item without a paragraph of Schedule 12A, on the agenda and on its report",
    why: "Local Government Act 1972, section 100A(5) and Schedule 12A: the resolution to exclude the public must name the description of exempt information; an item that names none is withheld without a ground",
    mend: "write the paragraph: `paragraph 3`; an item that is confidential, not exempt (section 100A(3)), says `confidential`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Parishes exclude the public under the Act of 1960, which has no paragraphs.
    if scope.council.notice.body == Body::Parish {
        return;
    }
    for item in exempt_items(scope) {
        let named = exemptions(item).any(|exemption| {
            is_confidential(exemption) || !paragraphs(exemption.reason()).is_empty()
        });
        let Some(exemption) = exemptions(item).next().filter(|_| !named) else { continue };
        let place = exemption.reason.as_ref().map_or(&exemption.place, |reason| &reason.place);
        findings.add(
            place,
            format!("item {} is exempt under no paragraph of Schedule 12A", item.number.value),
            "write the paragraph, such as `paragraph 3`, or `confidential` where section 100A(3) applies"
                .into(),
        );
    }
}

/// Returns the Part 2 items that will be taken.
pub(super) fn exempt_items<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a AgendaItem> {
    let items = scope.meeting.agenda.iter();
    items.filter(|item| !item.part.is_public() && item.status != ItemStatus::Withdrawn)
}

/// Returns what the agenda and the report say about an item's exemption.
pub(super) fn exemptions(item: &AgendaItem) -> impl Iterator<Item = &Exemption> {
    let report = item.report.as_ref().map(|report| &report.part);
    std::iter::once(&item.part).chain(report).filter_map(|part| match part {
        Part::One => None,
        Part::Two(exemption) => Some(exemption),
    })
}

/// Returns whether the paper is confidential, which is more than exempt: the public
/// must be excluded, and no paragraph says so.
pub(super) fn is_confidential(exemption: &Exemption) -> bool {
    exemption.reason().to_lowercase().contains("confidential")
}

/// Returns the paragraphs that a reason names: 1 and 2 of `paragraphs 1 and 2 of
/// Part 1 of Schedule 12A`, 3 of `3`.
pub(super) fn paragraphs(reason: &str) -> Vec<u32> {
    let all = words(reason);
    let others = ["part", "schedule", "section", "act", "item"];
    let named = all.iter().enumerate().filter(|(index, word)| {
        let before = index.checked_sub(1).map(|at| &all[at]);
        !word.gap.ends_with('£') && !before.is_some_and(|before| before.is_any(&others))
    });
    let number = |text: &str| text.trim_end_matches(['A', 'B', 'C', 'a', 'b']).parse().ok();
    named.filter_map(|(_, word)| number(word.text)).filter(|number| *number < 100).collect()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn reads_the_paragraphs_of_a_reason() {
        for (reason, found) in [
            ("3", vec![3]),
            ("paragraph 3 of Part 1 of Schedule 12A", vec![3]),
            ("Paragraphs 1, 2 and 7", vec![1, 2, 7]),
            ("para. 6(a)", vec![6]),
            ("Schedule 12A to the Local Government Act 1972", vec![]),
            ("commercial", vec![]),
        ] {
            assert_eq!(paragraphs(reason), found, "{reason}");
        }
    }
}

//! An exempt item that names no paragraph of Schedule 12A.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::{AgendaItem, ItemStatus};
use crate::model::notice::Body;
use crate::model::part::{Matter, Withheld};

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
    for (item, withheld) in exempt_matters(scope) {
        if withheld.is_confidential() || !withheld.paragraphs().is_empty() {
            continue;
        }
        let Some(exemption) = withheld.exemptions.first() else { continue };
        let place = exemption.reason.as_ref().map_or(&exemption.place, |reason| &reason.place);
        findings.add(
            place,
            format!("{} is exempt under no paragraph of Schedule 12A", named(item, &withheld.what)),
            "write the paragraph, such as `paragraph 3`, or `confidential` where section 100A(3) applies"
                .into(),
        );
    }
}

/// Returns the items of which anything is withheld, and that will be taken.
pub(super) fn exempt_items<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a AgendaItem> {
    let items = scope.meeting.agenda.iter().filter(|item| item.status != ItemStatus::Withdrawn);
    items.filter(|item| !item.withheld().is_empty())
}

/// Returns all that is withheld, each with its item.
pub(super) fn exempt_matters<'a>(
    scope: &Scope<'a>,
) -> impl Iterator<Item = (&'a AgendaItem, Withheld)> {
    exempt_items(scope).flat_map(|item| item.withheld().into_iter().map(move |one| (item, one)))
}

/// Returns how a message names something exempt of an item.
pub(super) fn named(item: &AgendaItem, what: &Matter) -> String {
    let number = &item.number.value;
    match what {
        Matter::Item => format!("item {number}"),
        Matter::Indicators => format!("the performance appendix of item {number}"),
        Matter::Register => format!("the risk register of item {number}"),
        Matter::Section(heading) => format!("the section `{heading}` of item {number}"),
        Matter::Indicator(code) => format!("the indicator `{code}` of item {number}"),
        Matter::Risk(label) => format!("the risk `{label}` of item {number}"),
        Matter::Appendix(name) => format!("`{name}` of item {number}"),
    }
}

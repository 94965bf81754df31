//! Exempt business without a resolution to exclude the public before it.

use super::no_exempt_paragraph::exempt_items;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::{AgendaItem, ItemKind, ItemStatus};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW009", name: "no-exclusion-resolution", severity: Severity::Warning },
    finds: "an exempt item with no item of the kind `exclusion` before it",
    why: "Local Government Act 1972, section 100A(4), and for parishes the Public Bodies (Admission to Meetings) Act 1960: the public may stay until the meeting resolves to exclude them, and cannot be excluded from an item already taken",
    mend: "put an item of the kind `exclusion` before the first exempt one; until then the agenda states the resolution there without a number",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Of an item whose papers are exempt in part, the rest is taken in public.
    let mut exempt = exempt_items(scope).filter(|item| !item.part.is_public());
    let Some(first) = exempt.next() else { return };
    let agenda = &scope.meeting.agenda;
    let position = |item: &AgendaItem| agenda.iter().position(|other| std::ptr::eq(other, item));
    match exclusion(scope) {
        None => findings.add(
            &first.title.place,
            format!("item {} is exempt, but no item excludes the public", first.number.value),
            "put an item of the kind `exclusion` before it".into(),
        ),
        Some(exclusion) if position(exclusion) > position(first) => findings.add(
            &exclusion.title.place,
            format!(
                "the public is excluded at item {}, after the exempt item {}",
                exclusion.number.value, first.number.value
            ),
            format!("move it before item {}", first.number.value),
        ),
        Some(_) => {}
    }
}

/// Returns the item that excludes the public.
pub(super) fn exclusion<'a>(scope: &Scope<'a>) -> Option<&'a AgendaItem> {
    let items = scope.meeting.agenda.iter();
    let mut found =
        items.filter(|i| i.kind == ItemKind::Exclusion && i.status != ItemStatus::Withdrawn);
    found.next()
}

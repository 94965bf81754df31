//! One person under two names.

use crate::check::prose::person::Person;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::place::{Place, Placed};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT011", name: "inconsistent-name", severity: Severity::Note },
    finds: "a contact, author or owner whose forename is written in two ways: `Robert` and `Rob`, or two forenames under one surname and post",
    why: "a reader looks for one officer and finds two; one of the two may be a slip of the pen",
    mend: "write the name in the same way throughout the pack",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let mut known: Vec<(Person, Place)> = Vec::new();
    for named in named(scope) {
        let Some(person) = Person::parse(named) else { continue };
        if known.iter().any(|(other, _)| person.has_name_of(other)) {
            continue;
        }
        if let Some((other, place)) = known.iter().find(|(other, _)| person.is_also(other)) {
            findings.add(
                &named.place,
                format!("`{}` is `{}` elsewhere", person.name(), other.name()),
                format!("{place} is the other; write the name in the same way"),
            );
        }
        known.push((person, named.place.clone()));
    }
}

/// Returns every text of a pack that names who answers for something: covers first,
/// then risks, then the work programme.
pub(super) fn named<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Placed<String>> {
    let people = ["contact", "author", "leadofficer", "reportof"];
    let covers = scope.reports().flat_map(move |(_, report)| {
        let entries = report.cover.iter().filter(move |entry| people.contains(&&entry.key[..]));
        entries.flat_map(|entry| entry.values.iter().map(|value| &value.written))
    });
    let owners = scope.risks().filter_map(|risk| risk.owner.as_ref());
    let programme = scope.meeting.programme.iter().filter_map(|entry| entry.contact.as_ref());
    covers.chain(owners).chain(programme)
}

//! One person with two posts.

use super::inconsistent_name::named;
use crate::check::prose::person::Person;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::place::Place;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "TEXT012", name: "inconsistent-post", severity: Severity::Warning },
    finds: "a contact, author or owner whose post is written in two ways",
    why: "one of the two is out of date or misspelt, and the public writes to the wrong post",
    mend: "write the post in the same way throughout the pack; commas, brackets and capitals do not matter",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let mut known: Vec<(Person, Place)> = Vec::new();
    for named in named(scope) {
        let Some(person) = Person::parse(named) else { continue };
        let Some(post) = &person.post else { continue };
        let known_posts = known
            .iter()
            .filter(|(other, _)| person.has_name_of(other) || person.is_short_for(other));
        let known_posts: Vec<_> = known_posts.collect();
        if known_posts.iter().any(|(other, _)| person.shares_post(other)) {
            continue;
        }
        if let Some((other, place)) = known_posts.first() {
            let before = other.post.as_deref().unwrap_or_default();
            findings.add(
                &named.place,
                format!("`{}` is `{post}` here, but `{before}` elsewhere", person.name()),
                format!("{place} is the other; mend the one that is wrong"),
            );
        }
        known.push((person, named.place.clone()));
    }
}

//! A list of members without a chair, or with two.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::Role;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "AGENDA004", name: "not-one-chair", severity: Severity::Warning },
    finds: "a list of members with no chair, or with more than one",
    why: "the front sheet says who presides; after annual council the old chair often stays in the list",
    mend: "give one member the role `Chair`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let members = &scope.meeting.members;
    let mut chairs = members.iter().filter(|member| member.role == Role::Chair);
    let first = chairs.next();
    match (members.first(), first) {
        (Some(member), None) => findings.add(
            &member.name.place,
            "no member has the role `Chair`".into(),
            "give one member the role `Chair`".into(),
        ),
        (_, Some(first)) => {
            for second in chairs {
                findings.add(
                    &second.name.place,
                    format!("`{}` is a second chair", second.name.value),
                    format!(
                        "{} names the first; give one of the two another role",
                        first.name.place
                    ),
                );
            }
        }
        (None, None) => {}
    }
}

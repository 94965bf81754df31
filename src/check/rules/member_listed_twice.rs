//! A councillor who stands in the list of members twice.

use crate::check::prose::person::without_style;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::Member;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "AGENDA005", name: "member-listed-twice", severity: Severity::Warning },
    finds: "a councillor listed twice, as two members or as a member and a substitute",
    why: "nobody can be a member and a substitute of one committee; the list was changed in one place only",
    mend: "delete one of the two rows",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let members = &scope.meeting.members;
    let name = |member: &Member| fold(without_style(&member.name));
    for (index, member) in members.iter().enumerate() {
        let first = members[..index].iter().find(|other| name(other) == name(member));
        if let Some(first) = first {
            findings.add(
                &member.name.place,
                format!(
                    "`{}` is listed twice, as {} and as {}",
                    member.name.value, first.role, member.role
                ),
                format!("{} is the other; delete one of the two rows", first.name.place),
            );
        }
    }
}

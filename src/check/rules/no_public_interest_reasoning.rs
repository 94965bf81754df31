//! An exempt item that does not weigh the public interest.

use super::no_exempt_paragraph::{exempt_matters, named};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::notice::Body;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW008", name: "no-public-interest-reasoning", severity: Severity::Warning },
    finds: "an exempt item with nothing under `Public interest`, on the agenda and on its report",
    why: "Local Government Act 1972, Schedule 12A, paragraph 10 (paragraph 21 in Wales): information is exempt only while the public interest in the exemption outweighs that in disclosing it",
    mend: "say in a sentence why the public interest favours the exemption of this paper at this time",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Parishes exclude the public under the Act of 1960, which has no paragraphs.
    if scope.council.notice.body == Body::Parish {
        return;
    }
    for (item, withheld) in exempt_matters(scope).filter(|(_, one)| !one.is_confidential()) {
        if withheld.exemptions.iter().any(|exemption| exemption.public_interest.is_some()) {
            continue;
        }
        let Some(exemption) = withheld.exemptions.first() else { continue };
        findings.add(
            &exemption.place,
            format!(
                "{} does not say why the public interest favours its exemption",
                named(item, &withheld.what)
            ),
            "fill in `Public interest` beside the paragraph".into(),
        );
    }
}

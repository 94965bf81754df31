//! An exempt item under a paragraph that exempts nothing.

use super::no_exempt_paragraph::exempt_matters;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::council::Nation;
use crate::model::notice::Body;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW007", name: "invalid-exempt-paragraph", severity: Severity::Error },
    finds: "a paragraph that is not one of 1 to 7 (England, Part 1 of Schedule 12A) or 12 to 18 (Wales, Part 4)",
    why: "Local Government Act 1972, Schedule 12A: the other paragraphs limit what is exempt and exempt nothing themselves; a resolution that cites one has no effect",
    mend: "name the paragraph that the information falls under; `nation` in council.toml says which Part applies",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Parishes exclude the public under the Act of 1960, which has no paragraphs.
    if scope.council.notice.body == Body::Parish {
        return;
    }
    let (valid, part) = match scope.council.nation {
        Nation::England => (1..=7, 1),
        Nation::Wales => (12..=18, 4),
    };
    for exemption in exempt_matters(scope).flat_map(|(_, withheld)| withheld.exemptions) {
        let Some(reason) = &exemption.reason else { continue };
        for paragraph in exemption.paragraphs().into_iter().filter(|number| !valid.contains(number))
        {
            findings.add(
                &reason.place,
                format!(
                    "paragraph {paragraph} exempts nothing, expected {} to {} of Part {part} of Schedule 12A",
                    valid.start(),
                    valid.end()
                ),
                "name the paragraph that the information falls under".into(),
            );
        }
    }
}

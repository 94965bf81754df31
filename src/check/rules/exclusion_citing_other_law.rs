//! A resolution to exclude the public under a provision that is not the body's.

use super::no_exclusion_resolution::exclusion;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::council::{Nation, Powers};
use crate::model::notice::Body;
use crate::spelling::fold;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW010", name: "exclusion-citing-other-law", severity: Severity::Warning },
    finds: "a resolution that cites section 100I, the regulations of the executive in a committee of the council, section 100A in the executive, or the other nation's Part of Schedule 12A",
    why: "the public is excluded under section 100A(4) of the Local Government Act 1972 by the council and its committees, and under regulation 4 of SI 2012/2089 by the executive (in England); published agendas cite section 100I, which only defines the words",
    mend: "cite the right provision; `executive = true` under `[[committees]]` says which committees are the executive's",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    // Parishes exclude the public under the Act of 1960, which has no paragraphs.
    if scope.council.notice.body == Body::Parish {
        return;
    }
    let Some(text) = exclusion(scope).and_then(|item| item.text.as_ref()) else { return };
    let folded = fold(&text.written);
    let committee = scope.council.committee(&scope.meeting.committee);
    let powers = committee.map(|committee| committee.powers).unwrap_or_default();
    let slips = slips(powers, scope.council.nation);
    for (cited, expected) in slips.iter().filter(|(cited, _)| folded.contains(&fold(cited))) {
        findings.add(
            &text.written.place,
            format!("the resolution cites {cited}, expected {expected}"),
            format!("cite {expected}"),
        );
    }
}

/// Returns what a resolution must not cite, with what it should cite instead.
fn slips(powers: Powers, nation: Nation) -> Vec<(&'static str, &'static str)> {
    let council = "section 100A(4) of the Local Government Act 1972";
    let executive = "regulation 4 of SI 2012/2089";
    let mut slips = match (powers, nation) {
        (Powers::Executive, Nation::England) => {
            vec![("section 100I", executive), ("section 100A", executive)]
        }
        (Powers::Council, Nation::England) => {
            vec![("section 100I", council), ("2012/2089", council)]
        }
        (_, Nation::Wales) => vec![("section 100I", council), ("2012/2089", council)],
    };
    slips.push(match nation {
        Nation::England => ("Part 4 of Schedule 12A", "Part 1 of Schedule 12A"),
        Nation::Wales => ("Part 1 of Schedule 12A", "Part 4 of Schedule 12A"),
    });
    slips
}

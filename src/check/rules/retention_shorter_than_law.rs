//! Records that are kept for less time than the law gives.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::notice::Body;
use crate::model::retention::{Keep, RecordClass};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW015", name: "retention-shorter-than-law", severity: Severity::Warning },
    finds: "a term of `[retention]` that is shorter than the law keeps such records open to inspection: six years for agendas, reports and minutes",
    why: "Local Government Act 1972, sections 100C(1) and 100D(2): until then anyone may inspect them at the offices of a principal council; what was destroyed before is missed by the first who asks",
    mend: "set a longer term, or `\"permanently\"`; data, inputs and exempt papers have no term in this Act",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    if scope.council.notice.body != Body::Principal {
        return;
    }
    for (class, term) in &scope.council.retention.0 {
        if let (Some(least), Keep::Years(years)) = (least(*class), term.keep)
            && years < least
        {
            findings.add(
                &term.place,
                format!(
                    "`{}` are kept for {}, but open to inspection for {least}",
                    class.key(),
                    if years == 1 { "1 year".into() } else { format!("{years} years") }
                ),
                format!("write `keep = {least}` or more, or `keep = \"permanently\"`"),
            );
        }
    }
}

/// Returns for how many years records are open to inspection.
fn least(class: RecordClass) -> Option<u32> {
    match class {
        RecordClass::Agendas | RecordClass::Reports | RecordClass::Minutes => Some(6),
        RecordClass::ExemptPapers | RecordClass::Data | RecordClass::Inputs => None,
    }
}

//! Red risks that lack something which a committee asks for at once.

use super::remark::is_written;
use super::rule::{Findings, Lack, Scope};
use crate::model::council::Council;
use crate::model::rag::Rag;
use crate::model::risk::{Assessment, Risk};
use crate::place::Placed;

/// What a red risk may lack.
pub struct Missing {
    /// What it is, in the plural or as a mass: `controls`.
    pub what: &'static str,
    /// How a row is mended.
    pub mend: &'static str,
    /// Returns whether a risk has it.
    pub has: fn(&Risk) -> bool,
    /// Returns the assessment that makes the risk red, where it needs one.
    pub red: fn(&Council, &Risk) -> Option<Placed<Assessment>>,
}

/// Reports the red risks of each register that lack something.
pub fn lacking(scope: &Scope<'_>, missing: &Missing, findings: &mut Findings) {
    for register in scope.registers() {
        let lacks = register.risks.iter().filter(|risk| !(missing.has)(risk));
        let rows: Vec<Lack> = lacks
            .filter_map(|risk| {
                let red = (missing.red)(scope.council, risk)?;
                let today = red.place == risk.residual.assessment.place;
                let when = if today { "" } else { " before controls" };
                Some(Lack {
                    place: red.place.clone(),
                    message: format!(
                        "`{}` is red{when}, with a score of {}, and has no {}",
                        risk.label(),
                        red.score,
                        missing.what
                    ),
                    hint: missing.mend.into(),
                })
            })
            .collect();
        let whole = register.risks.iter().all(|risk| !(missing.has)(risk)).then(|| Lack {
            place: register.place.clone(),
            message: format!(
                "{} risks of the register are red, and no risk of it has any {}",
                rows.len(),
                missing.what
            ),
            hint: missing.mend.into(),
        });
        findings.add_lacking(rows, whole);
    }
}

/// Returns the residual assessment of a risk that is red with today's controls.
pub fn residual(council: &Council, risk: &Risk) -> Option<Placed<Assessment>> {
    let assessment = &risk.residual.assessment;
    (council.matrix.band(assessment.score).rag == Rag::Red).then(|| assessment.clone())
}

/// Returns the assessment of a risk that is red with or without its controls.
pub fn either(council: &Council, risk: &Risk) -> Option<Placed<Assessment>> {
    residual(council, risk).or_else(|| {
        let assessment = &risk.inherent.as_ref()?.assessment;
        (council.matrix.band(assessment.score).rag == Rag::Red).then(|| assessment.clone())
    })
}

/// Returns whether a risk names controls.
pub fn has_controls(risk: &Risk) -> bool {
    is_written(risk.controls.as_ref())
}

//! A stated band that the score does not fall in.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "RISK002", name: "band-contradicting-score", severity: Severity::Warning },
    finds: "a stated band (red, amber, green or the council's own word) that is not the score's",
    why: "the heat map shows the score's band; a reader who knows the other one asks which is right",
    mend: "mend the band or the levels, or clear the stated band",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let matrix = &scope.council.matrix;
    for risk in scope.risks() {
        let ratings = risk.inherent.iter().chain([&risk.residual]);
        for rating in ratings {
            let Some(stated) = &rating.stated_band else { continue };
            let band = matrix.band(rating.assessment.score);
            let same = [band.word.as_str(), &band.rag.to_string()]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(stated.trim()));
            if !same {
                findings.add(
                    &stated.place,
                    format!(
                        "the band is stated as `{}`, but a score of {} is {}",
                        stated.value, rating.assessment.score, band.word
                    ),
                    "mend the band, or the bands under `[matrix]` in council.toml".into(),
                );
            }
        }
    }
}

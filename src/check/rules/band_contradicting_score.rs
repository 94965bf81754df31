//! A stated band that the score does not fall in.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::rag::Rag;
use crate::model::risk::Band;

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
        for rating in risk.inherent.iter().chain([&risk.residual]) {
            let band = matrix.band(rating.assessment.score);
            for stated in rating.stated_bands.iter().filter(|stated| !names(&stated.value, band)) {
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

/// Whether a word names the band: by its word, its colour or the colour's first letter.
/// Where bands have no words but their colours, `High`, `Medium` and `Low` are those.
fn names(stated: &str, band: &Band) -> bool {
    let stated = stated.trim_matches(|c: char| !c.is_alphanumeric());
    let rag = band.rag.to_string();
    let usual: &[&str] = match band.rag {
        _ if band.word != rag => &[],
        Rag::Red => &["high", "very high"],
        Rag::Amber => &["medium", "moderate"],
        Rag::Green => &["low", "very low"],
    };
    [band.word.as_str(), &rag, &rag[..1]]
        .iter()
        .chain(usual)
        .any(|word| word.eq_ignore_ascii_case(stated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_named_by_word_colour_or_letter() {
        let band = |word: &str| Band { word: word.into(), rag: Rag::Amber, from: 6.0 };
        for stated in ["Amber", "AMBER ↔", "a", "Medium"] {
            assert!(names(stated, &band("Amber")), "{stated}");
        }
        for stated in ["Red", "Low", "R"] {
            assert!(!names(stated, &band("Amber")), "{stated}");
        }
        assert!(names("Elevated", &band("Elevated")) && !names("Medium", &band("Elevated")));
    }
}

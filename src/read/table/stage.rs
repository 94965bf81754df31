//! The stages of a risk in headings, which many registers have in two rows: `Inherent risk`
//! over `Likelihood` and `Impact`, and the same again for the residual one.

/// The words for a stage, as they are compared.
const STAGES: [(&str, &[&str]); 2] = [
    (
        "inherent",
        &[
            "inherent",
            "gross",
            "raw",
            "initial",
            "original",
            "unmitigated",
            "uncontrolled",
            "untreated",
            "beforecontrols",
            "beforemitigation",
            "precontrols",
            "premitigation",
            "premitigated",
        ],
    ),
    (
        "residual",
        &[
            "residual",
            "net",
            "current",
            "mitigated",
            "controlled",
            "treated",
            "aftercontrols",
            "aftermitigation",
            "withcontrols",
            "postcontrols",
            "postmitigation",
            "postmitigated",
        ],
    ),
];
/// What may stand about them, and says no more.
const FILLERS: [&str; 9] = [
    "riskassessment",
    "riskrating",
    "riskscores",
    "riskscore",
    "risklevel",
    "risk",
    "scores",
    "score",
    "rating",
];
/// The words for what is weighed.
const MEASURES: [(&str, &str); 4] = [
    ("probability", "probability"),
    ("likelihood", "probability"),
    ("impact", "impact"),
    ("severity", "impact"),
];

/// Returns our own name of a stage's level for a folded heading that means one:
/// `inherentprobability` of `grossriskratinglikelihood`.
pub(super) fn level(folded: &str) -> Option<String> {
    let (stage, measure) =
        MEASURES.iter().find_map(|(word, ours)| Some((folded.strip_suffix(word)?, *ours)))?;
    let stage = unfilled(stage);
    let (ours, _) = STAGES.iter().find(|(_, words)| words.contains(&stage))?;
    Some(format!("{ours}{measure}"))
}

/// Takes the words away that say no more, before a stage and behind it.
fn unfilled(stage: &str) -> &str {
    let stage = FILLERS.iter().find_map(|word| stage.strip_suffix(word)).unwrap_or(stage);
    FILLERS.iter().find_map(|word| stage.strip_prefix(word)).unwrap_or(stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grid::fold;

    #[test]
    fn levels_of_stages_are_known_in_two_rows() {
        for (heading, ours) in [
            ("Inherent risk Likelihood", "inherentprobability"),
            ("Gross risk rating Impact", "inherentimpact"),
            ("Risk before controls Severity", "inherentimpact"),
            ("After controls Likelihood", "residualprobability"),
            ("Mitigated risk score Impact", "residualimpact"),
            ("Current Probability", "residualprobability"),
        ] {
            assert_eq!(level(&fold(heading)).as_deref(), Some(ours), "{heading}");
        }
        for heading in ["Likelihood", "Financial impact", "Risk impact", "Target risk Impact"] {
            assert_eq!(level(&fold(heading)), None, "{heading}");
        }
    }
}

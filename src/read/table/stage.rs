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
const FILLERS: [&str; 10] = [
    "riskassessment",
    "assessment",
    "position",
    "exposure",
    "risk",
    "scores",
    "score",
    "rating",
    "level",
    "of",
];
/// The words for what is weighed, and for what comes of it.
const MEASURES: [(&str, &str); 12] = [
    ("probability", "probability"),
    ("likelihood", "probability"),
    ("impact", "impact"),
    ("severity", "impact"),
    ("score", "score"),
    ("ragstatus", "band"),
    ("rag", "band"),
    // Under a stage a letter is enough.
    ("lxi", "score"),
    ("ixl", "score"),
    ("l", "probability"),
    ("p", "probability"),
    ("i", "impact"),
];

/// Returns our own name of a stage's level, score or band for a folded heading that means
/// one: `inherentprobability` of `grossriskratinglikelihood`.
pub(super) fn level(folded: &str) -> Option<String> {
    let (rest, measure) =
        MEASURES.iter().find_map(|(word, ours)| Some((folded.strip_suffix(word)?, *ours)))?;
    match (stage(rest)?, measure) {
        (stage, "score") => Some(format!("stated{stage}score")),
        ("residual", "band") => Some("statedband".into()),
        (_, "band") => None,
        (stage, measure) => Some(format!("{stage}{measure}")),
    }
}

/// Returns the one stage that words name, where they say nothing else: `gross risk (before
/// controls)` names it twice.
fn stage(mut rest: &str) -> Option<&'static str> {
    let mut found = None;
    while !rest.is_empty() {
        let named = STAGES.iter().find_map(|(ours, words)| {
            words.iter().find_map(|word| Some((*ours, rest.strip_prefix(word)?)))
        });
        rest = match named {
            Some((ours, _)) if found.is_some_and(|found| found != ours) => return None,
            Some((ours, behind)) => {
                found = Some(ours);
                behind
            }
            None => FILLERS.iter().find_map(|word| rest.strip_prefix(word))?,
        };
    }
    found
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
            ("Gross risk (before controls) Likelihood", "inherentprobability"),
            ("Net risk (after controls) Impact", "residualimpact"),
            ("Current Risk Score Score", "statedresidualscore"),
            ("Raw score", "statedinherentscore"),
            ("Gross risk L", "inherentprobability"),
            ("Residual I", "residualimpact"),
            ("Residual LxI", "statedresidualscore"),
            ("Residual risk RAG", "statedband"),
        ] {
            assert_eq!(level(&fold(heading)).as_deref(), Some(ours), "{heading}");
        }
        for heading in [
            "Likelihood",
            "Financial impact",
            "Risk impact",
            "Target risk Impact",
            "Risk score",
            "Residual",
            "Initial",
            "Control",
            "Gross risk RAG",
            "Gross risk after controls Impact",
        ] {
            assert_eq!(level(&fold(heading)), None, "{heading}");
        }
    }
}

//! Rules over the model: what a careful reader would find before publication.
//!
//! A rule is a file under [`rules`]; [`RULES`] lists them once for the check
//! and for the documentation. Rules read the model only; what cannot be read at
//! all is said by the reader.

pub mod hidden;
pub mod personal;
pub mod policy;
pub mod public;
pub mod rule;
pub mod rules;
pub mod texts;

use rayon::prelude::*;

pub use self::policy::Accepted;
pub use self::rule::{Findings, Rule, Scope};
use crate::diag::{Diagnostic, Diagnostics};

/// Every rule, in the order of its documentation.
pub const RULES: &[&Rule] = &[
    &rules::result_contradicting_fraction::RULE,
    &rules::rate_contradicting_fraction::RULE,
    &rules::fraction_over_zero::RULE,
    &rules::result_without_activity::RULE,
    &rules::rag_contradicting_result::RULE,
    &rules::amber_limit_beyond_target::RULE,
    &rules::score_contradicting_levels::RULE,
    &rules::band_contradicting_score::RULE,
    &rules::empty_cover_heading::RULE,
    &rules::other_committee::RULE,
    &rules::other_date::RULE,
    &rules::unknown_priority::RULE,
    &rules::hidden_sheet::RULE,
    &rules::hidden_rows::RULE,
    &rules::hidden_columns::RULE,
    &rules::unread_hidden_cells::RULE,
    &rules::cell_comment::RULE,
    &rules::tracked_changes::RULE,
    &rules::external_link::RULE,
    &rules::pivot_cache::RULE,
    &rules::data_connection::RULE,
    &rules::author_in_properties::RULE,
    &rules::embedded_file::RULE,
    &rules::macro_in_workbook::RULE,
    &rules::personal_email::RULE,
    &rules::phone_number::RULE,
    &rules::national_insurance_number::RULE,
    &rules::bank_details::RULE,
    &rules::payment_card::RULE,
    &rules::nhs_number::RULE,
    &rules::date_of_birth::RULE,
    &rules::postcode::RULE,
];

/// What the rules found in a meeting.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings that count.
    pub diagnostics: Diagnostics,
    /// The findings that the council accepts, with its reasons.
    pub accepted: Vec<Accepted>,
}

/// Runs every rule.
pub fn check(scope: &Scope<'_>) -> Checked {
    let found: Vec<Diagnostic> = RULES
        .par_iter()
        .flat_map_iter(|rule| {
            let severity = policy::severity(rule, scope);
            let mut findings = Findings::of(rule);
            if severity.is_some() {
                (rule.run)(scope, &mut findings);
            }
            findings.into_list().into_iter().map(move |mut finding| {
                finding.severity = severity.unwrap_or(finding.severity);
                finding
            })
        })
        .collect();
    let (diagnostics, accepted) = policy::apply(scope, found);
    Checked { diagnostics, accepted }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn rules_have_ids_and_names_of_their_own() {
        let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.code.id).collect();
        let names: BTreeSet<_> = RULES.iter().map(|rule| rule.code.name).collect();
        assert_eq!((ids.len(), names.len()), (RULES.len(), RULES.len()));
    }
}

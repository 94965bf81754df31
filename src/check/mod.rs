//! Rules over the model: what a careful reader would find before publication.
//!
//! A rule is a file under [`rules`]; [`RULES`] lists them once for the check
//! and for the documentation. Rules read the model only; what cannot be read at
//! all is said by the reader.

pub mod claims;
pub mod hidden;
pub mod mention;
pub mod papers;
pub mod personal;
pub mod policy;
pub mod prose;
pub mod public;
pub mod red_risks;
pub mod remark;
pub mod rule;
pub mod rules;
pub mod texts;
pub mod twins;
pub mod wording;

use rayon::prelude::*;

pub use self::policy::Accepted;
pub use self::rule::{Findings, Lack, Reported, Rule, Scope};
use crate::diag::{Diagnostic, Diagnostics};

/// Every rule, in the order of its documentation.
pub const RULES: &[&Rule] = &[
    &rules::result_contradicting_fraction::RULE,
    &rules::rate_contradicting_fraction::RULE,
    &rules::fraction_over_zero::RULE,
    &rules::result_without_activity::RULE,
    &rules::rag_contradicting_result::RULE,
    &rules::unknown_priority::RULE,
    &rules::amber_limit_beyond_target::RULE,
    &rules::missing_commentary::RULE,
    &rules::missing_approver_comment::RULE,
    &rules::commentary_contradicting_rag::RULE,
    &rules::result_out_of_range::RULE,
    &rules::target_changed::RULE,
    &rules::indicator_defined_differently::RULE,
    &rules::period_missing_in_series::RULE,
    &rules::jump_out_of_spread::RULE,
    &rules::slipped_decimal_point::RULE,
    &rules::result_reported_differently::RULE,
    &rules::result_copied_forward::RULE,
    &rules::period_after_meeting::RULE,
    &rules::stale_period::RULE,
    &rules::idle_amber_limit::RULE,
    &rules::rag_counts_contradicting_history::RULE,
    &rules::missing_result_without_reason::RULE,
    &rules::comment_copied_forward::RULE,
    &rules::indicator_named_twice::RULE,
    &rules::score_contradicting_levels::RULE,
    &rules::band_contradicting_score::RULE,
    &rules::risk_under_unknown_priority::RULE,
    &rules::residual_above_inherent::RULE,
    &rules::residual_level_above_inherent::RULE,
    &rules::red_risk_without_controls::RULE,
    &rules::red_risk_without_assurance::RULE,
    &rules::red_risk_without_owner::RULE,
    &rules::red_risk_without_action::RULE,
    &rules::overdue_action::RULE,
    &rules::score_changed_without_comment::RULE,
    &rules::unexplained_tolerance::RULE,
    &rules::target_above_residual::RULE,
    &rules::review_overdue::RULE,
    &rules::review_after_meeting::RULE,
    &rules::duplicate_risk::RULE,
    &rules::risk_named_differently::RULE,
    &rules::risk_scored_differently::RULE,
    &rules::action_without_owner_or_date::RULE,
    &rules::text_contradicting_score::RULE,
    &rules::empty_cover_heading::RULE,
    &rules::other_committee::RULE,
    &rules::other_date::RULE,
    &rules::missing_recommendations::RULE,
    &rules::recommendation_without_decision::RULE,
    &rules::period_contradicting_tables::RULE,
    &rules::comment_contradicting_period::RULE,
    &rules::count_contradicting_tables::RULE,
    &rules::figure_contradicting_tables::RULE,
    &rules::appendix_not_there::RULE,
    &rules::appendix_not_named::RULE,
    &rules::appendix_outside_the_pack::RULE,
    &rules::acronym_not_in_glossary::RULE,
    &rules::idle_glossary_term::RULE,
    &rules::figure_contradicting_pack::RULE,
    &rules::inconsistent_name::RULE,
    &rules::inconsistent_post::RULE,
    &rules::placeholder_text::RULE,
    &rules::empty_section::RULE,
    &rules::duplicate_heading::RULE,
    &rules::agenda_number_out_of_order::RULE,
    &rules::folder_of_another_item::RULE,
    &rules::report_past_deadline::RULE,
    &rules::not_one_chair::RULE,
    &rules::member_listed_twice::RULE,
    &rules::short_notice::RULE,
    &rules::no_publication_date::RULE,
    &rules::paper_to_follow::RULE,
    &rules::no_background_papers::RULE,
    &rules::bare_equality_implications::RULE,
    &rules::no_exempt_paragraph::RULE,
    &rules::invalid_exempt_paragraph::RULE,
    &rules::no_public_interest_reasoning::RULE,
    &rules::no_exclusion_resolution::RULE,
    &rules::exclusion_citing_other_law::RULE,
    &rules::idle_exclusion::RULE,
    &rules::exempt_and_open::RULE,
    &rules::exempt_matter_in_open_text::RULE,
    &rules::marked_not_for_publication::RULE,
    &rules::retention_shorter_than_law::RULE,
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
    &rules::text_box::RULE,
    &rules::macro_in_workbook::RULE,
    &rules::redaction_that_is_none::RULE,
    &rules::words_left_behind::RULE,
    &rules::words_nobody_sees::RULE,
    &rules::paper_without_tags::RULE,
    &rules::scan_without_text::RULE,
    &rules::letters_without_characters::RULE,
    &rules::signed_paper::RULE,
    &rules::form_in_paper::RULE,
    &rules::paper_that_acts::RULE,
    &rules::layer_in_paper::RULE,
    &rules::file_in_paper::RULE,
    &rules::author_of_paper::RULE,
    &rules::place_in_paper::RULE,
    &rules::paper_without_language::RULE,
    &rules::font_not_in_paper::RULE,
    &rules::mended_paper::RULE,
    &rules::paper_not_for_archives::RULE,
    &rules::paper_not_accessible::RULE,
    &rules::hidden_text::RULE,
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

//! One file a rule; the file's name is the rule's name.

pub mod amber_limit_beyond_target;
pub mod band_contradicting_score;
pub mod empty_cover_heading;
pub mod fraction_over_zero;
pub mod other_committee;
pub mod other_date;
pub mod rag_contradicting_result;
pub mod rate_contradicting_fraction;
pub mod result_contradicting_fraction;
pub mod result_without_activity;
pub mod score_contradicting_levels;
pub mod unknown_priority;

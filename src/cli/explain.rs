//! `agendapack explain`: what a rule finds, why, and how to mend it.

use super::Ending;
use crate::check::RULES;
use crate::spelling::{fold, nearest};

/// Explain a rule
///
/// Prints what the rule finds, why that matters and how to mend it, as
/// docs/rules.md does.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's id or name, such as KPI003 or result-contradicting-fraction
    #[arg(required = true, value_name = "RULE")]
    rules: Vec<String>,
}

impl Args {
    /// Prints every rule that is named.
    pub fn run(&self) -> Ending {
        let mut ending = Ending::Built;
        for (index, name) in self.rules.iter().enumerate() {
            let folded = fold(name);
            let found = RULES
                .iter()
                .find(|rule| fold(rule.code.id) == folded || fold(rule.code.name) == folded);
            if let Some(rule) = found {
                let between = if index > 0 { "\n" } else { "" };
                anstream::println!(
                    "{between}{} {} ({})\n\nfinds: {}\nwhy:   {}\nmend:  {}",
                    rule.code.id,
                    rule.code.name,
                    rule.code.severity,
                    rule.finds,
                    rule.why,
                    rule.mend
                );
            } else {
                let known = RULES.iter().flat_map(|rule| [rule.code.name, rule.code.id]);
                let hint = match nearest(&folded, known.map(str::to_string)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "see docs/rules.md for the rules".into(),
                };
                anstream::eprintln!("fault: there is no rule `{name}`\nhint: {hint}");
                ending = Ending::Failed;
            }
        }
        ending
    }
}

//! `agendapack explain`: what a rule finds, why, and how to mend it.

use super::Ending;
use crate::check::RULES;
use crate::diag::Code;
use crate::pipeline::codes;
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
        let explained: Vec<Result<String, String>> =
            self.rules.iter().map(|name| explain(name)).collect();
        let texts: Vec<&str> = explained.iter().flatten().map(String::as_str).collect();
        if !texts.is_empty() {
            anstream::println!("{}", texts.join("\n\n"));
        }
        let mut ending = Ending::Built;
        for unknown in explained.into_iter().filter_map(Result::err) {
            anstream::eprintln!("{unknown}");
            ending = Ending::Failed;
        }
        ending
    }
}

fn explain(name: &str) -> Result<String, String> {
    let folded = fold(name);
    let is_named = |code: &Code| [code.id, code.name].iter().any(|known| fold(known) == folded);
    let title = |code: &Code| format!("{} {} ({})", code.id, code.name, code.severity);
    if let Some(rule) = RULES.iter().find(|rule| is_named(rule.code)) {
        let (title, finds, why, mend) = (title(rule.code), rule.finds, rule.why, rule.mend);
        return Ok(format!("{title}\n\nfinds: {finds}\nwhy:   {why}\nmend:  {mend}"));
    }
    if let Some((code, says)) = codes().find(|(code, _)| is_named(code)) {
        return Ok(format!(
            "{}\n\nsays:  {}\nmend:  as the hint under the finding says",
            title(code),
            says.trim()
        ));
    }
    let known = RULES.iter().map(|rule| rule.code).chain(codes().map(|(code, _)| code));
    let known = known.flat_map(|code| [code.name, code.id]);
    let hint = match nearest(&folded, known.map(str::to_string)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see docs/rules.md for the rules".into(),
    };
    Err(format!("fault: there is no rule `{name}`\nhint: {hint}"))
}

//! Fonts that a paper made elsewhere names and has not.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::listed;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER015", name: "font-not-in-paper", severity: Severity::Note },
    finds: "fonts that the pages of a paper made elsewhere name and that are not in the file",
    why: "every reader puts another font there, so that lines may run over; an archived pack has to have its fonts, so that the pack cannot claim to be one",
    mend: "export it again with all fonts embedded (in Word: Save as, PDF, Options, PDF/A)",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let fonts: Vec<String> =
            paper.survey.absent_fonts.iter().map(|font| format!("`{font}`")).collect();
        if !fonts.is_empty() {
            findings.add(
                paper.path,
                format!("`{}` has not the fonts that it names: {}", paper.file, listed(&fonts)),
                "export it again with all fonts embedded (in Word: Save as, PDF, Options, PDF/A)"
                    .into(),
            );
        }
    }
}

//! A report's folder that is numbered for another item.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "AGENDA002", name: "folder-of-another-item", severity: Severity::Warning },
    finds: "a report's folder whose name begins with another number than its item's",
    why: "items move up when one is withdrawn; the folder then holds the next item's report",
    mend: "rename the folder and mend its name under `Report`, or see whether it is the right report",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for (item, report) in scope.reports() {
        let mut path = report.place.path().split('/');
        let Some(folder) = path.nth(1) else { continue };
        let Some(prefix) = prefix(folder) else { continue };
        let number = item.number.trim_start_matches('0');
        let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        if number[..digits].parse().is_ok_and(|number: u32| number != prefix) {
            findings.add(
                &item.number.place,
                format!("the folder of item {} is `{folder}`", item.number.value),
                format!("rename the folder, or see whether `{folder}` is the right report"),
            );
        }
    }
}

/// Returns the number before a hyphen, underscore or space: 8 of `08-finance`. A
/// year or date is none.
fn prefix(folder: &str) -> Option<u32> {
    let (digits, _) = folder.split_once(['-', '_', ' '])?;
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

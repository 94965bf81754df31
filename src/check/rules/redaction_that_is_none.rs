//! Words on a paper made elsewhere that were meant to be gone.

use crate::check::papers::{hidden, how, papers, position, words};
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::survey::{Hidden, Kind};

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER001", name: "redaction-that-is-none", severity: Severity::Error },
    finds: "words on a paper made elsewhere that nobody sees and everybody can copy: under a box or a picture that was drawn over them, marked for redaction and not redacted, in the colour of the paper, without ink, or beyond the edge of the page",
    why: "a black box over a name leaves the name in the file: whoever selects the text, searches it or lets it be read aloud has it, and what has been published cannot be called back",
    mend: "redact the words with a tool that takes them out (Acrobat: Redact, then Apply) or take them out of the document that the PDF was made from, and export it again; `check --annotate` lists the words in a private file, so that you know what was meant",
    run,
};

/// The most findings of a paper; the rest are counted.
const MOST: usize = 20;

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let found = hidden(&paper).filter_map(|(number, page, hidden)| {
            let hint = hint(hidden)?;
            let what = format!("{} {}", words(&hidden.words), how(hidden));
            Some((number, position(page, &hidden.area), what, hint))
        });
        let found: Vec<_> = found.collect();
        for (number, position, what, hint) in found.iter().take(MOST) {
            let file = paper.file;
            let message = format!("page {number} of `{file}` has {what}, {position}");
            findings.add(paper.path, message, (*hint).to_string());
        }
        if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
            let message = format!("`{}` has {more} more of the same", paper.file);
            findings.add(paper.path, message, "mend those above first".into());
        }
    }
}

/// Returns what to do about words that were meant to be gone.
fn hint(hidden: &Hidden) -> Option<&'static str> {
    Some(match hidden.kind {
        Kind::UnderBox if hidden.snug => {
            "redact them with a tool that takes them out, not with a box, and export it again"
        }
        Kind::UnderPicture if hidden.snug => {
            "take them out of the document before it is exported again"
        }
        Kind::Marked => "apply the redactions (Acrobat: Redact, Apply) and save it again",
        Kind::Faint => "take them out, or give them a colour that can be seen",
        Kind::Invisible => "take them out: they are no text of a scan",
        Kind::OffPage => "crop it with a tool that takes out what is cut off, or export it again",
        _ => return None,
    })
}

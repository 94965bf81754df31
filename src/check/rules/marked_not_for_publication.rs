//! Something open that says of itself that it is not for publication.

use crate::check::texts::of_report;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::attachment::Attachment;
use crate::model::narrative::place_within;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "LAW014", name: "marked-not-for-publication", severity: Severity::Error },
    finds: "an open text, or an open paper made elsewhere, that is marked at its head `Not for publication`, or whose title or file is marked exempt",
    why: "whoever marked it meant it for Part 2, and the pack would publish it: a marking on the page withholds nothing",
    mend: "write 2 under `Part` or name it in the sheet `Exempt`; take the marking out where the paper may be published",
    run,
};

const HINT: &str = "make it exempt, or take the marking out if it may be published";

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    let open =
        scope.reports().filter(|(item, report)| item.part.is_public() && report.part.is_public());
    for (_, report) in open {
        for text in of_report(report).iter().filter(|text| text.is_public) {
            if let Some((at, line)) = marked_line(text.written) {
                let place = place_within(text.written, at);
                let message = format!("`{}` stands at the head of an open text", short(line));
                findings.add(&place, message, HINT.into());
            }
        }
        for paper in report.appendices.iter().filter(|paper| paper.part.is_public()) {
            if let Some(marking) = marking(paper) {
                let message = format!("{marking}, and the paper is open");
                findings.add(&paper.place, message, HINT.into());
            }
        }
    }
}

/// Returns how a paper is marked: by its title, its file's name or the head of a page.
fn marking(paper: &Attachment) -> Option<String> {
    if is_marked(&paper.title) {
        return Some(format!("the title `{}` says that it is exempt", paper.title.value));
    }
    let stem = paper.file.rsplit_once('.').map_or(paper.file.as_str(), |(stem, _)| stem);
    if is_marked(&stem.replace(['_', '-'], " ")) {
        return Some(format!("the name `{}` says that it is exempt", paper.file));
    }
    let pages = paper.pages().map(|foreign| foreign.survey.pages.iter().zip(1..));
    pages.into_iter().flatten().find_map(|(page, number)| {
        let line = head_and_foot(&page.text).find(|line| begins_marked(line))?;
        Some(format!("page {number} of `{}` is marked `{}`", paper.file, short(line)))
    })
}

/// Returns the lines of a page where a marking would stand.
fn head_and_foot(text: &str) -> impl Iterator<Item = &str> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    lines().take(4).chain(lines().rev().take(2))
}

/// Returns the first line of a text that is marked, with where it begins: its own first
/// line, or a later one in capitals, for a line of prose may begin with any words.
fn marked_line(text: &str) -> Option<(usize, &str)> {
    let mut lines = text.split_inclusive('\n').scan(0, |next, line| {
        let at = *next;
        *next += line.len();
        Some((at, line.trim().trim_matches(['*', '_', '#', ' '])))
    });
    lines.find(|(at, line)| {
        begins_marked(line) && (*at == 0 || line.starts_with("NOT FOR PUBLICATION"))
    })
}

/// Returns whether a line begins as a marking does.
fn begins_marked(line: &str) -> bool {
    let words: Vec<String> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let begins = |marking: &[&str]| {
        words.len() >= marking.len() && words.iter().zip(marking).all(|(word, known)| word == known)
    };
    begins(&["not", "for", "publication"])
        || begins(&["exempt", "under", "paragraph"])
        || begins(&["exempt", "by", "virtue"])
}

/// Returns whether a title is marked: `Costs (exempt)`, `Appendix B EXEMPT`. `Exempt
/// accommodation` is a matter of its own.
fn is_marked(title: &str) -> bool {
    let words: Vec<&str> = title.split_whitespace().collect();
    let bare = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let shouted = words.iter().any(|word| matches!(&*bare(word), "EXEMPT" | "CONFIDENTIAL"))
        && title.chars().any(char::is_lowercase);
    let last = words.last().map(bare).unwrap_or_default().to_lowercase();
    shouted
        || words.len() > 1 && matches!(&*last, "exempt" | "confidential")
        || begins_marked(title)
        || title.to_lowercase().contains("not for publication")
}

/// Returns the beginning of a marking.
fn short(line: &str) -> String {
    let mut letters = line.chars();
    let start: String = letters.by_ref().take(60).collect();
    if letters.next().is_some() { start.trim_end().to_string() + "…" } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marking_stands_at_the_head_and_says_so() {
        for line in [
            "NOT FOR PUBLICATION by virtue of paragraph 3",
            "Not for publication: exempt under paragraph 3 of Part 1 of Schedule 12A",
            "**Not for publication**",
            "Exempt under paragraph 1",
        ] {
            assert!(begins_marked(line), "{line}");
        }
        for line in ["The appendix is not for publication.", "Exempt accommodation", ""] {
            assert!(!begins_marked(line), "{line}");
        }
        let page = "Appendix B\nNot for publication: exempt\nCosts\n";
        assert!(head_and_foot(page).any(begins_marked));
        let body = "One\nTwo\nThree\nFour\nNot for publication\nSix\nSeven\n";
        assert!(!head_and_foot(body).any(begins_marked));
        assert_eq!(marked_line("What is\nnot for publication stands in Part 2."), None);
        let line = "NOT FOR PUBLICATION** by virtue";
        assert_eq!(marked_line("One.\n**NOT FOR PUBLICATION** by virtue"), Some((5, line)));
    }

    #[test]
    fn a_title_is_marked_where_its_last_or_loudest_word_says_so() {
        for title in
            ["Costs (exempt)", "Appendix B EXEMPT", "EXEMPT Appendix b", "Bid - confidential"]
        {
            assert!(is_marked(title), "{title}");
        }
        for title in ["Exempt accommodation", "Confidential reporting policy", "EXEMPT", "Costs"] {
            assert!(!is_marked(title), "{title}");
        }
    }
}

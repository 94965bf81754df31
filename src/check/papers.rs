//! The papers made elsewhere that a pack carries, and where on them something is.

use super::Scope;
use crate::place::Place;
use crate::spelling::listed;
use crate::survey::{Failure, Hidden, Kind, Page, Rect, Standard, Survey, Verdict};

/// A point in millimetres.
const MILLIMETRE: f64 = 25.4 / 72.0;

/// A PDF made elsewhere that the pack takes over.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The file.
    pub path: &'a Place,
    /// What was found in it.
    pub survey: &'a Survey,
    /// What it deserves to be called.
    pub verdict: &'a Verdict,
}

/// Returns every PDF made elsewhere, in the order of the agenda.
pub fn papers<'a>(scope: &Scope<'a>) -> impl Iterator<Item = Paper<'a>> {
    let appendices = scope.reports().flat_map(|(_, report)| &report.appendices);
    appendices.filter_map(|paper| {
        let (file, path) = (paper.file.as_str(), &paper.path);
        let pages = paper.pages()?;
        Some(Paper { file, path, survey: &pages.survey, verdict: &pages.verdict })
    })
}

/// Returns what nobody sees on the pages of a paper, each with its page, from 1.
pub fn hidden<'a>(paper: &Paper<'a>) -> impl Iterator<Item = (usize, &'a Page, &'a Hidden)> {
    let pages = paper.survey.pages.iter().zip(1..);
    pages.flat_map(|(page, number)| page.hidden.iter().map(move |found| (number, page, found)))
}

/// Returns how words are hidden, as it is said after them.
pub fn how(hidden: &Hidden) -> &'static str {
    match hidden.kind {
        Kind::UnderBox if hidden.snug => "under a box that was drawn over them",
        Kind::UnderBox => "under something that came to lie on them",
        Kind::UnderPicture if hidden.snug => "under a picture that was laid on them",
        Kind::UnderPicture => "under a picture that came to lie on them",
        Kind::Marked => "marked for redaction that was never applied",
        Kind::Faint => "in the colour of what is under them",
        Kind::Invisible => "without ink",
        Kind::OffPage => "outside the page",
        Kind::Clipped => "that their frame cuts off",
        Kind::OffLayer => "on a layer that is switched off",
        Kind::Tiny => "too small to be read",
        Kind::EarlierRevision => "in an earlier state of the page",
    }
}

/// Returns the words that nobody sees on papers made elsewhere, each with its page and
/// place: for a private list, because a finding says where they are and never what
/// they say.
pub fn unseen(scope: &Scope<'_>) -> Vec<Unseen> {
    let papers = papers(scope).map(|paper| {
        let words = hidden(&paper).map(|(number, page, hidden)| {
            let place = position(page, &hidden.area);
            (format!("page {number}, {}, {place}", how(hidden)), hidden.words.clone())
        });
        Unseen { path: paper.path.path().to_string(), words: words.collect() }
    });
    papers.filter(|paper| !paper.words.is_empty()).collect()
}

/// What nobody sees on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The path of the paper's file.
    pub path: String,
    /// Where words are hidden and how, and what they say.
    pub words: Vec<(String, String)>,
}

/// Returns why the pages of a paper do not deserve a standard, each reason once, with
/// the first page where the validator names one. What a rule of its own says is left out:
/// absent fonts, and that a paper is not tagged.
pub fn reasons(paper: &Paper<'_>, standard: Standard) -> String {
    let told = |failure: &Failure| {
        (failure.is_absent_font() && !paper.survey.absent_fonts.is_empty())
            || (failure.is_about_tags() && !paper.survey.tagged)
    };
    paper.verdict.reasons(standard, told).join("; ")
}

/// Returns the numbers of the pages that something is true of, from 1.
pub fn pages_where(paper: &Paper<'_>, is: impl Fn(&Page) -> bool) -> Vec<usize> {
    let pages = paper.survey.pages.iter().zip(1..);
    pages.filter(|(page, _)| is(page)).map(|(_, number)| number).collect()
}

/// Returns numbers of pages as they are spoken of: `page 3`, `pages 1 to 4, 7 and 9`.
pub fn spoken(pages: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => ranges.push((page, page)),
        }
    }
    let words = ranges.iter().flat_map(|&(first, last)| match last - first {
        0 => vec![first.to_string()],
        1 => vec![first.to_string(), last.to_string()],
        _ => vec![format!("{first} to {last}")],
    });
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", listed(&words.collect::<Vec<_>>()))
}

/// Returns where an area begins on a page as somebody would measure it on paper:
/// `72 mm from the left and 120 mm from the top`.
pub fn position(page: &Page, area: &Rect) -> String {
    let millimetres = |points: f64| format!("{:.0} mm", (points * MILLIMETRE).abs());
    let (left, top) = (area.x0, page.height - area.y1);
    let left = match left {
        ..0.0 => format!("{} beyond the left edge", millimetres(left)),
        left if left > page.width => {
            format!("{} beyond the right edge", millimetres(left - page.width))
        }
        _ => format!("{} from the left", millimetres(left)),
    };
    let top = match top {
        ..0.0 => format!("{} above the upper edge", millimetres(top)),
        top if top > page.height => {
            format!("{} below the lower edge", millimetres(top - page.height))
        }
        _ => format!("{} from the top", millimetres(top)),
    };
    format!("{left} and {top}")
}

/// Returns a count of words: `1 word`, `12 words`.
pub fn words(text: &str) -> String {
    match text.split_whitespace().count() {
        1 => "1 word".into(),
        count => format!("{count} words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_spoken_of_in_ranges() {
        assert_eq!(spoken(&[3]), "page 3");
        assert_eq!(spoken(&[3, 4]), "pages 3 and 4");
        assert_eq!(spoken(&[1, 2, 3, 4, 7, 9]), "pages 1 to 4, 7 and 9");
    }

    #[test]
    fn a_position_is_measured_from_the_upper_left() {
        let page = Page { width: 595.0, height: 842.0, ..Page::default() };
        let at = |x0: f64, y0: f64| position(&page, &Rect { x0, y0, x1: x0 + 10.0, y1: y0 + 10.0 });
        assert_eq!(at(72.0, 760.0), "25 mm from the left and 25 mm from the top");
        assert_eq!(at(-72.0, 860.0), "25 mm beyond the left edge and 10 mm above the upper edge");
        assert_eq!(at(700.0, -60.0), "37 mm beyond the right edge and 18 mm below the lower edge");
    }
}

//! What the scan found, and where.

use std::fmt;

/// A trace in a finished file of something that the public may not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// The file, by its path in the outputs.
    pub file: String,
    /// Where in the file, such as `page 12` or `xl/sharedStrings.xml, string 40`.
    pub place: String,
    /// What kind of trace.
    pub kind: Kind,
    /// The words found, and no more of the source than these; for the form of a
    /// file, what is wrong with it.
    pub found: String,
    /// The withheld cell that it came from; empty for the form of a file.
    pub source: String,
}

/// The kinds of trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A run of words.
    Words,
    /// A title, a name, a code, an address or a telephone number.
    Name,
    /// The name of a withheld file or of its folder.
    FileName,
    /// A withheld file, or a picture of one, byte by byte.
    File,
    /// A number.
    Number,
    /// A day.
    Date,
    /// A part of a file that nothing refers to.
    Orphan,
    /// A reference to something that is not there.
    Dangling,
    /// A font of which no page shows a letter.
    UnusedFont,
    /// Letters of a font that no page shows.
    UnusedLetters,
    /// A bookmark that leads nowhere.
    Bookmark,
    /// Bookmarks that are not as many as the file says.
    BookmarkCount,
    /// A named destination that leads nowhere.
    Destination,
    /// A page label beyond the last page.
    PageLabel,
    /// A tag of a page, or of content of a page, that is not there.
    Tag,
    /// An earlier state of the file.
    Revision,
    /// Something that could not be read, so that nothing is proved of it.
    Unread,
}

impl Kind {
    /// Returns the words before what was found.
    fn words(self) -> &'static str {
        match self {
            Self::Words => "withheld words",
            Self::Name => "a withheld name",
            Self::FileName => "the name of a withheld paper",
            Self::File => "a withheld paper or picture",
            Self::Number => "a withheld number",
            Self::Date => "a withheld date",
            Self::Orphan => "a part that nothing refers to",
            Self::Dangling => "a reference to nothing",
            Self::UnusedFont => "a font that no page uses",
            Self::UnusedLetters => "letters of a font that no page shows",
            Self::Bookmark => "a bookmark to nowhere",
            Self::BookmarkCount => "a wrong count of bookmarks",
            Self::Destination => "a destination that is nowhere",
            Self::PageLabel => "a label of no page",
            Self::Tag => "a tag of no page",
            Self::Revision => "an earlier state of the file",
            Self::Unread => "a part that cannot be read",
        }
    }

    /// Returns whether the form of a file gives something away, and not its words.
    pub fn is_form(self) -> bool {
        self > Self::Date
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = shortened(&self.found);
        write!(f, "{}, {}: {}, `{found}`", self.file, self.place, self.kind)?;
        if !self.source.is_empty() {
            write!(f, ", from {}", self.source)?;
        }
        Ok(())
    }
}

/// How many words of a passage are shown.
const WORDS: usize = 12;

/// Returns the first words of a passage.
fn shortened(found: &str) -> String {
    match found.match_indices(' ').nth(WORDS - 1) {
        Some((end, _)) => format!("{} …", &found[..end]),
        None => found.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_shown_by_its_beginning() {
        let passage = (1..=13).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(shortened(&passage), "1 2 3 4 5 6 7 8 9 10 11 12 …");
        assert_eq!(shortened(&passage[..passage.len() - 3]), "1 2 3 4 5 6 7 8 9 10 11 12");
    }

    #[test]
    fn a_trace_is_one_line() {
        let trace = Trace {
            file: "public/agenda-pack.pdf".into(),
            place: "page 12".into(),
            kind: Kind::Words,
            found: "the sale of the depot".into(),
            source: "reports/12-depot/report.md:14".into(),
        };
        assert_eq!(
            trace.to_string(),
            "public/agenda-pack.pdf, page 12: withheld words, `the sale of the depot`, \
             from reports/12-depot/report.md:14"
        );
    }
}

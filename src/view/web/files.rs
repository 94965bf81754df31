//! Published files as web pages offer them, and pages of the pack.

use serde::Serialize;

use crate::view::ranges;

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its path below the public folder, with forward slashes.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it is.
    pub title: String,
    /// How many pages it has, where that is known.
    pub pages: Option<u32>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Download {
    /// Where it is, seen from the pages.
    pub href: String,
    /// What it is.
    pub title: String,
    /// Its format, its pages and its size: `PDF, 7 pages, 210 KB`.
    pub format: String,
    /// Its media type.
    pub media_type: String,
}

/// Where a label of the templates stands in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The number that the page bears.
    pub number: u32,
    /// Which page of the file it is, from one: other than its number where pages are
    /// left out.
    pub place: usize,
}

/// A link to pages of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// `Pages 3 – 9`.
    pub words: String,
    /// Where they are: `../agenda-pack.pdf#page=3`.
    pub href: String,
}

/// The pack as it is laid out.
#[derive(Clone, Copy)]
pub struct LaidOut<'a> {
    /// The path of its file below the public folder.
    pub file: &'a str,
    /// Returns where a label of the templates stands.
    pub spot: &'a (dyn Fn(&str) -> Option<Spot> + Sync),
}

impl LaidOut<'_> {
    /// Returns a link to the page of a label.
    pub(super) fn page(&self, label: &str) -> Option<PageLink> {
        let at = (self.spot)(label)?;
        Some(self.link(at, at))
    }

    /// Returns a link to the pages from `LABEL-first` to `LABEL-last`.
    pub(super) fn pages(&self, label: &str) -> Option<PageLink> {
        let of = |end: &str| (self.spot)(&format!("{label}-{end}"));
        Some(self.link(of("first")?, of("last")?))
    }

    fn link(&self, first: Spot, last: Spot) -> PageLink {
        PageLink {
            words: ranges::pages(first.number, last.number),
            href: format!("../{}#page={}", self.file, first.place),
        }
    }
}

impl Offer {
    /// Returns the file as a page offers it that lies `above` the public folder.
    pub(super) fn download(&self, above: &str) -> Download {
        let (format, media_type) = format_of(&self.path);
        let pages = self.pages.map(|pages| match pages {
            1 => "1 page, ".to_string(),
            several => format!("{several} pages, "),
        });
        Download {
            href: format!("{above}{}", self.path),
            title: self.title.clone(),
            format: format!("{format}, {}{}", pages.unwrap_or_default(), size(self.bytes)),
            media_type: media_type.into(),
        }
    }
}

fn format_of(path: &str) -> (&'static str, &'static str) {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "pdf" => ("PDF", "application/pdf"),
        "xlsx" => {
            ("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        "html" => ("web page", "text/html"),
        "ics" => ("calendar entry", "text/calendar"),
        "json" => ("JSON", "application/json"),
        "csv" => ("CSV", "text/csv"),
        _ => ("text", "text/plain"),
    }
}

/// Returns a length in bytes as it is read, in three figures at the most: `210 KB`,
/// `1.4 MB`. Four might be those of something that is withheld.
fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    let tenths = (kilobytes * 10).div_ceil(1024);
    match (kilobytes, tenths) {
        (..1000, _) => format!("{kilobytes} KB"),
        (_, ..1000) => format!("{}.{} MB", tenths / 10, tenths % 10),
        _ => format!("{} MB", tenths.div_ceil(10)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        let shown = [1, 1024, 1025, 1000 * 1024, 1024 * 1024 * 3 / 2 + 1].map(size);
        assert_eq!(shown, ["1 KB", "1 KB", "2 KB", "1.0 MB", "1.6 MB"]);
        assert_eq!(size(1 << 27), "128 MB");
    }

    #[test]
    fn a_file_says_its_format_pages_and_size() {
        let offer = Offer {
            path: "items/08-streets.pdf".into(),
            bytes: 2048,
            title: "Item 8".into(),
            pages: Some(7),
        };
        let download = offer.download("../");
        assert_eq!(download.format, "PDF, 7 pages, 2 KB");
        assert_eq!(download.href, "../items/08-streets.pdf");
    }
}

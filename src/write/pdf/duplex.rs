//! A pack for double-sided printing: what must begin on a right-hand page does,
//! with a blank page before it where it would not.

use typst_layout::{Page, PagedDocument};

use super::{Document, Templates, lay_out_paged};
use crate::fault::Fault;
use crate::view::{BlankPages, Pack, Print};

impl Document {
    /// Returns the pages with blank ones among them, so that every page that bears
    /// one of `labels` is an odd one, counted from the first sheet.
    ///
    /// Blank pages bear no number; all others keep theirs.
    pub fn duplex(
        &self,
        templates: &Templates,
        pack: &Pack,
        title: &str,
        labels: &[String],
    ) -> Result<Self, Fault> {
        let starts: Vec<usize> = labels.iter().filter_map(|label| self.index_of(label)).collect();
        let before = blanks_before(&starts);
        let blank =
            BlankPages { accent: pack.accent.clone(), print: Print::Standard, count: before.len() };
        let blank = lay_out_paged(templates, "blank.typ", super::json(&blank)?)?;
        let mut blank = blank.pages().iter().cloned();
        let mut pages: Vec<Page> = Vec::with_capacity(self.pages() + before.len());
        for (index, page) in self.paged.pages().iter().enumerate() {
            if before.contains(&index) {
                pages.extend(blank.next());
            }
            pages.push(page.clone());
        }
        let document = PagedDocument::new(pages.into_iter().collect(), self.info_titled(title));
        Ok(Self { paged: document, ident: self.ident_titled(title) })
    }
}

/// Returns the pages before which a blank one is needed, for those of `starts` to
/// be the first, third, fifth … page; all are counted from zero.
fn blanks_before(starts: &[usize]) -> Vec<usize> {
    let mut before = Vec::new();
    for start in starts {
        if (start + before.len()) % 2 == 1 {
            before.push(*start);
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_page_moves_all_that_follow() {
        assert_eq!(blanks_before(&[2, 11, 30]), [11, 30]);
        assert_eq!(blanks_before(&[3, 12, 31]), [3, 12, 31]);
        assert_eq!(blanks_before(&[3, 4, 5]), [3, 4, 5]);
        assert!(blanks_before(&[0, 2, 4]).is_empty());
    }
}

//! A run of a document's pages as a document of its own.
//!
//! Nothing is laid out again: the pages are those of the whole, with their
//! numbers, tags and links, so that they cannot differ from it. Only the levels of
//! headings move up, because a document begins with a heading of the first.

use std::num::NonZeroUsize;

use typst::foundations::{Smart, StyleChain};
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst::model::HeadingElem;
use typst_layout::{Page, PagedDocument};

use super::Document;

impl Document {
    /// Returns the pages from one label of the templates to another as a document
    /// with a title of its own; nothing where a label is missing.
    pub fn extract(&self, title: &str, first: &str, last: &str) -> Option<Self> {
        let pages = self.paged.pages().get(self.index_of(first)?..=self.index_of(last)?)?;
        let shift = pages.iter().find_map(|page| first_level(&page.frame)).map_or(0, |l| l - 1);
        let raised = pages.iter().cloned().map(|mut page: Page| {
            raise(&mut page.frame, shift);
            page
        });
        let document = PagedDocument::new(raised.collect(), self.info_titled(title));
        Some(Self { paged: document, ident: self.ident_titled(title) })
    }
}

/// Returns the level of the first heading in a frame.
fn first_level(frame: &Frame) -> Option<usize> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => first_level(&group.frame),
        FrameItem::Tag(Tag::Start(element, _)) => {
            let heading = element.to_packed::<HeadingElem>()?;
            Some(heading.resolve_level(StyleChain::default()).get())
        }
        _ => None,
    })
}

/// Raises the headings in a frame; a frame without one stays shared with the whole.
fn raise(frame: &mut Frame, shift: usize) {
    if shift == 0 || first_level(frame).is_none() {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => raise(&mut group.frame, shift),
            FrameItem::Tag(Tag::Start(element, _)) => {
                if let Some(heading) = element.to_packed_mut::<HeadingElem>() {
                    let level = heading.resolve_level(StyleChain::default()).get();
                    let raised = NonZeroUsize::new(level.saturating_sub(shift));
                    heading.level.set(Smart::Custom(raised.unwrap_or(NonZeroUsize::MIN)));
                }
            }
            _ => {}
        }
        true
    });
}

//! Text that runs off the paper: what a template cannot place is drawn over the edge, and
//! nobody would read it.

use typst::layout::{Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

use crate::fault::Fault;

/// Refuses a document whose text does not stand on its pages.
pub(super) fn check(document: &PagedDocument) -> Result<(), Fault> {
    let beyond = document.pages().iter().filter_map(|page| {
        let text = beyond(&page.frame, Point::zero(), &page.frame)?;
        Some((text, page.number))
    });
    let off: Vec<(String, u64)> = beyond.collect();
    if off.is_empty() { Ok(()) } else { Err(Fault::OffThePaper(off)) }
}

/// The first text of a frame that begins or ends beyond a page, where the frame stands on it.
fn beyond(frame: &Frame, at: Point, page: &Frame) -> Option<String> {
    frame.items().find_map(|(offset, item)| {
        let at = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let Transform { tx, ty, .. } = group.transform;
                let is_moved = group.transform == Transform::translate(tx, ty);
                // What is turned or scaled is a template's own affair.
                if is_moved { beyond(&group.frame, at + Point::new(tx, ty), page) } else { None }
            }
            FrameItem::Text(text) => {
                let is_off = at.y > page.height() || at.x + text.width() > page.width() + text.size;
                is_off.then(|| text.text.to_string())
            }
            _ => None,
        }
    })
}

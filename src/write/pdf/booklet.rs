//! A document's pages two up on sheets, to be folded into a booklet.
//!
//! A sheet's side has pages that do not follow each other, so that no screen
//! reader could read on from one to the next: each is a figure whose alternative
//! text says where the accessible edition is. Its letters stay letters.

use typst::foundations::Label;
use typst::layout::{Abs, Angle, Axes, Frame, FrameItem, GroupItem, Point, Ratio, Transform};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::{Document, Templates, json, lay_out_paged};
use crate::fault::Fault;
use crate::view::Booklet;

impl Document {
    /// Returns the pages laid into the sheets of a booklet.
    pub fn booklet(&self, templates: &Templates, booklet: &Booklet) -> Result<Self, Fault> {
        let sheets = lay_out_paged(templates, "booklet.typ", json(booklet)?)?;
        let leaves: Vec<(Label, Frame)> = self
            .paged
            .pages()
            .iter()
            .enumerate()
            .filter_map(|(index, page)| {
                let label = Label::new(PicoStr::intern(&format!("leaf-{index}")))?;
                Some((label, picture(page.frame.clone())))
            })
            .collect();
        let mut laid = 0;
        let pages = sheets.pages().iter().cloned().map(|mut page| {
            laid += fill(&mut page.frame, &leaves);
            page
        });
        let info = typst::model::Document::info(&sheets).clone();
        let document = PagedDocument::new(pages.collect(), info);
        if laid != leaves.len() {
            return Err(Fault::Template("booklet.typ has not one box for every page".into()));
        }
        Ok(Self { paged: document, ident: self.ident_titled(&booklet.title) })
    }
}

/// Lays pages into the boxes that bear their labels; returns how many.
fn fill(frame: &mut Frame, leaves: &[(Label, Frame)]) -> usize {
    let mut laid = 0;
    frame.retain(|item| {
        if let FrameItem::Group(group) = item {
            match leaves.iter().find(|(label, _)| group.label == Some(*label)) {
                Some((_, leaf)) => {
                    group.frame = fitted(leaf, group.frame.size().to_point());
                    laid += 1;
                }
                None => laid += fill(&mut group.frame, leaves),
            }
        }
        true
    });
    laid
}

/// Returns a page as large as its box holds it, a wide page turned with its head
/// to the left.
fn fitted(page: &Frame, room: Point) -> Frame {
    let (width, height) = (page.width(), page.height());
    let turned = width > height;
    let (across, down) = if turned { (height, width) } else { (width, height) };
    let scale = (room.x / across).min(room.y / down);
    let scaled = Transform::scale(Ratio::new(scale), Ratio::new(scale));
    let turn = if turned {
        Transform::translate(Abs::zero(), down * scale)
            .pre_concat(Transform::rotate(Angle::deg(-90.0)))
    } else {
        Transform::identity()
    };
    let centred =
        Transform::translate((room.x - across * scale) / 2.0, (room.y - down * scale) / 2.0);
    let mut group = GroupItem::new(page.clone());
    group.transform = centred.pre_concat(turn).pre_concat(scaled);
    let mut frame = Frame::hard(Axes::new(room.x, room.y));
    frame.push(Point::zero(), FrameItem::Group(group));
    frame
}

/// Returns a page as it looks, without its structure and its links.
fn picture(mut frame: Frame) -> Frame {
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            group.frame = picture(std::mem::take(&mut group.frame));
            group.label = None;
            group.parent = None;
            true
        }
        FrameItem::Tag(_) | FrameItem::Link(..) => false,
        _ => true,
    });
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a point of a page comes to lie in a room of 420 by 594 points.
    fn laid(width: f64, height: f64, x: f64, y: f64) -> (f64, f64) {
        let page = Frame::hard(Axes::new(Abs::pt(width), Abs::pt(height)));
        let frame = fitted(&page, Point::new(Abs::pt(420.0), Abs::pt(594.0)));
        let Some((_, FrameItem::Group(group))) = frame.items().next() else {
            panic!("a page in its room")
        };
        let at = Point::new(Abs::pt(x), Abs::pt(y)).transform(group.transform);
        (at.x.to_pt().round(), at.y.to_pt().round())
    }

    #[test]
    fn an_upright_page_is_made_smaller() {
        assert_eq!(laid(595.0, 842.0, 0.0, 0.0), (0.0, 0.0));
        assert_eq!(laid(595.0, 842.0, 595.0, 842.0), (420.0, 594.0));
    }

    #[test]
    fn a_wide_page_is_turned_with_its_head_to_the_left() {
        assert_eq!(laid(842.0, 595.0, 0.0, 0.0), (0.0, 594.0), "its first corner is at the bottom");
        assert_eq!(laid(842.0, 595.0, 842.0, 0.0), (0.0, 0.0), "its head is on the left");
        assert_eq!(laid(842.0, 595.0, 842.0, 595.0), (420.0, 0.0));
    }

    #[test]
    fn a_page_of_another_shape_stands_in_the_middle() {
        assert_eq!(laid(420.0, 420.0, 0.0, 0.0), (0.0, 87.0));
    }
}

//! Pictures in Markdown: `![what it shows](chart.png "what stands below it")`.

use super::Reader;
use crate::model::narrative::{Block, Figure, Inline, plain};
use crate::place::Placed;
use crate::read::picture::{idle_alternative, no_alternative};

impl Reader<'_, '_> {
    /// Keeps a picture for below the block that is being read. Where there can be
    /// none, its description is returned as text.
    pub(super) fn picture(
        &mut self,
        address: &str,
        title: &str,
        description: Vec<Inline>,
        offset: usize,
    ) -> Option<Inline> {
        let place = (self.place_of)(offset);
        let Some(pictures) = self.pictures.as_deref_mut() else {
            self.say(
                offset,
                "a picture is not carried here; only its description is printed",
                "move it into the narrative",
            );
            return Some(Inline::Emphasis(description));
        };
        let picture = pictures.find(address, &place, self.diagnostics);
        let alternative = plain(&description).trim().to_string();
        let hint = format!("write what it shows between the brackets: `![…]({address})`");
        if alternative.is_empty() {
            self.diagnostics.push(no_alternative(address).hint(hint).at(&place));
            return None;
        }
        if let Some(problem) = idle_alternative(&alternative) {
            self.diagnostics.push(problem.hint(hint).at(&place));
        }
        let caption = Some(title.trim()).filter(|title| !title.is_empty());
        self.figures.extend(picture.map(|picture| {
            Block::Figure(Figure {
                picture,
                alternative: Placed::new(alternative, place),
                caption: caption.map(|text| Inline::Text(text.into())).into_iter().collect(),
                width: None,
            })
        }));
        None
    }
}

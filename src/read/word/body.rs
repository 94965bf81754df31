//! The paragraphs and tables of a document, one after the other.

use super::inline::Context;
use super::items::Item;
use super::line::{Height, Ink, Line};
use super::numbering::Mark;
use super::reader::{Reader, is_silent};
use super::styles::Kind;
use super::tree::Element;
use crate::model::narrative::{Block, plain};
use crate::place::Placed;
use crate::read::codes;

impl Reader<'_> {
    /// Reads everything within an element.
    pub(super) fn blocks(&mut self, element: &Element) {
        for child in element.elements() {
            if !self.has_room(1) {
                self.accounted += child.letters();
                continue;
            }
            match child.name.as_str() {
                "w:p" => self.paragraph(child),
                "w:tbl" => self.table(child),
                "w:sdt" | "w:sdtContent" | "w:ins" | "w:moveTo" | "w:customXml" => {
                    self.blocks(child);
                }
                "w:del" | "w:moveFrom" => self.accounted += child.letters(),
                "m:oMathPara" | "m:oMath" => {
                    self.lose(child, "an equation", "write it as text, or put it in as a picture");
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = self.chosen(child) {
                        self.blocks(chosen);
                    }
                }
                "w:altChunk" => self.say(
                    &codes::UNCARRIED_TEXT,
                    "a document within the document is not carried",
                    "open it in Word, and save a copy: that makes its text part of the document",
                ),
                name if is_silent(name) => {}
                _ => self.unknown(child),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        self.here = paragraph.paragraph;
        let properties = paragraph.child("w:pPr");
        let kind = self.parts.styles.kind(properties);
        // A note of the heading itself is one of its section.
        if matches!(kind, Kind::Heading(_)) {
            self.end_section();
        }
        let mut line = Line::default();
        self.runs(paragraph, &Context::of(properties), &mut line);
        if matches!(kind, Kind::Heading(_) | Kind::Title | Kind::Quote | Kind::Caption) {
            line.plain();
        }
        let figures = std::mem::take(&mut line.figures);
        let text = line.inlines();
        let words = plain(&text);
        self.check_words(&words);
        self.lines.insert(self.here, words.clone());
        let list = self.parts.styles.list(properties);
        if !text.is_empty() {
            let written = Placed::new(words, self.at());
            match kind {
                Kind::Title => self.title.push(written),
                Kind::Contents => self.say_first(
                    &codes::UNCARRIED_LOOK,
                    "the table of contents is left out: its page numbers are not those of the pack",
                    "leave it, or take it out",
                ),
                _ => self.written.push(written),
            }
            match kind {
                Kind::Heading(level) if self.has_room_for_heading() => {
                    if let Some(list) = &list {
                        self.numbering.numbers_headings(list);
                    }
                    self.items.push(Item::Heading(level, text));
                }
                Kind::Heading(_) | Kind::Title | Kind::Contents => {}
                Kind::Caption => self.items.push(Item::Caption(text)),
                Kind::Quote => self.items.push(Item::Quote(text)),
                Kind::Text => {
                    let point = list.map(|list| (list.level, self.numbering.mark(&list)));
                    self.items.push(match point {
                        Some((level, mark @ (Mark::Bullet | Mark::Number(_)))) => {
                            Item::Point(level, mark, text)
                        }
                        _ => Item::Paragraph(text),
                    });
                }
            }
        }
        self.items.extend(figures.into_iter().map(Item::Figure));
    }

    /// Puts the notes of a section at its end. They must not go further: the next
    /// section may be open, and this one exempt.
    pub(super) fn end_section(&mut self) {
        self.items.append(&mut self.notes);
    }

    /// Reads the note that a reference leads to.
    pub(super) fn note(&mut self, reference: &Element, ink: &Ink, line: &mut Line) {
        let is_footnote = reference.name == "w:footnoteReference";
        let (part, name, file) = if is_footnote {
            (self.parts.footnotes.as_ref(), "w:footnote", "footnotes.xml")
        } else {
            (self.parts.endnotes.as_ref(), "w:endnote", "endnotes.xml")
        };
        let id = reference.attribute("w:id");
        let note = part.and_then(|part| {
            part.elements().find(|note| note.name == name && note.attribute("w:id") == id)
        });
        let Some(note) = note else {
            let message = "a note is not in the document that is referred to";
            self.say(
                &codes::UNCARRIED_TEXT,
                message,
                "take the reference out, or write the note anew",
            );
            return;
        };
        self.notes_counted += 1;
        let number = self.notes_counted;
        line.text(
            &format!(" [{number}]"),
            &Ink { link: None, height: Height::Line, ..ink.clone() },
        );
        let folder = self.parts.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let part = std::mem::replace(&mut self.part, format!("{folder}/{file}"));
        let fields = std::mem::take(&mut self.fields);
        // The letters of the body are counted, and a note is no part of it.
        let accounted = self.accounted;
        let blocks = self.note_blocks(note);
        (self.part, self.fields, self.accounted) = (part, fields, accounted);
        self.notes.push(Item::Note(number, blocks));
    }

    fn note_blocks(&mut self, note: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        for child in note.elements() {
            if child.name != "w:p" {
                if !is_silent(&child.name) {
                    self.unknown(child);
                }
                continue;
            }
            let properties = child.child("w:pPr");
            let mut line = Line::default();
            self.runs(child, &Context::of(properties), &mut line);
            let text = line.inlines();
            if !text.is_empty() {
                self.written.push(Placed::new(plain(&text), self.at()));
                blocks.push(Block::Paragraph { number: None, text });
            }
            blocks.extend(line.figures.drain(..).map(Block::Figure));
        }
        blocks
    }
}

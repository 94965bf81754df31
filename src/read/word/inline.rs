//! The runs of a paragraph.

use std::rc::Rc;

use super::bounds::MAX_FIELDS;
use super::fields::{Field, Verdict};
use super::line::{Height, Ink, Line};
use super::reader::{Reader, is_silent, short};
use super::tree::Element;
use crate::read::codes;

/// What a run stands in.
#[derive(Clone, Default)]
pub(super) struct Context<'e> {
    /// The properties of the paragraph.
    paragraph: Option<&'e Element>,
    /// The address that it leads to.
    link: Option<Rc<str>>,
}

impl<'e> Context<'e> {
    /// Returns that of a paragraph with these properties.
    pub(super) fn of(paragraph: Option<&'e Element>) -> Self {
        Self { paragraph, link: None }
    }
}

const AS_TEXT: &str = "write it as text";

impl Reader<'_> {
    /// Reads the runs within an element.
    pub(super) fn runs(&mut self, element: &Element, context: &Context<'_>, line: &mut Line) {
        for child in element.elements() {
            match child.name.as_str() {
                "w:r" => self.run(child, context, line),
                "w:hyperlink" => {
                    let address = self.address(child).or_else(|| context.link.clone());
                    self.runs(child, &Context { link: address, ..context.clone() }, line);
                }
                "w:ins" | "w:moveTo" | "w:smartTag" | "w:dir" | "w:bdo" | "w:customXml"
                | "w:sdtContent" | "w:sdt" => self.runs(child, context, line),
                "w:del" | "w:moveFrom" => self.accounted += child.letters(),
                "w:fldSimple" => {
                    let instruction = child.attribute("w:instr").unwrap_or_default().to_string();
                    self.fields.push(Field { instruction, ..Field::default() });
                    self.begin_result();
                    self.runs(child, context, line);
                    self.fields.pop();
                }
                "m:oMath" | "m:oMathPara" => {
                    self.lose(child, "an equation", "write it as text, or put it in as a picture");
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = self.chosen(child) {
                        self.runs(chosen, context, line);
                    }
                }
                name if is_silent(name) => {}
                _ => self.unknown(child),
            }
        }
    }

    /// Returns where a link leads, outside the document.
    fn address(&mut self, link: &Element) -> Option<Rc<str>> {
        let id = link.attribute("r:id")?;
        let target = self.parts.relations.named(&self.part, id)?.target.clone();
        self.open_address(&target)
    }

    /// Returns an address that anyone can go to; another is said.
    fn open_address(&mut self, target: &str) -> Option<Rc<str>> {
        if is_open(target) {
            return Some(target.into());
        }
        self.say(
            &codes::UNCARRIED_FEATURE,
            format!(
                "a link to `{}` is printed as text: it leads nowhere from the pack",
                short(target)
            ),
            "link to a page that readers can open, or say in words where it is found",
        );
        None
    }

    fn run(&mut self, run: &Element, context: &Context<'_>, line: &mut Line) {
        let look = self.parts.styles.look(context.paragraph, run.child("w:rPr"));
        let on = |switch: Option<bool>| switch.unwrap_or(false);
        if on(look.hidden) {
            self.hidden_run(run);
            return;
        }
        let has_text = run.letters() > 0;
        if on(look.struck) && has_text {
            let words = short(&run.words());
            self.say(
                &codes::UNCARRIED_TEXT,
                format!("`{words}` is struck through, and would be printed as if it stood"),
                "delete it, or say in words that it no longer stands",
            );
        }
        if on(look.highlighted) && has_text {
            self.say_first(
                &codes::UNCARRIED_FEATURE,
                "text is highlighted, as what is still to be settled often is; the pack prints it plainly",
                "settle what it marks, and take the highlight away",
            );
        }
        let height = run.child("w:rPr").and_then(|look| look.value("w:vertAlign"));
        let ink = Ink {
            bold: on(look.bold),
            italic: on(look.italic),
            link: self.link(context),
            height: match height {
                Some("superscript") => Height::Raised,
                Some("subscript") => Height::Lowered,
                _ => Height::Line,
            },
        };
        self.run_content(run, &ink, line);
    }

    /// Hidden text is left out; the fields in it begin and end all the same.
    fn hidden_run(&mut self, run: &Element) {
        if run.letters() > 0 || run.child("w:drawing").is_some() {
            self.hidden.push(self.here);
            self.accounted += run.letters();
        }
        for child in run.elements().filter(|child| child.name == "w:fldChar") {
            self.field_mark(child);
        }
        for text in run.elements().filter(|child| child.name == "w:instrText") {
            self.instruct(&text.own_text());
        }
    }

    fn link(&self, context: &Context<'_>) -> Option<Rc<str>> {
        let of_field = self.fields.iter().rev().find_map(|field| match field.verdict() {
            Verdict::Link(address) => Some(address),
            _ => None,
        });
        of_field.filter(|address| is_open(address)).or_else(|| context.link.clone())
    }

    fn run_content(&mut self, run: &Element, ink: &Ink, line: &mut Line) {
        for child in run.elements() {
            match child.name.as_str() {
                "w:t" => self.text(child, ink, line),
                "w:tab" | "w:ptab" => line.text(" ", ink),
                "w:noBreakHyphen" => line.text("\u{2011}", ink),
                "w:cr" => line.line_break(ink),
                "w:br" => match child.attribute("w:type") {
                    None | Some("textWrapping") => line.line_break(ink),
                    _ => self.say_first(
                        &codes::UNCARRIED_LOOK,
                        "page and column breaks are not carried: the pack has its own pages",
                        "leave it, or take it out",
                    ),
                },
                "w:fldChar" => self.field_mark(child),
                "w:instrText" => self.instruct(&child.own_text()),
                "w:footnoteReference" | "w:endnoteReference" => self.note(child, ink, line),
                "w:commentReference" => self.comments.push(self.here),
                "w:drawing" => self.drawing(child, line),
                "w:pict" => self.old_drawing(child, line),
                "w:object" => {
                    self.accounted += child.letters();
                    let hint = "put it in as a picture with its alternative text, or add it as an appendix";
                    self.say(&codes::UNCARRIED_TEXT, "an embedded object is not carried", hint);
                }
                "w:sym" => {
                    let font = child.attribute("w:font").unwrap_or("another font");
                    let message = format!("a sign of `{font}` is not carried");
                    self.say(&codes::UNCARRIED_TEXT, message, "write it as a letter or a word");
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = self.chosen(child) {
                        self.run_content(chosen, ink, line);
                    }
                }
                name if is_silent(name) => {}
                _ => self.unknown(child),
            }
        }
    }

    fn text(&mut self, element: &Element, ink: &Ink, line: &mut Line) {
        // A field that never ends has no instruction, and the words in it are lost.
        if let Some(field) = self.fields.iter_mut().rev().find(|field| !field.in_result) {
            field.swallowed += element.letters();
            return;
        }
        self.accounted += element.letters();
        if self.fields.iter().any(|field| field.verdict() == Verdict::Contents) {
            return;
        }
        let text = element.own_text();
        let kept = element.attribute("xml:space") == Some("preserve");
        line.text(if kept { &text } else { text.trim() }, ink);
    }

    fn instruct(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
            field.instruction.push_str(text);
        }
    }

    fn field_mark(&mut self, mark: &Element) {
        match mark.attribute("w:fldCharType") {
            Some("begin") if self.fields.len() < MAX_FIELDS => self.fields.push(Field::default()),
            Some("separate") => self.begin_result(),
            Some("end") => {
                let Some(field) = self.fields.pop() else { return };
                self.accounted += field.swallowed;
                if !field.in_result {
                    self.end_without_result(&field);
                }
            }
            _ => {}
        }
    }

    /// The text that follows is a field's result.
    fn begin_result(&mut self) {
        let Some(field) = self.fields.last_mut() else { return };
        field.in_result = true;
        let name = field.name();
        match field.verdict() {
            Verdict::Contents => self.say_first(
                &codes::UNCARRIED_LOOK,
                "the table of contents is left out: its page numbers are not those of the pack",
                "leave it, or take it out",
            ),
            Verdict::Saved(what) => self.say(
                &codes::UNCARRIED_FEATURE,
                format!("{what} (`{name}`) is printed as it was last saved"),
                "write what it should say as text",
            ),
            Verdict::Link(address) => drop(self.open_address(&address)),
            Verdict::Lost(what) => self.lost_field(what),
            Verdict::Text | Verdict::Silent => {}
        }
    }

    fn end_without_result(&mut self, field: &Field) {
        match field.verdict() {
            Verdict::Silent | Verdict::Contents => {}
            Verdict::Lost(what) => self.lost_field(what),
            _ => {
                let message = format!("the field `{}` has no saved result", short(&field.name()));
                self.say(&codes::UNCARRIED_TEXT, message, "write what it should say as text");
            }
        }
    }

    fn lost_field(&mut self, what: &str) {
        self.say(&codes::UNCARRIED_TEXT, format!("{what} is not carried"), AS_TEXT);
    }
}

fn is_open(address: &str) -> bool {
    let lower = address.to_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|open| lower.starts_with(open))
}

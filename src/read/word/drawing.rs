//! Pictures of a document, and what else is drawn in it.

use super::line::Line;
use super::reader::Reader;
use super::tree::Element;
use crate::model::narrative::Figure;
use crate::model::picture::Picture;
use crate::place::Placed;
use crate::read::codes;
use crate::read::picture::{Crop, cropped, idle_alternative, no_alternative};

/// Points of an inch, in the units of a drawing.
const UNITS_A_POINT: u32 = 12_700;

const DESCRIBE: &str = "select it in Word, choose View Alt Text, and say what it shows";
const AS_PICTURE: &str = "put it in as a picture, with what it shows as its alternative text";

/// What a document says of a picture.
struct Shown<'a> {
    /// The relation that leads to it.
    id: Option<&'a str>,
    alternative: Option<&'a str>,
    name: &'a str,
    crop: Crop,
    width: Option<u32>,
}

impl Reader<'_> {
    /// Reads a drawing: pictures are kept for below the paragraph.
    pub(super) fn drawing(&mut self, drawing: &Element, line: &mut Line) {
        let Some(frame) = drawing.child("wp:inline").or_else(|| drawing.child("wp:anchor")) else {
            return self.unknown(drawing);
        };
        let properties = frame.child("wp:docPr");
        let says = |name| properties.and_then(|properties| properties.attribute(name));
        if matches!(says("hidden"), Some("1" | "true")) {
            self.hidden.push(self.here);
            self.accounted += drawing.letters();
            return;
        }
        let text = frame.all("w:txbxContent");
        let pictures = frame.all("pic:pic");
        if !text.is_empty() {
            self.lose(frame, "a text box", "move its text into the document");
        } else if pictures.is_empty() {
            self.drawn(frame);
        }
        let is_decorative = properties.is_some_and(|properties| {
            let marks = properties.all("adec:decorative");
            marks.iter().any(|mark| matches!(mark.attribute("val"), Some("1" | "true")))
        });
        if is_decorative && !pictures.is_empty() {
            let message = "a picture that is marked as decorative is left out";
            self.say(&codes::UNCARRIED_LOOK, message, "leave it, or give it an alternative text");
            return;
        }
        let single = pictures.len() == 1;
        for picture in pictures {
            let own = picture.way(&["pic:nvPicPr", "pic:cNvPr"]);
            let own = |name| own.and_then(|own| own.attribute(name));
            let said = |name| own(name).filter(|text| !text.trim().is_empty());
            let whole = |name| says(name).filter(|text| single && !text.trim().is_empty());
            let fill = picture.child("pic:blipFill");
            let extent = frame.child("wp:extent").and_then(|extent| extent.attribute("cx"));
            let extent = extent.and_then(|width| width.parse::<u32>().ok());
            let shown = Shown {
                id: fill.and_then(|fill| fill.child("a:blip")?.attribute("r:embed")),
                alternative: whole("descr").or_else(|| said("descr")).or_else(|| whole("title")),
                name: whole("name").or_else(|| said("name")).unwrap_or("picture"),
                crop: fill.and_then(|fill| fill.child("a:srcRect")).map(crop).unwrap_or_default(),
                width: extent.filter(|_| single).map(|width| width / UNITS_A_POINT),
            };
            let turned = picture.way(&["pic:spPr", "a:xfrm"]).is_some_and(|place| {
                ["rot", "flipH", "flipV"].iter().any(|way| {
                    place.attribute(way).is_some_and(|value| !matches!(value, "0" | "false"))
                })
            });
            if turned {
                let message =
                    format!("the picture `{}` is turned in Word, and printed unturned", shown.name);
                self.say(
                    &codes::UNCARRIED_FEATURE,
                    message,
                    "turn the picture itself, and put it in anew",
                );
            }
            self.picture(&shown, line);
        }
    }

    /// Says what a drawing is that is no picture and has no text.
    fn drawn(&mut self, frame: &Element) {
        let (what, code) = if !frame.all("c:chart").is_empty() {
            ("a chart", &codes::UNCARRIED_TEXT)
        } else if !frame.all("dgm:relIds").is_empty() {
            ("a diagram (SmartArt)", &codes::UNCARRIED_TEXT)
        } else {
            ("a drawn shape", &codes::UNCARRIED_FEATURE)
        };
        self.say(code, format!("{what} is not carried"), AS_PICTURE);
    }

    /// Reads a drawing of the form that Word 97 to 2007 wrote.
    pub(super) fn old_drawing(&mut self, drawing: &Element, line: &mut Line) {
        if !drawing.all("v:textbox").is_empty() || !drawing.all("v:textpath").is_empty() {
            self.lose(drawing, "a text box", "move its text into the document");
        }
        let mut shapes = Vec::new();
        drawing.visit(&mut |shape| {
            if let Some(image) = shape.child("v:imagedata") {
                shapes.push((shape, image));
            }
        });
        if shapes.is_empty() && drawing.words().is_empty() {
            // A line across the page is a shape too.
            let is_rule = drawing.child("v:rect").is_some_and(|r| r.attribute("o:hr").is_some());
            if !is_rule {
                self.say(&codes::UNCARRIED_FEATURE, "a drawn shape is not carried", AS_PICTURE);
            }
        }
        for (shape, image) in shapes {
            let shown = Shown {
                id: image.attribute("r:id"),
                alternative: shape.attribute("alt").filter(|text| !text.trim().is_empty()),
                name: image.attribute("o:title").unwrap_or("picture"),
                crop: Crop::default(),
                width: None,
            };
            self.picture(&shown, line);
        }
    }

    fn picture(&mut self, shown: &Shown<'_>, line: &mut Line) {
        let name = shown.name.replace('`', "'");
        let Some(alternative) = shown.alternative.map(str::trim) else {
            return self.push(no_alternative(&name).hint(DESCRIBE));
        };
        if let Some(problem) = idle_alternative(alternative) {
            self.push(problem.hint(DESCRIBE));
        }
        let target = shown.id.and_then(|id| self.parts.relations.named(&self.part, id));
        let target = target.map(|relation| relation.target.clone()).unwrap_or_default();
        let key = format!("{target} {:?}", shown.crop);
        if !self.pictures.contains_key(&key) {
            let read = self.read_picture(&name, &target, shown.crop);
            self.pictures.insert(key.clone(), read);
        }
        let picture = self.pictures.get(&key).cloned().flatten();
        line.figures.extend(picture.map(|picture| Figure {
            picture,
            alternative: Placed::new(alternative.to_string(), self.at()),
            caption: Vec::new(),
            width: shown.width,
        }));
    }

    fn read_picture(&mut self, name: &str, target: &str, crop: Crop) -> Option<Picture> {
        let Some(bytes) = self.package.found(target).filter(|_| !target.is_empty()) else {
            let message =
                format!("the picture `{name}` is not in the document, but somewhere else");
            let hint = "put the picture itself into the document";
            self.say(&codes::UNREADABLE_PICTURE, message, hint);
            return None;
        };
        match cropped(&bytes, crop, &self.place) {
            Ok(picture) => self.may_show(picture.size()).then_some(picture),
            Err(problem) => {
                self.push(problem);
                None
            }
        }
    }
}

/// Returns what is cut off at each side, in hundred-thousandths.
fn crop(rectangle: &Element) -> Crop {
    let side = |name: &str| {
        let value = rectangle.attribute(name).unwrap_or("0");
        // The strict form has percentages: `12.5%`.
        let value = value.strip_suffix('%').map_or_else(
            || value.parse().unwrap_or(0.0),
            |percent| percent.parse::<f64>().unwrap_or(0.0) * 1000.0,
        );
        (value / 100_000.0).clamp(0.0, 1.0)
    };
    Crop { left: side("l"), top: side("t"), right: side("r"), bottom: side("b") }
}

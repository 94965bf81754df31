//! Text on a page that nobody sees, and everybody can copy.
//!
//! Black boxes over live text, white letters on white paper, letters beyond the
//! edge: all of it stays in the file. What is found has to be so: a table's shading
//! under its text, a highlighter, a shadow and the layer of text over a scan hide
//! nothing. Where a picture, a pattern or a blend makes the colour of what lies
//! under a letter, nothing is said of it.

use std::collections::BTreeMap;

use kurbo::{Point, Rect as Area};
use serde::Serialize;

use super::clip::common;
use super::fills::Fill;
use super::glyphs::{Colour, Letter, Look};
use super::rect::Rect;
use super::text::{self, Step};
use super::walk::Walk;

/// From this opacity down nothing is seen.
const UNSEEN: f32 = 0.02;

/// Colours whose parts differ by less are one to the eye.
const ALIKE: u8 = 8;

/// Text of a smaller size than this, in points, is a speck.
const SPECK: f64 = 1.0;

/// The part of a letter's box that has to lie on the page for it to be there.
const PRESENT: f64 = 0.1;

/// A picture that covers this part of the page is the page, scanned.
const WHOLE: f64 = 0.6;

/// A letter that is painted again this near, in parts of its size, is the same.
const AGAIN: f64 = 0.15;

/// A box that is no higher than this many times the text was drawn for it.
const SNUG: f64 = 2.0;

/// So many letters that are seen do not part hidden ones.
const SEAM: usize = 2;

/// The most findings that are kept of a page.
const MOST: usize = 100;

/// Text that nobody sees.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hidden {
    /// How it is hidden.
    pub kind: Kind,
    /// Where it stands.
    pub area: Rect,
    /// Whether what covers it is about as high as the text: a box that was drawn to
    /// cover these words, and not a table or a chart that came to lie on them.
    pub snug: bool,
    /// What it says: for the private report alone.
    pub words: String,
}

/// How text is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Kind {
    /// A box was drawn over it.
    UnderBox,
    /// A picture was laid on it.
    UnderPicture,
    /// It is marked for redaction, and the redaction was never applied.
    Marked,
    /// It has the colour of what lies under it.
    Faint,
    /// It is painted with no ink at all, and over no scan.
    Invisible,
    /// It stands beyond the edge of the page.
    OffPage,
    /// It is cut away by the frame that it stands in.
    Clipped,
    /// It is on a layer that is switched off.
    OffLayer,
    /// It is too small to be seen.
    Tiny,
    /// It stood in an earlier state of the file, which is still in it.
    EarlierRevision,
}

/// A hidden letter: how, and by which area.
type How = (Kind, Over);

/// What becomes of a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    /// It can be seen, or was read from a scan.
    Seen,
    /// It is hidden, and stands in the same place once more, to be seen.
    Again,
    Hidden(How),
}

/// The area that hides a letter; nothing where none does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Over {
    /// Its place in the order of painting.
    order: u32,
    height: f64,
}

impl Over {
    /// Returns the higher of two areas.
    fn max(self, other: Self) -> Self {
        if other.height > self.height { other } else { self }
    }
}

/// What of a page is hidden, and how each letter is.
pub(super) struct Search<'s> {
    walk: &'s Walk<'s>,
    page: Area,
    /// The parts of the page that are marked for redaction.
    marked: &'s [Area],
    /// The boxes of form fields, which are drawn over their own place.
    fields: &'s [Area],
}

impl<'s> Search<'s> {
    pub(super) fn new(
        walk: &'s Walk<'s>,
        page: Area,
        marked: &'s [Area],
        fields: &'s [Area],
    ) -> Self {
        Self { walk, page, marked, fields }
    }

    /// Returns what becomes of each letter.
    pub(super) fn letters(&self) -> Vec<Fate> {
        let how = |letter| self.how(letter).map_or(Fate::Seen, Fate::Hidden);
        let mut fates: Vec<Fate> = self.walk.letters.iter().map(how).collect();
        if fates.iter().any(|fate| *fate != Fate::Seen) {
            self.reprieve(&mut fates);
        }
        fates
    }

    /// Lets go what is painted a second time, where it can be seen.
    fn reprieve(&self, fates: &mut [Fate]) {
        let mut seen: BTreeMap<(i64, i64), Vec<&Letter>> = BTreeMap::new();
        for (letter, fate) in self.walk.letters.iter().zip(fates.iter()) {
            if *fate == Fate::Seen && !letter.text.is_blank() && letter.look != Look::Invisible {
                seen.entry(cell(letter.origin)).or_default().push(letter);
            }
        }
        for (letter, fate) in self.walk.letters.iter().zip(fates.iter_mut()) {
            let Fate::Hidden((kind, over)) = *fate else { continue };
            let (x, y) = cell(letter.origin);
            let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
            for other in around.filter_map(|cell| seen.get(&cell)).flatten() {
                let under = matches!(kind, Kind::UnderBox | Kind::UnderPicture);
                if is_again(letter, other) && (!under || other.order > over.order) {
                    *fate = Fate::Again;
                } else if kind == Kind::Faint && is_ground(other, letter) {
                    *fate = Fate::Seen;
                }
            }
        }
    }

    fn how(&self, letter: &Letter) -> Option<How> {
        let whole = letter.area.area();
        if letter.text.is_blank() || whole <= 0.0 {
            return None;
        }
        let centre = letter.area.center();
        if self.marked.iter().any(|area| area.contains(centre)) {
            return Some((Kind::Marked, Over::default()));
        }
        if common(letter.area, self.page).area() < PRESENT * whole {
            return Some((Kind::OffPage, Over::default()));
        }
        let points = samples(letter.area);
        let shows = |point: &Point| self.walk.clips.shows(letter.clip, *point) != Some(false);
        if !points.iter().any(shows) {
            return Some((Kind::Clipped, Over::default()));
        }
        let unseen = match letter.look {
            Look::Invisible => true,
            Look::Painted { opacity, .. } => opacity <= UNSEEN,
        };
        // The letters of a scan that was read are under it or over it.
        let scan = self.scan(letter, centre, unseen);
        if unseen && scan.is_none() && !self.drawn(letter, centre) {
            return Some((Kind::Invisible, Over::default()));
        }
        let from = scan.unwrap_or(letter.order);
        if let Some(how) = self.covered(letter, &points, from, scan.is_some()) {
            return Some(how);
        }
        if unseen || scan.is_some_and(|order| order > letter.order) {
            return None;
        }
        if letter.size.max(letter.area.height()) < SPECK {
            return Some((Kind::Tiny, Over::default()));
        }
        self.is_faint(letter, centre).then_some((Kind::Faint, Over::default()))
    }

    /// Returns the order of the picture that a letter was read from: the topmost
    /// one that covers it, where the letter is not seen itself, or else one that is
    /// the whole page and laid over it.
    fn scan(&self, letter: &Letter, centre: Point, unseen: bool) -> Option<u32> {
        let whole = self.page.area() * WHOLE;
        let mut pictures = self.walk.fills.near(centre).rev().filter(|fill| fill.picture);
        let scan = pictures.find(|picture| {
            let covers = common(picture.area, self.page).area() >= whole;
            unseen || (covers && picture.order > letter.order)
        });
        scan.map(|picture| picture.order)
    }

    /// Returns whether something of the size of a letter is painted where it stands:
    /// an unseen letter over a drawn one says what the drawing is.
    fn drawn(&self, letter: &Letter, centre: Point) -> bool {
        let room = 4.0 * letter.size;
        self.walk
            .fills
            .near(centre)
            .any(|fill| !fill.picture && fill.area.width() <= room && fill.area.height() <= room)
    }

    /// Returns the later area that covers a letter by half and more.
    fn covered(
        &self,
        letter: &Letter,
        points: &[Point; 9],
        from: u32,
        is_scan: bool,
    ) -> Option<How> {
        let centre = letter.area.center();
        let later = self.walk.fills.near(centre).rev().take_while(|fill| fill.order > from);
        for fill in later.filter(|fill| fill.opaque) {
            let is_page = common(fill.area, self.page).area() >= WHOLE * self.page.area();
            if fill.picture && (is_scan || is_page) {
                continue;
            }
            let within = |point: &&Point| fill.contains(&self.walk.clips, **point) == Some(true);
            if points.iter().filter(within).count() * 2 > points.len() && !self.is_field(fill) {
                let kind = if fill.picture { Kind::UnderPicture } else { Kind::UnderBox };
                return Some((kind, Over { order: fill.order, height: fill.area.height() }));
            }
        }
        None
    }

    fn is_field(&self, fill: &Fill) -> bool {
        let within = |field: &&Area| {
            let field = field.inflate(1.0, 1.0);
            field.contains(fill.area.origin())
                && field.contains(Point::new(fill.area.x1, fill.area.y1))
        };
        self.fields.iter().any(|field| within(&field))
    }

    /// Returns whether a letter has the colour of what lies under it.
    fn is_faint(&self, letter: &Letter, centre: Point) -> bool {
        let Look::Painted { colour: Some(colour), .. } = letter.look else { return false };
        let mut under = self.walk.fills.near(centre).rev().filter(|fill| fill.order < letter.order);
        let ground = under.find_map(|fill| match fill.contains(&self.walk.clips, centre) {
            Some(false) => None,
            // What shines through, and what cannot be told, has any colour.
            Some(true) if fill.opaque => Some(fill.colour),
            _ => Some(None),
        });
        match ground {
            None => alike(colour, [255; 3]),
            Some(Some(ground)) => alike(colour, ground),
            Some(None) => false,
        }
    }
}

/// Returns the findings on a page, from how each of its letters is hidden: letters
/// that follow each other and are hidden in the same way are one, even with a letter
/// between them that shows through the seam of two boxes.
pub(super) fn findings(letters: &[Letter], fates: &[Fate]) -> Vec<Hidden> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut seen = 0;
    for (letter, fate) in letters.iter().zip(fates) {
        let Fate::Hidden((kind, over)) = *fate else {
            seen += usize::from(!letter.text.is_blank());
            continue;
        };
        let run = runs.last_mut().filter(|run| {
            run.kind == kind
                && seen <= SEAM
                && run.letters.last().is_some_and(|last| follows(last, letter))
        });
        match run {
            Some(run) => {
                run.letters.push(letter);
                run.over = run.over.max(over);
            }
            None => runs.push(Run { kind, over, letters: vec![letter] }),
        }
        seen = 0;
    }
    runs.iter().filter_map(Run::finding).take(MOST).collect()
}

/// Hidden letters that follow each other.
struct Run<'l> {
    kind: Kind,
    over: Over,
    letters: Vec<&'l Letter>,
}

impl Run<'_> {
    /// Returns a finding, if there is a word in it.
    fn finding(&self) -> Option<Hidden> {
        let words = text::lines(self.letters.iter().copied());
        let is_word =
            |word: &str| word.chars().filter(|letter| letter.is_alphanumeric()).count() >= 2;
        if !words.split_whitespace().any(is_word) || is_slug(&words) {
            return None;
        }
        let areas = self.letters.iter().map(|letter| letter.area);
        let area = areas.reduce(|all, area| all.union(area))?;
        let size = self.letters.iter().map(|letter| letter.size).fold(0.0, f64::max);
        let snug = self.over.height <= SNUG * area.height().max(size);
        Some(Hidden { kind: self.kind, area: area.into(), snug, words })
    }
}

/// Returns whether a letter goes on with a paragraph.
fn follows(before: &Letter, letter: &Letter) -> bool {
    let lines = 3.0 * before.size.max(letter.size);
    text::step(before, letter) != Step::Away || (letter.origin.y - before.origin.y).abs() <= lines
}

/// Returns whether words are the line that a layout program prints beside the page:
/// its file, its sheet and the time.
fn is_slug(words: &str) -> bool {
    words.contains(".indd") || words.contains(".qxd") || words.contains(".qxp")
}

/// Returns whether a letter is the same as another, in the same place.
fn is_again(letter: &Letter, other: &Letter) -> bool {
    let apart = (other.origin - letter.origin).hypot();
    other.text == letter.text && apart <= AGAIN * letter.size
}

/// Returns whether a letter is the ground of another: a round one with a figure on it,
/// or its shadow.
fn is_ground(ground: &Letter, letter: &Letter) -> bool {
    let shared = common(ground.area, letter.area).area();
    ground.order < letter.order && shared >= letter.area.area() / 2.0
}

fn alike(one: Colour, other: Colour) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= ALIKE)
}

/// Returns nine points of a box, from its corners inwards.
fn samples(area: Area) -> [Point; 9] {
    let parts = [1.0 / 6.0, 0.5, 5.0 / 6.0];
    let mut points = [Point::ZERO; 9];
    for (index, point) in points.iter_mut().enumerate() {
        let (across, up) = (parts[index % 3], parts[index / 3]);
        *point = Point::new(area.x0 + across * area.width(), area.y0 + up * area.height());
    }
    points
}

/// Returns the cell of a coarse grid that a point lies in.
#[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
fn cell(point: Point) -> (i64, i64) {
    let side = 20.0;
    ((point.x / side).floor() as i64, (point.y / side).floor() as i64)
}

//! Markdown text as typed blocks.
//!
//! What a pack does not carry (raw HTML, pictures outside a narrative) is said, and
//! its text is kept as text: user text is never markup for Typst or for a web page.

mod bounds;
mod figures;
mod lines;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::codes;
use super::levels::Levels;
use super::picture::Gallery;
use crate::diag::{Diagnostics, Problem};
use crate::model::narrative::{self, Block, Inline, Prose};
use crate::model::part::Part;
use crate::place::{Place, Placed};

/// How to mend what Markdown cannot say.
const AS_TEXT: &str = "write it as text, a list or a table";

/// Returns the blocks of a Markdown document that begins at line `first_line`
/// of the file.
#[cfg(any(test, fuzzing))]
pub(super) fn document(
    text: &str,
    file: &Place,
    first_line: u32,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    of_lines(text, file, first_line, 0, None, diagnostics)
}

/// Returns the blocks of a text that is a part of a section and begins none; it begins at
/// line `first_line` of the file.
pub(super) fn part(
    text: &str,
    file: &Place,
    first_line: u32,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    of_lines(text, file, first_line, 1, None, diagnostics)
}

/// Returns the blocks of a narrative, as [`document`] does; the pictures that it names
/// are in `pictures`.
pub(super) fn narrative(
    text: &str,
    file: &Place,
    first_line: u32,
    pictures: &mut Gallery,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    of_lines(text, file, first_line, 0, Some(pictures), diagnostics)
}

fn of_lines(
    text: &str,
    file: &Place,
    first_line: u32,
    depth: usize,
    pictures: Option<&mut Gallery>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    let text = &lines::factors(text);
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line_of = |offset: usize| starts.partition_point(|&start| start <= offset).max(1) - 1;
    let place_of =
        |offset: usize| file.line(first_line + u32::try_from(line_of(offset)).unwrap_or(u32::MAX));
    blocks_of(text, &place_of, depth, pictures, diagnostics)
}

/// Returns the blocks of a cell's text; how its lines are read is [`lines`]' business.
pub(super) fn cell(text: &Placed<String>, diagnostics: &mut Diagnostics) -> Vec<Block> {
    of_cell(text, None, diagnostics)
}

/// Returns the blocks of a cell of a narrative; the pictures that it names are in
/// `pictures`.
pub(super) fn illustrated_cell(
    text: &Placed<String>,
    pictures: &mut Gallery,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    of_cell(text, Some(pictures), diagnostics)
}

fn of_cell(
    text: &Placed<String>,
    pictures: Option<&mut Gallery>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    let has_table =
        text.lines().any(|line| line.trim_start().starts_with("|--") || line.contains("|-"));
    let markdown = if has_table { text.value.clone() } else { lines::markdown(text) };
    // A cell is a part of a section and begins none.
    blocks_of(&markdown, &|_| text.place.clone(), 1, pictures, diagnostics)
}

/// Returns a cell's text with its blocks.
pub(super) fn prose(written: Placed<String>, diagnostics: &mut Diagnostics) -> Prose {
    Prose { blocks: cell(&written, diagnostics), written }
}

/// Returns the paragraphs of a Markdown document as they are written, each with
/// the line where it begins.
pub(super) fn paragraphs(text: &str, file: &Place, first_line: u32) -> Vec<Placed<String>> {
    let mut paragraphs: Vec<Placed<String>> = Vec::new();
    let mut after_blank = true;
    for (line, number) in text.lines().zip(first_line..) {
        let blank = line.trim().is_empty();
        match paragraphs.last_mut().filter(|_| !after_blank) {
            Some(paragraph) if !blank => {
                paragraph.value.push('\n');
                paragraph.value.push_str(line);
            }
            _ if !blank => paragraphs.push(Placed::new(line.to_string(), file.line(number))),
            _ => {}
        }
        after_blank = blank;
    }
    paragraphs
}

fn blocks_of(
    text: &str,
    place_of: &dyn Fn(usize) -> Place,
    depth: usize,
    pictures: Option<&mut Gallery>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    if let Some((offset, problem)) = bounds::beyond(parser(text).into_offset_iter()) {
        diagnostics.push(problem.at(&place_of(offset)));
        return Vec::new();
    }
    report_references(text, place_of, diagnostics);
    let events = parser(text).into_offset_iter();
    let mut reader = Reader {
        text,
        events: events.peekable(),
        place_of,
        pictures,
        figures: Vec::new(),
        diagnostics,
        depth,
        levels: Levels::default(),
    };
    reader.blocks()
}

/// Refuses lines such as `[Deadline]: 31/03/2018` that no link of the text goes by:
/// Markdown takes them for addresses, and prints nothing of them.
fn report_references(text: &str, place_of: &dyn Fn(usize) -> Place, diagnostics: &mut Diagnostics) {
    if !text.contains("]:") {
        return;
    }
    let named: Vec<String> = parser(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(id.to_lowercase()),
            _ => None,
        })
        .collect();
    let parser = parser(text);
    for (label, definition) in parser.reference_definitions().iter() {
        if named.contains(&label.to_lowercase()) {
            continue;
        }
        let message = format!(
            "`[{}]:` is taken for the address of a link, and is not printed",
            label.replace('`', "'")
        );
        let problem = Problem::new(&codes::LOST_REFERENCE, message)
            .hint("write it without the brackets, or `\\[` for the first");
        diagnostics.push(problem.at(&place_of(definition.span.start)));
    }
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

type Events<'a> = std::iter::Peekable<pulldown_cmark::OffsetIter<'a>>;

struct Reader<'a, 'd> {
    text: &'a str,
    events: Events<'a>,
    place_of: &'d dyn Fn(usize) -> Place,
    /// Where pictures are found, if there may be any.
    pictures: Option<&'d mut Gallery>,
    /// The pictures of the block that is being read: they stand below it.
    figures: Vec<Block>,
    diagnostics: &'d mut Diagnostics,
    /// How many blocks enclose the one being read.
    depth: usize,
    levels: Levels,
}

impl Reader<'_, '_> {
    /// Reads blocks up to the end of the enclosing one, which it takes.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if !is_inline(tag) => {
                    let Some((Event::Start(tag), range)) = self.events.next() else { break };
                    blocks.extend(self.block(&tag, range.start));
                }
                Event::Rule => {
                    self.events.next();
                }
                // A tight list item holds its text without a paragraph.
                _ => {
                    let text = self.inlines();
                    blocks.extend(paragraph(text));
                }
            }
            blocks.append(&mut self.figures);
        }
        blocks
    }

    fn block(&mut self, tag: &Tag<'_>, offset: usize) -> Vec<Block> {
        match tag {
            Tag::Heading { level, .. } => {
                let text = self.closed_inlines();
                self.heading(heading_level(*level), text, offset)
            }
            Tag::BlockQuote(_) => vec![Block::Quote(self.inner_blocks())],
            Tag::List(None) => {
                vec![Block::Bullets(self.items().into_iter().map(|(_, item)| item).collect())]
            }
            Tag::List(Some(start)) => {
                let items = self.items();
                self.check_count(items.iter().map(|(at, _)| *at));
                let items = items.into_iter().map(|(_, item)| item);
                vec![Block::Points((*start..).map(|n| format!("{n}.")).zip(items).collect())]
            }
            Tag::Table(_) => vec![self.table()],
            Tag::HtmlBlock => {
                self.say(offset, "raw HTML is printed as text", AS_TEXT);
                self.blocks()
            }
            Tag::Paragraph | Tag::CodeBlock(_) => paragraph(self.closed_inlines()),
            _ => self.blocks(),
        }
    }

    fn inner_blocks(&mut self) -> Vec<Block> {
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    fn heading(&mut self, level: u8, text: Vec<Inline>, offset: usize) -> Vec<Block> {
        if text.is_empty() {
            return Vec::new();
        }
        if self.depth > 0 {
            self.say_heading(
                offset,
                "a heading within a cell, list or quotation is printed as bold text",
            );
            return vec![Block::Paragraph { number: None, text: vec![Inline::Strong(text)] }];
        }
        let (level, said) = self.levels.next(level);
        if let Some(message) = said {
            self.say_heading(offset, &message);
        }
        vec![Block::Heading { level, number: None, text, part: Part::One }]
    }

    fn say_heading(&mut self, offset: usize, message: &str) {
        let problem = Problem::new(&codes::HEADING_LEVEL, message)
            .hint("begin with `#`, and add one `#` a level");
        self.diagnostics.push(problem.at(&(self.place_of)(offset)));
    }

    /// Says which point of a list bears another number than the one that Markdown counts to;
    /// where all bear the same, their author leaves the counting to it.
    fn check_count(&mut self, offsets: impl Iterator<Item = usize>) {
        let typed: Vec<(usize, u64)> =
            offsets.filter_map(|at| Some((at, lines::typed_number(&self.text[at..])?))).collect();
        let Some((_, first)) = typed.first().copied() else { return };
        if typed.iter().all(|(_, number)| *number == first) {
            return;
        }
        let mut counted = (first..).zip(&typed);
        let Some((counted, (at, number))) = counted.find(|(counted, (_, n))| counted != n) else {
            return;
        };
        let message = format!("`{number}.` is counted on as point {counted} of its list");
        self.say(
            *at,
            &message,
            &format!("number the list on, or write `{number}\\.` where it begins no point"),
        );
    }

    /// Reads the items of a list, each with where it begins.
    fn items(&mut self) -> Vec<(usize, Vec<Block>)> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push((range.start, self.inner_blocks())),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self) -> Block {
        let (mut header, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        let mut read = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    read = range.end;
                    let cell = self.closed_inlines();
                    row.push(cell);
                }
                Event::End(TagEnd::TableHead) => header = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => {
                    self.check_read(read, range);
                    rows.push(std::mem::take(&mut row));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { header, rows }
    }

    /// Refuses a row with more cells than its table has headings: Markdown drops them.
    fn check_read(&mut self, read: usize, row: Range<usize>) {
        let rest = self.text.get(read..row.end).unwrap_or_default();
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || c == '|').replace('`', "'");
        if rest.is_empty() {
            return;
        }
        let message = format!("a row of the table has more cells than its head: `{rest}`");
        let problem = Problem::new(&codes::OVERFULL_ROW, message).hint(
            "give the table another heading, or write `\\|` for a bar that is part of a text",
        );
        self.diagnostics.push(problem.at(&(self.place_of)(row.start)));
    }

    /// Reads inline runs and the end that closes them.
    fn closed_inlines(&mut self) -> Vec<Inline> {
        let inlines = self.inlines();
        self.events.next();
        inlines
    }

    /// Reads inline runs up to the next block or end, which it leaves.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if !is_inline(tag) => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            if let Some(inline) = self.inline(event, range.start) {
                push(&mut inlines, inline);
            }
        }
        inlines
    }

    fn inline(&mut self, event: Event<'_>, offset: usize) -> Option<Inline> {
        Some(match event {
            Event::Text(text) | Event::Code(text) => Inline::Text(text.into_string()),
            Event::InlineHtml(html) | Event::Html(html) => {
                self.say(offset, "raw HTML is printed as text", AS_TEXT);
                Inline::Text(html.into_string())
            }
            Event::SoftBreak => Inline::Text(" ".into()),
            Event::HardBreak => Inline::Break,
            Event::Start(Tag::Strong) => Inline::Strong(self.closed_inlines()),
            Event::Start(Tag::Emphasis) => Inline::Emphasis(self.closed_inlines()),
            Event::Start(Tag::Strikethrough) => {
                let words = narrative::plain(&self.closed_inlines());
                let message = format!(
                    "`{}` is struck out, and would be printed as if it stood",
                    words.trim()
                );
                let problem = Problem::new(&codes::STRUCK, message)
                    .hint("delete it, or take the `~` away if it stands");
                self.diagnostics.push(problem.at(&(self.place_of)(offset)));
                Inline::Text(words)
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let url = dest_url.into_string();
                if !["http://", "https://", "mailto:"].iter().any(|start| url.starts_with(start)) {
                    let message =
                        format!("the link to `{}` is printed as text", url.replace('`', "'"));
                    self.say(
                        offset,
                        &message,
                        "write the whole address: `https://…` or `mailto:…`",
                    );
                }
                let text = self.closed_inlines();
                let text = if text.is_empty() { vec![Inline::Text(url.clone())] } else { text };
                Inline::Link { url, text }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alternative = self.closed_inlines();
                return self.picture(&dest_url, &title, alternative, offset);
            }
            _ => return None,
        })
    }

    /// Says what is not carried, once a line however often it stands there.
    fn say(&mut self, offset: usize, message: &str, hint: &str) {
        let place = (self.place_of)(offset);
        let said = self.diagnostics.iter().next_back();
        if said.is_some_and(|said| said.place == place && said.message == message) {
            return;
        }
        let problem = Problem::new(&codes::UNCARRIED_MARKDOWN, message).hint(hint);
        self.diagnostics.push(problem.at(&place));
    }
}

/// Returns a paragraph, unless it has no text: a picture may stand alone.
fn paragraph(mut text: Vec<Inline>) -> Vec<Block> {
    if let Some(Inline::Text(last)) = text.last_mut() {
        last.truncate(last.trim_end().len());
    }
    let blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
    if text.iter().all(blank) { vec![] } else { vec![Block::Paragraph { number: None, text }] }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Adds a run, joined to a text run before it.
fn push(inlines: &mut Vec<Inline>, inline: Inline) {
    if let (Some(Inline::Text(before)), Inline::Text(text)) = (inlines.last_mut(), &inline) {
        before.push_str(text);
    } else {
        inlines.push(inline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::narrative::plain;
    use proptest::prelude::*;

    fn read(text: &str) -> (Vec<Block>, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let blocks = document(text, &Place::file("report.md"), 9, &mut diagnostics);
        (blocks, diagnostics)
    }

    #[test]
    fn lines_of_a_cell_are_paragraphs_and_points() {
        let text =
            Placed::new("Two things:\n- one\n• two\nAnd so on".to_string(), Place::file("x"));
        let blocks = cell(&text, &mut Diagnostics::default());
        assert_eq!(blocks.len(), 3);
        assert!(matches!(&blocks[1], Block::Bullets(items) if items.len() == 2));
    }

    #[test]
    fn a_cell_begins_no_section() {
        let text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n# Price\n\nMore\n====\n";
        let text = Placed::new(text.to_string(), Place::file("x"));
        let blocks = cell(&text, &mut Diagnostics::default());
        let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
        assert!(blocks.len() == 3 && !blocks.iter().any(is_heading), "{blocks:?}");
    }

    #[test]
    fn an_ordered_list_begins_at_its_own_number() {
        let (mut blocks, _) = read("One.\n\n5. five\n6. six\n\n> 12) twelve\n");
        narrative::number(&mut blocks);
        let Block::Points(points) = &blocks[1] else { panic!("no list: {blocks:?}") };
        let numbers: Vec<_> = points.iter().map(|(number, _)| number.as_str()).collect();
        assert_eq!(numbers, ["5.", "6."]);
        let Block::Quote(inner) = &blocks[2] else { panic!("no quotation: {blocks:?}") };
        assert!(matches!(&inner[0], Block::Points(points) if points[0].0 == "12."));
    }

    #[test]
    fn html_is_said_with_its_line_and_kept_as_text() {
        let (blocks, diagnostics) = read("One.\n\nTwo <b>bold</b>.\n");
        let places: Vec<_> = diagnostics.iter().map(|d| d.place.to_string()).collect();
        assert_eq!(places, ["report.md:12"]);
        assert!(
            matches!(&blocks[1], Block::Paragraph { text, .. } if plain(text) == "Two <b>bold</b>.")
        );
    }

    #[test]
    fn a_table_keeps_its_cells() {
        let (blocks, _) = read("| a | b |\n|---|---|\n| 1 | *2* |\n");
        let Block::Table { header, rows } = &blocks[0] else { panic!("no table") };
        assert_eq!((header.len(), rows.len(), plain(&rows[0][1])), (2, 1, "2".to_string()));
    }

    #[test]
    fn a_row_with_a_cell_too_many_is_refused() {
        let found = |row: &str| {
            let (_, diagnostics) =
                read(&format!("| a | b |\n|---|---|\n| 1 | 2 |\n{row}\n\nOn.\n"));
            let shown = diagnostics.iter().map(|d| format!("{} {}", d.code.id, d.place));
            shown.collect::<Vec<_>>()
        };
        assert_eq!(found("| 1 | 2 | 3 |"), ["READ102 report.md:13"]);
        assert_eq!(found("1 | 2 | 3"), ["READ102 report.md:13"]);
        for row in ["| 1 | 2 |", "| 1 |", "| 1 | 2 \\| 3 |", "| 1 | 2 | |", "1|2"] {
            assert_eq!(found(row), Vec::<String>::new(), "{row}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_or_loses_its_letters(text in "[a-z*_#>|\\-\\[\\]()`<! \n0-9.]{0,80}") {
            let (blocks, _) = read(&text);
            let _ = blocks;
        }
    }
}

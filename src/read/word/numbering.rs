//! The lists of a document: bullets or numbers, and how far they have counted.

use std::collections::BTreeMap;

use super::styles::ListRef;
use super::tree::Element;

/// What stands before a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet, or nothing.
    Bullet,
    /// A number of the list's own: `3.`, `b.`.
    Number(String),
    /// A number of a paragraph or heading, `1.2`: the pack gives its own.
    Outline,
}

#[derive(Clone, Debug)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".into(), text: "%1.".into(), start: 1 }
    }
}

/// The lists by their numbers.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: BTreeMap<(String, usize), Level>,
    /// Which levels a list has, and the starts that it sets anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    /// How far the levels have counted.
    counts: BTreeMap<(String, usize), u32>,
    /// The lists that number headings.
    outlines: Vec<String>,
}

impl Numbering {
    /// Returns the lists of a part.
    pub(super) fn of(root: &Element) -> Self {
        let mut numbering = Self::default();
        for element in root.elements() {
            match element.name.as_str() {
                "w:abstractNum" => numbering.add_levels(element),
                "w:num" => numbering.add_list(element),
                _ => {}
            }
        }
        numbering
    }

    fn add_levels(&mut self, element: &Element) {
        let Some(id) = element.attribute("w:abstractNumId") else { return };
        for level in element.elements().filter(|element| element.name == "w:lvl") {
            let Some(at) = level.attribute("w:ilvl").and_then(|at| at.parse().ok()) else {
                continue;
            };
            let read = Level {
                format: level.value("w:numFmt").unwrap_or("decimal").into(),
                text: level.value("w:lvlText").unwrap_or_default().into(),
                start: level.value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
            };
            if level.value("w:pStyle").is_some_and(|style| style.to_lowercase().contains("heading"))
            {
                self.outlines.push(id.into());
            }
            self.levels.insert((id.into(), at), read);
        }
    }

    fn add_list(&mut self, element: &Element) {
        let Some(id) = element.attribute("w:numId") else { return };
        let starts = element.elements().filter(|element| element.name == "w:lvlOverride");
        let starts = starts.filter_map(|level| {
            let at = level.attribute("w:ilvl")?.parse().ok()?;
            Some((at, level.value("w:startOverride")?.parse().ok()?))
        });
        let levels = element.value("w:abstractNumId").unwrap_or_default().to_string();
        self.lists.insert(id.into(), (levels, starts.collect()));
    }

    /// Says that headings are numbered by a list.
    pub(super) fn numbers_headings(&mut self, list: &ListRef) {
        if let Some((levels, _)) = self.lists.get(&list.number)
            && !self.outlines.contains(levels)
        {
            self.outlines.push(levels.clone());
        }
    }

    /// Counts a point, and returns what stands before it.
    pub(super) fn mark(&mut self, point: &ListRef) -> Mark {
        let Some((levels, starts)) = self.lists.get(&point.number) else { return Mark::Bullet };
        let level = self.levels.get(&(levels.clone(), point.level)).cloned().unwrap_or_default();
        if matches!(level.format.as_str(), "bullet" | "none") {
            return Mark::Bullet;
        }
        let several = level.text.matches('%').count() > 1;
        if self.outlines.contains(levels) || several {
            return Mark::Outline;
        }
        let start = starts.get(&point.level).copied().unwrap_or(level.start);
        // Lists that share their levels count on from each other, unless they begin anew.
        let counter =
            if starts.is_empty() { format!("levels {levels}") } else { point.number.clone() };
        let deeper =
            |(known, at): &(String, usize), _: &mut u32| *known != counter || *at <= point.level;
        self.counts.retain(deeper);
        let count = self.counts.entry((counter.clone(), point.level));
        let count = count.and_modify(|count| *count = count.saturating_add(1)).or_insert(start);
        let numeral = numeral(*count, &level.format);
        // `(a)` and `Recommendation 5:` are as the author has them.
        let place = format!("%{}", point.level + 1);
        Mark::Number(if level.text.contains(&place) {
            level.text.replace(&place, &numeral)
        } else {
            format!("{numeral}.")
        })
    }
}

/// Returns a number in the letters of a format.
fn numeral(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// `a` to `z`, then `aa` to `zz`, as Word has it.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return number.to_string() };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(10);
    letter.to_string().repeat(times)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    #[test]
    fn numbers_count_as_word_counts_them() {
        let text = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
          <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
          <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
          <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>"#;
        let mut numbering = Numbering::of(&parse(text).expect("sound"));
        let points =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("3", 0), ("3", 0), ("1", 0)];
        let marks =
            points.map(|(number, level)| numbering.mark(&ListRef { number: number.into(), level }));
        let expected = ["1.", "i.", "ii.", "2.", "i.", "5.", "6.", "3."];
        assert_eq!(marks, expected.map(|number| Mark::Number(number.into())));
        let mark = |numbering: &mut Numbering, list: &str| {
            numbering.mark(&ListRef { number: list.into(), level: 0 })
        };
        let labelled = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
          <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Recommendation %1:"/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut labels = Numbering::of(&parse(labelled).expect("sound"));
        let marks = [0, 1].map(|level| labels.mark(&ListRef { number: "1".into(), level }));
        assert_eq!(marks, ["Recommendation 1:", "(a)"].map(|label| Mark::Number(label.into())));
        assert_eq!(mark(&mut numbering, "2"), Mark::Bullet);
        assert_eq!(mark(&mut numbering, "4"), Mark::Outline);
        assert_eq!(mark(&mut numbering, "9"), Mark::Bullet);
    }
}

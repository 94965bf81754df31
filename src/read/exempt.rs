//! What is exempt: the part of a row, and the sheet of a report that says which of
//! its sections, appendices, indicators and risks are not for publication.

use super::book::Book;
use super::codes;
use super::columns::{COVER_FIELDS, EXEMPT, TABLES};
use super::fields::{Fields, column_of};
use super::grid::{Grid, Workbook, fold};
use super::record::{Record, code_key, nearest};
use super::value;
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::narrative::{Block, plain};
use crate::model::part::{Exemption, Part};
use crate::model::report::Report;
use crate::place::Placed;

/// Returns Part 1 or 2 of a row; the reason stands under `reason`.
pub(super) fn part(row: &Record, reason: &str, diagnostics: &mut Diagnostics) -> Part {
    let stated = row.read("Part", diagnostics, |cell| {
        let text = value::text(cell);
        match fold(&text).trim_start_matches("part") {
            // A tick or a dash says something; an empty cell does not.
            "" if text.trim().is_empty() => Ok(false),
            "1" | "i" | "one" => Ok(false),
            "2" | "ii" | "two" => Ok(true),
            _ => Err(Problem::new(
                &codes::UNKNOWN_CHOICE,
                format!("`{text}` is no part, expected 1 or 2"),
            )
            .hint("write 1 (open) or 2 (exempt)")),
        }
    });
    // What cannot be read is treated as exempt: it must not reach the public by a slip.
    let is_two = match &stated {
        Some(stated) => stated.value,
        None => row.cell("Part").is_some(),
    };
    let said = || row.text(reason).or_else(|| row.text("Public interest"));
    let unsaid = (!is_two).then(said).flatten();
    if let Some(text) = &unsaid {
        let part = if row.cell("Part").is_some() { "1" } else { "empty" };
        let problem = Problem::new(
            &codes::UNSAID_PART,
            format!("`{}` is given as the reason for exemption, but `Part` is {part}", text.value),
        )
        .hint("write 2 under `Part`, or clear the reason");
        diagnostics.push(problem.at(&text.place));
    }
    let exempt = is_two || unsaid.is_some();
    if !exempt {
        return Part::One;
    }
    let stated = row.cell("Part").map(|cell| cell.place.clone());
    Part::Two(Exemption {
        place: stated.unwrap_or_else(|| row.place.clone()),
        reason: row.text(reason),
        public_interest: row.text("Public interest"),
    })
}

/// Words that speak of what is exempt, wherever they stand in a heading or a name.
const SPOKEN: [&str; 4] = ["exempt", "exemption", "exemptions", "confidential"];

/// Words that do where they stand alone; `private sector` and `restricted reserves` are
/// of something else.
const ALONE: [&str; 4] = ["part", "private", "restricted", "secret"];

/// Words in a row that do, run together.
const PHRASES: [&str; 5] = ["notforpublication", "parttwo", "partii", "part2", "schedule12a"];

/// How alike a word is that has one slip in six letters; `confidentiality`, a column
/// of registers of information, is less like `confidential`.
const ALIKE: f64 = 0.82;

/// Returns whether a heading, or the name of a sheet or file, speaks of what is exempt.
pub(super) fn is_spoken_of(name: &str) -> bool {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|w| !w.is_empty()).collect();
    let alike =
        |word: &str, known: &str| strsim::normalized_damerau_levenshtein(word, known) >= ALIKE;
    let asked: Vec<&String> = words
        .iter()
        .filter(|word| !["is", "it", "y", "n", "yes", "no"].contains(&word.as_str()))
        .collect();
    let joined = words.concat();
    words.iter().any(|word| SPOKEN.iter().any(|known| alike(word, known)))
        || matches!(asked[..], [only] if ALONE.iter().any(|known| alike(only, known)))
        // `Part 20` is not a slip for `Part 2`.
        || PHRASES.iter().any(|phrase| phrase.len() > 8 && alike(&joined, phrase))
        || (0..words.len()).any(|at| begins(&words[at..], &PHRASES))
}

/// Returns whether words, run together, begin with one of some phrases.
fn begins(words: &[String], phrases: &[&str]) -> bool {
    (1..=words.len().min(3)).any(|count| phrases.contains(&words[..count].concat().as_str()))
}

/// Says which cells of a cover that is left out call its report exempt: the other cover
/// has to say it.
pub(super) fn left_out(cover: &Fields, other: &str, diagnostics: &mut Diagnostics) {
    let says = |name: &str| {
        let column = column_of(&COVER_FIELDS, name).map(|at| COVER_FIELDS.columns[at].heading);
        matches!(column, Some("Part" | "Reason" | "Public interest"))
    };
    for (name, _) in cover.iter().filter(|(name, _)| says(name) || is_spoken_of(name)) {
        let problem = Problem::new(
            &codes::UNREAD_EXEMPTION,
            format!("`{}` of this cover is not read: `{other}` has the cover", name.value),
        )
        .hint(format!("write it into `{other}`, and take the table out of the document"));
        diagnostics.push(problem.at(&name.place));
    }
}

/// Says which sheets of a workbook of tables speak of what is exempt: that is read
/// in the report's own workbook.
pub(super) fn report_elsewhere(workbook: &Workbook, diagnostics: &mut Diagnostics) {
    for grid in workbook.sheets().iter().filter(|grid| !grid.is_empty()) {
        if is_spoken_of(grid.name()) {
            let problem = Problem::new(
                &codes::UNREAD_EXEMPTION,
                format!("the sheet `{}` is not read in this workbook", grid.name()),
            )
            .hint("move it into the report's workbook as the sheet `Exempt`, or write 2 under `Part` in the rows that are exempt");
            diagnostics.push(problem.at(grid.place()));
        }
    }
}

/// Says which cells above the headings of a table, which are not read, speak of what is
/// exempt.
pub(super) fn report_banner(grid: &Grid, headings: u32, diagnostics: &mut Diagnostics) {
    let above = grid.rows().take_while(|(row, _)| *row < headings);
    for (row, column, cell) in
        above.flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, column, cell)))
    {
        let text = value::text(cell);
        if is_banner(&text) {
            diagnostics.push(banner(&text).at(&grid.place().cell(row, *column)));
        }
    }
}

/// Says that words are not read which seem to say what is exempt.
pub(super) fn banner(text: &str) -> Problem {
    let shown = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    Problem::new(
        &codes::UNREAD_EXEMPTION,
        format!("`{shown}` stands outside the table, and is not read"),
    )
    .hint("write 2 under `Part` on the cover or in the rows that are exempt, or delete it")
}

/// Returns whether a short text says of what it stands over that it is not for the public.
pub(super) fn is_banner(text: &str) -> bool {
    text.chars().count() <= 200 && is_spoken_of(text)
}

/// Something that a report's sheet `Exempt` names.
#[derive(Debug)]
pub struct Named {
    /// The heading, code or table.
    pub what: Placed<String>,
    /// Why.
    pub exemption: Exemption,
}

/// Reads the sheet `Exempt` of a report; every row of it is Part 2.
pub(super) fn named(book: &Book, council: &Council, diagnostics: &mut Diagnostics) -> Vec<Named> {
    if let Book::Toml(document) = book {
        let sheets = TABLES.iter().filter(|sheet| sheet.workbook == "report");
        let sheets: Vec<&str> = sheets.map(|sheet| sheet.name).collect();
        document.report_unread(&sheets, diagnostics);
    }
    let rows = book.records(&EXEMPT, &council.aliases, diagnostics).unwrap_or_default();
    let mut named = |row: &Record| {
        let what = row.required("What", diagnostics)?;
        let exemption = Exemption {
            place: row.place.clone(),
            reason: row.text("Exempt paragraph"),
            public_interest: row.text("Public interest"),
        };
        Some(Named { what, exemption })
    };
    rows.iter().filter_map(&mut named).collect()
}

/// Marks what is named in the report; a name that nothing bears is an error,
/// because what it meant would be published.
pub(super) fn mark(report: &mut Report, named: Vec<Named>, diagnostics: &mut Diagnostics) {
    for Named { what, exemption } in named {
        let parts = parts(report, &what);
        let is_unknown = parts.is_empty();
        for part in parts {
            *part = Part::Two(exemption.clone());
        }
        if is_unknown {
            diagnostics.push(unknown(report, &what).at(&what.place));
        }
    }
}

/// Returns the part of everything that a name means: a code may be an indicator's
/// and a risk's at once, and a heading may stand twice.
fn parts<'a>(report: &'a mut Report, what: &str) -> Vec<&'a mut Part> {
    let (folded, key) = (fold(what), code_key(what));
    let mut parts: Vec<&mut Part> = Vec::new();
    if let Some(scorecard) = &mut report.scorecard {
        let whole = ["kpi", "indicators", "performanceindicators"].contains(&folded.as_str());
        parts.extend(whole.then_some(&mut scorecard.part));
        let indicators = scorecard.indicators.iter_mut();
        parts.extend(indicators.filter(|i| code_key(&i.code) == key).map(|i| &mut i.part));
    }
    if let Some(register) = &mut report.register {
        let whole = ["risk", "risks", "riskregister"].contains(&folded.as_str());
        parts.extend(whole.then_some(&mut register.part));
        let risks = register.risks.iter_mut();
        parts.extend(risks.filter(|risk| code_key(risk.label()) == key).map(|r| &mut r.part));
    }
    let appendices = report.appendices.iter_mut().filter(|paper| {
        let names = [paper.label.as_deref(), Some(paper.file.as_str()), Some(paper.title.as_str())];
        // `B` alone is the label `Appendix B`.
        let short = paper.label.as_deref().and_then(|label| label.split_once(' '));
        let names = names.into_iter().flatten().chain(short.map(|(_, letter)| letter));
        names.map(fold).any(|name| name == folded)
    });
    parts.extend(appendices.map(|paper| &mut paper.part));
    let headings = report.narrative.iter_mut().filter_map(|block| match block {
        Block::Heading { text, part, .. } if fold(&plain(text)) == folded => Some(part),
        _ => None,
    });
    parts.extend(headings);
    parts
}

fn unknown(report: &Report, what: &str) -> Problem {
    let problem = Problem::new(
        &codes::UNKNOWN_CODE,
        format!("`{what}` is no heading, appendix, indicator or risk of the report"),
    );
    let headings = report.narrative.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(plain(text)),
        _ => None,
    });
    let indicators = report.scorecard.iter().flat_map(|s| &s.indicators);
    let risks = report.register.iter().flat_map(|register| &register.risks);
    let appendices = report.appendices.iter().map(|paper| paper.name().to_string());
    let known = headings
        .chain(appendices)
        .chain(indicators.map(|indicator| indicator.code.value.clone()))
        .chain(risks.map(|risk| risk.label().to_string()));
    match nearest(&fold(what), known) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(
            "write the heading of a section, the label or file of an appendix, the code of an indicator or a risk, or `kpi` or `risk` for that workbook as a whole",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::is_spoken_of;

    #[test]
    fn a_slip_in_a_word_of_exemption_is_known_and_other_words_are_not() {
        for name in [
            "Exempt",
            "Exempts",
            "Exmept",
            "Confidential",
            "Exempt paragraphs",
            "Not for publication",
            "Part",
            "Part 2",
            "Part II",
            "Exempt Y/N",
            "Exempt from publication",
            "Exempt items",
            "Confidential items",
            "Private",
            "Restricted?",
            "Is it private?",
            "Schedule 12A paragraph",
            "Under Part 2 of the agenda",
        ] {
            assert!(is_spoken_of(name), "{name}");
        }
        for name in [
            "Party",
            "Parts",
            "Port",
            "Confidentiality",
            "Excerpt",
            "Expert",
            "Example",
            "Part of the plan",
            "Part 20",
            "Private sector",
            "Restricted reserves",
            "Notes",
        ] {
            assert!(!is_spoken_of(name), "{name}");
        }
    }
}

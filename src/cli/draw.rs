//! Diagnostics as a compiler draws them: the cell with its neighbours, marked.

use unicode_width::UnicodeWidthStr;

use crate::diag::{Diagnostic, Diagnostics, Excerpt, Severity};

/// The widest a cell is drawn, in columns of the terminal.
const WIDEST: usize = 28;

/// Returns a diagnostic, drawn.
pub(super) fn diagnostic(diagnostic: &Diagnostic) -> String {
    let mut text = format!(
        "{}[{}]: {}\n  --> {}\n",
        diagnostic.severity, diagnostic.code.id, diagnostic.message, diagnostic.place
    );
    match &diagnostic.excerpt {
        Some(Excerpt::Cells { row, cells, marked }) => {
            text.push_str(&draw_cells(*row, cells, *marked));
        }
        Some(Excerpt::Line { line, text: source }) => {
            let number = line.to_string();
            text.push_str(&format!("{number:>5} | {}\n", shorten(source, 90)));
        }
        None => {}
    }
    if let Some(hint) = &diagnostic.hint {
        text.push_str(&format!("hint: {hint}\n"));
    }
    text
}

fn draw_cells(row: u32, cells: &[(String, String)], marked: usize) -> String {
    let shown: Vec<String> = cells.iter().map(|(_, text)| shorten(text, WIDEST)).collect();
    let widths: Vec<usize> = shown.iter().map(|text| text.width().max(6)).collect();
    let line = |fields: Vec<String>| format!("| {} |", fields.join(" | "));
    let centred = |text: &str, width: usize| format!("{text:^width$}");
    let padded = |text: &str, width: usize| {
        format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
    };
    let head =
        cells.iter().zip(&widths).map(|((letters, _), width)| centred(letters, *width)).collect();
    let body = shown.iter().zip(&widths).map(|(text, width)| padded(text, *width)).collect();
    let carets = widths.iter().enumerate().map(|(index, width)| {
        let caret =
            if index == marked { "^".repeat(shown[index].width().max(1)) } else { String::new() };
        padded(&caret, *width)
    });
    format!("      {}\n{:>5} {}\n      {}\n", line(head), row, line(body), line(carets.collect()))
}

/// Returns one line of a text, cut to a width with an ellipsis.
fn shorten(text: &str, widest: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.width() <= widest {
        return flat;
    }
    let mut short = String::new();
    for letter in flat.chars() {
        if short.width() + 1 >= widest {
            break;
        }
        short.push(letter);
    }
    short.push('…');
    short
}

/// Returns `2 errors, 1 warning, 3 notes`, or nothing where all is well; of notes
/// that are not shown, it says how to see them.
pub(super) fn conclusion(diagnostics: &Diagnostics, least: Severity) -> Option<String> {
    let counted = counted(diagnostics, Severity::Note)?;
    let hidden = least > Severity::Note && diagnostics.count(Severity::Note) > 0;
    Some(if hidden { format!("{counted} (see `--notes`)") } else { counted })
}

/// Returns how many there are of each severity from the least on, or nothing.
pub(super) fn counted(diagnostics: &Diagnostics, least: Severity) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| *severity >= least)
        .filter_map(|severity| match diagnostics.count(severity) {
            0 => None,
            1 => Some(format!("1 {severity}")),
            more => Some(format!("{more} {severity}s")),
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Problem};
    use crate::place::Place;

    static CODE: Code = Code { id: "KPI003", name: "a-name", severity: Severity::Error };

    #[test]
    fn a_cell_is_drawn_between_its_neighbours() {
        let place = Place::file("kpi.xlsx").sheet("Results").cell(11, 5);
        let mut found = Problem::new(&CODE, "wrong").hint("mend it").at(&place);
        let cells = vec![
            ("D".into(), "74".into()),
            ("E".into(), "81".into()),
            ("F".into(), "93.16%".into()),
        ];
        found.excerpt = Some(Excerpt::Cells { row: 12, cells, marked: 2 });
        let expected = "\
error[KPI003]: wrong
  --> kpi.xlsx › Results!F12
      |   D    |   E    |   F    |
   12 | 74     | 81     | 93.16% |
      |        |        | ^^^^^^ |
hint: mend it
";
        assert_eq!(diagnostic(&found), expected);
    }

    #[test]
    fn notes_alone_are_not_nothing() {
        static NOTE: Code = Code { id: "LAW002", name: "a-note", severity: Severity::Note };
        let mut diagnostics = Diagnostics::default();
        assert_eq!(conclusion(&diagnostics, Severity::Note), None);
        diagnostics.push(Problem::new(&NOTE, "worth knowing").at(&Place::file("kpi.xlsx")));
        let said = |least| conclusion(&diagnostics, least);
        assert_eq!(said(Severity::Note).as_deref(), Some("1 note"));
        assert_eq!(said(Severity::Warning).as_deref(), Some("1 note (see `--notes`)"));
        assert_eq!(counted(&diagnostics, Severity::Warning), None);
    }

    #[test]
    fn long_cells_are_cut_and_line_ends_flattened() {
        assert_eq!(shorten("one\ntwo  three", 9), "one two …");
    }
}

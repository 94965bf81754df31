//! One expression: found in a text, worked out, and what is wrong with it.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::Value;
use tera::{Context, ErrorKind, Tera};

use super::{BAD_EXPRESSION, OPEN, UNKNOWN_NAME, filters};
use crate::diag::Problem;
use crate::spelling::{fold, nearest};

/// What an expression ends with.
const CLOSE: &str = "}}";

/// The most letters of an expression, and the most filters: a text that is replaced
/// by longer ones over and over would grow without bound.
const MAX_LETTERS: usize = 400;
const MAX_FILTERS: usize = 4;

static TERA: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::default();
    filters::register(&mut tera);
    tera
});

/// The data that expressions may name.
pub(super) struct Names {
    tree: Value,
    context: Context,
}

impl Names {
    /// Returns the names of a tree of data.
    pub(super) fn of(data: &impl Serialize) -> Self {
        let tree = serde_json::to_value(data).unwrap_or_default();
        let context = Context::from_serialize(&tree).unwrap_or_default();
        Self { tree, context }
    }

    /// Returns the text with its expressions worked out, and what is wrong with
    /// those that cannot be, by their offset; they stay as they are.
    pub(super) fn fill(&self, text: &str) -> (String, Vec<(usize, Problem)>) {
        let (mut filled, mut problems) = (String::new(), Vec::new());
        let mut at = 0;
        while let Some(start) = text[at..].find(OPEN).map(|found| at + found) {
            filled.push_str(&text[at..start]);
            let Some(end) = text[start..].find(CLOSE).map(|found| start + found + CLOSE.len())
            else {
                let problem = Problem::new(&BAD_EXPRESSION, "`{{` is not closed by `}}`")
                    .hint("write `}}` after the expression");
                problems.push((start, problem));
                at = start;
                break;
            };
            match self.worked_out(&text[start..end]) {
                Ok(value) => filled.push_str(&value),
                Err(problem) => {
                    filled.push_str(&text[start..end]);
                    problems.push((start, problem));
                }
            }
            at = end;
        }
        filled.push_str(&text[at..]);
        (filled, problems)
    }

    /// Returns the expression that a text begins with, where it can be worked out.
    pub(super) fn first<'a>(&self, text: &'a str) -> Option<&'a str> {
        let expression = &text[..text.find(CLOSE)? + CLOSE.len()];
        self.worked_out(expression).is_ok().then_some(expression)
    }

    fn worked_out(&self, expression: &str) -> Result<String, Problem> {
        if expression.len() > MAX_LETTERS || expression.matches('|').count() > MAX_FILTERS {
            let start: String = expression.chars().take(40).collect();
            return Err(refused(&format!("{start}…"), "it has over 400 letters or 4 filters"));
        }
        let inner = expression.trim_start_matches('{').trim_end_matches('}').trim();
        self.known(inner)?;
        TERA.render_str(expression, &self.context, false).map_err(|error| {
            let reason = match error.kind() {
                ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                    report.message().to_string()
                }
                other => other.to_string(),
            };
            refused(expression, &reason)
        })
    }

    /// Follows the name that an expression begins with, so that a slip in it is
    /// said with what was probably meant.
    fn known(&self, expression: &str) -> Result<(), Problem> {
        let (mut value, mut path) = (&self.tree, String::new());
        for segment in segments(expression) {
            let Value::Object(names) = value else {
                return Err(unknown(&path, &segment, std::iter::empty()));
            };
            let Some(next) = names.get(&segment) else {
                return Err(unknown(&path, &segment, names.keys()));
            };
            path = if path.is_empty() { segment } else { format!("{path}.{segment}") };
            value = next;
        }
        if !value.is_object() || path.is_empty() {
            return Ok(());
        }
        let names = value.as_object().into_iter().flat_map(|names| names.keys());
        let names: Vec<String> = names.take(8).map(|name| format!("`{path}.{name}`")).collect();
        Err(Problem::new(&UNKNOWN_NAME, format!("`{path}` is no figure, expected one of its own"))
            .hint(format!("write one of {}", names.join(", "))))
    }
}

/// Returns Tera's refusal in our words: its first sentence, without its drawing.
fn refused(expression: &str, reason: &str) -> Problem {
    let reason =
        reason.split("-->").next().unwrap_or_default().trim().trim_start_matches("error: ");
    let problem = Problem::new(
        &BAD_EXPRESSION,
        format!("`{expression}` cannot be worked out: {}", reason.trim().replace('`', "'")),
    );
    let filter = reason.split('\'').nth(1).filter(|_| reason.starts_with("Unknown filter"));
    let near = filter
        .and_then(|filter| nearest(&fold(filter), filters::NAMES.iter().map(ToString::to_string)));
    match near {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(
            "write a name and perhaps a filter: `{{ kpi.CSU11.result }}`, `{{ counts.amber | words }}`",
        ),
    }
}

fn unknown<'a>(path: &str, segment: &str, known: impl Iterator<Item = &'a String>) -> Problem {
    let known: Vec<String> = known.cloned().collect();
    let message = match path {
        "" => format!("there is no `{segment}` here to quote"),
        path => format!("`{path}` has no `{segment}`"),
    };
    let problem = Problem::new(&UNKNOWN_NAME, message);
    let listed = || known.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match nearest(&fold(segment), known.iter().cloned()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => problem.hint("it has no parts; quote it as it is"),
        None => problem.hint(format!("write one of {}", listed().join(", "))),
    }
}

/// Returns the parts of the name that an expression begins with: `kpi.CSU11` and
/// `kpi["LG-01"]` have two.
fn segments(expression: &str) -> Vec<String> {
    let mut segments = Vec::new();
    let mut rest = expression;
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    if !rest.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
        return segments;
    }
    loop {
        let length = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        if !name.is_empty() {
            segments.push(name.to_string());
        }
        rest = after;
        if let Some(after) = rest.strip_prefix('.') {
            rest = after;
        } else if let Some((quote, inside)) =
            ["[\"", "['"].into_iter().find_map(|open| Some((open, rest.strip_prefix(open)?)))
        {
            let end = format!("{}]", &quote[1..]);
            let Some((key, after)) = inside.split_once(&end) else { return segments };
            segments.push(key.to_string());
            rest = after;
            if let Some(after) = rest.strip_prefix('.') {
                rest = after;
            } else if !rest.starts_with('[') {
                return segments;
            }
        } else {
            return segments;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn names() -> Names {
        Names::of(&json!({
            "counts": { "amber": 4, "green": 7 },
            "kpi": { "LG-01": { "result": "91.36%" }, "LG_01": { "result": "91.36%" } },
            "meeting": { "date": "6 March 2018" },
        }))
    }

    fn fill(text: &str) -> (String, Vec<String>) {
        let (filled, problems) = names().fill(text);
        let place = crate::place::Place::file("x");
        (filled, problems.into_iter().map(|(_, p)| p.at(&place).message).collect())
    }

    #[test]
    fn names_filters_and_codes_with_hyphens_are_worked_out() {
        let text = "{{ counts.green | words | capital }} and {{counts.amber|words}}; \
            {{ kpi[\"LG-01\"].result }}, {{ kpi.LG_01.result }}; {{ meeting.date | weekday }}, {{ meeting.date | month }}";
        let (filled, problems) = fill(text);
        assert_eq!(filled, "Seven and four; 91.36%, 91.36%; Tuesday, March 2018");
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn what_cannot_be_worked_out_stays_and_is_said() {
        let (filled, problems) = fill("{{ counts.amber | wrods }} {{ kpi }} {{ range(end=9) }}");
        assert_eq!(filled, "{{ counts.amber | wrods }} {{ kpi }} {{ range(end=9) }}");
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[1].contains("no figure"), "{problems:?}");
    }

    #[test]
    fn no_expression_grows_without_bound() {
        let grown = "| replace(from='a', to='aaaaaaaaaaaaaaaa')".repeat(8);
        for expression in
            [format!("{{{{ 'a' {grown} }}}}"), format!("{{{{ {} }}}}", "(".repeat(9_999))]
        {
            let (filled, problems) = fill(&expression);
            assert_eq!(filled, expression);
            assert!(problems[0].contains("400 letters or 4 filters"), "{problems:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[{}a-z.|\\[\\]\"' ()0-9%#-]{0,40}") {
            let _ = names().fill(&text);
        }

        #[test]
        fn text_without_expressions_stays_as_it_is(text in "[^{]{0,60}") {
            prop_assert_eq!(fill(&text), (text.clone(), Vec::new()));
        }
    }
}

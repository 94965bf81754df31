//! The formats of texts: how each escapes a value, and how it is finished.

use std::io::{Result, Write};

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::{calendar, markdown, markup, wrap};

/// A format of text, by the ending of its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text.
    Plain,
    /// HTML.
    Html,
    /// A feed (RFC 4287).
    Feed,
    /// A style sheet.
    Style,
    /// An iCalendar object.
    Calendar,
    /// A report in Markdown, with its cover as TOML.
    Markdown,
}

impl Format {
    /// Returns the format of a template by its ending; a file with any other is none.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "txt" => Some(Self::Plain),
            "html" => Some(Self::Html),
            "atom" => Some(Self::Feed),
            "css" => Some(Self::Style),
            "ics" => Some(Self::Calendar),
            "md" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// Sets the escape of values, and adds the filters.
    pub(super) fn prepare(self, tera: &mut Tera) {
        match self {
            Self::Plain => tera.set_escape_fn(as_it_is),
            Self::Html => {}
            Self::Feed => tera.set_escape_fn(markup::escape),
            Self::Style => tera.set_escape_fn(markup::style),
            Self::Calendar => tera.set_escape_fn(calendar::escape),
            Self::Markdown => tera.set_escape_fn(markdown::escape),
        }
        tera.autoescape_on([".html", ".atom", ".css", ".ics", ".md", ".txt"]);
        // `wrap(indent=4)` indents all lines but the first.
        tera.register_filter("wrap", |text: &str, arguments: Kwargs, _: &State<'_>| {
            let indent = arguments.get::<u32>("indent")?.unwrap_or_default();
            TeraResult::Ok(wrap::wrap(text, usize::try_from(indent).unwrap_or_default()))
        });
        tera.register_filter("toml", |text: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&markdown::toml(text))
        });
        tera.register_filter("json", |text: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&markup::json(text))
        });
    }

    /// Returns a text as its format wants it.
    pub(super) fn finish(self, text: &str) -> String {
        match self {
            Self::Calendar => calendar::fold(text),
            _ => text.to_string(),
        }
    }
}

fn as_it_is(text: &str, output: &mut dyn Write) -> Result<()> {
    output.write_all(text.as_bytes())
}

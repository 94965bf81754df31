//! Filters for words and dates, beside Tera's own.

use jiff::civil::Date;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::model::period::MONTHS;
use crate::view::words;

/// The filters that texts are likely to use: ours, and some of Tera's.
pub(super) const NAMES: [&str; 8] =
    ["words", "capital", "weekday", "month", "upper", "lower", "default", "replace"];

/// Adds the filters, and takes away what has no business in a text.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("words", in_words);
    tera.register_filter("capital", |text: &str, _: Kwargs, _: &State<'_>| words::capital(text));
    tera.register_filter("weekday", |text: &str, _: Kwargs, _: &State<'_>| {
        day(text).map(|day| first_word(&words::full_date(day)))
    });
    tera.register_filter("month", |text: &str, _: Kwargs, _: &State<'_>| {
        day(text)
            .map(|day| words::date(day).split_once(' ').map_or_else(String::new, |(_, m)| m.into()))
    });
    for name in ["range", "throw"] {
        tera.register_function(name, |_: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            Err(Error::message("functions are not for texts"))
        });
    }
}

/// Returns a count as running text has it: `seven`, `eleven`.
fn in_words(number: i64, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let count = usize::try_from(number)
        .map_err(|_| Error::message(format!("{number} is no count to put in words")))?;
    Ok(words::in_words(count))
}

/// Reads `6 March 2018`.
fn day(text: &str) -> TeraResult<Date> {
    let read = || {
        let mut parts = text.split(' ');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let month = MONTHS.iter().position(|name| *name == month)?;
        let month = i8::try_from(month + 1).ok()?;
        Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
    };
    read().ok_or_else(|| Error::message(format!("'{text}' is no date such as 6 March 2018")))
}

fn first_word(text: &str) -> String {
    text.split(' ').next().unwrap_or_default().to_string()
}

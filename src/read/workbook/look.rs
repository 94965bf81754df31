//! What a number format does to a number, as far as a reader of the sheet takes it for
//! another.

use std::rc::Rc;

use crate::read::grid::{Cell, CellValue};
use crate::read::value::CURRENCIES;

/// The built-in formats `0%` and `0.00%`.
pub(super) const BUILT_IN_PERCENT: [u16; 2] = [9, 10];

/// How a cell shows what it holds, as far as a reader takes it for another.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// A share of one as a percentage.
    pub(super) percent: bool,
    /// Divided by a thousand, so many times.
    pub(super) thousands: u32,
    /// In a currency, by its sign.
    pub(super) currency: Option<char>,
    /// With noughts before it up to so many digits, as codes are: `007`.
    pub(super) digits: usize,
    /// With commas between its thousands, and so many digits behind its point at least.
    pub(super) spelled: Spelled,
    /// A day as its month and year, as Excel makes of `Mar 2018` when it is typed.
    pub(super) is_month: bool,
    /// Struck out, whatever it is.
    pub(super) is_struck: bool,
    /// The sections of a format that shows some numbers with words, or not at all.
    pub(super) wordy: Option<Rc<[Section]>>,
}

/// How the digits of a number are written; none is ever left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spelled {
    /// Whether a comma stands before every three digits.
    groups: bool,
    /// The fewest digits behind the point.
    places: usize,
}

impl Spelled {
    /// Returns how a number that is not below nought is written in a text with its digits,
    /// whatever the signs between them are in its language.
    pub(super) fn of(number: f64, text: &str) -> Self {
        let whole = format!("{:.0}", number.trunc()).len();
        let is_digit = |c: char| c.is_ascii_digit();
        let places = text.matches(is_digit).count().saturating_sub(whole);
        let mut digits = text.match_indices(is_digit).map(|(at, _)| at).take(whole);
        let (first, last) = (digits.next().unwrap_or(0), digits.last().unwrap_or(0));
        Self { groups: last > first + whole - 1, places }
    }

    /// Writes a number that is not below nought: `12,500`, `62.30`.
    pub(super) fn write(self, number: f64) -> String {
        let plain = Cell::plain(CellValue::Number(number)).to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut written = String::new();
        for (at, digit) in whole.char_indices() {
            if self.groups && at > 0 && (whole.len() - at) % 3 == 0 {
                written.push(',');
            }
            written.push(digit);
        }
        let places = self.places;
        if decimals.is_empty() && places == 0 {
            written
        } else {
            format!("{written}.{decimals:0<places$}")
        }
    }
}

/// What a format makes of a number besides its digits.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown {
    /// Nothing is seen of it.
    Nothing,
    /// Words, with the number between them or without it.
    Words(String),
}

impl Look {
    /// The number as it is.
    pub(super) const PLAIN: Self = Self {
        percent: false,
        thousands: 0,
        currency: None,
        digits: 0,
        spelled: Spelled { groups: false, places: 0 },
        is_month: false,
        is_struck: false,
        wordy: None,
    };
    /// As a percentage.
    pub(super) const PERCENT: Self = Self { percent: true, ..Self::PLAIN };

    /// Returns what is seen in the place of a number, where it is more or less than the number.
    pub(super) fn shown(&self, number: f64) -> Option<Shown> {
        let sections = self.wordy.as_deref()?;
        let at = chosen(sections, number)?;
        sections[at].shown(number, sections.len() > 1 && at > 0)
    }
}

/// Returns how a number format shows a number: as a percentage where there is a `%` in its
/// first section, in thousands where a comma stands behind the last digit of any of its
/// sections, in a currency by the sign of its first. What is quoted or escaped counts for
/// words alone.
pub(super) fn look(format: &str) -> Look {
    let sections = sections(format);
    let Some(first) = sections.first() else { return Look::PLAIN };
    let thousands = sections.iter().map(|section| section.thousands).max().unwrap_or(0);
    let is_wordy = sections.iter().enumerate().any(|(at, section)| section.is_wordy(at == 0));
    Look {
        percent: first.percent,
        thousands: if first.percent { 0 } else { thousands },
        currency: first.currency,
        digits: if first.is_code() { first.digits } else { 0 },
        spelled: if first.percent { Spelled::default() } else { first.spelled },
        is_month: first.is_month(),
        is_struck: false,
        wordy: is_wordy.then(|| sections.into()),
    }
}

/// The section for a number: by its condition, or by the sign of the number.
fn chosen(sections: &[Section], number: f64) -> Option<usize> {
    // The fourth is for texts.
    let count = sections.len().min(3);
    let holds = |(at, section): (usize, &Section)| match (section.condition, at, count) {
        (Some(condition), ..) => condition.holds(number),
        (None, _, 1) => true,
        (None, 0, 2) => number >= 0.0,
        (None, 0, _) => number > 0.0,
        (None, 1, 3) => number < 0.0,
        (None, ..) => true,
    };
    sections[..count].iter().enumerate().position(holds)
}

/// What a section asks of its numbers: `[>=1000]`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Condition {
    /// Whether a number below, at or above the limit has it.
    sides: [bool; 3],
    limit: f64,
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let end = text.find(|c| !matches!(c, '<' | '>' | '='))?;
        let sides = match &text[..end] {
            "<" => [true, false, false],
            "<=" => [true, true, false],
            "=" => [false, true, false],
            ">=" => [false, true, true],
            ">" => [false, false, true],
            "<>" => [true, false, true],
            _ => return None,
        };
        Some(Self { sides, limit: text[end..].trim().parse().ok()? })
    }

    fn holds(self, number: f64) -> bool {
        let [below, at, above] = self.sides;
        if number < self.limit {
            below
        } else if number > self.limit {
            above
        } else {
            at
        }
    }
}

/// One section of a number format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    condition: Option<Condition>,
    percent: bool,
    thousands: u32,
    currency: Option<char>,
    /// How many signs show digits, and whether any of them is no nought.
    digits: usize,
    is_mixed: bool,
    spelled: Spelled,
    /// The letters that stand for parts of a date, as `mmmyy`.
    date: String,
    /// What stands before the digits and behind them, word for word.
    before: String,
    behind: String,
}

impl Section {
    /// Whether it shows some number with words, or not at all; a section for numbers below
    /// nought has their sign.
    fn is_wordy(&self, is_first: bool) -> bool {
        self.shown(if is_first { 1.0 } else { -1.0 }, !is_first).is_some()
    }

    /// What is seen besides the number itself. A section of its own for numbers below nought
    /// shows them without their sign.
    fn shown(&self, number: f64, is_second: bool) -> Option<Shown> {
        let (before, behind) = (self.before.trim_start(), self.behind.trim_end());
        if self.digits == 0 {
            let words = format!("{before}{behind}");
            let words = words.trim();
            // A dash is nought.
            let is_dash = !words.is_empty()
                && words.contains(['-', '–', '—'])
                && words.chars().all(|c| "-–— ".contains(c) || CURRENCIES.contains(&c));
            return match words {
                _ if number == 0.0 && is_dash => None,
                "" => Some(Shown::Nothing),
                _ => Some(Shown::Words(words.into())),
            };
        }
        let is_sign = |c: char| c.is_whitespace() || CURRENCIES.contains(&c);
        // Of a number above nought a minus makes another.
        let may_be_below = number <= 0.0;
        let opens = |c: char| is_sign(c) || c == '+' || (may_be_below && "-–—−(".contains(c));
        let closes = |c: char| is_sign(c) || ",.".contains(c) || (may_be_below && c == ')');
        if before.chars().all(opens) && behind.chars().all(closes) {
            return None;
        }
        let (width, size) = (self.digits, number.abs());
        let digits = if self.percent {
            format!("{}%", (size * 1e12).round() / 1e10)
        } else if self.is_code() {
            format!("{size:0width$}")
        } else {
            self.spelled.write(size)
        };
        // A sign stands before all else: `-£3m`.
        let sign = if number < 0.0 && !is_second { "-" } else { "" };
        Some(Shown::Words(format!("{sign}{before}{digits}{behind}")))
    }

    fn add_literal(&mut self, literal: &str) {
        self.currency = self.currency.or(literal.chars().find(|c| CURRENCIES.contains(c)));
        let part = if self.digits == 0 { &mut self.before } else { &mut self.behind };
        part.push_str(literal);
    }

    /// Counts a sign that shows a digit.
    fn add_digit(&mut self, sign: char) {
        self.is_mixed |= sign != '0';
        self.digits += 1;
    }

    /// Whether it shows a month and a year and no day.
    fn is_month(&self) -> bool {
        self.date.contains("mmm")
            && self.date.chars().all(|c| matches!(c, 'm' | 'y'))
            && self.date.contains('y')
    }

    /// Whether it shows whole numbers with noughts before them, as codes are and no amounts.
    fn is_code(&self) -> bool {
        self.digits > 1 && !self.is_mixed && !self.percent && self.currency.is_none()
    }
}

fn sections(format: &str) -> Vec<Section> {
    if format.is_empty() || format.eq_ignore_ascii_case("general") {
        return Vec::new();
    }
    let (mut sections, mut section) = (Vec::new(), Section::default());
    let (mut after_digit, mut commas, mut after_point) = (false, 0, false);
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => section.percent = true,
            '\\' => section.add_literal(&chars.next().into_iter().collect::<String>()),
            '"' => {
                let quoted: String = chars.by_ref().take_while(|c| *c != '"').collect();
                section.add_literal(&quoted);
            }
            // `[$€-2]` names a currency behind a sign that is none; `[Red]` names nothing.
            '[' => {
                let named: String = chars.by_ref().take_while(|c| *c != ']').collect();
                section.condition = section.condition.or(Condition::parse(&named));
                let symbol = named.strip_prefix('$').and_then(|rest| rest.split('-').next());
                section.add_literal(symbol.unwrap_or_default());
            }
            '_' | '*' => drop(chars.next()),
            '£' | '€' | '$' | '-' | '<' | '>' | '+' | '(' | ')' | ' ' | '‰' => {
                section.add_literal(&c.to_string());
            }
            'E' => {
                section.is_mixed = true;
                (section.spelled, after_point) = (Spelled::default(), false);
                chars.next();
            }
            '.' | ',' | '/' => section.is_mixed = true,
            'G' if chars.as_str().starts_with("eneral") => {
                section.add_digit(c);
                chars.by_ref().take(6).for_each(drop);
            }
            // Dates show the number too.
            'y' | 'd' | 'h' | 's' | 'm' | 'Y' | 'D' | 'H' | 'S' | 'M' => {
                section.date.push(c.to_ascii_lowercase());
                section.add_digit(c);
            }
            '0' | '#' | '?' | '@' | 'G' | 'g' => section.add_digit(c),
            _ => {}
        }
        // What stands between digits groups them.
        match c {
            '0' | '#' | '?' => {
                section.spelled.groups |= commas > 0;
                section.spelled.places += usize::from(after_point && c == '0');
                (after_digit, commas) = (true, 0);
            }
            ',' if after_digit => commas += 1,
            '.' => after_point = true,
            _ => after_digit = false,
        }
        if c == '.' || !after_digit {
            section.thousands = section.thousands.max(commas);
            commas = 0;
        }
        if c == ';' {
            sections.push(std::mem::take(&mut section));
            after_point = false;
        }
    }
    section.thousands = section.thousands.max(commas);
    sections.push(section);
    sections
}

#[cfg(test)]
mod tests {
    use super::super::convert::number_cell;
    use super::*;

    #[test]
    fn formats_with_a_live_percent_sign_show_shares() {
        for format in ["0%", "0.00%", "[Red]0.0%;-0.0%", "0.0 %"] {
            assert_eq!(look(format), Look::PERCENT, "{format}");
        }
        for format in ["General", "0;0%", "[%]0", "0.00"] {
            assert!(!look(format).percent, "{format}");
        }
    }

    #[test]
    fn formats_with_a_comma_behind_the_digits_show_thousands() {
        for (format, times) in [
            ("#,##0,", 1),
            ("#,##0.0,,", 2),
            ("0.0,,\"m\"", 2),
            ("0,.0", 1),
            ("£#,##0, k;[Red]-£#,##0, k", 1),
            ("[>=1000000]0.0,,\"m\";0", 2),
            ("0;-0,", 1),
        ] {
            assert_eq!(look(format).thousands, times, "{format}");
        }
        for format in ["#,##0", "#,##0.00", "_-* #,##0.00_-;-* #,##0.00_-", "0\",\"", "0\\,"] {
            assert_eq!(look(format).thousands, 0, "{format}");
        }
        let shown = |look| number_cell(12_340_000.0, Some(look)).to_string();
        assert_eq!(shown(&Look { thousands: 2, ..Look::PLAIN }), "12.34");
        assert_eq!(shown(&Look::PLAIN), "12340000");
    }

    #[test]
    fn what_a_format_shows_besides_the_number_is_seen() {
        let seen = |format: &str, number: f64| match look(format).shown(number) {
            Some(Shown::Words(words)) => words,
            Some(Shown::Nothing) => "nothing".into(),
            None => "as it is".into(),
        };
        for (format, above, below, nought) in [
            ("\"TBC\"", "TBC", "TBC", "TBC"),
            ("\"<10\"", "<10", "<10", "<10"),
            ("\"<\"0", "<7", "-<7", "<0"),
            (";;;", "nothing", "nothing", "nothing"),
            ("0;-0;;@", "as it is", "as it is", "nothing"),
            ("0;-0;\"-\"", "as it is", "as it is", "as it is"),
            ("0;\"none\"", "as it is", "none", "as it is"),
            ("0;\"minus \"0", "as it is", "minus 7", "as it is"),
            ("#,##0;(#,##0);\"nil\"", "as it is", "as it is", "nil"),
            ("_-* #,##0_-;-* #,##0_-;_-* \"-\"??_-;_-@_-", "as it is", "as it is", "as it is"),
            ("_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-", "as it is", "as it is", "as it is"),
            ("0;[Red]0", "as it is", "as it is", "as it is"),
            (
                "_-\"£\"* #,##0_-;-\"£\"* #,##0_-;_-\"£\"* \"-\"_-;_-@_-",
                "as it is",
                "as it is",
                "as it is",
            ),
            ("General", "as it is", "as it is", "as it is"),
            ("[Red]0.0", "as it is", "as it is", "as it is"),
            ("dd/mm/yyyy", "as it is", "as it is", "as it is"),
            ("# ?/?", "as it is", "as it is", "as it is"),
            ("General\" days\"", "7 days", "-7 days", "0 days"),
            ("0\" weeks\"", "7 weeks", "-7 weeks", "0 weeks"),
            ("£0.0\"m\"", "£7.0m", "-£7.0m", "£0.0m"),
            ("0\"000\"", "7000", "-7000", "0000"),
            ("\"-\"0", "-7", "as it is", "as it is"),
            ("0\"+\"", "7+", "-7+", "0+"),
            ("0\" in 10\"", "7 in 10", "-7 in 10", "0 in 10"),
            ("0%\" of tenants\"", "700% of tenants", "-700% of tenants", "0% of tenants"),
            ("0.00\"%\"", "7.00%", "-7.00%", "0.00%"),
            ("0‰", "7‰", "-7‰", "0‰"),
            ("[>5]\"over five\";0", "over five", "as it is", "as it is"),
            ("[=7]\"Likely\";[=0]\"Rare\";0", "Likely", "as it is", "Rare"),
            ("\"KPI\"000", "KPI007", "-KPI007", "KPI000"),
        ] {
            let shown = [7.0, -7.0, 0.0].map(|number| seen(format, number));
            assert_eq!(shown, [above, below, nought], "{format}");
        }
    }

    #[test]
    fn formats_of_codes_have_noughts_before_the_number() {
        let shown =
            |format: &str, number: f64| number_cell(number, Some(&look(format))).to_string();
        for (format, number, expected) in [
            ("000", 7.0, "007"),
            ("0000;-0000", 12.0, "0012"),
            ("000", 7.5, "7.5"),
            ("0", 7.0, "7"),
            ("#,##0", 7.0, "7"),
            ("00.0", 7.0, "7.0"),
            ("00%", 1.0, "100%"),
            ("0,000", 7.0, "7"),
            ("£00", 7.0, "£7"),
            ("0.00E+00", 7.0, "7"),
            ("dd/mm/yyyy", 7.0, "7"),
        ] {
            assert_eq!(shown(format, number), expected, "{format}");
        }
        assert_eq!(shown("\"KPI\"000", 7.0), "KPI007");
    }

    #[test]
    fn formats_of_money_have_a_sign() {
        for (format, sign) in [
            ("£#,##0.00", Some('£')),
            ("[$€-2] #,##0", Some('€')),
            ("[$£-809]#,##0;-[$£-809]#,##0", Some('£')),
            ("\"£\"0", Some('£')),
            ("\\£0", Some('£')),
            ("$#,##0", Some('$')),
            ("_-[$£-809]* #,##0.00_-", Some('£')),
            ("[$-809]d mmmm yyyy", None),
            ("0.0", None),
        ] {
            assert_eq!(look(format).currency, sign, "{format}");
        }
    }

    #[test]
    fn a_month_and_year_are_no_day() {
        for format in ["mmm-yy", "mmmm yyyy", "[$-809]mmmm yyyy;@", "MMM YYYY"] {
            assert!(look(format).is_month, "{format}");
        }
        for format in ["dd/mm/yyyy", "d mmm", "mm:ss", "yyyy", "0.0", "General", "\"mmm yy\""] {
            assert!(!look(format).is_month, "{format}");
        }
    }

    #[test]
    fn the_spelling_of_a_number_is_told_from_its_text() {
        let spelled = |groups, places| Spelled { groups, places };
        for (number, text, expected) in [
            (12_500.0, "£12,500.00", spelled(true, 2)),
            (12_500.0, "12.500,0 €", spelled(true, 1)),
            (12_500.0, "12500", spelled(false, 0)),
            (62.3, "£62.30", spelled(false, 2)),
            (0.0, "-", spelled(false, 0)),
            (0.5, "0.5", spelled(false, 1)),
        ] {
            assert_eq!(Spelled::of(number, text), expected, "{text}");
        }
    }

    #[test]
    fn figures_have_the_commas_and_pence_of_their_format_and_lose_no_digit() {
        for (format, number, expected) in [
            ("£0.00", 1234.5, "£1234.50"),
            ("£0.00", -5.0, "-£5.00"),
            ("£#,##0", 12500.0, "£12,500"),
            ("£#,##0", 1_234_567.891, "£1,234,567.891"),
            ("#,##0", -12500.0, "-12,500"),
            ("#,##0.00", 999.5, "999.50"),
            ("0.00", 3.1, "3.10"),
            ("0.0", 3.25, "3.25"),
            ("0.00%", 0.5, "50%"),
            ("#,##0.00;(#,##0.00)", 1234.5, "1,234.50"),
            ("0.00", 12500.0, "12500.00"),
            ("#,##0\" days\"", 1200.0, "1,200 days"),
        ] {
            assert_eq!(number_cell(number, Some(&look(format))).to_string(), expected, "{format}");
        }
    }
}

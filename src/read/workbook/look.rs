//! What a number format does to a number, as far as a reader of the sheet takes it for
//! another.

mod section;
mod spelled;

use std::rc::Rc;

use self::section::{Section, sections};
pub(super) use self::spelled::Spelled;

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

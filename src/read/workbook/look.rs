//! What a number format does to a number, as far as a reader of the sheet takes it for
//! another.

use crate::read::value::CURRENCIES;

/// The built-in formats `0%` and `0.00%`.
pub(super) const BUILT_IN_PERCENT: [u16; 2] = [9, 10];

/// How a number format shows a number, as far as a reader takes it for another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// A share of one as a percentage.
    pub(super) percent: bool,
    /// Divided by a thousand, so many times.
    pub(super) thousands: u32,
    /// In a currency, by its sign.
    pub(super) currency: Option<char>,
    /// Not at all, or as something else, where it is above, below, or nought.
    pub(super) disguise: [bool; 3],
    /// With noughts before it up to so many digits, as codes are: `007`.
    pub(super) digits: usize,
    /// Struck out, whatever it is.
    pub(super) is_struck: bool,
}

impl Look {
    /// The number as it is.
    pub(super) const PLAIN: Self = Self {
        percent: false,
        thousands: 0,
        currency: None,
        disguise: [false; 3],
        digits: 0,
        is_struck: false,
    };
    /// As a percentage.
    pub(super) const PERCENT: Self = Self { percent: true, ..Self::PLAIN };
}

/// Returns how a number format shows a number: as a percentage where there is a `%` in its
/// first section, in thousands where a comma stands behind the last digit of any of its
/// sections, in a currency by the sign of its first, and disguised where a section has no
/// digits, a `<`, or letters before its digits. What is quoted or escaped counts for nothing else.
pub(super) fn look(format: &str) -> Look {
    let sections = sections(format);
    let Some(first) = sections.first() else { return Look::PLAIN };
    let of_sign = |sign: usize| match (sections.len(), sign) {
        (1, _) | (2, 2) => first,
        _ => sections.get(sign).unwrap_or(first),
    };
    // Where conditions choose the section nobody knows which it is.
    let is_chosen = format.contains('[') && format.contains(['=', '>']);
    let thousands = sections.iter().map(|section| section.thousands).max().unwrap_or(0);
    Look {
        percent: first.percent,
        thousands: if first.percent { 0 } else { thousands },
        currency: first.currency,
        disguise: [0, 1, 2].map(|sign| !is_chosen && of_sign(sign).is_disguise(sign)),
        digits: if first.is_code() { first.digits } else { 0 },
        is_struck: false,
    }
}

/// One section of a number format.
#[derive(Default)]
struct Section {
    percent: bool,
    thousands: u32,
    currency: Option<char>,
    /// Whether the number itself stands in it.
    has_digits: bool,
    /// How many signs show digits, and whether any of them is no nought.
    digits: usize,
    is_mixed: bool,
    /// What else stands in it, word for word, and of that what stands before the digits.
    literal: String,
    before: String,
}

impl Section {
    /// Whether a number that has the section is taken for another; a dash is nought.
    fn is_disguise(&self, sign: usize) -> bool {
        let literal = self.literal.trim();
        let is_dash = !literal.is_empty() && literal.chars().all(|c| "-–— ".contains(c));
        if !self.has_digits {
            return sign != 2 || !is_dash;
        }
        literal.contains(['<', '>']) || self.before.contains(char::is_alphabetic)
    }

    fn add_literal(&mut self, literal: &str) {
        self.currency = self.currency.or(literal.chars().find(|c| CURRENCIES.contains(c)));
        self.literal.push_str(literal);
        if !self.has_digits {
            self.before.push_str(literal);
        }
    }

    /// Counts a sign that shows a digit.
    fn add_digit(&mut self, sign: char) {
        self.is_mixed |= sign != '0';
        self.has_digits = true;
        self.digits += 1;
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
    let (mut after_digit, mut commas) = (false, 0);
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
                let symbol = named.strip_prefix('$').and_then(|rest| rest.split('-').next());
                section.currency = section
                    .currency
                    .or(symbol.and_then(|s| s.chars().find(|c| CURRENCIES.contains(c))));
            }
            '_' | '*' => drop(chars.next()),
            '£' | '€' | '$' | '-' | '<' | '>' => section.add_literal(&c.to_string()),
            '.' | ',' | '/' | 'E' => section.is_mixed = true,
            // Dates and General show the number too.
            '0' | '#' | '?' | '@' | 'G' | 'g' | 'y' | 'd' | 'h' | 's' | 'm' => {
                section.add_digit(c);
            }
            _ => {}
        }
        // What stands between digits groups them.
        match c {
            '0' | '#' | '?' => (after_digit, commas) = (true, 0),
            ',' if after_digit => commas += 1,
            '.' => {}
            _ => after_digit = false,
        }
        if c == '.' || !after_digit {
            section.thousands = section.thousands.max(commas);
            commas = 0;
        }
        if c == ';' {
            sections.push(std::mem::take(&mut section));
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
        for format in ["General", "0.0\"%\"", "0\\%", "0;0%", "[%]0", "0.00"] {
            assert_eq!(look(format), Look::PLAIN, "{format}");
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
            assert_eq!(look(format), Look::PLAIN, "{format}");
        }
        let shown = |look| number_cell(12_340_000.0, Some(look)).to_string();
        assert_eq!(shown(Look { thousands: 2, ..Look::PLAIN }), "12.34");
        assert_eq!(shown(Look::PLAIN), "12340000");
    }

    #[test]
    fn formats_that_show_something_else_are_known() {
        for (format, disguise) in [
            ("\"TBC\"", [true, true, true]),
            ("\"<10\"", [true, true, true]),
            ("\"<\"0", [true, true, true]),
            (";;;", [true, true, true]),
            ("0;-0;;@", [false, false, true]),
            ("0;-0;\"-\"", [false, false, false]),
            ("0;\"none\"", [false, true, false]),
            ("#,##0;(#,##0);\"nil\"", [false, false, true]),
            ("_-* #,##0_-;-* #,##0_-;_-* \"-\"??_-;_-@_-", [false, false, false]),
            ("General", [false, false, false]),
            ("General\" days\"", [false, false, false]),
            ("[>=1000]0.0,\"k\";0", [false, false, false]),
            ("[Red]0.0", [false, false, false]),
        ] {
            assert_eq!(look(format).disguise, disguise, "{format}");
        }
    }

    #[test]
    fn formats_of_codes_have_noughts_before_the_number() {
        let shown = |format: &str, number: f64| number_cell(number, Some(look(format))).to_string();
        for (format, number, expected) in [
            ("000", 7.0, "007"),
            ("0000;-0000", 12.0, "0012"),
            ("000", 7.5, "7.5"),
            ("0", 7.0, "7"),
            ("#,##0", 7.0, "7"),
            ("00.0", 7.0, "7"),
            ("00%", 1.0, "100%"),
            ("0,000", 7.0, "7"),
            ("£00", 7.0, "£7"),
            ("0.00E+00", 7.0, "7"),
            ("dd/mm/yyyy", 7.0, "7"),
        ] {
            assert_eq!(shown(format, number), expected, "{format}");
        }
        assert_eq!(look("\"KPI\"000").disguise, [true; 3]);
        assert_eq!(look("0\" weeks\"").disguise, [false; 3]);
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
        let shown = |number: f64| number_cell(number, Some(look("£0.00"))).to_string();
        assert_eq!([shown(1234.5), shown(-5.0)], ["£1234.5", "-£5"]);
    }
}

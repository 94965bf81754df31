//! One section of a number format, as it is written.

use super::{Shown, Spelled};
use crate::read::value::CURRENCIES;

/// What a section asks of its numbers: `[>=1000]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
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

    pub(super) fn holds(self, number: f64) -> bool {
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
pub(in crate::read::workbook) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) percent: bool,
    pub(super) thousands: u32,
    pub(super) currency: Option<char>,
    /// How many signs show digits, and whether any of them is no nought.
    pub(super) digits: usize,
    is_mixed: bool,
    pub(super) spelled: Spelled,
    /// The letters that stand for parts of a date, as `mmmyy`.
    date: String,
    /// What stands before the digits and behind them, word for word.
    before: String,
    behind: String,
}

impl Section {
    /// Whether it shows some number with words, or not at all; a section for numbers below
    /// nought has their sign.
    pub(super) fn is_wordy(&self, is_first: bool) -> bool {
        self.shown(if is_first { 1.0 } else { -1.0 }, !is_first).is_some()
    }

    /// What is seen besides the number itself. A section of its own for numbers below nought
    /// shows them without their sign.
    pub(super) fn shown(&self, number: f64, is_second: bool) -> Option<Shown> {
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
    pub(super) fn is_month(&self) -> bool {
        self.date.contains("mmm")
            && self.date.chars().all(|c| matches!(c, 'm' | 'y'))
            && self.date.contains('y')
    }

    /// Whether it shows whole numbers with noughts before them, as codes are and no amounts.
    pub(super) fn is_code(&self) -> bool {
        self.digits > 1 && !self.is_mixed && !self.percent && self.currency.is_none()
    }
}

/// Returns the sections of a format.
pub(super) fn sections(format: &str) -> Vec<Section> {
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

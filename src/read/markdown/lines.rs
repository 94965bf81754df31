//! The lines of a cell as Markdown.
//!
//! In a cell a line break is a paragraph's end, as its author sees it; lines
//! that begin with `-`, `*` or `•`, and lines that count on, are lists. Whatever
//! else Markdown would take for structure at the start of a line is text:
//! `# 1 in the county`, `> 10 days`, `2018. A year of change`.

/// Returns the Markdown whose blocks are the lines of a cell.
pub(super) fn markdown(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| line.trim().replace('\\', "\\\\")).collect();
    let mut count = Count::default();
    let marked = lines.iter().enumerate().map(|(index, line)| {
        if line.is_empty() {
            return String::new();
        }
        if let Some(number) = number(line) {
            let next = lines[index + 1..].iter().find(|line| !line.is_empty());
            let next = next.and_then(|line| self::number(line));
            return if count.takes(number, next) { line.clone() } else { unnumbered(line) };
        }
        count.in_list = false;
        match line.strip_prefix('•') {
            Some(point) => format!("- {}", point.trim_start()),
            None if looks_like_structure(line) => format!("\\{line}"),
            None => line.clone(),
        }
    });
    factors(&marked.collect::<Vec<_>>().join("\n\n"))
}

/// Returns the Markdown with every star between two digits as a sign: `5*3*2` is a product
/// and no emphasis. What stands in code is left as it is.
pub(super) fn factors(markdown: &str) -> String {
    let mut marked = String::with_capacity(markdown.len());
    let mut is_fenced = false;
    for line in markdown.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        }
        let (mut before, mut is_code) = (' ', is_fenced);
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            is_code ^= letter == '`' && !is_fenced;
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if letter == '*'
                && !is_code
                && is_digit(Some(before))
                && is_digit(letters.peek().copied())
            {
                marked.push('\\');
            }
            marked.push(letter);
            before = letter;
        }
    }
    marked
}

/// Returns the number that a point of a list bears: `5` of `5. Five`.
pub(super) fn typed_number(point: &str) -> Option<u64> {
    let point = point.trim_start();
    let end = point.find(|c: char| !c.is_ascii_digit())?;
    point[..end].parse().ok()
}

/// How far the numbered lines have counted.
#[derive(Default)]
struct Count {
    last: u32,
    /// Whether the line before is a point of a list. Markdown would number the
    /// next one on, whatever its author wrote.
    in_list: bool,
}

impl Count {
    /// Returns whether a numbered line is a point of a list: it counts on from
    /// the last one, or begins a list because the next line counts on from it.
    fn takes(&mut self, number: u32, next: Option<u32>) -> bool {
        let counts_on = number == self.last.saturating_add(1);
        let begins = !self.in_list && (number == 1 || next == number.checked_add(1));
        self.in_list = counts_on || begins;
        if self.in_list {
            self.last = number;
        }
        self.in_list
    }
}

/// Returns the number of `5. Five` or `5) Five`.
fn number(line: &str) -> Option<u32> {
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at(digits);
    rest.starts_with(['.', ')']).then_some(())?;
    rest[1..].starts_with(' ').then_some(())?;
    number.parse().ok()
}

/// Returns a numbered line as text.
fn unnumbered(line: &str) -> String {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    format!("{}\\{}", &line[..digits], &line[digits..])
}

fn looks_like_structure(line: &str) -> bool {
    let definition = line.starts_with('[') && line.contains("]:");
    let ruled = line.len() >= 3 && line.chars().all(|c| "-*_= ".contains(c));
    definition || ruled || line.starts_with(['#', '>', '~', '`', '='])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_the_numbers_that_their_author_gave() {
        for (text, expected) in [
            ("1. a\n2. b", "1. a\n\n2. b"),
            ("5. a\n\n6. b", "5. a\n\n\n\n6. b"),
            ("1) a\n5) b", "1) a\n\n5\\) b"),
            ("1. a\n2. b\n1. c", "1. a\n\n2. b\n\n1\\. c"),
            ("1. a\nThen\n2. b", "1. a\n\nThen\n\n2. b"),
            ("1. a\n2. b\nThen\n1. c", "1. a\n\n2. b\n\nThen\n\n1. c"),
            ("2018. A year", "2018\\. A year"),
            ("4.5 days", "4.5 days"),
        ] {
            assert_eq!(markdown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_star_between_digits_is_a_sign() {
        for (text, expected) in [
            ("5*3*2 = 30", "5\\*3\\*2 = 30"),
            ("*5* and **3**2", "*5* and **3**2"),
            ("`5*3*2`", "`5*3*2`"),
            ("5\\*3*2", "5\\*3\\*2"),
            ("```\n5*3\n```\n5*3", "```\n5*3\n```\n5\\*3"),
        ] {
            assert_eq!(factors(text), expected, "{text}");
        }
    }

    #[test]
    fn what_markdown_would_take_for_structure_is_text() {
        for text in ["# 1 in the county", "> 10 days", "---", "[a]: b", "`x`"] {
            assert_eq!(markdown(text), format!("\\{text}"));
        }
        assert_eq!(markdown("• one\n- two"), "- one\n\n- two");
    }
}

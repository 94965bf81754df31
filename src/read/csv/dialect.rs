//! The delimiter of a CSV file: stated in its first line, or found in the first ones.

/// `sep=;`, which Excel reads as the delimiter and does not show.
pub(super) fn stated_delimiter(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_end_matches('\r').split('\r').next()?;
    let (name, delimiter) = line.split_once('=')?;
    let known = name.eq_ignore_ascii_case("sep") && delimiter.len() == 1;
    known.then(|| delimiter.bytes().next()).flatten().filter(|byte| !matches!(byte, b'"' | b'='))
}

/// The delimiter that stands equally often in most of the first lines.
pub(super) fn likely_delimiter(text: &str) -> u8 {
    let lines = line_counts(text);
    let best = (0..DELIMITERS.len()).rev().max_by_key(|&candidate| agreement(&lines, candidate));
    best.map_or(b',', |candidate| DELIMITERS[candidate])
}

/// Returns whether two lines at least agree on a delimiter.
pub(super) fn is_agreed(text: &str) -> bool {
    let lines = line_counts(text);
    (0..DELIMITERS.len()).any(|candidate| agreement(&lines, candidate).0 > 1)
}

/// How many of each delimiter stand outside quotation marks in the first lines.
fn line_counts(text: &str) -> Vec<[usize; 4]> {
    const LINES: usize = 30;
    let mut counts = Vec::new();
    let mut line = [0; 4];
    let (mut quoted, mut at_start, mut blank) = (false, true, true);
    for byte in text.bytes().chain([b'\n']) {
        if byte == b'"' && (quoted || at_start) {
            quoted = !quoted;
        }
        let line_end = matches!(byte, b'\n' | b'\r');
        let candidate = DELIMITERS.iter().position(|delimiter| *delimiter == byte);
        if !quoted && line_end {
            counts.extend((!blank).then_some(line));
            (line, blank) = ([0; 4], true);
            if counts.len() == LINES {
                break;
            }
        } else if let (false, Some(candidate)) = (quoted, candidate) {
            line[candidate] += 1;
        }
        blank &= line_end;
        at_start = candidate.is_some() || line_end;
    }
    counts
}

/// The delimiters that are looked for.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines agree on how many of the delimiter they have, and how many.
fn agreement(counts: &[[usize; 4]], candidate: usize) -> (usize, usize) {
    let lines = |number: usize| counts.iter().filter(|line| line[candidate] == number).count();
    counts
        .iter()
        .map(|line| line[candidate])
        .filter(|n| *n > 0)
        .map(|n| (lines(n), n))
        .max()
        .unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("a\tb, c\n1\t2\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("Name;Note\n\"x\";\"one, two, three\"\n\"y\";\"four, five, six\"\n", b';'),
            ("A title; nothing more\n\na,b,c\n1,2,3\n", b','),
            ("\"5\"\" pipe;\",a\n\"x\",b\n", b','),
            ("alone\n", b','),
            ("", b','),
        ] {
            assert_eq!(char::from(likely_delimiter(text)), char::from(delimiter), "{text:?}");
        }
    }
}

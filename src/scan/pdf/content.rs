//! A content stream, operator by operator: what it shows, and what it says aside.
//!
//! Only what makes text is understood: strings, fonts, moves and marked content
//! (ISO 32000-1, 7.8.2 and 9.4). Everything else is stepped over.

/// Something that a content stream does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step<'a> {
    /// Takes a font by its name in the resources.
    Font(&'a [u8]),
    /// Shows codes of the font.
    Show(&'a [u8]),
    /// Leaves a gap as wide as a space.
    Gap,
    /// Moves to another place, and so ends a word.
    Move,
    /// Keeps the font, or takes the one kept last.
    Save,
    Restore,
    /// A string in a list of properties, under its name.
    Property(&'a [u8], &'a [u8]),
    /// Says something to nobody.
    Comment(&'a [u8]),
    /// Begins the content of a tag.
    Marked(u32),
}

/// How far apart letters stand in a thousandth of their size when a space is meant.
const SPACE: f32 = -200.0;

/// Reads a content stream.
pub(super) fn read(content: &[u8], mut step: impl FnMut(Step<'_>)) {
    let mut reader = Reader { bytes: content, at: 0 };
    let mut operands = Operands::default();
    while let Some(token) = reader.next(&mut operands.strings) {
        match token {
            Token::Operator(b"BI") => {
                reader.skip_image();
                operands.clear();
            }
            Token::Comment(comment) => step(Step::Comment(comment)),
            Token::Operator(operator) => {
                operands.apply(operator, &mut step);
                operands.clear();
            }
            other => operands.list.push(other),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Operator(&'a [u8]),
    Name(&'a [u8]),
    Comment(&'a [u8]),
    Number(f32),
    /// A string, as a range of the strings read.
    String(usize, usize),
}

/// The operands before an operator.
#[derive(Default)]
struct Operands<'a> {
    list: Vec<Token<'a>>,
    strings: Vec<u8>,
}

impl Operands<'_> {
    fn clear(&mut self) {
        self.list.clear();
        self.strings.clear();
    }

    fn apply(&self, operator: &[u8], step: &mut impl FnMut(Step<'_>)) {
        match operator {
            b"Tf" => {
                if let Some(Token::Name(name)) = self.list.first() {
                    step(Step::Font(name));
                }
            }
            b"Tj" | b"TJ" => self.show(step),
            b"'" | b"\"" => {
                step(Step::Move);
                self.show(step);
            }
            b"Td" | b"TD" | b"T*" | b"Tm" | b"BT" | b"ET" | b"Do" => step(Step::Move),
            b"q" => step(Step::Save),
            b"Q" => step(Step::Restore),
            b"BDC" | b"DP" => self.properties(step),
            _ => {}
        }
    }

    fn show(&self, step: &mut impl FnMut(Step<'_>)) {
        for operand in &self.list {
            match *operand {
                Token::String(start, end) => step(Step::Show(&self.strings[start..end])),
                Token::Number(gap) if gap < SPACE => step(Step::Gap),
                _ => {}
            }
        }
    }

    fn properties(&self, step: &mut impl FnMut(Step<'_>)) {
        let mut key: &[u8] = b"";
        for operand in &self.list {
            match *operand {
                Token::Name(name) => key = name,
                Token::String(start, end) => step(Step::Property(key, &self.strings[start..end])),
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "an id of marked content is a small whole number"
                )]
                Token::Number(id) if key == b"MCID" => step(Step::Marked(id as u32)),
                _ => {}
            }
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self, strings: &mut Vec<u8>) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'(' => return Some(self.literal(strings)),
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => {
                    return Some(self.hexadecimal(strings));
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.word()));
                }
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    let end = end.unwrap_or(rest.len());
                    self.at += end;
                    return Some(Token::Comment(&rest[..end]));
                }
                _ if is_regular(byte) => {
                    let word = self.word();
                    return Some(number(word).map_or(Token::Operator(word), Token::Number));
                }
                b'<' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn literal(&mut self, strings: &mut Vec<u8>) -> Token<'a> {
        let start = strings.len();
        let mut depth = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.escaped(strings),
                b'(' => {
                    depth += 1;
                    if depth > 1 {
                        strings.push(byte);
                    }
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    strings.push(byte);
                }
                byte => strings.push(byte),
            }
        }
        Token::String(start, strings.len())
    }

    fn escaped(&mut self, strings: &mut Vec<u8>) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'n' => strings.push(b'\n'),
            b'r' => strings.push(b'\r'),
            b't' => strings.push(b'\t'),
            b'b' => strings.push(8),
            b'f' => strings.push(12),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let digit =
                        self.bytes.get(self.at).filter(|digit| (b'0'..=b'7').contains(digit));
                    let Some(digit) = digit else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                strings.push(u8::try_from(value & 0xff).unwrap_or(0));
            }
            b'\r' => {
                if self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            byte => strings.push(byte),
        }
    }

    fn hexadecimal(&mut self, strings: &mut Vec<u8>) -> Token<'a> {
        let start = strings.len();
        self.at += 1;
        let mut half: Option<u8> = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = char::from(byte).to_digit(16) else { continue };
            let digit = u8::try_from(digit).unwrap_or(0);
            match half.take() {
                Some(first) => strings.push(first << 4 | digit),
                None => half = Some(digit),
            }
        }
        strings.extend(half.map(|first| first << 4));
        Token::String(start, strings.len())
    }

    /// Steps over an image within the content, whose bytes may be anything.
    fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let ends =
            |four: &[u8]| !is_regular(four[0]) && &four[1..3] == b"EI" && !is_regular(four[3]);
        self.at += rest.windows(4).position(ends).map_or(rest.len(), |end| end + 3);
    }
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 12
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

fn number(word: &[u8]) -> Option<f32> {
    if !matches!(word.first(), Some(b'0'..=b'9' | b'+' | b'-' | b'.')) {
        return None;
    }
    std::str::from_utf8(word).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn steps(content: &[u8]) -> Vec<String> {
        let mut steps = Vec::new();
        read(content, |step| {
            steps.push(match step {
                Step::Show(codes) => format!("show {}", String::from_utf8_lossy(codes)),
                Step::Font(name) => format!("font {}", String::from_utf8_lossy(name)),
                Step::Property(key, text) => {
                    format!("{} {}", String::from_utf8_lossy(key), String::from_utf8_lossy(text))
                }
                Step::Comment(text) => String::from_utf8_lossy(text).into_owned(),
                other => format!("{other:?}"),
            });
        });
        steps
    }

    #[test]
    fn strings_are_read_in_every_spelling() {
        let content = b"BT /f0 9 Tf 1 0 Td [(a\\(b\\)(c)\\101) 20 <6465 6> -300 (x)]TJ (y)' ET";
        assert_eq!(
            steps(content),
            [
                "Move",
                "font f0",
                "Move",
                "show a(b)(c)A",
                "show de`",
                "Gap",
                "show x",
                "Move",
                "show y",
                "Move"
            ]
        );
    }

    #[test]
    fn properties_and_images_within_the_content() {
        let content =
            b"/Span<</MCID 3/ActualText(aside)>>BDC BI /W 1 ID (\x00\xff EI Q % (no)\n(z)Tj";
        assert_eq!(
            steps(content),
            ["Marked(3)", "ActualText aside", "Restore", "% (no)", "show z"]
        );
    }

    proptest! {
        #[test]
        fn no_bytes_stop_the_reading(content in proptest::collection::vec(any::<u8>(), 0..80)) {
            steps(&content);
        }
    }
}

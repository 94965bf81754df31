//! A font without shapes, for text that is searched and copied and never painted.
//!
//! A font that has shapes lacks those of some script, and PDF/A forbids a letter
//! that its font has not. Here all letters share one empty shape, so that every
//! script can be written; what each says stands in the map to Unicode.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, dictionary};

/// How far every letter reaches, in thousandths of the size.
pub(super) const ADVANCE: u16 = 500;

/// How many objects a font takes.
pub(super) const OBJECTS: u32 = 6;

/// The number of letters that a font can hold.
const MOST: usize = 65_000;

/// The number of mappings that a block of a map may have: ISO 32000-1, 9.10.3.
const BLOCK: usize = 100;

const NAME: &str = "Unpainted";

/// The letters that are written, each with its code.
#[derive(Default)]
pub(super) struct Font(BTreeMap<char, usize>);

impl Font {
    /// Returns the code of a letter in hexadecimal digits; nothing where there is no
    /// room for any more.
    pub(super) fn code(&mut self, letter: char) -> Option<String> {
        // Code 0 is that of the letter that a font lacks.
        let next = self.0.len() + 1;
        let code = match self.0.get(&letter) {
            Some(code) => *code,
            None if next > MOST => return None,
            None => *self.0.entry(letter).or_insert(next),
        };
        Some(format!("{code:04X}"))
    }

    /// Returns the objects of the font that are no streams; `first` is its number.
    pub(super) fn whole(first: u32) -> [(u32, Object); 3] {
        let reference = |place: u32| Object::Reference((first + place, 0));
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => NAME,
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![reference(1)],
            "ToUnicode" => reference(3),
        };
        let descendant = dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => NAME,
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => reference(2),
            "DW" => i64::from(ADVANCE),
            "CIDToGIDMap" => reference(4),
        };
        let descriptor = dictionary! {
            "Type" => "FontDescriptor", "FontName" => NAME,
            // Symbolic: its letters have codes of its own.
            "Flags" => 4,
            "FontBBox" => vec![0.into(), 0.into(), i64::from(ADVANCE).into(), 1000.into()],
            "ItalicAngle" => 0, "Ascent" => 800, "Descent" => -200, "CapHeight" => 700,
            "StemV" => 80, "FontFile2" => reference(5),
        };
        [(first, font.into()), (first + 1, descendant.into()), (first + 2, descriptor.into())]
    }

    /// Returns the streams of the font.
    pub(super) fn streams(&self, first: u32) -> [(u32, Dictionary, Vec<u8>); 3] {
        let file = program();
        let length = i64::try_from(file.len()).unwrap_or_default();
        let shapes = std::iter::once([0, 0]).chain(self.0.iter().map(|_| [0, 1])).flatten();
        [
            (first + 3, Dictionary::new(), self.map().into_bytes()),
            (first + 4, Dictionary::new(), shapes.collect()),
            (first + 5, dictionary! { "Length1" => length }, file),
        ]
    }

    /// Returns what each code says.
    fn map(&self) -> String {
        let mut letters: Vec<(usize, char)> = self.0.iter().map(|(l, code)| (*code, *l)).collect();
        letters.sort_unstable();
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        for block in letters.chunks(BLOCK) {
            map.push_str(&format!("{} beginbfchar\n", block.len()));
            for (code, letter) in block {
                let mut units = [0; 2];
                map.push_str(&format!("<{code:04X}> <"));
                for unit in letter.encode_utf16(&mut units) {
                    map.push_str(&format!("{unit:04X}"));
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }
}

/// Returns the font program: TrueType, of one empty shape besides that of a letter
/// that is not there (ISO/IEC 14496-22).
fn program() -> Vec<u8> {
    let advance = ADVANCE.to_be_bytes();
    let metric = [advance[0], advance[1], 0, 0];
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"glyf", vec![0; 4]),
        (b"head", head()),
        (
            b"hhea",
            words(&[1, 0, 800, 0xFF38, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 2]),
        ),
        (b"hmtx", [metric, metric].concat()),
        (b"loca", words(&[0, 0, 0])),
        (b"maxp", words(&[1, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])),
        (b"post", words(&[3, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
    ];
    let mut directory = words(&[1, 0, 7, 64, 2, 48]);
    let mut bodies = Vec::new();
    let start = 12 + 16 * tables.len();
    for (tag, body) in &tables {
        directory.extend_from_slice(*tag);
        for number in [sum(body), small(start + bodies.len()), small(body.len())] {
            directory.extend_from_slice(&number.to_be_bytes());
        }
        bodies.extend_from_slice(body);
        bodies.resize(bodies.len().next_multiple_of(4), 0);
    }
    let mut file = [directory, bodies].concat();
    // The sum of the whole file stands in the table `head`, which is the second.
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum(&file)).to_be_bytes();
    let place = start + 4 + 8;
    file[place..place + 4].copy_from_slice(&adjustment);
    file
}

fn head() -> Vec<u8> {
    words(&[
        1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, // version, revision, sum, magic
        0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, // flags, units an em, dates
        0, 0, ADVANCE, 1000, 0, 8, 2, 0,
        0, // bounds, style, least size, direction, short places
    ])
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// Returns the sum of a table's words of four bytes.
fn sum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_can_be_written() {
        let mut font = Font::default();
        let codes: Vec<String> =
            "a\u{5d0}a\u{1f1ec}".chars().filter_map(|c| font.code(c)).collect();
        assert_eq!(codes, ["0001", "0002", "0001", "0003"]);
        let map = font.map();
        for line in ["3 beginbfchar", "<0001> <0061>", "<0002> <05D0>", "<0003> <D83CDDEC>"] {
            assert!(map.lines().any(|found| found == line), "{line}");
        }
        let [_, (_, _, shapes), _] = font.streams(1);
        assert_eq!(shapes, [0, 0, 0, 1, 0, 1, 0, 1]);
    }

    #[test]
    fn the_font_program_is_whole() {
        let file = program();
        assert_eq!(sum(&file), 0xB1B0_AFBA);
        assert_eq!(file.len() % 4, 0);
    }
}

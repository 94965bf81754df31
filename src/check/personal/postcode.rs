//! British postcodes, by the areas that exist.

use std::sync::LazyLock;

use regex::Regex;

use super::{Private, alone};

static POSTCODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([A-Z]{1,2})[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}").ok());

/// The postcode areas of the Royal Mail.
const AREAS: &str = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG \
    DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW \
    KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA \
    SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE";

/// Returns the postcodes in a text; one without its space might be a reference.
pub fn postcodes(text: &str) -> Vec<Private> {
    let found = POSTCODE.iter().flat_map(|pattern| alone(pattern, text));
    let known = found.filter(|(_, found)| AREAS.split_whitespace().any(|area| area == &found[1]));
    known.map(|(range, found)| Private { range, key: found[0].to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_of_known_areas_are_found() {
        for text in ["The Forum, HP1 1DN.", "SW1A 1AA", "(M1 1AE)", "EC1A 1BB, London"] {
            assert_eq!(postcodes(text).len(), 1, "{text}");
        }
        for text in ["ZZ1 1AA", "HP1 1CI", "HP11DN", "XHP1 1DN", "HP1 1DNA", "hp1 1dn"] {
            assert!(postcodes(text).is_empty(), "{text}");
        }
    }
}

//! What a picture says to those who cannot see it (WCAG 2.2, criterion 1.1.1).

use super::gallery::is_picture;
use crate::diag::Problem;
use crate::read::codes;
use crate::spelling::fold;

/// Words that name the kind of a thing, and nothing that it shows.
const IDLE: [&str; 12] = [
    "picture",
    "image",
    "photo",
    "photograph",
    "chart",
    "graph",
    "diagram",
    "map",
    "logo",
    "screenshot",
    "table",
    "figure",
];

/// Returns that a picture has no alternative text.
pub(in crate::read) fn no_alternative(picture: &str) -> Problem {
    Problem::new(&codes::NO_ALTERNATIVE, format!("the picture `{picture}` has no alternative text"))
}

/// Returns that an alternative text tells nothing: it is the name of a file, one word
/// such as `chart`, or a guess that a program made.
pub(in crate::read) fn idle_alternative(text: &str) -> Option<Problem> {
    let folded = fold(text);
    let kind = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let guessed = folded.contains("descriptionautomaticallygenerated");
    let named = is_picture(text) && !text.trim().contains(char::is_whitespace);
    let message = if guessed {
        format!("the alternative text `{text}` is a guess that a program made")
    } else if named || IDLE.contains(&kind) {
        format!("the alternative text `{text}` does not say what the picture shows")
    } else {
        return None;
    };
    Some(Problem::new(&codes::IDLE_ALTERNATIVE, message))
}

#[cfg(test)]
mod tests {
    use super::idle_alternative;

    #[test]
    fn what_tells_nothing_is_said() {
        for text in [
            "chart.png",
            "IMG_0412.JPG",
            "Picture 4",
            "Chart",
            "Image 1",
            "A screenshot of a graph\n\nDescription automatically generated",
        ] {
            assert!(idle_alternative(text).is_some(), "{text}");
        }
        for text in ["Complaints fell from 40 to 12", "Map of the site", "Chart of complaints"] {
            assert!(idle_alternative(text).is_none(), "{text}");
        }
    }
}

//! People as covers and programmes name them: `Robert Smyth, Assistant Director`.

use crate::spelling::fold;

/// A person with the post, where the text gives one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The forename, or its initial.
    pub forename: String,
    /// The surname.
    pub surname: String,
    /// The post as it is written.
    pub post: Option<String>,
}

/// Styles that stand before a name.
const STYLES: [&str; 8] = ["Councillor", "Cllr", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir"];

/// Words of posts and bodies, which are no names.
const POSTS: [&str; 26] = [
    "Assistant",
    "Board",
    "Borough",
    "Cabinet",
    "Chair",
    "Chairman",
    "Chief",
    "Clerk",
    "Committee",
    "Corporate",
    "Council",
    "Democratic",
    "Deputy",
    "Director",
    "Finance",
    "Group",
    "Head",
    "Leader",
    "Manager",
    "Member",
    "Members",
    "Officer",
    "Portfolio",
    "Service",
    "Services",
    "Team",
];

impl Person {
    /// Returns the person that a text begins with; nothing where it begins with a
    /// post or a body.
    pub fn parse(text: &str) -> Option<Self> {
        let line = text.lines().next()?;
        let at = line.find([',', '(', ';', ':']).unwrap_or(line.len());
        let (name, post) = line.split_at(at);
        let words: Vec<&str> = without_style(name).split_whitespace().collect();
        let named = (2..=3).contains(&words.len()) && words.iter().all(|word| is_name(word));
        let post = post.trim_start_matches([',', ' ', ';', ':']).trim();
        named.then(|| Self {
            forename: words[0].trim_end_matches('.').to_string(),
            surname: words[words.len() - 1].to_string(),
            post: (!post.is_empty()).then(|| post.to_string()),
        })
    }

    /// Returns whether both are one name in full.
    pub fn has_name_of(&self, other: &Self) -> bool {
        self.is_family_of(other) && fold(&self.forename) == fold(&other.forename)
    }

    /// Returns whether two are surely one person under two forenames: one is the
    /// beginning of the other (`Rob`, `Robert`), or both hold one post.
    pub fn is_also(&self, other: &Self) -> bool {
        let (mine, other_name) = (fold(&self.forename), fold(&other.forename));
        let initial = mine.len() == 1 || other_name.len() == 1;
        let short = mine.starts_with(&other_name) || other_name.starts_with(&mine);
        self.is_family_of(other)
            && mine != other_name
            && !initial
            && (short || self.shares_post(other))
    }

    /// Returns whether both are one person, of whom one text gives the initial alone
    /// and a post that goes on in the other: `R Smyth, Director`, `Robert Smyth,
    /// Assistant Director`.
    pub fn is_short_for(&self, other: &Self) -> bool {
        let [mine, theirs] = [&self.forename, &other.forename].map(|name| fold(name));
        let initial = mine.len() == 1 || theirs.len() == 1;
        let alike = mine.starts_with(&theirs) || theirs.starts_with(&mine);
        let posts = self.post.as_ref().zip(other.post.as_ref());
        let within = posts.is_some_and(|(mine, theirs)| {
            let (mine, theirs) = (fold(mine), fold(theirs));
            mine.contains(&theirs) || theirs.contains(&mine)
        });
        self.is_family_of(other) && initial && alike && within
    }

    /// Returns whether both are given a post, and the same one.
    pub fn shares_post(&self, other: &Self) -> bool {
        let posts = self.post.as_ref().zip(other.post.as_ref());
        posts.is_some_and(|(mine, other)| fold(mine) == fold(other))
    }

    /// Returns forename and surname.
    pub fn name(&self) -> String {
        format!("{} {}", self.forename, self.surname)
    }

    fn is_family_of(&self, other: &Self) -> bool {
        fold(&self.surname) == fold(&other.surname)
    }
}

/// Returns a name without the style before it: `Cllr Smyth` is `Smyth`.
pub fn without_style(name: &str) -> &str {
    match name.trim().split_once(char::is_whitespace) {
        Some((first, rest)) if STYLES.contains(&first.trim_end_matches('.')) => rest.trim(),
        _ => name.trim(),
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
        && !POSTS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(text: &str) -> Person {
        Person::parse(text).expect("a person")
    }

    #[test]
    fn a_name_and_its_short_form_are_one_person() {
        let long = person("Forename Surname, Assistant Director (Performance)");
        assert!(person("Fore Surname").is_also(&long));
        assert!(!person("F Surname, Assistant Director, Performance").is_also(&long));
        assert!(person("Other Surname, Assistant Director - Performance").is_also(&long));
        assert!(!person("Other Surname, Solicitor").is_also(&long));
        assert!(person("Councillor Forename Surname").has_name_of(&long));
    }

    #[test]
    fn an_initial_with_half_of_a_post_is_one_person() {
        let long = person("Forename Surname, Assistant Director (Performance)");
        assert!(person("F Surname, Director, Performance").is_short_for(&long));
        assert!(!person("F Surname, Solicitor").is_short_for(&long));
        assert!(!person("G Surname, Director, Performance").is_short_for(&long));
        assert_eq!(without_style("Cllr. A Surname"), "A Surname");
    }

    #[test]
    fn posts_and_bodies_are_no_people() {
        for text in ["Head of Streets", "Group Manager, Finance", "None", "Legal Services", ""] {
            assert_eq!(Person::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            if let Some(person) = Person::parse(&text) {
                prop_assert!(person.has_name_of(&person) && !person.is_also(&person));
            }
        }
    }
}

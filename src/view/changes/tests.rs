use super::lines::{Line, changes};
use super::words::{Mark, marked};
use super::{FigureChange, change};

fn line(text: &str) -> Line {
    Line {
        section: "1 Results".into(),
        at: "Paragraph 1.1".into(),
        text: text.into(),
        picture: None,
    }
}

#[test]
fn words_are_marked_where_they_differ() {
    let shown: Vec<_> = marked("the result was 93.16% in March", "the result was 91.36% in March")
        .into_iter()
        .map(|words| (words.mark, words.text))
        .collect();
    let expected = [
        (Mark::Same, "the result was"),
        (Mark::Deleted, "93.16%"),
        (Mark::Added, "91.36%"),
        (Mark::Same, "in March"),
    ];
    assert_eq!(shown, expected.map(|(mark, text)| (mark, text.to_string())));
}

#[test]
fn a_long_text_is_shown_around_its_change() {
    let long = |word: &str| format!("{}{word}{}", "before ".repeat(40), " after".repeat(40));
    let marks: Vec<_> = marked(&long("old"), &long("new")).into_iter().map(|w| w.mark).collect();
    let expected =
        [Mark::LeftOut, Mark::Same, Mark::Deleted, Mark::Added, Mark::Same, Mark::LeftOut];
    assert_eq!(marks, expected);
}

#[test]
fn a_paragraph_put_in_is_the_only_change() {
    let (one, two, three) = (line("one"), line("two"), line("three"));
    let found = changes(&[one.clone(), three.clone()], &[one, two, three]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].words[0].mark, found[0].words[0].text.as_str()), (Mark::Added, "two"));
}

#[test]
fn a_paragraph_of_other_words_is_deleted_and_added() {
    let found =
        changes(&[line("nothing is left of this")], &[line("a wholly other text stands here")]);
    let marks: Vec<_> = found.iter().map(|change| change.words[0].mark).collect();
    assert_eq!(marks, [Mark::Deleted, Mark::Added]);
}

#[test]
fn what_is_not_there_reads_none() {
    let expected = FigureChange { what: "Target".into(), before: "none".into(), now: "80%".into() };
    assert_eq!(change("Target", "", "80%"), Some(expected));
    assert_eq!(change("Target", "80%", "80%"), None);
}

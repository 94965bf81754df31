//! One sentence in words, and the claims in it.

use super::words::{
    ACTORS, AFTER, BETWEEN, DENIALS, DETERMINERS, LINKS, MEETING, MISSING, NOT_AFTER_A_RATING,
    OVER, RATED, THIS, TIMES, UNDER, UNSURE,
};
use super::{Claim, Standing, Subject};
use crate::model::rag::{Polarity, Rag};
use crate::spelling::fold;

/// A word or a sign, in lower case, and the bytes that it comes from.
struct Token {
    at: usize,
    end: usize,
    word: String,
}

impl Token {
    fn is(&self, list: &[&str]) -> bool {
        list.contains(&self.word.as_str())
    }

    fn is_number(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_sign(&self) -> bool {
        !self.word.starts_with(char::is_alphanumeric)
    }
}

/// A sentence, taken apart.
pub(super) struct Clause<'a> {
    sentence: &'a str,
    subject: &'a Subject<'a>,
    tokens: Vec<Token>,
}

impl<'a> Clause<'a> {
    pub(super) fn of(sentence: &'a str, subject: &'a Subject<'a>) -> Self {
        Self { sentence, subject, tokens: tokens(sentence) }
    }

    /// Returns whether the sentence does not plainly state how things are now.
    pub(super) fn is_unsure(&self) -> bool {
        let denials = self.tokens.iter().filter(|token| token.is(DENIALS)).count();
        let other_time = self.tokens.iter().enumerate().any(|(index, token)| {
            let here = |before: &Token| before.is(THIS) || before.is_number();
            token.is(TIMES) && !self.before(index).is_some_and(here)
        });
        denials > 1
            || other_time
            || self.sentence.trim_end().ends_with('?')
            || self.tokens.iter().any(|token| token.is(UNSURE))
    }

    /// Returns the claim that the target was met or missed.
    pub(super) fn target_claim(&self) -> Option<(usize, Claim)> {
        let targets = self.tokens.iter().enumerate().filter(|(_, token)| token.word == "target");
        targets.map(|(index, _)| index).find_map(|at| self.active(at).or_else(|| self.passive(at)))
    }

    /// `met its target`, `is on target`, `did not reach the target`.
    fn active(&self, target: usize) -> Option<(usize, Claim)> {
        let start = self.start_of(target);
        let lead = start.checked_sub(1)?;
        let claim = self.verb(&self.tokens[lead])?;
        if self.tokens[lead].word == "on" && start != target {
            return None;
        }
        let claim = self.denied(claim, lead)?;
        let subject = self.is_subject(lead, &[RATED, ACTORS]);
        (subject && self.goes_on(target + 1)).then(|| (self.tokens[lead].at, claim))
    }

    /// `the target was met`, `target missed`, `the target has not been met`.
    fn passive(&self, target: usize) -> Option<(usize, Claim)> {
        let start = self.start_of(target);
        let alone = self.subject.standing == Standing::OwnRow
            && start.checked_sub(1).is_none_or(|lead| {
                let lead = &self.tokens[lead];
                lead.is_sign() || lead.is(&["and", "but", "so", "that"])
            });
        let skipped = |token: &Token| token.is(BETWEEN) || token.is(DENIALS);
        let mut verb = self.after_amount(target + 1);
        while self.tokens.get(verb).is_some_and(skipped) {
            verb += 1;
        }
        let claim = self.verb(self.tokens.get(verb)?)?;
        let participle =
            self.tokens[verb].is(&["met", "achieved", "reached", "hit", "exceeded", "missed"]);
        let denied = self.tokens[target..verb].iter().any(|token| token.is(DENIALS));
        let claim = match (claim, denied) {
            (Claim::Met, true) => Claim::Missed,
            (claim, false) if !self.denies() => claim,
            _ => return None,
        };
        (alone && participle && self.goes_on(verb + 1)).then(|| (self.tokens[start].at, claim))
    }

    /// Returns the claim of a colour.
    pub(super) fn colour_claim(&self) -> Option<(usize, Claim)> {
        let mut colours = self
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(index, token)| Some((index, rag(&token.word)?)));
        let ((index, rag), None) = (colours.next()?, colours.next()) else { return None };
        let next = self.tokens.get(index + 1);
        let ends = next
            .is_none_or(|next| next.is_sign() || (next.is(AFTER) && !next.is(NOT_AFTER_A_RATING)));
        if !ends || self.denies() {
            return None;
        }
        let alone = index == 0
            && self.subject.standing == Standing::OwnRow
            && next.is_none_or(Token::is_sign);
        let from = self.subject_end(index);
        let linked = self.tokens[from..index].iter().any(|token| token.is(LINKS));
        let stated = alone || (linked && self.is_subject(index, &[RATED]));
        stated.then(|| (self.tokens[index].at, Claim::Rated(rag)))
    }

    /// Returns what a verb or preposition before `target` claims.
    fn verb(&self, token: &Token) -> Option<Claim> {
        let higher = self.subject.polarity == Polarity::Higher;
        let met = token.is(MEETING) || token.is(&["on", "within"]) || (higher && token.is(OVER));
        let missed = token.is(MISSING) || token.word == "outside" || (higher && token.is(UNDER));
        match (met, missed) {
            (true, _) => Some(Claim::Met),
            (_, true) => Some(Claim::Missed),
            _ => None,
        }
    }

    /// Turns `met` round after `not` or `failed to`; nothing where a denial is
    /// about something else.
    fn denied(&self, claim: Claim, verb: usize) -> Option<Claim> {
        let near = &self.tokens[verb.saturating_sub(2)..verb];
        let failed = near.iter().any(|token| token.is(&["failed", "fails", "fail"]));
        let denied = near.iter().any(|token| token.is(DENIALS));
        match (claim, failed || denied) {
            (Claim::Met, true) if self.tokens[verb].is(MEETING) => Some(Claim::Missed),
            (_, true) => None,
            (claim, false) => (!self.denies()).then_some(claim),
        }
    }

    fn denies(&self) -> bool {
        self.tokens.iter().any(|token| token.is(DENIALS))
    }

    /// Returns what follows an amount such as `of 95%`.
    fn after_amount(&self, next: usize) -> usize {
        let of = self.tokens.get(next).is_some_and(|token| token.word == "of");
        if !(of && self.tokens.get(next + 1).is_some_and(Token::is_number)) {
            return next;
        }
        let unit = self.tokens.get(next + 2).is_some_and(|token| token.word == "%");
        if unit { next + 3 } else { next + 2 }
    }

    /// Returns where the words before `target` that belong to it begin.
    fn start_of(&self, target: usize) -> usize {
        let mut start = target;
        while self.before(start).is_some_and(|token| token.is(DETERMINERS)) {
            start -= 1;
        }
        start
    }

    /// Returns whether what stands before a claim is the indicator.
    fn is_subject(&self, claim: usize, known: &[&[&str]]) -> bool {
        let end = self.subject_end(claim);
        let own = self.subject.standing == Standing::OwnRow;
        let Some(mut last) = end.checked_sub(1) else { return own };
        if self.tokens[last].word == ")" {
            let open = self.tokens[..last].iter().rposition(|token| token.word == "(");
            let Some(before) = open.and_then(|open| open.checked_sub(1)) else { return false };
            last = before;
        }
        let token = &self.tokens[last];
        if known.iter().any(|list| token.is(list)) || token.is_sign() {
            return own;
        }
        let before = fold(&self.sentence[..token.end]);
        before.ends_with(&fold(self.subject.code)) || before.ends_with(&fold(self.subject.name))
    }

    /// Returns where the words that tie a claim to its subject begin.
    fn subject_end(&self, claim: usize) -> usize {
        let mut end = claim;
        while self.before(end).is_some_and(|token| token.is(BETWEEN) || token.is(DENIALS)) {
            end -= 1;
        }
        end
    }

    /// Returns whether a claim stands as it is with what follows it.
    fn goes_on(&self, next: usize) -> bool {
        let Some(token) = self.tokens.get(next) else { return true };
        let after = self.tokens.get(next + 1);
        match token.word.as_str() {
            "of" => after.is_some_and(Token::is_number),
            "for" => after.is_some_and(|after| after.is(THIS)),
            _ => token.is_sign() || token.is(AFTER),
        }
    }

    fn before(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index.checked_sub(1)?)
    }
}

fn rag(word: &str) -> Option<Rag> {
    Rag::ALL.into_iter().find(|rag| rag.to_string().to_lowercase() == word)
}

/// Returns the words of a sentence in lower case, and its signs one by one; a
/// hyphen, an apostrophe or a point within a word belongs to it.
fn tokens(sentence: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    let mut letters = sentence.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let joined = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inner = matches!(letter, '-' | '\'' | '’' | '.' | '_') && open && joined;
        if letter.is_alphanumeric() || inner {
            let lower = if letter == '’' { '\'' } else { letter };
            match tokens.last_mut().filter(|_| open) {
                Some(token) => {
                    token.word.extend(lower.to_lowercase());
                    token.end = end;
                }
                None => tokens.push(Token { at, end, word: lower.to_lowercase().collect() }),
            }
            open = true;
        } else {
            open = false;
            if !letter.is_whitespace() {
                tokens.push(Token { at, end, word: letter.to_string() });
            }
        }
    }
    tokens
}

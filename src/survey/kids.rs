//! The nodes of page trees, counted as they stand in a file.

use std::collections::BTreeMap;

use super::limits::Limits;
use super::refused::Refused;
use super::syntax::{Token, Tokens};

/// The nodes of page trees that a file has, in all its states: object, and those
/// below it.
#[derive(Debug, Default)]
pub(super) struct Kids(BTreeMap<i64, Vec<i64>>);

impl Kids {
    pub(super) fn join(&mut self, other: Self) {
        for (node, kids) in other.0 {
            self.add(node, kids);
        }
    }

    /// Adds a node; of two states of it, the larger one counts.
    fn add(&mut self, node: i64, kids: Vec<i64>) {
        let known = self.0.entry(node).or_default();
        if kids.len() > known.len() {
            *known = kids;
        }
    }

    /// Reads the nodes that stand in the open: `3 0 obj … /Kids[4 0 R 5 0 R]`.
    pub(super) fn read<'a>(&mut self, parts: impl Iterator<Item = &'a [u8]>) {
        for part in parts {
            let mut before = [0; 2];
            let mut node = 0;
            let mut tokens = Tokens::new(part);
            while let Some(token) = tokens.next() {
                if token.is_word(b"obj") {
                    node = before[0];
                } else if token.is_name(b"Kids") {
                    self.add(node, references(&mut tokens));
                }
                before = [before[1], token.number().unwrap_or(0)];
            }
        }
    }

    /// Reads the nodes in a stream of objects, whose numbers stand at its head.
    pub(super) fn read_packed(&mut self, names: &[Token<'_>], unpacked: &[u8]) {
        let number = |key: &[u8]| {
            let at = names.iter().position(|token| token.is_name(key))?;
            usize::try_from(names.get(at + 1)?.number()?).ok()
        };
        let (Some(first), Some(count)) = (number(b"First"), number(b"N")) else { return };
        let Some((head, body)) = unpacked.split_at_checked(first) else { return };
        let heads: Vec<i64> = Tokens::new(head).filter_map(|token| token.number()).collect();
        let mut places: Vec<(usize, i64)> = heads
            .chunks_exact(2)
            .take(count)
            .filter_map(|pair| Some((usize::try_from(pair[1]).ok()?, pair[0])))
            .collect();
        places.sort_unstable();
        let mut tokens = Tokens::new(body);
        while let Some(token) = tokens.next() {
            if token.is_name(b"Kids") {
                let at = places.partition_point(|(place, _)| *place < tokens.at);
                let node = at.checked_sub(1).map_or(0, |at| places[at].1);
                self.add(node, references(&mut tokens));
            }
        }
    }

    /// Returns nothing if no node leads to more leaves than a file may have pages.
    /// A node that is reached on two ways counts twice, as it would in a reader.
    pub(super) fn admit(&self, limits: &Limits) -> Result<(), Refused> {
        let mut leaves: BTreeMap<i64, usize> = BTreeMap::new();
        for &node in self.0.keys() {
            // States of the file before this one may have had more.
            let most = (4 * limits.pages).max(1_000);
            if self.leaves(node, &mut leaves) > most {
                return Err(Refused::TooLarge(format!(
                    "it has more than {most} pages, and {} is the most that is read",
                    limits.pages
                )));
            }
        }
        Ok(())
    }

    /// Returns how many pages are named below a node, found or not.
    pub(super) fn named(&self, root: i32) -> usize {
        self.leaves(root.into(), &mut BTreeMap::new())
    }

    /// Returns how many leaves are below a node; a loop, which a reader leaves, has none.
    fn leaves(&self, root: i64, known: &mut BTreeMap<i64, usize>) -> usize {
        let mut open = vec![(root, 0)];
        known.entry(root).or_insert(0);
        while let Some((node, at)) = open.pop() {
            let kids = self.0.get(&node).map_or(&[][..], Vec::as_slice);
            if let Some(kid) = kids.get(at) {
                open.push((node, at + 1));
                if self.0.contains_key(kid) && !known.contains_key(kid) {
                    known.insert(*kid, 0);
                    open.push((*kid, 0));
                }
                continue;
            }
            let below = kids.iter().map(|kid| {
                let is_node = self.0.contains_key(kid);
                if is_node { known.get(kid).copied().unwrap_or(0) } else { 1 }
            });
            let sum = below.fold(0_usize, usize::saturating_add);
            known.insert(node, sum);
        }
        known.get(&root).copied().unwrap_or(0)
    }
}

/// Returns the references of an array that comes next.
fn references(tokens: &mut Tokens<'_>) -> Vec<i64> {
    let mut found = Vec::new();
    let mut before = [0; 2];
    if tokens.clone().next() != Some(Token::Sign(b'[')) {
        return found;
    }
    for token in tokens.by_ref() {
        if token == Token::Sign(b']') {
            break;
        }
        if token.is_word(b"R") {
            found.push(before[0]);
        }
        before = [before[1], token.number().unwrap_or(0)];
    }
    found
}

//! The levels of headings, as they are printed.

/// Gives headings their levels: each as deep as the headings that it stands under. A
/// document that begins at its second level, or leaves one out, is so lifted with
/// everything that stands beside and below; a screen reader's outline, and PDF/UA-1
/// with it, allows no gap. What a heading holds stays within it: an exempt section ends
/// where its author has ended it.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels {
    /// The stated levels of the headings that the next one may stand under.
    open: Vec<u8>,
}

impl Levels {
    /// Goes on to a heading of a stated level, from 1, and returns its own, from 1, with
    /// what to say where a level is left out before it; of headings side by side, the
    /// first is told.
    pub(super) fn next(&mut self, stated: u8) -> (u8, Option<String>) {
        let mut beside = false;
        while let Some(last) = self.open.pop_if(|last| *last >= stated) {
            beside = last == stated;
        }
        let above = self.open.last().copied();
        self.open.push(stated);
        let level = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        let leaves_out = stated > above.unwrap_or(0) + 1 && !beside;
        let said = leaves_out.then(|| {
            let before = above.map_or("nothing".into(), |above| format!("level {above}"));
            format!("a heading of level {stated} follows {before}, and is printed as level {level}")
        });
        (level, said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn levels(stated: &[u8]) -> (Vec<u8>, usize) {
        let mut levels = Levels::default();
        let all: Vec<_> = stated.iter().map(|stated| levels.next(*stated)).collect();
        let said = all.iter().filter(|(_, said)| said.is_some()).count();
        (all.into_iter().map(|(level, _)| level).collect(), said)
    }

    #[test]
    fn headings_that_leave_a_level_out_are_lifted_with_those_beside_them() {
        assert_eq!(levels(&[1, 2, 3, 2, 1]), (vec![1, 2, 3, 2, 1], 0));
        assert_eq!(levels(&[2, 2, 3, 2]), (vec![1, 1, 2, 1], 1));
        assert_eq!(levels(&[1, 3, 3, 2, 3]), (vec![1, 2, 2, 2, 3], 1));
        assert_eq!(levels(&[3, 1]), (vec![1, 1], 1));
    }

    proptest! {
        #[test]
        fn a_section_holds_what_its_author_put_into_it(stated in prop::collection::vec(1_u8..=6, 0..20)) {
            let (printed, _) = levels(&stated);
            let ends = |levels: &[u8], at: usize| {
                levels[at + 1..].iter().position(|level| *level <= levels[at])
            };
            for at in 0..stated.len() {
                prop_assert_eq!(ends(&stated, at), ends(&printed, at));
            }
            let steps = printed.windows(2).all(|pair| pair[1] <= pair[0] + 1);
            prop_assert!(steps && printed.first().is_none_or(|first| *first == 1));
        }
    }
}

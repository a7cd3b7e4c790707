//! Names that the caller rejects: their own, misheard, and those of others.

use super::CallerSaid;
use crate::people::{
    PersonName,
    phrases::MISNAMING,
    reading::{ReadName, read_name},
    same_name::distance,
    spoken::{Gap, SpokenTurn},
};

impl CallerSaid<'_> {
    /// "People keep calling me Gwen", "it's not Gwen".
    pub(super) fn hear_misnamings(
        &mut self,
        turn: &SpokenTurn<'_>,
        addressed: Option<&PersonName>,
    ) {
        let names: Vec<PersonName> = (0..turn.words.len())
            .filter_map(|index| {
                let (next, ()) = MISNAMING.at(turn, index)?;
                let speaks_of_me = turn.folded(next.checked_sub(1)?) == Some("me");
                let name = read_name(turn, next, self.stop_words)
                    .filter(|_| turn.gap_before(next) < Gap::Comma)?;
                let is_known = self.is_known(&name.name)
                    || addressed.is_some_and(|addressed| addressed.may_equal(&name.name));
                (speaks_of_me || (is_known && self.introduces_similar(turn, &name)))
                    .then_some(name.name)
            })
            .collect();
        self.misnamed.extend(names);
    }

    /// "It's not Sandra", to an agent that greeted Sandra.
    pub(super) fn names_wrongly(
        &self,
        turn: &SpokenTurn<'_>,
        addressed: Option<&PersonName>,
    ) -> bool {
        let Some(addressed) = addressed else {
            return false;
        };
        (0..turn.words.len()).any(|index| {
            MISNAMING.at(turn, index).is_some_and(|(next, ())| {
                turn.gap_before(next) < Gap::Comma
                    && turn.folded(next - 1) != Some("me")
                    && read_name(turn, next, self.stop_words)
                        .is_some_and(|name| name.name.may_equal(addressed))
            })
        })
    }

    /// "It's not Biscuit, it's Brisket": the turn corrects the name of somebody else.
    pub(super) fn speaks_of_another(
        &self,
        turn: &SpokenTurn<'_>,
        addressed: Option<&PersonName>,
    ) -> bool {
        (0..turn.words.len()).any(|index| {
            let Some((next, ())) = MISNAMING.at(turn, index) else {
                return false;
            };
            turn.gap_before(next) < Gap::Comma
                && turn.folded(next - 1) != Some("me")
                && read_name(turn, next, self.stop_words).is_some_and(|name| {
                    !self.is_known(&name.name)
                        && !addressed.is_some_and(|addressed| addressed.may_equal(&name.name))
                })
        })
    }

    pub(super) fn is_known(&self, name: &PersonName) -> bool {
        self.is_corroborated(name)
            || self
                .introductions
                .iter()
                .any(|said| said.name.may_equal(name))
    }

    /// Whether the turn also names a similar name, which the misheard one is a spelling of.
    pub(super) fn introduces_similar(&self, turn: &SpokenTurn<'_>, misheard: &ReadName) -> bool {
        let folded = misheard.name.folded_words();
        (misheard.end..turn.words.len()).any(|index| {
            read_name(turn, index, self.stop_words).is_some_and(|name| {
                name.name
                    .folded_words()
                    .first()
                    .zip(folded.first())
                    .is_some_and(|(one, other)| {
                        one.chars().next() == other.chars().next() && distance(one, other) <= 2
                    })
            })
        })
    }
}

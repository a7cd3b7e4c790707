use super::sections::Strings;
use crate::hash::hash32;

const EMPTY: u16 = u16::MAX;

/// Finds strings by hash: open addressing with linear probing, at most half full.
#[derive(Debug, Default)]
pub(super) struct HashIndex {
    /// Numbers of strings, or [`EMPTY`].
    slots: Box<[u16]>,
}

impl HashIndex {
    /// Ignores strings beyond 65,535.
    pub(super) fn new(strings: Strings<'_>) -> Self {
        let mut slots = vec![EMPTY; (2 * strings.len()).next_power_of_two()];
        for (number, string) in (0..EMPTY).zip(strings.iter()) {
            for position in probe(slots.len(), string) {
                if let Some(slot) = slots.get_mut(position)
                    && *slot == EMPTY
                {
                    *slot = number;
                    break;
                }
            }
        }
        Self {
            slots: slots.into(),
        }
    }

    pub(super) fn find(&self, strings: Strings<'_>, string: &str) -> Option<usize> {
        probe(self.slots.len(), string)
            .map_while(|position| self.slots.get(position))
            .take_while(|&&number| number != EMPTY)
            .map(|&number| usize::from(number))
            .find(|&number| strings.get(number) == Some(string))
    }
}

/// The slots of a string in the order in which they are tried.
fn probe(slots: usize, string: &str) -> impl Iterator<Item = usize> + use<> {
    let mask = slots.saturating_sub(1);
    let start = hash32(string) as usize;
    (0..slots).map(move |offset| start.wrapping_add(offset) & mask)
}

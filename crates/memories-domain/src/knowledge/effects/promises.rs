//! What became of promises: kept, or withdrawn.

use smol_str::SmolStr;

use super::{Effects, set};
use crate::{
    Nature,
    knowledge::{
        Standing,
        analysis::{Part, Role},
    },
};

impl Effects<'_> {
    /// Promises of earlier calls with the first of these names that any of them has were kept, and
    /// what was missing has come.
    pub(super) fn keep(&mut self, unit: usize, names: &[Vec<SmolStr>]) {
        let evidence = self.evidence(unit);
        for words in names {
            let words = self.without_callers(words);
            let earlier: Vec<usize> = words
                .iter()
                .flat_map(|word| self.earlier.with_word_like(word))
                .collect();
            let mut has_kept = false;
            for other in self.statements_of_earlier_calls(unit, earlier) {
                let Some(part) = self.part(other) else {
                    continue;
                };
                let standing = if part.is(Role::Complaint) {
                    Standing::Ended(evidence)
                } else if self.may_be_kept(unit, part) {
                    Standing::Kept(evidence)
                } else {
                    continue;
                };
                set(&mut self.standings, other, standing);
                has_kept = true;
            }
            if has_kept {
                return;
            }
        }
    }

    /// Whether a thing that came, or took place, may be what was promised: not before the day of an
    /// appointment, and never a call.
    fn may_be_kept(&self, unit: usize, part: &Part) -> bool {
        let said_on = self.said_at(unit).to_zoned(jiff::tz::TimeZone::UTC).date();
        part.is(Role::Promise) && !part.is(Role::CallBack)
            || part.is_commitment
                && !part.is(Role::Promise)
                && !part.days.iter().any(|day| day.from > said_on)
    }

    /// Somebody called, as an agent of an earlier call had promised: who is named, otherwise as it
    /// was promised last.
    pub(super) fn keep_call(&mut self, unit: usize, words: &[SmolStr]) {
        let words = self.without_callers(words);
        let open: Vec<usize> = self
            .open_calls()
            .into_iter()
            .filter(|&other| !self.is_same_call(other, unit))
            .collect();
        let own = self.part(unit).map(|part| &part.content);
        let is_about_it = |part: &Part| {
            words.iter().any(|word| part.words.contains(word))
                || own.is_some_and(|own| !own.is_disjoint(&part.content))
        };
        let names = |other: &usize| self.part(*other).is_some_and(is_about_it);
        let mut meant: Vec<usize> = open.iter().copied().filter(names).collect();
        if meant.is_empty() {
            meant = self.of_latest_call(open);
            meant.retain(|&other| {
                words.is_empty() || self.part(other).is_some_and(|part| part.content.is_empty())
            });
        }
        let evidence = self.evidence(unit);
        for other in meant {
            set(&mut self.standings, other, Standing::Kept(evidence));
        }
    }

    /// The caller does without what was promised, in this call or before.
    pub(super) fn waive(&mut self, unit: usize, words: &[SmolStr], is_call: bool) {
        let meant = if is_call {
            let open = self.open_calls();
            self.of_latest_call(open)
        } else {
            let is_meant = |part: &Part| {
                part.is(Role::Promise) && words.iter().any(|word| part.content.contains(word))
            };
            let mut promises = self.earlier.promises.clone();
            promises.retain(|&other| self.part(other).is_some_and(is_meant));
            promises
        };
        let evidence = self.evidence(unit);
        for other in meant {
            set(&mut self.standings, other, Standing::Cancelled(evidence));
        }
    }

    /// Promises to call or write that hold.
    fn open_calls(&self) -> Vec<usize> {
        let promises = self.earlier.promises.iter().copied();
        promises
            .filter(|&other| {
                self.standings.get(other).is_some_and(Standing::holds)
                    && self.part(other).is_some_and(|part| part.is(Role::CallBack))
            })
            .collect()
    }

    fn of_latest_call(&self, mut units: Vec<usize>) -> Vec<usize> {
        if let Some(&last) = units.last() {
            units.retain(|&unit| unit == last || self.is_same_call(unit, last));
        }
        units
    }

    /// An arrangement that another day took the place of was moved, if it was still to come; and
    /// promises that hold are open.
    pub(super) fn tell_moves_and_promises(&mut self) {
        for unit in 0..self.units.len() {
            let (Some(standing), Some((_, analysis, part))) =
                (self.standings.get(unit).copied(), self.unit(unit))
            else {
                continue;
            };
            let Some(part) = analysis.parts.get(part) else {
                continue;
            };
            let told = match standing {
                Standing::Holds if part.is(Role::Promise) => Standing::Promised,
                Standing::Replaced(evidence)
                    if matches!(analysis.nature, None | Some(Nature::Event))
                        && self.means_a_day(evidence.memory) =>
                {
                    let replaced_on = evidence.at.to_zoned(jiff::tz::TimeZone::UTC).date();
                    if !part.days.iter().any(|day| day.until >= replaced_on) {
                        continue;
                    }
                    Standing::Moved(evidence)
                }
                _ => continue,
            };
            if let Some(slot) = self.standings.get_mut(unit) {
                *slot = told;
            }
        }
    }

    fn means_a_day(&self, memory: usize) -> bool {
        self.analyses
            .get(memory)
            .is_some_and(|analysis| analysis.parts.iter().any(|part| !part.days.is_empty()))
    }
}

//! Appointments, bookings and everything else that takes place on a day: moved and cancelled.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{Effects, fact_state::specific_words, set};
use crate::{
    MemoryKind, ProfileKey, ProfileValue, TimeMention,
    knowledge::{
        Evidence, Nature, Standing,
        analysis::{Act, Object, Part},
        cues,
    },
};

impl Effects<'_> {
    /// Ends the arrangement that is meant. Returns whether there was one.
    pub(super) fn cancel(&mut self, unit: usize, object: &Object) -> bool {
        if self.is_cancelled_before(unit, object) {
            return true;
        }
        self.forget_past_arrangements(unit);
        let meant = self.meant(unit, object, Direction::Cancels);
        let evidence = self.evidence(unit);
        for &other in &meant {
            set(&mut self.standings, other, Standing::Cancelled(evidence));
            self.remove_from_fact(other);
        }
        let earlier: Vec<usize> = meant
            .iter()
            .copied()
            .filter(|&other| !self.is_same_call(other, unit))
            .collect();
        self.end_answers(&earlier, Standing::Cancelled(evidence));
        !meant.is_empty()
    }

    /// Replaces the arrangement that is meant by the one of this memory.
    pub(super) fn rearrange(&mut self, unit: usize, object: &Object) {
        if object.days.is_empty() || self.is_moved_before(unit, object) {
            return;
        }
        self.forget_past_arrangements(unit);
        let meant = self.meant(unit, object, Direction::Moves);
        let evidence = self.evidence(unit);
        let earlier: Vec<usize> = meant
            .iter()
            .copied()
            .filter(|&other| !self.is_same_call(other, unit))
            .collect();
        self.end_answers(&earlier, Standing::Replaced(evidence));
        for other in meant {
            set(&mut self.standings, other, Standing::Replaced(evidence));
            match object.days.last() {
                Some(day) if self.is_event_fact(other) => self.move_fact(other, unit, day),
                _ => self.remove_from_fact(other),
            }
        }
    }

    /// The agent's booking settles the days that were asked about before in the same call.
    pub(super) fn settle_days(&mut self, unit: usize, days: &[TimeMention]) {
        let evidence = self.evidence(unit);
        let of_call = self.earlier.dated.clone();
        for other in of_call.into_iter().rev() {
            if self.said_at(other) < self.said_at(unit) {
                break;
            }
            if self.is_same_call(other, unit)
                && self.part(other).is_some_and(|part| {
                    part.is_question && !part.days.is_empty() && !overlaps(&part.days, days)
                })
            {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// Something is again as it was before the changes of earlier calls: these, and statements
    /// about what they had changed to, are replaced, and a fact has the former value that is named.
    pub(super) fn revert(&mut self, unit: usize) {
        self.restore_fact(unit);
        let evidence = self.evidence(unit);
        let mut names: FxHashSet<SmolStr> = FxHashSet::default();
        for other in self.statements_of_earlier_calls(unit, self.earlier.changes.clone()) {
            let Some(part) = self.part(other) else {
                continue;
            };
            let changed: Vec<&Object> = part
                .acts
                .iter()
                .filter_map(|act| match act {
                    Act::Changes(object) => Some(object),
                    _ => None,
                })
                .collect();
            // An appointment that was moved has nothing to do with it.
            if changed.is_empty() || self.is_event_fact(other) {
                continue;
            }
            names.extend(
                changed
                    .iter()
                    .flat_map(|object| object.words.iter().cloned()),
            );
            set(&mut self.standings, other, Standing::Replaced(evidence));
        }
        let Some(own) = self.part(unit) else {
            return;
        };
        names.retain(|name| !own.words.contains(name));
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(&names)) {
            let shared = self.part(other).map_or(0, |part| {
                names
                    .iter()
                    .filter(|name| part.words.contains(*name))
                    .count()
            });
            if shared > 1 && !self.is_event_fact(other) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// "I want to go back to Basic", after `plan: Basic` and `plan: Gold`.
    fn restore_fact(&mut self, unit: usize) {
        let Some(own) = self.part(unit) else {
            return;
        };
        let evidence = self.evidence(unit);
        let is_named = |value: &ProfileValue| own.contains_all(&specific_words(value));
        let former = self
            .earlier
            .with_words(&own.content)
            .into_iter()
            .rev()
            .filter(|&other| !self.is_statement(other))
            .find_map(|other| match &self.memory(other)?.kind {
                MemoryKind::Profile { key, value }
                    if is_named(value) && !self.holds_now(other, key, value) =>
                {
                    Some((self.fact_key(other, key), value.clone()))
                }
                _ => None,
            });
        let Some((key, value)) = former else {
            return;
        };
        let Some(state) = self.facts.get_mut(&key) else {
            return;
        };
        if state.nature != Nature::Single {
            return;
        }
        for (memory, former) in state.replace(unit, &value, evidence.at) {
            set(&mut self.standings, memory, Standing::Replaced(evidence));
            self.replace_statements_of(unit, memory, &former, &value, true);
        }
    }

    /// Whether a fact has this value: "hybrid was too heavy" goes back to the one before it.
    fn holds_now(&self, unit: usize, key: &ProfileKey, value: &ProfileValue) -> bool {
        let state = self.facts.get(&self.fact_key(unit, key));
        state.is_some_and(|state| state.items.iter().any(|item| item.fact.value == *value))
    }

    /// Whether what is cancelled was cancelled before: the agent confirms what the caller asked for.
    /// Then no other arrangement is meant.
    fn is_cancelled_before(&self, unit: usize, object: &Object) -> bool {
        let names = specific(&object.words);
        let is_meant = |days: &[TimeMention], other: usize, evidence: Evidence| {
            if !object.days.is_empty() {
                return overlaps(days, &object.days);
            }
            self.is_memory_of_same_call(evidence.memory, unit)
                && (names.is_empty()
                    || self
                        .part(other)
                        .is_some_and(|part| names.iter().any(|name| part.content.contains(*name))))
        };
        let mut is_off = false;
        for &other in &self.earlier.dated {
            let days = self.days_of(other);
            match self.standings.get(other) {
                Some(Standing::Ended(evidence) | Standing::Cancelled(evidence))
                    if !days.is_empty() =>
                {
                    is_off |= is_meant(days, other, *evidence);
                }
                // Another one on the same day is meant.
                Some(Standing::Holds)
                    if overlaps(days, &object.days) && !self.is_own_request(other) =>
                {
                    return false;
                }
                _ => {}
            }
        }
        is_off
    }

    /// Whether something was moved to the same day before in the same call: the agent confirms what
    /// the caller asked for, and may add the hour.
    fn is_moved_before(&mut self, unit: usize, object: &Object) -> bool {
        let is_moved = self
            .earlier
            .dated
            .iter()
            .any(|&other| match self.standings.get(other) {
                Some(Standing::Replaced(evidence)) => {
                    self.is_memory_of_same_call(evidence.memory, unit)
                        && !self.days_of(other).is_empty()
                        && self
                            .analyses
                            .get(evidence.memory)
                            .into_iter()
                            .flat_map(|analysis| &analysis.parts)
                            .any(|part| overlaps(&part.days, &object.days))
                }
                _ => false,
            });
        if let Some(day) = object.days.last().filter(|_| is_moved) {
            for other in self.earlier.dated.clone() {
                if self.is_same_call(other, unit) && self.is_event_fact(other) {
                    self.move_fact(other, unit, day);
                }
            }
        }
        is_moved
    }

    /// Units are in the order of time: what does not hold or has passed when one is said is no
    /// arrangement for any later one either.
    fn forget_past_arrangements(&mut self, unit: usize) {
        let said_on = self.said_at(unit).to_zoned(jiff::tz::TimeZone::UTC).date();
        let mut arranged = std::mem::take(&mut self.earlier.arranged);
        arranged.retain(|&other| {
            self.standings.get(other).is_some_and(Standing::holds)
                && self.days_of(other).iter().any(|day| day.until >= said_on)
        });
        self.earlier.arranged = arranged;
    }

    /// What was arranged before a memory, is still to come then, and may be this.
    fn upcoming(&self, unit: usize, object: &Object) -> Vec<(usize, &[TimeMention])> {
        self.earlier
            .arranged
            .iter()
            .copied()
            .filter(|&other| self.is_statement(other) || self.is_event_fact(other))
            .filter(|&other| {
                // The request that this memory answers is no arrangement, and neither is a reason
                // for it.
                !self.is_same_call(other, unit)
                    || !self.is_own_request(other) && !self.is_reason(other, object)
            })
            .map(|other| (other, self.days_of(other)))
            .filter(|&(other, days)| {
                !object.is_reported
                    || overlaps(days, &object.days)
                    || self.was_named_with(other, &specific(&object.words))
            })
            .filter(|&(other, _)| {
                let other_things: Vec<&SmolStr> = object
                    .words
                    .iter()
                    .filter(|word| cues::OTHER_THINGS.is_in(std::slice::from_ref(*word)))
                    .collect();
                other_things.is_empty() || self.was_named_with(other, &other_things)
            })
            .collect()
    }

    /// The arrangements before this memory that it cancels or moves.
    fn meant(&self, unit: usize, object: &Object, direction: Direction) -> Vec<usize> {
        let upcoming = self.upcoming(unit, object);
        let named: Vec<usize> = upcoming
            .iter()
            .filter(|(_, days)| match direction {
                Direction::Cancels => overlaps(days, &object.days),
                // "from Tuesday to Friday" names both.
                Direction::Moves => {
                    object.days.len() > 1
                        && object
                            .days
                            .first()
                            .is_some_and(|first| overlaps(days, std::slice::from_ref(first)))
                }
            })
            .map(|(other, _)| *other)
            .collect();
        if !named.is_empty() {
            return self.preferably_own(unit, &object.words, named, |other| *other);
        }
        if matches!(direction, Direction::Cancels) && self.is_for_a_day_to_come(unit, object) {
            // "I've cancelled Saturday 28 November" leaves the test on 15 December as it is.
            return Vec::new();
        }
        let other_days: Vec<(usize, &[TimeMention])> = match direction {
            Direction::Cancels => upcoming,
            Direction::Moves => upcoming
                .into_iter()
                .filter(|(_, days)| differs(days, &object.days))
                .collect(),
        };
        let other_days = self.preferably_own(unit, &object.words, other_days, |(other, _)| *other);
        let distinct: BTreeSet<Date> = other_days
            .iter()
            .flat_map(|(_, days)| days.iter().map(|day| day.from))
            .collect();
        let words = specific(&object.words);
        // "I've taken the nuts off" cancels nothing on the only day to come.
        let is_named = object.is_named && !words.is_empty();
        if !is_named && (distinct.len() <= 1 || object.is_plural) {
            return other_days.into_iter().map(|(other, _)| other).collect();
        }
        let about_it: Vec<usize> = other_days
            .iter()
            .filter(|(other, _)| {
                self.part(*other)
                    .is_some_and(|part| words.iter().any(|word| part.content.contains(*word)))
            })
            .map(|(other, _)| *other)
            .collect();
        if !about_it.is_empty() {
            let days: Vec<TimeMention> = about_it
                .iter()
                .flat_map(|&other| self.days_of(other).iter().cloned())
                .collect();
            return other_days
                .into_iter()
                .filter(|(_, of_other)| overlaps(of_other, &days))
                .map(|(other, _)| other)
                .collect();
        }
        if is_named {
            return Vec::new();
        }
        // The nearest to the new day, otherwise the one that was spoken of last.
        if let Some(new) = object.days.last() {
            let distances: Vec<(usize, i64)> = other_days
                .iter()
                .filter_map(|(other, days)| {
                    Some((*other, days.iter().map(|day| distance(day, new)).min()?))
                })
                .collect();
            let nearest = distances.iter().map(|(_, distance)| *distance).min();
            return distances
                .into_iter()
                .filter(|(_, distance)| Some(*distance) == nearest)
                .map(|(other, _)| other)
                .collect();
        }
        let Some((_, last)) = other_days.last() else {
            return Vec::new();
        };
        let last = last.to_vec();
        other_days
            .into_iter()
            .filter(|(_, days)| overlaps(days, &last))
            .map(|(other, _)| other)
            .collect()
    }

    /// Whether it names a day that had not passed when it was said: a day before it is that of a
    /// reason ("my cat died on Sunday").
    fn is_for_a_day_to_come(&self, unit: usize, object: &Object) -> bool {
        let said_on = self.said_at(unit).to_zoned(jiff::tz::TimeZone::UTC).date();
        object.days.iter().any(|day| day.until >= said_on)
    }

    /// Whether any of these words was said in the call of an arrangement.
    fn was_named_with(&self, arrangement: usize, words: &[&SmolStr]) -> bool {
        self.earlier
            .with_words(words.iter().copied())
            .into_iter()
            .any(|other| other == arrangement || self.is_same_call(other, arrangement))
    }

    pub(super) fn days_of(&self, unit: usize) -> &[TimeMention] {
        self.part(unit).map_or(&[], |part| part.days.as_slice())
    }

    /// Whether a memory itself cancels or moves something.
    fn is_own_request(&self, unit: usize) -> bool {
        self.part(unit).is_some_and(Part::is_request)
    }

    /// Whether the caller tells it as a reason to cancel something without a day: "My cat died on
    /// Sunday."
    fn is_reason(&self, unit: usize, object: &Object) -> bool {
        object.days.is_empty()
            && self.part(unit).is_some_and(|part| {
                !part.is_agents
                    && !part.is_question
                    && !part
                        .words
                        .iter()
                        .any(|word| cues::APPOINTMENT_NOUNS.is_in(std::slice::from_ref(word)))
            })
    }

    /// Whether what is cancelled without a day is something without one that was spoken of in an
    /// earlier call, such as a monthly order, and no appointment.
    pub(super) fn is_about_something_undated(&self, unit: usize, object: &Object) -> bool {
        let names = specific(&object.words);
        let names_appointment = object
            .words
            .iter()
            .any(|word| cues::APPOINTMENT_NOUNS.is_in(std::slice::from_ref(word)))
            && !object.words.iter().any(|word| is_order(word));
        if !object.days.is_empty() || object.is_plural || names_appointment || names.is_empty() {
            return false;
        }
        let shared = |other: usize| {
            self.part(other).map_or(0, |part| {
                let is_shared = |name: &&&SmolStr| part.content.contains(**name);
                names.iter().filter(is_shared).count()
            })
        };
        let candidates = self.earlier.with_words(names.iter().copied());
        let candidates = self.statements_of_earlier_calls(unit, candidates);
        let (dated, undated): (Vec<usize>, Vec<usize>) = candidates
            .into_iter()
            .partition(|&other| !self.days_of(other).is_empty());
        let best = |units: Vec<usize>| units.into_iter().map(shared).max().unwrap_or(0);
        let (dated, undated) = (best(dated), best(undated));
        undated > 1 && undated > dated
    }

    /// What was answered to the question when an arrangement that ended takes place.
    fn end_answers(&mut self, arrangements: &[usize], standing: Standing) {
        let calls: FxHashSet<usize> = arrangements
            .iter()
            .filter_map(|&unit| self.call_of_unit(unit))
            .collect();
        let answers: Vec<usize> = self
            .earlier
            .times
            .iter()
            .copied()
            .filter(|&other| {
                self.call_of_unit(other)
                    .is_some_and(|call| calls.contains(&call))
            })
            .collect();
        for other in answers {
            set(&mut self.standings, other, standing);
        }
    }
}

/// Whether a word is for an order or a subscription, which has no day.
fn is_order(word: &str) -> bool {
    const ORDERS: [&str; 10] = [
        "order",
        "bestell",
        "abo",
        "subscri",
        "suscri",
        "pedido",
        "commande",
        "ordin",
        "encomenda",
        "assin",
    ];
    ORDERS.iter().any(|order| word.starts_with(order))
}

/// The words that say which arrangement is meant.
fn specific(words: &[SmolStr]) -> Vec<&SmolStr> {
    words
        .iter()
        .filter(|word| !cues::APPOINTMENT_NOUNS.is_in(std::slice::from_ref(*word)))
        .collect()
}

#[derive(Clone, Copy)]
enum Direction {
    Cancels,
    Moves,
}

/// Whether an arrangement is for another time: another day, or another hour of the same day.
fn differs(arranged: &[TimeMention], new: &[TimeMention]) -> bool {
    !overlaps(arranged, new)
        || arranged.iter().any(|old| {
            new.iter().any(|new| {
                new.from == old.from
                    && new.time.is_some()
                    && old.time.is_some()
                    && new.time != old.time
            })
        })
}

/// How many days lie between two times.
fn distance(a: &TimeMention, b: &TimeMention) -> i64 {
    (a.from.duration_since(b.from).as_hours() / 24).abs()
}

fn overlaps(a: &[TimeMention], b: &[TimeMention]) -> bool {
    a.iter()
        .any(|a| b.iter().any(|b| a.from <= b.until && b.from <= a.until))
}

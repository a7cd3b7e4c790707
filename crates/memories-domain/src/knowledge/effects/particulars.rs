//! Another home, e-mail address, code or weekday takes the place of the one before.

use smol_str::SmolStr;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Effects, fact_state::specific_words, set};
use crate::knowledge::{
    Standing,
    analysis::{News, Part, Role},
    weekdays::{self, weekday},
};

/// A number of fewer digits may be another thing, unless little else is said.
const MIN_DISTINCT_DIGITS: usize = 4;
const MAX_WORDS_OF_A_NUMBER: usize = 6;
/// A smaller number counts many things.
const MIN_FORMER_NUMBER: u32 = 20;
/// A correction follows the number within so many turns.
const MAX_TURNS_TO_CORRECT: u32 = 3;

impl Effects<'_> {
    pub(super) fn renew(&mut self, unit: usize, part: &Part) {
        let own = &part.particulars;
        if own.brings(News::Moved) {
            self.moved = Some(unit);
        }
        if let Some(address) = &own.address
            && let Some(moved) = self.moved
            && self.is_same_call(moved, unit)
        {
            let earlier = self.earlier.addresses.clone();
            let together = self
                .part(moved)
                .is_some_and(|part| part.particulars.brings(News::MovedTogether));
            let earlier = if together {
                earlier
            } else {
                self.own(unit, earlier)
            };
            self.replace_earlier(unit, earlier, |other| {
                let of_other = other.particulars.address.as_ref();
                !other.is(Role::OfOthers)
                    && of_other.is_some_and(|of_other| !of_other.is_same(address))
            });
        }
        if own.brings(News::Renewed) && !own.emails.is_empty() {
            let earlier = self.own(unit, self.earlier.emails.clone());
            self.replace_earlier(unit, earlier, |other| {
                let is_same = |email| own.emails.iter().any(|own| own.is_same(email));
                !other.particulars.emails.iter().any(is_same)
            });
        }
        if own.brings(News::Renewed)
            && let Some(places) = &own.code_of
        {
            self.replace_earlier(unit, self.earlier.codes.clone(), |other| {
                let of_other = other.particulars.code_of.as_deref().unwrap_or_default();
                let is_same_place = places.is_empty() && of_other.is_empty()
                    || places.iter().any(|place| of_other.contains(place));
                is_same_place && !other.particulars.has_any_number(&own.numbers)
            });
        }
        if !own.tolerated.is_empty() {
            self.end_allergies(unit, &own.tolerated);
        }
        if !own.instead_of.is_empty() {
            self.replace_former(unit, part);
        }
        if own.brings(News::TakenBack) {
            self.correct_number(unit, &own.numbers);
        }
    }

    fn replace_earlier(
        &mut self,
        unit: usize,
        earlier: Vec<usize>,
        is_replaced: impl Fn(&Part) -> bool,
    ) {
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, earlier) {
            if self.part(other).is_some_and(&is_replaced) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// What was said of an allergy that is over has ended, and so has its item of a list.
    fn end_allergies(&mut self, unit: usize, tolerated: &[SmolStr]) {
        let evidence = self.evidence(unit);
        let names: Vec<String> = tolerated.iter().map(|word| beginning(word)).collect();
        let is_named = |word: &SmolStr| names.contains(&beginning(word));
        for other in self.statements_of_earlier_calls(unit, self.earlier.allergies.clone()) {
            let is_over = self
                .part(other)
                .is_some_and(|part| part.words.iter().any(is_named));
            if is_over {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// The earlier statements of the same speaker, or of an unknown one.
    fn own(&self, unit: usize, mut earlier: Vec<usize>) -> Vec<usize> {
        let person = self.fact_person(unit);
        earlier.retain(|&other| {
            let of_other = self.fact_person(other);
            person == of_other || person.is_none() || of_other.is_none()
        });
        earlier
    }

    /// "On Thursdays instead of Fridays", "fifty-five instead of forty".
    fn replace_former(&mut self, unit: usize, part: &Part) {
        let former = &part.particulars.instead_of;
        let day = former.iter().find_map(|word| weekday(word));
        if let Some(day) = day {
            self.replace_weekday(unit, part, day);
            return;
        }
        self.replace_numbered(unit, former);
        let language = self.language(unit);
        let number = former.iter().find_map(|word| {
            let digits = crate::sensitive::numbers_in(word, language);
            let value: u32 = digits.first()?.parse().ok()?;
            (value >= MIN_FORMER_NUMBER).then(|| (word.clone(), SmolStr::from(value.to_string())))
        });
        if let Some((word, digits)) = number.filter(|_| !part.is(Role::Amount)) {
            let earlier = self.own(unit, self.earlier.with_words([word, digits]));
            self.replace_earlier(unit, earlier, |other| {
                other.days.is_empty()
                    && !other.is(Role::Amount)
                    && other.particulars.address.is_none()
            });
        }
    }

    /// What takes place on a day of each week does not any more. "Moved from Friday to Monday" means
    /// one Friday, unless somebody has just spoken of all of them.
    fn replace_weekday(&mut self, unit: usize, part: &Part, day: usize) {
        let recurs = |part: &Part| {
            let mut words = part.words.iter();
            words.any(|word| {
                weekdays::is_recurring(word) && weekday(word).is_none_or(|of| of == day)
            })
        };
        let is_of_each_week = recurs(part)
            || unit
                .checked_sub(1)
                .filter(|&before| self.is_same_call(before, unit))
                .and_then(|before| self.part(before))
                .is_some_and(|before| {
                    before.words.iter().any(|word| weekday(word) == Some(day)) && recurs(before)
                })
            || part.particulars.is_instead;
        if !is_of_each_week {
            return;
        }
        let evidence = self.evidence(unit);
        let names: Vec<SmolStr> = weekdays::names(day).map(SmolStr::from).collect();
        let earlier = self.own(unit, self.earlier.with_words(&names));
        for other in self.statements_of_earlier_calls(unit, earlier) {
            let is_weekly = self
                .part(other)
                .is_some_and(|other| other.words.iter().any(|word| weekdays::is_recurring(word)));
            if is_weekly && !self.take_out(other, &names) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// "From plot 12 to plot 27": what was said of plot 12, also as a word.
    fn replace_numbered(&mut self, unit: usize, former: &[SmolStr]) {
        let Some([noun, number]) = former.last_chunk() else {
            return;
        };
        let is_numbered = number.starts_with(|c: char| c.is_ascii_digit())
            && noun.chars().count() > 2
            && !noun.starts_with(|c: char| c.is_ascii_digit());
        if !is_numbered {
            return;
        }
        let evidence = self.evidence(unit);
        let language = self.language(unit).map(str::to_owned);
        let earlier = self.earlier.with_words([noun]);
        let is_agents = self.part(unit).is_some_and(|part| part.is_agents);
        // What an agent has on file, whoever called about it.
        let earlier = if is_agents {
            earlier
        } else {
            self.own(unit, earlier)
        };
        for other in self.statements_of_earlier_calls(unit, earlier) {
            let Some((memory, _, _)) = self.unit(other) else {
                continue;
            };
            let says_it = self.part(other).is_some_and(|part| {
                let text = memory.text.get(part.range.clone()).unwrap_or_default();
                part.days.is_empty()
                    && crate::sensitive::numbers_in(text, language.as_deref())
                        .iter()
                        .any(|said| said == number.as_str())
            });
            if says_it {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// A number of this call that differs in few digits was wrong.
    fn correct_number(&mut self, unit: usize, numbers: &[SmolStr]) {
        let evidence = self.evidence(unit);
        let turn = |unit: usize| self.memory(unit)?.annotations.turn;
        let Some(now) = turn(unit) else { return };
        let wrong: Vec<usize> = (0..unit)
            .rev()
            .take_while(|&other| self.is_same_call(other, unit))
            .filter(|&other| {
                turn(other).is_some_and(|then| then < now && now - then <= MAX_TURNS_TO_CORRECT)
            })
            .filter(|&other| {
                self.part(other).is_some_and(|part| {
                    let said = &part.particulars.numbers;
                    said.iter()
                        .any(|wrong| numbers.iter().any(|right| is_misspoken(wrong, right)))
                        && !part.particulars.has_any_number(numbers)
                })
            })
            .collect();
        for other in wrong {
            set(&mut self.standings, other, Standing::Corrected(evidence));
        }
    }

    /// Statements of earlier calls with a number or an e-mail address of a former value.
    pub(super) fn replace_particulars_of(&mut self, unit: usize, former_unit: usize) {
        let (Some((_, own, _)), Some((_, former, _))) = (self.unit(unit), self.unit(former_unit))
        else {
            return;
        };
        let named: Vec<SmolStr> = self
            .stated_value(former_unit)
            .map(specific_words)
            .unwrap_or_default()
            .into_iter()
            .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        let (own, former) = (&own.value, &former.value);
        if own.has_any_number(&former.numbers) {
            return;
        }
        let with_numbers = self.earlier.with_numbers(&former.numbers);
        self.replace_earlier(unit, with_numbers, |other| {
            let is_distinct = former.numbers.iter().any(|number| {
                other.particulars.numbers.contains(number)
                    && (number.len() >= MIN_DISTINCT_DIGITS
                        // "Five hundred milligrams of metformin"
                        || named.iter().any(|word| other.words.contains(word))
                        || other.words.len() <= MAX_WORDS_OF_A_NUMBER && !other.is(Role::Amount))
            });
            is_distinct && !other.particulars.has_any_number(&own.numbers)
        });
        let is_former = |other: &Part| {
            let emails = &other.particulars.emails;
            emails
                .iter()
                .any(|email| former.emails.iter().any(|former| former.is_same(email)))
        };
        if !former.emails.is_empty() {
            self.replace_earlier(unit, self.earlier.emails.clone(), is_former);
        }
    }

    fn language(&self, unit: usize) -> Option<&str> {
        self.memory(unit)?.source.as_ref()?.language.as_deref()
    }
}

/// What the forms of a word have in common: "erdnuss", "erdnüsse".
fn beginning(word: &str) -> String {
    const CHARS: usize = 6;
    word.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .take(CHARS)
        .collect()
}

/// Whether a number is another with one or two wrong digits.
fn is_misspoken(wrong: &str, right: &str) -> bool {
    let differ = wrong
        .bytes()
        .zip(right.bytes())
        .filter(|(wrong, right)| wrong != right)
        .count();
    wrong.len() == right.len() && (1..=2).contains(&differ)
}

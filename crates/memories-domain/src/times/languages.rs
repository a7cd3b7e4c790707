//! The words for times, by language: data only.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;
mod pt;

use super::lexicon::{Meaning, Part, Unit};

/// The first is the one assumed in doubt.
pub(super) const LANGUAGES: [&LanguageWords; 7] = [
    &en::WORDS,
    &de::WORDS,
    &es::WORDS,
    &fr::WORDS,
    &it::WORDS,
    &pt::WORDS,
    &nl::WORDS,
];

/// The words of one language, in comma-separated lists of words and phrases.
/// Case, accents, apostrophes and hyphens do not matter.
pub(super) struct LanguageWords {
    /// The ISO 639-1 code of the language.
    pub(super) code: &'static str,
    /// Words that tell the language, and that may follow a day or an hour.
    pub(super) function_words: &'static str,
    /// Phrases that look like a time and are none.
    pub(super) nothing: &'static str,
    /// What follows a number or a day that is none: streets, floors, per cent.
    pub(super) not_a_time: &'static str,
    /// With the days from today.
    pub(super) days: &'static [(i8, &'static str)],
    /// Morning, afternoon, evening and night of today.
    pub(super) today_parts: [&'static str; 4],
    /// The same of any day, after it.
    pub(super) parts: [&'static str; 4],
    /// The same, only after an hour.
    pub(super) clock_parts: [&'static str; 4],
    /// From Monday on.
    pub(super) weekdays: [&'static str; 7],
    pub(super) weak_weekdays: [&'static str; 7],
    /// What a compound of a day ends with ("Montagnachmittag"), by part.
    pub(super) compound_endings: [&'static str; 4],
    pub(super) recurring: &'static str,
    pub(super) every: &'static str,
    pub(super) months: [&'static str; 12],
    pub(super) month_abbreviations: [&'static str; 12],
    /// Months that are also other words or names.
    pub(super) ambiguous_months: &'static str,
    /// From one on; spellings are separated by "/".
    pub(super) cardinals: &'static str,
    pub(super) ordinals: &'static str,
    pub(super) ordinal_suffixes: &'static str,
    pub(super) one: &'static str,
    pub(super) units: &'static [(Unit, &'static str)],
    pub(super) next: &'static str,
    pub(super) coming: &'static str,
    pub(super) this: &'static str,
    pub(super) last: &'static str,
    pub(super) in_: &'static str,
    pub(super) within: &'static str,
    pub(super) ago_before: &'static str,
    pub(super) ago_after: &'static str,
    pub(super) from_now: &'static str,
    pub(super) count_from: &'static str,
    pub(super) since: &'static str,
    pub(super) prepositions: &'static str,
    pub(super) month_prepositions: &'static str,
    pub(super) day_articles: &'static str,
    pub(super) day_prepositions: &'static str,
    pub(super) articles: &'static str,
    pub(super) of: &'static str,
    pub(super) at: &'static str,
    pub(super) between: &'static str,
    pub(super) and: &'static str,
    pub(super) to: &'static str,
    pub(super) day_to: &'static str,
    pub(super) day_from: &'static str,
    pub(super) oclock: &'static str,
    pub(super) noon: &'static str,
    pub(super) offsets_before: &'static [(i8, &'static str)],
    pub(super) offsets_after: &'static [(i8, &'static str)],
    pub(super) minutes_past: &'static str,
    pub(super) minutes_to: &'static str,
    pub(super) beginning: &'static str,
    pub(super) middle: &'static str,
    pub(super) end: &'static str,
    pub(super) style: Style,
}

/// How a language writes times, where it is not a matter of words.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent property of a language"
)]
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// "December 2" and not only "2 December".
    pub(super) month_before_day: bool,
    /// "3." is an ordinal.
    pub(super) dot_makes_ordinal: bool,
    /// "El 6", "el seis": a day of the month without an ordinal.
    pub(super) cardinal_days: bool,
    /// "Viernes próximo": next and last follow their noun too.
    pub(super) modifier_after_noun: bool,
    /// "Next Friday" is the Friday of the next week, not the coming one.
    pub(super) next_weekday_is_next_week: bool,
    /// Nouns have capitals, so a capital tells nothing about names.
    pub(super) capital_nouns: bool,
}

const PARTS: [Part; 4] = [Part::Morning, Part::Afternoon, Part::Evening, Part::Night];

impl LanguageWords {
    /// Calls `add` with every phrase and one of its meanings.
    pub(super) fn each_meaning(&self, mut add: impl FnMut(&str, Meaning)) {
        self.each_plain_meaning(&mut add);
        self.each_day_meaning(&mut add);
        self.each_number_meaning(&mut add);
        for (part, (today, (any_day, clock))) in PARTS.into_iter().zip(
            self.today_parts
                .into_iter()
                .zip(self.parts.into_iter().zip(self.clock_parts)),
        ) {
            for (list, meaning) in [
                (today, Meaning::TodayPart(part)),
                (any_day, Meaning::Part(part)),
                (clock, Meaning::ClockPart(part)),
            ] {
                phrases_in(list).for_each(|phrase| add(phrase, meaning));
            }
        }
        for &(unit, list) in self.units {
            phrases_in(list).for_each(|phrase| add(phrase, Meaning::Unit(unit)));
        }
        for &(minutes, list) in self.offsets_before {
            phrases_in(list).for_each(|phrase| add(phrase, Meaning::OffsetBefore(minutes)));
        }
        for &(minutes, list) in self.offsets_after {
            phrases_in(list).for_each(|phrase| add(phrase, Meaning::OffsetAfter(minutes)));
        }
    }

    fn each_plain_meaning(&self, add: &mut impl FnMut(&str, Meaning)) {
        for (list, meaning) in [
            (self.nothing, Meaning::Nothing),
            (self.not_a_time, Meaning::NotATime),
            (self.recurring, Meaning::Recurring),
            (self.every, Meaning::Every),
            (self.ordinal_suffixes, Meaning::OrdinalSuffix),
            (self.one, Meaning::One),
            (self.next, Meaning::Next),
            (self.coming, Meaning::Coming),
            (self.this, Meaning::This),
            (self.last, Meaning::Last),
            (self.in_, Meaning::In),
            (self.within, Meaning::Within),
            (self.ago_before, Meaning::AgoBefore),
            (self.ago_after, Meaning::AgoAfter),
            (self.from_now, Meaning::FromNow),
            (self.count_from, Meaning::CountFrom),
            (self.since, Meaning::Since),
            (self.prepositions, Meaning::Preposition),
            (self.month_prepositions, Meaning::MonthPreposition),
            (self.day_articles, Meaning::DayArticle),
            (self.day_prepositions, Meaning::DayPreposition),
            (self.articles, Meaning::Article),
            (self.of, Meaning::Of),
            (self.at, Meaning::At),
            (self.between, Meaning::Between),
            (self.and, Meaning::And),
            (self.to, Meaning::To),
            (self.day_to, Meaning::DayTo),
            (self.day_from, Meaning::DayFrom),
            (self.oclock, Meaning::OClock),
            (self.noon, Meaning::Noon),
            (self.minutes_past, Meaning::MinutesPast),
            (self.minutes_to, Meaning::MinutesTo),
            (self.beginning, Meaning::Beginning),
            (self.middle, Meaning::Middle),
            (self.end, Meaning::End),
            (self.function_words, Meaning::FunctionWord),
        ] {
            phrases_in(list).for_each(|phrase| add(phrase, meaning));
        }
    }

    fn each_day_meaning(&self, add: &mut impl FnMut(&str, Meaning)) {
        for &(offset, list) in self.days {
            for phrase in phrases_in(list) {
                add(phrase, Meaning::Day(offset));
                self.each_compound(phrase, |compound, part| {
                    add(compound, Meaning::DayPart(offset, part));
                });
            }
        }
        for (number, (list, weak)) in (1..).zip(self.weekdays.into_iter().zip(self.weak_weekdays)) {
            for weekday in phrases_in(list) {
                add(weekday, Meaning::Weekday(number));
                self.each_compound(weekday, |compound, part| {
                    add(compound, Meaning::WeekdayPart(number, part));
                });
            }
            phrases_in(weak).for_each(|phrase| add(phrase, Meaning::WeakWeekday(number)));
        }
        for (number, (names, short)) in
            (1..).zip(self.months.into_iter().zip(self.month_abbreviations))
        {
            for name in phrases_in(names) {
                let is_ambiguous =
                    phrases_in(self.ambiguous_months).any(|ambiguous| ambiguous == name);
                let meaning = if is_ambiguous {
                    Meaning::AmbiguousMonth(number)
                } else {
                    Meaning::Month(number)
                };
                add(name, meaning);
            }
            phrases_in(short).for_each(|name| add(name, Meaning::MonthAbbreviation(number)));
        }
    }

    /// "Montagnachmittag", "morgenochtend".
    fn each_compound(&self, day: &str, mut add: impl FnMut(&str, Part)) {
        for (part, endings) in PARTS.into_iter().zip(self.compound_endings) {
            for ending in phrases_in(endings) {
                add(&format!("{day}{ending}"), part);
            }
        }
    }

    fn each_number_meaning(&self, add: &mut impl FnMut(&str, Meaning)) {
        for (list, meaning) in [
            (self.cardinals, Meaning::Cardinal as fn(i8) -> Meaning),
            (self.ordinals, Meaning::Ordinal),
        ] {
            for (number, spellings) in (1..).zip(list.split(',')) {
                for spelling in spellings.split('/') {
                    add(spelling, meaning(number));
                }
            }
        }
    }
}

/// Splits one of the lists.
fn phrases_in(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
}

use crate::times::meaning::{Meaning, Part, Unit};

/// The words of one language, in comma-separated lists of words and phrases.
/// Case, accents, apostrophes and hyphens do not matter.
pub(in crate::times) struct LanguageWords {
    /// The ISO 639-1 code of the language.
    pub(in crate::times) code: &'static str,
    /// Words that tell the language, and that may follow a day or an hour.
    pub(in crate::times) function_words: &'static str,
    /// Phrases that look like a time and are none.
    pub(in crate::times) nothing: &'static str,
    /// What follows a number or a day that is none: streets, floors, per cent.
    pub(in crate::times) not_a_time: &'static str,
    /// Before a number that is that of a house, a flat or a bus: "la vecina del 9".
    pub(in crate::times) residents: &'static str,
    /// With the days from today.
    pub(in crate::times) days: &'static [(i8, &'static str)],
    /// Morning, afternoon, evening and night of today.
    pub(in crate::times) today_parts: [&'static str; 4],
    /// The same of any day, after it.
    pub(in crate::times) parts: [&'static str; 4],
    /// The same, only after an hour.
    pub(in crate::times) clock_parts: [&'static str; 4],
    /// From Monday on.
    pub(in crate::times) weekdays: [&'static str; 7],
    pub(in crate::times) weak_weekdays: [&'static str; 7],
    /// What a compound of a day ends with ("Montagnachmittag"), by part.
    pub(in crate::times) compound_endings: [&'static str; 4],
    pub(in crate::times) recurring: &'static str,
    pub(in crate::times) every: &'static str,
    pub(in crate::times) months: [&'static str; 12],
    pub(in crate::times) month_abbreviations: [&'static str; 12],
    /// Months that are also other words or names.
    pub(in crate::times) ambiguous_months: &'static str,
    /// From one on; spellings are separated by "/".
    pub(in crate::times) cardinals: &'static str,
    pub(in crate::times) ordinals: &'static str,
    pub(in crate::times) ordinal_suffixes: &'static str,
    pub(in crate::times) one: &'static str,
    pub(in crate::times) units: &'static [(Unit, &'static str)],
    pub(in crate::times) next: &'static str,
    /// "The week after next": before its noun or after it.
    pub(in crate::times) after_next: &'static str,
    pub(in crate::times) coming: &'static str,
    pub(in crate::times) this: &'static str,
    pub(in crate::times) last: &'static str,
    pub(in crate::times) in_: &'static str,
    pub(in crate::times) within: &'static str,
    pub(in crate::times) ago_before: &'static str,
    pub(in crate::times) ago_after: &'static str,
    pub(in crate::times) from_now: &'static str,
    pub(in crate::times) count_from: &'static str,
    pub(in crate::times) since: &'static str,
    pub(in crate::times) prepositions: &'static str,
    pub(in crate::times) month_prepositions: &'static str,
    pub(in crate::times) day_articles: &'static str,
    pub(in crate::times) day_prepositions: &'static str,
    pub(in crate::times) articles: &'static str,
    pub(in crate::times) of: &'static str,
    pub(in crate::times) at: &'static str,
    pub(in crate::times) between: &'static str,
    pub(in crate::times) and: &'static str,
    pub(in crate::times) to: &'static str,
    pub(in crate::times) day_to: &'static str,
    pub(in crate::times) day_from: &'static str,
    pub(in crate::times) oclock: &'static str,
    pub(in crate::times) noon: &'static str,
    pub(in crate::times) offsets_before: &'static [(i8, &'static str)],
    pub(in crate::times) offsets_after: &'static [(i8, &'static str)],
    pub(in crate::times) minutes_past: &'static str,
    pub(in crate::times) minutes_to: &'static str,
    pub(in crate::times) beginning: &'static str,
    pub(in crate::times) middle: &'static str,
    pub(in crate::times) end: &'static str,
    pub(in crate::times) style: Style,
}

/// How a language writes times, where it is not a matter of words.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent property of a language"
)]
#[derive(Clone, Copy)]
pub(in crate::times) struct Style {
    /// "December 2" and not only "2 December".
    pub(in crate::times) month_before_day: bool,
    /// "3." is an ordinal.
    pub(in crate::times) dot_makes_ordinal: bool,
    /// "El 6", "el seis": a day of the month without an ordinal.
    pub(in crate::times) cardinal_days: bool,
    /// "Viernes próximo": next and last follow their noun too.
    pub(in crate::times) modifier_after_noun: bool,
    /// "Next Friday" is the Friday of the next week, not the coming one.
    pub(in crate::times) next_weekday_is_next_week: bool,
    /// Nouns have capitals, so a capital tells nothing about names.
    pub(in crate::times) capital_nouns: bool,
}

const PARTS: [Part; 4] = [Part::Morning, Part::Afternoon, Part::Evening, Part::Night];

impl LanguageWords {
    /// Calls `add` with every phrase and one of its meanings.
    pub(in crate::times) fn each_meaning(&self, mut add: impl FnMut(&str, Meaning)) {
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
            (self.after_next, Meaning::AfterNext),
            (self.residents, Meaning::Resident),
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

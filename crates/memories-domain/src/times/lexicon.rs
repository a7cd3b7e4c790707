//! What the words of a language mean in a time.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    languages::{LANGUAGES, LanguageWords},
    tokens::Tokens,
};

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    HalfHour,
    Hour,
    Day,
    BusinessDay,
    Week,
    Fortnight,
    Weekend,
    Month,
    Year,
}

/// What a word or phrase means. One word can have several meanings ("second",
/// "mañana"); the grammar asks for the one that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Looks like a time and is none: "guten Morgen", "from now on".
    Nothing,
    /// "Tomorrow", as days from today.
    Day(i8),
    /// "Morgenochtend".
    DayPart(i8, Part),
    /// "Tonight", "this morning".
    TodayPart(Part),
    /// "Morning", after a day; "in the morning", after a day or an hour.
    Part(Part),
    /// "AM", "nachmittags", after an hour only.
    ClockPart(Part),
    /// 1 is Monday.
    Weekday(i8),
    /// "Montagnachmittag".
    WeekdayPart(i8, Part),
    /// "Sat", "segunda": a weekday only after a preposition or before a date.
    WeakWeekday(i8),
    /// "Mondays", "los lunes".
    Recurring,
    Every,
    Month(i8),
    /// "May", "April": a month only beside a number or after "in".
    AmbiguousMonth(i8),
    /// "Dec": a month only beside a day.
    MonthAbbreviation(i8),
    Unit(Unit),
    Cardinal(i8),
    Ordinal(i8),
    OrdinalSuffix,
    /// "A", "einer": a count of one before a unit.
    One,
    Next,
    /// "Kommenden", "this coming": the next such day.
    Coming,
    This,
    Last,
    In,
    Within,
    /// "Vor", "hace", before a count.
    AgoBefore,
    /// "Ago", "fa", after a count.
    AgoAfter,
    /// "From now" after a count.
    FromNow,
    /// "From", "on" between a count and a day: "a week from Thursday".
    CountFrom,
    /// "Since": before a weekday or month that is over.
    Since,
    /// "On", "by", "until": before a day.
    Preposition,
    /// "In", "until": before a month.
    MonthPreposition,
    /// Before a numeric ordinal that is a day: "the 27th".
    DayArticle,
    /// Before any day of the month: "on the", "el", "am".
    DayPreposition,
    Article,
    Of,
    At,
    Between,
    And,
    To,
    /// "Al", "au", "bis zum": between two days.
    DayTo,
    /// "Del", "du", "vom": before the first of two days.
    DayFrom,
    OClock,
    Noon,
    /// "Half past", "halb": minutes from the hour that follows.
    OffsetBefore(i8),
    /// "Y media": minutes from the hour that precedes.
    OffsetAfter(i8),
    /// "Past", "to": between minutes and an hour.
    MinutesPast,
    MinutesTo,
    Beginning,
    Middle,
    End,
    /// May follow a day or an hour, unlike a noun.
    FunctionWord,
    /// Makes what precedes it no day: "street", "por ciento".
    NotATime,
}

pub(super) struct Entry {
    /// The tokens after the first.
    rest: Box<[String]>,
    meaning: Meaning,
}

/// The words of one language, ready to be looked up.
pub(super) struct Lexicon {
    pub(super) words: &'static LanguageWords,
    /// By first token, longest first.
    entries: HashMap<String, Vec<Entry>>,
}

/// In the order of [`LANGUAGES`].
pub(super) static LEXICONS: LazyLock<Vec<Lexicon>> =
    LazyLock::new(|| LANGUAGES.iter().map(|words| Lexicon::new(words)).collect());

impl Lexicon {
    fn new(words: &'static LanguageWords) -> Self {
        let mut lexicon = Self {
            words,
            entries: HashMap::new(),
        };
        words.each_meaning(|phrase, meaning| lexicon.add(phrase, meaning));
        for entries in lexicon.entries.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, meaning: Meaning) {
        let tokens = Tokens::new(phrase);
        // The lists are broken into lines.
        let mut words = tokens
            .iter_folded()
            .filter(|&word| word != "\n")
            .map(str::to_owned);
        if let Some(first) = words.next() {
            self.entries.entry(first).or_default().push(Entry {
                rest: words.collect(),
                meaning,
            });
        }
    }

    /// The first word of each phrase, with whether it is all of it.
    pub(super) fn first_words(&self) -> impl Iterator<Item = (&str, Meaning, bool)> {
        self.entries.iter().flat_map(|(first, entries)| {
            entries
                .iter()
                .map(|entry| (first.as_str(), entry.meaning, entry.rest.is_empty()))
        })
    }

    /// The phrases that begin with a token, longest first.
    pub(super) fn entries(&self, first: &str) -> &[Entry] {
        self.entries.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Those phrases that continue at a token with their meanings, and the index of the
/// token after each.
pub(super) fn matching<'a>(
    entries: &'a [Entry],
    tokens: &'a Tokens,
    index: usize,
) -> impl Iterator<Item = (Meaning, usize)> + 'a {
    entries
        .iter()
        .filter(move |entry| {
            (index + 1..)
                .zip(&entry.rest)
                .all(|(next, word)| tokens.folded(next) == word)
        })
        .map(move |entry| (entry.meaning, index + 1 + entry.rest.len()))
}

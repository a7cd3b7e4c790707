//! The words of a language for times and numbers.

mod english;
mod german;
mod spanish;

use std::ops::Range;

use english::ENGLISH;
use german::GERMAN;
use spanish::SPANISH;

/// The words for times and numbers of one language, lower-case and without
/// accents; empty for a language without any.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// What a question for a time contains, one after the other.
    asks_when: &'static [&'static str],
    /// What a question for a number contains.
    asks_how_many: &'static [&'static str],
    /// By which a text says when.
    times: &'static [&'static str],
    pub(crate) days: Days,
    /// January to December, in all spellings.
    months: [&'static [&'static str]; 12],
    /// Monday to Sunday.
    weekdays: [&'static [&'static str]; 7],
    /// By the number they stand for: the first is one.
    numbers: &'static [&'static [&'static str]],
    /// Months that are also other words.
    ambiguous: &'static [&'static str],
    /// What comes before a month that is meant as one.
    before_a_month: &'static [&'static str],
}

/// The words from which expressions such as "last week" are made.
#[derive(Debug)]
pub(crate) struct Days {
    pub(crate) today: &'static [&'static str],
    pub(crate) yesterday: &'static [&'static str],
    pub(crate) before_yesterday: &'static [&'static str],
    pub(crate) last: &'static [&'static str],
    pub(crate) this: &'static [&'static str],
    pub(crate) ago: &'static [&'static str],
    pub(crate) day: &'static [&'static str],
    pub(crate) week: &'static [&'static str],
    pub(crate) weekend: &'static [&'static str],
    pub(crate) month: &'static [&'static str],
    pub(crate) year: &'static [&'static str],
}

impl Lexicon {
    /// The words of a language by its primary subtag.
    pub(crate) fn of(code: &str) -> &'static Self {
        match code {
            "en" => &ENGLISH,
            "es" => &SPANISH,
            "de" => &GERMAN,
            _ => &NONE,
        }
    }

    pub(crate) fn asks_when(&self, words: &[String]) -> bool {
        places(words, self.asks_when).next().is_some()
    }

    pub(crate) fn asks_how_many(&self, words: &[String]) -> bool {
        places(words, self.asks_how_many).next().is_some()
    }

    /// Whether each word is one of those that ask when or how many.
    pub(crate) fn asking(&self, words: &[String]) -> Vec<bool> {
        let when = places(words, self.asks_when);
        let all: Vec<_> = when.chain(places(words, self.asks_how_many)).collect();
        let asks = |at| all.iter().any(|place| place.contains(&at));
        (0..words.len()).map(asks).collect()
    }

    /// Whether a folded word says when something is.
    pub(crate) fn is_time_word(&self, word: &str) -> bool {
        self.times.contains(&word)
            || self.days.says_when(word)
            || self.month(word).is_some()
            || self.weekday(word).is_some()
            || year(word).is_some()
    }

    /// Whether a folded word is a number, in digits or as a word.
    pub(crate) fn is_number(&self, word: &str) -> bool {
        // "A" and "one" say nothing of how many there are.
        word.starts_with(|c: char| c.is_ascii_digit()) || self.number(word).is_some_and(|n| n > 1)
    }

    /// The number of a month, from 1.
    pub(crate) fn month(&self, word: &str) -> Option<i8> {
        position(&self.months, word)
    }

    /// Whether a month's name is also another word, and `before` does not help.
    pub(crate) fn is_doubtful_month(&self, word: &str, before: Option<&str>) -> bool {
        self.ambiguous.contains(&word)
            && !before.is_some_and(|before| self.before_a_month.contains(&before))
    }

    /// The number of a day of the week, from Monday as 1.
    pub(crate) fn weekday(&self, word: &str) -> Option<i8> {
        position(&self.weekdays, word)
    }

    pub(crate) fn number(&self, word: &str) -> Option<i8> {
        word.parse().ok().or_else(|| position(self.numbers, word))
    }
}

impl Days {
    fn says_when(&self, word: &str) -> bool {
        let lists = [
            self.today,
            self.yesterday,
            self.before_yesterday,
            self.last,
            self.ago,
            self.week,
            self.weekend,
            self.month,
            self.year,
        ];
        lists.iter().any(|list| list.contains(&word))
    }
}

/// A year of our time.
pub(crate) fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| (1900..2100).contains(year))
}

fn position(lists: &[&[&str]], word: &str) -> Option<i8> {
    let position = lists.iter().position(|list| list.contains(&word))?;
    i8::try_from(position + 1).ok()
}

/// Where a phrase stands among words, by their positions.
fn places(
    words: &[String],
    phrases: &'static [&'static str],
) -> impl Iterator<Item = Range<usize>> {
    phrases.iter().flat_map(move |phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let length = phrase.len();
        let windows = words.windows(length).enumerate();
        windows
            .filter(move |(_, window)| window.iter().eq(phrase.iter().copied()))
            .map(move |(at, _)| at..at + length)
    })
}

static NONE: Lexicon = Lexicon {
    asks_when: &[],
    asks_how_many: &[],
    times: &[],
    days: Days {
        today: &[],
        yesterday: &[],
        before_yesterday: &[],
        last: &[],
        this: &[],
        ago: &[],
        day: &[],
        week: &[],
        weekend: &[],
        month: &[],
        year: &[],
    },
    months: [&[]; 12],
    weekdays: [&[]; 7],
    numbers: &[],
    ambiguous: &[],
    before_a_month: &[],
};

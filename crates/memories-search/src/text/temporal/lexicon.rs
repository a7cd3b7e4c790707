use std::sync::OnceLock;

use foldhash::HashSet;

/// First words with the rests of phrases: `("how", &["long"])`. An empty rest is
/// the first word alone.
type Phrases = &'static [(&'static str, &'static [&'static str])];

/// Words for times and numbers in lower case without accents.
#[derive(Debug)]
pub(crate) struct TemporalLexicon {
    /// Phrases that ask for a time.
    pub(super) asks_when: Phrases,
    /// Phrases that ask for a number.
    pub(super) asks_how_many: Phrases,
    /// Words for times besides the other lists.
    pub(super) time_words: &'static [&'static str],
    pub(crate) days: DayWords,
    /// January to December, in all spellings.
    pub(super) months: [&'static [&'static str]; 12],
    /// Monday to Sunday.
    pub(super) weekdays: [&'static [&'static str]; 7],
    /// The words for 1, for 2 and so on.
    pub(super) numbers: &'static [&'static [&'static str]],
    /// Months that are also other words.
    pub(super) ambiguous_months: &'static [&'static str],
    /// Words before an ambiguous month that show that it is one.
    pub(super) month_context: &'static [&'static str],
    /// See [`TemporalLexicon::may_start_period`].
    pub(super) period_starts: OnceLock<HashSet<&'static str>>,
}

/// The words of expressions such as "last week".
#[derive(Debug)]
pub(crate) struct DayWords {
    pub(crate) today: &'static [&'static str],
    pub(crate) yesterday: &'static [&'static str],
    pub(crate) day_before_yesterday: &'static [&'static str],
    pub(crate) last: &'static [&'static str],
    pub(crate) this: &'static [&'static str],
    pub(crate) ago: &'static [&'static str],
    pub(crate) day: &'static [&'static str],
    pub(crate) week: &'static [&'static str],
    pub(crate) weekend: &'static [&'static str],
    pub(crate) month: &'static [&'static str],
    pub(crate) year: &'static [&'static str],
}

/// The question phrases of a query, such as "when" and "how many".
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Interrogatives {
    pub(crate) asks_when: bool,
    pub(crate) asks_how_many: bool,
    /// For each word, whether it is part of such a phrase.
    pub(crate) mask: Vec<bool>,
}

impl TemporalLexicon {
    pub(crate) fn interrogatives(&self, words: &[&str]) -> Interrogatives {
        let mut mask = vec![false; words.len()];
        let asks_when = mark_phrases(words, self.asks_when, &mut mask);
        let asks_how_many = mark_phrases(words, self.asks_how_many, &mut mask);
        Interrogatives {
            asks_when,
            asks_how_many,
            mask,
        }
    }

    pub(crate) fn is_time_word(&self, word: &str) -> bool {
        self.time_words.contains(&word)
            || self.days.contains(word)
            || self.month(word).is_some()
            || self.weekday(word).is_some()
            || year(word).is_some()
    }

    /// In digits or as a word. "A" and "one" are as often articles or pronouns.
    pub(crate) fn is_number(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit()) || self.number(word).is_some_and(|n| n > 1)
    }

    /// A quick test that excludes nearly all words: whether the name of a period
    /// may start with a word.
    pub(crate) fn may_start_period(&self, word: &str) -> bool {
        let starts = self.period_starts.get_or_init(|| {
            let months = self.months.iter();
            let named = months.chain(&self.weekdays).chain(self.numbers).copied();
            named.chain(self.days.lists()).flatten().copied().collect()
        });
        word.starts_with(|c: char| c.is_ascii_digit()) || starts.contains(word)
    }

    /// From 1 for January.
    pub(crate) fn month(&self, word: &str) -> Option<i8> {
        position(&self.months, word)
    }

    /// Whether the name of a month may be another word here.
    pub(crate) fn is_ambiguous_month(&self, word: &str, previous: Option<&str>) -> bool {
        self.ambiguous_months.contains(&word)
            && !previous.is_some_and(|previous| self.month_context.contains(&previous))
    }

    /// From 1 for Monday.
    pub(crate) fn weekday(&self, word: &str) -> Option<i8> {
        position(&self.weekdays, word)
    }

    pub(crate) fn number(&self, word: &str) -> Option<i8> {
        word.parse().ok().or_else(|| position(self.numbers, word))
    }
}

impl DayWords {
    fn lists(&self) -> impl Iterator<Item = &'static [&'static str]> {
        let units = [self.day, self.week, self.weekend, self.month, self.year];
        let days = [self.today, self.yesterday, self.day_before_yesterday];
        let relative = [self.last, self.this, self.ago];
        units.into_iter().chain(days).chain(relative)
    }

    fn contains(&self, word: &str) -> bool {
        let lists = [
            self.today,
            self.yesterday,
            self.day_before_yesterday,
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

/// A year that people talk about.
pub(crate) fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| (1900..2100).contains(year))
}

fn position(lists: &[&[&str]], word: &str) -> Option<i8> {
    let position = lists.iter().position(|list| list.contains(&word))?;
    i8::try_from(position + 1).ok()
}

/// Sets the mask for the words of every phrase found. Returns whether any was found.
fn mark_phrases(words: &[&str], phrases: Phrases, mask: &mut [bool]) -> bool {
    let mut found = false;
    for (start, word) in words.iter().enumerate() {
        let Some((_, rests)) = phrases.iter().find(|(first, _)| first == word) else {
            continue;
        };
        for rest in *rests {
            let rest = || rest.split(' ').filter(|word| !word.is_empty());
            let following = words.iter().skip(start + 1).copied();
            if following.take(rest().count()).eq(rest()) {
                found = true;
                let length = 1 + rest().count();
                mask.iter_mut()
                    .skip(start)
                    .take(length)
                    .for_each(|is_part| *is_part = true);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_matches_whole_words_only() {
        const PHRASES: Phrases = &[("how", &["many", "much time"]), ("when", &[""])];
        for (words, expected) in [
            (&["how", "many", "cats"][..], &[true, true, false][..]),
            (&["so", "how", "much", "time"], &[false, true, true, true]),
            (&["how", "much"], &[false, false]),
            (&["how"], &[false]),
            (&["how", "man"], &[false, false]),
            (&["say", "when"], &[false, true]),
            (&["whenever"], &[false]),
        ] {
            let mut mask = vec![false; words.len()];
            assert_eq!(
                mark_phrases(words, PHRASES, &mut mask),
                expected.contains(&true)
            );
            assert_eq!(mask, expected, "{words:?}");
        }
    }
}

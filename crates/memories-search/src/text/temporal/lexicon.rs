/// Words for times and numbers in lower case without accents.
#[derive(Debug)]
pub(crate) struct TemporalLexicon {
    /// Phrases that ask for a time.
    pub(super) asks_when: &'static [&'static str],
    /// Phrases that ask for a number.
    pub(super) asks_how_many: &'static [&'static str],
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

/// What a query asks for besides its terms.
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

/// Sets the mask of the words in any of the phrases. Whether there are any.
fn mark_phrases(words: &[&str], phrases: &[&str], mask: &mut [bool]) -> bool {
    let mut found = false;
    for start in 0..words.len() {
        let rest = words.get(start..).unwrap_or_default();
        for length in phrases
            .iter()
            .filter_map(|phrase| phrase_length(rest, phrase))
        {
            found = true;
            mask.iter_mut()
                .skip(start)
                .take(length)
                .for_each(|m| *m = true);
        }
    }
    found
}

/// The number of words of a phrase with which the words begin.
fn phrase_length(words: &[&str], phrase: &str) -> Option<usize> {
    let mut rest = phrase;
    for (n, word) in words.iter().enumerate() {
        rest = rest.strip_prefix(word)?;
        if rest.is_empty() {
            return Some(n + 1);
        }
        rest = rest.strip_prefix(' ')?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_matches_whole_words_only() {
        assert_eq!(phrase_length(&["how", "many", "cats"], "how many"), Some(2));
        assert_eq!(phrase_length(&["how"], "how many"), None);
        assert_eq!(phrase_length(&["how", "man"], "how many"), None);
        assert_eq!(phrase_length(&["whenever"], "when"), None);
    }
}

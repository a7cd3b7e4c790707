//! Full stops that do not end a sentence, although a capitalised word or a number
//! follows.

use super::{
    abbreviations::{Ending, belongs_to_a_time, ending_after},
    starters::is_starter,
};

/// Maximum length of a word that is looked at; abbreviations are shorter.
const MAX_WORD_BYTES: usize = 40;
/// The days of a month and the other numbers that are written as ordinals.
const MAX_ORDINAL_DIGITS: usize = 3;

/// Whether the sentence continues after `before`, the text up to a boundary of
/// UAX #29; `after` is the rest of the text.
///
/// Looks only at the words next to the boundary, so it takes constant time.
pub(super) fn continues(before: &str, after: &str) -> bool {
    let line = before.trim_end_matches(' ');
    let Some(stopped) = line.strip_suffix('.') else {
        return false;
    };
    let previous = Words::before(stopped);
    let next = Words::after(after);
    if previous.nearest.is_empty() || next.nearest.is_empty() {
        return false;
    }
    is_ordinal(&previous, &next)
        || is_digit_of_a_number(&previous, &next)
        || is_initial(&previous, &next)
        || is_abbreviation(&previous, &next)
}

/// Three words in the order of their distance from the boundary, without spaces; the
/// nearest one before it without the full stop.
struct Words<'t> {
    nearest: &'t str,
    second: &'t str,
    third: &'t str,
}

impl<'t> Words<'t> {
    fn before(text: &'t str) -> Self {
        let mut rest = text;
        let mut word = || {
            let trimmed = rest.trim_end_matches(' ');
            let start = trimmed
                .char_indices()
                .rev()
                .take_while(|&(at, c)| !is_gap(c) && trimmed.len() - at <= MAX_WORD_BYTES)
                .last()
                .map_or(trimmed.len(), |(at, _)| at);
            rest = trimmed.get(..start).unwrap_or_default();
            let word = trimmed.get(start..).unwrap_or_default();
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
        };
        Self {
            nearest: word(),
            second: word(),
            third: word(),
        }
    }

    fn after(text: &'t str) -> Self {
        let mut rest = text;
        let mut word = || {
            let trimmed = rest.trim_start_matches(' ');
            let end = trimmed
                .char_indices()
                .take_while(|&(at, c)| !is_gap(c) && at <= MAX_WORD_BYTES)
                .last()
                .map_or(0, |(at, c)| at + c.len_utf8());
            rest = trimmed.get(end..).unwrap_or_default();
            trimmed.get(..end).unwrap_or_default()
        };
        Self {
            nearest: word(),
            second: word(),
            third: word(),
        }
    }

    /// The nearest word in lower case, without punctuation around it.
    fn nearest_lower(&self) -> String {
        lower(self.nearest)
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '–' | '—' | '(' | ')' | '"' | '“' | '”')
}

fn lower(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
        .replace('’', "'")
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_number(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_digit())
}

/// "am 2. Dezember", "der 3. Stock", "den 30. 11."
fn is_ordinal(previous: &Words<'_>, next: &Words<'_>) -> bool {
    let digits = previous.nearest;
    let is_short_number = digits.len() <= MAX_ORDINAL_DIGITS
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_short_number {
        return false;
    }
    let word = next.nearest_lower();
    let determiner = lower(previous.second);
    // "I am 5. Robin is 6."
    let is_determined = GERMAN_DETERMINERS.contains(&determiner.as_str())
        && lower(previous.third) != "i"
        || GERMAN_WEEKDAYS.contains(&determiner.as_str());
    if GERMAN_MONTHS.contains(&word.as_str()) || GERMAN_COUNTED.contains(&word.as_str()) {
        return true;
    }
    is_determined
        && (is_capitalised(next.nearest) && !is_starter(&word)
            || SHARED_MONTHS.contains(&word.as_str()))
}

/// A number spoken or written digit by digit, or a date in digits: "0. 1. 7. 7.",
/// "30. 11. 2026".
fn is_digit_of_a_number(previous: &Words<'_>, next: &Words<'_>) -> bool {
    let is_part = |word: &str| word.len() <= 2 && is_number(word) && !word.contains(':');
    let Some(following) = next.nearest.strip_suffix('.') else {
        // The year of a date.
        let year = next.nearest.trim_end_matches(|c: char| !c.is_ascii_digit());
        return year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && is_part(previous.nearest)
            && previous.second.strip_suffix('.').is_some_and(is_part);
    };
    is_part(previous.nearest) && is_part(following)
}

/// "J. Smith", "J. R. R. Tolkien", "U.S. Army"; but not "plan B. It starts".
fn is_initial(previous: &Words<'_>, next: &Words<'_>) -> bool {
    if !is_letters_with_stops(previous.nearest) || !is_capitalised(previous.nearest) {
        return false;
    }
    let is_initial = |word: &str| word.strip_suffix('.').is_some_and(is_letters_with_stops);
    if is_initial(next.nearest) {
        return true;
    }
    // "So did I. Robin came", "Apt. B. Robin lives there"
    let names_no_person = previous.nearest == "I" && !is_initial(previous.second)
        || previous
            .second
            .strip_suffix('.')
            .is_some_and(|word| ending_after(&word.to_lowercase()) == Some(Ending::UnlessNumber));
    !names_no_person && is_capitalised(next.nearest) && !is_starter(&next.nearest_lower())
}

/// One letter, or letters with full stops between them: "J", "U.S".
fn is_letters_with_stops(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

fn is_abbreviation(previous: &Words<'_>, next: &Words<'_>) -> bool {
    let spaced = next
        .nearest
        .strip_suffix('.')
        .is_some_and(|letter| joined_ending(previous.nearest, letter).is_some());
    if spaced {
        return true;
    }
    let Some(ending) = abbreviation_ending(previous) else {
        return false;
    };
    let word = next.nearest_lower();
    match ending {
        Ending::Never => true,
        Ending::UnlessNumber => is_number(next.nearest) || is_unit_letter(next.nearest),
        Ending::UnlessDay => {
            is_number(next.nearest)
                || ending_after(&word) == Some(Ending::UnlessDay)
                || SHARED_MONTHS.contains(&word.as_str())
        }
        Ending::BeforeStarter => !is_starter(&word),
        Ending::BeforeCapital => !is_capitalised(next.nearest) || belongs_to_a_time(&word),
    }
}

/// Speech recognition separates the letters of some abbreviations: "a. m.", "z. B."
fn abbreviation_ending(previous: &Words<'_>) -> Option<Ending> {
    let nearest = previous.nearest.to_lowercase();
    let first = previous.second.strip_suffix('.');
    // "Hauptstr. 5"
    let is_street = nearest.ends_with("str");
    first
        .and_then(|first| joined_ending(first, &nearest))
        .or_else(|| ending_after(&nearest))
        .or(is_street.then_some(Ending::BeforeStarter))
}

fn joined_ending(first: &str, second: &str) -> Option<Ending> {
    ending_after(&format!("{first}.{second}").to_lowercase())
}

/// The letter of a flat or an entrance: "Apt. B". "No. I said" and "No. A friend" are
/// sentences.
fn is_unit_letter(word: &str) -> bool {
    let mut chars = word.chars().filter(|c| c.is_alphanumeric());
    chars
        .next()
        .is_some_and(|c| c.is_uppercase() && !matches!(c, 'A' | 'I' | 'O'))
        && chars.next().is_none()
}

const GERMAN_DETERMINERS: &[&str] = &[
    "ab", "am", "beim", "bis", "das", "dem", "den", "der", "des", "die", "dieser", "ein", "eine",
    "einen", "einer", "eines", "ihr", "ihre", "ihren", "im", "jeden", "jeder", "jedes", "mein",
    "meine", "meinen", "oder", "seit", "und", "unser", "vom", "zum", "zur", "zwischen",
];

const GERMAN_WEEKDAYS: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
];

/// German names of months that English does not share.
const GERMAN_MONTHS: &[&str] = &[
    "dez", "dezember", "feber", "februar", "jan", "januar", "jänner", "juli", "juni", "mai",
    "märz", "mrz", "okt", "oktober", "jän", "feb", "maerz",
];

/// Nouns that are counted with ordinals: "Lindenstraße 14, 2. Stock".
const GERMAN_COUNTED: &[&str] = &[
    "stock",
    "stockwerk",
    "etage",
    "obergeschoss",
    "og",
    "untergeschoss",
    "ug",
    "geschoss",
    "klasse",
    "rate",
    "mahnung",
    "quartal",
    "halbjahr",
];

const SHARED_MONTHS: &[&str] = &[
    "april",
    "august",
    "september",
    "november",
    "apr",
    "aug",
    "sept",
    "nov",
];

#[cfg(test)]
mod tests;

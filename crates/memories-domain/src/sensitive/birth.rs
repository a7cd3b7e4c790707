//! Dates of birth.

use super::{
    finding::{Finding, is_one_sentence},
    kind::Kind,
    numbers::NumberWords,
    policy::SensitiveDataPolicy,
    tokens::{Gap, Token},
    vocabulary::{Class, Mark, Marks},
};

/// How far a date is from the word "born", in tokens.
const MAX_DISTANCE: usize = 8;
/// "March 14 is my birthday".
const MAX_DISTANCE_BEFORE: usize = 4;

/// Dates after a word such as "born"; any date, if the agent asked for it.
pub(super) fn dates(
    tokens: &[Token],
    marks: &Marks,
    words: &NumberWords,
    policy: SensitiveDataPolicy,
    is_asked: bool,
    findings: &mut Vec<Finding>,
) {
    let mut dates = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(tokens, marks, words, at) {
            Some(date) => {
                at = date.end;
                dates.push(date);
            }
            None => at += 1,
        }
    }
    let births: Vec<_> = marks
        .marks
        .iter()
        .filter(|mark| mark.classes.has(Class::Birth))
        .collect();
    // Only the words next to a date, on either side: every word for every date takes too long.
    let is_birth = |date: &Date| {
        let following = births.partition_point(|birth| birth.start < date.end);
        let before = following.checked_sub(1).and_then(|index| births.get(index));
        let after = births.get(following);
        let is_near = |birth: &Mark| {
            date.start >= birth.end
                && date.start - birth.end <= MAX_DISTANCE
                && (is_one_sentence(tokens, birth.start, date.start + 1) || date.start == birth.end)
        };
        let is_reversed = |birth: &Mark| birth.start - date.end <= MAX_DISTANCE_BEFORE;
        is_asked || before.copied().is_some_and(is_near) || after.copied().is_some_and(is_reversed)
    };
    for date in dates.into_iter().filter(is_birth) {
        findings.push(Finding {
            year: date.year.filter(|_| policy.masks_birth()),
            ..Finding::new(Kind::Birth, date.start, date.end)
        });
    }
}

struct Date {
    start: usize,
    end: usize,
    year: Option<String>,
}

/// The year in the value of a collected item.
pub(super) fn year_in(tokens: &[Token], words: &NumberWords) -> Option<String> {
    let mut at = 0;
    let mut numbers = Vec::new();
    while at < tokens.len() {
        let (number, length) = words.read(tokens, at).unwrap_or((String::new(), 1));
        numbers.push(number);
        at += length;
    }
    year_of(&numbers)
}

/// A date has a month or two numbers.
fn date_at(tokens: &[Token], marks: &Marks, words: &NumberWords, start: usize) -> Option<Date> {
    let mut numbers: Vec<String> = Vec::new();
    let (mut months, mut ordinals) = (0, 0);
    let (mut at, mut end) = (start, start);
    while let Some(token) = tokens.get(at).filter(|token| token.label.is_none()) {
        if at > start && token.gap == Gap::Sentence || at - start > 12 {
            break;
        }
        if let Some((digits, length)) = words.read(tokens, at) {
            numbers.push(digits);
            at += length;
            end = at;
            continue;
        }
        let classes = marks.at(at);
        if classes.has(Class::Month) {
            months += 1;
            end = at + 1;
        } else if is_ordinal(token, words) {
            ordinals += 1;
            end = at + 1;
        } else if !(at > start && classes.has(Class::DateWord)) {
            break;
        } else if token.folded.len() > 3 {
            ordinals += 1;
            end = at + 1;
        }
        at += 1;
    }
    let is_date = months > 0 && numbers.len() + ordinals > 0
        || numbers.len() + ordinals >= 3
        || ordinals > 0 && !numbers.is_empty();
    is_date.then(|| Date {
        start,
        end,
        year: year_of(&numbers),
    })
}

/// "14th", "vierzehnten", "first".
fn is_ordinal(token: &Token, words: &NumberWords) -> bool {
    const SUFFIXES: [&str; 9] = ["sten", "ster", "ste", "ten", "ter", "te", "de", "th", "nd"];
    const OTHERS: [&str; 8] = ["1st", "2nd", "3rd", "21st", "22nd", "23rd", "31st", "1er"];
    let stem = |suffix: &str| {
        token
            .folded
            .strip_suffix(suffix)
            .filter(|stem| !stem.is_empty())
    };
    OTHERS.contains(&token.folded.as_str())
        || SUFFIXES
            .iter()
            .filter_map(|suffix| stem(suffix))
            .any(|stem| {
                words.is_number_word(stem) || stem.bytes().all(|byte| byte.is_ascii_digit())
            })
}

/// A number of four digits, or "19" and "58".
fn year_of(numbers: &[String]) -> Option<String> {
    let is_century = |number: &str| matches!(number, "19" | "20");
    let whole = numbers
        .iter()
        .find(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let spoken = || {
        numbers.array_windows().find_map(|[century, year]| {
            (is_century(century) && year.len() == 2).then(|| format!("{century}{year}"))
        })
    };
    whole.cloned().or_else(spoken)
}

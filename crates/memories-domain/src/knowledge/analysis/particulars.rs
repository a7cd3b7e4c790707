//! What reaches or identifies somebody, as it is written and as it is spoken: numbers, e-mail
//! addresses, where people live, and the codes of doors.

mod address;
mod addresses;
mod allergies;
mod emails;
mod find;
mod word_lists;

use smol_str::SmolStr;

pub(in crate::knowledge::analysis) use self::allergies::allergen;
pub(in crate::knowledge) use self::{address::Address, emails::Email};
use crate::{
    sensitive::{is_number_word, numbers_in},
    text::{is_number, words},
};

/// A shorter number is often a part of something else.
const MIN_DIGITS: usize = 3;

#[derive(Clone, Default)]
pub(in crate::knowledge) struct Particulars {
    /// Of three digits or more.
    pub(in crate::knowledge) numbers: Vec<SmolStr>,
    pub(in crate::knowledge) emails: Vec<Email>,
    /// Of the question, if it answers with little more than yes.
    pub(in crate::knowledge) address: Option<Address>,
    /// The door or other place that it gives the code of; empty if it does not say which.
    pub(in crate::knowledge) code_of: Option<Vec<&'static str>>,
    pub(in crate::knowledge) news: Vec<News>,
    /// What was so until now: the words after "instead of".
    pub(in crate::knowledge) instead_of: Vec<SmolStr>,
    /// Whether those words say "instead of".
    pub(in crate::knowledge) is_instead: bool,
    /// What somebody is not allergic to any more.
    pub(in crate::knowledge) tolerated: Vec<SmolStr>,
}

/// What a sentence says of the present state of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::knowledge) enum News {
    /// The caller lives somewhere else now.
    Moved,
    /// So do all of their home: "we moved".
    MovedTogether,
    /// The code or the e-mail address is another than before.
    Renewed,
    /// It is about an allergy, or answers a question about one.
    Allergy,
    /// It takes back a number of the turn before: "Wait no, twenty-two twelve."
    TakenBack,
}

impl Particulars {
    pub(in crate::knowledge) fn brings(&self, news: News) -> bool {
        self.news.contains(&news)
    }

    /// Of a value that was collected.
    pub(in crate::knowledge) fn of_value(text: &str, language: Option<&str>) -> Self {
        let split: Vec<SmolStr> = words(text).into_iter().map(|word| word.text).collect();
        Self {
            numbers: long_numbers(text, &split, language),
            emails: emails::find(text, &split),
            ..Self::default()
        }
    }

    /// Whether any of these numbers is among its own.
    pub(in crate::knowledge) fn has_any_number(&self, numbers: &[SmolStr]) -> bool {
        numbers.iter().any(|number| self.numbers.contains(number))
    }
}

fn long_numbers(text: &str, split: &[SmolStr], language: Option<&str>) -> Vec<SmolStr> {
    let has_digits = split
        .iter()
        .any(|word| is_number(word) || word.starts_with(|c: char| c.is_ascii_digit()));
    let is_spoken = || {
        let mut spoken = split.iter().filter(|word| is_number_word(word, language));
        spoken.nth(1).is_some()
    };
    if !has_digits && !is_spoken() {
        return Vec::new();
    }
    let numbers = numbers_in(text, language).into_iter();
    numbers
        .filter(|number| number.len() >= MIN_DIGITS)
        .map(SmolStr::from)
        .collect()
}

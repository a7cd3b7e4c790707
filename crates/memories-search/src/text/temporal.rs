//! Words for times and numbers, by language.

mod english;
mod german;
mod lexicon;
mod spanish;

use std::sync::OnceLock;

pub(crate) use lexicon::{TemporalLexicon, year};

impl TemporalLexicon {
    /// By primary subtag; empty for other languages.
    pub(super) fn for_language(code: &str) -> &'static Self {
        match code {
            "en" => &english::ENGLISH,
            "es" => &spanish::SPANISH,
            "de" => &german::GERMAN,
            _ => &EMPTY,
        }
    }
}

static EMPTY: TemporalLexicon = TemporalLexicon {
    asks_when: &[],
    asks_how_many: &[],
    time_words: &[],
    days: lexicon::DayWords {
        today: &[],
        yesterday: &[],
        day_before_yesterday: &[],
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
    ambiguous_months: &[],
    month_context: &[],
    period_starts: OnceLock::new(),
};

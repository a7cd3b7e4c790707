//! English words for times and numbers.

use std::sync::OnceLock;

use super::lexicon::{DayWords, TemporalLexicon};

pub(super) static ENGLISH: TemporalLexicon = TemporalLexicon {
    asks_when: &[
        ("when", &[""]),
        ("how", &["long"]),
        ("what", &["date", "day", "month", "year", "time", "season"]),
        ("which", &["date", "day", "month", "year", "season"]),
    ],
    asks_how_many: &[
        ("how", &["many", "much", "old", "often", "long"]),
        ("what", &["age", "number", "price"]),
    ],
    time_words: &[
        "tomorrow", "tonight", "next", "since", "recently", "spring", "summer", "autumn", "winter",
        "soon", "weeks", "months", "years", "birthday", "morning", "evening",
    ],
    days: DayWords {
        today: &["today"],
        yesterday: &["yesterday"],
        day_before_yesterday: &[],
        last: &["last", "past", "previous"],
        this: &["this"],
        ago: &["ago"],
        day: &["day", "days"],
        week: &["week", "weeks"],
        weekend: &["weekend", "weekends"],
        month: &["month", "months"],
        year: &["year", "years"],
    },
    months: [
        &["january"],
        &["february"],
        &["march"],
        &["april"],
        &["may"],
        &["june"],
        &["july"],
        &["august"],
        &["september"],
        &["october"],
        &["november"],
        &["december"],
    ],
    weekdays: [
        &["monday"],
        &["tuesday"],
        &["wednesday"],
        &["thursday"],
        &["friday"],
        &["saturday"],
        &["sunday"],
    ],
    numbers: &[
        &["one", "a", "an"],
        &["two"],
        &["three"],
        &["four"],
        &["five"],
        &["six"],
        &["seven"],
        &["eight"],
        &["nine"],
        &["ten"],
        &["eleven"],
        &["twelve"],
    ],
    ambiguous_months: &["may", "march"],
    month_context: &[
        "in", "last", "this", "since", "during", "of", "early", "late", "mid", "until", "by",
    ],
    period_starts: OnceLock::new(),
};

//! In which language a text names its times.
//!
//! A hint can be missing or wrong: a German call has facts in English, because the
//! model that collected them wrote English. So the words of the text decide, and
//! the hint counts as much as two of them. In doubt the language is English, whose
//! words for times are the least like those of others. Only one language reads a
//! text: two would find different days in the same words ("am", "segunda").

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    languages::LANGUAGES,
    lexicon::{LEXICONS, Lexicon},
    meaning::Meaning,
    tokens::{TokenKind, Tokens},
};

type Scores = [u32; LANGUAGES.len()];

/// What a word says about the language of a text, and whether a time can begin
/// with it.
#[derive(Default)]
struct WordScores {
    scores: Scores,
    may_begin_time: bool,
}

const SCORE_OF_HINT: u32 = 2;
const SCORE_OF_TIME_WORD: u32 = 3;
const SCORE_OF_FUNCTION_WORD: u32 = 1;
/// Enough words to tell a language.
const MAX_WORDS: usize = 400;

pub(super) struct LanguageChoice {
    pub(super) lexicon: &'static Lexicon,
    /// Whether 3/4 is 4 March; `None` if the region is not known.
    pub(super) month_first: Option<bool>,
}

impl LanguageChoice {
    /// `None` if the text has neither digits nor words for times.
    pub(super) fn new(tokens: &Tokens, hint: Option<&str>) -> Option<Self> {
        let hinted = hint.and_then(primary_subtag_index);
        let mut scores: Scores = [0; LANGUAGES.len()];
        if let Some(score) = hinted.and_then(|index| scores.get_mut(index)) {
            *score += SCORE_OF_HINT;
        }
        let mut may_have_times = false;
        let mut words = 0;
        for index in 0..tokens.len() {
            match tokens.get(index)?.kind {
                TokenKind::Mark(_) => {}
                TokenKind::Word if words < MAX_WORDS => {
                    words += 1;
                    let Some(added) = WORD_SCORES.get(tokens.folded(index)) else {
                        continue;
                    };
                    may_have_times |= added.may_begin_time;
                    for (score, added) in scores.iter_mut().zip(added.scores) {
                        *score += added;
                    }
                }
                TokenKind::Word | TokenKind::Number(..) => may_have_times = true,
            }
        }
        if !may_have_times {
            return None;
        }
        let best = scores.iter().copied().max()?;
        let index = hinted
            .filter(|&index| scores.get(index) == Some(&best))
            .or_else(|| scores.iter().position(|&score| score == best))?;
        let lexicon = LEXICONS.get(index)?;
        Some(Self {
            lexicon,
            month_first: month_first(lexicon.words.code, hint),
        })
    }
}

static WORD_SCORES: LazyLock<FxHashMap<String, WordScores>> = LazyLock::new(|| {
    let mut words: FxHashMap<String, WordScores> = FxHashMap::default();
    for (index, lexicon) in LEXICONS.iter().enumerate() {
        for (word, meaning, is_whole) in lexicon.first_words() {
            let added = words.entry(word.to_owned()).or_default();
            let names_time = names_time(meaning);
            added.may_begin_time |= names_time;
            let score = if names_time && is_whole {
                SCORE_OF_TIME_WORD
            } else {
                SCORE_OF_FUNCTION_WORD
            };
            if let Some(best) = added.scores.get_mut(index) {
                *best = score.max(*best);
            }
        }
    }
    words
});

/// Whether words with this meaning can be why a text mentions a time.
fn names_time(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Day(_)
            | Meaning::DayPart(..)
            | Meaning::TodayPart(_)
            | Meaning::Part(_)
            | Meaning::Weekday(_)
            | Meaning::WeekdayPart(..)
            | Meaning::WeakWeekday(_)
            | Meaning::Month(_)
            | Meaning::AmbiguousMonth(_)
            | Meaning::MonthAbbreviation(_)
            | Meaning::Unit(_)
            | Meaning::Ordinal(_)
            | Meaning::Cardinal(2..)
            | Meaning::Noon
    )
}

fn primary_subtag_index(tag: &str) -> Option<usize> {
    let primary = tag.split(['-', '_']).next()?;
    LANGUAGES
        .iter()
        .position(|words| words.code.eq_ignore_ascii_case(primary))
}

fn month_first(code: &str, hint: Option<&str>) -> Option<bool> {
    if code != "en" {
        return Some(false);
    }
    let mut subtags = hint?.split(['-', '_']);
    if !subtags.next()?.eq_ignore_ascii_case("en") {
        return None;
    }
    let region = subtags.find(|subtag| subtag.len() == 2)?;
    Some(
        ["US", "PH"]
            .iter()
            .any(|known| region.eq_ignore_ascii_case(known)),
    )
}

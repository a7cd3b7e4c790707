//! From left to right over a text: mentions of days, and the hours that belong to
//! them.

use jiff::Zoned;

use super::{
    language::LanguageChoice,
    meaning::Meaning,
    mention::TimeMention,
    parser::{Clock, Mention, Parser},
    tokens::Tokens,
};

/// An hour belongs to a day at most this many words away in the same sentence.
const MAX_WORDS_BETWEEN: usize = 8;

/// An hour that waits for its day.
#[derive(Clone, Copy)]
struct WaitingClock {
    start: usize,
    clock: Clock,
}

/// A day without an hour, by its index among the mentions.
#[derive(Clone, Copy)]
struct WaitingDay {
    index: usize,
    mention: Mention,
}

pub(super) fn scan(text: &str, said_at: &Zoned, hint: Option<&str>) -> Vec<TimeMention> {
    let tokens = Tokens::new(text);
    let Some(choice) = LanguageChoice::new(&tokens, hint) else {
        return Vec::new();
    };
    let entries: Vec<_> = tokens
        .iter_folded()
        .map(|word| choice.lexicon.entries(word))
        .collect();
    let parser = Parser {
        entries: &entries,
        tokens: &tokens,
        lexicon: choice.lexicon,
        said_at,
        today: said_at.date(),
        month_first: choice.month_first,
    };
    Scanner {
        parser,
        mentions: Vec::new(),
        clock: None,
        day: None,
    }
    .run()
}

struct Scanner<'a> {
    parser: Parser<'a>,
    mentions: Vec<TimeMention>,
    clock: Option<WaitingClock>,
    day: Option<WaitingDay>,
}

impl Scanner<'_> {
    fn run(mut self) -> Vec<TimeMention> {
        let mut at = 0;
        while at < self.parser.tokens.len() {
            if self.ends_sentence(at) {
                self.clock = None;
                self.day = None;
                at += 1;
            } else if self.parser.is_other_word(at) {
                at += 1;
            } else if let Some(end) = self.parser.end_of_no_time(at) {
                at = end.max(at + 1);
            } else if let Some(mention) = self.parser.mention(at) {
                at = self.add(mention).max(at + 1);
            } else if let Some(clock) = self.parser.clock(at) {
                self.take_clock(at, clock);
                at = clock.end.max(at + 1);
            } else {
                at += 1;
            }
        }
        self.mentions
    }

    /// Adds a mention with its hour and returns the token after both.
    fn add(&mut self, mention: Mention) -> usize {
        let day_end = mention.end;
        let mut start = mention.start;
        let mut end = mention.end;
        let mut time = mention.time;
        let clock = self.clock.take();
        if time.is_none() {
            let next = mention.end + usize::from(self.parser.tokens.mark(mention.end) == Some(','));
            if let Some(clock) = self.parser.clock(next) {
                time = clock.time(mention.part);
                end = clock.end;
            } else if let Some(waiting) = clock
                && mention.start - waiting.clock.end <= MAX_WORDS_BETWEEN
            {
                time = waiting.clock.time(mention.part);
                if self.is_joined(waiting.clock.end, mention.start) {
                    start = waiting.start;
                }
            }
        }
        let range = |from: usize, to: usize| {
            let start = self.parser.tokens.get(from)?.start;
            Some((start, self.parser.tokens.get(to.checked_sub(1)?)?.end))
        };
        let (Some((start, end_of_day)), Some((_, end_of_time))) =
            (range(start, day_end), range(start, end))
        else {
            return end;
        };
        self.mentions.push(TimeMention {
            start,
            day_end: end_of_day,
            end: end_of_time,
            from: mention.from,
            until: mention.until,
            time,
            relative: mention.relative,
        });
        self.day = time.is_none().then_some(WaitingDay {
            index: self.mentions.len() - 1,
            mention: Mention { end, ..mention },
        });
        end
    }

    fn take_clock(&mut self, start: usize, clock: Clock) {
        if let Some(day) = self.day.take()
            && start - day.mention.end <= MAX_WORDS_BETWEEN
            && let Some(mention) = self.mentions.get_mut(day.index)
        {
            mention.time = clock.time(day.mention.part);
            return;
        }
        self.clock = Some(WaitingClock { start, clock });
    }

    /// Whether only words such as "on" and "the" are between two tokens.
    fn is_joined(&self, mut from: usize, to: usize) -> bool {
        while from < to {
            let next = self.parser.meanings(from).find(|&(meaning, end)| {
                end <= to
                    && matches!(
                        meaning,
                        Meaning::Preposition
                            | Meaning::DayPreposition
                            | Meaning::DayArticle
                            | Meaning::Article
                            | Meaning::Of
                    )
            });
            match next {
                Some((_, end)) => from = end,
                None => return false,
            }
        }
        true
    }

    /// A full stop ends a sentence unless it follows an abbreviation or a number.
    fn ends_sentence(&self, at: usize) -> bool {
        let tokens = self.parser.tokens;
        match tokens.mark(at) {
            Some('!' | '?' | ';' | '\n' | '…') => true,
            Some('.') => {
                let before = at.checked_sub(1).map_or("", |before| tokens.folded(before));
                tokens.get(at + 1).is_none_or(|next| !next.is_adjacent)
                    && !matches!(
                        before,
                        "dr" | "dra"
                            | "mr"
                            | "mrs"
                            | "ms"
                            | "st"
                            | "fr"
                            | "hr"
                            | "herr"
                            | "sr"
                            | "sra"
                            | "sig"
                            | "dott"
                            | "mme"
                            | "m"
                            | "prof"
                            | "nr"
                            | "no"
                            | "dhr"
                            | "mevr"
                            | "mw"
                            | "ca"
                            | "approx"
                    )
            }
            _ => false,
        }
    }
}

//! Weekdays: "Friday", "next Tuesday", "Friday week", "Tuesday the 10th".

use jiff::ToSpan;

use super::{Mention, Parser};
use crate::times::{
    calendar::{
        calendar_unit, coming_day_of_month, coming_weekday, days_from, last_weekday, month_days,
        nth_weekday_of_month, weekday_of_week,
    },
    meaning::{Meaning, Part, Unit},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    Next,
    AfterNext,
    Coming,
    This,
    Last,
}

impl Modifier {
    /// In calendar units from the current one.
    pub(super) fn offset(self) -> i64 {
        match self {
            Self::Next | Self::Coming => 1,
            Self::AfterNext => 2,
            Self::This => 0,
            Self::Last => -1,
        }
    }
}

#[derive(Clone, Copy)]
struct NamedWeekday {
    number: i8,
    part: Option<Part>,
    is_weak: bool,
    /// "Sat": too short to be a weekday without a date.
    is_abbreviation: bool,
    end: usize,
}

impl Parser<'_> {
    pub(super) fn modifier(&self, at: usize) -> Option<(Modifier, usize)> {
        self.find(at, |meaning| match meaning {
            Meaning::Next => Some(Modifier::Next),
            Meaning::AfterNext => Some(Modifier::AfterNext),
            Meaning::Coming => Some(Modifier::Coming),
            Meaning::This => Some(Modifier::This),
            Meaning::Last => Some(Modifier::Last),
            _ => None,
        })
    }

    /// A modifier after its noun: "viernes próximo", "semaine dernière".
    pub(super) fn modifier_after(&self, at: usize) -> Option<(Modifier, usize)> {
        // "The week after next" follows its noun in every language.
        let is_after_noun = self.style().modifier_after_noun;
        self.modifier(at).filter(|&(modifier, _)| {
            modifier == Modifier::AfterNext || is_after_noun && modifier != Modifier::This
        })
    }

    pub(super) fn weekday(&self, at: usize) -> Option<Mention> {
        // "Next week on Tuesday", "nächste Woche Dienstag".
        if let Some((weeks, end)) = self.week(at) {
            let named = self.named_weekday(self.skip(
                self.skip(self.skip_comma(end), Meaning::Preposition),
                Meaning::Article,
            ))?;
            let day = weekday_of_week(self.today, named.number, weeks)?;
            return Some(named.mention(at, named.end, day));
        }
        if let Some(mention) = self.nth_weekday(at) {
            return Some(mention);
        }
        let (before, noun_at) = match self.modifier(at) {
            Some((modifier, end)) => (Some(modifier), end),
            None => (None, at),
        };
        let named = self.named_weekday(noun_at)?;
        if before != Some(Modifier::Last)
            && let Some(mention) = self.weekday_with_date(at, named)
        {
            return Some(mention);
        }
        if named.is_weak && !self.is_introduced(at, before, named) {
            return None;
        }
        if before.is_none()
            && let Some((weeks, end)) = self.week(self.skip(named.end, Meaning::In))
        {
            let day = weekday_of_week(self.today, named.number, weeks)?;
            return Some(named.mention(at, end, day));
        }
        if self.is(named.end, Meaning::NotATime).is_some() {
            return None;
        }
        let (modifier, end) = match before {
            Some(modifier) => (Some(modifier), named.end),
            None if self.follows(at, &[Meaning::Since]) => (Some(Modifier::Last), named.end),
            None => self
                .modifier_after(named.end)
                .map_or((None, named.end), |(modifier, end)| (Some(modifier), end)),
        };
        let day = match modifier {
            Some(Modifier::Last) => last_weekday(self.today, named.number),
            Some(Modifier::This) => coming_weekday(self.today, named.number, true),
            Some(Modifier::AfterNext) if self.style().next_weekday_is_next_week => {
                weekday_of_week(self.today, named.number, 2)
            }
            Some(Modifier::AfterNext) => coming_weekday(self.today, named.number, false)
                .and_then(|coming| days_from(coming, 7)),
            Some(Modifier::Next) if self.style().next_weekday_is_next_week => {
                weekday_of_week(self.today, named.number, 1)
            }
            Some(Modifier::Next | Modifier::Coming) | None => {
                coming_weekday(self.today, named.number, false)
            }
        }?;
        let mention = named.mention(at, end, day);
        // British "Friday week".
        if self.lexicon.words.code == "en"
            && modifier.is_none()
            && self.tokens.folded(end) == "week"
        {
            let day = days_from(day, 7)?;
            return Some(named.mention(at, end + 1, day));
        }
        Some(self.moved_by_count(mention))
    }

    /// "First Monday in December", "last Friday of the month": the upcoming one.
    fn nth_weekday(&self, at: usize) -> Option<Mention> {
        let (nth, next) = match self.find(at, super::ordinal) {
            Some((nth @ 1..=5, next)) => (nth, next),
            Some(_) => return None,
            None => (-1, self.is(at, Meaning::Last)?),
        };
        let named = self.named_weekday(next)?;
        let next = self
            .is(named.end, Meaning::Of)
            .or_else(|| self.is(named.end, Meaning::MonthPreposition))?;
        let next = self.skip(next, Meaning::Article);
        let day_in = |month| nth_weekday_of_month(month, nth, named.number);
        if let Some((month, _, end)) = self.month(next) {
            let (year, end) = self.year_after(end);
            let (first, _) = month_days(self.today, month, year)?;
            let day = day_in(first)?;
            let day = if year.is_none() && day < self.today {
                day_in(first.checked_add(1.year()).ok()?)?
            } else {
                day
            };
            return Some(named.mention(at, end, day).absolute());
        }
        let (offset, end) = self.relative_month(next)?;
        let month = |offset| calendar_unit(self.today, Unit::Month, offset);
        let day = day_in(month(offset)?.0)?;
        let day = if offset == 0 && day < self.today {
            day_in(month(1)?.0)?
        } else {
            day
        };
        Some(named.mention(at, end, day))
    }

    fn named_weekday(&self, at: usize) -> Option<NamedWeekday> {
        let ((number, part, is_weak), end) = self.find(at, |meaning| match meaning {
            Meaning::Weekday(number) => Some((number, None, false)),
            Meaning::WeekdayPart(number, part) => Some((number, Some(part), false)),
            Meaning::WeakWeekday(number) => Some((number, None, true)),
            _ => None,
        })?;
        Some(NamedWeekday {
            number,
            part,
            is_weak,
            is_abbreviation: is_weak && self.tokens.folded(at).len() <= 4,
            end,
        })
    }

    fn is_introduced(&self, at: usize, modifier: Option<Modifier>, named: NamedWeekday) -> bool {
        // "Al mar" is the sea.
        if named.is_abbreviation {
            // "Mon 9am".
            return self.tokens.number(named.end).is_some() && self.clock(named.end).is_some();
        }
        let is_followed = self.modifier_after(named.end).is_some()
            || self
                .find(named.end, |meaning| match meaning {
                    Meaning::Part(_) => Some(()),
                    _ => None,
                })
                .is_some()
            || self.is_any(named.end, &[Meaning::At]) && self.clock(named.end).is_some();
        let is_introduced = modifier.is_some()
            || is_followed
            || self.follows(at, &[Meaning::Preposition, Meaning::DayPreposition]);
        is_introduced && (is_followed || self.may_end_day(named.end))
    }

    /// "Tuesday the 10th", "Wednesday, December 2nd", "Dienstag, den 24.".
    fn weekday_with_date(&self, at: usize, named: NamedWeekday) -> Option<Mention> {
        let dot = usize::from(named.is_weak && self.tokens.adjacent_mark(named.end) == Some('.'));
        let after_comma = self.skip_comma(named.end + dot);
        let next = if named.is_abbreviation {
            after_comma
        } else {
            self.skip(after_comma, Meaning::Preposition)
        };
        let article = [
            Meaning::DayPreposition,
            Meaning::DayArticle,
            Meaning::Article,
        ]
        .into_iter()
        .find_map(|article| self.is(next, article));
        let next_after_article = article.filter(|_| !named.is_abbreviation).unwrap_or(next);
        for start in [next_after_article, next] {
            if let Some(date) = self.date_on(start, Some(named.number)) {
                return Some(Mention { start: at, ..date });
            }
            if let Some(date) = self.numeric_date(start) {
                return Some(Mention { start: at, ..date });
            }
        }
        let day = self.day_number(next_after_article)?;
        let has_article = next_after_article != next;
        // "Sábado às 10" is an hour.
        let follows_at = self.is_any(after_comma, &[Meaning::At]);
        let is_day = day.is_ordinal || !follows_at && (has_article || self.style().cardinal_days);
        if !is_day || !self.may_end_day(day.end) || self.is_hour(day.end) {
            return None;
        }
        let date = coming_day_of_month(self.today, day.number, Some(named.number))?;
        Some(Mention::new(at, day.end, (date, date)))
    }

    /// "Next week", "nächster Woche", "de la semana que viene": weeks from this one.
    fn week(&self, at: usize) -> Option<(i64, usize)> {
        let at = self.skip(at, Meaning::Of);
        let at = self.skip(at, Meaning::Article);
        if let Some((modifier, next)) = self.modifier(at)
            && let Some((Unit::Week, end)) = self.unit(next)
        {
            return Some((modifier.offset(), end));
        }
        let (unit, next) = self.unit(at)?;
        let (modifier, end) = self.modifier_after(next)?;
        (unit == Unit::Week).then(|| (modifier.offset(), end))
    }
}

impl NamedWeekday {
    fn mention(self, start: usize, end: usize, day: jiff::civil::Date) -> Mention {
        Mention {
            part: self.part,
            ..Mention::new(start, end, (day, day))
        }
    }
}

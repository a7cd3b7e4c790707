//! Weekdays: "Friday", "next Tuesday", "Friday week", "Tuesday the 10th".

use super::{Mention, Parser};
use crate::times::{
    calendar::{coming_day_of_month, coming_weekday, days_from, last_weekday, weekday_of_week},
    lexicon::{Meaning, Part, Unit},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    Next,
    Coming,
    This,
    Last,
}

impl Modifier {
    /// In calendar units from the current one.
    pub(super) fn offset(self) -> i64 {
        match self {
            Self::Next | Self::Coming => 1,
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
    end: usize,
}

impl Parser<'_> {
    pub(super) fn modifier(&self, at: usize) -> Option<(Modifier, usize)> {
        self.find(at, |meaning| match meaning {
            Meaning::Next => Some(Modifier::Next),
            Meaning::Coming => Some(Modifier::Coming),
            Meaning::This => Some(Modifier::This),
            Meaning::Last => Some(Modifier::Last),
            _ => None,
        })
    }

    /// A modifier after its noun: "viernes próximo", "semaine dernière".
    pub(super) fn modifier_after(&self, at: usize) -> Option<(Modifier, usize)> {
        if !self.style().modifier_after_noun {
            return None;
        }
        self.modifier(at)
            .filter(|&(modifier, _)| modifier != Modifier::This)
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
        let (before, noun_at) = match self.modifier(at) {
            Some((modifier, end)) => (Some(modifier), end),
            None => (None, at),
        };
        let named = self.named_weekday(noun_at)?;
        if before.is_none()
            && let Some(mention) = self.weekday_with_date(at, named)
        {
            return Some(mention);
        }
        if named.is_weak && !self.is_introduced(at, before, named) {
            return None;
        }
        if before.is_none()
            && let Some((weeks, end)) = self.week(named.end)
        {
            let day = weekday_of_week(self.today, named.number, weeks)?;
            return Some(named.mention(at, end, day));
        }
        if self.is(named.end, Meaning::NotATime).is_some() {
            return None;
        }
        let (modifier, end) = match before {
            Some(modifier) => (Some(modifier), named.end),
            None => self
                .modifier_after(named.end)
                .map_or((None, named.end), |(modifier, end)| (Some(modifier), end)),
        };
        let day = match modifier {
            Some(Modifier::Last) => last_weekday(self.today, named.number),
            Some(Modifier::This) => coming_weekday(self.today, named.number, true),
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
            end,
        })
    }

    fn is_introduced(&self, at: usize, modifier: Option<Modifier>, named: NamedWeekday) -> bool {
        let is_introduced = modifier.is_some()
            || self.follows(at, &[Meaning::Preposition, Meaning::DayPreposition]);
        is_introduced && (self.may_end_day(named.end) || self.modifier_after(named.end).is_some())
    }

    /// "Tuesday the 10th", "Wednesday, December 2nd", "Dienstag, den 24.".
    fn weekday_with_date(&self, at: usize, named: NamedWeekday) -> Option<Mention> {
        let dot = usize::from(named.is_weak && self.tokens.adjacent_mark(named.end) == Some('.'));
        let next = self.skip_comma(named.end + dot);
        let next = self.skip(next, Meaning::Preposition);
        let next_after_article = [
            Meaning::DayPreposition,
            Meaning::DayArticle,
            Meaning::Article,
        ]
        .into_iter()
        .find_map(|article| self.is(next, article))
        .unwrap_or(next);
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
        let is_day = day.is_ordinal || has_article || self.style().cardinal_days;
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

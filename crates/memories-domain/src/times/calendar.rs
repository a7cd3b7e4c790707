//! Which day is meant: arithmetic on calendar days.

use jiff::{
    Span, ToSpan,
    civil::{Date, Weekday},
};

use super::meaning::Unit;

/// A date without a year further ahead than this lies in the past: "9 November",
/// said on 28 November, was three weeks ago.
const MAX_MONTHS_AHEAD: i32 = 10;
/// How far from the call a day of the month with its weekday may lie.
const MAX_MONTHS_FROM_DAY: i32 = 3;
/// A range of days, from the first to the last.
pub(super) type Days = (Date, Date);

pub(super) fn days_from(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

pub(super) fn monday_of(date: Date) -> Option<Date> {
    days_from(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

pub(super) fn is_weekday(date: Date, number: i8) -> bool {
    date.weekday().to_monday_one_offset() == number
}

/// The first such weekday after `date`, or on it if `inclusive`.
pub(super) fn coming_weekday(date: Date, number: i8, inclusive: bool) -> Option<Date> {
    if inclusive && is_weekday(date, number) {
        return Some(date);
    }
    date.nth_weekday(1, Weekday::from_monday_one_offset(number).ok()?)
        .ok()
}

/// The last such weekday before `date`.
pub(super) fn last_weekday(date: Date, number: i8) -> Option<Date> {
    date.nth_weekday(-1, Weekday::from_monday_one_offset(number).ok()?)
        .ok()
}

/// The weekday of the week that begins `weeks` Mondays from now.
pub(super) fn weekday_of_week(date: Date, number: i8, weeks: i64) -> Option<Date> {
    days_from(monday_of(date)?, 7 * weeks + i64::from(number) - 1)
}

/// The next day with this number, today included. With a weekday, the first that
/// falls on it within three months, or the last that did; if none does, the weekday
/// is taken for a mistake.
pub(super) fn coming_day_of_month(today: Date, day: i8, weekday: Option<i8>) -> Option<Date> {
    let in_month = |months: i32| {
        let month = today.first_of_month().checked_add(months.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    };
    let upcoming = |months| in_month(months).filter(|&date| date >= today);
    if let Some(number) = weekday {
        let falls_on_it = |date: &Date| is_weekday(*date, number);
        let found = (0..=MAX_MONTHS_FROM_DAY)
            .filter_map(upcoming)
            .find(falls_on_it)
            .or_else(|| {
                (0..=MAX_MONTHS_FROM_DAY)
                    .filter_map(|months| in_month(-months))
                    .find(falls_on_it)
            });
        if found.is_some() {
            return found;
        }
    }
    (0..=2).find_map(upcoming)
}

/// The date meant by a month and a day without a year: the upcoming one, or the
/// past one if the upcoming one is more than ten months ahead. With a weekday, the
/// nearest of last, this and next year's that falls on it.
pub(super) fn date_without_year(
    today: Date,
    month: i8,
    day: i8,
    weekday: Option<i8>,
) -> Option<Date> {
    let year = today.year();
    // Up to eight years between two 29 Februaries.
    let dates = |years: std::ops::RangeInclusive<i16>| {
        years.filter_map(move |offset| Date::new(year.checked_add(offset)?, month, day).ok())
    };
    if let Some(number) = weekday {
        let nearest = dates(-1..=1)
            .filter(|&date| is_weekday(date, number))
            .min_by_key(|&date| distance(today, date));
        if nearest.is_some() {
            return nearest;
        }
    }
    let upcoming = dates(0..=8).find(|&date| date >= today)?;
    let limit = today.checked_add(MAX_MONTHS_AHEAD.months()).ok()?;
    if upcoming > limit {
        let past = dates(-1..=0).rfind(|&date| date < today);
        return Some(past.unwrap_or(upcoming));
    }
    Some(upcoming)
}

/// The n-th such weekday of a month, from its end if `nth` is negative.
pub(super) fn nth_weekday_of_month(month: Date, nth: i8, number: i8) -> Option<Date> {
    month
        .nth_weekday_of_month(nth, Weekday::from_monday_one_offset(number).ok()?)
        .ok()
}

/// The whole month, in the given year or, like a date, in the nearest.
pub(super) fn month_days(today: Date, month: i8, year: Option<i16>) -> Option<Days> {
    let year = match year {
        Some(year) => year,
        None => date_without_year(today.first_of_month(), month, 1, None)?.year(),
    };
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The calendar unit `offset` units from the current one: the week from Monday,
/// the weekend, the month, the year.
pub(super) fn calendar_unit(today: Date, unit: Unit, offset: i64) -> Option<Days> {
    match unit {
        Unit::Week => {
            let monday = days_from(monday_of(today)?, 7 * offset)?;
            Some((monday, days_from(monday, 6)?))
        }
        Unit::Weekend => {
            let saturday = days_from(monday_of(today)?, 7 * offset + 5)?;
            Some((saturday, days_from(saturday, 1)?))
        }
        Unit::Month => {
            let span = Span::new().try_months(offset).ok()?;
            let first = today.first_of_month().checked_add(span).ok()?;
            Some((first, first.last_of_month()))
        }
        Unit::Year => {
            let year = today.year().checked_add(i16::try_from(offset).ok()?)?;
            Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
        }
        Unit::Day => {
            let day = days_from(today, offset)?;
            Some((day, day))
        }
        Unit::Minute | Unit::HalfHour | Unit::Hour | Unit::BusinessDay | Unit::Fortnight => None,
    }
}

/// The day after this many days from Monday to Friday; public holidays are not known.
pub(super) fn business_days_from(date: Date, count: i64) -> Option<Date> {
    let (weeks, days) = (count.checked_div(5)?, count.checked_rem(5)?);
    let mut date = date;
    while is_weekend(date) {
        date = date.yesterday().ok()?;
    }
    date = days_from(date, weeks.checked_mul(7)?)?;
    for _ in 0..days {
        date = date.tomorrow().ok()?;
        while is_weekend(date) {
            date = date.tomorrow().ok()?;
        }
    }
    Some(date)
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn distance(today: Date, date: Date) -> i32 {
    today
        .until(date)
        .map_or(i32::MAX, |span| span.get_days().abs())
}

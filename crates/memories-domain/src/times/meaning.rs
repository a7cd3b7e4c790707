//! What words can mean in a time.

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    HalfHour,
    Hour,
    Day,
    BusinessDay,
    Week,
    Fortnight,
    Weekend,
    Month,
    Year,
}

/// What a word or phrase means. One word can have several meanings ("second",
/// "mañana"); the grammar asks for the one that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Looks like a time and is none: "guten Morgen", "from now on".
    Nothing,
    /// "Tomorrow", as days from today.
    Day(i8),
    /// "Morgenochtend".
    DayPart(i8, Part),
    /// "Tonight", "this morning".
    TodayPart(Part),
    /// "Morning", after a day; "in the morning", after a day or an hour.
    Part(Part),
    /// "AM", "nachmittags", after an hour only.
    ClockPart(Part),
    /// 1 is Monday.
    Weekday(i8),
    /// "Montagnachmittag".
    WeekdayPart(i8, Part),
    /// "Sat", "segunda": a weekday only after a preposition or before a date.
    WeakWeekday(i8),
    /// "Mondays", "los lunes".
    Recurring,
    Every,
    Month(i8),
    /// "May", "April": a month only beside a number or after "in".
    AmbiguousMonth(i8),
    /// "Dec": a month only beside a day.
    MonthAbbreviation(i8),
    Unit(Unit),
    Cardinal(i8),
    Ordinal(i8),
    OrdinalSuffix,
    /// "A", "einer": a count of one before a unit.
    One,
    Next,
    /// The one after the next.
    AfterNext,
    /// "Kommenden", "this coming": the next such day.
    Coming,
    This,
    Last,
    In,
    Within,
    /// "Vor", "hace", before a count.
    AgoBefore,
    /// "Ago", "fa", after a count.
    AgoAfter,
    /// "From now" after a count.
    FromNow,
    /// "From", "on" between a count and a day: "a week from Thursday".
    CountFrom,
    /// "Since": before a weekday or month that is over.
    Since,
    /// "On", "by", "until": before a day.
    Preposition,
    /// "In", "until": before a month.
    MonthPreposition,
    /// Before a numeric ordinal that is a day: "the 27th".
    DayArticle,
    /// Before any day of the month: "on the", "el", "am".
    DayPreposition,
    Article,
    Of,
    At,
    Between,
    And,
    To,
    /// "Al", "au", "bis zum": between two days.
    DayTo,
    /// "Del", "du", "vom": before the first of two days.
    DayFrom,
    OClock,
    Noon,
    /// "Half past", "halb": minutes from the hour that follows.
    OffsetBefore(i8),
    /// "Y media": minutes from the hour that precedes.
    OffsetAfter(i8),
    /// "Past", "to": between minutes and an hour.
    MinutesPast,
    MinutesTo,
    Beginning,
    Middle,
    End,
    /// Makes a bare day of the month after it the number of a house, a flat or a bus.
    Resident,
    /// May follow a day or an hour, unlike a noun.
    FunctionWord,
    /// Makes what precedes it no day: "street", "por ciento".
    NotATime,
}

//! Conversion of columns. Error messages name a column and never contain its value.

use jiff::Timestamp;
use memories_domain::Completeness;
use rusqlite::Row;

use crate::error::Error;

pub(super) fn optional_text<'r>(
    row: &'r Row<'_>,
    column: usize,
    name: &'static str,
) -> Result<Option<&'r str>, Error> {
    row.get_ref(column)?
        .as_str_or_null()
        .map_err(|_| Error::CorruptColumn(name))
}

pub(super) fn text<'r>(
    row: &'r Row<'_>,
    column: usize,
    name: &'static str,
) -> Result<&'r str, Error> {
    optional_text(row, column, name)?.ok_or(Error::CorruptColumn(name))
}

pub(super) fn time(row: &Row<'_>, column: usize, name: &'static str) -> Result<Timestamp, Error> {
    from_micros(row.get(column)?, name)
}

pub(super) fn optional_time(
    row: &Row<'_>,
    column: usize,
    name: &'static str,
) -> Result<Option<Timestamp>, Error> {
    let micros: Option<i64> = row.get(column)?;
    micros.map(|micros| from_micros(micros, name)).transpose()
}

fn from_micros(micros: i64, name: &'static str) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(micros).map_err(|_| Error::CorruptColumn(name))
}

/// Seconds as SQLite stores them: it has no integer above 2^63.
pub(super) fn from_seconds(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// SQLite has no unsigned integers; the bits are the same.
pub(super) const fn completeness_to_column(completeness: Completeness) -> i64 {
    completeness.to_u64().cast_signed()
}

pub(super) const fn completeness_from_column(value: i64) -> Completeness {
    Completeness::from_u64(value.cast_unsigned())
}

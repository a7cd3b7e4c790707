//! The words, by what they are about.

mod dealings;
mod home;
mod people;
mod row;
mod times;

pub(super) use row::LANGUAGES;
use row::Row;

pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    people::ROWS
        .iter()
        .chain(home::ROWS)
        .chain(dealings::ROWS)
        .chain(times::ROWS)
}

//! Output for people (tables and text) and for programs (JSON).

mod event;
mod explanation;
mod history;
mod memory;
mod standing;
mod time;

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, presets};
use serde::Serialize;

pub(crate) use event::events;
pub(crate) use explanation::explanation;
pub(crate) use history::history_lines;
pub(crate) use memory::{details, history, memories, search_hits, standing_details};
pub(crate) use standing::{people, people_text, standing_hits, standing_memories};
pub(crate) use time::{elapsed, minute};

/// The width of tables outside a terminal, in characters.
const PAGE_WIDTH: u16 = 160;

const STYLE: TableStyle =
    presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─'));

/// A table as wide as the terminal. Its `id` column is never broken, so that an
/// id can be copied.
pub(crate) fn table<const N: usize>(titles: [&str; N]) -> Table {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(titles);
    for (column, title) in table.column_iter_mut().zip(titles) {
        if title == "id" {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}

fn width() -> u16 {
    terminal_size::terminal_size().map_or(PAGE_WIDTH, |(width, _)| width.0)
}

pub(crate) fn json(out: &mut dyn Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// `1 memory`, `2 memories`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

//! The table of `docs/callers.md` says whose memories every form opens; it is checked here.

use super::*;

const DOCUMENT: &str = include_str!("../../../../../docs/callers.md");

struct Row {
    value: String,
    field: CallerField,
    region: Option<Region>,
    /// The key, or `nobody`.
    opens: String,
}

/// The rows of all tables whose first column is `value`.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut is_table = false;
    for line in DOCUMENT.lines() {
        if line.starts_with("|--") {
            continue;
        }
        let Some(cells) = line.strip_prefix("| ") else {
            is_table = false;
            continue;
        };
        let cells: Vec<&str> = cells.split(" | ").map(str::trim).collect();
        match cells.as_slice() {
            ["value", ..] => is_table = true,
            [value, field, country, opens, ..] if is_table => {
                rows.push(Row {
                    value: unescaped(unquoted(value)),
                    field: match *field {
                        "`user_id`" => CallerField::UserId,
                        "`caller_id`" => CallerField::Network,
                        "`whatsapp_user_id`" => CallerField::Messaging,
                        field => panic!("unknown field {field} in {line}"),
                    },
                    region: country.parse().ok(),
                    opens: unquoted(opens.trim_end_matches('|').trim()).to_owned(),
                });
            }
            _ => {}
        }
    }
    rows
}

fn unquoted(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// Invisible characters are written as `\u{200b}`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut unescaped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        let code = u32::from_str_radix(code, 16).unwrap();
        unescaped.push(char::from_u32(code).unwrap());
        unescaped.push_str(rest);
    }
    unescaped
}

#[test]
fn every_form_in_the_document_opens_whose_memories_it_says() {
    let rows = rows();
    assert!(rows.len() > 150, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for Row {
        value,
        field,
        region,
        opens,
    } in rows
    {
        let opened = match CallerId::parse_field(field, &value, region) {
            Ok(caller) => caller.as_str().to_owned(),
            Err(_) => "nobody".to_owned(),
        };
        if opened != opens {
            wrong.push(format!("{value:?} as {field:?}: {opened}, not {opens}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

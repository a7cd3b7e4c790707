use crate::{MemoryKind, PrivateText, ProfileKey, ProfileValue};

/// The text and kind of a memory after an edit. The text of a profile fact also sets
/// its value, so that dynamic variable and text agree.
#[must_use]
pub fn edit_text(kind: &MemoryKind, text: PrivateText) -> (PrivateText, MemoryKind) {
    match kind {
        MemoryKind::Profile { key, value } => {
            let value = parse_like(value, strip_name(key, &text));
            let text = format!("{}: {}", key.to_text(), &*value.to_text());
            let key = key.clone();
            (text.into(), MemoryKind::Profile { key, value })
        }
        kind => (text, kind.clone()),
    }
}

/// Strips a leading `name:`.
fn strip_name<'t>(key: &ProfileKey, text: &'t str) -> &'t str {
    text.split_once(':')
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case(&key.to_text()))
        .map_or(text, |(_, value)| value)
        .trim()
}

/// Parses a value, preferring the type of the former one.
fn parse_like(former: &ProfileValue, text: &str) -> ProfileValue {
    let typed = match former {
        ProfileValue::Bool(_) => match text.to_lowercase().as_str() {
            "yes" | "true" => Some(ProfileValue::Bool(true)),
            "no" | "false" => Some(ProfileValue::Bool(false)),
            _ => None,
        },
        ProfileValue::Number(_) => text.parse().ok().map(ProfileValue::Number),
        ProfileValue::Text(_) => None,
    };
    typed.unwrap_or_else(|| ProfileValue::Text(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Neighbours;

    fn fact(value: ProfileValue) -> MemoryKind {
        MemoryKind::Profile {
            key: ProfileKey::parse("first_name").unwrap(),
            value,
        }
    }

    #[test]
    fn the_text_of_a_profile_fact_sets_its_value_with_or_without_its_name() {
        let robin = fact(ProfileValue::Text("Robin".into()));
        let expected = (
            PrivateText::from("first name: Robyn"),
            fact(ProfileValue::Text("Robyn".into())),
        );
        assert_eq!(edit_text(&robin, "Robyn".into()), expected);
        assert_eq!(edit_text(&robin, "First name: Robyn ".into()), expected);
    }

    #[test]
    fn an_edited_value_keeps_its_type_if_it_parses() {
        let yes = fact(ProfileValue::Bool(true));
        assert_eq!(
            edit_text(&yes, "No".into()).1,
            fact(ProfileValue::Bool(false))
        );
        let two = fact(ProfileValue::Number(2.into()));
        assert_eq!(
            edit_text(&two, "3".into()).1,
            fact(ProfileValue::Number(3.into()))
        );
        assert_eq!(
            edit_text(&two, "several".into()).1,
            fact(ProfileValue::Text("several".into()))
        );
    }

    #[test]
    fn the_text_of_any_other_memory_is_replaced() {
        let semantic = MemoryKind::Semantic {
            speaker: None,
            neighbours: Neighbours::default(),
        };
        assert_eq!(
            edit_text(&semantic, "first name: x".into()),
            ("first name: x".into(), semantic.clone())
        );
    }
}

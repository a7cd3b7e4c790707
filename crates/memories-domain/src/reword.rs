use crate::{MemoryKind, PrivateText, ProfileKey, ProfileValue};

/// What a memory of `kind` is after a person gave it new words. The words of a
/// profile fact are its value, so that variable and text never disagree.
#[must_use]
pub fn reword(kind: &MemoryKind, words: PrivateText) -> (PrivateText, MemoryKind) {
    match kind {
        MemoryKind::Profile { key, value } => {
            let value = same_type(value, without_name(key, &words));
            let text = format!("{}: {}", key.to_text(), &*value.to_text());
            let key = key.clone();
            (text.into(), MemoryKind::Profile { key, value })
        }
        kind => (words, kind.clone()),
    }
}

/// `name: value` without its `name:`.
fn without_name<'w>(key: &ProfileKey, words: &'w str) -> &'w str {
    words
        .split_once(':')
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case(&key.to_text()))
        .map_or(words, |(_, value)| value)
        .trim()
}

/// The value in `words`, of the type the former value had where they allow it.
fn same_type(former: &ProfileValue, words: &str) -> ProfileValue {
    let typed = match former {
        ProfileValue::Bool(_) => match words.to_lowercase().as_str() {
            "yes" | "true" => Some(ProfileValue::Bool(true)),
            "no" | "false" => Some(ProfileValue::Bool(false)),
            _ => None,
        },
        ProfileValue::Number(_) => words.parse().ok().map(ProfileValue::Number),
        ProfileValue::Text(_) => None,
    };
    typed.unwrap_or_else(|| ProfileValue::Text(words.into()))
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
    fn a_profile_facts_words_are_its_value_with_or_without_its_name() {
        let robin = fact(ProfileValue::Text("Robin".into()));
        let expected = (
            PrivateText::from("first name: Robyn"),
            fact(ProfileValue::Text("Robyn".into())),
        );
        assert_eq!(reword(&robin, "Robyn".into()), expected);
        assert_eq!(reword(&robin, "First name: Robyn ".into()), expected);
    }

    #[test]
    fn a_profile_fact_keeps_the_type_of_its_value_where_the_words_allow_it() {
        let yes = fact(ProfileValue::Bool(true));
        assert_eq!(reword(&yes, "No".into()).1, fact(ProfileValue::Bool(false)));
        let two = fact(ProfileValue::Number(2.into()));
        assert_eq!(
            reword(&two, "3".into()).1,
            fact(ProfileValue::Number(3.into()))
        );
        assert_eq!(
            reword(&two, "several".into()).1,
            fact(ProfileValue::Text("several".into()))
        );
    }

    #[test]
    fn any_other_memory_takes_the_words_as_they_are() {
        let said = MemoryKind::Semantic {
            speaker: None,
            context: Neighbours::default(),
        };
        assert_eq!(
            reword(&said, "first name: x".into()),
            ("first name: x".into(), said.clone())
        );
    }
}

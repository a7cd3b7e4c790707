//! Items of a list fact.

use crate::text::{is_number, normalized_statement};

/// Splits the value of a list: "penicillin, latex and dust" has three items.
pub(super) fn items(value: &str) -> Vec<String> {
    value
        .split([',', ';', '\n', '/', '•', '|'])
        .flat_map(split_at_and)
        .map(|item| item.trim().trim_end_matches('.').trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

fn split_at_and(part: &str) -> Vec<&str> {
    let mut rest = vec![part];
    for and in [" and ", " und ", " y ", " e ", " et ", " en ", " & ", " + "] {
        rest = rest.into_iter().flat_map(|part| part.split(and)).collect();
    }
    rest
}

/// Equal for two wordings of one item: "metformin 500 mg" and "Metformin 1000 mg" are one
/// medicine with another dose.
pub(super) fn item_key(item: &str) -> String {
    let statement = normalized_statement(item);
    let words: Vec<&str> = statement
        .split(' ')
        .filter(|word| !is_number(word) && !UNITS.contains(word))
        .collect();
    if words.is_empty() {
        statement
    } else {
        words.join(" ")
    }
}

const UNITS: [&str; 22] = [
    "mg",
    "mcg",
    "g",
    "ml",
    "milligram",
    "milligrams",
    "milligramm",
    "miligramos",
    "milligrammes",
    "daily",
    "twice",
    "once",
    "day",
    "times",
    "täglich",
    "a",
    "per",
    "the",
    "is",
    "too",
    "also",
    "allergy",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_split_at_commas_and_conjunctions() {
        assert_eq!(
            items("penicillin, latex and dust."),
            ["penicillin", "latex", "dust"]
        );
        assert_eq!(items("Hund und Katze"), ["Hund", "Katze"]);
        assert_eq!(items("son: peanut allergy"), ["son: peanut allergy"]);
    }

    #[test]
    fn another_dose_is_the_same_medicine() {
        assert_eq!(item_key("metformin 500 mg"), item_key("Metformin 1000 mg"));
        assert_ne!(item_key("metformin"), item_key("lisinopril"));
    }
}

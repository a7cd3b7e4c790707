//! Items of a list fact.

use crate::text::{is_number, normalized_statement};

/// Splits the value of a list: "penicillin, latex and dust" has three items.
pub(super) fn items(value: &str) -> Vec<String> {
    split_at_marks(value)
        .into_iter()
        .flat_map(split_at_and)
        .map(|item| item.trim().trim_end_matches('.').trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

/// Splits a value that names several, of which each will do: "Tom or his aunt".
pub(super) fn alternatives(value: &str) -> Vec<String> {
    const OR: [&str; 7] = [" or ", " oder ", " o ", " ou ", " of ", " / ", " and/or "];
    let mut rest = items(value);
    for or in OR {
        let split = rest
            .iter()
            .flat_map(|item| item.split(or))
            .map(|item| item.trim().to_owned());
        rest = split.filter(|item| !item.is_empty()).collect();
    }
    rest
}

/// Not within a number ("2,5 mg"), and at a slash only where a space separates: "1/2 tablet" and
/// "she/her" are one item.
fn split_at_marks(value: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in value.char_indices() {
        let before = value.get(..at).and_then(|text| text.chars().next_back());
        let end = at + mark.len_utf8();
        let after = value.get(end..).and_then(|text| text.chars().next());
        let is_beside = |is: fn(char) -> bool| (before.is_some_and(is), after.is_some_and(is));
        let separates = match mark {
            ';' | '\n' | '•' | '|' => true,
            ',' => is_beside(|c| c.is_ascii_digit()) != (true, true),
            '/' => is_beside(char::is_whitespace) != (false, false),
            _ => false,
        };
        if separates {
            parts.extend(value.get(start..at));
            start = end;
        }
    }
    parts.extend(value.get(start..));
    parts
}

fn split_at_and(part: &str) -> Vec<&str> {
    let mut rest = vec![part];
    for and in [" and ", " und ", " y ", " e ", " et ", " en ", " & ", " + "] {
        rest = rest.into_iter().flat_map(|part| part.split(and)).collect();
    }
    rest
}

/// Equal for two wordings of one item: "metformin 500 mg" and "Metformin 1000 mg" are one medicine
/// with another dose. Any other number is part of the name ("Mazda 3"); a medicine's name has none
/// by itself ("metformin 500"), but it may have a number in a word ("vitamin B12").
/// How many there are of it is no part of the name either ("2 vegetarian").
pub(super) fn item_key(item: &str, is_medicine: bool) -> String {
    let statement = normalized_statement(without_count(item));
    let words: Vec<&str> = statement.split(' ').collect();
    let named: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|&(at, word)| {
            let is_article = at == 0 && ARTICLES.contains(word);
            let is_number = is_amount(&words, at) || is_medicine && is_digits(word);
            !is_article && !is_number && !is_unit_of_amount(&words, at) && !FILLER.contains(word)
        })
        .map(|(_, word)| *word)
        .filter(|word| !is_medicine || !FREQUENCIES.contains(word))
        .collect();
    if named.is_empty() {
        statement
    } else {
        named.join(" ")
    }
}

/// "vegetarian" of "2 vegetarian", but "7 Up" and "14 rue Basse" are names.
fn without_count(item: &str) -> &str {
    const MAX_DIGITS: usize = 2;
    const MAX_WORDS: usize = 2;
    let Some((count, counted)) = item.trim().split_once(' ') else {
        return item;
    };
    let is_lower = |word: &str| word.starts_with(char::is_lowercase);
    let is_counted = is_digits(count)
        && count.len() <= MAX_DIGITS
        && counted.split(' ').count() <= MAX_WORDS
        && counted.split(' ').all(is_lower);
    if is_counted { counted } else { item }
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is, or begins, a number with its unit: "500" in "500 mg", "2" in "2 5 mg", "500mg".
fn is_amount(words: &[&str], at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    if is_digits(word) {
        let after = words.iter().skip(at + 1);
        return after
            .skip_while(|word| is_digits(word))
            .take(1)
            .any(|unit| UNITS.contains(unit));
    }
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && UNITS.contains(&unit)
}

fn is_unit_of_amount(words: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    words.get(at).is_some_and(|word| UNITS.contains(word))
        && before.is_some_and(|before| is_number(before))
}

const ARTICLES: [&str; 2] = ["a", "the"];

/// What a wording of an item may have beside its name.
const FILLER: [&str; 4] = ["is", "too", "also", "allergy"];

const UNITS: [&str; 49] = [
    "mg",
    "mcg",
    "µg",
    "ug",
    "g",
    "kg",
    "ml",
    "l",
    "iu",
    "ie",
    "ui",
    "units",
    "unit",
    "einheiten",
    "unidades",
    "unités",
    "unità",
    "eenheden",
    "milligram",
    "milligrams",
    "milligramm",
    "milligrammes",
    "miligramos",
    "miligramas",
    "milligrammi",
    "gram",
    "grams",
    "tablet",
    "tablets",
    "tablette",
    "tabletten",
    "pill",
    "pills",
    "capsule",
    "capsules",
    "comprimido",
    "comprimidos",
    "comprimé",
    "comprimés",
    "compressa",
    "compresse",
    "pastillas",
    "drops",
    "tropfen",
    "gotas",
    "gouttes",
    "gocce",
    "druppels",
    "x",
];

/// How often a medicine is taken.
const FREQUENCIES: [&str; 28] = [
    "daily", "twice", "once", "day", "times", "per", "a", "täglich", "mal", "tag", "pro", "al",
    "día", "veces", "por", "fois", "par", "jour", "volte", "giorno", "vezes", "dia", "ao", "keer",
    "dag", "daags", "morning", "night",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_split_at_commas_and_conjunctions() {
        for (value, expected) in [
            (
                "penicillin, latex and dust.",
                &["penicillin", "latex", "dust"][..],
            ),
            ("Hund und Katze", &["Hund", "Katze"]),
            ("bees,wasps / hornets", &["bees", "wasps", "hornets"]),
            ("son: peanut allergy", &["son: peanut allergy"]),
        ] {
            assert_eq!(items(value), expected);
        }
    }

    #[test]
    fn a_number_is_not_split() {
        for (value, expected) in [
            ("Bisoprolol 2,5 mg", &["Bisoprolol 2,5 mg"][..]),
            (
                "1/2 tablet zopiclone, 1,000 mg fish oil",
                &["1/2 tablet zopiclone", "1,000 mg fish oil"],
            ),
            ("they/them", &["they/them"]),
            ("insulin 10 units/day", &["insulin 10 units/day"]),
            ("route 7, bus 12", &["route 7", "bus 12"]),
        ] {
            assert_eq!(items(value), expected);
        }
    }

    #[test]
    fn another_dose_is_the_same_medicine() {
        for (one, other) in [
            ("metformin 500 mg", "Metformin 1000 mg"),
            ("Bisoprolol 2,5 mg", "bisoprolol 5mg"),
            ("1/2 tablet zopiclone", "zopiclone"),
            ("ramipril 5 mg twice a day", "ramipril 2.5 mg daily"),
            (
                "enalapril 10 mg una vez al día",
                "enalapril 20 mg una vez al día",
            ),
            ("warfarin 3", "warfarin 5"),
        ] {
            assert_eq!(item_key(one, true), item_key(other, true));
        }
        for (one, other) in [
            ("metformin", "lisinopril"),
            ("vitamin B1", "vitamin B2"),
            ("vitamin A", "vitamin C"),
            ("vitamin B6 50 mg", "vitamin B12 50 mg"),
        ] {
            assert_ne!(item_key(one, true), item_key(other, true));
        }
    }

    #[test]
    fn another_count_is_the_same_thing() {
        for (one, other) in [
            ("2 vegetarisch", "1 vegetarisch"),
            ("3 vegan meals", "vegan meals"),
            ("12 chaises hautes", "8 chaises hautes"),
            ("6 sillas", "8 sillas"),
        ] {
            assert_eq!(item_key(one, false), item_key(other, false), "{one}");
        }
        for (one, other) in [
            ("14 rue Basse", "15 rue Basse"),
            ("2 Mill Road", "4 Mill Road"),
            ("7 Up", "8 Up"),
            ("2 vegan", "2 vegetarian"),
            ("line 3", "line 4"),
        ] {
            assert_ne!(item_key(one, false), item_key(other, false), "{one}");
        }
    }

    #[test]
    fn another_number_is_another_thing() {
        for (one, other) in [
            ("Audi 80", "Audi 100"),
            ("Volvo V60", "Volvo V70"),
            ("C-30 van", "C-40 van"),
            ("hepatitis B", "hepatitis C"),
            ("hepatitis A", "hepatitis B"),
            ("Peugeot 208", "Peugeot 308"),
        ] {
            assert_ne!(item_key(one, false), item_key(other, false));
        }
        assert_eq!(item_key("a cat", false), item_key("the cat", false));
    }
}

/// Words that carriers, telephones and careless software send in place of a number.
const WORDS: [&str; 8] = [
    "anonymous",
    "restricted",
    "private",
    "unknown",
    "unavailable",
    "blocked",
    "withheld",
    "hidden",
];

/// Words that carriers also send as keypad digits: 266696687 is ANONYMOUS. Words
/// whose digits could be a real number are not included.
const KEYPAD_WORDS: [&str; 6] = [
    "anonymous",
    "restricted",
    "private",
    "unknown",
    "unavailable",
    "blocked",
];

/// Nouns that may precede or follow such a word: "private number", "caller id blocked".
const NOUNS: [&str; 5] = ["number", "caller", "callerid", "call", "user"];

/// Phrases with the same meaning, without any of these words.
const PHRASES: [&str; 6] = [
    "nocallerid",
    "nonumber",
    "null",
    "none",
    "undefined",
    "notavailable",
];

/// Whether a text stands for a withheld number. Case is ignored, and so is
/// everything but letters and digits.
pub(super) fn is_withheld(text: &str) -> bool {
    let key: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    key.bytes().all(|b| b == b'0')
        || PHRASES.contains(&key.as_str())
        || WORDS.iter().any(|word| is_word_with_noun(&key, word))
        || KEYPAD_WORDS
            .iter()
            .any(|word| is_keypad_spelling(&key, word))
}

fn is_word_with_noun(key: &str, word: &str) -> bool {
    let is_noun = |rest: &str| rest.is_empty() || NOUNS.contains(&rest);
    key.strip_prefix(word).is_some_and(is_noun) || key.strip_suffix(word).is_some_and(is_noun)
}

fn is_keypad_spelling(key: &str, word: &str) -> bool {
    key.len() == word.len() && word.chars().map(keypad_digit).eq(key.chars().map(Some))
}

/// ITU-T E.161.
const fn keypad_digit(letter: char) -> Option<char> {
    match letter {
        'a'..='c' => Some('2'),
        'd'..='f' => Some('3'),
        'g'..='i' => Some('4'),
        'j'..='l' => Some('5'),
        'm'..='o' => Some('6'),
        'p'..='s' => Some('7'),
        't'..='v' => Some('8'),
        'w'..='z' => Some('9'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_withheld_number_are_recognised_in_any_spelling() {
        for text in [
            "",
            "---",
            "anonymous",
            "+Anonymous",
            "RESTRICTED",
            "Private Number",
            "unknown caller",
            "Unavailable",
            "No Caller ID",
            "Caller ID Blocked",
            "withheld",
            "null",
            "None",
            "undefined",
            "+00000",
            "0",
        ] {
            assert!(is_withheld(text), "{text:?}");
        }
    }

    #[test]
    fn keypad_spellings_are_recognised() {
        for digits in [
            "266696687",   // ANONYMOUS
            "7378742833",  // RESTRICTED
            "2562533",     // BLOCKED
            "8656696",     // UNKNOWN
            "86282452253", // UNAVAILABLE
            "7748283",     // PRIVATE
        ] {
            assert!(is_withheld(digits), "{digits}");
            assert!(is_withheld(&format!("+{digits}")), "+{digits}");
        }
    }

    #[test]
    fn names_and_numbers_are_not_withheld() {
        for text in [
            "+12025550143",
            "8842",
            "anonymous-42",
            "privateer",
            "anonymous@example.com",
            "noname",
        ] {
            assert!(!is_withheld(text), "{text:?}");
        }
    }
}

/// What carriers, telephones and careless software write in place of a number.
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

/// Words that carriers also send spelt on a telephone's keypad: 266696687 is
/// ANONYMOUS. Only words whose spelling is nobody's number.
const KEYPAD_WORDS: [&str; 6] = [
    "anonymous",
    "restricted",
    "private",
    "unknown",
    "unavailable",
    "blocked",
];

/// What such a word may stand next to: "private number", "caller id blocked".
const NOUNS: [&str; 5] = ["number", "caller", "callerid", "call", "user"];

/// What means the same without any of the words.
const PHRASES: [&str; 6] = [
    "nocallerid",
    "nonumber",
    "null",
    "none",
    "undefined",
    "notavailable",
];

/// Whether a text stands for a number that was kept back. Only letters and
/// digits count, and not their case.
pub(super) fn is_withheld(text: &str) -> bool {
    let key: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    key.bytes().all(|b| b == b'0')
        || PHRASES.contains(&key.as_str())
        || WORDS.iter().any(|word| names_nobody(&key, word))
        || KEYPAD_WORDS.iter().any(|word| is_keyed(&key, word))
}

fn names_nobody(key: &str, word: &str) -> bool {
    let is_noun = |rest: &str| rest.is_empty() || NOUNS.contains(&rest);
    key.strip_prefix(word).is_some_and(is_noun) || key.strip_suffix(word).is_some_and(is_noun)
}

fn is_keyed(key: &str, word: &str) -> bool {
    key.len() == word.len() && word.chars().map(keypad_digit).eq(key.chars().map(Some))
}

/// The key a letter is on (ITU-T E.161).
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
    fn words_for_a_withheld_number_are_recognised_in_any_dress() {
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
    fn the_keypad_spellings_carriers_send_are_recognised() {
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
    fn names_and_numbers_are_not_taken_for_withheld() {
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

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{super::checksums::luhn, redacted, with_policy};
use crate::{SensitiveDataPolicy, redact};

/// Sixteen digits whose last makes the checksum valid.
fn valid_card(digits: &[u8]) -> String {
    let start: String = digits.iter().map(u8::to_string).collect();
    (0..10)
        .map(|check| format!("{start}{check}"))
        .find(|number| luhn(number))
        .unwrap()
}

/// Digits with a separator after some.
fn grouped(number: &str, separators: &[Option<char>]) -> String {
    let mut text = String::new();
    for (digit, separator) in number.chars().zip(separators) {
        text.push(digit);
        text.extend(*separator);
    }
    text.trim_end_matches([' ', '-', '.']).to_owned()
}

fn separators() -> impl Strategy<Value = Vec<Option<char>>> {
    let separator = prop_oneof![
        Just(None),
        Just(Some(' ')),
        Just(Some('-')),
        Just(Some('.'))
    ];
    prop::collection::vec(separator, 16)
}

/// Texts of the words and signs that matter.
fn words_that_matter() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "card",
        "code",
        "is",
        "my",
        "PIN",
        "password",
        "the",
        "4111",
        "1111",
        "737",
        "one",
        "four",
        "double",
        "oh",
        "expires",
        "04/29",
        "social",
        "078-05-1120",
        "gate",
        "born",
        "March",
        "14th",
        "1958",
        "bluebird7",
        "not",
        "and",
        ",",
        ".",
        "?",
        "\n",
        "+1",
        "$",
        "DE89",
        "IBAN",
        "iban",
        "vier",
        "elf",
        "quatre",
        "vingt",
        "dix",
        "cent",
        "mille",
        "thousand",
        "hundred",
        "[card number removed]",
        "[",
        "]",
        "uh",
        "X",
        "12345678Z",
        "last",
        "allergic",
        "robin@example.com",
        "at",
        "dot",
        "account",
        "bank",
        "seven",
        "dollars",
        "é",
        "clave",
        "es",
        "senha",
        "pass",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

const EVERYTHING: &str = "health=drop,date_of_birth=mask,email=drop,phone=drop";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_card_number_with_a_valid_checksum_is_removed_in_any_grouping(
        digits in prop::collection::vec(0_u8..10, 15), separators in separators()
    ) {
        let text = format!("It is {}, thanks.", grouped(&valid_card(&digits), &separators));
        prop_assert_eq!(redacted("en", &text), "It is [card number removed], thanks.");
    }

    #[test]
    fn sixteen_digits_with_an_invalid_checksum_and_no_context_are_kept(
        number in "[0-9]{16}", separators in separators()
    ) {
        prop_assume!(!luhn(&number));
        let text = format!("It is {}, thanks.", grouped(&number, &separators));
        prop_assert_eq!(redacted("en", &text), text);
    }

    #[test]
    fn redaction_is_idempotent(text in words_that_matter(), drops in any::<bool>()) {
        let policy = if drops { EVERYTHING } else { "" };
        let once = with_policy(policy, &text);
        let twice = with_policy(policy, &once);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn any_text_is_redacted_without_a_panic(text in any::<String>()) {
        let once = with_policy(EVERYTHING, &text);
        prop_assert_eq!(with_policy(EVERYTHING, &once), once);
    }
}

#[test]
fn a_long_text_takes_linear_time() {
    let policy: SensitiveDataPolicy = EVERYTHING.parse().unwrap();
    for unit in [
        "4",
        "4 ",
        "4,",
        "one ",
        "code ",
        "card is ",
        "password is ",
        "a",
        "a ",
        "my code is 737, ",
        "a1",
        "[",
        "@",
        "at dot ",
        "iban d e 8 9 ",
        "born march 14 ",
        "quatre vingt ",
        "double ",
    ] {
        let text = unit.repeat((1 << 18) / unit.len());
        let started = Instant::now();
        let _ = redact(&text, None, &policy);
        let elapsed = started.elapsed();
        // Without optimization, on a busy machine.
        assert!(elapsed < Duration::from_secs(20), "{unit:?}: {elapsed:?}");
    }
}

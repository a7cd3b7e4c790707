use std::time::Duration;

use proptest::prelude::*;

use super::{super::checksums::luhn, calls::call_of, redacted, with_policy};
use crate::{SensitiveDataPolicy, Speaker, redact};

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
        "set it to",
        "passport",
        "A",
        "capital",
        "arroba",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

/// The language, its digits from zero, the questions for a card and an order, and "go on".
const SPOKEN: [(&str, &str, &str, &str, &str); 7] = [
    (
        "en",
        "zero one two three four five six seven eight nine",
        "What's the card number?",
        "What's your order number?",
        "Go on.",
    ),
    (
        "de",
        "null eins zwei drei vier fünf sechs sieben acht neun",
        "Wie lautet die Kartennummer?",
        "Wie lautet die Bestellnummer?",
        "Und weiter?",
    ),
    (
        "es",
        "cero uno dos tres cuatro cinco seis siete ocho nueve",
        "¿Me dice el número de tarjeta?",
        "¿Me dice el número de pedido?",
        "¿Y el resto?",
    ),
    (
        "fr",
        "zéro un deux trois quatre cinq six sept huit neuf",
        "Quel est votre numéro de carte ?",
        "Quel est votre numéro de commande ?",
        "Oui, ensuite ?",
    ),
    (
        "pt",
        "zero um dois três quatro cinco seis sete oito nove",
        "Qual é o número do cartão?",
        "Qual é o número da encomenda?",
        "Pode continuar.",
    ),
    (
        "it",
        "zero uno due tre quattro cinque sei sette otto nove",
        "Qual è il numero della carta?",
        "Qual è il numero dell'ordine?",
        "Prego.",
    ),
    (
        "nl",
        "nul een twee drie vier vijf zes zeven acht negen",
        "Wat is het kaartnummer?",
        "Wat is het ordernummer?",
        "Ja, verder?",
    ),
];

/// Digits as words, with a comma after some.
fn in_words(digits: &[u8], words: &str, pauses: &[bool]) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let mut spoken = String::new();
    for (digit, pause) in digits.iter().zip(pauses) {
        let word = words.get(usize::from(*digit)).unwrap();
        spoken.push_str(word);
        spoken.push_str(if *pause { ", " } else { " " });
    }
    format!("{}.", spoken.trim_end_matches([',', ' ']))
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
    fn a_spoken_card_number_is_removed_over_several_turns(
        digits in prop::collection::vec(0_u8..10, 16),
        pauses in prop::collection::vec(any::<bool>(), 16),
        ends in prop::collection::vec(1_usize..16, 0..4),
        (language, words, question, _, go_on) in prop::sample::select(SPOKEN.to_vec()),
        reads_back in any::<bool>(),
    ) {
        let mut ends = ends;
        ends.extend([0, 16]);
        ends.sort_unstable();
        ends.dedup();
        let mut texts = vec![question.to_owned()];
        for part in ends.windows(2) {
            let told = in_words(&digits[part[0]..part[1]], words, &pauses);
            texts.push(told.clone());
            let repeats = reads_back && part[1] - part[0] >= 3;
            texts.push(if repeats { told } else { go_on.to_owned() });
        }
        let speakers = [Speaker::Agent, Speaker::Caller].into_iter().cycle();
        let turns: Vec<_> = speakers.zip(texts.iter().map(String::as_str)).collect();
        let mut call = call_of(language, &turns);
        call.redact(&SensitiveDataPolicy::default());
        for (at, turn) in call.turns.iter().enumerate().skip(1) {
            let is_left = |word: &str| {
                let mut said = turn.text.split([' ', ',', '.']);
                said.any(|other| other == word)
            };
            let expected = turns.get(at).unwrap().1;
            prop_assert!(
                expected == go_on || !words.split(' ').any(is_left),
                "{language}: {:?}", call.turns.iter().map(|turn| turn.text.to_string()).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn a_spoken_order_number_is_kept(
        digits in prop::collection::vec(0_u8..10, 7),
        pauses in prop::collection::vec(any::<bool>(), 7),
        (language, words, card, order, _) in prop::sample::select(SPOKEN.to_vec()),
        after_card in any::<bool>(),
    ) {
        let told = in_words(&digits, words, &pauses);
        let mut turns = vec![(Speaker::Agent, order), (Speaker::Caller, &*told)];
        if after_card {
            turns.splice(0..0, [(Speaker::Agent, card), (Speaker::Caller, "Hm.")]);
        }
        let mut call = call_of(language, &turns);
        call.redact(&SensitiveDataPolicy::default());
        prop_assert_eq!(&*call.turns.last().unwrap().text, &told);
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
        "password i used ",
        "passport A 4 ",
        "my card is 4920 1177, ",
        "password, tulip 4, ",
        "codice fiscale elle emme bi ",
        "card is 4920 1177 1, ",
    ] {
        let cost = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let began = thread_time();
            let _ = redact(&text, None, &policy);
            thread_time().saturating_sub(began)
        };
        // Anything that is done once is done before.
        cost(1 << 10);
        let (short, long) = (cost(1 << 14), cost(1 << 17));
        // Eight times as long a text: quadratic time would be 64 times as much.
        assert!(long < 32 * short, "{unit:?}: {short:?}, {long:?}");
    }
}

/// The CPU time of this thread, which does not depend on what else the machine does.
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.try_into().unwrap(),
        time.tv_nsec.try_into().unwrap(),
    )
}

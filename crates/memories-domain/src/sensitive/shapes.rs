//! Numbers that are recognised by their form and check digits alone, whatever is said around them.

use super::{
    checksums::{
        codice_fiscale, cpf, dni, iban, iban_length, luhn, national_insurance, nir, starts_iban,
    },
    finding::Finding,
    kind::Kind,
    numbers::{Element, NumberWords, Run},
    tokens::{Gap, Joint, Sign, Token},
};

/// Minimum and maximum digits of a payment card.
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;
/// An expiry date and a security code after a card number.
const MAX_DIGITS_AFTER_CARD: usize = 10;
/// An IBAN that nobody asked for is recognised by so many groups after its start.
pub(super) const MIN_IBAN_GROUPS: usize = 2;
/// A longer rest of a run is a number of its own.
const MIN_OTHER_DIGITS: usize = 3;
const MAX_IBAN_CHARS: usize = 34;
const MIN_IBAN_CHARS: usize = 15;

/// Numbers as long as a payment card where one is spoken of, though a digit is wrong: it was
/// misheard or mistyped. `is_reference` says whether a number is that of an order or the like.
pub(super) fn misheard_cards(
    runs: &[Run],
    is_reference: impl Fn(&Run) -> bool,
    findings: &mut Vec<Finding>,
) {
    for run in runs.iter().filter(|run| run.sign == Sign::None) {
        let total: usize = run
            .elements
            .iter()
            .map(|element| element.digits.len())
            .sum();
        if CARD_DIGITS.contains(&total) && !is_reference(run) {
            findings.push(card(&run.elements));
        }
    }
}

/// Payment cards. A run of digits that is as long as one must be one as a whole; a longer run may
/// contain one with the number of digits of its issuer, such as a card followed by its code.
pub(super) fn cards(runs: &[Run], findings: &mut Vec<Finding>) {
    for run in runs.iter().filter(|run| run.sign != Sign::Plus) {
        let total: usize = run
            .elements
            .iter()
            .map(|element| element.digits.len())
            .sum();
        if total < *CARD_DIGITS.start() {
            continue;
        }
        if CARD_DIGITS.contains(&total) && luhn(&run.digits()) {
            findings.push(card(&run.elements));
            continue;
        }
        let (mut at, mut before) = (0, 0);
        while let Some(first) = run.elements.get(at) {
            let is_separate = at == 0 || first.after_pause || before >= MIN_OTHER_DIGITS;
            let length = is_separate
                .then(|| card_at(run.elements.get(at..).unwrap_or_default(), total - before))
                .flatten();
            let length = match length {
                Some(length) => {
                    let found = run.elements.get(at..at + length).unwrap_or_default();
                    findings.push(card(found));
                    length
                }
                None => 1,
            };
            let passed = run.elements.get(at..at + length).unwrap_or_default();
            before += passed
                .iter()
                .map(|element| element.digits.len())
                .sum::<usize>();
            at += length;
        }
    }
}

fn card(elements: &[Element]) -> Finding {
    Finding::of_number(Kind::Card, elements)
}

/// The number of elements of the card that some elements start with, and of the few digits after
/// it. `remaining` is their number of digits.
fn card_at(elements: &[Element], remaining: usize) -> Option<usize> {
    let mut number = String::new();
    for (index, element) in elements.iter().enumerate() {
        number.push_str(&element.digits);
        if number.len() > *CARD_DIGITS.end() {
            return None;
        }
        let rest = remaining - number.len();
        let next = elements.get(index + 1);
        let is_separate = rest >= MIN_OTHER_DIGITS || next.is_none_or(|next| next.after_pause);
        if is_separate && is_card(&number) {
            let mut extra = 0;
            let following = elements.iter().skip(index + 1).take_while(|element| {
                extra += element.digits.len();
                extra <= MAX_DIGITS_AFTER_CARD
            });
            return Some(index + 1 + following.count());
        }
    }
    None
}

/// Whether some digits are a whole number.
fn is_card(number: &str) -> bool {
    has_length_of_issuer(number) && luhn(number)
}

fn has_length_of_issuer(number: &str) -> bool {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| number.starts_with(prefix));
    match number.len() {
        14 => starts(&["30", "36", "38", "39"]),
        15 => starts(&["34", "37"]),
        16 => starts(&[
            "4", "51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27", "35", "60",
            "62", "64", "65", "67",
        ]),
        19 => starts(&["4", "62"]),
        _ => false,
    }
}

/// Bank accounts and national ids.
pub(super) fn codes(tokens: &[Token], words: &NumberWords, findings: &mut Vec<Finding>) {
    for (at, token) in tokens.iter().enumerate() {
        if token.label.is_some() || token.sign == Sign::Plus {
            continue;
        }
        let previous = at.checked_sub(1).and_then(|previous| tokens.get(previous));
        let continues = token.gap == Gap::Close && previous.is_some_and(Token::has_digit);
        let starts_code = token.has_digit() && !continues
            || token.folded.len() <= 6
                && !continues
                && !words.is_number(token)
                && token.folded.is_ascii();
        if let Some(finding) = starts_code.then(|| code_at(tokens, words, at)).flatten() {
            findings.push(finding);
        }
    }
}

fn code_at(tokens: &[Token], words: &NumberWords, start: usize) -> Option<Finding> {
    let mut code = String::new();
    let mut at = start;
    let mut longest = None;
    // The number of characters of each part, to recognise 3-2-4.
    let mut parts: Vec<usize> = Vec::new();
    let mut hyphens = 0;
    while let Some(token) = tokens.get(at) {
        if token.label.is_some() || token.gap == Gap::Sentence && at > start {
            break;
        }
        if at > start && token.joint == Joint::Hyphen {
            hyphens += 1;
        }
        let length = match words.read(tokens, at) {
            Some((digits, length)) => {
                parts.push(digits.len());
                code.push_str(&digits);
                length
            }
            None if token.has_digit() || token.folded.len() <= 6 && token.folded.is_ascii() => {
                parts.push(token.folded.len());
                code.push_str(&token.folded);
                1
            }
            None => break,
        };
        at += length;
        if code.len() > MAX_IBAN_CHARS || !may_become_code(&code) {
            break;
        }
        let next = tokens.get(at);
        // Part of a longer number.
        let is_number = code.starts_with(|c: char| c.is_ascii_digit());
        let continues = next.is_some_and(|next| next.gap == Gap::Close && next.is_digits());
        if continues && (is_number || code.len() < MIN_IBAN_CHARS) {
            continue;
        }
        if let Some(kind) = kind_of(&code, &parts, hyphens) {
            longest = Some(Finding {
                value: Some(code.clone()),
                ..Finding::new(kind, start, at)
            });
        }
    }
    longest
}

/// Whether a code may start like this: digits (an id), two letters and digits (an IBAN, a British
/// number), one letter and digits (a NIE) or six letters (a codice fiscale).
fn may_become_code(code: &str) -> bool {
    let letters = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    match letters {
        0 => code.len() <= 15,
        1..=2 => true,
        6 => code.len() <= 16,
        _ => letters == code.len() && letters < 6,
    }
}

fn kind_of(code: &str, parts: &[usize], hyphens: usize) -> Option<Kind> {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    match code.len() {
        9 if digits => {
            let area = code.get(..3).unwrap_or_default();
            let is_assigned = !matches!(area, "000" | "666") && !area.starts_with('9');
            (parts == [3, 2, 4] && hyphens == 2 && is_assigned).then_some(Kind::SocialSecurity)
        }
        9 if dni(code) || national_insurance(code) => Some(Kind::NationalId),
        11 if digits => {
            (parts == [3, 3, 3, 2] && hyphens == 3 && cpf(code)).then_some(Kind::NationalId)
        }
        15 if nir(code) => Some(Kind::NationalId),
        16 if codice_fiscale(code) => Some(Kind::NationalId),
        length => {
            let country = code.get(..2)?;
            let check = code.get(2..4)?;
            let has_form = country.bytes().all(|byte| byte.is_ascii_lowercase())
                && check.bytes().all(|byte| byte.is_ascii_digit());
            let has_length = iban_length(country) == Some(length);
            let is_iban = has_form
                && has_length
                && (iban(code) && has_few_letters(code) || has_digits_of_iban(code));
            is_iban.then_some(Kind::Bank)
        }
    }
}

/// Whether it is no sentence: the check digits of one in a hundred are right by chance.
fn has_few_letters(code: &str) -> bool {
    const MAX_LETTERS: usize = 6;
    let rest = code.get(2..).unwrap_or_default();
    rest.bytes().filter(u8::is_ascii_alphabetic).count() <= MAX_LETTERS
}

/// Whether a code that is as long as an IBAN consists of digits where an IBAN does: one that was
/// misheard has wrong check digits.
fn has_digits_of_iban(code: &str) -> bool {
    let (start, rest) = code.split_at_checked(4).unwrap_or_default();
    let letters = match start.get(..2).unwrap_or_default() {
        "gb" | "ie" | "nl" => 4,
        _ => 1,
    };
    rest.bytes().filter(u8::is_ascii_alphabetic).count() <= letters
}

/// The start of an IBAN, as it is told in parts: "DE89 3704 0044", with so many groups of four.
pub(super) fn iban_parts(tokens: &[Token], min_groups: usize, findings: &mut Vec<Finding>) {
    for (at, token) in tokens.iter().enumerate() {
        if !starts_iban(&token.folded) || token.folded.len() != 4 {
            continue;
        }
        let is_bank = |token: &Token| token.folded.len() == 4 && iban_bank(&token.folded);
        let groups = tokens
            .iter()
            .skip(at + 1)
            .enumerate()
            .take_while(|(index, token)| {
                token.gap < Gap::Sentence
                    && (token.is_digits() && token.folded.len() <= 4
                        || *index == 0 && is_bank(token))
            });
        let end = at + 1 + groups.count();
        let whole = tokens.get(at + 1..end).unwrap_or_default();
        if whole.iter().filter(|token| token.folded.len() == 4).count() >= min_groups {
            let words = tokens.get(at..end).unwrap_or_default();
            findings.push(Finding {
                value: Some(words.iter().map(|token| token.folded.as_str()).collect()),
                ..Finding::new(Kind::Bank, at, end)
            });
        }
    }
}

/// Whether a group is the bank of a British, Irish or Dutch account.
fn iban_bank(group: &str) -> bool {
    group.bytes().all(|byte| byte.is_ascii_lowercase())
}

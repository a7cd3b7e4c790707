//! Check digits of cards, bank accounts and national ids.

/// The digits of a text, if it consists of nothing else.
fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// The check digit of payment cards.
pub(super) fn luhn(number: &str) -> bool {
    let Some(digits) = digits(number) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(
            |(place, &digit)| match digit * if place % 2 == 0 { 1 } else { 2 } {
                double if double > 9 => double - 9,
                digit => digit,
            },
        )
        .sum();
    !digits.is_empty() && sum.is_multiple_of(10)
}

/// ISO 13616: two letters, two digits, the account; the remainder by 97 is one.
pub(super) fn iban(code: &str) -> bool {
    let Some((head, account)) = code.split_at_checked(4) else {
        return false;
    };
    let remainder = account.chars().chain(head.chars()).try_fold(0, |sum, c| {
        let value = c.to_digit(36)?;
        Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    remainder == Some(1)
}

/// The number of characters of an IBAN, by its country.
pub(super) fn iban_length(country: &str) -> Option<usize> {
    Some(match country {
        "no" => 15,
        "be" => 16,
        "dk" | "fi" | "nl" => 18,
        "si" => 19,
        "at" | "ba" | "ee" | "lt" | "lu" => 20,
        "ch" | "hr" | "li" | "lv" => 21,
        "bg" | "de" | "gb" | "ie" | "rs" => 22,
        "ae" | "il" => 23,
        "cz" | "es" | "ro" | "se" | "sk" | "ad" | "sa" => 24,
        "pt" => 25,
        "is" | "tr" => 26,
        "fr" | "gr" | "it" | "mc" | "sm" => 27,
        "cy" | "hu" | "pl" => 28,
        "br" | "ua" => 29,
        "mt" => 31,
        _ => return None,
    })
}

/// The letter of a Spanish DNI or NIE.
pub(super) fn dni(code: &str) -> bool {
    let (number, letter) = code.split_at_checked(8).unwrap_or((code, ""));
    let number = match number.chars().next() {
        Some('x') => number.replacen('x', "0", 1),
        Some('y') => number.replacen('y', "1", 1),
        Some('z') => number.replacen('z', "2", 1),
        _ => number.to_owned(),
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let expected = number
        .parse::<usize>()
        .ok()
        .and_then(|number| b"trwagmyfpdxbnjzsqvhlcke".get(number % 23));
    is_number && expected.is_some_and(|&expected| letter.as_bytes() == [expected])
}

/// The key of a French NIR: 15 digits, of which "2A" and "2B" stand for Corsica.
pub(super) fn nir(code: &str) -> bool {
    let Some((number, key)) = code.split_at_checked(13) else {
        return false;
    };
    let number = number.replacen("2a", "19", 1).replacen("2b", "18", 1);
    let month = number.get(3..5).and_then(|month| month.parse::<u8>().ok());
    let plausible = number.starts_with(['1', '2', '3', '4', '7', '8'])
        && month.is_some_and(|month| matches!(month, 1..=12 | 20..=42 | 50..=99));
    let key = (key.len() == 2).then(|| key.parse::<u64>().ok()).flatten();
    let number = number.parse::<u64>().ok();
    plausible
        && number
            .zip(key)
            .is_some_and(|(number, key)| 97 - number % 97 == key)
}

/// The check letter of an Italian codice fiscale.
pub(super) fn codice_fiscale(code: &str) -> bool {
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let is_letter = |place: usize| matches!(place, 0..=5 | 8 | 11 | 15);
    let value = |c: char| {
        c.to_digit(36)
            .map(|value| if value > 9 { value - 10 } else { value })
    };
    if code.len() != 16 || !code.is_ascii() {
        return false;
    }
    // Where two people would have the same code, letters replace digits.
    let has_form = code
        .chars()
        .enumerate()
        .all(|(place, c)| c.is_ascii_alphabetic() || c.is_ascii_digit() && !is_letter(place));
    let sum = code
        .chars()
        .take(15)
        .enumerate()
        .try_fold(0, |sum, (place, c)| {
            let value = value(c)?;
            Some(
                sum + if place % 2 == 0 {
                    *ODD.get(value as usize)?
                } else {
                    value
                },
            )
        });
    let last = code.chars().last().and_then(value);
    has_form
        && code.bytes().filter(u8::is_ascii_digit).count() >= 3
        && sum.zip(last).is_some_and(|(sum, last)| sum % 26 == last)
}

/// The two check digits of a Brazilian CPF.
pub(super) fn cpf(number: &str) -> bool {
    let Some(digits) = digits(number).filter(|digits| digits.len() == 11) else {
        return false;
    };
    let check = |length: u32| {
        let sum: u32 = digits
            .iter()
            .zip((2..=length + 1).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        sum * 10 % 11 % 10
    };
    digits.get(9) == Some(&check(9)) && digits.get(10) == Some(&check(10))
}

/// A British national insurance number, which has no check digit.
pub(super) fn national_insurance(code: &str) -> bool {
    let bytes = code.as_bytes();
    let [first, second, number @ .., suffix] = bytes else {
        return false;
    };
    bytes.len() == 9
        && first.is_ascii_lowercase()
        && second.is_ascii_lowercase()
        && !b"dfiquv".contains(first)
        && !b"dfiquvo".contains(second)
        && number.iter().all(u8::is_ascii_digit)
        && (b'a'..=b'd').contains(suffix)
}

/// Whether a code starts with a country and check digits.
pub(super) fn starts_iban(code: &str) -> bool {
    let country = code.get(..2).and_then(iban_length);
    let check = code.get(2..4);
    country.is_some() && check.is_some_and(|check| check.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a part of a bank account is still to come.
pub(super) fn is_part_of_account(value: &str) -> bool {
    /// Shorter numbers are often a part of one.
    const MIN_DIGITS: usize = 8;
    if !starts_iban(value) {
        return value.len() < MIN_DIGITS;
    }
    let length = value.get(..2).and_then(iban_length);
    length.is_some_and(|length| value.len() < length)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Check = fn(&str) -> bool;

    #[test]
    fn published_samples_are_valid_and_their_neighbours_are_not() {
        let samples: [(Check, &str, &str); 8] = [
            (luhn, "4111111111111111", "4111111111111112"),
            (iban, "de89370400440532013000", "de89370400440532013001"),
            (dni, "12345678z", "12345678a"),
            (dni, "x1234567l", "x1234567m"),
            (nir, "255081416802538", "255081416802539"),
            (codice_fiscale, "rssmra85t10a562s", "rssmra85t10a562t"),
            (cpf, "11144477735", "11144477736"),
            (national_insurance, "ab123456c", "ab123456e"),
        ];
        for (check, valid, invalid) in samples {
            assert!(check(valid), "{valid}");
            assert!(!check(invalid), "{invalid}");
        }
    }

    #[test]
    fn other_texts_are_not_valid() {
        for text in [
            "",
            "é",
            "éééééééé",
            "1",
            "aaaaaaaaaaaaaaaa",
            "ééééééééééééé12",
        ] {
            for check in [
                luhn,
                iban,
                dni,
                nir,
                codice_fiscale,
                cpf,
                national_insurance,
            ] {
                assert!(!check(text), "{text}");
            }
        }
    }
}

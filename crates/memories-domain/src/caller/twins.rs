//! Numbers that numbering plans write in two ways: mobiles with and without a digit after the
//! country code or the area code. Both ways are one caller.

use std::borrow::Cow;

/// The one form of a number in E.164 that has two: in Mexico without the 1, in Argentina without
/// the 9, in Brazil with the ninth digit of mobiles.
pub(super) fn canonical(number: &str) -> Cow<'_, str> {
    if let Some(national) = number.strip_prefix("+521")
        && is_digits(national, 10)
    {
        return format!("+52{national}").into();
    }
    if let Some(national) = number.strip_prefix("+549")
        && is_digits(national, 10)
        && national.starts_with(['1', '2', '3'])
    {
        return format!("+54{national}").into();
    }
    if let Some(national) = number.strip_prefix("+55")
        && is_digits(national, 10)
        && let Some((area, subscriber)) = national.split_at_checked(2)
        && is_brazilian_area(area)
        && subscriber.starts_with(['6', '7', '8', '9'])
    {
        return format!("+55{area}9{subscriber}").into();
    }
    number.into()
}

/// The other form of a canonical number, if it can have one.
pub(super) fn others(number: &str) -> Vec<String> {
    let other = if let Some(national) = number.strip_prefix("+52") {
        is_digits(national, 10).then(|| format!("+521{national}"))
    } else if let Some(national) = number.strip_prefix("+54") {
        is_digits(national, 10).then(|| format!("+549{national}"))
    } else if let Some(national) = number.strip_prefix("+55") {
        national
            .split_at_checked(2)
            .and_then(|(area, subscriber)| {
                let short = subscriber.strip_prefix('9')?;
                Some(format!("+55{area}{short}"))
            })
            .filter(|_| is_digits(national, 11))
    } else {
        None
    };
    other
        .into_iter()
        .filter(|other| canonical(other) == number)
        .collect()
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// Area codes have two digits, none of them 0.
fn is_brazilian_area(area: &str) -> bool {
    !area.contains('0')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("+5215512345678", "+525512345678")]
    #[case("+5491123456789", "+541123456789")]
    #[case("+551187654321", "+5511987654321")]
    fn both_forms_of_a_mobile_are_one_number(#[case] other: &str, #[case] number: &str) {
        assert_eq!(canonical(other), number);
        assert_eq!(canonical(number), number);
        assert_eq!(others(number), [other]);
    }

    #[rstest]
    #[case::brazilian_landline("+551132345678")]
    #[case::canadian("+15215512345")]
    #[case::mexican("+525512345678")]
    #[case::short("+5215512")]
    fn other_numbers_have_one_form(#[case] number: &str) {
        assert_eq!(canonical(number), number);
    }

    #[test]
    fn a_number_of_another_country_has_no_other_form() {
        assert!(others("+12025550143").is_empty());
        assert!(others("+551132345678").is_empty());
    }
}

use proptest::prelude::*;
use rlibphonenumber::PHONE_NUMBER_UTIL;

use super::{
    numbering_plans::{canonical_e164, is_certainly_e164},
    *,
};
use crate::caller::twins;

fn parse(text: &str, region: &str) -> Option<String> {
    parse_field(CallerField::UserId, text, region)
}

fn parse_field(field: CallerField, text: &str, region: &str) -> Option<String> {
    let read = read(text, field, region.parse().ok());
    read.ok()?.map(|(number, _)| number)
}

#[test]
fn a_number_with_a_plus_needs_no_region_and_need_not_be_assigned() {
    assert_eq!(parse("+1 (202) 555-0143", "").unwrap(), "+12025550143");
    assert_eq!(parse("+210 555 0143", "").unwrap(), "+2105550143");
    assert_eq!(parse("+44 (0)20 7946 0143", "").unwrap(), "+442079460143");
    assert_eq!(parse("+1 (0)202 555 0143", "").unwrap(), "+12025550143");
    assert_eq!(parse("+39 06 9876 0143", "").unwrap(), "+390698760143");
}

#[test]
fn a_national_number_needs_its_region() {
    assert_eq!(parse("(202) 555-0143", "US").unwrap(), "+12025550143");
    assert_eq!(parse("12025550143", "us").unwrap(), "+12025550143");
    assert_eq!(parse("(202) 555-0143", ""), None);
    assert_eq!(parse("(202) 555-0143", "GB"), None);
}

#[test]
fn the_international_prefix_of_the_region_counts_as_a_plus() {
    assert_eq!(parse("00 1 202 555 0143", "GB").unwrap(), "+12025550143");
    assert_eq!(parse("011 1 202 555 0143", "US").unwrap(), "+12025550143");
}

#[test]
fn an_id_that_is_not_a_number_of_the_region_is_not_normalised() {
    for id in ["8842", "88-42", "5550143", "customer 5550143", "+", "()"] {
        assert_eq!(parse(id, "US"), None, "{id}");
    }
}

#[test]
fn too_many_or_too_few_digits_are_not_a_number() {
    assert_eq!(parse("+123", ""), None);
    assert_eq!(parse("+1234567890123456", ""), None);
}

#[test]
fn digits_with_a_country_code_are_a_number_where_a_field_names_numbers() {
    let network = |text| parse_field(CallerField::Network, text, "");
    for text in [
        "12025550143",
        "0012025550143",
        "01112025550143",
        "001112025550143",
        "1 (202) 555-0143",
    ] {
        assert_eq!(network(text).as_deref(), Some("+12025550143"), "{text}");
        assert_eq!(parse(text, ""), None, "{text}");
    }
    assert_eq!(network("442079460143").unwrap(), "+442079460143");
    for text in ["8842", "2025550143", "02079460143", "5550143"] {
        assert_eq!(network(text), None, "{text}");
    }
    assert_eq!(
        parse_field(CallerField::Network, "442079460143", "US").unwrap(),
        "+442079460143"
    );
}

#[test]
fn a_north_american_number_without_its_country_code_is_not_another_countrys() {
    // Panama's numbers begin with 507, and so do those of southern Minnesota.
    assert_eq!(parse_field(CallerField::Network, "5075550143", ""), None);
}

#[test]
fn an_extension_is_dropped() {
    for text in [
        "+1 202 555 0143 ext. 5",
        "+12025550143x12",
        "+12025550143,5",
        "+1 202 555 0143 #7",
        "+12025550143 extension 1234",
    ] {
        assert_eq!(parse(text, "").as_deref(), Some("+12025550143"), "{text}");
    }
}

#[test]
fn a_number_is_read_in_the_quotes_of_any_language() {
    for (open, close) in [
        ("`", "`"),
        ("„", "“"),
        ("‹", "›"),
        ("「", "」"),
        ("[\"", "\"],"),
    ] {
        let text = format!("{open}+12025550143{close}");
        assert_eq!(parse(&text, "").as_deref(), Some("+12025550143"), "{text}");
    }
}

#[test]
fn two_numbers_are_not_one() {
    for text in [
        "+2990143 +299014",
        "+12025550143 +442079460143",
        "+12025550143 +299014",
    ] {
        assert_eq!(parse(text, ""), None, "{text}");
    }
}

#[test]
fn a_zero_in_brackets_may_follow_a_prefix_and_a_plus() {
    assert_eq!(
        parse("00+44 (0)20 7946 0143", "").as_deref(),
        Some("+442079460143")
    );
    assert_eq!(parse("00+1 (0)", ""), None);
}

#[test]
fn a_fraction_and_a_negative_number_are_no_numbers() {
    let network = |text| read(text, CallerField::Network, None).err();
    for text in [
        "+12025550122.0",
        "12025550122.0",
        "1.2025550122e+10",
        "-12025550122",
    ] {
        assert_eq!(network(text), Some(InvalidCallerId::NotANumber), "{text}");
    }
    assert_eq!(parse("+1.202.555.0143", "").unwrap(), "+12025550143");
    assert_eq!(parse("+33 1.99.00.12.34", "").unwrap(), "+33199001234");
}

#[test]
fn digits_of_no_numbering_plan_are_kept() {
    assert_eq!(parse("+44000020", "").unwrap(), "+44000020");
}

#[test]
fn a_number_as_platforms_send_it_is_recognised_without_the_library() {
    for digits in ["12025550143", "442079460143", "493023125014"] {
        assert!(is_certainly_e164(digits), "{digits}");
    }
    for digits in ["4402079460143", "5492025550143", "1555014"] {
        assert!(!is_certainly_e164(digits), "{digits}");
    }
}

fn calling_code() -> impl Strategy<Value = i32> {
    let codes: Vec<i32> = PHONE_NUMBER_UTIL.get_supported_calling_codes().collect();
    prop::sample::select(codes)
}

/// First digits, among them national prefixes and carrier codes.
fn first_digits() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{4}",
        1 => "(0|1|8|06|90|80|15|1831|180020|12111|1001|1500|1900|1088)",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn the_library_leaves_recognised_numbers_unchanged(
        code in calling_code(),
        first_digits in first_digits(),
        rest in "[0-9]{4,9}",
    ) {
        let digits = format!("{code}{first_digits}{rest}");
        if digits.len() <= 15 && is_certainly_e164(&digits) {
            let number = format!("+{digits}");
            let canonical = twins::canonical(&number).into_owned();
            prop_assert_eq!(canonical_e164(&number), Some(canonical));
        }
    }
}

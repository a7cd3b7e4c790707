use proptest::prelude::*;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

use super::*;

const NUMBER: &str = "+12025550143";

fn us() -> Option<Region> {
    "US".parse().ok()
}

fn parse(raw: &str) -> Result<CallerId, InvalidCallerId> {
    CallerId::parse(raw, us())
}

#[test]
fn all_spellings_of_a_number_are_the_same_caller() {
    for spelling in [
        "+12025550143",
        " +1 202-555-0143\n",
        "+1 (202) 555.0143",
        "\u{202a}+1\u{a0}202\u{2011}555\u{2011}0143\u{202c}",
        "(202) 555-0143",
        "2025550143",
        "1-202-555-0143",
        "011 1 202 555 0143",
        "tel:+1-202-555-0143",
        "tel:555-0143;phone-context=+1202",
        "sip:+12025550143@sip.example.com",
        "SIP:%2B1%20202%20555%200143:secret@192.0.2.1:5060;transport=tcp",
        r#""Maria" <sips:2025550143;npdi@sip.example.com;user=phone>;tag=9"#,
        "sip:tel%3A+12025550143@sip.example.com",
        "whatsapp:+12025550143",
    ] {
        let caller = parse(spelling);
        assert_eq!(caller.unwrap().as_str(), NUMBER, "{spelling}");
    }
}

#[test]
fn ids_of_the_operator_are_kept() {
    for id in [
        "8842",
        "maria@example.com",
        "crm:8842",
        "*67",
        "user 7",
        "Ünal",
    ] {
        assert_eq!(parse(&format!(" {id} ")).unwrap().as_str(), id);
    }
}

#[test]
fn a_withheld_number_is_rejected() {
    for raw in [
        "",
        "  ",
        "Anonymous",
        "+266696687",
        "00000",
        "sip:anonymous@anonymous.invalid",
        r#""Anonymous" <sip:restricted@sip.example.com>"#,
        "sip:@sip.example.com",
        "sip:unavailable",
        "tel:+00000",
        "whatsapp:anonymous",
        "011 266696687",
    ] {
        assert_eq!(parse(raw), Err(InvalidCallerId::Withheld), "{raw:?}");
    }
}

#[test]
fn an_id_that_cannot_identify_one_person_is_rejected_with_a_reason() {
    let long = "é".repeat(256);
    for (raw, reason) in [
        ("*", InvalidCallerId::Wildcard),
        ("sip:**@sip.example.com", InvalidCallerId::Wildcard),
        ("{{system__caller_id}}", InvalidCallerId::UnfilledTemplate),
        ("user {{name}}", InvalidCallerId::UnfilledTemplate),
        ("a\u{0}b", InvalidCallerId::ControlCharacter),
        (
            "sip:a%00b@sip.example.com",
            InvalidCallerId::ControlCharacter,
        ),
        (&long, InvalidCallerId::TooLong),
        ("sip:sip.example.com", InvalidCallerId::HostOnly),
    ] {
        assert_eq!(parse(raw), Err(reason), "{raw:?}");
    }
}

#[test]
fn the_first_valid_candidate_is_the_caller() {
    let caller = CallerId::first_of([None, Some("anonymous"), Some(NUMBER), Some("8842")], None);
    assert_eq!(caller.unwrap().as_str(), NUMBER);
}

#[test]
fn without_a_valid_candidate_the_most_informative_error_is_returned() {
    let first_error = |candidates: &[Option<&str>]| {
        CallerId::first_of(candidates.iter().copied(), None).unwrap_err()
    };
    assert_eq!(first_error(&[None, None]), InvalidCallerId::Missing);
    assert_eq!(
        first_error(&[None, Some("*"), Some("{{id}}")]),
        InvalidCallerId::Wildcard
    );
    assert_eq!(
        first_error(&[Some("*"), Some("anonymous"), Some("{{id}}")]),
        InvalidCallerId::Withheld
    );
}

#[test]
fn debug_output_and_errors_do_not_reveal_the_caller() {
    let caller = parse(NUMBER).unwrap();
    assert_eq!(format!("{caller:?}"), "CallerId(+1202•••0143)");
    let error = parse("sip:maria%FF@example.com").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("maria"));
}

fn region() -> impl Strategy<Value = Option<Region>> {
    prop::option::of(prop::sample::select(vec!["US", "GB", "DE", "AR", "IT"]))
        .prop_map(|code| code.and_then(|code| code.parse().ok()))
}

/// Arbitrary text, and text that resembles a caller id.
fn raw() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[+]?[0-9 ()./-]{0,24}",
        r#"("[a-z<>]{0,5}" ?)?<?(sip|SIPS|tel|whatsapp|[a-z]{2,5}):/{0,2}([+%@:;a-z0-9.-]{0,20}|%[0-9A-F]{2}){0,3}(@[a-z.]{0,12})?>?"#,
        "[+]?(anonymous|Unknown|private|266696687|0{1,9}|null)( number| caller)?(@anonymous.invalid)?",
    ]
}

/// A region and a valid number in it.
fn example_number() -> impl Strategy<Value = (Region, rlibphonenumber::PhoneNumber)> {
    let examples: Vec<_> = PHONE_NUMBER_UTIL
        .get_supported_regions()
        .filter_map(|region| {
            let number = PHONE_NUMBER_UTIL.get_example_number(region).ok()?;
            Some((region.as_region_str().parse().ok()?, number))
        })
        .collect();
    prop::sample::select(examples)
}

proptest! {
    #[test]
    fn parsing_a_caller_id_again_changes_nothing(raw in raw(), region in region()) {
        if let Ok(caller) = CallerId::parse(&raw, region) {
            prop_assert_eq!(CallerId::parse(caller.as_str(), region), Ok(caller));
        }
    }

    #[test]
    fn a_caller_id_is_never_withheld_or_invalid(raw in raw(), region in region()) {
        if let Ok(caller) = CallerId::parse(&raw, region) {
            let id = caller.as_str();
            prop_assert!(!withheld::is_withheld(id));
            prop_assert!(!id.contains("{{") && !id.trim_matches('*').is_empty());
            prop_assert!((1..=255).contains(&id.chars().count()));
            prop_assert!(!id.contains(char::is_control));
        }
    }

    #[test]
    fn a_mask_is_never_the_whole_id(raw in raw()) {
        if let Ok(caller) = CallerId::parse(&raw, None) {
            prop_assert!(caller.masked().contains('•'));
            prop_assert_ne!(caller.masked().replace('•', ""), caller.as_str());
        }
    }

    #[test]
    fn all_spellings_of_a_number_of_any_country_are_the_same_caller((region, number) in example_number()) {
        let formatted = |format| PHONE_NUMBER_UTIL.format(&number, format).into_owned();
        let e164 = formatted(PhoneNumberFormat::E164);
        for spelling in [
            formatted(PhoneNumberFormat::International),
            formatted(PhoneNumberFormat::National),
            formatted(PhoneNumberFormat::RFC3966),
            format!("sip:{e164}@sip.example.com;user=phone"),
            format!("whatsapp:{e164}"),
        ] {
            let caller = CallerId::parse(&spelling, Some(region)).unwrap();
            prop_assert_eq!(caller.as_str(), &e164, "{}", spelling);
        }
    }
}

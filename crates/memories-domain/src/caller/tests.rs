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
fn every_spelling_of_a_number_is_the_same_caller() {
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
fn the_operators_own_ids_stay_as_they_are() {
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
fn a_withheld_number_is_nobody() {
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
fn what_cannot_name_one_person_is_refused_with_its_reason() {
    let long = "é".repeat(256);
    for (raw, reason) in [
        ("*", Unusable::Wildcard),
        ("sip:**@sip.example.com", Unusable::Wildcard),
        ("{{system__caller_id}}", Unusable::UnfilledTemplate),
        ("user {{name}}", Unusable::UnfilledTemplate),
        ("a\u{0}b", Unusable::ControlCharacter),
        ("sip:a%00b@sip.example.com", Unusable::ControlCharacter),
        (&long, Unusable::TooLong),
        ("sip:sip.example.com", Unusable::HostOnly),
    ] {
        assert_eq!(parse(raw), Err(reason.into()), "{raw:?}");
    }
}

#[test]
fn the_first_usable_candidate_is_the_caller() {
    let caller = CallerId::first_of([None, Some("anonymous"), Some(NUMBER), Some("8842")], None);
    assert_eq!(caller.unwrap().as_str(), NUMBER);
}

#[test]
fn without_a_usable_candidate_the_most_telling_reason_is_given() {
    let none_of = |candidates: &[Option<&str>]| {
        CallerId::first_of(candidates.iter().copied(), None).unwrap_err()
    };
    assert_eq!(none_of(&[None, None]), InvalidCallerId::Missing);
    assert_eq!(
        none_of(&[None, Some("*"), Some("{{id}}")]),
        Unusable::Wildcard.into()
    );
    assert_eq!(
        none_of(&[Some("*"), Some("anonymous"), Some("{{id}}")]),
        InvalidCallerId::Withheld
    );
}

#[test]
fn debug_output_and_errors_do_not_tell_who_it_is() {
    let caller = parse(NUMBER).unwrap();
    assert_eq!(format!("{caller:?}"), "CallerId(+1202•••0143)");
    let error = parse("sip:maria%FF@example.com").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("maria"));
}

fn region() -> impl Strategy<Value = Option<Region>> {
    prop::option::of(prop::sample::select(vec!["US", "GB", "DE", "AR", "IT"]))
        .prop_map(|code| code.and_then(|code| code.parse().ok()))
}

/// PrivateText of the sort that comes as a caller's id, and text that does not.
fn raw() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[+]?[0-9 ()./-]{0,24}",
        r#"("[a-z<>]{0,5}" ?)?<?(sip|SIPS|tel|whatsapp|[a-z]{2,5}):/{0,2}([+%@:;a-z0-9.-]{0,20}|%[0-9A-F]{2}){0,3}(@[a-z.]{0,12})?>?"#,
        "[+]?(anonymous|Unknown|private|266696687|0{1,9}|null)( number| caller)?(@anonymous.invalid)?",
    ]
}

/// A number that `region`'s plan has, and the region.
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
    fn a_caller_read_again_is_the_same_caller(raw in raw(), region in region()) {
        if let Ok(caller) = CallerId::parse(&raw, region) {
            prop_assert_eq!(CallerId::parse(caller.as_str(), region), Ok(caller));
        }
    }

    #[test]
    fn a_caller_is_never_nobody(raw in raw(), region in region()) {
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
    fn a_number_of_any_country_is_one_caller_in_every_spelling((region, number) in example_number()) {
        let spelt = |format| PHONE_NUMBER_UTIL.format(&number, format).into_owned();
        let e164 = spelt(PhoneNumberFormat::E164);
        for spelling in [
            spelt(PhoneNumberFormat::International),
            spelt(PhoneNumberFormat::National),
            spelt(PhoneNumberFormat::RFC3966),
            format!("sip:{e164}@sip.example.com;user=phone"),
            format!("whatsapp:{e164}"),
        ] {
            let caller = CallerId::parse(&spelling, Some(region)).unwrap();
            prop_assert_eq!(caller.as_str(), &e164, "{}", spelling);
        }
    }
}

use proptest::prelude::*;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

use super::*;

mod table;

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
        "12025550143-7",
    ] {
        assert_eq!(parse(&format!(" {id} ")).unwrap().as_str(), id);
    }
}

#[test]
fn an_id_that_cannot_identify_one_person_is_rejected_with_a_reason() {
    let long = "é".repeat(256);
    for (raw, reason) in [
        ("*", InvalidCallerId::Wildcard),
        ("sip:**@sip.example.com", InvalidCallerId::Withheld),
        ("a\u{0}b", InvalidCallerId::ControlCharacter),
        (&long, InvalidCallerId::TooLong),
        ("sip:sip.example.com", InvalidCallerId::HostOnly),
        ("sip:%FF@example.com", InvalidCallerId::NotUtf8),
        ("tel:+00000", InvalidCallerId::Withheld),
        ("+12025550143.0", InvalidCallerId::NotANumber),
    ] {
        assert_eq!(parse(raw), Err(reason), "{raw:?}");
    }
}

fn identify(
    candidates: &CallerCandidates<'_>,
) -> Result<(String, Option<String>), InvalidCallerId> {
    let identified = candidates.identify(None)?;
    let text = |caller: CallerId| caller.as_str().to_owned();
    Ok((text(identified.caller), identified.called_from.map(text)))
}

#[test]
fn the_first_valid_candidate_is_the_caller() {
    let candidates = CallerCandidates::new()
        .with(CallerField::UserId, None)
        .with(CallerField::Network, Some("anonymous"))
        .with(CallerField::Network, Some(NUMBER))
        .with(CallerField::UserId, Some("8842"));
    assert_eq!(identify(&candidates), Ok((NUMBER.to_owned(), None)));
}

#[test]
fn a_customer_who_calls_is_known_with_the_number() {
    let candidates = CallerCandidates::new()
        .with(CallerField::UserId, Some("customer-1"))
        .with(CallerField::Network, Some(NUMBER));
    let expected = ("customer-1".to_owned(), Some(NUMBER.to_owned()));
    assert_eq!(identify(&candidates), Ok(expected));
}

#[test]
fn digits_that_another_field_has_as_a_number_are_that_number() {
    let user_id = |digits| CallerCandidates::new().with(CallerField::UserId, Some(digits));
    let same = user_id("12025550143").with(CallerField::Network, Some(NUMBER));
    assert_eq!(identify(&same), Ok((NUMBER.to_owned(), None)));
    let other = user_id("12025550144").with(CallerField::Network, Some(NUMBER));
    let expected = ("12025550144".to_owned(), Some(NUMBER.to_owned()));
    assert_eq!(identify(&other), Ok(expected));
}

#[test]
fn only_digits_are_read_as_a_number_of_the_telephone_network() {
    let as_number = |text| {
        let candidates = CallerCandidates::new().with(CallerField::UserId, Some(text));
        let number = candidates.as_number(None)?;
        Some(number.as_str().to_owned())
    };
    assert_eq!(as_number("1 (202) 555-0143").as_deref(), Some(NUMBER));
    for text in ["12025550143@example.com", "crm:12025550143", "maria"] {
        assert_eq!(as_number(text), None, "{text}");
    }
    let mail = CallerCandidates::new()
        .with(CallerField::UserId, Some("12025550143@example.com"))
        .with(CallerField::Network, Some(NUMBER));
    let expected = (
        "12025550143@example.com".to_owned(),
        Some(NUMBER.to_owned()),
    );
    assert_eq!(identify(&mail), Ok(expected));
}

#[test]
fn a_text_nested_without_end_is_rejected() {
    for part in ["a:", "sip:", "a@", "<", "%25", "[a:"] {
        for count in [100, 300, 100_000 / part.len()] {
            let text = part.repeat(count);
            for field in [
                CallerField::UserId,
                CallerField::Network,
                CallerField::Messaging,
            ] {
                for text in [&text, &format!("{text}anonymous"), &format!("x@[{text}]")] {
                    let parsed = CallerId::parse_field(field, text, us());
                    let is_long = text.len() > MAX_RAW_BYTES;
                    assert!(!is_long || parsed == Err(InvalidCallerId::TooLong));
                }
            }
        }
    }
}

#[test]
fn the_agents_own_number_is_nobodys() {
    let called = |field, text| {
        CallerCandidates::new()
            .with(field, Some(text))
            .without_own(Some("+1 202 555 0199"))
    };
    for text in ["+12025550199", "12025550199", "sip:+12025550199@host"] {
        let own = called(CallerField::Network, text);
        assert_eq!(identify(&own), Err(InvalidCallerId::OwnNumber), "{text}");
    }
    let own = called(CallerField::UserId, "12025550199");
    assert_eq!(identify(&own), Err(InvalidCallerId::OwnNumber));
    assert!(identify(&called(CallerField::Network, NUMBER)).is_ok());
}

#[test]
fn without_a_valid_candidate_the_most_informative_error_is_returned() {
    let first_error = |texts: &[&str]| {
        let candidates = texts
            .iter()
            .fold(CallerCandidates::new(), |candidates, text| {
                candidates.with(CallerField::UserId, Some(text))
            });
        identify(&candidates).unwrap_err()
    };
    assert_eq!(first_error(&[]), InvalidCallerId::Missing);
    assert_eq!(first_error(&["*", "{{id}}"]), InvalidCallerId::Wildcard);
    assert_eq!(
        first_error(&["*", "anonymous", "{{id}}"]),
        InvalidCallerId::Withheld
    );
}

#[test]
fn an_earlier_form_of_a_stored_number_is_read_as_the_present_one() {
    let stored = |text| CallerId::from_stored(text).unwrap();
    assert_eq!(stored("+5215512345678").as_str(), "+525512345678");
    assert_eq!(stored(NUMBER).as_str(), NUMBER);
    assert_eq!(stored("maria").kind(), CallerKind::UserId);
    assert_eq!(stored("+525512345678").former_keys(), ["+5215512345678"]);
}

#[test]
fn debug_output_and_errors_do_not_reveal_the_caller() {
    let caller = parse(NUMBER).unwrap();
    assert_eq!(format!("{caller:?}"), "CallerId(+1202•••0143)");
    let error = parse("sip:maria%FF@example.com").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("maria"));
}

fn region() -> impl Strategy<Value = Option<Region>> {
    prop::option::of(prop::sample::select(vec![
        "US", "GB", "DE", "AR", "IT", "MX", "BR",
    ]))
    .prop_map(|code| code.and_then(|code| code.parse().ok()))
}

fn field() -> impl Strategy<Value = CallerField> {
    prop::sample::select(vec![
        CallerField::UserId,
        CallerField::Network,
        CallerField::Messaging,
    ])
}

/// Arbitrary text, and text that resembles a caller id.
fn raw() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[+]?[0-9 ()./-]{0,24}",
        "[+]?(1|52|521|54|549|55|00|011)?[0-9]{8,12}",
        r#"("[a-z<>]{0,5}" ?)?<?(sip|SIPS|tel|whatsapp|messenger|[a-z]{2,5}):/{0,2}([+%@:;a-z0-9.-]{0,20}|%[0-9A-F]{2}){0,3}(@[a-z.]{0,12})?>?"#,
        r"(sip:)?[a-z]{1,5}@\[?([0-9a-f]{1,4}:){1,7}(:?[0-9a-f]{1,4}|:)?\]?(:5060)?",
        "(whatsapp:)?[0-9]{8,15}(:[0-9])?@(lid|g[.]us|s[.]whatsapp[.]net|broadcast)",
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

/// What may stand in a number without a meaning.
fn separator() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "", " ", "-", ".", "/", "\u{a0}", "\u{202f}", "\u{2009}", "\u{200b}", "\u{2011}",
        "\u{200e}", "\u{feff}", "\u{3000}",
    ])
    .prop_map(str::to_owned)
}

/// A zero of a script with digits of its own.
fn zero() -> impl Strategy<Value = char> {
    prop::sample::select(vec!['0', '０', '٠', '۰', '०', '০', '๐', '\u{1d7ce}'])
}

fn in_script(digits: &str, zero: char) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|digit| char::from_u32(u32::from(zero) + digit))
            .unwrap_or(c)
    };
    digits.chars().map(digit).collect()
}

proptest! {
    #[test]
    fn parsing_a_caller_id_again_changes_nothing(
        raw in raw(),
        region in region(),
        first in field(),
        second in field(),
    ) {
        if let Ok(caller) = CallerId::parse_field(first, &raw, region) {
            let is_bare = caller.kind() == CallerKind::UserId;
            let second = if is_bare { CallerField::UserId } else { second };
            let again = CallerId::parse_field(second, caller.as_str(), region);
            prop_assert_eq!(again.as_ref(), Ok(&caller), "{:?}", raw);
            prop_assert_eq!(CallerId::from_stored(caller.as_str()), Ok(caller));
        }
    }

    #[test]
    fn the_telephone_network_never_opens_an_operators_id(raw in raw(), region in region()) {
        for field in [CallerField::Network, CallerField::Messaging] {
            if let Ok(caller) = CallerId::parse_field(field, &raw, region) {
                prop_assert_ne!(caller.kind(), CallerKind::UserId);
            }
        }
        let sip = format!("sip:{raw}@evil.example");
        if let Ok(caller) = CallerId::parse(&sip, region) {
            prop_assert_ne!(caller.kind(), CallerKind::UserId);
        }
    }

    #[test]
    fn a_caller_id_is_never_withheld_or_invalid(raw in raw(), region in region(), field in field()) {
        if let Ok(caller) = CallerId::parse_field(field, &raw, region) {
            let id = caller.as_str();
            let named = match caller.kind() {
                CallerKind::UserId => CallerField::UserId,
                _ => CallerField::Network,
            };
            prop_assert!(!nobody::is_withheld(id, named), "{}", id);
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
        let expected = twins::canonical(&e164);
        for spelling in [
            formatted(PhoneNumberFormat::International),
            formatted(PhoneNumberFormat::National),
            formatted(PhoneNumberFormat::RFC3966),
            format!("sip:{e164}@sip.example.com;user=phone"),
            format!("whatsapp:{e164}"),
            format!("\"Robin\" <{e164}>"),
            format!("{e164};ext=5"),
            e164.replace('+', "%2B"),
        ] {
            let caller = CallerId::parse(&spelling, Some(region)).unwrap();
            prop_assert_eq!(caller.as_str(), &expected, "{}", spelling);
        }
        let digits = e164.trim_start_matches('+');
        for (field, spelling) in [
            (CallerField::Messaging, digits.to_owned()),
            (CallerField::Messaging, format!("00{digits}")),
            (CallerField::Network, format!("00{digits}")),
            (CallerField::Network, format!("011{digits}")),
            (CallerField::Network, format!("{e164}@192.0.2.7")),
        ] {
            if (8..=15).contains(&digits.len()) {
                let caller = CallerId::parse_field(field, &spelling, None).unwrap();
                prop_assert_eq!(caller.as_str(), &expected, "{}", spelling);
            }
        }
    }

    #[test]
    fn separators_and_scripts_do_not_change_a_number(
        separators in prop::collection::vec(separator(), 12),
        zero in zero(),
        plus in prop::sample::select(vec!['+', '＋']),
        field in field(),
    ) {
        let written: String = in_script("12025550143", zero)
            .chars()
            .zip(&separators)
            .flat_map(|(digit, separator)| separator.chars().chain([digit]))
            .collect();
        prop_assume!(!written.contains(".\u{30}"));
        let caller = CallerId::parse_field(field, &format!("{plus}{written}"), None).unwrap();
        prop_assert_eq!(caller.as_str(), NUMBER);
    }

    #[test]
    fn both_forms_of_a_mobile_number_are_one_caller(
        national in "[1-3][0-9]{9}",
        brazilian in "[1-9]{2}",
        subscriber in "[6-9][0-9]{7}",
    ) {
        let parse = |text: String| CallerId::parse(&text, None).map(|caller| caller.as_str().to_owned());
        for (one, other) in [
            (format!("+52{national}"), format!("+521{national}")),
            (format!("+54{national}"), format!("+549{national}")),
            (format!("+55{brazilian}9{subscriber}"), format!("+55{brazilian}{subscriber}")),
        ] {
            prop_assert_eq!(parse(one.clone()), parse(other), "{}", one);
        }
    }
}

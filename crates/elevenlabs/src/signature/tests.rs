use proptest::prelude::*;
use rstest::rstest;
use serde_json::Value;

use super::*;
use crate::fixtures;

const NOW: i64 = 1_795_392_000;
const BODY: &[u8] = br#"{"type":"post_call_transcription"}"#;

fn secret(text: &str) -> SigningSecret {
    SigningSecret::new(text).unwrap()
}

fn verifier() -> Verifier {
    Verifier::new(vec![secret("wsec_current")]).unwrap()
}

fn verify(header: &str) -> Result<(), SignatureError> {
    verifier().verify(header, BODY, NOW)
}

/// The valid `v0` for [`BODY`] and the text `timestamp`.
fn digest(timestamp: &str) -> String {
    use hmac::Mac;
    let hash = secret("wsec_current").begin(timestamp).chain_update(BODY);
    hex::encode(hash.finalize().into_bytes())
}

fn signed_at(timestamp: &str) -> String {
    format!("t={timestamp},v0={}", digest(timestamp))
}

/// Replaces `GOOD` and `BAD` in a header with a valid and an invalid signature made at [`NOW`].
fn header(template: &str) -> String {
    template
        .replace("NOW", &NOW.to_string())
        .replace("GOOD", &digest(&NOW.to_string()))
        .replace("BAD", &"0".repeat(64))
}

#[test]
fn every_test_vector_is_reproduced_and_verified() {
    let file = fixtures::json("hmac_vectors.json");
    let key = secret(file["secret"].as_str().unwrap());
    let unix_secs = file["t"].as_i64().unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 20);
    for vector in vectors {
        let body = match &vector["file"] {
            Value::String(name) => fixtures::bytes(name),
            _ => vector["body_utf8"].as_str().unwrap().as_bytes().to_vec(),
        };
        let header = format!("t={unix_secs},v0={}", vector["v0"].as_str().unwrap());
        assert_eq!(sign(&key, unix_secs, &body), header, "{}", vector["name"]);
        let verifier = Verifier::new(vec![key.clone()]).unwrap();
        assert_eq!(verifier.verify(&header, &body, unix_secs), Ok(()));
    }
}

#[rstest]
#[case::as_sent("t=NOW,v0=GOOD")]
#[case::parts_reversed("v0=GOOD,t=NOW")]
#[case::another_scheme("t=NOW,v1=abc,v0=GOOD")]
#[case::space_after_the_comma("t=NOW, v0=GOOD")]
#[case::space_at_the_end("t=NOW,v0=GOOD ")]
#[case::bad_then_good("t=NOW,v0=BAD,v0=GOOD")]
#[case::good_then_bad("t=NOW,v0=GOOD,v0=BAD")]
#[case::good_beside_one_that_is_not_hexadecimal("t=NOW,v0=xyz,v0=GOOD")]
fn these_headers_are_accepted(#[case] template: &str) {
    assert_eq!(verify(&header(template)), Ok(()));
}

#[rstest]
#[case::absent("", SignatureError::Missing)]
#[case::blank("  ", SignatureError::Missing)]
#[case::no_timestamp("v0=GOOD", SignatureError::NoTimestamp)]
#[case::no_signature("t=NOW", SignatureError::NoSignature)]
#[case::empty_signature("t=NOW,v0=", SignatureError::NoSignature)]
#[case::short_signature("t=NOW,v0=abcd", SignatureError::NoSignature)]
#[case::only_another_scheme("t=NOW,v1=GOOD", SignatureError::NoSignature)]
#[case::two_timestamps("t=NOW,t=NOW,v0=GOOD", SignatureError::MultipleTimestamps)]
#[case::no_names("NOW,GOOD", SignatureError::Malformed)]
#[case::comma_at_the_end("t=NOW,v0=GOOD,", SignatureError::Malformed)]
#[case::wrong_signature("t=NOW,v0=BAD", SignatureError::Mismatch)]
#[case::upper_case_scheme("t=NOW,V0=GOOD", SignatureError::NoSignature)]
fn these_headers_are_rejected(#[case] template: &str, #[case] expected: SignatureError) {
    assert_eq!(verify(&header(template)), Err(expected));
}

#[test]
fn upper_case_digits_are_accepted() {
    let digest = digest(&NOW.to_string()).to_uppercase();
    assert_eq!(verify(&format!("t={NOW},v0={digest}")), Ok(()));
}

#[rstest]
#[case::empty("")]
#[case::letters("abc")]
#[case::fraction("1795392000.0")]
#[case::sign("+1795392000")]
#[case::negative("-1795392000")]
#[case::beyond_64_bits("99999999999999999999")]
#[case::other_digits("١٧٩٥٣٩٢٠٠٠")]
fn a_timestamp_that_is_not_an_integer_is_rejected_even_if_signed(#[case] timestamp: &str) {
    assert_eq!(
        verify(&signed_at(timestamp)),
        Err(SignatureError::InvalidTimestamp)
    );
}

#[test]
fn the_timestamp_is_signed_exactly_as_written() {
    assert_eq!(verify(&signed_at("0001795392000")), Ok(()));
    let unpadded = digest(&NOW.to_string());
    assert_eq!(
        verify(&format!("t=000{NOW},v0={unpadded}")),
        Err(SignatureError::Mismatch)
    );
}

#[rstest]
#[case::just_in_time(-MAX_AGE_SECS, Ok(()))]
#[case::too_old(-MAX_AGE_SECS - 1, Err(SignatureError::TooOld))]
#[case::a_day_old(-86_400, Err(SignatureError::TooOld))]
#[case::clocks_differ(MAX_CLOCK_SKEW_SECS, Ok(()))]
#[case::too_far_ahead(MAX_CLOCK_SKEW_SECS + 1, Err(SignatureError::InTheFuture))]
#[case::ten_years_ahead(315_360_000, Err(SignatureError::InTheFuture))]
#[case::milliseconds(NOW * 999, Err(SignatureError::InTheFuture))]
fn a_signature_may_be_neither_too_old_nor_in_the_future(
    #[case] offset: i64,
    #[case] expected: Result<(), SignatureError>,
) {
    assert_eq!(verify(&signed_at(&(NOW + offset).to_string())), expected);
}

#[test]
fn the_time_is_checked_before_the_body() {
    let early = verifier().begin(&signed_at("1"), NOW);
    assert_eq!(early.unwrap_err(), SignatureError::TooOld);
}

#[test]
fn both_secrets_are_accepted_during_rotation() {
    let (old, new) = (secret("wsec_old"), secret("wsec_new"));
    let both = Verifier::new(vec![new.clone(), old.clone()]).unwrap();
    assert_eq!(both.verify(&sign(&old, NOW, BODY), BODY, NOW), Ok(()));
    assert_eq!(both.verify(&sign(&new, NOW, BODY), BODY, NOW), Ok(()));
    let only_new = Verifier::new(vec![new]).unwrap();
    assert_eq!(
        only_new.verify(&sign(&old, NOW, BODY), BODY, NOW),
        Err(SignatureError::Mismatch)
    );
}

#[test]
fn the_prefix_is_part_of_the_secret() {
    let without_prefix = secret("current");
    assert_eq!(
        verify(&sign(&without_prefix, NOW, BODY)),
        Err(SignatureError::Mismatch)
    );
}

#[test]
fn the_number_of_signatures_is_bounded() {
    let many = |wrong: usize| header(&format!("t=NOW{},v0=GOOD", ",v0=BAD".repeat(wrong)));
    assert_eq!(verify(&many(MAX_SIGNATURES - 1)), Ok(()));
    assert_eq!(
        verify(&many(MAX_SIGNATURES)),
        Err(SignatureError::TooManySignatures)
    );
}

#[test]
fn a_verifier_needs_a_secret_that_is_not_empty() {
    assert_eq!(SigningSecret::new("").unwrap_err(), SecretError::Empty);
    assert_eq!(Verifier::new(Vec::new()).unwrap_err(), SecretError::None);
}

#[test]
fn debug_output_shows_no_secret() {
    let verifier = verifier();
    let verification = verifier.begin(&signed_at(&NOW.to_string()), NOW).unwrap();
    assert_eq!(
        format!("{:?}", secret("wsec_x")),
        "SigningSecret(<redacted>)"
    );
    assert_eq!(format!("{verifier:?}"), "Verifier(1 secrets)");
    assert_eq!(format!("{verification:?}"), "Verification { .. }");
}

proptest! {
    #[test]
    fn no_header_panics(header in "\\PC{0,80}", now in any::<i64>()) {
        let _ = verifier().verify(&header, BODY, now);
    }

    #[test]
    fn no_well_formed_header_panics(
        header in "(t|v0|v1| )=[0-9a-f+-]{0,70}(,(t|v0)=[0-9a-f]{0,64}){0,4}",
        now in any::<i64>(),
    ) {
        let _ = verifier().verify(&header, BODY, now);
    }

    #[test]
    fn a_signed_body_is_verified_in_any_chunks(
        body in proptest::collection::vec(any::<u8>(), 0..300),
        text in "\\PC{1,40}",
        now in 0..i64::MAX,
        piece in 1_usize..64,
    ) {
        let key = secret(&text);
        let header = sign(&key, now, &body);
        let verifier = Verifier::new(vec![key]).unwrap();
        prop_assert_eq!(verifier.verify(&header, &body, now), Ok(()));
        let mut verification = verifier.begin(&header, now).unwrap();
        body.chunks(piece).for_each(|piece| verification.update(piece));
        prop_assert_eq!(verification.finish(), Ok(()));
    }

    #[test]
    fn a_body_with_one_flipped_bit_is_rejected(
        mut body in proptest::collection::vec(any::<u8>(), 1..300),
        at in any::<prop::sample::Index>(),
        bit in 0_u32..8,
    ) {
        let header = sign(&secret("wsec_current"), NOW, &body);
        let at = at.index(body.len());
        body[at] ^= 1 << bit;
        prop_assert_eq!(
            verifier().verify(&header, &body, NOW),
            Err(SignatureError::Mismatch)
        );
    }
}

//! No header panics, and no forged header is accepted.
#![no_main]

use elevenlabs::signature::{SignatureHeader, SigningSecret, Verifier, sign};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let secret = SigningSecret::new("wsec_fuzz").expect("the secret is not empty");
    let verifier = Verifier::new(vec![secret.clone()]).expect("one secret was given");
    let now = SignatureHeader::parse(header).map_or(0, |header| header.unix_secs());
    let genuine = sign(&secret, now, b"body");
    if verifier.verify(header, b"body", now).is_ok() {
        // Only the valid digest may pass, in either case.
        let digest = genuine.split_once("v0=").expect("the header has a v0").1;
        assert!(header.to_ascii_lowercase().contains(digest));
    }
    assert_eq!(verifier.verify(&genuine, b"body", now), Ok(()));
});

//! No header panics, and none is accepted: the fuzzer does not know the secret.
#![no_main]

use elevenlabs::signature::{SignatureHeader, SigningSecret, Verifier, sign};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let secret = SigningSecret::new("wsec_fuzz").expect("it is not empty");
    let verifier = Verifier::new(vec![secret.clone()]).expect("there is one secret");
    let now = SignatureHeader::parse(header).map_or(0, |header| header.unix_secs());
    let genuine = sign(&secret, now, b"body");
    if verifier.verify(header, b"body", now).is_ok() {
        // Only a copy of the one right signature may pass; the sender may spell it differently.
        let digest = genuine.split_once("v0=").expect("it is signed").1;
        assert!(header.to_ascii_lowercase().contains(digest));
    }
    assert_eq!(verifier.verify(&genuine, b"body", now), Ok(()));
});

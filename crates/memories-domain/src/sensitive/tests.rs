mod calls;
mod dialogues;
mod properties;
mod tables;

use super::*;

fn redacted(language: &str, text: &str) -> String {
    redact(text, Some(language), &SensitiveDataPolicy::default()).into_owned()
}

fn with_policy(policy: &str, text: &str) -> String {
    redact(text, None, &policy.parse().unwrap()).into_owned()
}

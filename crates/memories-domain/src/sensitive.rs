//! What must not be kept: payment cards, national ids, bank accounts and passwords are removed
//! from a call before anything stores it, in digits and as spoken words; health and dates of birth
//! as [`SensitiveDataPolicy`] says.
//!
//! Values are recognised by their form and check digits, by the words around them
//! (`sensitive/vocabulary/`), or because the agent has just asked for them. A label stays in the
//! place of each: the rest of the sentence remains readable.

mod birth;
mod call;
mod checksums;
mod contact;
mod context;
mod dialogue;
mod finding;
mod hesitation;
mod item;
mod kind;
mod known;
mod language;
mod letters;
mod numbers;
mod password;
mod policy;
mod shapes;
mod tokens;
mod vocabulary;
mod warning;

use std::borrow::Cow;

pub use policy::{InvalidSensitiveDataPolicy, SensitiveDataPolicy};

use self::{
    context::{Context, Situation},
    finding::{Finding, render, replace},
    kind::Kind,
    known::KnownValues,
    password::Speech,
    tokens::{Token, tokens},
    vocabulary::{Class, Marks},
};
use crate::text::sentences;

/// Removing one value can bring another into view, such as the code after a card number.
const MAX_PASSES: usize = 12;

/// A text without what must not be kept, and without what `policy` drops. `language` is a language
/// tag such as `en` or `pt-BR`; it matters only for spoken numbers.
///
/// Redacting the result again changes nothing. Takes linear time.
#[must_use]
pub fn redact<'t>(
    text: &'t str,
    language: Option<&str>,
    policy: &SensitiveDataPolicy,
) -> Cow<'t, str> {
    let mut redactor = Redactor::new(language, *policy);
    redactor.redact(text, &Situation::default()).text
}

/// The text without the labels of removed values; borrowed if there are none.
#[must_use]
pub fn without_labels(text: &str) -> Cow<'_, str> {
    let is_label = |start: usize| text.get(start..).and_then(Kind::of_label);
    let mut remaining = String::new();
    let mut end = 0;
    for (start, _) in text.match_indices('[') {
        if let Some(kind) = is_label(start) {
            remaining.push_str(text.get(end..start).unwrap_or_default());
            end = start + kind.label().len();
        }
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    remaining.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(remaining)
}

/// Whether a text contains a word about health.
pub(crate) fn is_about_health(text: &str) -> bool {
    Marks::new(&tokens(text)).any(Class::Health)
}

/// Whether one of some lower-case words is about health.
pub(crate) fn names_health<'w>(words: impl IntoIterator<Item = &'w str>) -> bool {
    words.into_iter().any(vocabulary::is_health_word)
}

/// The numbers of a text in digits, also those that are spoken: "two two, eight one" is 2281. Of
/// numbers with pauses, the parts too.
pub(crate) fn numbers_in(text: &str, language: Option<&str>) -> Vec<String> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for run in numbers::of_language(language).runs(&tokens) {
        let parts: Vec<String> = run.segments().map(numbers::digits_of).collect();
        if parts.len() > 1 {
            found.push(run.digits());
        }
        found.extend(parts);
    }
    found
}

/// Whether a lower-case word is a number in a language.
pub(crate) fn is_number_word(word: &str, language: Option<&str>) -> bool {
    let words = numbers::of_language(language);
    words.is_number_word(word) || !word.is_ascii() && words.is_number_word(&tokens::fold(word))
}

/// Redacts the texts of one call, and remembers what it removed.
struct Redactor<'l> {
    language: Option<&'l str>,
    policy: SensitiveDataPolicy,
    known: KnownValues,
}

struct Redacted<'t> {
    text: Cow<'t, str>,
    /// What was removed, except for health.
    kinds: Vec<Kind>,
    /// The numbers among it, which may be parts of longer ones.
    numbers: Vec<(Kind, String)>,
}

impl<'l> Redactor<'l> {
    fn new(language: Option<&'l str>, policy: SensitiveDataPolicy) -> Self {
        Self {
            language,
            policy,
            known: KnownValues::default(),
        }
    }

    fn redact<'t>(&mut self, text: &'t str, situation: &Situation) -> Redacted<'t> {
        let redacted = self.redact_values(text, situation);
        if !self.policy.drops_health() {
            return redacted;
        }
        let is_asked = situation.asked.contains(&Kind::Health);
        let Some(without_health) = without_health(&redacted.text, is_asked) else {
            return redacted;
        };
        // A sentence that is gone may have said what a number beside it is.
        let again = self.redact_values(&without_health, situation);
        Redacted {
            text: Cow::Owned(again.text.into_owned()),
            kinds: [redacted.kinds, again.kinds].concat(),
            numbers: [redacted.numbers, again.numbers].concat(),
        }
    }

    fn redact_values<'t>(&mut self, text: &'t str, situation: &Situation) -> Redacted<'t> {
        let mut kinds = Vec::new();
        let mut numbers = Vec::new();
        let mut tokens = tokens(text);
        for _ in 0..MAX_PASSES {
            let mut findings = self.find(text, &tokens, situation);
            if findings.is_empty() {
                break;
            }
            tokens = replace(tokens, &mut findings);
            self.known.learn(&findings);
            kinds.extend(findings.iter().map(|finding| finding.kind));
            numbers.extend(findings.iter().filter_map(Finding::number));
        }
        let text = if kinds.is_empty() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(render(text, &tokens))
        };
        Redacted {
            text,
            kinds,
            numbers,
        }
    }

    fn find(&self, text: &str, tokens: &[Token], situation: &Situation) -> Vec<Finding> {
        let marks = Marks::new(tokens);
        let mut findings = Vec::new();
        let languages = numbers::languages(tokens, self.language);
        for &words in &languages {
            let runs = words.runs(tokens);
            shapes::cards(&runs, &mut findings);
            shapes::codes(tokens, words, &mut findings);
            shapes::iban_parts(tokens, shapes::MIN_IBAN_GROUPS, &mut findings);
            let context = Context {
                tokens,
                marks: &marks,
                words,
                runs: &runs,
                situation,
            };
            context.find(&mut findings);
            self.known.find(tokens, &marks, &runs, &mut findings);
            self.known.find_spelled(&context, &mut findings);
            if !self.policy.keeps_birth() {
                let is_asked = situation.asked.contains(&Kind::Birth);
                birth::dates(tokens, &marks, words, self.policy, is_asked, &mut findings);
            }
            if self.policy.drops_phone() {
                contact::phones(tokens, &marks, &runs, &mut findings);
            }
        }
        let speech = Speech {
            tokens,
            marks: &marks,
            languages: &languages,
        };
        password::passwords(&speech, &mut findings);
        password::chosen(&speech, situation, &mut findings);
        password::told_in_passing(&speech, &mut findings);
        if situation.asked.contains(&Kind::Password) {
            password::answer(&speech, situation, &mut findings);
        }
        if self.policy.drops_email() {
            contact::emails(text, tokens, &marks, &mut findings);
            if situation.asked.contains(&Kind::Email) {
                contact::answer(tokens, &marks, &mut findings);
            }
        }
        // Nothing is removed twice.
        findings.retain(|finding| {
            let covered = tokens.get(finding.start..finding.end).unwrap_or_default();
            covered.iter().any(|token| token.label.is_none())
        });
        findings
    }
}

/// Replaces each sentence that contains a word about health; the whole answer, if the agent asked.
/// `None` if there is none.
fn without_health(text: &str, is_asked: bool) -> Option<String> {
    let label = Kind::Health.label();
    if is_asked && !without_labels(text).trim().is_empty() {
        return Some(label.to_owned());
    }
    if !is_about_health(text) {
        return None;
    }
    let line = crate::text::collapse_whitespace(text);
    let kept = sentences(&line).map(|sentence| {
        if is_about_health(sentence) {
            let space = if sentence.ends_with(' ') { " " } else { "" };
            format!("{label}{space}")
        } else {
            sentence.to_owned()
        }
    });
    Some(kept.collect())
}

#[cfg(test)]
mod tests;

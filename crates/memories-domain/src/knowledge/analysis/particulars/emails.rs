//! E-mail addresses, written and spoken.

use smol_str::SmolStr;

use super::word_lists::is_any;

/// An address. Where one that is spoken begins is not certain: "my mail's robin at example dot com".
#[derive(Clone, PartialEq, Eq)]
pub(in crate::knowledge) struct Email {
    /// What stands before the sign, without spaces; of a spoken one with the words before it.
    before: String,
    pub(in crate::knowledge) domain: SmolStr,
}

impl Email {
    /// Whether two are the same address, one of which may be spoken.
    pub(in crate::knowledge) fn is_same(&self, other: &Self) -> bool {
        self.domain == other.domain
            && (self.before.ends_with(&other.before) || other.before.ends_with(&self.before))
    }
}

const AT: [&str; 9] = [
    "at",
    "ät",
    "klammeraffe",
    "arroba",
    "arobase",
    "arrobase",
    "chiocciola",
    "apenstaartje",
    "chiocciolina",
];
const DOT: [&str; 6] = ["dot", "punkt", "punto", "point", "ponto", "punt"];

/// So many words belong to the name before the sign, and to the domain before its first dot.
const MAX_WORDS: usize = 6;
const MAX_WORDS_OF_DOMAIN: usize = 3;

pub(super) fn find(text: &str, words: &[SmolStr]) -> Vec<Email> {
    let written = text
        .match_indices('@')
        .filter_map(|(at, _)| written(text, at));
    let spoken = (0..words.len())
        .filter(|&at| words.get(at).is_some_and(|word| is_any(word, &AT)))
        .filter_map(|at| spoken(words, at));
    written.chain(spoken).collect()
}

fn written(text: &str, at: usize) -> Option<Email> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_part(*c))
        .last()?
        .0;
    let domain = after.split(|c| !is_part(c)).next()?.trim_end_matches('.');
    domain.contains('.').then(|| Email {
        before: before.get(start..).unwrap_or_default().to_lowercase(),
        domain: domain.to_lowercase().into(),
    })
}

fn spoken(words: &[SmolStr], at: usize) -> Option<Email> {
    let after = words.get(at + 1..)?;
    let dot = after
        .iter()
        .take(MAX_WORDS_OF_DOMAIN + 1)
        .position(|word| is_any(word, &DOT))
        .filter(|dot| *dot > 0)?;
    let mut domain: String = after.get(..dot)?.concat();
    let mut rest = after.get(dot..)?;
    while let [dot, part, more @ ..] = rest
        && is_any(dot, &DOT)
    {
        domain.push('.');
        domain.push_str(part);
        rest = more;
    }
    let start = at.saturating_sub(MAX_WORDS);
    let before = words.get(start..at)?;
    let before: String = before
        .iter()
        .map(|word| if is_any(word, &DOT) { "." } else { word })
        .collect();
    (!before.is_empty()).then(|| Email {
        before,
        domain: domain.into(),
    })
}

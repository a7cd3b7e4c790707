//! Letters that may be prefixes: Hebrew and Arabic write articles, prepositions and
//! "and" together with the next word.

use crate::text::script::Script;

/// The lengths of what may be prefixes of a word, ascending from 0 for none.
pub(super) fn prefix_lengths(letters: &[char], script: Script) -> Vec<usize> {
    match script {
        Script::Hebrew => hebrew(letters),
        Script::Arabic => arabic(letters),
        _ => vec![0],
    }
}

fn hebrew(letters: &[char]) -> Vec<usize> {
    const PREFIXES: &str = "בלמהושכ";
    const MAX_PREFIXES: usize = 3;
    const MIN_REST: usize = 2;
    let prefixes = letters.iter().take_while(|c| PREFIXES.contains(**c));
    let max = letters.len().saturating_sub(MIN_REST);
    (0..=prefixes.count().min(MAX_PREFIXES).min(max)).collect()
}

/// "And" or "so", then a preposition or the future, then the article.
fn arabic(letters: &[char]) -> Vec<usize> {
    const PARTICLES: [&[char]; 2] = [&['و', 'ف'], &['ب', 'ك', 'ل', 'س']];
    const ARTICLES: [[char; 2]; 2] = [['ا', 'ل'], ['ل', 'ل']];
    const MIN_REST: usize = 3;
    const MIN_REST_OF_ARTICLE: usize = 2;
    let has_rest = |length: usize, min| letters.len() >= length + min;
    let mut lengths = vec![0];
    for particles in PARTICLES {
        for length in lengths.clone() {
            let next = letters.get(length);
            let is_particle = next.is_some_and(|c| particles.contains(c));
            lengths.extend(is_particle.then_some(length + 1));
        }
    }
    let with_article: Vec<usize> = lengths
        .iter()
        .filter(|length| {
            let rest = letters.get(**length..).unwrap_or_default();
            ARTICLES.iter().any(|article| rest.starts_with(article))
        })
        .map(|length| length + 2)
        .filter(|length| has_rest(*length, MIN_REST_OF_ARTICLE))
        .collect();
    lengths.retain(|length| *length == 0 || has_rest(*length, MIN_REST));
    lengths.extend(with_article);
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}

//! Spellings and plurals that the stemming algorithms do not relate.

use std::borrow::Cow;

/// A lower-case word as its language's algorithm shall stem it.
pub(super) fn standard_form<'w>(code: &str, word: &'w str) -> Cow<'w, str> {
    match code {
        "de" => without_digraphs(word),
        "fr" => singular(word).map_or(Cow::Borrowed(word), Cow::Borrowed),
        _ => Cow::Borrowed(word),
    }
}

/// German umlauts without keys for them: "geschirrspueler". The algorithm removes the marks of the
/// others, as folding does.
fn without_digraphs(word: &str) -> Cow<'_, str> {
    if !["ae", "oe", "ue"]
        .iter()
        .any(|digraph| word.contains(digraph))
    {
        return Cow::Borrowed(word);
    }
    let mut standard = String::with_capacity(word.len());
    let mut before = None;
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        standard.push(letter);
        // "neue", "bauer", "quelle" have an e of their own.
        let may_have_mark = matches!(letter, 'a' | 'o' | 'u')
            && !before.is_some_and(|before| matches!(before, 'a' | 'e' | 'o' | 'u' | 'ä' | 'q'));
        if may_have_mark {
            letters.next_if_eq(&'e');
        }
        before = Some(letter);
    }
    Cow::Owned(standard)
}

/// The singular of a French plural in "-aux" of a word in "-ail", in "-oux" and in "-eux", and of
/// the few that are altogether different.
fn singular(plural: &str) -> Option<&'static str> {
    PLURALS
        .iter()
        .find(|(other, _)| *other == plural)
        .map(|(_, singular)| *singular)
}

const PLURALS: [(&str, &str); 33] = [
    ("travaux", "travail"),
    ("baux", "bail"),
    ("coraux", "corail"),
    ("émaux", "émail"),
    ("emaux", "email"),
    ("soupiraux", "soupirail"),
    ("vantaux", "vantail"),
    ("vitraux", "vitrail"),
    ("maux", "mal"),
    ("bijoux", "bijou"),
    ("cailloux", "caillou"),
    ("choux", "chou"),
    ("genoux", "genou"),
    ("hiboux", "hibou"),
    ("joujoux", "joujou"),
    ("poux", "pou"),
    ("cheveux", "cheveu"),
    ("neveux", "neveu"),
    ("jeux", "jeu"),
    ("enjeux", "enjeu"),
    ("feux", "feu"),
    ("lieux", "lieu"),
    ("milieux", "milieu"),
    ("vœux", "vœu"),
    ("voeux", "voeu"),
    ("aveux", "aveu"),
    ("adieux", "adieu"),
    ("essieux", "essieu"),
    ("yeux", "œil"),
    ("cieux", "ciel"),
    ("messieurs", "monsieur"),
    ("mesdames", "madame"),
    ("mesdemoiselles", "mademoiselle"),
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::text::language::Language;

    fn stem(code: &str, word: &str) -> String {
        Language::for_tag(Some(code)).stem(word).into_owned()
    }

    #[rstest]
    #[case("geschirrspueler", "geschirrspüler")]
    #[case("tueren", "tür")]
    #[case("oefen", "öfen")]
    #[case("aepfel", "äpfel")]
    #[case("mueller", "müller")]
    #[case("fussboden", "fußboden")]
    #[case("bahnhofstrasse", "bahnhofstraße")]
    #[case("strassen", "straße")]
    #[case("muelltonne", "mülltonnen")]
    fn german_words_without_umlauts_share_a_stem(#[case] word: &str, #[case] other: &str) {
        assert_eq!(stem("de", word), stem("de", other));
    }

    #[rstest]
    #[case("de", "neue", "nu")]
    #[case("de", "bauer", "baur")]
    #[case("de", "quelle", "qulle")]
    #[case("en", "blue", "blu")]
    #[case("en", "phoenix", "phonix")]
    #[case("fr", "bijoux", "travaux")]
    fn other_words_do_not(#[case] code: &str, #[case] word: &str, #[case] other: &str) {
        assert_ne!(stem(code, word), stem(code, other));
    }

    #[rstest]
    #[case("chevaux", "cheval")]
    #[case("travaux", "travail")]
    #[case("journaux", "journal")]
    #[case("animaux", "animal")]
    #[case("bijoux", "bijou")]
    #[case("genoux", "genou")]
    #[case("jeux", "jeu")]
    #[case("neveux", "neveu")]
    #[case("gâteaux", "gâteau")]
    #[case("vitraux", "vitrail")]
    #[case("yeux", "œil")]
    fn french_plurals_share_a_stem_with_the_singular(#[case] plural: &str, #[case] singular: &str) {
        assert_eq!(stem("fr", plural), stem("fr", singular));
    }
}

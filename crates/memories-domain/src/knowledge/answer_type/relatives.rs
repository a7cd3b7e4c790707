//! Names that are given with what somebody is to somebody else.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{
    held::{is_calendar_word, starts_with_capital},
    tokens::{Token, tokens},
};
use crate::Memory;

/// Words for the same relation, in every language. Words that mean others as well are left out:
/// "Frau" stands before every name, "mari" is no husband in Italian.
const RELATIONS: [&[&str]; 12] = [
    &[
        "husband",
        "hubby",
        "ehemann",
        "marido",
        "esposo",
        "mari",
        "époux",
        "marito",
        "echtgenoot",
    ],
    &[
        "wife",
        "ehefrau",
        "esposa",
        "mujer",
        "épouse",
        "moglie",
        "mulher",
        "vrouw",
        "echtgenote",
    ],
    &[
        "mother", "mom", "mum", "mutter", "mama", "madre", "mamá", "mère", "maman", "mamma", "mãe",
        "moeder",
    ],
    &[
        "father", "dad", "vater", "papa", "padre", "papá", "père", "papà", "pai", "vader",
    ],
    &["son", "sohn", "hijo", "fils", "figlio", "filho", "zoon"],
    &[
        "daughter", "tochter", "hija", "fille", "figlia", "filha", "dochter",
    ],
    &[
        "brother", "bruder", "hermano", "frère", "fratello", "irmão", "broer",
    ],
    &[
        "sister",
        "schwester",
        "hermana",
        "sœur",
        "soeur",
        "sorella",
        "irmã",
        "zus",
    ],
    &[
        "neighbour",
        "neighbor",
        "nachbar",
        "nachbarin",
        "vecino",
        "vecina",
        "voisin",
        "voisine",
        "vicino",
        "vicina",
        "vizinho",
        "vizinha",
        "buurman",
        "buurvrouw",
    ],
    &[
        "grandmother",
        "grandma",
        "gran",
        "oma",
        "großmutter",
        "abuela",
        "mamie",
        "nonna",
        "avó",
    ],
    &[
        "grandfather",
        "grandpa",
        "opa",
        "großvater",
        "abuelo",
        "papi",
        "nonno",
        "avô",
    ],
    &["boss", "chef", "chefin", "jefe", "jefa", "capo", "baas"],
];
/// Children of any sex.
const CHILDREN: [&str; 10] = [
    "child", "kid", "kind", "kindes", "niño", "enfant", "bambino", "bambina", "criança", "kindje",
];
/// Words between a relation and the name: "my mother is called Encarna".
const NAMES: [&str; 33] = [
    "is",
    "was",
    "called",
    "named",
    "s",
    "ist",
    "heißt",
    "heisst",
    "namens",
    "es",
    "se",
    "llama",
    "que",
    "est",
    "c'est",
    "s'appelle",
    "appelle",
    "qui",
    "è",
    "si",
    "chiama",
    "é",
    "chama",
    "heet",
    "name",
    "herr",
    "frau",
    "señor",
    "señora",
    "mr",
    "mrs",
    "signora",
    "dona",
];
/// So many of them at most.
const MAX_BETWEEN: usize = 3;
/// Words by which one says afterwards what somebody is: "Lars, that's my husband".
const IS: [&str; 12] = [
    "is", "that's", "he's", "she's", "ist", "es", "est", "c'est", "è", "é", "son", "sono",
];
/// Words between them and the relation.
const OF: [&str; 27] = [
    "my", "her", "his", "the", "our", "meine", "mein", "die", "der", "mi", "la", "el", "mon", "ma",
    "le", "mia", "mio", "il", "minha", "meu", "a", "o", "mijn", "de", "son", "sa", "unser",
];

/// Whether two words say that somebody is the same to somebody.
pub(in crate::knowledge) fn is_same_relation(a: &str, b: &str) -> bool {
    let is_child = |word: &str| {
        CHILDREN.contains(&word)
            || RELATIONS
                .get(4..6)
                .is_some_and(|children| children.iter().any(|relation| relation.contains(&word)))
    };
    let is_same = || {
        RELATIONS
            .iter()
            .any(|relation| relation.contains(&a) && relation.contains(&b))
            || (CHILDREN.contains(&a) || CHILDREN.contains(&b)) && is_child(a) && is_child(b)
    };
    RELATIVES.contains(a) && RELATIVES.contains(b) && is_same()
}

/// All words for a relation: most words are none.
static RELATIVES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let relations = RELATIONS.iter().flat_map(|relation| relation.iter());
    relations.chain(&CHILDREN).copied().collect()
});

/// Whether a memory names somebody next to a word for a relation: "my husband Lars", "mi madre es
/// Encarna", "Lars, that's my husband", "Gesine Kröger, die Frau von Anselm".
pub(in crate::knowledge) fn names_a_relative(
    memory: &Memory,
    is_relation: impl Fn(&str) -> bool,
) -> bool {
    let tokens = tokens(&memory.text);
    let is_name = |token: &Token<'_>| {
        starts_with_capital(token.text)
            && token.text.chars().any(char::is_lowercase)
            && !is_calendar_word(&token.lower)
            && !is_relation(&token.lower)
    };
    tokens.iter().enumerate().any(|(position, token)| {
        if !is_relation(&token.lower) {
            return false;
        }
        let after = tokens.get(position + 1..).unwrap_or_default();
        let is_followed = after
            .iter()
            .take(MAX_BETWEEN + 1)
            .take_while(|after| is_in_sentence(&memory.text, token.start, after.start))
            .find(|after| !NAMES.contains(&&*after.lower))
            .is_some_and(is_name);
        let before = tokens.get(..position).unwrap_or_default();
        let is_said_to_be =
            before
                .array_windows()
                .next_back()
                .is_some_and(|[verb, article]: &[Token<'_>; 2]| {
                    IS.contains(&&*verb.lower) && OF.contains(&&*article.lower)
                });
        is_followed || is_said_to_be && before.iter().any(is_name)
    })
}

fn is_in_sentence(text: &str, start: usize, end: usize) -> bool {
    !text
        .get(start..end)
        .is_some_and(|between| between.contains(['.', '!', '?', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_the_same_in_every_language() {
        for (a, b) in [
            ("husband", "marido"),
            ("sohn", "zoon"),
            ("mother", "mère"),
            ("child", "figlia"),
            ("kind", "dochter"),
        ] {
            assert!(is_same_relation(a, b), "{a}, {b}");
            assert!(is_same_relation(b, a), "{b}, {a}");
        }
        for (a, b) in [
            ("husband", "wife"),
            ("son", "daughter"),
            ("child", "mother"),
        ] {
            assert!(!is_same_relation(a, b), "{a}, {b}");
        }
    }
}

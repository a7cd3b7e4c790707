//! Whom a call is made for.

use std::sync::LazyLock;

use super::{
    OnBehalfOf, RelationKind,
    phrases::Phrases,
    reading::read_name,
    spoken::{Gap, SpokenTurn},
    vocabulary::StopWords,
};

/// "I'm calling for my mother", "im Auftrag von Frau Meier".
pub(super) fn read_on_behalf_of(
    turn: &SpokenTurn<'_>,
    stop_words: StopWords,
) -> Option<OnBehalfOf> {
    let requests = turn.words.iter().any(|word| is_request(&word.folded));
    (0..turn.words.len()).find_map(|index| {
        if let Some(next) = STRONG_BEHALF.iter().find_map(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            turn.phrase_at(index, &words).then_some(index + words.len())
        }) {
            return relative_at(turn, next, stop_words).or_else(|| {
                let name = read_name(turn, next, stop_words)?;
                Some(OnBehalfOf {
                    relation: None,
                    name: Some(name.name),
                    besides_self: false,
                })
            });
        }
        let is_weak = matches!(
            turn.folded(index),
            Some("for" | "fur" | "para" | "pour" | "per" | "voor")
        );
        (is_weak && requests)
            .then(|| relative_at(turn, index + 1, stop_words))
            .flatten()
    })
}

/// "my mother, Rosa".
pub(super) fn relative_at(
    turn: &SpokenTurn<'_>,
    start: usize,
    stop_words: StopWords,
) -> Option<OnBehalfOf> {
    const MINE: [&str; 21] = [
        "my", "mein", "meine", "meinen", "meinem", "meiner", "mi", "ma", "mon", "mia", "mio",
        "minha", "meu", "mijn", "our", "unsere", "unseren", "nuestra", "notre", "nossa", "onze",
    ];
    let skip = usize::from(matches!(turn.folded(start), Some("a" | "o" | "la" | "il")));
    let index = start + skip;
    MINE.contains(&turn.folded(index)?).then_some(())?;
    let kind = RelationKind::of_word(turn.folded(index + 1)?)?;
    let after = index + 2;
    if turn.gap_before(after) == Gap::Hyphen
        || matches!(
            turn.folded(after),
            Some("and" | "und" | "y" | "et" | "e" | "en")
        ) && turn.gap_before(after) < Gap::Comma
    {
        return None;
    }
    let name = read_name(turn, after, stop_words)
        .filter(|name| turn.gap_before(after) <= Gap::Comma && name.ends_well(turn));
    Some(OnBehalfOf {
        relation: Some(kind),
        name: name.map(|name| name.name),
        besides_self: false,
    })
}

/// Whether the caller asks for something for themselves, too: "and one for me, please".
pub(super) fn is_also_for_self(turn: &SpokenTurn<'_>) -> bool {
    ALSO_FOR_SELF.occur_in(turn)
}

static ALSO_FOR_SELF: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new([(
        "
    for myself; one for me; and for me; also for me; for me too; for me as well; and me too; my own appointment;
    for both of us; for the two of us; for the both of us;
    auch fur mich; und fur mich; fur mich auch; fur mich selbst; fur uns beide; meinen eigenen termin;
    para mi tambien; y para mi tambien; para mi misma; para mi mismo; para los dos; para las dos; tambien para mi;
    pour moi aussi; aussi pour moi; et pour moi; pour moi meme; pour nous deux;
    anche per me; e per me; per me stessa; per me stesso; per tutti e due; per entrambi; per entrambe;
    para mim tambem; tambem para mim; e para mim; para mim mesma; para mim mesmo; para nos dois; para nos duas;
    ook voor mij; en voor mij; voor mijzelf; voor mezelf; voor mij ook; voor ons allebei; voor ons beiden",
        (),
    )])
});

const STRONG_BEHALF: [&str; 12] = [
    "on behalf of",
    "im auftrag von",
    "im namen von",
    "de parte de",
    "en nombre de",
    "de la part de",
    "au nom de",
    "per conto di",
    "da parte di",
    "em nome de",
    "namens",
    "in opdracht van",
];

/// Whether a word shows that the caller asks for something: what is for somebody else is theirs.
fn is_request(folded: &str) -> bool {
    const STEMS: [&str; 34] = [
        "call",
        "appointment",
        "book",
        "order",
        "refill",
        "prescription",
        "reserv",
        "schedul",
        "pick",
        "ask",
        "phon",
        "ring",
        "termin",
        "anruf",
        "rufe",
        "bestell",
        "rezept",
        "cita",
        "llam",
        "receta",
        "rendez",
        "appel",
        "ordonnance",
        "appuntament",
        "chiam",
        "prenot",
        "ricetta",
        "consulta",
        "lig",
        "marcar",
        "receita",
        "afspraak",
        "bel",
        "recept",
    ];
    // "j'appelle"
    let word = folded.rsplit('\'').next().unwrap_or(folded);
    STEMS
        .iter()
        .any(|stem| folded.starts_with(stem) || word.starts_with(stem))
}

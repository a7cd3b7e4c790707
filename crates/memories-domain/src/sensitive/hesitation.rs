//! What people say while they think of the next word, in every supported language. It says nothing
//! about what comes after it: "my password is, um, let me see, Tulip".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tokens::Token;

/// Sounds, as they are written without accents.
const SOUNDS: [&str; 22] = [
    "ah", "ahem", "ahh", "ahm", "ahn", "eh", "ehh", "ehm", "em", "er", "erm", "euh", "heu", "hm",
    "hmm", "hum", "mm", "mmm", "oh", "uh", "uhm", "um",
];

/// Short phrases.
static PHRASES: [&[&str]; 97] = [
    &["like"],
    &["irgendwie"],
    &["genre"],
    &["tipo"],
    &["este"],
    &["pues"],
    &["i", "think"],
    &["i", "believe"],
    &["i", "guess"],
    &["let", "me", "see"],
    &["let", "me", "think"],
    &["hold", "on"],
    &["hang", "on"],
    &["you", "know"],
    &["ich", "glaube"],
    &["glaube", "ich"],
    &["glaub", "ich"],
    &["mal", "sehen"],
    &["warten", "sie"],
    &["warte"],
    &["creo", "que"],
    &["creo"],
    &["espere"],
    &["a", "ver"],
    &["je", "crois"],
    &["attendez"],
    &["voyons"],
    &["disons"],
    &["acho", "que"],
    &["deixe", "me", "ver"],
    &["deixa", "eu", "ver"],
    &["espera"],
    &["credo"],
    &["vediamo"],
    &["aspetti"],
    &["ik", "geloof"],
    &["denk", "ik"],
    &["ik", "denk"],
    &["even", "kijken"],
    &["from", "memory"],
    &["off", "the", "top", "of", "my", "head"],
    &["if", "i", "remember"],
    &["if", "i", "remember", "right"],
    &["if", "i", "remember", "rightly"],
    &["if", "i", "m", "not", "mistaken"],
    &["write", "down"],
    &["write", "it", "down"],
    &["write", "this", "down"],
    &["take", "this", "down"],
    &["note", "it", "down"],
    &["got", "a", "pen"],
    &["aus", "dem", "kopf"],
    &["auswendig"],
    &["wenn", "ich", "mich", "recht", "erinnere"],
    &["wenn", "ich", "mich", "nicht", "irre"],
    &["schreiben", "sie"],
    &["schreiben", "sie", "mit"],
    &["schreiben", "sie", "auf"],
    &["notieren", "sie"],
    &["haben", "sie", "was", "zu", "schreiben"],
    &["de", "memoria"],
    &["si", "no", "recuerdo", "mal"],
    &["si", "no", "me", "equivoco"],
    &["apunte"],
    &["apuntelo"],
    &["anote"],
    &["tome", "nota"],
    &["se", "lo", "digo", "de", "memoria"],
    &["de", "memoire"],
    &["de", "tete"],
    &["si", "je", "me", "souviens", "bien"],
    &["si", "je", "ne", "me", "trompe", "pas"],
    &["notez"],
    &["vous", "notez"],
    &["je", "vous", "le", "donne", "de", "memoire"],
    &["de", "cabeca"],
    &["de", "cor"],
    &["se", "nao", "me", "engano"],
    &["se", "bem", "me", "lembro"],
    &["aponte"],
    &["anote", "ai"],
    &["a", "memoria"],
    &["se", "ricordo", "bene"],
    &["se", "non", "sbaglio"],
    &["se", "non", "erro"],
    &["scriva"],
    &["segni"],
    &["prenda", "nota"],
    &["glielo", "dico", "a", "memoria"],
    &["uit", "mijn", "hoofd"],
    &["uit", "het", "hoofd"],
    &["als", "ik", "het", "goed", "heb"],
    &["als", "ik", "me", "niet", "vergis"],
    &["schrijf", "op"],
    &["schrijft", "u", "mee"],
    &["noteert", "u"],
    &["noteer"],
];

/// Takes back the digits before it: "four four, no wait, four five".
static REPAIRS: [&[&str]; 43] = [
    &["no"],
    &["nope"],
    &["sorry"],
    &["wait"],
    &["pardon"],
    &["pardon", "me"],
    &["excuse", "me"],
    &["i", "mean"],
    &["correction"],
    &["scratch", "that"],
    &["start", "over"],
    &["again"],
    &["nein"],
    &["ne"],
    &["nee"],
    &["halt"],
    &["stopp"],
    &["stop"],
    &["quatsch"],
    &["moment"],
    &["entschuldigung"],
    &["verzeihung"],
    &["ich", "meine"],
    &["perdon"],
    &["perdona"],
    &["perdone"],
    &["disculpe"],
    &["digo"],
    &["quiero", "decir"],
    &["non"],
    &["je", "veux", "dire"],
    &["excusez", "moi"],
    &["nao"],
    &["desculpe"],
    &["desculpa"],
    &["alias"],
    &["quer", "dizer"],
    &["anzi"],
    &["scusi"],
    &["scusa"],
    &["volevo", "dire"],
    &["wacht"],
    &["ik", "bedoel"],
];

/// The number of tokens of a phrase that takes something back; 0 if there is none.
pub(super) fn repair(tokens: &[Token], at: usize) -> usize {
    longest(&REPAIRS_BY_FIRST, tokens.get(at..).unwrap_or_default())
}

/// The number of tokens of a hesitation at a place; 0 if there is none.
pub(super) fn hesitation(tokens: &[Token], at: usize) -> usize {
    let rest = tokens.get(at..).unwrap_or_default();
    let Some(first) = rest.first() else { return 0 };
    if SOUNDS.contains(&first.folded.as_str()) {
        return 1;
    }
    longest(&PHRASES_BY_FIRST, rest)
}

/// Phrases by their first word, the longest first.
type ByFirst = FxHashMap<&'static str, Vec<&'static [&'static str]>>;

static PHRASES_BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| by_first(&PHRASES));
static REPAIRS_BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| by_first(&REPAIRS));

fn by_first(phrases: &[&'static [&'static str]]) -> ByFirst {
    let mut by_first = ByFirst::default();
    for phrase in phrases {
        if let Some((first, rest)) = phrase.split_first() {
            by_first.entry(*first).or_default().push(rest);
        }
    }
    for rests in by_first.values_mut() {
        rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
    }
    by_first
}

fn longest(phrases: &ByFirst, tokens: &[Token]) -> usize {
    let Some((first, following)) = tokens.split_first() else {
        return 0;
    };
    let is_said = |rest: &&&[&str]| {
        rest.len() <= following.len()
            && rest
                .iter()
                .zip(following)
                .all(|(word, token)| token.folded == *word)
    };
    let rests = phrases.get(first.folded.as_str());
    let found = rests.and_then(|rests| rests.iter().find(is_said));
    found.map_or(0, |rest| rest.len() + 1)
}

/// The next token that is no hesitation.
pub(super) fn after_hesitations(tokens: &[Token], mut at: usize) -> usize {
    loop {
        let length = hesitation(tokens, at);
        if length == 0 {
            return at;
        }
        at += length;
    }
}

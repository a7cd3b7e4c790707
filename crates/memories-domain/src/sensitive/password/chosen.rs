//! Passwords that are told in passing: "I'd set it to Tulip", "ich hatte Tulpe genommen".

use super::{CONJUNCTIONS, MAX_WORDS, Speech, after_hesitations, is_in_sentence, value};
use crate::sensitive::{
    context::{Access, Situation},
    finding::{Finding, is_one_sentence},
    kind::Kind,
    tokens::{Gap, Token},
    vocabulary::{Class, Mark},
};

/// How far the word "password" is, in tokens.
const MAX_DISTANCE: usize = 25;
/// "ich hatte … genommen"
const MAX_DISTANCE_OF_AUXILIARY: usize = 8;

/// Between "I used" and the password.
const FILLERS: [&str; 32] = [
    "als",
    "altijd",
    "always",
    "as",
    "auf",
    "con",
    "da",
    "dafur",
    "damals",
    "das",
    "es",
    "het",
    "ich",
    "ik",
    "immer",
    "it",
    "just",
    "like",
    "mir",
    "siempre",
    "sempre",
    "toujours",
    "la",
    "lo",
    "simplement",
    "simply",
    "einfach",
    "gewoon",
    "simplemente",
    "semplicemente",
    "maar",
    "comme",
];

/// What begins something else than a password: "I used the link", "I tried twice".
const OTHERS: [&str; 86] = [
    "a",
    "afspraak",
    "algo",
    "already",
    "ancora",
    "anything",
    "app",
    "appointment",
    "appuntamento",
    "aujourd",
    "ayer",
    "because",
    "browser",
    "by",
    "cita",
    "consulta",
    "das",
    "dem",
    "den",
    "der",
    "deux",
    "die",
    "een",
    "ein",
    "eine",
    "einem",
    "einen",
    "email",
    "encore",
    "et",
    "every",
    "everything",
    "from",
    "funktionieren",
    "gestern",
    "get",
    "gisteren",
    "her",
    "heute",
    "hier",
    "his",
    "hoy",
    "ieri",
    "ihr",
    "il",
    "it",
    "last",
    "le",
    "link",
    "ma",
    "mal",
    "mein",
    "meine",
    "mes",
    "meu",
    "mi",
    "mia",
    "mijn",
    "minha",
    "mio",
    "mon",
    "my",
    "next",
    "ontem",
    "our",
    "qualcosa",
    "quelque",
    "rdv",
    "rendez",
    "same",
    "several",
    "some",
    "something",
    "su",
    "termin",
    "that",
    "them",
    "this",
    "twice",
    "uw",
    "vandaag",
    "wieder",
    "wrong",
    "yesterday",
    "your",
    "zu",
];

/// Phrases that mean a password only right beside the word: "it was", "era".
const STATES: [&str; 5] = ["was", "era", "etait", "war", "tenia"];

/// What a number beside a password may be instead.
const OF_OTHER_NUMBERS: [Class; 9] = [
    Class::Reference,
    Class::Site,
    Class::Phone,
    Class::Email,
    Class::Birth,
    Class::Month,
    Class::Unit,
    Class::Login,
    Class::Password,
];

pub(in crate::sensitive) fn chosen(
    speech: &Speech<'_>,
    situation: &Situation,
    findings: &mut Vec<Finding>,
) {
    let marks = &speech.marks.marks;
    let (mut password, mut login) = (None, None);
    for mark in marks {
        if mark.classes.has(Class::Password) {
            password = Some(mark.end);
        }
        if mark.classes.has(Class::Login) {
            login = Some(mark.end);
        }
        let is_announcement = [Class::Chosen, Class::Entered, Class::ChosenAfter]
            .into_iter()
            .any(|class| mark.classes.has(class));
        if !is_announcement {
            continue;
        }
        let near = |place: Option<usize>| {
            place.is_some_and(|place| mark.start >= place && mark.start - place <= MAX_DISTANCE)
        };
        let has = |class| mark.classes.has(class);
        let is_in_turn = near(password) || follows(speech, mark);
        let is_near = if is_state(speech, mark) {
            password.is_some_and(|password| is_beside(speech, password, mark.start))
        } else {
            is_in_turn || situation.access == Access::Password
        };
        let is_near_login = near(login) || situation.access != Access::Unmentioned;
        let found =
            if has(Class::Chosen) && (is_near || is_near_login) || has(Class::Entered) && is_near {
                after(speech, mark.end)
            } else if has(Class::ChosenAfter) && is_near {
                before(speech, mark.start)
            } else {
                None
            };
        findings.extend(found);
    }
}

/// "I used Tulip as my password"
fn follows(speech: &Speech<'_>, mark: &Mark) -> bool {
    let rest = speech.tokens.get(mark.end..).unwrap_or_default();
    let words = rest
        .iter()
        .take(8)
        .take_while(|token| is_in_sentence(token));
    let end = mark.end + words.count();
    speech.marks.any_between(Class::Password, mark.end, end)
}

/// "My password, hm, it was Tulip." "My password? It was Tulip."
fn is_beside(speech: &Speech<'_>, password: usize, at: usize) -> bool {
    let between = speech.tokens.get(password..=at).unwrap_or_default();
    between.len() <= MAX_DISTANCE
        && between
            .iter()
            .all(|token| is_in_sentence(token) || token.is_question_before)
}

fn is_state(speech: &Speech<'_>, mark: &Mark) -> bool {
    let last = mark
        .end
        .checked_sub(1)
        .and_then(|last| speech.tokens.get(last));
    last.is_some_and(|last| STATES.contains(&last.folded.as_str()))
}

fn is_filler(token: &Token) -> bool {
    FILLERS.contains(&token.folded.as_str())
}

fn after(speech: &Speech<'_>, start: usize) -> Option<Finding> {
    let mut at = start;
    loop {
        let token = speech.tokens.get(at)?;
        if token.label.is_some() || !is_in_sentence(token) {
            return None;
        }
        let resumed = after_hesitations(speech.tokens, at);
        let classes = speech.marks.at(at);
        if resumed > at {
            at = resumed;
        } else if is_filler(token)
            || classes.has(Class::Copula)
            || classes.has(Class::Chosen)
            || classes.has(Class::Entered)
        {
            at += 1;
        } else {
            break;
        }
    }
    is_value(speech, at)
        .then(|| value(speech, at, at))
        .flatten()
}

fn is_value(speech: &Speech<'_>, at: usize) -> bool {
    let Some(token) = speech.tokens.get(at) else {
        return false;
    };
    let classes = speech.marks.at(at);
    let is_other = OTHERS.contains(&token.folded.as_str())
        || classes.has(Class::NoPassword)
        || classes.has(Class::Login)
        || classes.has(Class::Password)
        || classes.has(Class::Unit)
        || CONJUNCTIONS.contains(&token.folded.as_str());
    // "three times"
    let counts = speech.is_number(at)
        && speech.tokens.get(at + 1).is_some_and(|next| {
            next.gap == Gap::Close
                && matches!(
                    next.folded.as_str(),
                    "times" | "mal" | "fois" | "veces" | "vezes" | "volte" | "keer"
                )
        });
    !is_other && !counts
}

/// "I put in my user name and the password, Tulip forty-two, and nothing happens."
pub(in crate::sensitive) fn told_in_passing(speech: &Speech<'_>, findings: &mut Vec<Finding>) {
    let marks = &speech.marks.marks;
    let mut entered = None;
    for mark in marks {
        if mark.classes.has(Class::Chosen) || mark.classes.has(Class::Entered) {
            entered = Some(mark.end);
        }
        if mark.classes.has(Class::Password) {
            let is_entered = entered.is_some_and(|entered| {
                is_one_sentence(speech.tokens, entered.saturating_sub(1), mark.end)
            });
            findings.extend(beside(speech, mark.end, is_entered));
        }
    }
}

/// The words between two pauses after "password".
fn beside(speech: &Speech<'_>, start: usize, is_entered: bool) -> Option<Finding> {
    // "Ich gebe das Passwort ein, Tulpe zwei"
    let is_particle = speech
        .tokens
        .get(start)
        .is_some_and(|token| matches!(token.folded.as_str(), "ein" | "in"));
    let start = start + usize::from(is_particle);
    let first = speech.tokens.get(start)?;
    if first.gap != Gap::Pause || first.label.is_some() {
        return None;
    }
    let at = after_hesitations(speech.tokens, start);
    let rest = speech.tokens.get(at + 1..).unwrap_or_default();
    let length = rest
        .iter()
        .take_while(|token| token.gap == Gap::Close && token.label.is_none())
        .count();
    let end = at + 1 + length;
    let ends_with_number = end
        .checked_sub(1)
        .is_some_and(|last| last > at && speech.is_number(last) && !speech.is_number(at));
    let is_word = length == 0 && is_entered && !speech.is_number(at);
    let names_another = (at..end).any(|at| {
        let classes = speech.marks.at(at);
        OF_OTHER_NUMBERS.iter().any(|class| classes.has(*class))
    });
    let is_beside = speech.marks.at(at).has(Class::Connector)
        || speech.marks.at(at).has(Class::Copula)
        || speech.marks.at(at).has(Class::Continues);
    (length < MAX_WORDS
        && (ends_with_number || is_word)
        && !is_beside
        && !names_another
        && !speech.marks.at(end).has(Class::Unit)
        && is_value(speech, at))
    .then(|| value(speech, at, at))
    .flatten()
}

/// The words between an auxiliary and its participle.
fn before(speech: &Speech<'_>, participle: usize) -> Option<Finding> {
    let auxiliary = (participle.saturating_sub(MAX_DISTANCE_OF_AUXILIARY)..participle)
        .find(|&at| speech.marks.at(at).has(Class::Auxiliary))?;
    let is_beside = |at: &usize| {
        let token = speech.tokens.get(*at);
        token.is_none_or(|token| {
            is_filler(token)
                || speech.marks.at(*at).has(Class::Auxiliary)
                || speech.marks.at(*at).has(Class::Password)
        })
    };
    let start = (auxiliary + 1..participle).find(|at| !is_beside(at))?;
    let words = speech.tokens.get(start..participle)?;
    let is_free = words
        .iter()
        .enumerate()
        .all(|(index, token)| token.label.is_none() && (index == 0 || is_in_sentence(token)));
    (is_free && is_value(speech, start)).then(|| Finding {
        value: super::text_of(speech.tokens, start, participle),
        ..Finding::new(Kind::Password, start, participle)
    })
}

//! Answers that say nothing without their question.

use std::sync::LazyLock;

use super::filler::FillerFilter;
use crate::text::{PhraseSet, has_words, is_question, sentences, words};

/// An answer of more words is judged by its own content.
const MAX_ANSWER_WORDS: usize = 6;

/// How people say yes and no, and that something is right or wrong.
const ANSWERS: [&str; 7] = [
    "yes, yeah, yep, yup, sure, correct, that's correct, that's right, right, exactly, of course,
     absolutely, definitely, i do, i am, it is, i have, i did, we do, we are, no, nope, nah, not
     really, not at all, i don't, i'm not, i haven't, i didn't, never, neither, wrong, none",
    "ja, jawohl, jo, genau, richtig, stimmt, korrekt, natürlich, selbstverständlich, klar, nein, nee,
     nö, doch, falsch, keine, keiner, nie, niemals",
    "sí, si, claro, correcto, exacto, eso es, así es, por supuesto, no, para nada, nunca, ninguna,
     ninguno, tampoco",
    "oui, ouais, si, exact, exactement, tout à fait, c'est ça, bien sûr, correct, voilà, non, pas du
     tout, jamais, aucun, aucune",
    "sim, é, isso, isso mesmo, exato, exatamente, certo, correto, claro, não, nunca, nenhum, nenhuma,
     de jeito nenhum",
    "sì, si, certo, esatto, esattamente, giusto, corretto, certamente, no, per niente, mai, nessuna,
     nessuno",
    "ja, jawel, klopt, precies, juist, inderdaad, zeker, natuurlijk, nee, neen, helemaal niet, nooit,
     geen",
];

static YES_OR_NO: LazyLock<PhraseSet> = LazyLock::new(|| {
    ANSWERS
        .iter()
        .flat_map(|answers| answers.split(','))
        .collect()
});

/// Whether a turn answers yes or no to the turn before, and that turn asked about something: "Are
/// you diabetic?" did, "How can I help?" did not.
pub(super) fn is_yes_or_no(answer: &str, before: &str, filler: &FillerFilter) -> bool {
    let answer = words(answer);
    if answer.len() > MAX_ANSWER_WORDS || !YES_OR_NO.matches_anywhere(&answer) {
        return false;
    }
    let mut question = String::new();
    for sentence in sentences(before) {
        if is_question(sentence) {
            sentence.clone_into(&mut question);
        }
    }
    !question.is_empty()
        && !is_open_question(&question)
        && !filler.content_terms(&question).is_empty()
}

/// A question for something else than yes or no.
fn is_open_question(question: &str) -> bool {
    const QUESTION_WORDS: [&str; 44] = [
        "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "was", "welche",
        "welcher", "welches", "wer", "wann", "wo", "warum", "wie", "wieviel", "qué", "cuál",
        "quién", "cuándo", "dónde", "cómo", "cuánto", "quel", "quelle", "qui", "quand", "où",
        "comment", "combien", "qual", "quem", "quando", "onde", "como", "quanto", "chi", "dove",
        "come", "wat", "waar",
    ];
    words(question)
        .iter()
        .take(2)
        .any(|word| QUESTION_WORDS.contains(&word.text.as_str()))
}

/// Whether a turn begins with yes or no.
pub(crate) fn says_yes_or_no(answer: &str) -> bool {
    YES_OR_NO.longest_prefix(&words(answer)) > 0
}

/// Whether a clause is nothing but yes or no.
pub(crate) fn is_yes_or_no_alone(clause: &str) -> bool {
    let words = words(clause);
    !words.is_empty() && YES_OR_NO.removed_from(&words).is_empty()
}

/// Whether a turn of a few words begins with yes or no, and says hardly anything without the question
/// of the turn before: "Yes, kind of, with needles."
pub(crate) fn begins_with_yes_or_no(answer: &str, before: &str) -> bool {
    // Most turns are longer, which is seen without reading their words.
    let mut spoken = answer.split_whitespace().filter(|text| has_words(text));
    if spoken.nth(MAX_ANSWER_WORDS).is_some() {
        return false;
    }
    let answer = words(answer);
    answer.len() <= MAX_ANSWER_WORDS
        && YES_OR_NO.longest_prefix(&answer) > 0
        && sentences(before)
            .filter(|sentence| is_question(sentence))
            .last()
            .is_some_and(|question| !is_open_question(question))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_answer(answer: &str, question: &str) -> bool {
        is_yes_or_no(answer, question, &FillerFilter::for_language(None))
    }

    #[test]
    fn yes_and_no_answer_a_question_about_something() {
        for (question, answer) in [
            ("Are you diabetic?", "Yes."),
            ("Is the address still 4 Elm Road?", "Correct."),
            ("Thanks. Do you have any allergies?", "Uh, no."),
            ("Haben Sie Allergien?", "Nein."),
            ("¿Es usted diabética?", "Sí, claro."),
            ("Prenez-vous un traitement ?", "Oui, tout à fait."),
        ] {
            assert!(is_answer(answer, question), "{question} {answer}");
        }
    }

    #[test]
    fn an_open_question_and_no_question_are_not_answered_by_yes() {
        for (question, answer) in [
            ("How can I help?", "Yes, okay."),
            ("I'll note that.", "Yes."),
            (
                "Are you there?",
                "The boiler has been leaking since Monday morning.",
            ),
        ] {
            assert!(!is_answer(answer, question), "{question} {answer}");
        }
    }
}

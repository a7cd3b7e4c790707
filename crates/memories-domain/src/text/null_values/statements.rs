//! Sentences that say that nothing was said.
//!
//! Such a sentence names who left it unsaid, that it was not said, and what is missing: a field,
//! "any X", "whether X". One that goes on says something: "has not provided access to the meter".

use std::sync::LazyLock;

use super::{
    field_name::FieldName,
    missing_phrases::{MISSING_PHRASES, MissingPhrases, list},
    words_for_nothing::is_word_for_nothing,
};
use crate::text::{
    phrase_set::PhraseSet,
    words::{Word, is_number},
};

/// Words for what is missing that are no names of fields: "any dietary wishes".
const MAX_UNNAMED_WORDS: usize = 2;
/// Words of "whether mornings or afternoons suit her better".
const MAX_INDIRECT_WORDS: usize = 12;

/// The words of the statements, of all languages.
struct Statements {
    /// Who or what left it unsaid, and where: "the caller", "during the call".
    surroundings: PhraseSet,
    negations: PhraseSet,
    /// Verbs of saying and providing.
    reporting: PhraseSet,
    /// Those of the verbs and denials whose object is always something said.
    saying: PhraseSet,
    /// Phrases that contain both a negation and a verb.
    denials: PhraseSet,
    /// Names of what may be missing, beside which nothing else is said.
    nouns: PhraseSet,
    /// Verbs that say that nothing was said only where nothing else is.
    participles: PhraseSet,
    /// Words of statements that say something else as well.
    exceptions: PhraseSet,
    /// Words before what is missing, if it has no name of a field: "any", "no mention of".
    indefinites: PhraseSet,
}

/// The words of a statement that leaves a question open, of one language: Dutch "of" is "whether".
struct OpenQuestion {
    /// Verbs of saying.
    saying: PhraseSet,
    /// Words that begin an indirect question: "whether", "how many".
    indirect: PhraseSet,
    contrasts: PhraseSet,
}

static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements {
    surroundings: union(|language| language.surroundings),
    negations: union(|language| language.negations),
    reporting: union(|language| language.reporting),
    saying: union(|language| language.saying),
    denials: denials(),
    nouns: union(|language| language.nouns),
    participles: union(|language| language.participles),
    exceptions: union(|language| language.exceptions),
    indefinites: union(|language| language.indefinites),
});

static OPEN_QUESTIONS: LazyLock<Vec<OpenQuestion>> = LazyLock::new(|| {
    let of = |language: &MissingPhrases| OpenQuestion {
        saying: list(language.saying).collect(),
        indirect: list(language.indirect).collect(),
        contrasts: list(language.contrasts).collect(),
    };
    MISSING_PHRASES.iter().map(of).collect()
});

fn union(select: impl Fn(&MissingPhrases) -> &'static str) -> PhraseSet {
    MISSING_PHRASES
        .iter()
        .flat_map(|language| list(select(language)))
        .collect()
}

/// The listed phrases, and each refusal with each verb: "declined to" with "share".
fn denials() -> PhraseSet {
    let refusals: Vec<String> = MISSING_PHRASES
        .iter()
        .flat_map(|language| {
            list(language.refusals).flat_map(|refusal| {
                list(language.refused).map(move |verb| format!("{refusal} {verb}"))
            })
        })
        .collect();
    MISSING_PHRASES
        .iter()
        .flat_map(|language| list(language.denials))
        .chain(refusals.iter().map(String::as_str))
        .collect()
}

/// Names of what may be missing: "last name", "e-mail".
pub(super) fn names_of_fields() -> &'static PhraseSet {
    &STATEMENTS.nouns
}

/// "The caller did not mention a company.", "no email was provided", "the name is unknown".
pub(super) fn says_nothing_was_said(words: &[Word], field: &FieldName) -> bool {
    let statements = &*STATEMENTS;
    if words.iter().any(|word| is_number(&word.text)) {
        return false;
    }
    let without_denials = statements.denials.removed_from(words);
    let is_denied = without_denials.len() < words.len();
    let stated = statements.surroundings.removed_from(&without_denials);
    let without_negations = statements.negations.removed_from(&stated);
    let is_negated = without_negations.len() < stated.len();
    if says_nothing_else(words, &stated, &without_negations, is_negated)
        || leaves_a_question_open(words)
    {
        return true;
    }
    if statements.exceptions.matches_anywhere(&stated) {
        return false;
    }
    let object = statements.reporting.removed_from(&without_negations);
    let is_reported = is_negated && object.len() < without_negations.len();
    if is_denied {
        let object = statements.participles.removed_from(&object);
        is_what_is_missing(&object, words, field)
    } else {
        is_reported && is_what_is_missing(&object, words, field)
    }
}

/// Whether the words beside a statement only name what is missing: a field, or, after a verb of
/// saying, anything that the statement leaves indefinite.
fn is_what_is_missing(object: &[Word], words: &[Word], field: &FieldName) -> bool {
    let statements = &*STATEMENTS;
    let mut others = statements.nouns.removed_from(object);
    others.retain(|word| !field.has(word));
    let [first, ..] = others.as_slice() else {
        return true;
    };
    let is_one_run = || {
        others
            .array_windows()
            .all(|[previous, next]| next.follows(previous))
    };
    let is_indefinite = || {
        let start = words
            .iter()
            .position(|word| word.is_at(first))
            .unwrap_or_default();
        (0..start)
            .filter_map(|from| words.get(from..start))
            .any(|before| statements.indefinites.longest_prefix(before) == before.len())
    };
    others.len() <= MAX_UNNAMED_WORDS
        && is_one_run()
        && statements.saying.matches_anywhere(words)
        && is_indefinite()
}

/// "The caller did not say whether mornings suit her."
fn leaves_a_question_open(words: &[Word]) -> bool {
    OPEN_QUESTIONS
        .iter()
        .any(|phrases| phrases.is_left_open_by(words))
}

impl OpenQuestion {
    fn is_left_open_by(&self, words: &[Word]) -> bool {
        let begins = |at: &usize| {
            let rest = words.get(*at..);
            rest.is_some_and(|rest| self.indirect.longest_prefix(rest) > 0)
        };
        let Some((statement, question)) = (1..words.len())
            .find(begins)
            .and_then(|start| words.split_at_checked(start))
        else {
            return false;
        };
        if question.len() > MAX_INDIRECT_WORDS
            || self.contrasts.matches_anywhere(question)
            || !self.saying.matches_anywhere(statement)
        {
            return false;
        }
        let statements = &*STATEMENTS;
        let without_denials = statements.denials.removed_from(statement);
        let stated = statements.surroundings.removed_from(&without_denials);
        let rest = statements.negations.removed_from(&stated);
        let is_negated = rest.len() < stated.len() || without_denials.len() < statement.len();
        is_negated && self.saying.removed_from(&rest).is_empty()
    }
}

/// Whether a value, "unknown", or a negated verb, "not asked", has nothing beside it but what is
/// missing: "unknown caller", "no name given".
fn says_nothing_else(
    words: &[Word],
    stated: &[Word],
    without_negations: &[Word],
    is_negated: bool,
) -> bool {
    let statements = &*STATEMENTS;
    if is_negated {
        let others = statements.participles.removed_from(without_negations);
        if others.len() < without_negations.len()
            && statements.nouns.removed_from(&others).is_empty()
        {
            return true;
        }
    }
    // "The name": no word says that it is missing.
    [words, stated].into_iter().any(|words| {
        let rest = statements.nouns.removed_from(words);
        let texts: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
        !texts.is_empty() && is_word_for_nothing(&texts.join(" "))
    })
}

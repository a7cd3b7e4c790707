//! Reads names and relations at a place in a turn.

use super::{
    PersonName, Relation, RelationKind,
    name::name_of_words,
    spoken::{Gap, SpokenTurn},
    vocabulary::{FOLLOWERS, NOT_LOWER_CASE_NAMES, PARTICLES, StopWords, TITLES},
};

const MAX_NAME_WORDS: usize = 5;

/// A name, as it stands in a turn.
pub(super) struct ReadName {
    pub(super) name: PersonName,
    /// The number of its words.
    pub(super) words: usize,
    pub(super) has_title: bool,
    /// The index after it.
    pub(super) end: usize,
}

impl ReadName {
    /// Whether the clause ends with the name, or goes on as it does after an introduction.
    pub(super) fn ends_well(&self, turn: &SpokenTurn<'_>) -> bool {
        turn.gap_before(self.end) >= Gap::Comma
            || turn.spelled_at(self.end).is_some()
            || turn
                .folded(self.end)
                .is_some_and(|next| FOLLOWERS.contains(next))
    }
}

/// Reads the capitalised words at `start`, after titles.
pub(super) fn read_name(
    turn: &SpokenTurn<'_>,
    start: usize,
    stop_words: StopWords,
) -> Option<ReadName> {
    let mut first = start;
    while turn.folded(first).is_some_and(|word| TITLES.contains(word))
        && turn.gap_before(first + 1) < Gap::Comma
    {
        first += 1;
    }
    let is_name_word = |index: usize| {
        turn.word(index).is_some_and(|word| {
            word.is_capitalised()
                && word.owner().is_none()
                && stop_words.can_be_a_name(&word.folded)
        })
    };
    let mut end = first;
    while end - first < MAX_NAME_WORDS {
        if end > first && turn.gap_before(end) >= Gap::Comma {
            break;
        }
        let is_initial = end > first
            && turn.word(end).is_some_and(|word| {
                word.is_letter() && word.text.chars().all(char::is_uppercase) && word.folded != "i"
            })
            && is_name_word(end + 1);
        if is_name_word(end) || is_initial {
            end += 1;
            continue;
        }
        // "de la Cruz": particles count if a name follows them.
        let particles = (end..end + 3)
            .take_while(|&index| {
                index > first
                    && turn.gap_before(index) < Gap::Comma
                    && turn
                        .folded(index)
                        .is_some_and(|word| PARTICLES.contains(word))
            })
            .count();
        let after = end + particles;
        if particles > 0 && turn.gap_before(after) < Gap::Comma && is_name_word(after) {
            end = after + 1;
            continue;
        }
        break;
    }
    if end == first
        || turn.word(end).is_some_and(|next| {
            next.gap < Gap::Comma && next.owner().is_some() && next.is_capitalised()
        })
    {
        return None;
    }
    let name = name_of_words(turn, start, end)?;
    Some(ReadName {
        name,
        words: end - first,
        has_title: first > start,
        end,
    })
}

/// Reads a name that speech recognition wrote without capitals: one word, or two that end the
/// clause.
pub(super) fn read_lower_case_name(
    turn: &SpokenTurn<'_>,
    start: usize,
    stop_words: StopWords,
) -> Option<ReadName> {
    let is_name_word = |index: usize| {
        turn.word(index).is_some_and(|word| {
            word.folded.chars().count() > 1
                && word.folded.chars().all(char::is_alphabetic)
                && stop_words.can_be_a_name(&word.folded)
                && !FOLLOWERS.contains(word.folded.as_str())
                && !NOT_LOWER_CASE_NAMES.contains(word.folded.as_str())
        })
    };
    if !is_name_word(start) {
        return None;
    }
    let has_second = turn.gap_before(start + 1) < Gap::Comma
        && is_name_word(start + 1)
        && turn.gap_before(start + 2) >= Gap::Comma;
    let end = start + 1 + usize::from(has_second);
    // Speech recognition that writes capitals writes them in names too, or ends the sentence.
    let has_capitals = turn.words.iter().any(|word| {
        word.text.chars().any(char::is_uppercase)
            && !matches!(word.folded.as_str(), "i" | "i'm" | "i've" | "i'd" | "i'll")
    });
    if has_capitals && turn.gap_before(end) < Gap::Comma {
        return None;
    }
    // "My name is spelled wrong": another content word follows.
    if turn.gap_before(end) < Gap::Comma
        && !turn
            .folded(end)
            .is_some_and(|next| FOLLOWERS.contains(next) || stop_words.contains(next))
        && turn.spelled_at(end).is_none()
    {
        return None;
    }
    let name = name_of_words(turn, start, end)?;
    Some(ReadName {
        name,
        words: end - start,
        has_title: false,
        end,
    })
}

const POSSESSIVES: [&str; 22] = [
    "her", "his", "their", "su", "ihr", "ihre", "ihren", "ihrem", "ihrer", "sein", "seine",
    "seinen", "sa", "son", "leur", "suo", "sua", "seu", "haar", "zijn", "hun", "hare",
];
const ARTICLES: [&str; 12] = [
    "the", "el", "la", "le", "il", "der", "die", "o", "a", "de", "het", "den",
];
const OF: [&str; 12] = [
    "of", "de", "von", "di", "da", "do", "del", "della", "van", "der", "des", "du",
];

/// A relation, and the name that follows it: "her husband, Walt".
pub(super) struct ReadRelation {
    pub(super) relation: Relation,
    pub(super) name: Option<ReadName>,
}

/// Reads "her husband", "Helen's son Peter", "el marido de Helen" at `start`. `addressed` is the
/// person of whom the agent just spoke: whose husband it is.
pub(super) fn read_relation(
    turn: &SpokenTurn<'_>,
    start: usize,
    addressed: Option<&PersonName>,
    stop_words: StopWords,
) -> Option<ReadRelation> {
    let kind_at = |index: usize| {
        // "mother-in-law" is not a mother.
        (turn.gap_before(index + 1) != Gap::Hyphen)
            .then(|| RelationKind::of_word(turn.folded(index)?))
            .flatten()
    };
    let mut first = start;
    let first_word = turn.word(first)?;
    let of;
    let mut after;
    let kind;
    if let Some(name) = owner_at(turn, first, addressed) {
        kind = kind_at(first + 1)?;
        after = first + 2;
        of = Some(name);
    } else {
        // "il suo", "a sua".
        if ARTICLES.contains(&first_word.folded.as_str())
            && turn
                .folded(first + 1)
                .is_some_and(|next| POSSESSIVES.contains(&next))
        {
            first += 1;
        }
        let word = turn.folded(first)?;
        let is_possessive = POSSESSIVES.contains(&word);
        let has_article = ARTICLES.contains(&word);
        let index = if is_possessive || has_article {
            first + 1
        } else {
            first
        };
        kind = kind_at(index)?;
        after = index + 1;
        let next = turn.folded(after);
        if is_possessive {
            of = addressed.cloned();
        } else if matches!(next, Some("dele" | "dela")) {
            of = addressed.cloned();
            after += 1;
        } else if next.is_some_and(|next| OF.contains(&next)) {
            let skip = usize::from(matches!(turn.folded(after + 1), Some("la" | "der" | "die")));
            let owner = read_name(turn, after + 1 + skip, stop_words)?;
            after = owner.end;
            of = Some(owner.name);
        } else if let Some(owner) = elided_owner_at(turn, after) {
            of = Some(owner);
            after += 1;
        } else {
            return None;
        }
    }
    let name = read_name(turn, after, stop_words)
        .filter(|name| turn.gap_before(after) <= Gap::Comma && name.ends_well(turn));
    Some(ReadRelation {
        relation: Relation { kind, of },
        name,
    })
}

/// The owner in "le mari d'Inès", which is one word.
fn elided_owner_at(turn: &SpokenTurn<'_>, index: usize) -> Option<PersonName> {
    let (de, name) = turn.word(index)?.text.split_once(['\'', '’'])?;
    let is_name = name.starts_with(char::is_uppercase);
    (de.eq_ignore_ascii_case("d") && is_name)
        .then(|| PersonName::parse(name))
        .flatten()
}

/// The owner in "Helen's" or, of the person the agent spoke of, "Helens".
fn owner_at(
    turn: &SpokenTurn<'_>,
    index: usize,
    addressed: Option<&PersonName>,
) -> Option<PersonName> {
    let word = turn.word(index)?;
    if word.owner().is_some() && word.text.chars().next()?.is_uppercase() {
        let end = word.text.char_indices().rev().nth(1)?.0;
        return PersonName::parse(word.text.get(..end)?);
    }
    let owner = word.folded.strip_suffix('s')?;
    addressed
        .filter(|name| name.folded_words().iter().any(|part| part == owner))
        .cloned()
}

//! What the caller's turns say about who speaks.

mod answers;
mod misnaming;

use super::{
    OnBehalfOf, PersonName, Relation, RelationKind,
    agent::{AgentTurn, follows_filler},
    behalf::{is_also_for_self, read_on_behalf_of},
    folding::fold,
    phrases::{CONFIRMS, LEADS, Lead, TAILS_OF_NAMES, starts_clause},
    reading::{ReadName, read_lower_case_name, read_name, read_relation},
    same_name::distance,
    spoken::{Gap, SpokenTurn},
    vocabulary::{
        AFFIRMATIONS, FILLERS, FOLLOWERS, GREETINGS, NEGATIONS, StopWords, has_noun_ending,
    },
};

/// Callers say who they are when they begin to speak. Later, weak phrases rather name a thing.
const MAX_OPENING_TURNS: usize = 2;
/// A "yes" or "no" stands within the first words of an answer.
const MAX_ANSWER_WORDS: usize = 4;
/// A spelled name with more other letters than the one by which the agent speaks is another name.
const MAX_MISHEARD_LETTERS: usize = 2;

/// One self-introduction of the caller.
pub(super) struct Introduction {
    pub(super) name: PersonName,
    pub(super) is_spelled: bool,
    /// Whether it corrects what was said before: "It's Glenn actually".
    pub(super) is_correction: bool,
}

/// What the caller has said so far about who speaks.
pub(super) struct CallerSaid<'c> {
    stop_words: StopWords,
    /// Names by which others know the speaker: collected facts, and how the agent addresses them.
    corroborating: &'c [PersonName],
    /// The agent's own names: none is the speaker's.
    agents: &'c [PersonName],
    /// Collected names of others, of a pet or of whom a lesson is for: the speaker's only if they
    /// say so.
    others: &'c [PersonName],
    /// The call is held in German or Dutch, where callers answer the phone with their name.
    answers_with_name: bool,
    turns: usize,
    pub(super) introductions: Vec<Introduction>,
    pub(super) relation: Option<Relation>,
    pub(super) on_behalf_of: Option<OnBehalfOf>,
    /// Who the speaker is not: "No, it's Helen" after "Hi Walt".
    pub(super) denied: Vec<PersonName>,
    /// Other spellings of the speaker's name: "people keep calling me Gwen".
    pub(super) misnamed: Vec<PersonName>,
}

impl<'c> CallerSaid<'c> {
    pub(super) fn new(
        language: Option<&str>,
        stop_words: StopWords,
        corroborating: &'c [PersonName],
        agents: &'c [PersonName],
        others: &'c [PersonName],
    ) -> Self {
        let primary = language.and_then(|tag| tag.trim().get(..2));
        Self {
            stop_words,
            corroborating,
            agents,
            others,
            answers_with_name: primary
                .is_some_and(|code| matches!(code.to_ascii_lowercase().as_str(), "de" | "nl")),
            turns: 0,
            introductions: Vec::new(),
            relation: None,
            on_behalf_of: None,
            denied: Vec::new(),
            misnamed: Vec::new(),
        }
    }

    /// Reads a turn that follows `agent`.
    pub(super) fn hear(&mut self, turn: &SpokenTurn<'_>, agent: &AgentTurn) {
        let addressed = agent.asked_whether.as_ref().or(agent.addressed.as_ref());
        let opening = || turn.words.iter().take(MAX_ANSWER_WORDS);
        let denies = opening().any(|word| NEGATIONS.contains(word.folded.as_str()))
            || self.names_wrongly(turn, addressed);
        let known = self.introductions.len();
        let had_relation = self.relation.is_some();
        if let Some(name) = &agent.asked_whether {
            if denies || opening().any(|word| DENIALS.contains(&word.folded.as_str())) {
                self.denied.push(name.clone());
            } else if CONFIRMS.occur_in(turn)
                || opening().any(|word| AFFIRMATIONS.contains(word.folded.as_str()))
            {
                self.introduce(name.clone(), false);
            }
        }
        self.hear_misnamings(turn, addressed);
        let is_about_another = self.speaks_of_another(turn, addressed);
        let mut greeted = false;
        for index in 0..turn.words.len() {
            greeted |= turn
                .folded(index)
                .is_some_and(|word| GREETINGS.contains(word));
            let context = Context {
                expects_name: agent.asks_for_name || (denies && addressed.is_some()),
                greeted,
                is_about_another,
            };
            self.hear_lead(turn, index, addressed, &context);
            self.hear_tail(turn, index, agent);
            self.hear_family_name(turn, index);
            self.hear_spelling(turn, index, agent.asks_for_family_name);
        }
        if (agent.asks_for_name || agent.asks_for_family_name) && self.introductions.len() == known
        {
            self.hear_answer(turn, agent.asks_for_family_name);
        }
        self.extend_answer(turn, known);
        if self.on_behalf_of.is_none() && self.turns <= MAX_OPENING_TURNS {
            self.on_behalf_of = read_on_behalf_of(turn, self.stop_words);
        }
        if let Some(on_behalf_of) = &mut self.on_behalf_of {
            on_behalf_of.besides_self |= is_also_for_self(turn);
        }
        if denies
            && let Some(name) = addressed
            && (self
                .introductions
                .iter()
                .skip(known)
                .any(|said| !said.name.may_equal(name))
                // "No, his wife." What was said in an earlier turn makes no other "no" a denial.
                || (self.relation.is_some()
                    && !had_relation
                    && self.introductions.len() == known))
        {
            self.denied.push(name.clone());
        }
        self.turns += 1;
    }

    fn introduce(&mut self, name: PersonName, is_correction: bool) {
        self.introductions.push(Introduction {
            name,
            is_spelled: false,
            is_correction,
        });
    }

    fn is_corroborated(&self, name: &PersonName) -> bool {
        self.corroborating.iter().any(|other| other.may_equal(name))
    }

    /// `says_so`: whether the speaker says that the name is theirs, as nobody says of a pet.
    fn is_another(&self, name: &PersonName, says_so: bool) -> bool {
        let others = self.others.iter().filter(|_| !says_so);
        self.agents.iter().chain(others).any(|other| {
            other.same_spelling(name)
                || (name.family().is_none()
                    && other.given() == name.given()
                    && name.given().is_some())
        }) && !self.is_corroborated(name)
    }

    /// "This is Priya", "my name is Priya", "this is her husband, Walt".
    fn hear_lead(
        &mut self,
        turn: &SpokenTurn<'_>,
        index: usize,
        addressed: Option<&PersonName>,
        context: &Context,
    ) {
        let Some((next, lead)) = LEADS.at(turn, index) else {
            return;
        };
        let starts = starts_clause(turn, index) || follows_filler(turn, index);
        let is_mine = is_mine(turn, index);
        if !(starts || lead == Lead::Naming && is_mine) {
            return;
        }
        let is_third_person = matches!(turn.folded(index), Some("es" | "e"));
        if lead != Lead::Naming
            && !is_third_person
            && (self.turns < MAX_OPENING_TURNS || context.expects_name)
            && let Some(read) = read_relation(turn, next, addressed, self.stop_words)
        {
            self.relation.get_or_insert(read.relation);
            if let Some(name) = read.name {
                self.introduce(name.name, false);
            }
            return;
        }
        let mut name = read_name(turn, next, self.stop_words);
        if name.is_none() && lead == Lead::Naming && is_mine && turn.gap_before(next) < Gap::Comma {
            name = read_lower_case_name(turn, next, self.stop_words);
        }
        let Some(name) = name.filter(|name| {
            turn.gap_before(next) <= Gap::Comma
                && self.is_plausible(turn, index, name, lead, context)
        }) else {
            return;
        };
        // "This is Walt, Helen's husband."
        if turn.gap_before(name.end) == Gap::Comma
            && self.relation.is_none()
            && let Some(read) = read_relation(turn, name.end, addressed, self.stop_words)
        {
            self.relation = Some(read.relation);
        }
        // "It's Wren with a W, W-R-E-N" to an agent that said "Hi Ren".
        if let Some(addressed) = addressed
            && is_spelled_after(turn, &name)
            && are_alike(addressed, &name.name)
        {
            self.misnamed.push(addressed.clone());
        }
        let is_correction = turn.folded(name.end) == Some("actually") || !self.misnamed.is_empty();
        self.introduce(name.name, is_correction);
    }

    fn is_plausible(
        &self,
        turn: &SpokenTurn<'_>,
        index: usize,
        name: &ReadName,
        lead: Lead,
        context: &Context,
    ) -> bool {
        let is_corroborated = self.is_corroborated(&name.name);
        let says_so = match lead {
            Lead::Naming => is_mine(turn, index),
            Lead::Speaking => true,
            Lead::Being => is_first_person(turn, index),
        };
        if self.is_another(&name.name, says_so) || (context.is_about_another && !is_corroborated) {
            return false;
        }
        if lead == Lead::Naming {
            return true;
        }
        if !name.ends_well(turn) || (self.is_noun(turn, name) && !is_corroborated) {
            return false;
        }
        let is_opening = self.turns < MAX_OPENING_TURNS;
        let says_more = TAILS_OF_NAMES.at(turn, name.end).is_some()
            || is_spelled_after(turn, name)
            || turn.folded(name.end) == Some("actually")
            || turn.spelled_at(name.end).is_some();
        let supported = context.expects_name
            || is_corroborated
            || (is_opening && (context.greeted || says_more || name.words >= 2));
        // "I'm Ben."
        let is_whole_clause =
            is_opening && is_first_person(turn, index) && turn.gap_before(name.end) >= Gap::Comma;
        let supported = supported || is_whole_clause;
        let is_noun = lead == Lead::Being && may_be_a_noun(turn, index, name);
        match lead {
            Lead::Being => supported && (!is_noun || is_corroborated || context.expects_name),
            _ => is_opening || supported || context.greeted,
        }
    }

    /// Whether a single word is rather a noun: "Lieferung nochmal, bitte".
    fn is_noun(&self, turn: &SpokenTurn<'_>, name: &ReadName) -> bool {
        name.words == 1
            && !name.has_title
            && self.stop_words.may_be_german()
            && turn.folded(name.end - 1).is_some_and(has_noun_ending)
    }

    /// "Jürgen Hövelmann hier", "Robin speaking"; in German and Dutch also the name alone.
    fn hear_tail(&mut self, turn: &SpokenTurn<'_>, index: usize, agent: &AgentTurn) {
        if self.turns >= MAX_OPENING_TURNS && !agent.asks_for_name {
            return;
        }
        let starts = starts_clause(turn, index)
            || (follows_filler(turn, index) && index <= MAX_ANSWER_WORDS);
        if !starts {
            return;
        }
        let Some(name) = read_name(turn, index, self.stop_words) else {
            return;
        };
        let is_tail = TAILS_OF_NAMES.at(turn, name.end).is_some_and(|(end, ())| {
            turn.gap_before(name.end) <= Gap::Comma
                && (turn.gap_before(end) >= Gap::Comma
                    || turn
                        .folded(end)
                        .is_some_and(|next| FOLLOWERS.contains(next)))
        });
        let is_clause = turn.gap_before(name.end) >= Gap::Comma;
        let opens = (0..index).all(|before| {
            turn.folded(before)
                .is_some_and(|word| FILLERS.contains(word))
        });
        let next = turn.folded(name.end);
        let greets_next = next.is_some_and(|word| {
            GREETINGS.contains(word) || matches!(word, "guten" | "schonen" | "gruss" | "goede")
        });
        // The capital of the first word of a sentence says nothing.
        let is_full = name.words >= 2
            && index > 0
            && next.is_none_or(|word| FILLERS.contains(word) || word == "ich");
        let is_alone = self.turns == 0
            && opens
            && is_clause
            && (self.is_corroborated(&name.name)
                || (self.answers_with_name && (greets_next || is_full)));
        let is_tail = is_tail && (!self.is_noun(turn, &name) || self.is_corroborated(&name.name));
        if (is_tail || is_alone) && !self.is_another(&name.name, is_tail) {
            self.introduce(name.name, false);
        }
    }
}

/// Whether letters spell the name later in the turn.
fn is_spelled_after(turn: &SpokenTurn<'_>, name: &ReadName) -> bool {
    let words = name.name.folded_words();
    (name.end..turn.words.len()).any(|index| {
        turn.spelled_at(index)
            .is_some_and(|(spelled, _)| words.contains(&fold(&spelled)))
    })
}

/// Whether a given name may be the other one, misheard: "Ren" and "Wren", but not "Walt" and "Wanda".
fn are_alike(one: &PersonName, other: &PersonName) -> bool {
    let given = one.given().zip(other.given());
    given.is_some_and(|(one, other)| {
        let (one, other) = (fold(one), fold(other));
        one != other && distance(&one, &other) <= MAX_MISHEARD_LETTERS
    }) && !one.may_equal(other)
}

/// "My name is", not "the name is".
fn is_mine(turn: &SpokenTurn<'_>, index: usize) -> bool {
    matches!(
        turn.folded(index),
        Some(
            "my" | "mein"
                | "mi"
                | "je"
                | "mon"
                | "il"
                | "meu"
                | "mijn"
                | "ich"
                | "me"
                | "chamo"
                | "a"
                | "ik"
                | "o"
        )
    )
}

/// "I'm", not "it's".
fn is_first_person(turn: &SpokenTurn<'_>, index: usize) -> bool {
    matches!(
        turn.folded(index),
        Some("i'm" | "i" | "soy" | "yo" | "je" | "sono" | "io" | "sou" | "eu" | "ik")
    )
}

/// What surrounds a phrase.
struct Context {
    /// The agent asked for the name, or the caller denies the one by which they were addressed.
    expects_name: bool,
    greeted: bool,
    is_about_another: bool,
}

/// Words that deny who the agent asked for: "She's not here."
const DENIALS: [&str; 12] = [
    "not",
    "isn't",
    "wrong",
    "nicht",
    "falsch",
    "pas",
    "equivocado",
    "equivocada",
    "sbagliato",
    "engano",
    "niet",
    "verkeerd",
];

/// "Ich bin Kunde", "ich bin der Elektriker": German nouns look like names.
fn may_be_a_noun(turn: &SpokenTurn<'_>, index: usize, name: &ReadName) -> bool {
    if name.words > 1 || name.has_title || turn.folded(index) != Some("ich") {
        return false;
    }
    let Some(word) = turn.folded(name.end - 1) else {
        return true;
    };
    let article = name
        .end
        .checked_sub(2)
        .and_then(|before| turn.folded(before));
    match article {
        Some("die") => word.ends_with("in") || RelationKind::of_word(word).is_some(),
        Some("der") => word.ends_with("er") || RelationKind::of_word(word).is_some(),
        _ => true,
    }
}

//! The phone is handed to somebody else during a call.

use std::sync::LazyLock;

use super::{
    CallSpeaker, Certainty, PersonName, Relation,
    behalf::relative_at,
    phrases::{LEADS, Lead, Phrases, TAILS_OF_NAMES},
    reading::{read_name, read_relation},
    same_name::distance,
    speaker::{Dialogue, identify_in},
    spoken::{Gap, SpokenTurn},
    vocabulary::{FILLERS, GREETINGS, NEGATIONS, StopWords},
};
use crate::{Call, CallOutcome, Speaker};

/// Who takes the phone says so at once.
const MAX_WORDS_BEFORE: usize = 6;
/// Given names that differ by fewer letters are one, heard in two ways.
const MIN_DISTANCE: usize = 3;
/// "One moment." between the announcement and who was announced.
const MAX_WORDS_BETWEEN: usize = 3;

const ANNOUNCEMENTS: &str = "
    wants to talk to you; wants to speak to you; wants to talk with you; wants to speak with you;
    would like to talk to you; would like to speak to you; would like to speak with you; i'll put; i will put;
    let me put; i'm putting; i'll pass you; let me pass you; i'll hand you; let me hand you; i'll give you;
    let me give you; i'm giving you; i'm handing you; i'm passing you; pass you over; pass the phone; hand the phone;
    give the phone; passing the phone; handing the phone; here's my; here is my; let me get my; i'll get my;
    mochte mit ihnen sprechen; mochte sie sprechen; will mit ihnen sprechen; will sie sprechen; ich gebe ihnen;
    ich geb ihnen; ich gebe sie; ich reiche sie; ich reiche das telefon; ich ubergebe; ich gebe weiter; gebe mal weiter;
    quiere hablar con usted; quiere hablar contigo; quiere hablar con ustedes; le paso; te paso; paso el telefono;
    se la paso; se lo paso;
    veut vous parler; voudrait vous parler; aimerait vous parler; je vous passe; je vous le passe; je te passe;
    je passe le telephone;
    vuole parlare con lei; vuole parlarle; vorrebbe parlare con lei; le passo; ti passo; passo il telefono; glielo passo;
    gliela passo;
    quer falar com voce; quer falar consigo; quer falar com o senhor; quer falar com a senhora; vou passar;
    passo o telefone; passo para; passo ao; passo a;
    wil u spreken; wil met u praten; wil met u spreken; wil je spreken; ik geef u; ik geef je; ik geef de telefoon;
    ik geef hem even; ik geef haar even";

static ANNOUNCES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new([(ANNOUNCEMENTS, ())]));

/// Who speaks in a call, turn by turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallSpeakers {
    /// Who called.
    pub caller: Option<CallSpeaker>,
    /// To whom the phone was handed, each from the turn with this index on.
    handed_to: Vec<(usize, Option<CallSpeaker>)>,
}

impl CallSpeakers {
    /// The voices of a call: 0 is the caller.
    #[must_use]
    pub fn voice_at(&self, turn: usize) -> usize {
        self.handed_to
            .iter()
            .take_while(|(first, _)| *first <= turn)
            .count()
    }

    /// Somebody to whom the phone was handed; `None` for the caller, and once they have it back.
    #[must_use]
    pub fn handed_to(&self, voice: usize) -> Option<&CallSpeaker> {
        let (_, speaker) = self.handed_to.get(voice.checked_sub(1)?)?;
        speaker.as_ref()
    }

    /// Whether the phone changed hands.
    #[must_use]
    pub fn are_several(&self) -> bool {
        !self.handed_to.is_empty()
    }
}

/// Who calls. `None` where nothing shows it.
///
/// Takes time linear in the number of turns, of which the beginning is read.
#[must_use]
pub fn identify_speaker(call: &Call) -> Option<CallSpeaker> {
    identify_speakers(call).caller
}

/// Who speaks in a call. The phone changes hands where the caller announces it and another voice
/// answers, or where somebody greets and gives another name.
#[must_use]
pub fn identify_speakers(call: &Call) -> CallSpeakers {
    if call.outcome != CallOutcome::Answered {
        return CallSpeakers::default();
    }
    let dialogue = Dialogue::new(call);
    let changes = changes_of_hands(&dialogue);
    let Some(first) = changes.first() else {
        return CallSpeakers {
            caller: identify_in(call, &dialogue),
            handed_to: Vec::new(),
        };
    };
    let identify = |part: &Call| identify_in(part, &Dialogue::new(part));
    let part = |from: usize, until: usize| Call {
        turns: call.turns.get(from..until).unwrap_or_default().to_vec(),
        ..call.clone()
    };
    let caller = identify(&part(0, first.turn));
    let ends = changes
        .iter()
        .skip(1)
        .map(|change| change.turn)
        .chain([call.turns.len()]);
    let handed_to = changes
        .iter()
        .zip(ends)
        .map(|(change, end)| {
            let mut spoken = part(change.turn, end);
            // What data collection found may be about the first voice.
            spoken.collected.clear();
            let said = identify(&spoken).filter(|speaker| speaker.certainty == Certainty::Stated);
            let is_caller = said
                .as_ref()
                .zip(caller.as_ref())
                .is_some_and(|(said, caller)| {
                    let names = said.name.as_ref().zip(caller.name.as_ref());
                    names.is_some_and(|(one, other)| one.may_equal(other))
                });
            let speaker = (!is_caller).then(|| change.complete(said));
            (change.turn, speaker)
        })
        .collect();
    CallSpeakers { caller, handed_to }
}

/// Another voice from a turn on.
struct Change {
    turn: usize,
    /// Who was announced.
    announced: Option<CallSpeaker>,
}

impl Change {
    /// What the voice says of itself, with what the caller said of it.
    fn complete(&self, said: Option<CallSpeaker>) -> CallSpeaker {
        let announced = self.announced.clone();
        match (said, announced) {
            (Some(said), Some(announced)) => CallSpeaker {
                relation: said.relation.or(announced.relation),
                name: said.name.or(announced.name),
                ..said
            },
            (said, announced) => said.or(announced).unwrap_or_else(CallSpeaker::unknown),
        }
    }
}

fn changes_of_hands(dialogue: &Dialogue<'_>) -> Vec<Change> {
    let stop_words = dialogue.stop_words;
    let mut changes = Vec::new();
    let mut names: Vec<PersonName> = Vec::new();
    let mut announced: Option<Option<CallSpeaker>> = None;
    let mut has_spoken = false;
    let mut is_asked = false;
    let turns = dialogue.turns.iter().zip(&dialogue.agent);
    for (index, ((speaker, text), agent)) in turns.enumerate() {
        if *speaker == Speaker::Agent {
            is_asked = agent.asks_for_name;
            continue;
        }
        let introduction = Introduction::read(text, stop_words);
        if has_spoken && introduction.is_of_another(&names, announced.as_ref(), is_asked) {
            changes.push(Change {
                turn: index,
                announced: announced.take().flatten(),
            });
        }
        names.extend(introduction.name);
        if ANNOUNCES.occur_in(text) {
            announced = Some(who_is_announced(text, stop_words, names.last()));
        } else if text.words.len() > MAX_WORDS_BETWEEN {
            announced = None;
        }
        has_spoken = true;
        is_asked = false;
    }
    changes
}

/// "My wife Dee", as the speaker so far calls her.
fn who_is_announced(
    turn: &SpokenTurn<'_>,
    stop_words: StopWords,
    of: Option<&PersonName>,
) -> Option<CallSpeaker> {
    let relative = (0..turn.words.len()).find_map(|index| relative_at(turn, index, stop_words))?;
    Some(CallSpeaker {
        name: relative.name,
        relation: relative.relation.map(|kind| Relation {
            kind,
            of: of.cloned(),
        }),
        ..CallSpeaker::unknown()
    })
}

/// How a turn begins.
#[derive(Default)]
struct Introduction {
    name: Option<PersonName>,
    has_relation: bool,
    greets: bool,
    denies: bool,
}

impl Introduction {
    fn read(turn: &SpokenTurn<'_>, stop_words: StopWords) -> Self {
        let mut introduction = Self::default();
        for index in 0..turn.words.len().min(MAX_WORDS_BEFORE) {
            let Some(word) = turn.folded(index) else {
                break;
            };
            if let Some((next, lead)) = LEADS.at(turn, index) {
                // "Es" and "e" are also said of others.
                let is_of_oneself = lead != Lead::Being || !matches!(word, "es" | "e");
                let relation =
                    read_relation(turn, next, None, stop_words).filter(|_| is_of_oneself);
                introduction.has_relation = relation.is_some();
                introduction.name = match relation {
                    Some(relation) => relation.name.map(|name| name.name),
                    None => read_name(turn, next, stop_words)
                        .filter(|name| is_of_oneself && name.ends_well(turn))
                        .map(|name| name.name),
                };
                break;
            }
            if let Some(name) = read_name(turn, index, stop_words)
                && TAILS_OF_NAMES.at(turn, name.end).is_some()
                && turn.gap_before(name.end) <= Gap::Comma
            {
                introduction.name = Some(name.name);
                break;
            }
            introduction.greets |= GREETINGS.contains(word);
            introduction.denies |= NEGATIONS.contains(word);
            if !FILLERS.contains(word) && !GREETINGS.contains(word) {
                break;
            }
        }
        introduction
    }

    /// Whether it is that of another voice than those of the `names`.
    fn is_of_another(
        &self,
        names: &[PersonName],
        announced: Option<&Option<CallSpeaker>>,
        is_asked: bool,
    ) -> bool {
        // "No, it's Glenn": the same person, corrected; and an answer to "who is calling?".
        if self.denies || is_asked && announced.is_none() {
            return false;
        }
        let Some(name) = &self.name else {
            let is_known = announced.is_some_and(Option::is_some);
            return self.has_relation && (announced.is_some() || self.greets && !names.is_empty())
                || self.greets && is_known;
        };
        let Some(last) = names.last() else {
            return announced.is_some();
        };
        let is_same = last.may_equal(name)
            || last.given().zip(name.given()).is_some_and(|(one, other)| {
                distance(&one.to_lowercase(), &other.to_lowercase()) < MIN_DISTANCE
            });
        let is_back = names.iter().any(|earlier| earlier.may_equal(name));
        !is_same && (announced.is_some() || self.greets || self.has_relation || is_back)
    }
}

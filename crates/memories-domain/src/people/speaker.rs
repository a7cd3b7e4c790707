use serde::{Deserialize, Serialize};

use super::{
    OnBehalfOf, PersonName, Relation,
    agent::AgentTurn,
    collected::CollectedNames,
    introductions::CallerSaid,
    phrases::starts_clause,
    spoken::{Gap, SpokenTurn},
    vocabulary::StopWords,
};
use crate::{Call, Speaker};

/// How a speaker's name is known, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The speaker said or confirmed it.
    Stated,
    /// Only data collection found it.
    Collected,
    /// Only the agent addressed them so.
    Addressed,
}

/// The speaker of a call, as the call itself shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallSpeaker {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    pub certainty: Certainty,
    /// Names that the same call uses for the same person: misheard, or short.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_spellings: Vec<PersonName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// The person the call is made for: a collected `patient_name` is theirs, and so are the facts
    /// about them. Statements are of the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
}

impl CallSpeaker {
    /// Somebody of whom nothing is known.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            name: None,
            certainty: Certainty::Stated,
            other_spellings: Vec::new(),
            relation: None,
            on_behalf_of: None,
        }
    }
}

/// The one voice of a call.
pub(super) fn identify_in(call: &Call, dialogue: &Dialogue<'_>) -> Option<CallSpeaker> {
    let language = call.language.as_deref();
    let mut collected = CollectedNames::of(call);
    collected.speaker = collected.speaker.filter(|name| !dialogue.is_agent(name));
    let agents: Vec<PersonName> = dialogue.agent_names().cloned().collect();
    let of_others = std::mem::take(&mut collected.others);
    let others: Vec<PersonName> = agents.iter().chain(&of_others).cloned().collect();
    let corroborating: Vec<PersonName> = collected
        .speaker
        .iter()
        .chain(dialogue.addressed_later())
        .filter(|name| !others.iter().any(|other| other.same_spelling(name)))
        .cloned()
        .collect();
    let mut said = CallerSaid::new(
        language,
        dialogue.stop_words,
        &corroborating,
        &agents,
        &of_others,
    );
    dialogue.tell(&mut said);

    let stated = StatedName::choose(&said);
    let on_behalf_of = whom_called_for(&said, &mut collected, stated.as_ref());
    let found = said.found_name(collected.speaker);
    let mut other_spellings = said.misnamed.clone();
    let (name, certainty) = match (stated, found) {
        (Some(stated), Some(found)) if stated.name.may_equal(&found) => {
            let name = if stated.is_spelled {
                stated.name.completed_by(&found)
            } else {
                found.completed_by(&stated.name)
            };
            other_spellings.extend([stated.name, found]);
            (Some(name), Certainty::Stated)
        }
        (Some(stated), found) => {
            // Data collection took the name that the caller corrected.
            let misheard = |name: &PersonName| {
                said.misnamed
                    .iter()
                    .any(|misnamed| misnamed.may_equal(name))
            };
            other_spellings.extend(found.filter(misheard));
            (Some(stated.name), Certainty::Stated)
        }
        (None, Some(found)) if dialogue.caller_says(&found) => (Some(found), Certainty::Stated),
        (None, Some(found)) => (Some(found), Certainty::Collected),
        (None, None) => match dialogue.addressed(&said, &others) {
            Some(name) => (Some(name), Certainty::Addressed),
            None => (None, Certainty::Stated),
        },
    };
    if name.is_none() && said.relation.is_none() && on_behalf_of.is_none() {
        return None;
    }
    let introduced = said.introductions.into_iter().map(|said| said.name);
    other_spellings
        .extend(introduced.filter(|other| name.as_ref().is_some_and(|name| name.may_equal(other))));
    other_spellings.retain(|other| {
        !dialogue.is_agent(other) && name.as_ref().is_some_and(|name| !name.same_spelling(other))
    });
    other_spellings.sort();
    other_spellings.dedup();
    Some(CallSpeaker {
        name,
        certainty,
        other_spellings,
        relation: said.relation,
        on_behalf_of,
    })
}

/// The turns of a call, and what the agent's say about names.
pub(super) struct Dialogue<'c> {
    pub(super) turns: Vec<(Speaker, SpokenTurn<'c>)>,
    /// Beside each turn; the caller's are empty.
    pub(super) agent: Vec<AgentTurn>,
    /// The number of turns before the caller's first.
    opening: usize,
    pub(super) stop_words: StopWords,
}

impl<'c> Dialogue<'c> {
    pub(super) fn new(call: &'c Call) -> Self {
        let stop_words = StopWords::for_language(call.language.as_deref());
        let turns: Vec<_> = call
            .turns
            .iter()
            .map(|turn| (turn.speaker, SpokenTurn::new(&turn.text)))
            .collect();
        let opening = turns
            .iter()
            .take_while(|(speaker, _)| *speaker == Speaker::Agent)
            .count();
        let agent = turns
            .iter()
            .enumerate()
            .map(|(index, (speaker, turn))| match speaker {
                Speaker::Agent => AgentTurn::read(turn, index < opening, stop_words),
                Speaker::Caller => AgentTurn::default(),
            })
            .collect();
        Self {
            turns,
            agent,
            opening,
            stop_words,
        }
    }

    fn agent_names(&self) -> impl Iterator<Item = &PersonName> {
        self.agent.iter().flat_map(|turn| &turn.own)
    }

    fn is_agent(&self, name: &PersonName) -> bool {
        self.agent_names().any(|own| {
            own.same_spelling(name) || own.folded_words().first() == name.folded_words().first()
        })
    }

    /// How the agent addresses the caller once it has heard them.
    fn addressed_later(&self) -> impl Iterator<Item = &PersonName> {
        self.agent
            .iter()
            .skip(self.opening)
            .filter_map(|turn| turn.addressed.as_ref())
    }

    /// How the agent addresses the caller, if nothing speaks against it.
    fn addressed(&self, said: &CallerSaid<'_>, others: &[PersonName]) -> Option<PersonName> {
        let mut names = self
            .agent
            .iter()
            .filter_map(|turn| turn.addressed.as_ref().or(turn.asked_whether.as_ref()));
        let name = names.rfind(|name| {
            !said.denies(name) && !others.iter().any(|other| other.may_equal(name))
        })?;
        said.relation.is_none().then(|| name.clone())
    }

    /// Hears the caller's turns, each after the agent's before it.
    fn tell(&self, said: &mut CallerSaid<'_>) {
        let nothing = AgentTurn::default();
        let mut before = &nothing;
        for ((speaker, turn), agent) in self.turns.iter().zip(&self.agent) {
            match speaker {
                Speaker::Agent => before = agent,
                Speaker::Caller => {
                    said.hear(turn, before);
                    before = &nothing;
                }
            }
        }
        said.introductions
            .retain(|introduction| !self.is_agent(&introduction.name));
    }

    /// Whether the caller said the name by itself: "la de la reserva de diciembre, Lucía."
    fn caller_says(&self, name: &PersonName) -> bool {
        let parts = name.folded_words();
        let callers = self
            .turns
            .iter()
            .filter(|(speaker, _)| *speaker == Speaker::Caller);
        callers.into_iter().any(|(_, turn)| {
            (0..turn.words.len()).any(|start| {
                let is_part = |index: usize| {
                    turn.folded(index)
                        .is_some_and(|word| parts.iter().any(|part| part == word))
                };
                let length = (start..turn.words.len())
                    .take(parts.len())
                    .take_while(|&index| {
                        (index == start || turn.gap_before(index) < Gap::Comma) && is_part(index)
                    })
                    .count();
                length > 0
                    && starts_clause(turn, start)
                    && turn.gap_before(start + length) >= Gap::Comma
            })
        })
    }
}

impl CallerSaid<'_> {
    fn denies(&self, name: &PersonName) -> bool {
        self.denied.iter().any(|denied| denied.may_equal(name))
    }

    /// The collected name, unless it is another's: of whom the speaker is the husband, or whom they
    /// deny to be.
    fn found_name(&self, collected: Option<PersonName>) -> Option<PersonName> {
        let of = self
            .relation
            .as_ref()
            .and_then(|relation| relation.of.as_ref());
        collected.filter(|name| !self.denies(name) && !of.is_some_and(|of| of.may_equal(name)))
    }
}

/// Whom the caller calls for. A collected `patient_name` that the speaker does not bear is theirs.
fn whom_called_for(
    said: &CallerSaid<'_>,
    collected: &mut CollectedNames,
    stated: Option<&StatedName>,
) -> Option<OnBehalfOf> {
    let mut on_behalf_of = said.on_behalf_of.clone()?;
    let theirs = collected.speaker.take_if(|name| {
        collected.is_whom_it_concerns && !stated.is_some_and(|stated| stated.name.may_equal(name))
    });
    on_behalf_of.name = on_behalf_of.name.or(theirs);
    Some(on_behalf_of)
}

/// The name that the caller's introductions agree on.
struct StatedName {
    name: PersonName,
    is_spelled: bool,
}

impl StatedName {
    /// The first introduction, unless a later one corrects or completes it.
    fn choose(said: &CallerSaid<'_>) -> Option<Self> {
        let mut introductions = said.introductions.iter().filter(|introduction| {
            !said
                .denied
                .iter()
                .any(|denied| denied.same_spelling(&introduction.name))
        });
        let first = introductions.next()?;
        let mut chosen = Self {
            name: first.name.clone(),
            is_spelled: first.is_spelled,
        };
        for next in introductions {
            if chosen.name.may_equal(&next.name) {
                chosen.name =
                    if next.is_spelled || (next.name.family().is_some() && !chosen.is_spelled) {
                        next.name.completed_by(&chosen.name)
                    } else {
                        chosen.name.completed_by(&next.name)
                    };
                chosen.is_spelled |= next.is_spelled;
            } else if (next.is_correction || next.is_spelled) && !chosen.is_spelled {
                chosen = Self {
                    name: next.name.clone(),
                    is_spelled: next.is_spelled,
                };
            }
        }
        Some(chosen)
    }
}

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
use crate::{Call, CallOutcome, Speaker};

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
    /// The person the call is made for: its facts may be theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
}

/// Who speaks in a call. `None` where nothing shows it.
///
/// Takes time linear in the number of turns, of which the beginning is read.
#[must_use]
pub fn identify_speaker(call: &Call) -> Option<CallSpeaker> {
    if call.outcome != CallOutcome::Answered {
        return None;
    }
    let language = call.language.as_deref();
    let stop_words = StopWords::for_language(language);
    let turns: Vec<(Speaker, SpokenTurn<'_>)> = call
        .turns
        .iter()
        .map(|turn| (turn.speaker, SpokenTurn::new(&turn.text)))
        .collect();
    let opening = turns
        .iter()
        .take_while(|(speaker, _)| *speaker == Speaker::Agent)
        .count();
    let agent: Vec<AgentTurn> = turns
        .iter()
        .enumerate()
        .map(|(index, (speaker, turn))| match speaker {
            Speaker::Agent => AgentTurn::read(turn, index < opening, stop_words),
            Speaker::Caller => AgentTurn::default(),
        })
        .collect();
    let own: Vec<PersonName> = agent
        .iter()
        .flat_map(|turn| turn.own.iter().cloned())
        .collect();
    let is_agent = |name: &PersonName| {
        own.iter().any(|own| {
            own.same_spelling(name) || own.folded_words().first() == name.folded_words().first()
        })
    };
    let mut collected = CollectedNames::of(call);
    collected.speaker = collected.speaker.filter(|name| !is_agent(name));
    let others: Vec<PersonName> = own.iter().chain(&collected.others).cloned().collect();
    let corroborating: Vec<PersonName> = collected
        .speaker
        .iter()
        .chain(
            agent
                .iter()
                .skip(1)
                .filter_map(|turn| turn.addressed.as_ref()),
        )
        .filter(|name| !others.iter().any(|other| other.same_spelling(name)))
        .cloned()
        .collect();

    let mut said = CallerSaid::new(language, stop_words, &corroborating, &others);
    let nothing = AgentTurn::default();
    let mut before = &nothing;
    for ((speaker, turn), agent) in turns.iter().zip(&agent) {
        match speaker {
            Speaker::Agent => before = agent,
            Speaker::Caller => {
                said.hear(turn, before);
                before = &nothing;
            }
        }
    }
    said.introductions
        .retain(|introduction| !is_agent(&introduction.name));

    let stated = StatedName::choose(&said);
    let denied = |name: &PersonName| said.denied.iter().any(|denied| denied.may_equal(name));
    let mut other_spellings = said.misnamed.clone();
    let mut on_behalf_of = said.on_behalf_of.clone();
    let whom_called_for = collected.speaker.take_if(|name| {
        collected.is_whom_it_concerns
            && on_behalf_of.is_some()
            && !stated
                .as_ref()
                .is_some_and(|stated| stated.name.may_equal(name))
    });
    if let Some(behalf) = &mut on_behalf_of {
        behalf.name = behalf.name.take().or(whom_called_for);
    }
    // What data collection found is another's if the speaker is the husband of that person.
    let collected_name = collected.speaker.filter(|name| {
        let is_relative = said
            .relation
            .as_ref()
            .and_then(|relation| relation.of.as_ref());
        !denied(name) && !is_relative.is_some_and(|of| of.may_equal(name))
    });
    let addressed = || {
        let mut names = agent
            .iter()
            .filter_map(|turn| turn.addressed.as_ref().or(turn.asked_whether.as_ref()));
        names
            .rfind(|name| {
                !denied(name)
                    && said.relation.is_none()
                    && !others.iter().any(|other| other.may_equal(name))
            })
            .cloned()
    };
    let (name, certainty) = match (stated, collected_name) {
        (Some(stated), Some(collected))
            if stated.name.may_equal(&collected)
                || said.misnamed.iter().any(|name| name.may_equal(&collected)) =>
        {
            if stated.name.may_equal(&collected) {
                let name = if stated.is_spelled {
                    stated.name.completed_by(&collected)
                } else {
                    collected.completed_by(&stated.name)
                };
                other_spellings.extend([stated.name, collected]);
                (Some(name), Certainty::Stated)
            } else {
                other_spellings.push(collected);
                (Some(stated.name), Certainty::Stated)
            }
        }
        (Some(stated), _) => (Some(stated.name), Certainty::Stated),
        (None, Some(collected)) => {
            let certainty = if is_said_by_caller(&turns, &collected) {
                Certainty::Stated
            } else {
                Certainty::Collected
            };
            (Some(collected), certainty)
        }
        (None, None) => match addressed() {
            Some(name) => (Some(name), Certainty::Addressed),
            None => (None, Certainty::Stated),
        },
    };
    other_spellings.extend(
        said.introductions
            .iter()
            .map(|said| said.name.clone())
            .filter(|other| name.as_ref().is_some_and(|name| name.may_equal(other))),
    );
    other_spellings.retain(|other| {
        !is_agent(other) && !name.as_ref().is_some_and(|name| name.same_spelling(other))
    });
    other_spellings.sort();
    other_spellings.dedup();
    (name.is_some() || said.relation.is_some() || on_behalf_of.is_some()).then(|| CallSpeaker {
        other_spellings: if name.is_some() {
            other_spellings
        } else {
            Vec::new()
        },
        name,
        certainty,
        relation: said.relation,
        on_behalf_of,
    })
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

/// Whether the caller said the name by itself: "la de la reserva de diciembre, Lucía."
fn is_said_by_caller(turns: &[(Speaker, SpokenTurn<'_>)], name: &PersonName) -> bool {
    let parts = name.folded_words();
    let callers = turns
        .iter()
        .filter(|(speaker, _)| *speaker == Speaker::Caller);
    callers.into_iter().any(|(_, turn)| {
        (0..turn.words.len()).any(|start| {
            let length = (start..turn.words.len())
                .take_while(|&index| {
                    (index == start || turn.gap_before(index) < Gap::Comma)
                        && turn
                            .folded(index)
                            .is_some_and(|word| parts.iter().any(|part| part == word))
                })
                .count();
            length > 0
                && starts_clause(turn, start)
                && turn.gap_before(start + length) >= Gap::Comma
        })
    })
}

//! The one person whom all calls of a line concern, where data collection asks for the caller and for
//! who is served.

use super::owner::belongs_to;
use crate::{
    BelongsTo, Line, Memory, MemoryKind, PersonIndex, PersonName,
    knowledge::owner::is_of_who_calls,
    people::{NamedRole, is_name_of_caller},
};

/// The one who is served, if all calls name the same, and others call for them: a daughter and a son
/// call about their mother, or the daughter again and again.
pub(super) fn client_of(memories: &[Memory]) -> Option<PersonName> {
    let mut client: Option<PersonName> = None;
    let mut callers: Vec<PersonName> = Vec::new();
    let mut is_named_again = false;
    for memory in memories {
        let MemoryKind::Profile { key, value } = &memory.kind else {
            continue;
        };
        match NamedRole::of(key, value) {
            Some(NamedRole::Caller(name))
                if callers.iter().any(|caller| caller.may_equal(&name)) => {}
            Some(NamedRole::Caller(name)) => callers.push(name),
            Some(NamedRole::Served(name)) => {
                is_named_again |= client.is_some() || memory.confirmations > 0;
                match &client {
                    Some(known) if !known.may_equal(&name) => return None,
                    Some(known) if known.family().is_some() => {}
                    _ => client = Some(name),
                }
            }
            None => {}
        }
    }
    let client = client?;
    let is_other = |caller: &PersonName| !caller.may_equal(&client);
    let is_called_for = is_named_again || callers.len() > 1;
    (is_called_for && callers.iter().any(is_other)).then_some(client)
}

/// The person whom all calls of a line concern, if a fact of a call is about one person and not about
/// who calls.
pub(super) fn client_concerned(line: &Line, memory: &Memory) -> Option<PersonIndex> {
    let client = line.client()?;
    let (MemoryKind::Profile { key, value }, Some(source)) = (&memory.kind, &memory.source) else {
        return None;
    };
    let is_for_another = line
        .person_called_for(source.started_at)
        .is_some_and(|person| {
            person != client
                && line
                    .person(person)
                    .is_some_and(|person| person.name.is_some())
        });
    if is_for_another || belongs_to(memory) != Some(BelongsTo::Person) {
        return None;
    }
    let concerns = if is_name_of_caller(key) || NamedRole::of(key, value).is_some() {
        matches!(NamedRole::of(key, value), Some(NamedRole::Served(_)))
    } else {
        !is_of_who_calls(key)
    };
    concerns.then_some(client)
}

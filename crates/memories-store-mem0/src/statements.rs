//! The calls that stated a profile fact.
//!
//! The platform does not store a text twice, so the memory of a value names the last call that
//! stated it, as every memory does, and lists the earlier ones. From this list the memory is
//! restored when a more complete event of a call turns out not to state the value.

use jiff::Timestamp;
use memories_domain::{Completeness, ConversationId, Source};
use serde_json::{Map, Value};

use crate::metadata::{self, COMPLETENESS, EARLIER_STATEMENTS, FIRST_STATED_AT};

/// Earlier calls that are listed. With more, only the time of the first one is known.
const MAX_EARLIER: usize = 8;

/// A statement of a fact by a call, or by an operator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    /// `None` for an operator.
    pub(crate) source: Option<Source>,
    pub(crate) at: Timestamp,
    /// That of the event; `None` for an imported fact.
    pub(crate) completeness: Option<Completeness>,
}

/// All statements of a fact, latest last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Statements {
    all: Vec<Statement>,
    /// The time of the first one, if it is not in the list.
    first_at: Option<Timestamp>,
}

impl Statement {
    pub(crate) const fn by_operator(at: Timestamp) -> Self {
        Self {
            source: None,
            at,
            completeness: None,
        }
    }

    pub(crate) fn conversation(&self) -> Option<&ConversationId> {
        self.source.as_ref().map(|source| &source.conversation_id)
    }

    fn from_metadata(metadata: &Map<String, Value>, otherwise: Timestamp) -> Self {
        Self {
            source: metadata::source(metadata, otherwise),
            at: metadata::timestamp(metadata).unwrap_or(otherwise),
            completeness: metadata::completeness(metadata),
        }
    }

    pub(crate) fn write_to(&self, metadata: &mut Map<String, Value>) {
        metadata::set_source(metadata, self.source.as_ref(), self.at);
        match self.completeness {
            Some(completeness) => {
                metadata.insert(COMPLETENESS.to_owned(), completeness.to_u64().into());
            }
            None => drop(metadata.remove(COMPLETENESS)),
        }
    }
}

impl Statements {
    /// `otherwise` replaces a missing time.
    pub(crate) fn from_metadata(metadata: &Map<String, Value>, otherwise: Timestamp) -> Self {
        let earlier = metadata.get(EARLIER_STATEMENTS).and_then(Value::as_array);
        let earlier = earlier.into_iter().flatten().filter_map(Value::as_object);
        let mut statements = Self {
            all: earlier
                .chain([metadata])
                .map(|metadata| Statement::from_metadata(metadata, otherwise))
                .collect(),
            first_at: metadata::time(metadata, FIRST_STATED_AT),
        };
        statements.sort();
        statements
    }

    /// Replaces what the metadata says about statements.
    pub(crate) fn write_to(&self, metadata: &mut Map<String, Value>) {
        metadata.remove(EARLIER_STATEMENTS);
        metadata.remove(FIRST_STATED_AT);
        let Some((latest, earlier)) = self.all.split_last() else {
            return;
        };
        let listed: Vec<Value> = earlier
            .iter()
            .skip(earlier.len().saturating_sub(MAX_EARLIER))
            .map(|statement| {
                let mut metadata = Map::new();
                statement.write_to(&mut metadata);
                metadata.into()
            })
            .collect();
        let is_first_unlisted = self.first_at.is_some() || earlier.len() > MAX_EARLIER;
        if let Some(first_at) = self.first_at().filter(|_| is_first_unlisted) {
            metadata.insert(FIRST_STATED_AT.to_owned(), first_at.to_string().into());
        }
        if !listed.is_empty() {
            metadata.insert(EARLIER_STATEMENTS.to_owned(), listed.into());
        }
        latest.write_to(metadata);
    }

    pub(crate) fn latest(&self) -> Option<&Statement> {
        self.all.last()
    }

    pub(crate) fn earlier(&self) -> &[Statement] {
        self.all.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    pub(crate) fn first_at(&self) -> Option<Timestamp> {
        let first = self.all.first().map(|statement| statement.at);
        first.into_iter().chain(self.first_at).min()
    }

    pub(crate) fn of(&self, conversation: &ConversationId) -> Option<&Statement> {
        let mut all = self.all.iter();
        all.find(|statement| statement.conversation() == Some(conversation))
    }

    pub(crate) fn add(&mut self, statement: Statement) {
        self.all.push(statement);
        self.sort();
    }

    pub(crate) fn retract(&mut self, conversation: &ConversationId) {
        self.all
            .retain(|statement| statement.conversation() != Some(conversation));
    }

    /// Those until a time. What is not listed counts as an operator's.
    pub(crate) fn up_to(mut self, at: Timestamp) -> Self {
        self.all.retain(|statement| statement.at <= at);
        self.first_at = self.first_at.filter(|first_at| *first_at <= at);
        if self.all.is_empty() {
            self.all.extend(self.first_at.map(Statement::by_operator));
        }
        self
    }

    pub(crate) fn sources(&self) -> impl Iterator<Item = &Source> {
        self.all
            .iter()
            .filter_map(|statement| statement.source.as_ref())
    }

    fn sort(&mut self) {
        self.all
            .sort_by(|a, b| (a.at, a.conversation()).cmp(&(b.at, b.conversation())));
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::Platform;

    use super::*;

    fn statement(number: i64) -> Statement {
        let at = Timestamp::from_second(number * 86_400).unwrap();
        Statement {
            source: Some(Source {
                conversation_id: conversation(number),
                agent_id: None,
                started_at: at,
                duration_secs: 60,
                language: Some("en".to_owned()),
            }),
            at,
            completeness: Some(Completeness::from_u64(7)),
        }
    }

    fn conversation(number: i64) -> ConversationId {
        ConversationId::new(Platform::ElevenLabs, &format!("conv_{number}")).unwrap()
    }

    fn statements(numbers: impl IntoIterator<Item = i64>) -> Statements {
        let mut statements = Statements::default();
        for number in numbers {
            statements.add(statement(number));
        }
        statements
    }

    fn read_back(statements: &Statements) -> Statements {
        let mut metadata = Map::new();
        statements.write_to(&mut metadata);
        Statements::from_metadata(&metadata, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn statements_are_read_back_in_the_order_of_their_times() {
        let mut out_of_order = statements([4, 1, 6]);
        out_of_order.add(Statement::by_operator(statement(5).at));
        let read = read_back(&out_of_order);
        assert_eq!(read, out_of_order);
        assert_eq!(read.latest(), Some(&statement(6)));
        assert_eq!(read.first_at(), Some(statement(1).at));
        assert_eq!(read.earlier().len(), 3);
    }

    #[test]
    fn a_retracted_statement_leaves_the_others() {
        let mut three = statements([1, 4, 6]);
        three.retract(&conversation(6));
        assert_eq!(three, statements([1, 4]));
        three.retract(&conversation(1));
        assert_eq!(three, statements([4]));
        three.retract(&conversation(4));
        assert_eq!(three.latest(), None);
    }

    #[test]
    fn of_many_statements_the_latest_are_listed_and_the_time_of_the_first_stays() {
        let read = read_back(&statements(1..=20));
        assert_eq!(read.earlier().len(), MAX_EARLIER);
        assert_eq!(read.latest(), Some(&statement(20)));
        assert_eq!(read.first_at(), Some(statement(1).at));
        assert_eq!(read_back(&read), read);
    }

    #[test]
    fn a_former_state_has_the_statements_until_then() {
        let then = statement(4).at;
        assert_eq!(statements([1, 4, 6]).up_to(then), statements([1, 4]));
    }
}

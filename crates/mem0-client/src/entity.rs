//! The owners of memories.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{EntityId, InvalidRequest};

/// The kind of an entity that memories belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    User,
    /// An agent.
    Agent,
    /// An application.
    App,
    /// A run, session or conversation. It records the origin of a memory and does not isolate
    /// memories from each other.
    Run,
}

impl EntityKind {
    /// The key in bodies, queries and filters, such as `user_id`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::User => "user_id",
            Self::Agent => "agent_id",
            Self::App => "app_id",
            Self::Run => "run_id",
        }
    }

    /// The name in paths, such as `user`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Agent => "agent",
            Self::App => "app",
            Self::Run => "run",
        }
    }
}

/// Exactly one user, agent, application or run; never several, and never a wildcard.
///
/// ```
/// use mem0_client::Entity;
///
/// let caller = Entity::user("tenant7:+12025550143")?;
/// assert!(Entity::user("*").is_err());
/// # Ok::<(), mem0_client::InvalidRequest>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entity {
    kind: EntityKind,
    id: EntityId,
}

impl Entity {
    /// An entity of any kind.
    #[must_use]
    pub const fn new(kind: EntityKind, id: EntityId) -> Self {
        Self { kind, id }
    }

    /// A person.
    pub fn user(id: impl Into<String>) -> Result<Self, InvalidRequest> {
        Ok(Self::new(EntityKind::User, EntityId::new(id)?))
    }

    /// An agent.
    pub fn agent(id: impl Into<String>) -> Result<Self, InvalidRequest> {
        Ok(Self::new(EntityKind::Agent, EntityId::new(id)?))
    }

    /// An application.
    pub fn app(id: impl Into<String>) -> Result<Self, InvalidRequest> {
        Ok(Self::new(EntityKind::App, EntityId::new(id)?))
    }

    /// A run, session or conversation.
    pub fn run(id: impl Into<String>) -> Result<Self, InvalidRequest> {
        Ok(Self::new(EntityKind::Run, EntityId::new(id)?))
    }

    /// The entity's kind.
    #[must_use]
    pub const fn kind(&self) -> EntityKind {
        self.kind
    }

    /// The entity's id.
    #[must_use]
    pub const fn id(&self) -> &EntityId {
        &self.id
    }
}

/// Serialises as `{"user_id": "…"}`.
impl Serialize for Entity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.kind.key(), &self.id)?;
        map.end()
    }
}

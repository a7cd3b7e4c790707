//! Adding memories.

use std::fmt;

use http::Method;
use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    Client, Entity, EntityId, EntityKind, Error, InvalidRequest, Message,
    call::{Call, Effect},
    path::Path,
    update::unix_seconds,
};

mod added;

pub use added::{Added, AddedMemory};

/// Messages to learn from, and under whom to keep what is learned.
///
/// By default the platform extracts what is worth remembering, in the background. It reads
/// earlier messages under the same ids by itself: send only new ones.
///
/// ```
/// use mem0_client::{AddRequest, Entity, Message};
///
/// let request = AddRequest::new(
///     &Entity::user("ada")?,
///     [Message::user("Text me, don't call."), Message::assistant("Noted.")],
/// )?
/// .metadata("channel", "voice");
/// # Ok::<(), mem0_client::InvalidRequest>(())
/// ```
#[derive(Clone, PartialEq, Serialize)]
pub struct AddRequest {
    messages: Vec<Message>,
    #[serde(flatten)]
    ids: Ids,
    #[serde(skip_serializing_if = "Map::is_empty")]
    metadata: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    infer: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date: Option<Date>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "unix_seconds"
    )]
    timestamp: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_instructions: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_custom_instructions: Option<String>,
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "one_object_each"
    )]
    custom_categories: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    structured_data_schema: Option<Value>,
}

#[derive(Clone, PartialEq, Eq, Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "as on the wire")]
struct Ids {
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<EntityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_id: Option<EntityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_id: Option<EntityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run_id: Option<EntityId>,
}

impl Ids {
    fn set(&mut self, entity: &Entity) {
        let id = match entity.kind() {
            EntityKind::User => &mut self.user_id,
            EntityKind::Agent => &mut self.agent_id,
            EntityKind::App => &mut self.app_id,
            EntityKind::Run => &mut self.run_id,
        };
        *id = Some(entity.id().clone());
    }
}

impl AddRequest {
    /// There must be a message, and none may be blank.
    pub fn new(
        entity: &Entity,
        messages: impl IntoIterator<Item = Message>,
    ) -> Result<Self, InvalidRequest> {
        let messages: Vec<_> = messages.into_iter().collect();
        if messages.is_empty() {
            return Err(InvalidRequest::NoMessages);
        }
        if messages.iter().any(Message::is_blank) {
            return Err(InvalidRequest::BlankMessage);
        }
        let mut ids = Ids::default();
        ids.set(entity);
        Ok(Self {
            messages,
            ids,
            metadata: Map::new(),
            infer: None,
            expiration_date: None,
            timestamp: None,
            custom_instructions: None,
            agent_custom_instructions: None,
            custom_categories: Vec::new(),
            structured_data_schema: None,
        })
    }

    /// Also keep it under another entity, which replaces one of the same kind.
    ///
    /// With both a user and an agent, each extracted memory is kept under *one* of them: what
    /// the user said under the user, what the agent said under the agent, where everybody else's
    /// conversations with that agent are too. To remember a person, give the user alone.
    #[must_use]
    pub fn also(mut self, entity: &Entity) -> Self {
        self.ids.set(entity);
        self
    }

    /// Attaches a value to every memory that comes of this.
    #[must_use]
    pub fn metadata(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.metadata.insert(key.into(), value.into());
        self
    }

    /// With `false`, each message of the user and the agent is kept word for word, and the reply
    /// already names the memories. By default the platform extracts in the background.
    #[must_use]
    pub const fn infer(mut self, infer: bool) -> Self {
        self.infer = Some(infer);
        self
    }

    /// The last day, in UTC, on which what comes of this is shown. It is hidden then, not
    /// deleted.
    #[must_use]
    pub const fn expiration_date(mut self, day: Date) -> Self {
        self.expiration_date = Some(day);
        self
    }

    /// When it was said, to the second, if not now.
    #[must_use]
    pub const fn timestamp(mut self, time: Timestamp) -> Self {
        self.timestamp = Some(time);
        self
    }

    /// What to extract, in place of the project's instructions.
    #[must_use]
    pub fn custom_instructions(mut self, instructions: impl Into<String>) -> Self {
        self.custom_instructions = Some(instructions.into());
        self
    }

    /// What to extract of what the agent says, in place of the project's instructions.
    #[must_use]
    pub fn agent_custom_instructions(mut self, instructions: impl Into<String>) -> Self {
        self.agent_custom_instructions = Some(instructions.into());
        self
    }

    /// A category to sort into, and what belongs to it. Those given here replace all of the
    /// project's.
    #[must_use]
    pub fn custom_category(
        mut self,
        name: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        self.custom_categories
            .push((name.into(), description.into()));
        self
    }

    /// A schema of structured data to extract.
    #[must_use]
    pub fn structured_data_schema(mut self, schema: Value) -> Self {
        self.structured_data_schema = Some(schema);
        self
    }
}

impl fmt::Debug for AddRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddRequest")
            .field("messages", &self.messages)
            .field("infer", &self.infer)
            .finish_non_exhaustive()
    }
}

fn one_object_each<S: Serializer>(
    categories: &[(String, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(
        categories
            .iter()
            .map(|(name, description)| std::collections::BTreeMap::from([(name, description)])),
    )
}

impl Client {
    /// Gives the platform something to remember.
    ///
    /// The platform cannot tell a repeated request from a new one. So this is repeated by itself
    /// only after a failure that proves that nothing was stored; after any other failure, see
    /// [`Error::may_have_been_processed`].
    ///
    /// `POST /v3/memories/add/`
    pub async fn add(&self, request: &AddRequest) -> Result<Added, Error> {
        let path = Path::new(["v3", "memories", "add"]);
        let call = Call::new("add", Effect::Add, Method::POST, path).json(request);
        self.perform(call).await
    }
}

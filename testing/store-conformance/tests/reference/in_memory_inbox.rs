use std::{collections::HashSet, sync::Mutex, time::Duration};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    CallerId, ClaimId, EventId, ProjectId, WorkerId,
    ports::{
        Claim, ClaimedContent, ClaimedEvent, Completion, EnqueueOutcome, EventContent, EventInbox,
        EventOutcome, EventSink, InboxAdmin, InboxEntry, InboxError, InboxState, NewEvent,
    },
};

#[derive(Default)]
pub(crate) struct InMemoryInbox(Mutex<State>);

#[derive(Default)]
struct State {
    events: Vec<Event>,
    /// The conversations of forgotten callers.
    closed: HashSet<(ProjectId, String)>,
}

struct Event {
    entry: InboxEntry,
    content: Option<ClaimedContent>,
    /// The worker that holds the event, and its claim.
    claim: Option<(WorkerId, Claim)>,
}

impl Event {
    fn new(event: NewEvent) -> Self {
        let (state, reason, content) = match event.content {
            EventContent::Call(call) => {
                (InboxState::Pending, None, Some(ClaimedContent::Call(call)))
            }
            EventContent::Skipped(reason) => (InboxState::Skipped, Some(reason.to_string()), None),
            EventContent::Unprocessable { body, reason } => (
                InboxState::Unprocessable,
                Some(reason.to_string()),
                Some(ClaimedContent::Raw(body)),
            ),
        };
        let is_pending = state == InboxState::Pending;
        let mut this = Self {
            entry: InboxEntry {
                id: EventId::generate(),
                key: event.key,
                state,
                received_at: event.received_at,
                attempts: 0,
                next_attempt_at: is_pending.then_some(event.received_at),
                reason,
                content_bytes: None,
            },
            content: None,
            claim: None,
        };
        this.set_content(content);
        this
    }

    fn set_content(&mut self, content: Option<ClaimedContent>) {
        self.entry.content_bytes = content.as_ref().map(|content| match content {
            ClaimedContent::Call(call) => size_of_val(&**call) as u64,
            ClaimedContent::Raw(body) => body.len() as u64,
        });
        self.content = content;
    }

    fn is_due(&self, now: Timestamp) -> bool {
        self.entry.next_attempt_at.is_some_and(|at| at <= now)
    }

    fn is_of(&self, project: &ProjectId, caller: &CallerId) -> bool {
        match &self.content {
            Some(ClaimedContent::Call(call)) => {
                (&call.scope.project, &call.scope.caller) == (project, caller)
            }
            _ => false,
        }
    }

    fn end_attempt(&mut self, state: InboxState, reason: Option<String>) {
        self.claim = None;
        self.entry.state = state;
        self.entry.reason = reason;
        self.entry.next_attempt_at = None;
    }

    fn conversation(&self) -> (ProjectId, String) {
        let key = &self.entry.key;
        (key.project.clone(), key.conversation.clone())
    }

    fn erase(&mut self) {
        let reason = "the caller was forgotten".to_owned();
        self.end_attempt(InboxState::Skipped, Some(reason));
        self.set_content(None);
    }

    fn complete(&mut self, outcome: &EventOutcome) {
        match outcome {
            EventOutcome::Ingested(_) => {
                self.end_attempt(InboxState::Ingested, None);
                self.set_content(None);
            }
            EventOutcome::Skipped(reason) => {
                self.end_attempt(InboxState::Skipped, Some(reason.to_string()));
                self.set_content(None);
            }
            EventOutcome::Unprocessable(reason) => {
                self.end_attempt(InboxState::Unprocessable, Some(reason.to_string()));
            }
            EventOutcome::Retry { after, reason } => {
                self.end_attempt(InboxState::Pending, Some(reason.clone()));
                self.entry.attempts += 1;
                self.entry.next_attempt_at = Some(after_now(*after));
            }
            EventOutcome::DeadLetter { reason } => {
                self.end_attempt(InboxState::DeadLetter, Some(reason.clone()));
                self.entry.attempts += 1;
            }
        }
    }
}

fn after_now(duration: Duration) -> Timestamp {
    Timestamp::now() + SignedDuration::try_from(duration).unwrap()
}

#[async_trait]
impl EventSink for InMemoryInbox {
    async fn enqueue(&self, event: NewEvent) -> Result<EnqueueOutcome, InboxError> {
        let State { events, closed } = &mut *self.0.lock().unwrap();
        if events
            .iter()
            .any(|existing| existing.entry.key == event.key)
        {
            return Ok(EnqueueOutcome::Duplicate);
        }
        let mut event = Event::new(event);
        if closed.contains(&event.conversation()) {
            event.erase();
        }
        events.push(event);
        Ok(EnqueueOutcome::Enqueued)
    }
}

#[async_trait]
impl EventInbox for InMemoryInbox {
    async fn claim_due(
        &self,
        worker: &WorkerId,
        lease: Duration,
        limit: usize,
    ) -> Result<Vec<ClaimedEvent>, InboxError> {
        let State { events, .. } = &mut *self.0.lock().unwrap();
        let now = Timestamp::now();
        let mut due: Vec<_> = events
            .iter_mut()
            .filter(|event| event.is_due(now))
            .collect();
        due.sort_by_key(|event| event.entry.received_at);
        due.truncate(limit);
        Ok(due
            .into_iter()
            .map(|event| {
                let claim = Claim {
                    event: event.entry.id.clone(),
                    id: ClaimId::generate(),
                };
                event.claim = Some((worker.clone(), claim.clone()));
                event.entry.next_attempt_at = Some(after_now(lease));
                ClaimedEvent {
                    claim,
                    key: event.entry.key.clone(),
                    received_at: event.entry.received_at,
                    attempts: event.entry.attempts,
                    content: event.content.clone().unwrap(),
                }
            })
            .collect())
    }

    async fn release_claims(&self, worker: &WorkerId) -> Result<usize, InboxError> {
        let State { events, .. } = &mut *self.0.lock().unwrap();
        let mut released = 0;
        for event in events.iter_mut() {
            if event
                .claim
                .as_ref()
                .is_some_and(|(holder, _)| holder == worker)
            {
                event.claim = None;
                event.entry.next_attempt_at = Some(Timestamp::now());
                released += 1;
            }
        }
        Ok(released)
    }

    async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError> {
        let State { events, .. } = &*self.0.lock().unwrap();
        Ok(events
            .iter()
            .filter_map(|event| event.entry.next_attempt_at)
            .min())
    }

    async fn complete(
        &self,
        claim: &Claim,
        outcome: &EventOutcome,
    ) -> Result<Completion, InboxError> {
        let State { events, .. } = &mut *self.0.lock().unwrap();
        let claimed = events.iter_mut().find(|event| {
            let held = event.claim.as_ref().map(|(_, held)| held);
            held == Some(claim) && !event.is_due(Timestamp::now())
        });
        let Some(event) = claimed else {
            return Ok(Completion::ClaimLost);
        };
        event.complete(outcome);
        Ok(Completion::Recorded)
    }

    async fn has_unprocessed(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<bool, InboxError> {
        let State { events, .. } = &*self.0.lock().unwrap();
        Ok(events.iter().any(|event| {
            let entry = &event.entry;
            entry.state == InboxState::Pending
                && entry.attempts == 0
                && event.is_of(project, caller)
        }))
    }
}

#[async_trait]
impl InboxAdmin for InMemoryInbox {
    async fn list(
        &self,
        state: Option<InboxState>,
        limit: usize,
    ) -> Result<Vec<InboxEntry>, InboxError> {
        let State { events, .. } = &*self.0.lock().unwrap();
        let mut entries: Vec<_> = events
            .iter()
            .map(|event| event.entry.clone())
            .filter(|entry| state.is_none_or(|state| entry.state == state))
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.received_at));
        entries.truncate(limit);
        Ok(entries)
    }

    async fn show(
        &self,
        id: &EventId,
    ) -> Result<Option<(InboxEntry, Option<ClaimedContent>)>, InboxError> {
        let State { events, .. } = &*self.0.lock().unwrap();
        let event = events.iter().find(|event| event.entry.id == *id);
        Ok(event.map(|event| (event.entry.clone(), event.content.clone())))
    }

    async fn retry(&self, id: Option<&EventId>) -> Result<usize, InboxError> {
        let State { events, .. } = &mut *self.0.lock().unwrap();
        let mut retried = 0;
        for event in events.iter_mut() {
            let entry = &mut event.entry;
            let has_failed = match entry.state {
                InboxState::DeadLetter | InboxState::Unprocessable => true,
                InboxState::Pending => entry.attempts > 0 && event.claim.is_none(),
                InboxState::Ingested | InboxState::Skipped => false,
            };
            if has_failed && id.is_none_or(|id| entry.id == *id) {
                entry.state = InboxState::Pending;
                entry.reason = None;
                entry.attempts = 0;
                entry.next_attempt_at = Some(Timestamp::now());
                retried += 1;
            }
        }
        Ok(retried)
    }

    async fn forget(&self, project: &ProjectId, caller: &CallerId) -> Result<usize, InboxError> {
        let State { events, closed } = &mut *self.0.lock().unwrap();
        closed.extend(
            events
                .iter()
                .filter(|event| event.is_of(project, caller))
                .map(Event::conversation),
        );
        let mut erased = 0;
        for event in events.iter_mut() {
            if event.content.is_some() && closed.contains(&event.conversation()) {
                event.erase();
                erased += 1;
            }
        }
        Ok(erased)
    }
}

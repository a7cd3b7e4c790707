//! The conformance tests on stores in memory, which are as simple as the ports allow: an
//! executable specification, and evidence that the behaviours do not contradict each other.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod in_memory_inbox;
mod in_memory_store;
mod partition;

use in_memory_inbox::InMemoryInbox;
use in_memory_store::InMemoryStore;

mod memories {
    store_conformance::memory_store_conformance!(crate::open::<crate::InMemoryStore>);
}

mod inbox {
    store_conformance::event_inbox_conformance!(crate::open::<crate::InMemoryInbox>);
}

store_conformance::idempotency_ledger_conformance!(
    crate::open::<store_conformance::InMemoryLedger>
);

#[allow(
    clippy::unused_async,
    reason = "the conformance tests open stores asynchronously"
)]
async fn open<S: Default>() -> (S, ()) {
    (S::default(), ())
}

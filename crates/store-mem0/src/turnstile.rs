//! One at a time per call.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use memory::ConversationId;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// Lets one through per conversation; others wait for their turn.
#[derive(Debug, Default)]
pub(crate) struct Turnstile(Mutex<HashMap<ConversationId, Weak<AsyncMutex<()>>>>);

impl Turnstile {
    /// Returns when it is one's turn, which lasts until the answer is dropped.
    pub(crate) async fn pass(&self, conversation: &ConversationId) -> OwnedMutexGuard<()> {
        let turn = self.turn(conversation);
        turn.lock_owned().await
    }

    fn turn(&self, conversation: &ConversationId) -> Arc<AsyncMutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(conversation).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::default();
        turns.insert(conversation.clone(), Arc::downgrade(&turn));
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_conversation_has_one_turn_at_a_time_and_others_do_not_wait() {
        let turnstile = Turnstile::default();
        let (one, other) = ["one", "other"]
            .map(|id| ConversationId::parse(id).unwrap())
            .into();
        let turn = turnstile.pass(&one).await;
        assert!(turnstile.turn(&one).try_lock().is_err());
        let _others = turnstile.pass(&other).await;
        drop(turn);
        let _again = turnstile.pass(&one).await;
    }

    #[tokio::test]
    async fn nothing_is_kept_of_turns_that_are_over() {
        let turnstile = Turnstile::default();
        for number in 0..100 {
            let conversation = ConversationId::parse(&number.to_string()).unwrap();
            drop(turnstile.pass(&conversation).await);
        }
        assert_eq!(turnstile.0.lock().unwrap().len(), 1);
    }
}

//! One at a time per caller: what one call teaches depends on what another has
//! taught.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use memories_domain::Scope;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// Lets one through per scope; others wait for their turn.
#[derive(Default)]
pub(crate) struct Turnstile(Mutex<HashMap<Scope, Weak<AsyncMutex<()>>>>);

impl Turnstile {
    /// Returns when it is one's turn, which lasts until the answer is dropped.
    pub(crate) async fn pass(&self, scope: &Scope) -> OwnedMutexGuard<()> {
        let turn = self.turn(scope);
        turn.lock_owned().await
    }

    fn turn(&self, scope: &Scope) -> Arc<AsyncMutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(scope).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::default();
        turns.insert(scope.clone(), Arc::downgrade(&turn));
        turn
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::CallerId;

    use super::*;

    fn scope(caller: &str) -> Scope {
        Scope {
            caller: CallerId::parse(caller, None).unwrap(),
            agent: None,
        }
    }

    #[tokio::test]
    async fn a_caller_has_one_turn_at_a_time_and_others_do_not_wait() {
        let turnstile = Turnstile::default();
        let (one, other) = (scope("+12025550143"), scope("+12025550144"));
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
            drop(turnstile.pass(&scope(&format!("guest {number}"))).await);
        }
        assert_eq!(turnstile.0.lock().unwrap().len(), 1);
    }
}

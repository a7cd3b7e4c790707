use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use memories_domain::Scope;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// A mutex per scope: calls of one caller are ingested one after the other, because the changes
/// that one makes depend on what the other has stored.
#[derive(Default)]
pub(crate) struct KeyedMutex(Mutex<HashMap<Scope, Weak<AsyncMutex<()>>>>);

impl KeyedMutex {
    pub(crate) async fn lock(&self, scope: &Scope) -> OwnedMutexGuard<()> {
        let mutex = self.mutex(scope);
        mutex.lock_owned().await
    }

    fn mutex(&self, scope: &Scope) -> Arc<AsyncMutex<()>> {
        let mut mutexes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mutex) = mutexes.get(scope).and_then(Weak::upgrade) {
            return mutex;
        }
        mutexes.retain(|_, mutex| mutex.strong_count() > 0);
        let mutex = Arc::default();
        mutexes.insert(scope.clone(), Arc::downgrade(&mutex));
        mutex
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::CallerId;

    use super::*;

    fn scope(caller: &str) -> Scope {
        Scope::for_caller(CallerId::parse(caller, None).unwrap())
    }

    #[tokio::test]
    async fn a_scope_is_locked_once_at_a_time_and_others_do_not_wait() {
        let mutex = KeyedMutex::default();
        let (robin, sam) = (scope("+12025550143"), scope("+12025550144"));
        let guard = mutex.lock(&robin).await;
        assert!(mutex.mutex(&robin).try_lock().is_err());
        let _sams = mutex.lock(&sam).await;
        drop(guard);
        let _again = mutex.lock(&robin).await;
    }

    #[tokio::test]
    async fn unlocked_scopes_take_no_memory() {
        let mutex = KeyedMutex::default();
        for number in 0..100 {
            drop(mutex.lock(&scope(&format!("guest {number}"))).await);
        }
        assert_eq!(mutex.0.lock().unwrap().len(), 1);
    }
}

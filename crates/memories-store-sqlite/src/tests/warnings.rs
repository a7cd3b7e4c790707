//! What an operator must know, as long as it is recent.

use memories_domain::{
    AgentId, CallerId, MaskedCaller, OperatorWarning, Platform, ProjectId, WarningCause,
    ports::{InboxAdmin, MemoryWriter, RecordedWarning, WarningLog},
};
use tokio::task::JoinSet;

use super::{caller, contains, open, second};

fn blank(agent: &str, variable: &str) -> OperatorWarning {
    OperatorWarning {
        agent: AgentId::new(Platform::ElevenLabs, agent).ok(),
        cause: WarningCause::BlankInGreeting {
            variable: variable.to_owned(),
        },
    }
}

fn shared_line(caller: &CallerId, people: u32) -> OperatorWarning {
    OperatorWarning {
        agent: None,
        cause: WarningCause::SharedLine {
            caller: MaskedCaller::new(caller),
            people,
        },
    }
}

#[tokio::test]
async fn a_warning_is_kept_once_with_the_first_and_the_last_time_it_held() {
    let (store, clock, _directory) = open(1 << 20);
    let project = ProjectId::default();
    let line = caller(7).caller;
    let failed = OperatorWarning {
        agent: None,
        cause: WarningCause::GreetingFailed {
            reason: "invalid operation".to_owned(),
        },
    };
    for (at, warning) in [
        (10, blank("agent_1", "caller_name")),
        (20, shared_line(&line, 2)),
        (30, failed.clone()),
        (40, blank("agent_2", "caller_name")),
        (50, blank("agent_1", "caller_name")),
        (60, shared_line(&line, 3)),
    ] {
        clock.set(at);
        store.record(&project, warning).await.unwrap();
    }
    let recorded = |warning, first_at, last_at| RecordedWarning {
        warning,
        first_at: second(first_at),
        last_at: second(last_at),
    };
    assert_eq!(
        store.recent().await.unwrap(),
        [
            recorded(shared_line(&line, 3), 20, 60),
            recorded(blank("agent_1", "caller_name"), 10, 50),
            recorded(blank("agent_2", "caller_name"), 40, 40),
            recorded(failed, 30, 30),
        ]
    );
}

#[tokio::test]
async fn a_warning_that_no_longer_holds_expires() {
    let (store, clock, directory) = open(1 << 20);
    let project = ProjectId::default();
    store
        .record(&project, blank("agent_1", "loyalty_tier"))
        .await
        .unwrap();
    let max_age = RecordedWarning::MAX_AGE.as_secs();
    clock.set(max_age);
    assert_eq!(store.recent().await.unwrap().len(), 1);
    clock.set(max_age + 1);
    assert_eq!(store.recent().await.unwrap(), []);
    store.purge_expired().await.unwrap();
    store.shutdown().await;
    assert!(!contains(directory.path(), "loyalty_tier"));
}

#[tokio::test]
async fn the_number_of_warnings_is_limited_to_the_latest() {
    let (store, clock, _directory) = open(1 << 20);
    for (at, count) in [(1, 10), (2, 1_000)] {
        clock.set(at);
        // At the same time, so that they share a commit.
        let mut recording = JoinSet::new();
        for number in 0..count {
            let (store, warning) = (
                store.clone(),
                blank("agent_1", &format!("at_{at}_{number}")),
            );
            let record = async move { store.record(&ProjectId::default(), warning).await };
            recording.spawn(record);
        }
        for recorded in recording.join_all().await {
            recorded.unwrap();
        }
    }
    let recent = store.recent().await.unwrap();
    assert_eq!(recent.len(), 1_000);
    assert!(recent.iter().all(|recorded| recorded.first_at == second(2)));
}

#[tokio::test]
async fn the_warnings_about_a_forgotten_caller_are_in_no_file() {
    let (store, _clock, directory) = open(1 << 20);
    let (forgotten, other) = (caller(7), caller(8));
    for scope in [&forgotten, &other] {
        let warning = shared_line(&scope.caller, 2);
        store.record(&scope.project, warning).await.unwrap();
    }
    store
        .forget(&forgotten.project, &forgotten.caller)
        .await
        .unwrap();
    let recent = store.recent().await.unwrap();
    let left: Vec<_> = recent.iter().map(|recorded| &recorded.warning).collect();
    assert_eq!(left, [&shared_line(&other.caller, 2)]);
    store.shutdown().await;
    assert!(!contains(directory.path(), &forgotten.caller.masked()));
    assert!(!contains(directory.path(), other.caller.as_str()));
}

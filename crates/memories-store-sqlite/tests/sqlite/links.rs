//! Which callers are the same person.

use memories_domain::{
    CallerId, ProjectId,
    ports::{CallerLinks, CallerLinksAdmin, LinkOutcome},
};
use memories_store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

fn store() -> (SqliteStore, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    (store, directory)
}

fn id(text: &str) -> CallerId {
    CallerId::parse(text, None).unwrap()
}

async fn learn(store: &SqliteStore, number: &str, user: &str) -> LinkOutcome {
    let project = ProjectId::default();
    store.learn(&project, &id(number), &id(user)).await.unwrap()
}

async fn linked(store: &SqliteStore, caller: &str) -> Vec<String> {
    let linked = store.linked(&ProjectId::default(), &id(caller)).await;
    let mut keys: Vec<String> = linked
        .unwrap()
        .iter()
        .map(|caller| caller.as_str().to_owned())
        .collect();
    keys.sort();
    keys
}

const NUMBER: &str = "+12025550143";
const OFFICE: &str = "+12025550144";

#[tokio::test]
async fn a_number_and_its_user_are_found_from_each_other() {
    let (store, _directory) = store();
    assert!(linked(&store, NUMBER).await.is_empty());
    assert_eq!(
        learn(&store, NUMBER, "customer-1").await,
        LinkOutcome::Linked
    );
    assert_eq!(
        learn(&store, NUMBER, "customer-1").await,
        LinkOutcome::Unchanged
    );
    learn(&store, OFFICE, "customer-1").await;
    assert_eq!(linked(&store, NUMBER).await, [OFFICE, "customer-1"]);
    assert_eq!(linked(&store, "customer-1").await, [NUMBER, OFFICE]);
}

#[tokio::test]
async fn a_number_of_two_users_is_linked_to_neither_for_ever() {
    let (store, _directory) = store();
    learn(&store, NUMBER, "customer-1").await;
    assert_eq!(
        learn(&store, NUMBER, "customer-2").await,
        LinkOutcome::Ambiguous
    );
    assert_eq!(
        learn(&store, NUMBER, "customer-1").await,
        LinkOutcome::Unchanged
    );
    for caller in [NUMBER, "customer-1", "customer-2"] {
        assert!(linked(&store, caller).await.is_empty(), "{caller}");
    }
}

#[tokio::test]
async fn a_user_with_many_numbers_gets_no_further_ones() {
    let (store, _directory) = store();
    for number in 0..9 {
        learn(&store, &format!("+1202555010{number}"), "demo-account").await;
    }
    assert_eq!(linked(&store, "demo-account").await.len(), 5);
}

#[tokio::test]
async fn what_an_operator_decides_is_not_changed_by_calls() {
    let (store, _directory) = store();
    let project = ProjectId::default();
    learn(&store, NUMBER, "customer-1").await;
    assert!(store.unlink(&project, &id(NUMBER)).await.unwrap());
    assert!(!store.unlink(&project, &id(NUMBER)).await.unwrap());
    assert_eq!(
        learn(&store, NUMBER, "customer-1").await,
        LinkOutcome::Unchanged
    );
    assert!(linked(&store, NUMBER).await.is_empty());
    store
        .link(&project, &id(NUMBER), &id("customer-2"))
        .await
        .unwrap();
    assert_eq!(
        learn(&store, NUMBER, "customer-1").await,
        LinkOutcome::Unchanged
    );
    assert_eq!(linked(&store, NUMBER).await, ["customer-2"]);
}

#[tokio::test]
async fn erasing_a_caller_erases_its_links() {
    let (store, _directory) = store();
    learn(&store, NUMBER, "customer-1").await;
    let project = ProjectId::default();
    CallerLinksAdmin::forget(&store, &project, &id("customer-1"))
        .await
        .unwrap();
    assert!(linked(&store, NUMBER).await.is_empty());
}

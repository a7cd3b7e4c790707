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
    assert_eq!(linked(&store, "customer-1").await, [NUMBER, OFFICE]);
    assert_eq!(linked(&store, NUMBER).await, ["customer-1"]);
}

#[tokio::test]
async fn two_numbers_are_one_persons_only_if_an_operator_says_so_of_both() {
    let (store, _directory) = store();
    let project = ProjectId::default();
    learn(&store, OFFICE, "customer-1").await;
    for (number, expected) in [
        (NUMBER, vec!["customer-1"]),
        (OFFICE, vec![NUMBER, "customer-1"]),
    ] {
        store
            .link(&project, &id(number), &id("customer-1"))
            .await
            .unwrap();
        assert_eq!(linked(&store, number).await, expected);
    }
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
async fn an_id_with_many_numbers_is_shared_and_linked_to_none_of_them() {
    let (store, _directory) = store();
    let project = ProjectId::default();
    let office = id("+12025550100");
    for number in 0..3 {
        learn(&store, &format!("+1202555010{number}"), "website").await;
    }
    assert_eq!(linked(&store, "website").await.len(), 3);
    store.link(&project, &office, &id("website")).await.unwrap();
    for number in 3..9 {
        let outcome = learn(&store, &format!("+1202555010{number}"), "website").await;
        assert_eq!(outcome, LinkOutcome::Ambiguous);
    }
    // What the operator confirmed stays.
    assert_eq!(linked(&store, "website").await, [office.as_str()]);
    assert!(linked(&store, "+12025550101").await.is_empty());
}

#[tokio::test]
async fn a_shared_number_stays_linked_to_nobody_when_one_of_its_users_is_forgotten() {
    let (store, _directory) = store();
    let project = ProjectId::default();
    for user in ["anna", "ben"] {
        learn(&store, NUMBER, user).await;
    }
    learn(&store, OFFICE, "carl").await;
    store.unlink(&project, &id(OFFICE)).await.unwrap();
    for user in ["ben", "carl"] {
        CallerLinksAdmin::forget(&store, &project, &id(user))
            .await
            .unwrap();
    }
    for (number, user) in [(NUMBER, "anna"), (OFFICE, "carl")] {
        assert_eq!(learn(&store, number, user).await, LinkOutcome::Unchanged);
        assert!(linked(&store, number).await.is_empty());
    }
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

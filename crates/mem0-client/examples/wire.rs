//! Performs one operation against a server and prints the outcome as JSON.
//!
//! ```sh
//! cargo run -p mem0-client --example wire -- http://127.0.0.1:8888 search
//! ```
//!
//! The end-to-end tests compare its requests with those of the official SDK.
#![allow(clippy::print_stdout, reason = "prints its result")]

use std::{env, num::NonZeroU32, time::Duration};

use anyhow::{Context, bail};
use futures::TryStreamExt;
use mem0_client::{
    AddRequest, Batch, BatchUpdate, Client, Comparison, Condition, DeleteScope, Entity, EntityKind,
    Error, EventId, Filter, ListRequest, MemoryId, Message, Rating, SearchRequest, TimeField,
    Update,
};
use serde_json::{Map, Value, json};

/// Timeout of an operation, including retries.
const TIMEOUT: Duration = Duration::from_millis(1500);

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let mut arguments = env::args().skip(1);
    let url = arguments
        .next()
        .context("the URL of the server is missing")?;
    let operation = arguments.next().context("the operation is missing")?;
    let key = env::var("MEM0_API_KEY").context("MEM0_API_KEY is not set")?;
    let client = Client::builder()
        .base_url(url)
        .build(&key.into())?
        .with_timeout(TIMEOUT);
    let outcome = match run_operation(&client, &operation).await {
        Ok(result) => json!({"ok": result}),
        Err(error) => match error.downcast_ref::<Error>() {
            Some(error) => error_json(error),
            None => return Err(error),
        },
    };
    println!("{outcome}");
    Ok(())
}

fn error_json(error: &Error) -> Value {
    json!({
        "error": error.to_string(),
        "status": error.status().map(|status| status.as_u16()),
        "retry_after": error.retry_after().map(|delay| delay.as_secs()),
        "transient": error.is_transient(),
        "may_have_been_processed": error.may_have_been_processed(),
    })
}

async fn run_operation(client: &Client, operation: &str) -> anyhow::Result<Value> {
    let id = &MemoryId::new("6f0c1d5e-0000-4000-8000-000000000001")?;
    let first_page = NonZeroU32::MIN;
    Ok(match operation {
        "ping" => json!(client.ping().await?.project_id),
        "add" => json!(client.add(&add()?).await?.event_id),
        "add_everything" => json!(client.add(&add_everything()?).await?.event_id),
        "add_verbatim" => json!(client.add(&add()?.infer(false)).await?.results.len()),
        "search" => json!(client.search(&search()?).await?.len()),
        "search_everything" => json!(client.search(&search_everything()?).await?.len()),
        "list" => {
            let request = ListRequest::new(Filter::new(user()?)).page_size(100)?;
            json!(client.list_page(&request, first_page).await?.items.len())
        }
        "list_everything" => json!(
            client
                .list_page(&list_everything()?, first_page)
                .await?
                .items
                .len()
        ),
        "list_all" => {
            let request = ListRequest::new(Filter::new(user()?));
            let memories: Vec<_> = client.list(&request).try_collect().await?;
            json!(memories.len())
        }
        "get" => json!(client.get(id).await?.id),
        "update" => json!(client.update(id, &update()).await?.id),
        "update_clear" => {
            let update = Update::new().clear_expiration_date();
            json!(client.update(id, &update).await?.id)
        }
        "delete" => json!(client.delete(id, DeleteScope::Alone).await?.message),
        "delete_linked" => json!(client.delete(id, DeleteScope::WithLinked).await?.message),
        "delete_all" => json!(client.delete_all(&user()?).await?.event_id),
        "history" => json!(client.history(id).await?.len()),
        "entities" => json!(client.entities(first_page).await?.items.len()),
        "delete_entity" => json!(client.delete_entity(&user()?).await?.event_id),
        "batch_update" => {
            let batch = Batch::new([
                BatchUpdate::text(id.clone(), "Likes green tea"),
                BatchUpdate::text(id.clone(), "Likes tea").and_metadata(metadata()),
            ])?;
            json!(client.batch_update(&batch).await?.message)
        }
        "batch_delete" => {
            let batch = Batch::new([id.clone()])?;
            json!(client.batch_delete(&batch).await?.message)
        }
        "event" => json!(client.event(&EventId::new("e1")?).await?.results.len()),
        "feedback" => {
            let rating = Some(Rating::Negative);
            json!(client.feedback(id, rating, Some("Too old")).await?.id)
        }
        "feedback_withdrawn" => json!(client.feedback(id, None, None).await?.id),
        other => bail!("unknown operation: {other}"),
    })
}

fn user() -> anyhow::Result<Entity> {
    Ok(Entity::user("tenant 7/+12025550143")?)
}

fn metadata() -> Map<String, Value> {
    Map::from_iter([("channel".to_owned(), json!("voice"))])
}

fn add() -> anyhow::Result<AddRequest> {
    let messages = [
        Message::user("Text me, don't call. ¿Sí? 🤒"),
        Message::assistant("Noted."),
    ];
    Ok(AddRequest::new(&user()?, messages)?.metadata("channel", "voice"))
}

fn add_everything() -> anyhow::Result<AddRequest> {
    Ok(add()?
        .with_entity(&Entity::agent("agent-1")?)
        .with_entity(&Entity::app("app-1")?)
        .with_entity(&Entity::run("run-1")?)
        .infer(true)
        .expiration_date("2027-01-31".parse()?)
        .timestamp("2026-11-20T10:10:11Z".parse()?)
        .custom_instructions("Only preferences.")
        .agent_custom_instructions("Only promises.")
        .custom_category("health", "Illness and care")
        .structured_data_schema(json!({"type": "object"})))
}

fn search() -> anyhow::Result<SearchRequest> {
    let request = SearchRequest::new("  how to reach them ", Filter::new(user()?))?;
    Ok(request.top_k(8)?.threshold(0.1)?.latest_only(true))
}

fn search_everything() -> anyhow::Result<SearchRequest> {
    let since = "2026-01-01T00:00:00Z".parse()?;
    let filter = Filter::new(user()?)
        .or(Entity::agent("agent-1")?)
        .and(Condition::absent(EntityKind::Run))
        .and(Condition::time(
            TimeField::CreatedAt,
            Comparison::AtOrAfter,
            since,
        ))
        .and(Condition::metadata("channel", "voice").or(Condition::category_contains("health")));
    Ok(SearchRequest::new("how to reach them", filter)?
        .top_k(1000)?
        .threshold(1.0)?
        .rerank(true)
        .show_expired(true)
        .latest_only(false)
        .reference_date(since)
        .categories(["health"])
        .fields(["id", "memory"]))
}

fn list_everything() -> anyhow::Result<ListRequest> {
    Ok(ListRequest::new(Filter::new(user()?))
        .start_date("2026-01-01".parse()?)
        .end_date("2026-12-31".parse()?)
        .latest_only(true)
        .show_expired(true)
        .categories(["health"])
        .fields(["id", "memory"])
        .page_size(200)?)
}

fn update() -> Update {
    Update::new().text("Likes tea").metadata(metadata())
}

//! A worker that sends requests with our Mem0 client, for the comparison with the
//! official Python SDK.
//!
//! Reads commands such as `search 300` from standard input, one per line, and
//! prints `done` after each; `mem0_client.py` does the same with the SDK.

use std::{
    io::{self, BufRead, Write},
    num::NonZeroU32,
};

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use mem0_client::{Client, Entity, Filter, ListRequest, SearchRequest};

/// Sends the requests in its input to a Mem0-compatible server
#[derive(Parser)]
struct Arguments {
    /// URL of the server
    url: String,
    /// User whose memories are requested
    user: String,
    /// Search query
    query: String,
    /// Expected number of listed memories
    listed: u32,
    /// Expected number of search results
    found: u32,
}

// One thread, like the SDK.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let worker = Worker::new(&Arguments::parse())?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (operation, count) = line
            .split_once(' ')
            .context("expected an operation and a count")?;
        for _ in 0..count.parse::<u32>()? {
            worker.perform(operation).await?;
        }
        writeln!(io::stdout(), "done")?;
    }
    Ok(())
}

struct Worker {
    client: Client,
    list: ListRequest,
    listed: usize,
    search: SearchRequest,
    found: usize,
}

impl Worker {
    fn new(arguments: &Arguments) -> Result<Self> {
        let filter = Filter::new(Entity::user(&arguments.user)?);
        Ok(Self {
            client: Client::builder()
                .base_url(&arguments.url)
                .build(&"m0-bench-key".into())?,
            list: ListRequest::new(filter.clone()).page_size(arguments.listed)?,
            listed: arguments.listed.try_into()?,
            search: SearchRequest::new(&arguments.query, filter)?.top_k(arguments.found)?,
            found: arguments.found.try_into()?,
        })
    }

    async fn perform(&self, operation: &str) -> Result<()> {
        let (memories, expected) = match operation {
            "list" => {
                let page = self.client.list_page(&self.list, NonZeroU32::MIN).await?;
                (page.items.len(), self.listed)
            }
            "search" => (self.client.search(&self.search).await?.len(), self.found),
            other => bail!("unknown operation: {other}"),
        };
        ensure!(
            memories == expected,
            "{operation}: expected {expected} memories, got {memories}"
        );
        Ok(())
    }
}

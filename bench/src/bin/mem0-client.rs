//! Our Mem0 client at work, for a comparison with the official Python SDK.
//!
//! Takes work from its input, a line each, such as `search 300`, and says
//! `done` after each; `mem0_client.py` does the same with the SDK.

use std::{
    io::{self, BufRead, Write},
    num::NonZeroU32,
};

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use mem0_client::{Client, Entity, Filter, ListRequest, SearchRequest};

/// Asks a Mem0-compatible server what its input says.
#[derive(Parser)]
struct Arguments {
    /// Where the server is.
    url: String,
    /// Whose memories to ask for.
    user: String,
    /// What to search for.
    query: String,
    /// How many memories a list must have.
    listed: u32,
    /// How many memories a search must find.
    found: u32,
}

// One thread, as the SDK has.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let worker = Worker::new(&Arguments::parse())?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (operation, times) = line
            .split_once(' ')
            .context("an operation, and how often")?;
        for _ in 0..times.parse::<u32>()? {
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
            other => bail!("there is no operation {other}"),
        };
        ensure!(
            memories == expected,
            "{operation}: {memories} memories, not {expected}"
        );
        Ok(())
    }
}

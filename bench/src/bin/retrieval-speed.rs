//! Benchmarks the search over one caller's memories against SQLite's FTS5 and
//! tantivy. Prints a Markdown table.
#![allow(clippy::print_stdout, reason = "the program prints a table")]

use std::{
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use bench::{
    engine::{AgenticMemories, Engine, Fts5PerCaller, Fts5Shared, Tantivy},
    quality::{conversation::Conversation, evaluation_set, locomo},
};
use clap::Parser;
use hdrhistogram::Histogram;

/// Memories that a call adds.
const CALL: usize = 20;

/// Measures building an index of one caller's memories, adding a call, and searching.
#[derive(Parser)]
struct Arguments {
    /// The directory of the evaluation set; its English callers are used.
    #[arg(long, default_value = "bench/evaluation")]
    evaluation: PathBuf,
    /// Use the data set `LoCoMo` (`locomo10.json`) instead.
    #[arg(long)]
    locomo: Option<PathBuf>,
    /// Numbers of memories to measure with.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    memories: Vec<usize>,
    /// Memories of other callers in a shared table.
    #[arg(long, default_value_t = 100_000)]
    others: usize,
    /// Searches per measurement.
    #[arg(long, default_value_t = 5_000)]
    searches: usize,
    /// Calls to add, one after the other.
    #[arg(long, default_value_t = 25)]
    calls: usize,
}

struct Workload<'a> {
    texts: &'a [String],
    others: &'a [String],
    calls: &'a [String],
    questions: &'a [String],
    searches: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let conversations = match &arguments.locomo {
        Some(path) => locomo::read(path)?,
        None => evaluation_set::read(&arguments.evaluation)?,
    };
    let is_english = |it: &&Conversation| {
        it.language
            .as_deref()
            .is_none_or(|language| language == "en")
    };
    let english: Vec<&Conversation> = conversations.iter().filter(is_english).collect();
    let utterances = english.iter().flat_map(|it| &it.utterances);
    let utterances: Vec<&str> = utterances.map(|it| it.text.as_str()).collect();
    let questions = english.iter().flat_map(|it| &it.questions);
    let questions: Vec<String> = questions.map(|question| question.text.clone()).collect();
    ensure!(
        !utterances.is_empty() && !questions.is_empty(),
        "no English utterances or questions"
    );
    println!("| memories | search | build | add a call | p50 | p99 | index / texts |");
    println!("|---|---|---|---|---|---|---|");
    for &size in &arguments.memories {
        let added = CALL * arguments.calls;
        let mut all = texts(&utterances).take(size + added + arguments.others);
        let workload = Workload {
            texts: &all.by_ref().take(size).collect::<Vec<_>>(),
            calls: &all.by_ref().take(added).collect::<Vec<_>>(),
            others: &all.collect::<Vec<_>>(),
            questions: &questions,
            searches: arguments.searches,
        };
        row::<AgenticMemories>(&workload)?;
        row::<Fts5PerCaller>(&workload)?;
        row::<Fts5Shared>(&workload)?;
        row::<Tantivy>(&workload)?;
    }
    Ok(())
}

/// Endless distinct texts: two utterances, at a distance that grows with each
/// round, and a number.
fn texts(utterances: &[&str]) -> impl Iterator<Item = String> {
    (0..).map(|n: usize| {
        let distance = 7 + 13 * (n / utterances.len());
        let nth = |n: usize| utterances.get(n % utterances.len());
        let [one, other] = [n, n + distance].map(|n| nth(n).copied().unwrap_or_default());
        format!("{one} {other} {n}")
    })
}

fn row<E: Engine>(workload: &Workload<'_>) -> Result<()> {
    let setup = E::setup(workload.others)?;
    let (engine, build) = timed(|| E::build(setup, workload.texts));
    let mut engine = engine?;
    let latencies = latencies(&engine, workload)?;
    let bytes: usize = workload.texts.iter().map(String::len).sum();
    let size = engine.size_in_bytes()?;
    let (result, add) = timed(|| {
        let mut calls = workload.calls.chunks(CALL);
        calls.try_for_each(|call| engine.add(call))
    });
    result?;
    let calls = u32::try_from(workload.calls.chunks(CALL).len().max(1))?;
    let quantile = |quantile| ms(Duration::from_nanos(latencies.value_at_quantile(quantile)));
    println!(
        "| {} | {} | {:.1} ms | {} ms | {} ms | {} ms | {} |",
        workload.texts.len(),
        E::NAME,
        build.as_secs_f64() * 1_000.0,
        ms(add / calls),
        quantile(0.5),
        quantile(0.99),
        size.map_or_else(|| "–".to_owned(), |size| ratio(size, bytes)),
    );
    Ok(())
}

fn latencies<E: Engine>(engine: &E, workload: &Workload<'_>) -> Result<Histogram<u64>> {
    let mut latencies = Histogram::<u64>::new(3)?;
    let mut hits = 0;
    let warm_up = workload.questions.len().min(workload.searches);
    let questions = workload.questions.iter().cycle();
    for (n, question) in questions.take(warm_up + workload.searches).enumerate() {
        let (found, elapsed) = timed(|| engine.search(question));
        hits += black_box(found?).len();
        if n >= warm_up {
            latencies
                .record(u64::try_from(elapsed.as_nanos()).context("a latency out of range")?)?;
        }
    }
    ensure!(hits > 0, "{} returns no hits", E::NAME);
    Ok(latencies)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn ms(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64() * 1_000.0)
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of two digits")]
fn ratio(bytes: u64, of: usize) -> String {
    format!("{:.1}", bytes as f64 / of.max(1) as f64)
}

//! How long the search among one caller's memories takes, beside SQLite's FTS5
//! and tantivy over the same texts: prints a Markdown table.
#![allow(clippy::print_stdout, reason = "a table is what this program is for")]

use std::{
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use bench::{
    engine::{Engine, OfAll, OfOne, Ours, Tantivy},
    quality::{Case, locomo, own},
};
use clap::Parser;
use hdrhistogram::Histogram;

/// Memories that a call adds.
const CALL: usize = 20;

/// Measures building an index of one caller's memories, adding a call, and searching.
#[derive(Parser)]
struct Arguments {
    /// The folder of our own set, whose English callers' memories and questions
    /// are taken.
    #[arg(long, default_value = "bench/evaluation")]
    own: PathBuf,
    /// Takes those of the data set `LoCoMo` (`locomo10.json`) instead.
    #[arg(long)]
    locomo: Option<PathBuf>,
    /// Numbers of memories.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    memories: Vec<usize>,
    /// Memories of others, where all callers share a table.
    #[arg(long, default_value_t = 100_000)]
    others: usize,
    /// Searches in each measurement.
    #[arg(long, default_value_t = 5_000)]
    searches: usize,
    /// Calls that are added, one after the other.
    #[arg(long, default_value_t = 25)]
    calls: usize,
}

/// What every engine is given.
struct Task<'a> {
    texts: &'a [String],
    others: &'a [String],
    calls: &'a [String],
    questions: &'a [String],
    searches: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let cases = match &arguments.locomo {
        Some(path) => locomo::read(path)?,
        None => own::read(&arguments.own)?,
    };
    let english = |case: &&Case| case.language.as_deref().is_none_or(|tag| tag == "en");
    let cases: Vec<&Case> = cases.iter().filter(english).collect();
    let memories = cases.iter().flat_map(|case| &case.memories);
    let spoken: Vec<&str> = memories.map(|said| said.text.as_str()).collect();
    let questions = cases.iter().flat_map(|case| &case.questions);
    let questions: Vec<String> = questions.map(|question| question.text.clone()).collect();
    ensure!(
        !spoken.is_empty() && !questions.is_empty(),
        "nothing to ask"
    );
    println!("| memories | search | build | add a call | p50 | p99 | index / texts |");
    println!("|---|---|---|---|---|---|---|");
    for &size in &arguments.memories {
        let further = CALL * arguments.calls;
        let mut all = texts(&spoken).take(size + further + arguments.others);
        let task = Task {
            texts: &all.by_ref().take(size).collect::<Vec<_>>(),
            calls: &all.by_ref().take(further).collect::<Vec<_>>(),
            others: &all.collect::<Vec<_>>(),
            questions: &questions,
            searches: arguments.searches,
        };
        row::<Ours>(&task)?;
        row::<OfOne>(&task)?;
        row::<OfAll>(&task)?;
        row::<Tantivy>(&task)?;
    }
    Ok(())
}

/// Different texts without an end: two things that were said, at distances that
/// grow from lap to lap, and a number.
fn texts(spoken: &[&str]) -> impl Iterator<Item = String> {
    (0..).map(|n: usize| {
        let distance = 7 + 13 * (n / spoken.len());
        let said = |n: usize| spoken.iter().cycle().nth(n % spoken.len());
        let [one, other] = [n, n + distance].map(|n| said(n).copied().unwrap_or_default());
        format!("{one} {other} {n}")
    })
}

fn row<E: Engine>(task: &Task<'_>) -> Result<()> {
    let before = E::before(task.others)?;
    let (engine, build) = timed(|| E::build(before, task.texts));
    let mut engine = engine?;
    let latencies = latencies(&engine, task)?;
    let bytes: usize = task.texts.iter().map(String::len).sum();
    let size = engine.size_in_bytes()?;
    let (added, add) = timed(|| {
        let mut calls = task.calls.chunks(CALL);
        calls.try_for_each(|call| engine.add(call))
    });
    added?;
    let calls = u32::try_from(task.calls.chunks(CALL).len().max(1))?;
    let quantile = |quantile| ms(Duration::from_nanos(latencies.value_at_quantile(quantile)));
    println!(
        "| {} | {} | {:.1} ms | {} ms | {} ms | {} ms | {} |",
        task.texts.len(),
        E::NAME,
        build.as_secs_f64() * 1_000.0,
        ms(add / calls),
        quantile(0.5),
        quantile(0.99),
        size.map_or_else(|| "–".to_owned(), |size| ratio(size, bytes)),
    );
    Ok(())
}

fn latencies<E: Engine>(engine: &E, task: &Task<'_>) -> Result<Histogram<u64>> {
    let mut latencies = Histogram::<u64>::new(3)?;
    let mut hits = 0;
    let warm = task.questions.len().min(task.searches);
    let questions = task.questions.iter().cycle();
    for (n, question) in questions.take(warm + task.searches).enumerate() {
        let (found, took) = timed(|| engine.search(question));
        hits += black_box(found?).len();
        if n >= warm {
            latencies.record(u64::try_from(took.as_nanos()).context("a search of centuries")?)?;
        }
    }
    ensure!(hits > 0, "{} finds nothing", E::NAME);
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

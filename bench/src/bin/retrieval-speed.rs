//! How long the search among one caller's memories takes, beside SQLite's FTS5
//! and tantivy over the same texts: prints a Markdown table.
#![allow(clippy::print_stdout, reason = "a table is what this program is for")]

use std::{
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use bench::{
    engine::{Engine, Fts5, Ours, Tantivy},
    quality::own,
};
use clap::Parser;
use hdrhistogram::Histogram;

/// Measures building an index over one caller's memories and searching it.
#[derive(Parser)]
struct Arguments {
    /// The folder of our own set, of which memories and questions are taken.
    #[arg(long, default_value = "bench/evaluation")]
    own: PathBuf,
    /// Numbers of memories.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    memories: Vec<usize>,
    /// Searches in each measurement.
    #[arg(long, default_value_t = 5_000)]
    searches: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let cases = own::read(&arguments.own)?;
    let spoken: Vec<&str> = cases
        .iter()
        .filter(|case| case.language.as_deref() == Some("en"))
        .flat_map(|case| &case.memories)
        .map(|said| said.text.as_str())
        .collect();
    let asked: Vec<&str> = cases
        .iter()
        .filter(|case| case.language.as_deref() == Some("en"))
        .flat_map(|case| &case.questions)
        .map(|question| question.text.as_str())
        .collect();
    println!("| memories | search | build | p50 | p99 |\n|---|---|---|---|---|");
    for &size in &arguments.memories {
        let texts = texts(&spoken, size);
        measure::<Ours>(&texts, &asked, arguments.searches)?;
        measure::<Fts5>(&texts, &asked, arguments.searches)?;
        measure::<Tantivy>(&texts, &asked, arguments.searches)?;
    }
    Ok(())
}

/// So many different texts: what was said, with numbers to tell repetitions
/// apart and two sentences to each text.
fn texts(spoken: &[&str], size: usize) -> Vec<String> {
    let other = spoken.iter().cycle().skip(7);
    spoken
        .iter()
        .cycle()
        .zip(other)
        .enumerate()
        .take(size)
        .map(|(n, (one, other))| format!("{one} {other} {n}"))
        .collect()
}

fn measure<E: Engine>(texts: &[String], asked: &[&str], searches: usize) -> Result<()> {
    let start = Instant::now();
    let engine = E::build(texts)?;
    let built = start.elapsed();
    let mut latencies = Histogram::<u64>::new(3)?;
    let questions = asked.iter().cycle();
    // The first round warms caches.
    for (n, question) in questions.take(asked.len() + searches).enumerate() {
        let start = Instant::now();
        black_box(engine.search(question)?);
        if n >= asked.len() {
            let nanos = start.elapsed().as_nanos();
            latencies.record(u64::try_from(nanos).context("a search of centuries")?)?;
        }
    }
    let ms = |quantile| ms(Duration::from_nanos(latencies.value_at_quantile(quantile)));
    println!(
        "| {} | {} | {:.1} ms | {} ms | {} ms |",
        texts.len(),
        E::NAME,
        built.as_secs_f64() * 1_000.0,
        ms(0.5),
        ms(0.99),
    );
    Ok(())
}

fn ms(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64() * 1_000.0)
}

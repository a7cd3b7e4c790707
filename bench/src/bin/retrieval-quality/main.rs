//! How well the ranking finds what answers a question: prints Markdown tables.
//!
//! LogisticModel are cross-validated: fitted to one half of the conversations and
//! measured on the other, and the reverse.
#![allow(clippy::print_stdout, reason = "tables are what this program is for")]

mod tables;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use bench::quality::{
    Case,
    fit::calibrate,
    locomo,
    model::{Costs, Model},
    own,
    ranker::{Ranker, Validated, examples},
    rankers::{whole, with_model},
};
use clap::Parser;
use memories_embedding::Encoder;

/// Measures how well the ranking finds what answers a question.
#[derive(Parser)]
struct Arguments {
    /// The data set `LoCoMo`: `locomo10.json`.
    #[arg(long)]
    locomo: Option<PathBuf>,
    /// The folder of our own set.
    #[arg(long, default_value = "bench/evaluation")]
    own: PathBuf,
    /// The folder of a sentence encoder, to measure the ranking by a model, too.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Also print the weights that ship: fitted to all of `LoCoMo`, calibrated to
    /// our own set.
    #[arg(long)]
    weights: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let own = own::read(&arguments.own)?;
    let locomo = match &arguments.locomo {
        Some(path) => locomo::read(path)?,
        None => Vec::new(),
    };
    let encoder = match &arguments.model {
        Some(folder) => Some(Encoder::open(folder)?),
        None => None,
    };
    let cases: [&[Case]; 2] = [&locomo, &own];
    let model = encoder.as_ref().map(|encoder| Model::read(encoder, &cases));
    let model = model.as_ref();

    let mut sets = vec![("our own", &*own)];
    if arguments.locomo.is_some() {
        ensure!(
            locomo.len() > 1,
            "cross-validation needs several conversations"
        );
        sets.push(("LoCoMo", &*locomo));
        println!("### LoCoMo, cross-validated\n");
        tables::of_rankings(model, |ranker| Validated::crossed(ranker, &locomo, &own));
        if arguments.weights {
            print_weights(&whole(), &locomo, &own);
            if let Some(model) = model {
                print_weights(&with_model(model), &locomo, &own);
            }
        }
        println!();
    }
    println!("### Our own callers, with the weights that ship\n");
    tables::of_rankings(model, |ranker| Validated::shipped(ranker, &own));
    println!("\n### Memory\n");
    tables::of_sizes(&sets, model);
    if let Some(encoder) = &encoder {
        println!("\n### Time of the model, on one core\n");
        tables::of_costs(&Costs::of(encoder, &cases));
    }
    Ok(())
}

fn print_weights(ranker: &Ranker<'_>, locomo: &[Case], own: &[Case]) {
    let weights = ranker.fit(ranker.answer_all(locomo).iter());
    let examples = examples(ranker.answer_all(own).iter());
    println!("\n{}: {:#?}", ranker.name, calibrate(&weights, &examples));
}

//! Evaluates the ranking on questions with known answers. Prints Markdown tables.
//!
//! Models are cross-validated: fitted to one half of the conversations and
//! evaluated on the other, and vice versa.
#![allow(clippy::print_stdout, reason = "the program prints tables")]

mod service_tables;
mod tables;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use bench::quality::{
    ablation::{complete, with_embeddings},
    conversation::Conversation,
    evaluation_set,
    fitting::calibrate,
    locomo,
    precomputed::{EncodingCosts, PrecomputedEmbeddings},
    ranker::{Evaluation, Ranker, examples},
    service::ServiceEvaluation,
};
use clap::Parser;
use memories_embedding::BertEncoder;

/// Evaluates the ranking on questions with known answers.
#[derive(Parser)]
struct Arguments {
    /// The data set `LoCoMo`: `locomo10.json`.
    #[arg(long)]
    locomo: Option<PathBuf>,
    /// The directory of the evaluation set.
    #[arg(long, default_value = "bench/evaluation")]
    evaluation: PathBuf,
    /// The program `agentic-memories`, to put the questions to a running service that has learned
    /// the conversations from hang-ups, instead of to the library.
    #[arg(long)]
    service: Option<PathBuf>,
    /// The directory of an embedding model, to evaluate semantic search.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Also print the default coefficients: fitted to all of `LoCoMo`, calibrated
    /// on the evaluation set.
    #[arg(long)]
    coefficients: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let evaluation_set = evaluation_set::read(&arguments.evaluation)?;
    let locomo = match &arguments.locomo {
        Some(path) => locomo::read(path)?,
        None => Vec::new(),
    };
    if let Some(program) = &arguments.service {
        return ask_service(program, &locomo, &evaluation_set);
    }
    let model = match &arguments.model {
        Some(directory) => Some(BertEncoder::load(directory)?),
        None => None,
    };
    let data_sets: [&[Conversation]; 2] = [&locomo, &evaluation_set];
    let embeddings = model
        .as_ref()
        .map(|model| PrecomputedEmbeddings::compute(model, &data_sets));
    let embeddings = embeddings.as_ref();

    let mut sized = vec![("evaluation set", &*evaluation_set)];
    if arguments.locomo.is_some() {
        ensure!(
            locomo.len() > 1,
            "cross-validation needs several conversations"
        );
        sized.push(("LoCoMo", &*locomo));
        println!("### LoCoMo, cross-validated\n");
        tables::print_rankings(embeddings, |ranker| {
            Evaluation::cross_validate(ranker, &locomo, &evaluation_set)
        });
        if arguments.coefficients {
            print_coefficients(&complete(), &locomo, &evaluation_set);
            if let Some(embeddings) = embeddings {
                print_coefficients(&with_embeddings(embeddings), &locomo, &evaluation_set);
            }
        }
        println!();
    }
    println!("### Evaluation set, with the default coefficients\n");
    tables::print_rankings(embeddings, |ranker| {
        Evaluation::with_defaults(ranker, &evaluation_set)
    });
    println!("\n### Memory\n");
    tables::print_sizes(&sized, embeddings);
    if let Some(model) = &model {
        println!("\n### Time of the model, on one core\n");
        tables::print_costs(&EncodingCosts::measure(model, &data_sets));
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn ask_service(
    program: &Path,
    locomo: &[Conversation],
    evaluation_set: &[Conversation],
) -> Result<()> {
    for (name, conversations) in [("LoCoMo", locomo), ("Evaluation set", evaluation_set)] {
        if !conversations.is_empty() {
            println!("### {name}, through the service\n");
            service_tables::print(&ServiceEvaluation::of(program, conversations).await?);
            println!();
        }
    }
    Ok(())
}

fn print_coefficients(
    ranker: &Ranker<'_>,
    locomo: &[Conversation],
    evaluation_set: &[Conversation],
) {
    let model = ranker.fit(ranker.run(locomo).iter());
    let calibration = examples(ranker.run(evaluation_set).iter());
    println!("\n{}: {:#?}", ranker.name, calibrate(&model, &calibration));
}

//! The model that compares meanings, and how long it takes.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use memories_index::EmbeddingModel;
use memories_server::config::Config;

use super::finding::Finding;
use crate::{
    ranker::{Use, configured, load, patience},
    render,
};

/// As long as what an agent asks in a call.
const QUESTION: &str = "Which appointment did the caller ask for, and when does it suit them best?";

/// Questions that are timed, after one that warms up.
const SAMPLES: usize = 5;

/// Nothing where no model is configured that would be used.
pub(super) fn examine(config: &Config) -> Option<Finding> {
    let folder = configured(config)?;
    let began = Instant::now();
    Some(match load(folder) {
        Ok(encoder) => judged(
            folder,
            began.elapsed(),
            reading(&*encoder),
            patience(config, Use::Serve),
        ),
        Err(error) => Finding::wrong(
            "ranker",
            error.to_string(),
            "correct what it names, or unset RANKER_MODEL",
        ),
    })
}

/// How long it takes to read a question: the middle of several times.
fn reading(encoder: &dyn EmbeddingModel) -> Duration {
    encoder.encode(&[QUESTION]);
    let mut times: Vec<Duration> = (0..SAMPLES)
        .map(|_| {
            let began = Instant::now();
            encoder.encode(&[QUESTION]);
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(SAMPLES / 2).copied().unwrap_or_default()
}

fn judged(folder: &Path, loading: Duration, reading: Duration, patience: Duration) -> Finding {
    let says = format!(
        "the model in {} loads in {}, reads a question in {}",
        folder.display(),
        render::took(loading),
        render::took(reading)
    );
    if reading > patience {
        return Finding::advice(
            "ranker",
            format!(
                "{says}; a search waits {} for it, and then goes by words",
                render::took(patience)
            ),
            "take a smaller model or a faster processor, or unset RANKER_MODEL",
        );
    }
    Finding::good("ranker", says)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_too_slow_for_a_search_gets_advice() {
        let patience = Duration::from_millis(50);
        let verdict = |reading| {
            let found = judged(Path::new("model"), Duration::ZERO, reading, patience);
            serde_json::to_value(found).unwrap()["verdict"].clone()
        };
        assert_eq!(verdict(patience), "good");
        assert_eq!(verdict(patience * 2), "advice");
    }
}

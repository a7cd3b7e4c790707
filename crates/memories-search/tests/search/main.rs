//! Ranking, updates, semantic search and abstention of an index.
#![expect(clippy::float_cmp, reason = "only exactly equal scores are ties")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod abstention;
mod forms;
mod properties;
mod ranking;
mod semantic;
mod strategies;
mod updates;

use memories_search::{Abstention, Document, Hit, Options, Parameters, ScoringModel};

fn document(text: &str) -> Document<'_> {
    Document {
        text,
        ..Document::default()
    }
}

fn positions(hits: &[Hit]) -> Vec<usize> {
    hits.iter().map(|hit| hit.document).collect()
}

/// Returns every match: no thresholds, no abstention.
fn every_match() -> Options {
    let defaults = Parameters::default();
    let parameters = Parameters {
        lexical: ScoringModel {
            threshold: 0.0,
            ..defaults.lexical
        },
        semantic: ScoringModel {
            threshold: 0.0,
            ..defaults.semantic
        },
        abstention: Abstention {
            min_probability: 0.0,
            ..defaults.abstention
        },
        ..defaults
    };
    Options {
        parameters,
        ..Options::default()
    }
}

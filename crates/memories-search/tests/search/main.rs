//! What a search finds, in which order, and what it never does.
#![expect(clippy::float_cmp, reason = "only exactly equal scores are ties")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod anything;
mod finding;
mod growing;
mod meaning;
mod on_record;
mod whatever;

use memories_search::{Abstention, Document, Hit, Options, Parameters};

fn said(text: &str) -> Document<'_> {
    Document {
        text,
        ..Document::default()
    }
}

fn found(hits: &[Hit]) -> Vec<usize> {
    hits.iter().map(|hit| hit.document).collect()
}

/// Ranks all that have anything of the query, however little it is.
fn everything() -> Options {
    let parameters = Parameters {
        threshold: 0.0,
        threshold_with_meaning: 0.0,
        doubt: Abstention {
            least: 0.0,
            ..Parameters::default().doubt
        },
        ..Parameters::default()
    };
    Options {
        parameters,
        ..Options::default()
    }
}

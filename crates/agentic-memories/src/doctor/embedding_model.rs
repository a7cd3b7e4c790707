//! The embedding model and its speed.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use memories_index::EmbeddingModel;
use memories_server::config::Config;

use super::check::Check;
use crate::{
    embedding_model::{AccessMode, configured_folder, load, query_encode_timeout},
    render,
};

/// Of a typical length.
const QUERY: &str = "Which appointment did the caller ask for, and when does it suit them best?";

/// After one warm-up.
const SAMPLES: usize = 5;

/// `None` without a model that would be used.
pub(super) fn check(config: &Config) -> Option<Check> {
    let folder = configured_folder(config)?;
    let began = Instant::now();
    Some(match load(folder) {
        Ok(model) => rate(
            folder,
            began.elapsed(),
            query_encode_time(&*model),
            query_encode_timeout(config, AccessMode::Serve),
        ),
        Err(error) => Check::fail(
            "embedding",
            error.to_string(),
            "fix the cause that it reports, or unset EMBEDDING_MODEL",
        ),
    })
}

/// The median of several samples.
fn query_encode_time(model: &dyn EmbeddingModel) -> Duration {
    model.encode(&[QUERY]);
    let mut times: Vec<Duration> = (0..SAMPLES)
        .map(|_| {
            let began = Instant::now();
            model.encode(&[QUERY]);
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(SAMPLES / 2).copied().unwrap_or_default()
}

fn rate(folder: &Path, load_time: Duration, encode_time: Duration, timeout: Duration) -> Check {
    let message = format!(
        "the model in {} loads in {}, encodes a query in {}",
        folder.display(),
        render::elapsed(load_time),
        render::elapsed(encode_time)
    );
    if encode_time > timeout {
        return Check::warn(
            "embedding",
            format!(
                "{message}; a search waits {} for it and then ranks by keywords",
                render::elapsed(timeout)
            ),
            "use a smaller model or a faster processor, or unset EMBEDDING_MODEL",
        );
    }
    Check::ok("embedding", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_too_slow_for_a_search_is_a_warning() {
        let timeout = Duration::from_millis(50);
        let status = |encode_time| {
            let found = rate(Path::new("model"), Duration::ZERO, encode_time, timeout);
            serde_json::to_value(found).unwrap()["status"].clone()
        };
        assert_eq!(status(timeout), "ok");
        assert_eq!(status(timeout * 2), "warn");
    }
}

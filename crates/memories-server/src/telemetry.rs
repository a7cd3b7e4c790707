//! The log: one line per request and per ingested call.
//!
//! A subscriber is composed of a filter and of layers that receive what passes it, so that each
//! binary can choose them: the server uses [`init`], a binary with a format of its own
//! [`init_with`].

mod log;
mod panics;

pub use log::{filter, fmt_layer};

use tracing::Subscriber;
use tracing_subscriber::{
    Layer, Registry, filter::ParseError, layer::Layered, layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::config::LogConfig;

/// Starts logging to standard error, as configured.
pub fn init(config: &LogConfig) -> Result<(), ParseError> {
    init_with(filter(config)?, fmt_layer(config));
    Ok(())
}

/// Starts logging of the events that pass `filter`, and of panics. A second start in one process
/// changes nothing.
///
/// `layers` is one layer or a `Vec` of them, such as `vec![lines.boxed(), metrics.boxed()]`.
pub fn init_with<F, L>(filter: F, layers: L)
where
    F: Layer<Registry> + Send + Sync,
    L: Layer<Layered<F, Registry>> + Send + Sync,
{
    // An error means that a subscriber is installed already.
    let _ = subscriber(filter, layers).try_init();
    panics::log_panics();
}

fn subscriber<F, L>(filter: F, layers: L) -> impl Subscriber + Send + Sync
where
    F: Layer<Registry> + Send + Sync,
    L: Layer<Layered<F, Registry>> + Send + Sync,
{
    tracing_subscriber::registry().with(filter).with(layers)
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use tracing::{Event, level_filters::LevelFilter, subscriber::with_default};
    use tracing_subscriber::layer::Context;

    use super::*;

    /// Counts events, as a layer of metrics would.
    #[derive(Clone, Default)]
    struct Counter(Arc<AtomicUsize>);

    impl<S: Subscriber> Layer<S> for Counter {
        fn on_event(&self, _: &Event<'_>, _: Context<'_, S>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn every_layer_receives_what_passes_the_filter() {
        let counters = [Counter::default(), Counter::default()];
        let layers: Vec<_> = counters.iter().map(|layer| layer.clone().boxed()).collect();
        with_default(subscriber(LevelFilter::INFO, layers), || {
            tracing::info!("request answered");
            tracing::debug!("detail");
        });
        assert_eq!(
            counters.map(|counter| counter.0.load(Ordering::Relaxed)),
            [1, 1]
        );
    }
}

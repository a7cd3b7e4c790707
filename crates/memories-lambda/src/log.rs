//! The log: one JSON object per line, as `CloudWatch` Logs reads it. The line of a request is also
//! a metric (embedded metric format), so that metrics cost no requests of their own.
//!
//! Lambda takes `timestamp` and `level` of a line from its fields:
//! <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html>.
//! The format of metrics:
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>.

use std::{env, io};

use jiff::Timestamp;
use json_subscriber::JsonLayer;
use memories_server::telemetry;
use serde_json::{Value, json};
use tracing::{Event, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{
    filter::Targets,
    fmt::{MakeWriter, time::SystemTime},
    registry::LookupSpan,
};

/// The field, in milliseconds, that makes a line a metric.
const DURATION_FIELD: &str = "duration_ms";
/// The targets, by prefix, that the configured level applies to. Others log at INFO at most: at
/// TRACE, Lambda's runtime logs whole events, with transcripts and signatures.
const LOG_TARGETS: [&str; 3] = ["elevenlabs", "mem0_client", "memories"];
/// The namespace of the metrics in `CloudWatch`.
const NAMESPACE: &str = "AgenticMemories";

/// Starts the log. A second start in one process changes nothing.
pub(crate) fn init() {
    let function = env::var("AWS_LAMBDA_FUNCTION_NAME").unwrap_or_default();
    telemetry::init_with(filter(level()), json_layer(function, io::stdout));
}

fn filter(level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(level.min(LevelFilter::INFO))
        .with_targets(LOG_TARGETS.map(|target| (target, level)))
}

/// Lambda's own setting, which the template sets. Its highest level is FATAL.
fn level() -> LevelFilter {
    let name = env::var("AWS_LAMBDA_LOG_LEVEL").unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "" => LevelFilter::INFO,
        "fatal" => LevelFilter::ERROR,
        name => name.parse().unwrap_or(LevelFilter::INFO),
    }
}

fn json_layer<S, W>(function: String, writer: W) -> JsonLayer<S, W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + 'static,
{
    let mut layer = JsonLayer::new(writer);
    layer.with_timer("timestamp", SystemTime);
    layer.with_level("level");
    layer.with_target("target");
    layer.with_flattened_event();
    layer.with_top_level_flattened_span_list();
    layer.add_static_field("function", Value::String(function));
    layer.add_dynamic_field("_aws", |event, _| is_metric(event).then(metric));
    layer
}

fn is_metric(event: &Event<'_>) -> bool {
    event.metadata().fields().field(DURATION_FIELD).is_some()
}

fn metric() -> Value {
    json!({
        "Timestamp": Timestamp::now().as_millisecond(),
        "CloudWatchMetrics": [{
            "Namespace": NAMESPACE,
            "Dimensions": [["function"]],
            "Metrics": [{ "Name": DURATION_FIELD, "Unit": "Milliseconds" }],
        }],
    })
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write,
        sync::{Arc, Mutex},
    };

    use rstest::rstest;
    use tracing::subscriber::with_default;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[derive(Clone, Default)]
    struct Buffer(Arc<Mutex<Vec<u8>>>);

    impl Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The lines that `events` log.
    fn lines(events: impl FnOnce()) -> Vec<Value> {
        let buffer = Buffer::default();
        let writer = {
            let buffer = buffer.clone();
            move || buffer.clone()
        };
        let layer = json_layer("Retrieve".to_owned(), writer);
        with_default(tracing_subscriber::registry().with(layer), events);
        let bytes = buffer.0.lock().unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[rstest]
    #[case("memories_server::http")]
    #[case("memories_store_aws::client::transport")]
    #[case("mem0_client::transport")]
    fn the_level_applies_to_the_crates_of_the_workspace(#[case] target: &str) {
        use tracing::Level;
        assert!(filter(LevelFilter::TRACE).would_enable(target, &Level::TRACE));
        assert!(!filter(LevelFilter::WARN).would_enable(target, &Level::INFO));
    }

    #[rstest]
    #[case("lambda_runtime")]
    #[case("lambda_http")]
    #[case("aws_sigv4::http_request")]
    fn other_crates_log_at_info_at_most(#[case] target: &str) {
        use tracing::Level;
        let filter = filter(LevelFilter::TRACE);
        assert!(filter.would_enable(target, &Level::INFO));
        assert!(!filter.would_enable(target, &Level::DEBUG));
    }

    #[test]
    fn the_fields_of_a_line_and_of_its_spans_are_at_the_top_level() {
        let lines = lines(|| {
            let span = tracing::info_span!("request", request_id = "r-1", user_id = "+1202•••0143");
            let _entered = span.enter();
            tracing::error!(
                error = "Mem0 timeout",
                duration_ms = 5_000.0,
                "request failed"
            );
        });
        assert_eq!(lines.len(), 1);
        for (name, value) in [
            ("level", json!("ERROR")),
            ("function", json!("Retrieve")),
            ("error", json!("Mem0 timeout")),
            ("user_id", json!("+1202•••0143")),
            ("duration_ms", json!(5_000.0)),
            ("request_id", json!("r-1")),
            ("message", json!("request failed")),
        ] {
            assert_eq!(lines[0][name], value, "{name}");
        }
        let timestamp = lines[0]["timestamp"].as_str().unwrap();
        timestamp.parse::<Timestamp>().unwrap();
    }

    #[test]
    fn only_a_line_with_a_duration_is_a_metric() {
        let lines = lines(|| {
            tracing::info!(duration_ms = 1.5, "request answered");
            tracing::info!("call ingested");
        });
        let directive = &lines[0]["_aws"]["CloudWatchMetrics"][0];
        let name = directive["Metrics"][0]["Name"].as_str().unwrap();
        let dimension = directive["Dimensions"][0][0].as_str().unwrap();
        assert!(lines[0][name].is_number());
        assert!(lines[0][dimension].is_string());
        assert!(lines[0]["_aws"]["Timestamp"].is_i64());
        assert_eq!(lines[1].get("_aws"), None);
    }
}

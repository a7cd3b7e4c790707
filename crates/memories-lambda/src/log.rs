//! The log: one JSON object a line, as `CloudWatch` Logs reads it. The line of a
//! request is a metric too (embedded metric format), so that no metric costs a
//! request of its own.
//!
//! Lambda takes `timestamp` and `level` of a line from the line itself:
//! <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html>.
//! The format of metrics:
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>.

use std::{env, io};

use jiff::Timestamp;
use json_subscriber::JsonLayer;
use serde_json::{Value, json};
use tracing::{Event, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{
    filter::Targets,
    fmt::{MakeWriter, time::SystemTime},
    layer::SubscriberExt,
    registry::LookupSpan,
    util::SubscriberInitExt,
};

/// The field that makes a line a metric, in milliseconds.
const DURATION: &str = "duration_ms";
/// The modules that may be as talkative as is asked for. Those of others are not: what
/// a function is called with, words and signatures, is what Lambda's runtime tells at
/// TRACE.
const OURS: [&str; 5] = [
    // With the colons, because `aws_sigv4` is not ours.
    "aws::",
    "intake_sqs",
    "ledger_dynamodb",
    "mem0_client",
    "memories",
];
/// Where the stack's metrics are found in `CloudWatch`.
const NAMESPACE: &str = "AgenticMemories";

/// Starts the log. A second start in one process changes nothing.
pub(crate) fn start() {
    let function = env::var("AWS_LAMBDA_FUNCTION_NAME").unwrap_or_default();
    // Failing means that a subscriber exists already.
    let _ = tracing_subscriber::registry()
        .with(lines(function, io::stdout))
        .with(allowed(level()))
        .try_init();
    memories_server::telemetry::log_panics();
}

/// What may be logged at a level: everything of ours, and of others what everybody
/// may read.
fn allowed(level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(level.min(LevelFilter::INFO))
        .with_targets(OURS.map(|module| (module, level)))
}

/// Lambda's own level, which the template sets; the highest is called FATAL there.
fn level() -> LevelFilter {
    let name = env::var("AWS_LAMBDA_LOG_LEVEL").unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "" => LevelFilter::INFO,
        "fatal" => LevelFilter::ERROR,
        name => name.parse().unwrap_or(LevelFilter::INFO),
    }
}

fn lines<S, W>(function: String, writer: W) -> JsonLayer<S, W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + 'static,
{
    let mut lines = JsonLayer::new(writer);
    lines.with_timer("timestamp", SystemTime);
    lines.with_level("level");
    lines.with_target("target");
    lines.with_flattened_event();
    lines.with_top_level_flattened_span_list();
    lines.add_static_field("function", Value::String(function));
    lines.add_dynamic_field("_aws", |event, _| is_metric(event).then(metric));
    lines
}

fn is_metric(event: &Event<'_>) -> bool {
    event.metadata().fields().field(DURATION).is_some()
}

fn metric() -> Value {
    json!({
        "Timestamp": Timestamp::now().as_millisecond(),
        "CloudWatchMetrics": [{
            "Namespace": NAMESPACE,
            "Dimensions": [["function"]],
            "Metrics": [{ "Name": DURATION, "Unit": "Milliseconds" }],
        }],
    })
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write,
        sync::{Arc, Mutex},
    };

    use tracing::subscriber::with_default;

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The lines that `events` write.
    fn logged(events: impl FnOnce()) -> Vec<Value> {
        let written = Written::default();
        let writer = {
            let written = written.clone();
            move || written.clone()
        };
        let subscriber = tracing_subscriber::registry().with(lines("Retrieve".to_owned(), writer));
        with_default(subscriber, events);
        let bytes = written.0.lock().unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn only_our_own_modules_are_as_talkative_as_is_asked_for() {
        let enabled = |asked, target, told: LevelFilter| {
            allowed(asked).would_enable(target, &told.into_level().unwrap())
        };
        let (trace, info) = (LevelFilter::TRACE, LevelFilter::INFO);
        assert!(enabled(trace, "aws::transport", trace));
        assert!(enabled(trace, "lambda_runtime", info));
        for foreign in ["lambda_runtime", "lambda_http", "aws_sigv4::http_request"] {
            assert!(!enabled(trace, foreign, LevelFilter::DEBUG), "{foreign}");
        }
        assert!(!enabled(LevelFilter::WARN, "lambda_runtime", info));
        assert!(!enabled(LevelFilter::WARN, "memories_server", info));
    }

    #[test]
    fn a_line_has_its_fields_and_those_of_its_spans_at_the_top() {
        let lines = logged(|| {
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
        lines[0]["timestamp"]
            .as_str()
            .unwrap()
            .parse::<Timestamp>()
            .unwrap();
    }

    #[test]
    fn a_line_with_a_duration_is_a_metric_and_no_other() {
        let lines = logged(|| {
            tracing::info!(duration_ms = 1.5, "request answered");
            tracing::info!("call learned");
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

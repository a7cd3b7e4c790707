use std::panic::{self, PanicHookInfo};

/// Logs panics instead of printing them to standard error.
pub(super) fn log_panics() {
    panic::set_hook(Box::new(log_panic));
}

/// Logs the location of a panic but not its message, which may contain a transcript: that of an
/// invalid string index contains the string.
fn log_panic(info: &PanicHookInfo<'_>) {
    let location = info.location().map(ToString::to_string);
    tracing::error!(location, "panic");
}

/// The variables of every reply. A profile fact of the same name does not replace them.
pub const BUILTIN_VARIABLES: [&str; 7] = [
    "caller_id",
    "is_returning_caller",
    "call_count",
    "memory_count",
    "last_call_at",
    "last_call_summary",
    "memory_summary",
];

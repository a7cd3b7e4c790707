//! Properties of what is true after any sequence of calls.

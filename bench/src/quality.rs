//! Ranking quality: questions with known answers, and metrics over them.

pub mod ablation;
pub mod conversation;
pub mod evaluation_set;
pub mod fitting;
pub mod locomo;
pub mod metrics;
pub mod precomputed;
pub mod ranker;
pub mod service;

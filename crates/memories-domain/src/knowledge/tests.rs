//! What is true after calls that are played here word for word.

mod answers;
mod appointments;
mod behalf;
mod changes;
mod clients;
mod corrections;
mod dialogue;
mod endings;
mod facts;
mod intent;
mod lists;
mod notes;
mod operators;
mod particulars;
mod people;
mod played;
mod promises;
mod properties;
mod renewals;
mod sensitive;
mod short_answers;
mod states;
mod stories;
mod talk;
mod truth;

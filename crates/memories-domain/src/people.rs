//! Who is speaking in a call, and who the people of one line are.
//!
//! A phone number is not a person: a couple shares a landline. [`identify_speaker`] reads from one
//! call who speaks, and [`people_of_line`] tells from all calls of a number who its people are.

mod agent;
mod behalf;
mod collected;
mod folding;
mod hand_over;
mod introductions;
mod line;
mod name;
mod phrases;
mod reading;
mod relation;
mod same_name;
mod speaker;
mod spelling;
mod spoken;
mod vocabulary;

pub(crate) use collected::NamedRole;
pub use collected::is_name_of_caller;
pub use hand_over::{CallSpeakers, identify_speaker, identify_speakers};
pub use line::{Line, Person, PersonIndex, people_of_line, people_of_voices};
pub use name::{InvalidPersonName, PersonName};
pub use relation::{OnBehalfOf, Relation, RelationKind};
pub use speaker::{CallSpeaker, Certainty};

#[cfg(test)]
mod tests;

//! How well the ranking finds: questions with known answers, and what is made of them.

pub mod fit;
pub mod locomo;
pub mod measure;
pub mod model;
pub mod own;
pub mod ranker;
pub mod rankers;

use memories_search::Document;

/// One person's memories with questions about them.
#[derive(Debug, Default)]
pub struct Case {
    /// In the order in which they were said.
    pub memories: Vec<Said>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// The names by which questions mean a speaker, beside the speaker's own.
    pub speakers: memories_search::SpeakerAliases,
    /// A BCP 47 tag.
    pub language: Option<String>,
}

/// One memory: a turn of a conversation.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Who said it.
    pub speaker: String,
    /// What was said.
    pub text: String,
    /// Which conversation it belongs to.
    pub conversation: usize,
    /// When the conversation began, in seconds since the Unix epoch.
    pub at: i64,
}

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    /// As it is asked.
    pub text: String,
    /// When it is asked, in seconds since the Unix epoch.
    pub now: i64,
    /// What sort of question it is.
    pub kind: String,
    /// The positions of the memories that answer it; none if nothing does.
    pub evidence: Vec<usize>,
}

impl Case {
    /// The memories with their neighbours in the same conversation.
    pub fn documents(&self) -> impl Iterator<Item = Document<'_>> {
        self.memories.iter().enumerate().map(|(at, said)| {
            let neighbour = |at: Option<usize>| {
                self.memories
                    .get(at?)
                    .filter(|other| other.conversation == said.conversation)
                    .map(|other| other.text.as_str())
            };
            Document {
                text: &said.text,
                before: neighbour(at.checked_sub(1)),
                prev2: neighbour(at.checked_sub(2)),
                after: neighbour(at.checked_add(1)),
                speaker: Some(&said.speaker),
                recency: said.at,
                language: self.language.as_deref(),
                ..Document::default()
            }
        })
    }
}

impl Question {
    /// Whether a memory answers it.
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        !self.evidence.is_empty()
    }
}

use memories_search::{Document, SpeakerAliases};

/// One person's memories with questions about them.
#[derive(Debug, Default)]
pub struct Conversation {
    /// In chronological order.
    pub utterances: Vec<Utterance>,
    pub questions: Vec<Question>,
    /// The speaker who calls, where the conversation is played as phone calls.
    pub caller: String,
    /// The words by which questions refer to a speaker, besides their name.
    pub speakers: SpeakerAliases,
    /// A BCP 47 tag.
    pub language: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Utterance {
    pub speaker: String,
    pub text: String,
    /// The number of the session or call.
    pub session: usize,
    /// The start of the session, in seconds since the Unix epoch.
    pub timestamp: i64,
}

#[derive(Debug, Clone)]
pub struct Question {
    pub text: String,
    /// When it is asked, in seconds since the Unix epoch.
    pub now: i64,
    pub kind: String,
    /// The positions of the utterances that answer it; empty if none does.
    pub evidence: Vec<usize>,
}

impl Conversation {
    /// The utterances with their neighbours in the same session.
    pub fn documents(&self) -> impl Iterator<Item = Document<'_>> {
        self.utterances.iter().enumerate().map(|(at, utterance)| {
            let neighbour = |at: Option<usize>| {
                self.utterances
                    .get(at?)
                    .filter(|other| other.session == utterance.session)
                    .map(|other| other.text.as_str())
            };
            Document {
                text: &utterance.text,
                prev: neighbour(at.checked_sub(1)),
                prev2: neighbour(at.checked_sub(2)),
                next: neighbour(at.checked_add(1)),
                speaker: Some(&utterance.speaker),
                timestamp: utterance.timestamp,
                language: self.language.as_deref(),
                ..Document::default()
            }
        })
    }

    /// The caller's name; `None` for a speaker who is only called "caller".
    #[must_use]
    pub fn caller_name(&self) -> Option<&str> {
        Some(self.caller.as_str()).filter(|name| *name != "caller")
    }

    /// When the questions are asked: at the start of the last session.
    pub(super) fn end(&self) -> i64 {
        self.utterances.last().map_or(0, |last| last.timestamp)
    }
}

impl Question {
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        !self.evidence.is_empty()
    }
}

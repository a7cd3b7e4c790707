use mem0_client::Message;
use memories_domain::{
    Call, CallPart, Completeness, ExtractedMemory, Speaker, ports::ExtractedCall,
    without_placeholders,
};

/// One part of a call, ready to be sent.
pub(super) struct AddPayload {
    pub(super) part: CallPart,
    pub(super) completeness: Completeness,
    pub(super) content: Content,
}

pub(super) enum Content {
    /// Facts about the caller, to be stored verbatim.
    Facts(Vec<ExtractedMemory>),
    /// Messages from which the platform extracts memories. May be empty, if all that the event
    /// has of the part is redacted.
    Messages(Vec<Message>),
}

impl AddPayload {
    /// The parts that an event has, in the order in which they are sent.
    pub(super) fn for_call(extracted: &ExtractedCall) -> Vec<Self> {
        CallPart::ALL
            .into_iter()
            .map(|part| Self {
                part,
                completeness: extracted.completeness.of(part),
                content: Content::for_part(extracted, part),
            })
            .filter(|payload| payload.completeness > Completeness::NONE)
            .collect()
    }
}

impl Content {
    fn for_part(extracted: &ExtractedCall, part: CallPart) -> Self {
        let memories = extracted
            .memories
            .iter()
            .filter(|memory| memory.part() == part);
        match part {
            CallPart::Profile => Self::Facts(memories.cloned().collect()),
            CallPart::Factual => {
                let statements: Vec<&str> = memories.map(|memory| &*memory.text).collect();
                let message =
                    (!statements.is_empty()).then(|| Message::assistant(statements.join("\n")));
                Self::Messages(message.into_iter().collect())
            }
            // The platform extracts from the transcript by itself.
            CallPart::Semantic => Self::Messages(transcript(&extracted.call)),
        }
    }
}

/// The transcript without redacted sentences.
fn transcript(call: &Call) -> Vec<Message> {
    call.turns
        .iter()
        .filter_map(|turn| {
            let text = without_placeholders(&turn.text)?;
            Some(match turn.speaker {
                Speaker::Caller => Message::user(text),
                Speaker::Agent => Message::assistant(text),
            })
        })
        .collect()
}

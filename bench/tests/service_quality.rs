//! Questions put to the real service after it has learned a conversation.
#![allow(clippy::unwrap_used, reason = "a failed assumption fails the test")]

use std::path::Path;

use bench::quality::{
    conversation::{Conversation, Question, Utterance},
    metrics::Metrics,
    service::ServiceEvaluation,
};

const RETRIEVAL_QUALITY: &str = env!("CARGO_BIN_EXE_retrieval-quality");

fn question(text: &str, kind: &str, evidence: &[usize]) -> Question {
    Question {
        text: text.to_owned(),
        now: 0,
        kind: kind.to_owned(),
        evidence: evidence.to_vec(),
    }
}

fn conversation() -> Conversation {
    let said = [
        (1, "agent", "Where is the boiler?"),
        (1, "caller", "It's in the cupboard under the stairs."),
        (2, "caller", "My dog is called Biscuit."),
        (
            2,
            "agent",
            "The engineer's van needs the parking space by the gate.",
        ),
    ];
    Conversation {
        caller: "caller".to_owned(),
        utterances: said
            .map(|(session, speaker, text)| Utterance {
                speaker: speaker.to_owned(),
                text: text.to_owned(),
                session,
                timestamp: 1_760_000_000 + 86_400 * i64::try_from(session).unwrap(),
            })
            .to_vec(),
        questions: vec![
            question("Where is the boiler?", "answerable", &[1]),
            question("What is the dog called?", "answerable", &[2]),
            question("Who fixed the roof of the chapel?", "unanswerable", &[]),
        ],
        ..Conversation::default()
    }
}

#[tokio::test]
async fn the_service_finds_what_it_learned_from_hang_ups() {
    let service = Path::new(RETRIEVAL_QUALITY).with_file_name("agentic-memories");
    assert!(
        service.is_file(),
        "`cargo build -p agentic-memories` first, or test the whole workspace, which builds it"
    );
    let evaluation = ServiceEvaluation::of(&service, &[conversation()])
        .await
        .unwrap();
    let metrics: Metrics = evaluation.questions.values().copied().sum();
    assert!((metrics.questions - 2.0).abs() < f64::EPSILON);
    assert!((metrics.recall_at_3() - 1.0).abs() < f64::EPSILON);
    assert_eq!(evaluation.silenced, 0);
    assert_eq!(evaluation.unanswerable["unanswerable"], (1, 1));
    assert_eq!(evaluation.evidence_kept, [(2, 2), (0, 0)]);
}

//! Embeddings of all texts and questions of a data set, and the time they take.

use std::{
    collections::HashMap,
    num::NonZero,
    panic::resume_unwind,
    thread,
    time::{Duration, Instant},
};

use memories_embedding::{EmbeddingModel, TokenEmbeddings};
use memories_search::{Document, DocumentEmbeddings};

use super::conversation::Conversation;

/// As after a call.
const BATCH: usize = 64;
/// The number of questions and of texts whose encoding is timed.
const SAMPLE: usize = 320;

pub struct PrecomputedEmbeddings(HashMap<String, TokenEmbeddings>);

impl PrecomputedEmbeddings {
    /// Encodes all texts and questions, on all cores.
    #[must_use]
    pub fn compute(model: &dyn EmbeddingModel, data_sets: &[&[Conversation]]) -> Self {
        let (mut texts, questions) = texts_and_questions(data_sets);
        texts.extend(questions);
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let encode = |texts: &[&str]| -> Vec<TokenEmbeddings> {
            let batches = texts.chunks(BATCH);
            batches.flat_map(|batch| model.encode(batch)).collect()
        };
        let mut embeddings = Vec::with_capacity(texts.len());
        thread::scope(|scope| {
            let parts = texts.chunks(texts.len().div_ceil(threads).max(1));
            let workers: Vec<_> = parts
                .map(|part| scope.spawn(move || encode(part)))
                .collect();
            for worker in workers {
                embeddings.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
        });
        let owned = texts.into_iter().map(str::to_owned);
        Self(owned.zip(embeddings).collect())
    }

    #[must_use]
    pub fn get(&self, text: &str) -> Option<&TokenEmbeddings> {
        self.0.get(text)
    }

    /// Adds the embeddings of a document's texts.
    #[must_use]
    pub fn attach<'a>(&'a self, document: Document<'a>) -> Document<'a> {
        let get = |text: Option<&str>| self.get(text?).map(TokenEmbeddings::embeddings);
        let embeddings = DocumentEmbeddings {
            text: get(Some(document.text)),
            prev: get(document.prev),
            prev2: get(document.prev2),
            next: get(document.next),
        };
        Document {
            embeddings,
            ..document
        }
    }
}

/// The cost of encoding on one core.
#[derive(Debug)]
pub struct EncodingCosts {
    /// Of questions, each encoded alone, ascending.
    pub questions: Vec<Duration>,
    /// Mean per text, in batches.
    pub text: Duration,
    /// Mean size of a text's embeddings.
    pub bytes: f64,
}

impl EncodingCosts {
    #[must_use]
    pub fn measure(model: &dyn EmbeddingModel, data_sets: &[&[Conversation]]) -> Self {
        let (texts, questions) = texts_and_questions(data_sets);
        let (texts, questions) = (sample(&texts), sample(&questions));
        let time = |texts: &[&str]| {
            let start = Instant::now();
            let embeddings = model.encode(texts);
            (embeddings, start.elapsed())
        };
        let mut alone: Vec<Duration> = questions.iter().map(|text| time(&[text]).1).collect();
        alone.sort_unstable();
        let (embeddings, times): (Vec<_>, Vec<_>) = texts.chunks(BATCH).map(time).unzip();
        let texts_embedded = embeddings.iter().flatten();
        let bytes: usize = texts_embedded
            .map(|text| text.embeddings().as_bytes().len())
            .sum();
        let count = u32::try_from(texts.len()).unwrap_or(u32::MAX).max(1);
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        Self {
            questions: alone,
            text: times.iter().sum::<Duration>() / count,
            bytes: bytes as f64 / f64::from(count),
        }
    }
}

/// The distinct texts and questions, sorted.
fn texts_and_questions<'c>(data_sets: &[&'c [Conversation]]) -> (Vec<&'c str>, Vec<&'c str>) {
    let conversations = || data_sets.iter().copied().flatten();
    let utterances = conversations().flat_map(|conversation| &conversation.utterances);
    let questions = conversations().flat_map(|conversation| &conversation.questions);
    let mut texts: Vec<&str> = utterances
        .map(|utterance| utterance.text.as_str())
        .collect();
    let mut questions: Vec<&str> = questions.map(|question| question.text.as_str()).collect();
    for all in [&mut texts, &mut questions] {
        all.sort_unstable();
        all.dedup();
    }
    (texts, questions)
}

/// An evenly spread sample.
fn sample<'t>(texts: &[&'t str]) -> Vec<&'t str> {
    let step = texts.len().div_ceil(SAMPLE).max(1);
    texts.iter().copied().step_by(step).collect()
}

//! What the texts of cases mean by a sentence encoder, and what it takes to tell.

use std::{
    collections::HashMap,
    num::NonZero,
    panic::resume_unwind,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use memories_search::{
    BinaryEmbeddings, Document, DocumentEmbeddings, EmbeddingModel, TokenEmbeddings,
};

use super::Case;

/// Texts that are encoded together, as after a call.
const AT_ONCE: usize = 64;
/// How many questions and texts the costs are taken from.
const SAMPLE: usize = 320;

/// What everything means that is said and asked in some cases.
pub struct Model(HashMap<String, TokenEmbeddings>);

impl Model {
    /// Encodes all texts, on all cores.
    #[must_use]
    pub fn read(encoder: &dyn EmbeddingModel, cases: &[&[Case]]) -> Self {
        let (mut texts, questions) = texts_and_questions(cases);
        texts.extend(questions);
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let encode = |texts: &[&str]| -> Vec<TokenEmbeddings> {
            let chunks = texts.chunks(AT_ONCE);
            chunks.flat_map(|texts| encoder.encode(texts)).collect()
        };
        let mut meanings = Vec::with_capacity(texts.len());
        thread::scope(|scope| {
            let parts = texts.chunks(texts.len().div_ceil(threads).max(1));
            let running: Vec<_> = parts
                .map(|part| scope.spawn(move || encode(part)))
                .collect();
            for part in running {
                meanings.extend(part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
        });
        let owned = texts.into_iter().map(str::to_owned);
        Self(owned.zip(meanings).collect())
    }

    /// What a question means.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&TokenEmbeddings> {
        self.0.get(text)
    }

    /// A document with what its texts mean.
    #[must_use]
    pub fn understand<'a>(&'a self, document: Document<'a>) -> Document<'a> {
        let signs = |text: Option<&str>| -> Option<&'a Arc<BinaryEmbeddings>> {
            self.of(text?).map(TokenEmbeddings::signs)
        };
        let signs = DocumentEmbeddings {
            text: signs(Some(document.text)),
            before: signs(document.before),
            prev2: signs(document.prev2),
            after: signs(document.after),
        };
        Document { signs, ..document }
    }
}

/// What encoding takes on one core.
#[derive(Debug)]
pub struct Costs {
    /// Of questions, each encoded alone, ascending.
    pub questions: Vec<Duration>,
    /// Of a text among many, on average.
    pub text: Duration,
    /// What is kept of a text, in bytes, on average.
    pub bytes: f64,
}

impl Costs {
    /// Takes the time on a sample of what is said and asked.
    #[must_use]
    pub fn of(encoder: &dyn EmbeddingModel, cases: &[&[Case]]) -> Self {
        let (texts, questions) = texts_and_questions(cases);
        let (texts, questions) = (sample(&texts), sample(&questions));
        let time = |texts: &[&str]| {
            let start = Instant::now();
            let meanings = encoder.encode(texts);
            (meanings, start.elapsed())
        };
        let mut alone: Vec<Duration> = questions.iter().map(|text| time(&[text]).1).collect();
        alone.sort_unstable();
        let (meanings, times): (Vec<_>, Vec<_>) = texts.chunks(AT_ONCE).map(time).unzip();
        let bytes = meanings.iter().flatten();
        let bytes: usize = bytes.map(|meaning| meaning.signs().as_bytes().len()).sum();
        let count = u32::try_from(texts.len()).unwrap_or(u32::MAX).max(1);
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        Self {
            questions: alone,
            text: times.iter().sum::<Duration>() / count,
            bytes: bytes as f64 / f64::from(count),
        }
    }
}

/// Each distinct one, in the order of the alphabet.
fn texts_and_questions<'c>(cases: &[&'c [Case]]) -> (Vec<&'c str>, Vec<&'c str>) {
    let cases = || cases.iter().copied().flatten();
    let said = cases().flat_map(|case| &case.memories);
    let asked = cases().flat_map(|case| &case.questions);
    let mut texts: Vec<&str> = said.map(|said| said.text.as_str()).collect();
    let mut questions: Vec<&str> = asked.map(|question| question.text.as_str()).collect();
    for all in [&mut texts, &mut questions] {
        all.sort_unstable();
        all.dedup();
    }
    (texts, questions)
}

/// Some of them, evenly spread.
fn sample<'t>(texts: &[&'t str]) -> Vec<&'t str> {
    let step = texts.len().div_ceil(SAMPLE).max(1);
    texts.iter().copied().step_by(step).collect()
}

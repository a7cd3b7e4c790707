//! An encoder that knows what a few invented words mean.

use std::{
    collections::HashSet,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use memories_index::{EmbeddingModel, ModelId, TokenEmbeddings};

const DIMENSIONS: usize = 256;

/// Words that mean the same and share no letter with each other's stem; no
/// table of related words has them.
const SAME: [(&str, &str); 3] = [
    ("murmeldax", "boiler"),
    ("tandoril", "violin"),
    ("quibbel", "goat"),
];

/// How long something may take that is waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Gives equal vectors to words that mean the same.
#[derive(Default)]
pub(crate) struct FakeEncoder {
    model: u8,
    /// Which words make it wait, until they are let through.
    held: Mutex<HashSet<&'static str>>,
    released: Condvar,
    batches: AtomicUsize,
    texts: Mutex<Vec<String>>,
}

impl FakeEncoder {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// One whose signs compare with no other's.
    pub(crate) fn of_model(model: u8) -> Arc<Self> {
        Arc::new(Self {
            model,
            ..Self::default()
        })
    }

    /// From now on it stops at texts that have this word.
    pub(crate) fn stop_at(&self, word: &'static str) {
        self.held.lock().unwrap().insert(word);
    }

    /// It stops at nothing any more.
    pub(crate) fn go_on(&self) {
        self.held.lock().unwrap().clear();
        self.released.notify_all();
    }

    /// How often it was asked so far.
    pub(crate) fn batches(&self) -> usize {
        self.batches.load(Ordering::SeqCst)
    }

    /// What it was asked for so far, in this order.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.texts.lock().unwrap().clone()
    }

    /// The bits that a store keeps of a text.
    pub(crate) fn signs(&self, text: &str) -> Vec<u8> {
        self.meaning(text).embeddings().as_bytes().to_vec()
    }

    fn meaning(&self, text: &str) -> TokenEmbeddings {
        assert!(!text.contains("unspeakable"), "a defect");
        let mut tokens = Vec::new();
        let mut start = 0;
        for word in text.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
            let letters = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            if !letters.is_empty() {
                tokens.push((start..start + letters.len(), self.vector(letters)));
            }
            start += word.len();
        }
        let tokens = tokens
            .iter()
            .map(|(span, vector)| (span.clone(), &vector[..]));
        TokenEmbeddings::new(DIMENSIONS, tokens)
    }

    /// Numbers that look like chance, and are the same for the same meaning.
    fn vector(&self, word: &str) -> Vec<f32> {
        let word = word.to_lowercase();
        let same = SAME.iter().find(|(invented, _)| *invented == word);
        let concept = same.map_or(word.as_str(), |(_, real)| real);
        let mut state = concept
            .bytes()
            .fold(u32::from(self.model) + 7, |state, byte| {
                state.wrapping_mul(31).wrapping_add(byte.into())
            });
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if state >> 31 == 1 { 1.0 } else { -1.0 }
        };
        (0..DIMENSIONS).map(|_| next()).collect()
    }
}

impl EmbeddingModel for FakeEncoder {
    fn id(&self) -> ModelId {
        ModelId::from_bytes([self.model; 16])
    }

    fn dimensions(&self) -> usize {
        DIMENSIONS
    }

    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings> {
        self.batches.fetch_add(1, Ordering::SeqCst);
        let asked = texts.iter().map(|text| (*text).to_owned());
        self.texts.lock().unwrap().extend(asked);
        let held = |held: &mut HashSet<&str>| {
            held.iter()
                .any(|word| texts.iter().any(|text| text.contains(*word)))
        };
        let words = self.held.lock().unwrap();
        drop(
            self.released
                .wait_timeout_while(words, PATIENCE, held)
                .unwrap(),
        );
        texts.iter().map(|text| self.meaning(text)).collect()
    }
}

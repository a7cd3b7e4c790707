//! An embedding model in which a few invented words are synonyms of English ones.

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

/// Synonyms that share no stem, and that no thesaurus contains.
const SYNONYMS: [(&str, &str); 3] = [
    ("murmeldax", "boiler"),
    ("tandoril", "violin"),
    ("quibbel", "goat"),
];

/// How long a test waits for a condition.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(20);

/// Embeds synonyms as equal vectors. Panics on texts that contain "unspeakable".
#[derive(Default)]
pub(crate) struct FakeModel {
    id: u8,
    /// Words that block it until they are unblocked.
    blocked: Mutex<HashSet<&'static str>>,
    unblocked: Condvar,
    batches: AtomicUsize,
    texts: Mutex<Vec<String>>,
}

impl FakeModel {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// A model whose embeddings must not be compared with those of others.
    pub(crate) fn with_id(id: u8) -> Arc<Self> {
        Arc::new(Self {
            id,
            ..Self::default()
        })
    }

    /// Blocks on texts that contain `word`.
    pub(crate) fn block_on(&self, word: &'static str) {
        self.blocked.lock().unwrap().insert(word);
    }

    pub(crate) fn unblock(&self) {
        self.blocked.lock().unwrap().clear();
        self.unblocked.notify_all();
    }

    /// How many batches it was given.
    pub(crate) fn batches(&self) -> usize {
        self.batches.load(Ordering::SeqCst)
    }

    /// The texts it was given, in order.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.texts.lock().unwrap().clone()
    }

    /// The embeddings of a text as a store writes them.
    pub(crate) fn bits(&self, text: &str) -> Vec<u8> {
        self.embed(text).embeddings().as_bytes().to_vec()
    }

    fn embed(&self, text: &str) -> TokenEmbeddings {
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

    /// Pseudo-random numbers, seeded by the English synonym.
    fn vector(&self, word: &str) -> Vec<f32> {
        let word = word.to_lowercase();
        let synonym = SYNONYMS.iter().find(|(invented, _)| *invented == word);
        let concept = synonym.map_or(word.as_str(), |(_, english)| english);
        let mut state = concept.bytes().fold(u32::from(self.id) + 7, |state, byte| {
            state.wrapping_mul(31).wrapping_add(byte.into())
        });
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if state >> 31 == 1 { 1.0 } else { -1.0 }
        };
        (0..DIMENSIONS).map(|_| next()).collect()
    }
}

impl EmbeddingModel for FakeModel {
    fn id(&self) -> ModelId {
        ModelId::from_bytes([self.id; 16])
    }

    fn dimensions(&self) -> usize {
        DIMENSIONS
    }

    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings> {
        self.batches.fetch_add(1, Ordering::SeqCst);
        let given = texts.iter().map(|text| (*text).to_owned());
        self.texts.lock().unwrap().extend(given);
        let is_blocked = |words: &mut HashSet<&str>| {
            words
                .iter()
                .any(|word| texts.iter().any(|text| text.contains(*word)))
        };
        let blocked = self.blocked.lock().unwrap();
        drop(
            self.unblocked
                .wait_timeout_while(blocked, TIMEOUT, is_blocked)
                .unwrap(),
        );
        texts.iter().map(|text| self.embed(text)).collect()
    }
}

use std::{ptr, sync::Arc};

use foldhash::HashMap;
use memories_embedding::BinaryEmbeddings;

use crate::document::DocumentEmbeddings;

/// The embeddings of a segment's documents. Each text's embeddings are stored
/// once, however many documents have it as their context.
#[derive(Default)]
pub(crate) struct EmbeddingTable {
    texts: Box<[Arc<BinaryEmbeddings>]>,
    /// By document, up to the last one with embeddings.
    documents: Box<[TextIds]>,
}

/// Positions in the table's texts, counted from 1; 0 for none.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TextIds {
    pub(crate) text: u32,
    pub(crate) prev: u32,
    pub(crate) prev2: u32,
    pub(crate) next: u32,
}

impl EmbeddingTable {
    pub(super) fn texts(&self) -> &[Arc<BinaryEmbeddings>] {
        &self.texts
    }

    pub(super) fn documents(&self) -> &[TextIds] {
        &self.documents
    }

    pub(crate) fn document(&self, number: usize) -> DocumentEmbeddings<'_> {
        let ids = self.documents.get(number).copied().unwrap_or_default();
        let text = |id: u32| self.texts.get((id as usize).checked_sub(1)?);
        DocumentEmbeddings {
            text: text(ids.text),
            prev: text(ids.prev),
            prev2: text(ids.prev2),
            next: text(ids.next),
        }
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        let texts = self.texts.iter();
        let embeddings: usize = texts.map(|text| text.size_in_bytes()).sum();
        embeddings + size_of_val(&*self.texts) + size_of_val(&*self.documents)
    }
}

#[derive(Default)]
pub(crate) struct EmbeddingTableBuilder {
    texts: Vec<Arc<BinaryEmbeddings>>,
    ids: HashMap<*const BinaryEmbeddings, u32>,
    documents: Vec<TextIds>,
    added: usize,
}

impl EmbeddingTableBuilder {
    /// Takes documents in order, also those without embeddings.
    pub(crate) fn add(&mut self, embeddings: &DocumentEmbeddings<'_>) {
        let ids = TextIds {
            text: self.text_id(embeddings.text),
            prev: self.text_id(embeddings.prev),
            prev2: self.text_id(embeddings.prev2),
            next: self.text_id(embeddings.next),
        };
        if ids != TextIds::default() {
            self.documents.resize(self.added, TextIds::default());
            self.documents.push(ids);
        }
        self.added += 1;
    }

    pub(crate) fn finish(self) -> EmbeddingTable {
        EmbeddingTable {
            texts: self.texts.into(),
            documents: self.documents.into(),
        }
    }

    fn text_id(&mut self, embeddings: Option<&Arc<BinaryEmbeddings>>) -> u32 {
        let Some(embeddings) = embeddings else {
            return 0;
        };
        // Four billion texts do not fit into memory.
        let next = u32::try_from(self.texts.len() + 1).unwrap_or(0);
        let id = *self.ids.entry(ptr::from_ref(&**embeddings)).or_insert(next);
        if id == next {
            self.texts.push(Arc::clone(embeddings));
        }
        id
    }
}

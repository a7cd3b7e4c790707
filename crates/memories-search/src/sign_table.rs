//! Which documents of a segment have which signs.

use std::{ptr, sync::Arc};

use foldhash::HashMap;

use crate::{BinaryEmbeddings, DocumentEmbeddings};

/// The signs of a segment's documents. Each text's are held once, whatever the
/// number of documents that have it around them.
#[derive(Default)]
pub(crate) struct SignTable {
    texts: Box<[Arc<BinaryEmbeddings>]>,
    /// By document; empty if none has any.
    documents: Box<[TextNumbers]>,
}

/// The texts of a document, counted from one; zero where there is none.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TextNumbers {
    pub(crate) text: u32,
    pub(crate) before: u32,
    pub(crate) prev2: u32,
    pub(crate) after: u32,
}

impl SignTable {
    /// Texts in the order of their numbers.
    pub(crate) fn texts(&self) -> &[Arc<BinaryEmbeddings>] {
        &self.texts
    }

    /// By document, for as many documents as there are up to the last one that
    /// has any.
    pub(crate) fn documents(&self) -> &[TextNumbers] {
        &self.documents
    }

    /// The signs of a document.
    pub(crate) fn of(&self, document: usize) -> DocumentEmbeddings<'_> {
        let numbers = self.documents.get(document).copied().unwrap_or_default();
        let text = |number: u32| self.texts.get((number as usize).checked_sub(1)?);
        DocumentEmbeddings {
            text: text(numbers.text),
            before: text(numbers.before),
            prev2: text(numbers.prev2),
            after: text(numbers.after),
        }
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        let texts = self.texts.iter();
        let signs: usize = texts.map(|signs| signs.size_in_bytes()).sum();
        signs + size_of_val(&*self.texts) + size_of_val(&*self.documents)
    }
}

/// Collects the signs of documents, in their order.
#[derive(Default)]
pub(crate) struct SignTableBuilder {
    texts: Vec<Arc<BinaryEmbeddings>>,
    numbers: HashMap<*const BinaryEmbeddings, u32>,
    documents: Vec<TextNumbers>,
    added: usize,
}

impl SignTableBuilder {
    /// Adds the next document.
    pub(crate) fn add(&mut self, signs: &DocumentEmbeddings<'_>) {
        let numbers = TextNumbers {
            text: self.number(signs.text),
            before: self.number(signs.before),
            prev2: self.number(signs.prev2),
            after: self.number(signs.after),
        };
        if numbers != TextNumbers::default() {
            self.documents.resize(self.added, TextNumbers::default());
            self.documents.push(numbers);
        }
        self.added += 1;
    }

    /// The finished table.
    pub(crate) fn finish(self) -> SignTable {
        SignTable {
            texts: self.texts.into(),
            documents: self.documents.into(),
        }
    }

    fn number(&mut self, signs: Option<&Arc<BinaryEmbeddings>>) -> u32 {
        let Some(signs) = signs else {
            return 0;
        };
        // Four billion texts of one person would not fit into memory.
        let next = u32::try_from(self.texts.len() + 1).unwrap_or(0);
        let number = *self.numbers.entry(ptr::from_ref(&**signs)).or_insert(next);
        if number == next {
            self.texts.push(Arc::clone(signs));
        }
        number
    }
}

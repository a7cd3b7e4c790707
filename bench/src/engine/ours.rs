//! Ours, as the stores use it: an index for each caller, with each text's neighbours.

use anyhow::Result;
use memories_search::{Document, Index};

use super::{Engine, LIMIT};

/// Our index of one caller.
pub struct Ours(Index);

impl Engine for Ours {
    const NAME: &'static str = "ours";
    type Before = ();

    fn before(_: &[String]) -> Result<()> {
        Ok(())
    }

    fn build((): (), texts: &[String]) -> Result<Self> {
        Ok(Self(Index::build(documents(texts))))
    }

    fn add(&mut self, texts: &[String]) -> Result<()> {
        self.0 = self.0.with_added(documents(texts));
        Ok(())
    }

    fn search(&self, question: &str) -> Result<Vec<u64>> {
        let hits = self.0.search(question, LIMIT);
        Ok(hits.iter().map(|hit| hit.document as u64).collect())
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        Ok(Some(self.0.size_in_bytes() as u64))
    }
}

/// The texts as those of one conversation.
fn documents(texts: &[String]) -> impl Iterator<Item = Document<'_>> {
    let text = |at: Option<usize>| texts.get(at?).map(String::as_str);
    texts.iter().enumerate().map(move |(at, own)| Document {
        text: own,
        before: text(at.checked_sub(1)),
        prev2: text(at.checked_sub(2)),
        after: text(at.checked_add(1)),
        ..Document::default()
    })
}

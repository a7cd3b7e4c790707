use anyhow::Result;
use memories_search::{Document, Index};

use super::interface::{Engine, LIMIT};

/// An index per caller with each text's neighbours, as the stores use it.
pub struct AgenticMemories(Index);

impl Engine for AgenticMemories {
    const NAME: &'static str = "ours";
    type Setup = ();

    fn setup(_: &[String]) -> Result<()> {
        Ok(())
    }

    fn build((): (), texts: &[String]) -> Result<Self> {
        Ok(Self(Index::build(documents(texts))))
    }

    fn add(&mut self, texts: &[String]) -> Result<()> {
        self.0 = self.0.with_added(documents(texts));
        Ok(())
    }

    fn search(&self, query: &str) -> Result<Vec<u64>> {
        let hits = self.0.search(query, LIMIT);
        Ok(hits.iter().map(|hit| hit.document as u64).collect())
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        Ok(Some(self.0.size_in_bytes() as u64))
    }
}

/// The texts as turns of one conversation.
fn documents(texts: &[String]) -> impl Iterator<Item = Document<'_>> {
    let text = |at: Option<usize>| texts.get(at?).map(String::as_str);
    texts.iter().enumerate().map(move |(at, own)| Document {
        text: own,
        prev: text(at.checked_sub(1)),
        prev2: text(at.checked_sub(2)),
        next: text(at.checked_add(1)),
        ..Document::default()
    })
}

use memories_embedding::BinaryEmbeddings;

use super::embedding_table::{EmbeddingTable, TextIds};
use crate::{num::to_f32, parameters::ContextWeights};

/// Bounds the time of a long query; questions have fewer tokens.
const MAX_QUERY_TOKENS: usize = 32;

/// A query's tokens, to be compared with documents: late interaction as in
/// `ColBERT` (`MaxSim`), weighted by IDF.
pub(crate) struct LateInteraction<'q> {
    dimensions: usize,
    tokens: Vec<QueryToken<'q>>,
    context: ContextWeights,
}

#[derive(Clone, Copy)]
pub(crate) struct QueryToken<'q> {
    pub(crate) bits: &'q [u8],
    /// The IDF of its term; 0 if it belongs to none.
    pub(crate) idf: f32,
}

impl<'q> LateInteraction<'q> {
    /// Compares the tokens of the highest IDF; `None` if no token has any.
    pub(crate) fn new(
        dimensions: usize,
        tokens: impl Iterator<Item = QueryToken<'q>>,
        context: ContextWeights,
    ) -> Option<Self> {
        let mut tokens: Vec<_> = tokens.filter(|token| token.idf > 0.0).collect();
        // A stable sort: of equal tokens the first stay.
        tokens.sort_by(|a, b| b.idf.total_cmp(&a.idf));
        tokens.truncate(MAX_QUERY_TOKENS);
        let total: f32 = tokens.iter().map(|token| token.idf).sum();
        for token in &mut tokens {
            token.idf /= total;
        }
        (!tokens.is_empty()).then_some(Self {
            dimensions,
            tokens,
            context,
        })
    }

    /// Compares every text of a segment with every token.
    pub(crate) fn score_segment<'s>(&'s self, table: &'s EmbeddingTable) -> MaxSimTable<'s> {
        let texts = table.texts();
        let mut max_sim = Vec::with_capacity((1 + texts.len()) * self.tokens.len());
        // The row of text id 0, which is no text.
        max_sim.resize(self.tokens.len(), 0.0);
        for text in texts {
            let similarity = |token: &QueryToken<'_>| self.max_sim(token.bits, text);
            max_sim.extend(self.tokens.iter().map(similarity));
        }
        MaxSimTable {
            query: self,
            table,
            max_sim,
        }
    }

    /// The similarity, 0 to 1, of a token and the nearest token of a text.
    fn max_sim(&self, token: &[u8], text: &BinaryEmbeddings) -> f32 {
        if text.dimensions() != self.dimensions {
            return 0.0;
        }
        // 384 dimensions, as of all-MiniLM-L6-v2.
        let distance = match token.as_array::<48>() {
            Some(token) => text.min_hamming_array(token),
            None => text.min_hamming(token),
        };
        distance.map_or(0.0, |distance| {
            (1.0 - 2.0 * to_f32(distance) / to_f32(self.dimensions)).max(0.0)
        })
    }
}

/// The similarity of each text of a segment to each token of a query.
pub(crate) struct MaxSimTable<'s> {
    query: &'s LateInteraction<'s>,
    table: &'s EmbeddingTable,
    /// By text id, then by token.
    max_sim: Vec<f32>,
}

impl MaxSimTable<'_> {
    /// Whether each document can be compared with the query, up to the last one
    /// with embeddings.
    pub(crate) fn comparable(&self) -> impl Iterator<Item = bool> {
        let documents = self.table.documents().iter();
        documents.map(|ids| self.is_comparable(*ids))
    }

    /// The similarity of a document; `None` if it cannot be compared.
    pub(crate) fn document(&self, number: usize) -> Option<f32> {
        let ids = *self.table.documents().get(number)?;
        if !self.is_comparable(ids) {
            return None;
        }
        let ContextWeights { prev, prev2, next } = self.query.context;
        let rows = self.row(ids.text).iter().zip(self.row(ids.prev));
        let rows = rows.zip(self.row(ids.prev2)).zip(self.row(ids.next));
        let best = rows.map(|(((own, in_prev), in_prev2), in_next)| {
            own.max(prev * in_prev)
                .max(prev2 * in_prev2)
                .max(next * in_next)
        });
        let tokens = self.query.tokens.iter();
        Some(tokens.zip(best).map(|(token, best)| token.idf * best).sum())
    }

    fn is_comparable(&self, ids: TextIds) -> bool {
        let text = (ids.text as usize).checked_sub(1);
        let text = text.and_then(|text| self.table.texts().get(text));
        text.is_some_and(|text| text.dimensions() == self.query.dimensions)
    }

    fn row(&self, text_id: u32) -> &[f32] {
        let tokens = self.query.tokens.len();
        let start = text_id as usize * tokens;
        self.max_sim.get(start..start + tokens).unwrap_or_default()
    }
}

//! How much documents mean what a query means.

use crate::{
    parameters::ContextWeights,
    query::AskedMeaning,
    sign_table::{SignTable, TextNumbers},
    token_signs::BinaryEmbeddings,
};

/// The tokens of a query that are compared: a question has fewer, and the time
/// for anything longer stays bounded.
const MOST_TOKENS: usize = 32;

/// The most telling tokens of a query.
pub(crate) struct Likeness<'q> {
    dimensions: usize,
    tokens: Vec<SoughtToken<'q>>,
    context: ContextWeights,
}

struct SoughtToken<'q> {
    bits: &'q [u8],
    /// What its word tells, divided by what all tokens together tell.
    weight: f32,
}

impl<'q> Likeness<'q> {
    /// With the idf of each asked word; `None` if no token stands in any.
    pub(crate) fn to(
        asked: &AskedMeaning<'q>,
        idf: &[f32],
        context: ContextWeights,
    ) -> Option<Self> {
        let meaning = asked.meaning;
        let weight = |start: usize| {
            let idf = asked.words_at(start).filter_map(|word| idf.get(word));
            idf.copied().fold(0.0, f32::max)
        };
        let weighed = meaning.tokens().map(|(span, bits)| SoughtToken {
            bits,
            weight: weight(span.start),
        });
        let mut tokens: Vec<_> = weighed.filter(|token| token.weight > 0.0).collect();
        // Stable: of equally telling ones the first stay.
        tokens.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        tokens.truncate(MOST_TOKENS);
        let total: f32 = tokens.iter().map(|token| token.weight).sum();
        for token in &mut tokens {
            token.weight /= total;
        }
        (!tokens.is_empty()).then(|| Self {
            dimensions: meaning.signs().dimensions(),
            tokens,
            context,
        })
    }

    /// Looks at every text of a segment.
    pub(crate) fn of_texts<'s>(&'s self, table: &'s SignTable) -> TextLikenesses<'s> {
        let texts = table.texts();
        let mut nearest = Vec::with_capacity((1 + texts.len()) * self.tokens.len());
        // Text number zero, which is none.
        nearest.resize(self.tokens.len(), 0.0);
        for text in texts {
            let similarity = |token: &SoughtToken<'_>| self.nearest(token.bits, text);
            nearest.extend(self.tokens.iter().map(similarity));
        }
        TextLikenesses {
            likeness: self,
            table,
            nearest,
        }
    }

    /// The similarity, 0..1, of a token and the nearest one of a text.
    fn nearest(&self, token: &[u8], text: &BinaryEmbeddings) -> f32 {
        if text.dimensions() != self.dimensions {
            return 0.0;
        }
        // All-MiniLM-L6-v2 and its like.
        let distance = match token.as_array::<48>() {
            Some(token) => text.least_distance_of(token),
            None => text.least_distance(token),
        };
        distance.map_or(0.0, |distance| {
            (1.0 - 2.0 * small(distance) / small(self.dimensions)).max(0.0)
        })
    }
}

/// How near each text of a segment comes to each token of a query.
pub(crate) struct TextLikenesses<'s> {
    likeness: &'s Likeness<'s>,
    table: &'s SignTable,
    /// By number of the text, then by token.
    nearest: Vec<f32>,
}

impl TextLikenesses<'_> {
    /// Whether each document can be compared with the query, for as many as have
    /// signs.
    pub(crate) fn comparable(&self) -> impl Iterator<Item = bool> {
        let documents = self.table.documents().iter();
        documents.map(|numbers| self.is_comparable(*numbers))
    }

    /// The [`Feature::Meaning`](crate::Feature::Meaning) of a document; `None` if
    /// it cannot be compared with the query.
    pub(crate) fn of_document(&self, document: usize) -> Option<f32> {
        let numbers = *self.table.documents().get(document)?;
        if !self.is_comparable(numbers) {
            return None;
        }
        let context = self.likeness.context;
        let around = self.of_text(numbers.text);
        let around = around.iter().zip(self.of_text(numbers.before));
        let around = around.zip(self.of_text(numbers.prev2));
        let around = around.zip(self.of_text(numbers.after));
        let best = around.map(|(((text, before), prev2), after)| {
            text.max(context.before * before)
                .max(context.prev2 * prev2)
                .max(context.after * after)
        });
        let tokens = self.likeness.tokens.iter();
        Some(
            tokens
                .zip(best)
                .map(|(token, best)| token.weight * best)
                .sum(),
        )
    }

    fn is_comparable(&self, numbers: TextNumbers) -> bool {
        let text = (numbers.text as usize).checked_sub(1);
        let signs = text.and_then(|text| self.table.texts().get(text));
        signs.is_some_and(|signs| signs.dimensions() == self.likeness.dimensions)
    }

    fn of_text(&self, number: u32) -> &[f32] {
        let count = self.likeness.tokens.len();
        let start = number as usize * count;
        self.nearest.get(start..start + count).unwrap_or_default()
    }
}

#[expect(clippy::cast_precision_loss, reason = "dimensions are few thousands")]
fn small(count: usize) -> f32 {
    count as f32
}

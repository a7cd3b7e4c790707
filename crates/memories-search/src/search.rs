//! Runs a query: parse, score, rank.

use crate::{
    index::Index,
    query::{ParsedQuery, Query},
    rank::{
        explanation::{self, Explanation},
        scorer::{Match, Scorer},
        top_k::{Hit, TopK},
    },
};

impl Index {
    /// The best `limit` documents, by falling score; of equal scores the newer
    /// document comes first, then the one indexed first.
    ///
    /// Returns nothing for a query without terms, and for one on which the search
    /// abstains: see [`Abstention`](crate::Abstention).
    #[must_use]
    pub fn search<'q>(&self, query: impl Into<Query<'q>>, limit: usize) -> Vec<Hit> {
        let query = self.parse(query.into());
        let scorer = Scorer::new(self, &query);
        let mut top_k = TopK::new(limit, &scorer, &self.options.parameters);
        scorer.for_each(|candidate| top_k.push(&candidate));
        top_k.into_hits()
    }

    /// All matching documents with their features, in no particular order: the
    /// data to fit a ranking model to.
    #[must_use]
    pub fn matches<'q>(&self, query: impl Into<Query<'q>>) -> Vec<Match> {
        let query = self.parse(query.into());
        let (scorer, mut matches) = (Scorer::new(self, &query), Vec::new());
        scorer.for_each(|candidate| matches.push(scorer.match_of(&candidate)));
        matches
    }

    /// Explains a document's score, also below the threshold; `None` if the
    /// document does not match.
    #[must_use]
    pub fn explain<'q>(&self, query: impl Into<Query<'q>>, document: usize) -> Option<Explanation> {
        let query = self.parse(query.into());
        let scorer = Scorer::new(self, &query);
        explanation::explain(&scorer, &self.options.parameters, document)
    }

    fn parse<'q>(&self, query: Query<'q>) -> ParsedQuery<'q> {
        ParsedQuery::parse(query, &self.stats, &self.options)
    }
}

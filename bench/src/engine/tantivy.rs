//! tantivy with its English stemmer, in memory.

use std::cell::RefCell;

use anyhow::{Context, Result};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    collector::TopDocs,
    columnar::Column,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{
        Language, LowerCaser, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer, TokenStream,
    },
};

use super::interface::{Engine, LIMIT, STOP_WORDS};

/// In bytes: tantivy's minimum.
const WRITER_HEAP: usize = 15_000_000;
const ANALYSER: &str = "english";
const POSITION: &str = "position";

/// An index for each caller.
pub struct Tantivy {
    writer: IndexWriter,
    reader: IndexReader,
    analyser: RefCell<TextAnalyzer>,
    text: Field,
    position: Field,
    next: u64,
}

impl Engine for Tantivy {
    const NAME: &'static str = "tantivy, an index for each caller";
    type Setup = ();

    fn setup(_: &[String]) -> Result<()> {
        Ok(())
    }

    fn build((): (), texts: &[String]) -> Result<Self> {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(ANALYSER)
            .set_index_option(IndexRecordOption::WithFreqs);
        let text =
            schema.add_text_field("text", TextOptions::default().set_indexing_options(words));
        let position = schema.add_u64_field(POSITION, FAST);
        let index = Index::create_in_ram(schema.build());
        let analyser = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .filter(StopWordFilter::remove(
                STOP_WORDS.iter().map(|&word| word.to_owned()),
            ))
            .filter(Stemmer::new(Language::English))
            .build();
        index.tokenizers().register(ANALYSER, analyser.clone());
        let mut engine = Self {
            writer: index.writer_with_num_threads(1, WRITER_HEAP)?,
            reader: index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()?,
            analyser: RefCell::new(analyser),
            text,
            position,
            next: 0,
        };
        engine.add(texts)?;
        Ok(engine)
    }

    fn add(&mut self, texts: &[String]) -> Result<()> {
        for text in texts {
            let mut document = TantivyDocument::default();
            document.add_text(self.text, text);
            document.add_u64(self.position, self.next);
            self.next += 1;
            self.writer.add_document(document)?;
        }
        self.writer.commit()?;
        Ok(self.reader.reload()?)
    }

    fn search(&self, query: &str) -> Result<Vec<u64>> {
        let mut analyser = self.analyser.borrow_mut();
        let mut tokens = analyser.token_stream(query);
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        while tokens.advance() {
            let term = Term::from_field_text(self.text, &tokens.token().text);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            any.push((Occur::Should, Box::new(query)));
        }
        let searcher = self.reader.searcher();
        let best = TopDocs::with_limit(LIMIT).order_by_score();
        let found = searcher.search(&BooleanQuery::new(any), &best)?;
        let position = |address: &tantivy::DocAddress| {
            let segment = searcher.segment_reader(address.segment_ord);
            let positions: Column<u64> = segment.fast_fields().u64(POSITION)?;
            positions
                .first(address.doc_id)
                .context("a document without a position")
        };
        found.iter().map(|(_, address)| position(address)).collect()
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        let usage = self.reader.searcher().space_usage()?;
        Ok(Some(usage.total().get_bytes()))
    }
}

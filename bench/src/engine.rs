//! Search engines over the same texts, asked the same way: the best three texts
//! that have any of the question's words.

use anyhow::Result;
use retrieval::{Document, Index};
use rusqlite::Connection;
use tantivy::{
    Index as TantivyIndex, IndexReader, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, STORED, Schema, TEXT},
};

const LIMIT: usize = 3;

/// A search engine with an index in memory over one caller's memories.
pub trait Engine: Sized {
    /// How it is called in the table.
    const NAME: &'static str;

    /// Indexes the texts.
    fn build(texts: &[String]) -> Result<Self>;

    /// The positions of the best texts.
    fn search(&self, question: &str) -> Result<Vec<i64>>;
}

/// Ours, with each text's neighbours.
pub struct Ours(Index);

impl Engine for Ours {
    const NAME: &'static str = "ours";

    fn build(texts: &[String]) -> Result<Self> {
        let text = |at: Option<usize>| texts.get(at?).map(String::as_str);
        let documents = texts.iter().enumerate().map(|(at, own)| Document {
            text: own,
            before: text(at.checked_sub(1)),
            before_that: text(at.checked_sub(2)),
            after: text(at.checked_add(1)),
            ..Document::default()
        });
        Ok(Self(Index::build(documents)))
    }

    fn search(&self, question: &str) -> Result<Vec<i64>> {
        let hits = self.0.search(question, LIMIT);
        Ok(hits
            .iter()
            .filter_map(|hit| i64::try_from(hit.document).ok())
            .collect())
    }
}

/// `SQLite`'s full-text index, with its Porter stemmer and `bm25()`.
pub struct Fts5(Connection);

impl Engine for Fts5 {
    const NAME: &'static str = "SQLite FTS5, in memory";

    fn build(texts: &[String]) -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection
            .execute_batch("CREATE VIRTUAL TABLE memory USING fts5(text, tokenize = 'porter')")?;
        let transaction = connection.transaction()?;
        for text in texts {
            transaction
                .prepare_cached("INSERT INTO memory (text) VALUES (?1)")?
                .execute([text])?;
        }
        transaction.commit()?;
        Ok(Self(connection))
    }

    fn search(&self, question: &str) -> Result<Vec<i64>> {
        let quoted: Vec<String> = words(question).map(|word| format!("\"{word}\"")).collect();
        let mut statement = self.0.prepare_cached(
            "SELECT rowid FROM memory WHERE memory MATCH ?1 ORDER BY rank LIMIT 3",
        )?;
        let found = statement.query_map([quoted.join(" OR ")], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// tantivy with its default tokeniser.
pub struct Tantivy {
    reader: IndexReader,
    text: Field,
}

impl Engine for Tantivy {
    const NAME: &'static str = "tantivy, in memory";

    fn build(texts: &[String]) -> Result<Self> {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT | STORED);
        let index = TantivyIndex::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
        for own in texts {
            let mut document = TantivyDocument::default();
            document.add_text(text, own);
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(Self {
            reader: index.reader()?,
            text,
        })
    }

    fn search(&self, question: &str) -> Result<Vec<i64>> {
        let term = |word: &str| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(self.text, &word.to_lowercase());
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            (Occur::Should, Box::new(query))
        };
        let query = BooleanQuery::new(words(question).map(term).collect());
        let best = TopDocs::with_limit(LIMIT).order_by_score();
        let found = self.reader.searcher().search(&query, &best)?;
        Ok(found
            .iter()
            .map(|(_, address)| i64::from(address.doc_id))
            .collect())
    }
}

fn words(question: &str) -> impl Iterator<Item = &str> {
    question
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

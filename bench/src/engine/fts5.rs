//! `SQLite`'s full-text index with its Porter stemmer and `bm25()`, in memory.

use anyhow::Result;
use rusqlite::Connection;

use super::{Engine, STOP_WORDS};

/// A table for each caller.
pub struct OfOne(Connection);

impl Engine for OfOne {
    const NAME: &'static str = "SQLite FTS5, a table for each caller";
    type Before = ();

    fn before(_: &[String]) -> Result<()> {
        Ok(())
    }

    fn build((): (), texts: &[String]) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        // Without the texts, which the caller's memories hold already.
        connection.execute_batch(
            "CREATE VIRTUAL TABLE memory USING fts5(text, content = '', tokenize = 'porter')",
        )?;
        let mut engine = Self(connection);
        engine.add(texts)?;
        Ok(engine)
    }

    fn add(&mut self, texts: &[String]) -> Result<()> {
        let transaction = self.0.transaction()?;
        let mut insert = transaction.prepare_cached("INSERT INTO memory (text) VALUES (?1)")?;
        for text in texts {
            insert.execute([text])?;
        }
        drop(insert);
        Ok(transaction.commit()?)
    }

    fn search(&self, question: &str) -> Result<Vec<u64>> {
        let mut statement = self.0.prepare_cached(
            "SELECT rowid FROM memory WHERE memory MATCH ?1 ORDER BY rank LIMIT 3",
        )?;
        let found = statement.query_map([any_of(question)], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        // The pages of all tables but the one of tables.
        let bytes = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'memory%'";
        Ok(Some(self.0.query_row(bytes, (), |row| row.get(0))?))
    }
}

/// One table of all callers, whose tags are words of the index: a filter on a
/// plain column would read the row of everything that matches.
pub struct OfAll(Connection);

/// Memories of each of the others.
const EACH: usize = 100;
const CALLER: &str = "caller";

impl OfAll {
    fn insert<'t>(&mut self, rows: impl Iterator<Item = (String, &'t String)>) -> Result<()> {
        let transaction = self.0.transaction()?;
        let mut insert =
            transaction.prepare_cached("INSERT INTO memory (caller, text) VALUES (?1, ?2)")?;
        for (caller, text) in rows {
            insert.execute((caller, text))?;
        }
        drop(insert);
        Ok(transaction.commit()?)
    }
}

impl Engine for OfAll {
    const NAME: &'static str = "SQLite FTS5, one table for all callers";
    type Before = Self;

    fn before(others: &[String]) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "CREATE VIRTUAL TABLE memory USING fts5(caller, text, content = '', tokenize = 'porter')",
        )?;
        let mut engine = Self(connection);
        let rows = others.iter().enumerate();
        engine.insert(rows.map(|(n, text)| (format!("other{}", n / EACH), text)))?;
        Ok(engine)
    }

    fn build(mut before: Self, texts: &[String]) -> Result<Self> {
        before.add(texts)?;
        Ok(before)
    }

    fn add(&mut self, texts: &[String]) -> Result<()> {
        self.insert(texts.iter().map(|text| (CALLER.to_owned(), text)))
    }

    fn search(&self, question: &str) -> Result<Vec<u64>> {
        let mut statement = self.0.prepare_cached(
            "SELECT rowid FROM memory WHERE memory MATCH ?1 ORDER BY rank LIMIT 3",
        )?;
        let query = format!("caller : {CALLER} AND text : ({})", any_of(question));
        let found = statement.query_map([query], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        Ok(None)
    }
}

/// A question as a query for any of its words; its tokeniser knows no stop words.
fn any_of(question: &str) -> String {
    let quoted: Vec<String> = question
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !STOP_WORDS.contains(word.as_str()))
        .map(|word| format!("\"{word}\""))
        .collect();
    if quoted.is_empty() {
        return "\"\"".to_owned();
    }
    quoted.join(" OR ")
}

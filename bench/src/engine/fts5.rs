//! `SQLite`'s full-text index with its Porter stemmer and `bm25()`, in memory.

use anyhow::Result;
use rusqlite::Connection;

use super::interface::{Engine, STOP_WORDS};

/// A table for each caller.
pub struct Fts5PerCaller(Connection);

impl Engine for Fts5PerCaller {
    const NAME: &'static str = "SQLite FTS5, a table for each caller";
    type Setup = ();

    fn setup(_: &[String]) -> Result<()> {
        Ok(())
    }

    fn build((): (), texts: &[String]) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        // Contentless: the texts are stored elsewhere.
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

    fn search(&self, query: &str) -> Result<Vec<u64>> {
        let mut statement = self.0.prepare_cached(
            "SELECT rowid FROM memory WHERE memory MATCH ?1 ORDER BY rank LIMIT 3",
        )?;
        let found = statement.query_map([any_of(query)], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        // All pages but those of the schema table.
        let bytes = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'memory%'";
        Ok(Some(self.0.query_row(bytes, (), |row| row.get(0))?))
    }
}

/// One table for all callers, with the caller as an indexed column: a filter on
/// an unindexed column would read the row of every match.
pub struct Fts5Shared(Connection);

const MEMORIES_PER_CALLER: usize = 100;
const CALLER: &str = "caller";

impl Fts5Shared {
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

impl Engine for Fts5Shared {
    const NAME: &'static str = "SQLite FTS5, one table for all callers";
    type Setup = Self;

    fn setup(others: &[String]) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "CREATE VIRTUAL TABLE memory USING fts5(caller, text, content = '', tokenize = 'porter')",
        )?;
        let mut engine = Self(connection);
        let rows = others.iter().enumerate();
        engine.insert(rows.map(|(n, text)| (format!("other{}", n / MEMORIES_PER_CALLER), text)))?;
        Ok(engine)
    }

    fn build(mut setup: Self, texts: &[String]) -> Result<Self> {
        setup.add(texts)?;
        Ok(setup)
    }

    fn add(&mut self, texts: &[String]) -> Result<()> {
        self.insert(texts.iter().map(|text| (CALLER.to_owned(), text)))
    }

    fn search(&self, query: &str) -> Result<Vec<u64>> {
        let mut statement = self.0.prepare_cached(
            "SELECT rowid FROM memory WHERE memory MATCH ?1 ORDER BY rank LIMIT 3",
        )?;
        let query = format!("caller : {CALLER} AND text : ({})", any_of(query));
        let found = statement.query_map([query], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn size_in_bytes(&self) -> Result<Option<u64>> {
        Ok(None)
    }
}

/// A disjunction of the words; FTS5's tokenizer removes no stop words.
fn any_of(query: &str) -> String {
    let quoted: Vec<String> = query
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

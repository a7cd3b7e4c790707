//! Token embeddings of the texts of memories, and of the turns around them.

use std::{collections::HashSet, sync::Arc};

use memories_index::{BinaryEmbeddings, EmbeddingMap, EmbeddingModel, ModelId, TextDigest};
use rusqlite::{Connection, OptionalExtension};

use super::{
    column::optional_text,
    partitions::{self, PartitionId, Version},
};
use crate::error::Error;

/// Bits of a key that number the texts of one memory.
const TEXT_BITS: u32 = 2;

/// The properties of a model that stored embeddings depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model {
    id: ModelId,
    dimensions: usize,
}

impl Model {
    pub(crate) fn new(model: &dyn EmbeddingModel) -> Self {
        Self {
            id: model.id(),
            dimensions: model.dimensions(),
        }
    }
}

/// A text of a memory that has no embedding.
pub(crate) struct MissingEmbedding {
    memory_key: i64,
    text_number: i64,
    pub(crate) text: String,
}

/// The texts of a partition that have no embedding of this model, each once.
pub(crate) fn missing(
    connection: &Connection,
    partition: PartitionId,
    model: Model,
) -> Result<Vec<MissingEmbedding>, Error> {
    let mut seen = embedded_texts(connection, partition, model)?;
    let mut select = connection.prepare_cached(
        "SELECT key, text, prev2, prev, next FROM memories WHERE key BETWEEN ?1 AND ?2",
    )?;
    let mut rows = select.query(partition.keys())?;
    let mut missing = Vec::new();
    while let Some(row) = rows.next()? {
        let memory_key = row.get(0)?;
        for (text_number, column) in (0..).zip(1..=4) {
            let text = optional_text(row, column, "memories.text")?;
            if let Some(text) = text.filter(|text| seen.insert(TextDigest::new(text))) {
                missing.push(MissingEmbedding {
                    memory_key,
                    text_number,
                    text: text.to_owned(),
                });
            }
        }
    }
    Ok(missing)
}

fn embedded_texts(
    connection: &Connection,
    partition: PartitionId,
    model: Model,
) -> Result<HashSet<TextDigest>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT text FROM token_embeddings WHERE key BETWEEN ?1 AND ?2 AND model = ?3",
    )?;
    let (first, last) = keys(partition);
    let rows = select.query_map((first, last, model.id.as_bytes()), |row| {
        row.get(0).map(TextDigest::from_bytes)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores embeddings under memories that still have their texts. Returns how many were stored.
pub(crate) fn insert(
    connection: &Connection,
    partition: PartitionId,
    model: Model,
    embeddings: &[(MissingEmbedding, Arc<BinaryEmbeddings>)],
) -> Result<usize, Error> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO token_embeddings (key, text, model, bits)
         SELECT key << 2 | ?2, ?4, ?5, ?6 FROM memories
         WHERE key = ?1 AND ?3 IN (text, prev2, prev, next)",
    )?;
    let mut inserted = 0;
    for (missing, embeddings) in embeddings {
        inserted += insert.execute((
            missing.memory_key,
            missing.text_number,
            &missing.text,
            TextDigest::new(&missing.text).as_bytes(),
            model.id.as_bytes(),
            embeddings.as_bytes(),
        ))?;
    }
    if inserted > 0 {
        partitions::bump_revision(connection, partition)?;
    }
    Ok(inserted)
}

/// The embeddings of a partition by this model.
pub(crate) fn load(
    connection: &Connection,
    partition: PartitionId,
    model: Model,
) -> Result<EmbeddingMap, Error> {
    let mut select = connection.prepare_cached(
        "SELECT text, bits FROM token_embeddings WHERE key BETWEEN ?1 AND ?2 AND model = ?3",
    )?;
    let (first, last) = keys(partition);
    let mut rows = select.query((first, last, model.id.as_bytes()))?;
    let mut embeddings = Vec::new();
    while let Some(row) = rows.next()? {
        let bits = row.get_ref(1)?.as_blob().unwrap_or_default();
        // A text whose embedding is damaged is ranked by keywords.
        if let Some(bits) = BinaryEmbeddings::from_bytes(model.dimensions, bits) {
            embeddings.push((TextDigest::from_bytes(row.get(0)?), Arc::new(bits)));
        }
    }
    Ok(embeddings.into_iter().collect())
}

/// The first partition after `previous` that has changed since all its texts had embeddings of
/// this model.
pub(crate) fn next_incomplete(
    connection: &Connection,
    previous: Option<PartitionId>,
    model: Model,
) -> Result<Option<PartitionId>, Error> {
    let next = connection
        .prepare_cached(
            "SELECT id FROM partitions
             WHERE id > ?1 AND (embedded_model IS NOT ?2 OR embedded_revision IS NOT revision)
             ORDER BY id LIMIT 1",
        )?
        .query_row(
            (
                previous.map_or(i64::MIN, PartitionId::as_raw),
                model.id.as_bytes(),
            ),
            |row| row.get(0).map(PartitionId::from_raw),
        )
        .optional()?;
    Ok(next)
}

/// Whether all texts have embeddings of this model in this version of a partition.
pub(crate) fn is_complete(
    connection: &Connection,
    version: Version,
    model: Model,
) -> Result<bool, Error> {
    let complete = connection
        .prepare_cached(
            "SELECT 1 FROM partitions
             WHERE id = ?1 AND embedded_model = ?2 AND embedded_revision = ?3",
        )?
        .exists((
            version.partition.as_raw(),
            model.id.as_bytes(),
            version.revision,
        ))?;
    Ok(complete)
}

/// Records that all texts of a partition have embeddings, and deletes those of other models.
/// Does nothing if the partition has changed since `version`.
pub(crate) fn mark_complete(
    connection: &Connection,
    version: Version,
    model: Model,
) -> Result<(), Error> {
    let marked = connection
        .prepare_cached(
            "UPDATE partitions SET embedded_model = ?2, embedded_revision = revision
             WHERE id = ?1 AND revision = ?3",
        )?
        .execute((
            version.partition.as_raw(),
            model.id.as_bytes(),
            version.revision,
        ))?;
    if marked > 0 {
        let (first, last) = keys(version.partition);
        connection
            .prepare_cached(
                "DELETE FROM token_embeddings WHERE key BETWEEN ?1 AND ?2 AND model <> ?3",
            )?
            .execute((first, last, model.id.as_bytes()))?;
    }
    Ok(())
}

/// The bounds of a range scan over a partition's embeddings.
const fn keys(partition: PartitionId) -> (i64, i64) {
    let (first, last) = partition.keys();
    let last_text = (1 << TEXT_BITS) - 1;
    (first << TEXT_BITS, last << TEXT_BITS | last_text)
}

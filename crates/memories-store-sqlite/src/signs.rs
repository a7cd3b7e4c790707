//! What memories mean, as rows: the signs that a model gives the words of their
//! texts. Which texts those are, `searchable` decides: what a memory says, and
//! what was said around it.

use std::{collections::HashSet, sync::Arc};

use memories_index::{BinaryEmbeddings, EmbeddingMap, EmbeddingModel, ModelId, TextDigest};
use rusqlite::{Connection, OptionalExtension};

use crate::{
    failure::Failure,
    owner::{self, OwnerId, Version},
};

/// Bits of a key that number the texts of one memory.
const PART_BITS: u32 = 2;

/// A model, as far as rows depend on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model {
    id: ModelId,
    dimensions: usize,
}

impl Model {
    pub(crate) fn of(encoder: &dyn EmbeddingModel) -> Self {
        Self {
            id: encoder.id(),
            dimensions: encoder.dimensions(),
        }
    }
}

/// A text of a memory whose signs are not known.
pub(crate) struct Unsigned {
    memory: i64,
    part: i64,
    pub(crate) text: String,
}

/// The texts of an owner's memories that have no signs of this model, each once.
pub(crate) fn missing(
    connection: &Connection,
    owner: OwnerId,
    model: Model,
) -> Result<Vec<Unsigned>, Failure> {
    let mut known = digests(connection, owner, model)?;
    let mut select = connection.prepare_cached(
        "SELECT key, text, prev2, before, after FROM memories WHERE key BETWEEN ?1 AND ?2",
    )?;
    let mut rows = select.query((owner.first_key(), owner.last_key()))?;
    let mut missing = Vec::new();
    while let Some(row) = rows.next()? {
        let memory = row.get(0)?;
        for (part, column) in (0..).zip(1..=4) {
            let text = row.get_ref(column)?.as_str_or_null();
            let text = text.map_err(|_| Failure::Unreadable("memories.text"))?;
            if let Some(text) = text.filter(|text| known.insert(TextDigest::of(text))) {
                missing.push(Unsigned {
                    memory,
                    part,
                    text: text.to_owned(),
                });
            }
        }
    }
    Ok(missing)
}

/// The texts of an owner that have signs of this model.
fn digests(
    connection: &Connection,
    owner: OwnerId,
    model: Model,
) -> Result<HashSet<TextDigest>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT text FROM token_signs WHERE key BETWEEN ?1 AND ?2 AND model = ?3",
    )?;
    let (first, last) = keys(owner);
    let rows = select.query_map((first, last, model.id.as_bytes()), |row| {
        row.get(0).map(TextDigest::from_bytes)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the signs of texts under memories that still have them; returns how
/// many those are.
pub(crate) fn keep(
    connection: &Connection,
    owner: OwnerId,
    model: Model,
    signed: &[(Unsigned, Arc<BinaryEmbeddings>)],
) -> Result<usize, Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO token_signs (key, text, model, signs)
         SELECT key << 2 | ?2, ?4, ?5, ?6 FROM memories
         WHERE key = ?1 AND ?3 IN (text, prev2, before, after)",
    )?;
    let mut kept = 0;
    for (Unsigned { memory, part, text }, signs) in signed {
        kept += insert.execute((
            memory,
            part,
            text,
            TextDigest::of(text).as_bytes(),
            model.id.as_bytes(),
            signs.as_bytes(),
        ))?;
    }
    if kept > 0 {
        owner::touch(connection, owner)?;
    }
    Ok(kept)
}

/// What the texts of an owner mean by this model, as far as it is known.
pub(crate) fn all(
    connection: &Connection,
    owner: OwnerId,
    model: Model,
) -> Result<EmbeddingMap, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT text, signs FROM token_signs WHERE key BETWEEN ?1 AND ?2 AND model = ?3",
    )?;
    let (first, last) = keys(owner);
    let mut rows = select.query((first, last, model.id.as_bytes()))?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        // What is damaged is ranked by its words, as without signs.
        if let Some(signs) = BinaryEmbeddings::from_bytes(model.dimensions, bytes) {
            known.push((TextDigest::from_bytes(row.get(0)?), Arc::new(signs)));
        }
    }
    Ok(known.into_iter().collect())
}

/// The first owner after `last` who has a text without signs of this model, or
/// has changed since all had them.
pub(crate) fn next_incomplete(
    connection: &Connection,
    last: Option<OwnerId>,
    model: Model,
) -> Result<Option<OwnerId>, Failure> {
    let next = connection
        .prepare_cached(
            "SELECT id FROM owners
             WHERE id > ?1 AND (signed_model IS NOT ?2 OR signed_revision IS NOT revision)
             ORDER BY id LIMIT 1",
        )?
        .query_row(
            (last.map_or(i64::MIN, OwnerId::number), model.id.as_bytes()),
            |row| row.get(0).map(OwnerId::numbered),
        )
        .optional()?;
    Ok(next)
}

/// Whether all texts of an owner have signs of this model in this state.
pub(crate) fn are_complete(
    connection: &Connection,
    version: Version,
    model: Model,
) -> Result<bool, Failure> {
    let complete = connection
        .prepare_cached(
            "SELECT 1 FROM owners
             WHERE id = ?1 AND signed_model = ?2 AND signed_revision = ?3",
        )?
        .exists((
            version.owner.number(),
            model.id.as_bytes(),
            version.revision(),
        ))?;
    Ok(complete)
}

/// Notes that all texts of an owner had signs in this state, unless it has
/// changed. What other models left is removed.
pub(crate) fn note_complete(
    connection: &Connection,
    version: Version,
    model: Model,
) -> Result<(), Failure> {
    let noted = connection
        .prepare_cached(
            "UPDATE owners SET signed_model = ?2, signed_revision = revision
             WHERE id = ?1 AND revision = ?3",
        )?
        .execute((
            version.owner.number(),
            model.id.as_bytes(),
            version.revision(),
        ))?;
    if noted > 0 {
        let (first, last) = keys(version.owner);
        connection
            .prepare_cached("DELETE FROM token_signs WHERE key BETWEEN ?1 AND ?2 AND model <> ?3")?
            .execute((first, last, model.id.as_bytes()))?;
    }
    Ok(())
}

/// The lowest and the highest key of an owner's signs.
const fn keys(owner: OwnerId) -> (i64, i64) {
    let last_part = (1 << PART_BITS) - 1;
    (
        owner.first_key() << PART_BITS,
        owner.last_key() << PART_BITS | last_part,
    )
}

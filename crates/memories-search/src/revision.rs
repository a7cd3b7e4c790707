//! An index of other documents that spares what an earlier one knows.

use std::sync::Arc;

use crate::{
    build::Builder,
    document::Document,
    index::Index,
    run::{Place, Run, tidied},
    segment::Segment,
};

/// A document of an index that is made from an earlier one.
#[derive(Debug, Clone, Copy)]
pub enum DocumentUpdate<'a> {
    /// One that the earlier index has.
    Kept {
        /// Its position there.
        document: usize,
        /// Its recency from now on.
        recency: i64,
    },
    /// One to be analysed.
    New(Document<'a>),
}

/// The documents of an index on their way to new places.
struct Moving {
    segments: Vec<(Arc<Segment>, Vec<Place>)>,
    /// By earlier position the segment and the number there, until it is taken.
    slots: Vec<Option<(usize, usize)>>,
}

impl Moving {
    /// Nothing has a place yet.
    fn out_of(index: &Index) -> Self {
        let mut slots = vec![None; index.len()];
        for (segment, run) in index.runs.iter().enumerate() {
            for (number, place) in run.places.iter().enumerate() {
                let position = place.position.map(|position| position as usize);
                if let Some(slot) = position.and_then(|position| slots.get_mut(position)) {
                    *slot = Some((segment, number));
                }
            }
        }
        let without = |run: &Run| {
            (
                Arc::clone(&run.segment),
                vec![Place::GONE; run.places.len()],
            )
        };
        Self {
            segments: index.runs.iter().map(without).collect(),
            slots,
        }
    }

    /// Puts a document into its new place; `None` if there is none to be put.
    fn put(&mut self, document: usize, place: Place) -> Option<()> {
        let (segment, number) = self.slots.get_mut(document)?.take()?;
        let (_, places) = self.segments.get_mut(segment)?;
        *places.get_mut(number)? = place;
        Some(())
    }

    fn into_runs(self) -> impl Iterator<Item = Run> {
        let segments = self.segments.into_iter();
        segments.map(|(segment, places)| Run::new(segment, places.into()))
    }
}

/// The index of `documents`, which are empty where they name what `earlier`
/// does not have, or what they named already.
pub(crate) fn revised<'a>(
    earlier: &Index,
    documents: impl IntoIterator<Item = DocumentUpdate<'a>>,
) -> Index {
    let mut moving = Moving::out_of(earlier);
    let mut population = earlier.population.clone();
    let mut builder = Builder::new(earlier.options.parameters.fields, &mut population);
    let mut added = Vec::new();
    for (position, document) in (0..=u32::MAX).zip(documents) {
        let document = match document {
            DocumentUpdate::Kept { document, recency } => {
                let place = Place {
                    position: Some(position),
                    recency,
                };
                if moving.put(document, place).is_some() {
                    continue;
                }
                Document {
                    recency,
                    ..Document::default()
                }
            }
            DocumentUpdate::New(document) => document,
        };
        builder.add(&document);
        added.push(Place {
            position: Some(position),
            recency: document.recency,
        });
    }
    let added = Run::new(Arc::new(builder.finish()), added.into());
    let runs = tidied(moving.into_runs().chain([added]));
    population.count(&runs);
    Index {
        options: earlier.options.clone(),
        population,
        runs,
    }
}

//! Lists that are spoken: "Hackney, Shoreditch and Bow". One of them can end without the others.

use std::ops::Range;

use smol_str::SmolStr;

use super::{Effects, forms::is_form_of_any};
use crate::text::{word_positions, words};

/// Before the first item of a list stand the words that govern it; the others are short.
const MAX_WORDS_OF_AN_ITEM: usize = 5;

impl Effects<'_> {
    /// Takes what these words name out of the list that a sentence gives, if others are left in it.
    /// Returns whether it did.
    pub(super) fn take_out(&mut self, unit: usize, words: &[SmolStr]) -> bool {
        let (Some((memory, _, _)), Some(part)) = (self.unit(unit), self.part(unit)) else {
            return false;
        };
        let text = memory.text.get(part.range.clone()).unwrap_or_default();
        let language = memory
            .source
            .as_ref()
            .and_then(|source| source.language.as_deref());
        let position = self.units.get(unit).map_or(0, |unit| unit.memory);
        let cuts = self.cuts.entry(position).or_default();
        let is_cut = |range: &Range<usize>| {
            cuts.iter()
                .any(|cut| cut.start <= range.start && range.end <= cut.end)
        };
        let start = part.range.start;
        let items: Vec<Item> = items_of(text, language)
            .into_iter()
            .map(|item| item.shifted(start))
            .filter(|item| !is_cut(&item.range))
            .collect();
        let is_named = |item: &Item| item.words.iter().any(|word| is_form_of_any(word, words));
        let names_anything = |item: &Item| {
            item.words
                .iter()
                .any(|word| part.content.contains(word.as_str()))
        };
        let is_left = items
            .iter()
            .any(|item| !is_named(item) && names_anything(item));
        if !is_left || !items.iter().any(is_named) {
            return false;
        }
        for (at, item) in items.iter().enumerate().filter(|(_, item)| is_named(item)) {
            // With what joins it to the one before, or the first of them to the one after.
            let before = at.checked_sub(1).and_then(|before| items.get(before));
            let cut = match (before, items.get(at + 1)) {
                (Some(before), _) => before.range.end..item.range.end,
                (None, Some(after)) => item.range.start..after.range.start,
                (None, None) => item.range.clone(),
            };
            cuts.push(cut);
        }
        true
    }
}

struct Item {
    /// Bytes.
    range: Range<usize>,
    words: Vec<SmolStr>,
}

impl Item {
    fn shifted(self, by: usize) -> Self {
        Self {
            range: self.range.start + by..self.range.end + by,
            ..self
        }
    }
}

/// The items of the list in a sentence, which are joined by commas and, at least once, by "and".
/// None if there is no such list.
fn items_of(sentence: &str, language: Option<&str>) -> Vec<Item> {
    let conjunctions = conjunctions(language);
    let mut segments: Vec<(Range<usize>, bool)> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut after_conjunction = false;
    for word in word_positions(sentence) {
        let text = sentence.get(word.clone()).unwrap_or_default();
        if conjunctions
            .iter()
            .any(|and| text.eq_ignore_ascii_case(and))
        {
            // "And I'd like …" joins nothing in this sentence.
            if let Some(range) = open.take() {
                segments.push((range, after_conjunction));
            }
            after_conjunction = !segments.is_empty();
            continue;
        }
        open = match open.take() {
            Some(range)
                if !sentence
                    .get(range.end..word.start)
                    .unwrap_or_default()
                    .contains([',', ';']) =>
            {
                Some(range.start..word.end)
            }
            Some(range) => {
                segments.push((range, after_conjunction));
                after_conjunction = false;
                Some(word)
            }
            None => Some(word),
        };
    }
    if let Some(range) = open {
        segments.push((range, after_conjunction));
    }
    let Some(last) = segments.iter().rposition(|(_, is_joined)| *is_joined) else {
        return Vec::new();
    };
    let mut items: Vec<Item> = segments
        .into_iter()
        .take(last + 2)
        .map(|(range, _)| Item {
            words: words(sentence.get(range.clone()).unwrap_or_default())
                .into_iter()
                .map(|word| word.text)
                .collect(),
            range,
        })
        .collect();
    // "And, er, Camden": what hesitates belongs to the item after it.
    let is_long = |item: &Item| item.words.len() > MAX_WORDS_OF_AN_ITEM;
    let end = items
        .iter()
        .skip(last)
        .position(is_long)
        .map_or(items.len(), |at| (last + at).max(last + 1));
    items.truncate(end);
    let before_last = last.saturating_sub(1);
    let start = items
        .iter()
        .take(before_last)
        .rposition(is_long)
        .unwrap_or(0);
    items.drain(..start);
    items
}

fn conjunctions(language: Option<&str>) -> &'static [&'static str] {
    match language.and_then(|tag| tag.get(..2)) {
        Some("de") => &["und", "sowie"],
        Some("es") => &["y", "e"],
        Some("fr") => &["et"],
        Some("it") => &["e", "ed"],
        Some("pt") => &["e"],
        Some("nl") => &["en"],
        _ => &["and"],
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Leeds, York and, um, Hull.", "en", &["Leeds", "York", "um", "Hull"])]
    #[case("Two roses, a bag of soil, and tulips.", "en", &["Two roses", "a bag of soil", "tulips"])]
    #[case(
        "Wir haben eine Harfe und ein Cello.",
        "de",
        &["Wir haben eine Harfe", "ein Cello"]
    )]
    #[case("Tengo un sofá y una mesa.", "es", &["Tengo un sofá", "una mesa"])]
    #[case("I take aspirin, ten milligrams, in the morning.", "en", &[])]
    #[case("Ramen voor en achter.", "nl", &["Ramen voor", "achter"])]
    fn items_are_joined_by_commas_and_and(
        #[case] sentence: &str,
        #[case] language: &str,
        #[case] expected: &[&str],
    ) {
        let items = items_of(sentence, Some(language));
        let found: Vec<&str> = items
            .iter()
            .filter_map(|item| sentence.get(item.range.clone()))
            .collect();
        assert_eq!(found, expected);
    }
}

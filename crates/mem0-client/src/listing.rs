//! A list of things as the platform sends it: a bare array, or one under `results` with the
//! total and the next page's address beside it.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

#[derive(Debug, PartialEq)]
pub(crate) struct Listing<T> {
    pub(crate) items: Vec<T>,
    /// How many there are on all pages.
    pub(crate) count: Option<u64>,
    pub(crate) next: Next,
}

/// What is said of a next page. Its address is not followed: it may name another host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    Exists,
    None,
    NotSaid,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listing<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListingVisitor(PhantomData))
    }
}

struct ListingVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListingVisitor<T> {
    type Value = Listing<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array, or an object with `results`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Listing {
            items,
            count: None,
            next: Next::None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut items, mut count, mut next) = (None, None, Next::NotSaid);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "results" => items = Some(map.next_value::<Option<_>>()?.unwrap_or_default()),
                "count" => count = map.next_value()?,
                "next" => {
                    next = match map.next_value::<Option<IgnoredAny>>()? {
                        Some(_) => Next::Exists,
                        None => Next::None,
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Listing {
            items: items.ok_or_else(|| A::Error::missing_field("results"))?,
            count,
            next,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Listing<u8>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn a_bare_array_is_all_there_is() {
        let listing = read("[1, 2]").unwrap();
        assert_eq!((listing.items, listing.next), (vec![1, 2], Next::None));
    }

    #[test]
    fn results_may_stand_between_anything() {
        let listing = read(
            r#"{"mem0_notice": {"a": []}, "count": 5, "results": [1], "next": "https://x/?page=2"}"#,
        );
        let expected = Listing {
            items: vec![1],
            count: Some(5),
            next: Next::Exists,
        };
        assert_eq!(listing.unwrap(), expected);
    }

    #[test]
    fn a_null_is_no_next_page_and_no_key_says_nothing() {
        assert_eq!(
            read(r#"{"results": [], "next": null}"#).unwrap().next,
            Next::None
        );
        assert_eq!(read(r#"{"results": null}"#).unwrap().next, Next::NotSaid);
    }

    #[test]
    fn an_object_without_results_is_no_list() {
        assert!(read(r#"{"detail": "x"}"#).is_err());
    }
}

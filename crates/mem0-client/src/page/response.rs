//! The platform's format of lists: a bare array, or an object with `results`, the total `count` and
//! the URL of the next page.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

#[derive(Debug, PartialEq)]
pub(crate) struct PageResponse<T> {
    pub(crate) items: Vec<T>,
    /// The number of items on all pages.
    pub(crate) count: Option<u64>,
    pub(crate) next: NextPage,
}

/// Whether there is a next page. Its URL is never followed, because it may have another host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NextPage {
    Exists,
    None,
    Unspecified,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PageResponse<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PageResponseVisitor(PhantomData))
    }
}

struct PageResponseVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageResponseVisitor<T> {
    type Value = PageResponse<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array, or an object with `results`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(PageResponse {
            items,
            count: None,
            next: NextPage::None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut items, mut count, mut next) = (None, None, NextPage::Unspecified);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "results" => items = Some(map.next_value::<Option<_>>()?.unwrap_or_default()),
                "count" => count = map.next_value()?,
                "next" => {
                    next = match map.next_value::<Option<IgnoredAny>>()? {
                        Some(_) => NextPage::Exists,
                        None => NextPage::None,
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(PageResponse {
            items: items.ok_or_else(|| A::Error::missing_field("results"))?,
            count,
            next,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<PageResponse<u8>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn a_bare_array_is_the_complete_list() {
        let response = parse("[1, 2]").unwrap();
        assert_eq!(
            (response.items, response.next),
            (vec![1, 2], NextPage::None)
        );
    }

    #[test]
    fn results_may_be_surrounded_by_other_fields() {
        let response = parse(
            r#"{"mem0_notice": {"a": []}, "count": 5, "results": [1], "next": "https://x/?page=2"}"#,
        );
        let expected = PageResponse {
            items: vec![1],
            count: Some(5),
            next: NextPage::Exists,
        };
        assert_eq!(response.unwrap(), expected);
    }

    #[test]
    fn a_null_means_no_next_page_and_a_missing_key_is_unspecified() {
        assert_eq!(
            parse(r#"{"results": [], "next": null}"#).unwrap().next,
            NextPage::None
        );
        assert_eq!(
            parse(r#"{"results": null}"#).unwrap().next,
            NextPage::Unspecified
        );
    }

    #[test]
    fn an_object_without_results_is_rejected() {
        assert!(parse(r#"{"detail": "x"}"#).is_err());
    }
}

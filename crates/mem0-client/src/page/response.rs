//! The platform's format of lists: a bare array, or an object with `results`, the total `count` and
//! the URL of the next page.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{
    Error,
    wire::decode::{Expected, decode},
};

#[derive(Debug, PartialEq)]
pub(crate) struct PageResponse<T> {
    pub(crate) items: Vec<T>,
    /// How many rows are no items.
    pub(crate) invalid_rows: usize,
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

impl<T: DeserializeOwned> PageResponse<T> {
    /// Deserialises a response body. One invalid row does not make the others unreadable; finding
    /// it takes a second, slower pass.
    pub(crate) fn from_body(body: &[u8]) -> Result<Self, Error> {
        decode(body).or_else(|_| Ok(decode::<PageResponse<Expected<T>>>(body)?.into_items()))
    }
}

impl<T> PageResponse<Expected<T>> {
    fn into_items(self) -> PageResponse<T> {
        let rows = self.items.len();
        let items = self.items.into_iter().filter_map(Expected::found);
        let items: Vec<T> = items.collect();
        PageResponse {
            invalid_rows: rows - items.len(),
            items,
            count: self.count,
            next: self.next,
        }
    }
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
            invalid_rows: 0,
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
            invalid_rows: 0,
            count,
            next,
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::Memory;

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
            invalid_rows: 0,
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

    #[rstest]
    #[case::without_a_text(r#"{"id": "x"}"#)]
    #[case::with_a_null_text(r#"{"id": "x", "memory": null}"#)]
    #[case::with_a_number_as_its_text(r#"{"id": "x", "memory": 5}"#)]
    #[case::with_an_object_as_its_text(r#"{"id": "x", "memory": {"text": "tea"}}"#)]
    #[case::without_an_id(r#"{"memory": "tea"}"#)]
    #[case::with_a_null_id(r#"{"id": null, "memory": "tea"}"#)]
    #[case::with_an_empty_id(r#"{"id": "", "memory": "tea"}"#)]
    #[case::with_an_id_that_is_a_path(r#"{"id": "..", "memory": "tea"}"#)]
    #[case::null("null")]
    #[case::a_text(r#""tea""#)]
    #[case::a_list("[7, 8]")]
    #[case::an_error(r#"{"error": "row not found"}"#)]
    fn an_invalid_row_is_left_out_and_the_others_stay(#[case] invalid: &str) {
        let one = r#"{"id": "1", "memory": "Likes tea"}"#;
        let other = r#"{"id": "2", "memory": "Likes milk", "metadata": 7, "categories": [null]}"#;
        for body in [
            format!("[{invalid}, {one}, {invalid}, {other}]"),
            format!(r#"{{"results": [{one}, {invalid}, {other}, {invalid}], "next": null}}"#),
        ] {
            let page = PageResponse::<Memory>::from_body(body.as_bytes()).unwrap();
            let ids: Vec<_> = page.items.iter().map(|memory| memory.id.as_str()).collect();
            assert_eq!((ids, page.invalid_rows), (vec!["1", "2"], 2), "{body}");
            assert_eq!(page.next, NextPage::None);
        }
    }

    #[test]
    fn a_body_that_is_no_list_is_rejected() {
        for body in ["", "<html>", "7", r#"{"results": 7}"#, r#"[{"id": "1""#] {
            assert!(
                PageResponse::<Memory>::from_body(body.as_bytes()).is_err(),
                "{body}"
            );
        }
    }

    #[test]
    fn an_object_without_results_is_rejected() {
        assert!(parse(r#"{"detail": "x"}"#).is_err());
    }
}

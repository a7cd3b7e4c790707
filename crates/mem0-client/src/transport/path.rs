//! URL paths of the platform.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters: a `/` in an id must not start a new segment,
/// and a `+` must not be decoded as a space.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path with percent-encoded segments, such as `/a/b/`. The platform's paths end with a slash.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Path(String);

impl Path {
    /// Segments are literals or ids. Ids are never `.` or `..`, which would change the path.
    pub(crate) fn new<const N: usize>(segments: [&str; N]) -> Self {
        let mut path = String::from("/");
        for segment in segments {
            path.extend(utf8_percent_encode(segment, RESERVED));
            path.push('/');
        }
        Self(path)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;
    use url::Url;

    use super::*;
    use crate::EntityId;

    #[test]
    fn a_plus_a_space_and_a_slash_stay_inside_their_segment() {
        let path = Path::new(["v2", "entities", "user", "+1 555/00"]);
        assert_eq!(path.to_string(), "/v2/entities/user/%2B1%20555%2F00/");
    }

    proptest! {
        #[test]
        fn every_id_is_exactly_one_segment(id in any::<String>()) {
            let Ok(id) = EntityId::new(id) else { return Ok(()) };
            let path = Path::new(["v1", id.as_str()]);
            let url = Url::parse(&format!("https://example.com{path}")).unwrap();
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            prop_assert_eq!(segments.len(), 3);
            prop_assert_eq!((segments[0], segments[2]), ("v1", ""));
            prop_assert_eq!(percent_decode_str(segments[1]).decode_utf8().unwrap(), id.as_str());
            prop_assert_eq!((url.query(), url.fragment()), (None, None));
        }
    }
}

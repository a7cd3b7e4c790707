//! Where in the world the services are.

/// A region of AWS, such as `eu-central-1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region(String);

impl Region {
    /// Reads a region's name: lower-case letters, digits and hyphens, since it becomes part of a
    /// host's name.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let name = raw.trim();
        let letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let usable = !name.is_empty()
            && name.len() <= 40
            && name.bytes().all(letter)
            && !name.starts_with('-')
            && !name.ends_with('-');
        usable.then(|| Self(name.to_owned()))
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the names of its hosts end in.
    pub(crate) fn domain(&self) -> &'static str {
        match self.0.split('-').next() {
            Some("cn") => "amazonaws.com.cn",
            Some("eusc") => "amazonaws.eu",
            _ => "amazonaws.com",
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("eu-central-1", "amazonaws.com")]
    #[case("us-gov-west-1", "amazonaws.com")]
    #[case(" cn-north-1 ", "amazonaws.com.cn")]
    #[case("eusc-de-east-1", "amazonaws.eu")]
    fn a_region_knows_its_domain(#[case] name: &str, #[case] domain: &str) {
        assert_eq!(Region::parse(name).unwrap().domain(), domain);
    }

    #[rstest]
    #[case("")]
    #[case("EU-CENTRAL-1")]
    #[case("eu.central")]
    #[case("example.com/")]
    #[case("-eu")]
    fn what_cannot_be_part_of_a_hosts_name_is_no_region(#[case] name: &str) {
        assert_eq!(Region::parse(name), None);
    }
}

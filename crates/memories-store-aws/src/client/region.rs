/// An AWS region, such as `eu-central-1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region(String);

impl Region {
    /// Accepts lower-case letters, digits and hyphens: the name becomes part of a host name.
    pub(super) fn parse(raw: &str) -> Option<Self> {
        let name = raw.trim();
        let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let valid = !name.is_empty()
            && name.len() <= 40
            && name.bytes().all(allowed)
            && !name.starts_with('-')
            && !name.ends_with('-');
        valid.then(|| Self(name.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain of the hosts in this region.
    pub(super) fn domain(&self) -> &'static str {
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
    fn a_region_has_the_domain_of_its_partition(#[case] name: &str, #[case] domain: &str) {
        assert_eq!(Region::parse(name).unwrap().domain(), domain);
    }

    #[rstest]
    #[case("")]
    #[case("EU-CENTRAL-1")]
    #[case("eu.central")]
    #[case("example.com/")]
    #[case("-eu")]
    fn a_name_that_cannot_be_part_of_a_host_name_is_rejected(#[case] name: &str) {
        assert_eq!(Region::parse(name), None);
    }
}

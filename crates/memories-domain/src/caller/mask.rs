const ELLIPSIS: &str = "•••";

/// Masks an id. Of a number in E.164, at most the first and last four digits remain,
/// and at least three in between are hidden; of another id, at most the last two
/// characters remain.
pub(super) fn mask(id: &str) -> String {
    let length = id.chars().count();
    let is_number = id
        .strip_prefix('+')
        .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let (first, last) = match (is_number, length) {
        (true, 12..) => (5, 4),
        (true, 9..) => (3, 2),
        (false, 8..) => (0, 2),
        _ => (0, 0),
    };
    let head = id.chars().take(first);
    let tail = id.chars().skip(length - last);
    head.chain(ELLIPSIS.chars()).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_number_are_shown() {
        assert_eq!(mask("+12025550143"), "+1202•••0143");
        assert_eq!(mask("+29920143"), "+29•••43");
    }

    #[test]
    fn only_the_end_of_any_other_id_is_shown() {
        assert_eq!(mask("customer-0143"), "•••43");
        assert_eq!(mask("+1202 or so"), "•••so");
    }

    #[test]
    fn a_short_id_is_hidden() {
        assert_eq!(mask("8842"), "•••");
        assert_eq!(mask("+2990143"), "•••");
        assert_eq!(mask("é"), "•••");
    }
}

/// What stands for the part that is not shown.
const HIDDEN: &str = "•••";

/// Hides most of an id: of a number in E.164 at most its first and last four
/// digits and never fewer than three in between; of another id at most its last
/// two characters.
pub(super) fn masked(id: &str) -> String {
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
    head.chain(HIDDEN.chars()).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_its_ends() {
        assert_eq!(masked("+12025550143"), "+1202•••0143");
        assert_eq!(masked("+29920143"), "+29•••43");
    }

    #[test]
    fn another_id_shows_next_to_nothing() {
        assert_eq!(masked("customer-0143"), "•••43");
        assert_eq!(masked("+1202 or so"), "•••so");
    }

    #[test]
    fn a_short_id_shows_nothing() {
        assert_eq!(masked("8842"), "•••");
        assert_eq!(masked("+2990143"), "•••");
        assert_eq!(masked("é"), "•••");
    }
}

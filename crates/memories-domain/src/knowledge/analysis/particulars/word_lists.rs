pub(super) fn is_any(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

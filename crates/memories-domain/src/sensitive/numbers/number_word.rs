#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// Complete, such as "nine", "vierundzwanzig" or "millenovecento".
    Number(u32),
    /// "twenty", which a unit may follow.
    Tens(u32),
    /// Zero if it stands beside another number: "oh".
    Oh,
    Hundred,
    Thousand,
    /// "double", "triple".
    Repeat(usize),
}

/// What holds or does not by itself: a sentence of a statement, a fact.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) memory: usize,
    pub(super) part: usize,
}

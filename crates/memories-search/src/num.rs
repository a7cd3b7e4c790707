#[expect(
    clippy::cast_precision_loss,
    reason = "counts enter logarithms and ratios only"
)]
pub(crate) fn to_f32(count: usize) -> f32 {
    count as f32
}

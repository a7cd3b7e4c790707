/// A probability whose odds are multiplied.
pub(super) fn with_odds_times(probability: f32, factor: f32) -> f32 {
    let odds = probability * factor;
    odds / (odds + 1.0 - probability)
}

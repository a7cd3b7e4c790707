pub(super) fn is_allergy(word: &str) -> bool {
    const STARTS: [&str; 8] = [
        "allerg",
        "alerg",
        "alérg",
        "intoler",
        "unverträgl",
        "unvertragl",
        "anaphyla",
        "épipen",
    ];
    STARTS.iter().any(|start| word.starts_with(start)) || allergen(word).is_some()
}

/// "erdnuss" in "erdnussallergie"
pub(in crate::knowledge::analysis) fn allergen(word: &str) -> Option<&str> {
    const ENDS: [&str; 4] = ["allergie", "allergien", "allergieën", "intoleranz"];
    let of_allergy = ENDS.iter().find_map(|end| word.strip_suffix(end))?;
    (of_allergy.chars().count() > 2).then_some(of_allergy)
}

//! Lists of weekdays: "Monday, Tuesday and Thursday" are days of every week.

use super::{annotate::is_weekday, mention::TimeMention};

/// The words that join the days of a list, without those for "or": of an offer, one day is meant.
const AND: [&str; 9] = ["and", "und", "y", "e", "et", "en", "ed", "&", "plus"];

/// The mentions without bare weekdays that are joined in a list. A list ends with "and": "Monday,
/// Tuesday" may correct itself.
pub(super) fn without_weekly_lists(mentions: &[TimeMention], text: &str) -> Vec<TimeMention> {
    let mut kept = Vec::with_capacity(mentions.len());
    for list in mentions.chunk_by(|one, other| are_listed(one, other, text)) {
        let is_joined = list.array_windows().any(|[one, other]| {
            let between = text.get(one.end as usize..other.start as usize);
            between.is_some_and(joins_with_and)
        });
        if !is_joined {
            kept.extend_from_slice(list);
        }
    }
    kept
}

/// Whether two weekdays stand beside each other in a list.
fn are_listed(one: &TimeMention, other: &TimeMention, text: &str) -> bool {
    let is_bare = |mention: &TimeMention| {
        let words = text.get(mention.start as usize..mention.day_end as usize);
        mention.relative && words.is_some_and(is_weekday)
    };
    let between = text.get(one.end as usize..other.start as usize);
    is_bare(one)
        && is_bare(other)
        && between.is_some_and(|between| between.trim() == "," || joins_with_and(between))
}

fn joins_with_and(between: &str) -> bool {
    let word = between.trim().trim_start_matches(',').trim();
    AND.iter().any(|and| word.eq_ignore_ascii_case(and))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::times::find_times;

    fn count(text: &str, language: &str) -> usize {
        let said_at = "2026-11-26T15:00[UTC]".parse().unwrap();
        find_times(text, &said_at, Some(language)).len()
    }

    #[rstest]
    #[case("en", "She comes on Monday, Tuesday and Thursday.")]
    #[case("en", "We train Monday and Friday at 10.")]
    #[case("de", "Er kommt Montag, Dienstag und Donnerstag.")]
    #[case("es", "Viene lunes y viernes a las diez.")]
    #[case("fr", "Elle vient lundis et jeudis.")]
    #[case("it", "Viene lunedì e venerdì alle sette.")]
    #[case("pt", "Vem na segunda-feira, terça-feira e quinta-feira.")]
    #[case("nl", "Bram komt op maandag, dinsdag en donderdag.")]
    fn weekdays_in_a_list_recur(#[case] language: &str, #[case] text: &str) {
        assert_eq!(count(text, language), 0, "{text}");
    }

    #[rstest]
    #[case("en", "Monday or Friday would work.", 2)]
    #[case("en", "Monday, no, Tuesday.", 2)]
    #[case("en", "Monday the 7th and Friday the 11th.", 2)]
    #[case("en", "From Monday to Friday.", 1)]
    #[case("en", "I called on Monday and you never came.", 1)]
    #[case("en", "This Monday and next Friday.", 2)]
    #[case("de", "Montag oder Freitag.", 2)]
    #[case("nl", "Maandag 7 december en vrijdag 11 december.", 2)]
    fn other_days_are_mentions(
        #[case] language: &str,
        #[case] text: &str,
        #[case] mentions: usize,
    ) {
        assert_eq!(count(text, language), mentions, "{text}");
    }
}

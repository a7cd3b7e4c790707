use jiff::{Timestamp, ToSpan};

use super::*;

fn at(hour: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + hour.hours()
}

fn line(calls: &[(&str, Certainty)]) -> Line {
    people_of_line((0..).zip(calls).map(|(hour, (name, certainty))| {
        let speaker = PersonName::parse(name).map(|name| speaker(name, *certainty));
        (at(hour), speaker)
    }))
}

fn speaker(name: PersonName, certainty: Certainty) -> CallSpeaker {
    CallSpeaker {
        name: Some(name),
        certainty,
        other_spellings: Vec::new(),
        relation: None,
        on_behalf_of: None,
    }
}

fn names(line: &Line) -> Vec<String> {
    let names = line
        .people()
        .iter()
        .filter_map(|person| person.name.as_ref());
    names.map(PersonName::to_text).collect()
}

use Certainty::{Addressed, Collected, Stated};

#[test]
fn a_couple_shares_a_line() {
    let line = line(&[
        ("Helen Ostrowski", Stated),
        ("Walt Ostrowski", Stated),
        ("Helen", Stated),
        ("", Stated),
    ]);
    assert_eq!(names(&line), ["Helen Ostrowski", "Walt Ostrowski"]);
    assert!(line.is_shared());
    assert_eq!(line.person_of_call(at(0)), line.person_of_call(at(2)));
    assert_ne!(line.person_of_call(at(0)), line.person_of_call(at(1)));
    assert_eq!(line.person_of_call(at(3)), None);
    assert_eq!(line.find("Helen's allergies"), line.person_of_call(at(0)));
    assert_eq!(
        line.find("when was walter born"),
        line.person_of_call(at(1))
    );
    assert_eq!(line.find("the Ostrowski account"), None);
    assert_eq!(line.find("allergies"), None);
}

#[test]
fn one_person_is_known_by_several_forms_of_a_name() {
    let line = line(&[
        ("Jürgen Hövelmann", Stated),
        ("Hövelmann", Stated),
        ("jurgen", Collected),
        ("", Stated),
    ]);
    assert_eq!(names(&line), ["Jürgen Hövelmann"]);
    assert!(!line.is_shared());
    assert_eq!(line.people()[0].calls, [at(0), at(1), at(2), at(3)]);
}

#[test]
fn a_corrected_name_does_not_make_a_second_person() {
    let gwen = speaker(PersonName::parse("Gwen").unwrap(), Stated);
    let mut glenn = speaker(PersonName::parse("Glenn").unwrap(), Stated);
    glenn.other_spellings = vec![PersonName::parse("Gwen").unwrap()];
    let line = people_of_line([(at(0), Some(gwen)), (at(1), Some(glenn))]);
    assert_eq!(names(&line), ["Glenn"]);
    assert!(!line.is_shared());
    assert_eq!(line.person_of_call(at(0)), line.person_of_call(at(1)));
    assert_eq!(line.find("Gwen"), line.person_of_call(at(0)));
}

#[test]
fn a_name_that_only_data_collection_or_the_agent_used_once_does_not_share_the_line() {
    for certainty in [Collected, Addressed] {
        let line = line(&[("Priya", Stated), ("Jasmine", certainty), ("", Stated)]);
        assert!(!line.is_shared(), "{certainty:?}");
        assert_eq!(line.person_of_call(at(2)), line.person_of_call(at(0)));
        assert_ne!(line.person_of_call(at(1)), line.person_of_call(at(0)));
    }
    assert!(
        line(&[
            ("Priya", Stated),
            ("Jasmine", Collected),
            ("Jasmine", Collected)
        ])
        .is_shared()
    );
}

#[test]
fn somebody_known_as_a_relation_is_another_person_until_they_are_named() {
    let relation = Relation {
        kind: RelationKind::Husband,
        of: PersonName::parse("Helen"),
    };
    let helen = speaker(PersonName::parse("Helen").unwrap(), Stated);
    let husband = CallSpeaker {
        name: None,
        relation: Some(relation.clone()),
        ..helen.clone()
    };
    let walt = CallSpeaker {
        name: PersonName::parse("Walt"),
        relation: Some(relation),
        ..helen.clone()
    };
    let line = people_of_line([(at(0), Some(helen.clone())), (at(1), Some(husband.clone()))]);
    assert!(line.is_shared());
    let line = people_of_line([
        (at(0), Some(helen)),
        (at(1), Some(husband)),
        (at(2), Some(walt)),
    ]);
    assert_eq!(names(&line), ["Helen", "Walt"]);
    assert_eq!(line.person_of_call(at(1)), line.person_of_call(at(2)));
}

#[test]
fn an_empty_line_has_nobody() {
    let line = line(&[("", Stated)]);
    assert!(line.people().is_empty() && !line.is_shared());
    assert_eq!(line.person_of_call(at(0)), None);
    assert_eq!(line.find("Helen"), None);
}

#[test]
fn somebody_with_the_same_family_name_is_another_person() {
    let mut anselm = speaker(PersonName::parse("Anselm Kröger").unwrap(), Stated);
    anselm.other_spellings = vec![PersonName::parse("Kröger").unwrap()];
    let gesine = speaker(PersonName::parse("Gesine Kröger").unwrap(), Stated);
    let line = people_of_line([(at(0), Some(anselm)), (at(1), Some(gesine))]);
    assert_eq!(names(&line), ["Anselm Kröger", "Gesine Kröger"]);
    assert!(line.is_shared());
}

#[test]
fn who_marries_has_the_later_family_name() {
    let line = line(&[
        ("Odile Ferrand", Stated),
        ("Odile", Stated),
        ("Odile Maréchal", Stated),
        ("Odile", Collected),
    ]);
    assert_eq!(names(&line), ["Odile Maréchal"]);
    assert!(!line.is_shared());
}

#[test]
fn a_corrected_given_name_keeps_the_family_name() {
    let gwen = speaker(PersonName::parse("Gwen Voskuil").unwrap(), Stated);
    let mut glenn = speaker(PersonName::parse("Glenn").unwrap(), Stated);
    glenn.other_spellings = vec![PersonName::parse("Gwen").unwrap()];
    let line = people_of_line([(at(0), Some(gwen)), (at(1), Some(glenn))]);
    assert_eq!(names(&line), ["Glenn Voskuil"]);
}

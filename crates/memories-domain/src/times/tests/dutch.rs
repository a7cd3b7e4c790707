use super::{SAID_AT, assert_table, found};

#[test]
fn times_are_found() {
    assert_table(
        Some("nl"),
        &[
            (
                "morgen om half drie",
                "morgen om half drie=2026-11-29 14:30",
            ),
            (
                "morgenochtend om 9 uur",
                "morgenochtend om 9 uur=2026-11-29 09:00",
            ),
            ("overmorgen", "overmorgen=2026-11-30"),
            (
                "vanavond om acht uur",
                "vanavond om acht uur=2026-11-28 20:00",
            ),
            ("gisteren", "gisteren=2026-11-27"),
            ("twee dagen geleden", "twee dagen geleden=2026-11-26"),
            ("over twee weken", "over twee weken=2026-12-12"),
            (
                "binnen vijf werkdagen",
                "binnen vijf werkdagen=2026-11-28/2026-12-04",
            ),
            ("vóór vrijdag", "vrijdag=2026-12-04"),
            ("volgende week dinsdag", "volgende week dinsdag=2026-12-01"),
            ("vorige maandag", "vorige maandag=2026-11-23"),
            ("volgende week", "volgende week=2026-11-30/2026-12-06"),
            ("op de 10e", "10e=2026-12-10"),
            (
                "zaterdag 5 december om kwart over tien",
                "zaterdag 5 december om kwart over tien=!2026-12-05 10:15",
            ),
            (
                "van 4 tot 8 december",
                "4 tot 8 december=!2026-12-04/2026-12-08",
            ),
            (
                "dinsdagmiddag om 3 uur",
                "dinsdagmiddag om 3 uur=2026-12-01 15:00",
            ),
            ("in januari", "januari=!2027-01-01/2027-01-31"),
            (
                "eind van de maand",
                "eind van de maand=2026-11-28/2026-11-30",
            ),
            ("dit weekend", "dit weekend=2026-11-28/2026-11-29"),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "elke maandag",
        "op zaterdagen",
        "goedemorgen",
        "goede morgen",
        "om half drie",
        "een moment",
        "de eerste verdieping",
        "20 euro",
        "'s morgens",
    ] {
        assert_eq!(found(text, SAID_AT, Some("nl")), "", "{text}");
    }
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("nl"),
        &[
            (
                "het weekend van 12 december",
                "weekend van 12 december=!2026-12-12/2026-12-13",
            ),
            (
                "dinsdag over veertien dagen",
                "dinsdag over veertien dagen=2026-12-15",
            ),
            (
                "de week na volgende week",
                "week na volgende week=2026-12-07/2026-12-13",
            ),
            ("de buurvrouw van de 9e", ""),
        ],
    );
}

use super::{SAID_AT, assert_table, found};

#[test]
fn days_near_the_call_are_found() {
    assert_table(
        Some("de"),
        &[
            (
                "ich muss den Termin morgen leider absagen",
                "morgen=2026-11-29",
            ),
            ("Morgen um 9 Uhr", "Morgen um 9 Uhr=2026-11-29 09:00"),
            (
                "morgen früh um sieben",
                "morgen früh um sieben=2026-11-29 07:00",
            ),
            ("heute Morgen", "heute Morgen=2026-11-28"),
            (
                "heute Abend um acht",
                "heute Abend um acht=2026-11-28 20:00",
            ),
            (
                "übermorgen gegen halb drei",
                "übermorgen gegen halb drei=2026-11-30 14:30",
            ),
            ("gestern Nachmittag", "gestern Nachmittag=2026-11-27"),
            ("vor zwei Tagen", "vor zwei Tagen=2026-11-26"),
            ("in einer Woche", "in einer Woche=2026-12-05"),
            ("in drei Tagen", "in drei Tagen=2026-12-01"),
            (
                "innerhalb von zwei Werktagen",
                "innerhalb von zwei Werktagen=2026-11-28/2026-12-01",
            ),
            ("heute in zwei Wochen", "heute in zwei Wochen=2026-12-12"),
        ],
    );
}

#[test]
fn weekdays_are_found() {
    assert_table(
        Some("de"),
        &[
            (
                "Wir können Sie am Donnerstag um 8 Uhr einplanen.",
                "Donnerstag um 8 Uhr=2026-12-03 08:00",
            ),
            ("Dienstag, den 24.", "Dienstag, den 24.=2026-11-24"),
            ("bis Freitag", "Freitag=2026-12-04"),
            (
                "nächsten Montag um Viertel nach drei",
                "nächsten Montag um Viertel nach drei=2026-11-30 15:15",
            ),
            ("letzten Montag", "letzten Montag=2026-11-23"),
            (
                "nächste Woche Dienstag",
                "nächste Woche Dienstag=2026-12-01",
            ),
            (
                "Montagnachmittag um drei",
                "Montagnachmittag um drei=2026-11-30 15:00",
            ),
            (
                "Donnerstag in einer Woche",
                "Donnerstag in einer Woche=2026-12-10",
            ),
            (
                "Herr Hövelmann bringt den Wagen am Montag.",
                "Montag=2026-11-30",
            ),
        ],
    );
}

#[test]
fn dates_are_found() {
    assert_table(
        Some("de"),
        &[
            (
                "Ja, Freitag, der 23. Oktober um 8 Uhr ist eingetragen.",
                "Freitag, der 23. Oktober um 8 Uhr=!2026-10-23 08:00",
            ),
            (
                "Reifenwechsel für Montag, den 30. November um 14 Uhr",
                "Montag, den 30. November um 14 Uhr=!2026-11-30 14:00",
            ),
            (
                "Ich habe Sie für den 3. Dezember um 9.30 Uhr bei Frau Dr. Weber eingetragen.",
                "3. Dezember um 9.30 Uhr=!2026-12-03 09:30",
            ),
            (
                "Wir rufen am 2. Dezember zurück.",
                "2. Dezember=!2026-12-02",
            ),
            (
                "Wir haben am siebten und am achten etwas frei",
                "siebten=2026-12-07; achten=2026-12-08",
            ),
            ("am 3.", "3.=2026-12-03"),
            ("am dritten", "dritten=2026-12-03"),
            ("am dritten Dezember", "dritten Dezember=!2026-12-03"),
            (
                "vom 4. bis zum 8. Dezember",
                "4. bis zum 8. Dezember=!2026-12-04/2026-12-08",
            ),
            ("am 23.10. um zehn", "23.10. um zehn=!2026-10-23 10:00"),
            ("am 23.10.2026", "23.10.2026=!2026-10-23"),
            ("geboren am 14.03.58", "14.03.58=!1958-03-14"),
            ("am 6. Januar 2027", "6. Januar 2027=!2027-01-06"),
        ],
    );
}

#[test]
fn periods_are_found() {
    assert_table(
        Some("de"),
        &[
            ("im Januar", "Januar=!2027-01-01/2027-01-31"),
            ("nächste Woche", "nächste Woche=2026-11-30/2026-12-06"),
            ("am Wochenende", "Wochenende=2026-11-28/2026-11-29"),
            (
                "Ende nächster Woche",
                "Ende nächster Woche=2026-12-04/2026-12-06",
            ),
            (
                "Ende Oktober 2027",
                "Ende Oktober 2027=!2027-10-21/2027-10-31",
            ),
            ("in der ersten Märzwoche", ""),
            (
                "in der ersten Woche im März",
                "ersten Woche im März=!2027-03-01/2027-03-07",
            ),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "guten Morgen",
        "Hövelmann, guten Morgen.",
        "samstags",
        "jeden Montag um neun",
        "Morgen, hier ist Müller",
        "im 3. Stock",
        "um 14 Uhr",
        "280 Euro",
        "MS-JH 427",
        "morgens um acht",
        "am Morgen",
        "die erste Frage",
        "einen Moment",
        "ein Golf 7",
    ] {
        assert_eq!(found(text, SAID_AT, Some("de")), "", "{text}");
    }
}

#[test]
fn english_in_a_german_call_is_read_as_english() {
    assert_table(
        Some("de"),
        &[("tomorrow 8-10 AM", "tomorrow 8-10 AM=2026-11-29 08:00")],
    );
    assert_table(
        None,
        &[(
            "Ich komme am Montag um halb drei",
            "Montag um halb drei=2026-11-30 14:30",
        )],
    );
    assert_table(Some("en"), &[("Ich komme am Montag", "Montag=2026-11-30")]);
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("de"),
        &[
            (
                "am Wochenende vom 12. Dezember",
                "Wochenende vom 12. Dezember=!2026-12-12/2026-12-13",
            ),
            (
                "Übernächste Woche Dienstag Vormittag",
                "Übernächste Woche Dienstag Vormittag=2026-12-08",
            ),
            ("übernächsten Freitag", "übernächsten Freitag=2026-12-11"),
            (
                "am Montag in der übernächsten Woche",
                "Montag in der übernächsten Woche=2026-12-07",
            ),
            (
                "Mittwoch in acht Tagen",
                "Mittwoch in acht Tagen=2026-12-09",
            ),
            ("die Nachbarin vom 9. hat ihn", ""),
        ],
    );
}

use super::{SAID_AT, assert_table, found};

#[test]
fn times_are_found() {
    assert_table(
        Some("it"),
        &[
            ("domani alle 15", "domani alle 15=2026-11-29 15:00"),
            (
                "domani mattina alle nove e mezza",
                "domani mattina alle nove e mezza=2026-11-29 09:30",
            ),
            ("alle 10 di martedì", "alle 10 di martedì=2026-12-01 10:00"),
            (
                "dalle 9 alle 11 di lunedì",
                "dalle 9 alle 11 di lunedì=2026-11-30 09:00",
            ),
            (
                "tra il 4 e l'8 dicembre",
                "4 e l'8 dicembre=!2026-12-04/2026-12-08",
            ),
            (
                "il 24 dicembre alle 18",
                "24 dicembre alle 18=!2026-12-24 18:00",
            ),
            ("dopodomani", "dopodomani=2026-11-30"),
            ("oggi pomeriggio", "oggi pomeriggio=2026-11-28"),
            ("stasera alle otto", "stasera alle otto=2026-11-28 20:00"),
            ("ieri", "ieri=2026-11-27"),
            ("due giorni fa", "due giorni fa=2026-11-26"),
            ("tra due settimane", "tra due settimane=2026-12-12"),
            ("entro venerdì", "venerdì=2026-12-04"),
            ("martedì prossimo", "martedì prossimo=2026-12-01"),
            ("lunedì scorso", "lunedì scorso=2026-11-23"),
            (
                "la settimana prossima",
                "settimana prossima=2026-11-30/2026-12-06",
            ),
            ("il 5", "5=2026-12-05"),
            (
                "sabato 5 dicembre alle 10",
                "sabato 5 dicembre alle 10=!2026-12-05 10:00",
            ),
            (
                "dal 4 all'8 dicembre",
                "4 all'8 dicembre=!2026-12-04/2026-12-08",
            ),
            ("l'8 dicembre 2026", "8 dicembre 2026=!2026-12-08"),
            ("a gennaio", "gennaio=!2027-01-01/2027-01-31"),
            (
                "entro cinque giorni lavorativi",
                "entro cinque giorni lavorativi=2026-11-28/2026-12-04",
            ),
            (
                "alla fine del mese",
                "alla fine del mese=2026-11-28/2026-11-30",
            ),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "il sabato",
        "il secondo",
        "ogni lunedì",
        "alle nove",
        "un attimo",
        "il secondo piano",
        "20 euro",
        "buona giornata",
        "un secondo",
        "via Roma 12",
        "d'ora in poi",
    ] {
        assert_eq!(found(text, SAID_AT, Some("it")), "", "{text}");
    }
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("it"),
        &[
            (
                "il fine settimana del 12 dicembre",
                "fine settimana del 12 dicembre=!2026-12-12/2026-12-13",
            ),
            (
                "la settimana dopo la prossima",
                "settimana dopo la prossima=2026-12-07/2026-12-13",
            ),
            ("la vicina del 7 ha le chiavi", ""),
            ("ci vediamo il 9", "9=2026-12-09"),
        ],
    );
}

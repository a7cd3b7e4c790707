use super::{SAID_AT, assert_table, found};

#[test]
fn times_are_found() {
    assert_table(
        Some("fr"),
        &[
            ("demain à 14 h", "demain à 14 h=2026-11-29 14:00"),
            (
                "demain matin à 9h30",
                "demain matin à 9h30=2026-11-29 09:30",
            ),
            ("après-demain", "après-demain=2026-11-30"),
            ("aujourd’hui", "aujourd’hui=2026-11-28"),
            ("ce soir à 20h", "ce soir à 20h=2026-11-28 20:00"),
            ("hier", "hier=2026-11-27"),
            ("il y a deux jours", "il y a deux jours=2026-11-26"),
            ("dans une semaine", "dans une semaine=2026-12-05"),
            ("d'ici vendredi", "vendredi=2026-12-04"),
            (
                "mardi prochain à trois heures et demie",
                "mardi prochain à trois heures et demie=2026-12-01 15:30",
            ),
            ("lundi dernier", "lundi dernier=2026-11-23"),
            (
                "mardi de la semaine prochaine",
                "mardi de la semaine prochaine=2026-12-01",
            ),
            (
                "la semaine prochaine",
                "semaine prochaine=2026-11-30/2026-12-06",
            ),
            ("le 23", "23=2026-12-23"),
            ("le deux", "deux=2026-12-02"),
            (
                "le samedi 5 décembre à midi",
                "samedi 5 décembre à midi=!2026-12-05 12:00",
            ),
            ("le 1er décembre 2026", "1er décembre 2026=!2026-12-01"),
            (
                "du 4 au 8 décembre",
                "4 au 8 décembre=!2026-12-04/2026-12-08",
            ),
            ("en janvier", "janvier=!2027-01-01/2027-01-31"),
            ("fin mars", "fin mars=!2027-03-21/2027-03-31"),
            ("ce week-end", "ce week-end=2026-11-28/2026-11-29"),
            (
                "sous deux jours ouvrés",
                "sous deux jours ouvrés=2026-11-28/2026-12-01",
            ),
            (
                "jeudi entre 8 h et 10 h",
                "jeudi entre 8 h et 10 h=2026-12-03 08:00",
            ),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "le samedi",
        "tous les lundis",
        "chaque mardi",
        "le matin",
        "à 14 h",
        "un instant",
        "le premier étage",
        "20 euros",
        "bonne journée",
        "une seconde",
        "désormais",
    ] {
        assert_eq!(found(text, SAID_AT, Some("fr")), "", "{text}");
    }
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("fr"),
        &[
            (
                "le week-end du 12 décembre",
                "week-end du 12 décembre=!2026-12-12/2026-12-13",
            ),
            (
                "la semaine après la prochaine",
                "semaine après la prochaine=2026-12-07/2026-12-13",
            ),
            ("le voisin du 7 a les clés", ""),
            ("nous habitons au 7", ""),
            ("le rendez-vous du 9", "9=2026-12-09"),
        ],
    );
}

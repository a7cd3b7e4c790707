use super::{SAID_AT, assert_table, found};

#[test]
fn times_are_found() {
    assert_table(
        Some("es"),
        &[
            ("mañana a las 13", "mañana a las 13=2026-11-29 13:00"),
            ("mañana por la mañana", "mañana por la mañana=2026-11-29"),
            ("pasado mañana", "pasado mañana=2026-11-30"),
            (
                "esta tarde a las cinco y media",
                "esta tarde a las cinco y media=2026-11-28 17:30",
            ),
            ("esta noche a las 9", "esta noche a las 9=2026-11-28 21:00"),
            ("ayer", "ayer=2026-11-27"),
            ("hace dos días", "hace dos días=2026-11-26"),
            ("dentro de dos días", "dentro de dos días=2026-11-30"),
            ("en tres semanas", "en tres semanas=2026-12-19"),
            (
                "el viernes a las tres menos cuarto",
                "viernes a las tres menos cuarto=2026-12-04 14:45",
            ),
            ("el próximo lunes", "el próximo lunes=2026-11-30"),
            ("el viernes que viene", "viernes que viene=2026-12-04"),
            ("el lunes pasado", "lunes pasado=2026-11-23"),
            (
                "la semana que viene",
                "semana que viene=2026-11-30/2026-12-06",
            ),
            (
                "el martes de la semana que viene",
                "martes de la semana que viene=2026-12-01",
            ),
            ("el 6 de diciembre", "6 de diciembre=!2026-12-06"),
            (
                "Le confirmo la reserva del 4 al 8 de diciembre, localizador K7QX2.",
                "4 al 8 de diciembre=!2026-12-04/2026-12-08",
            ),
            (
                "para el puente de diciembre, del cuatro al ocho.",
                "diciembre=!2026-12-01/2026-12-31; cuatro al ocho=2026-12-04/2026-12-08",
            ),
            (
                "entrada el 6 y salida el 9 de diciembre",
                "6=2026-12-06; 9 de diciembre=!2026-12-09",
            ),
            ("el 24 a las nueve", "24 a las nueve=2026-12-24 09:00"),
            ("el seis", "seis=2026-12-06"),
            (
                "el sábado 5 de diciembre de 2026",
                "sábado 5 de diciembre de 2026=!2026-12-05",
            ),
            (
                "el martes 15 a las 10",
                "martes 15 a las 10=2026-12-15 10:00",
            ),
            ("23/10/2026", "23/10/2026=!2026-10-23"),
            ("en enero", "enero=!2027-01-01/2027-01-31"),
            ("a finales de mes", "a finales de mes=2026-11-28/2026-11-30"),
            ("el fin de semana", "fin de semana=2026-11-28/2026-11-29"),
            (
                "en un plazo de cinco días hábiles",
                "en un plazo de cinco días hábiles=2026-11-28/2026-12-04",
            ),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "los sábados",
        "vistas al mar",
        "cada lunes",
        "todos los viernes",
        "buenos días",
        "por la mañana",
        "a las tres",
        "el segundo piso",
        "un momento",
        "142 euros la noche",
        "el 10 por ciento",
        "de ahora en adelante",
        "un segundo",
        "habitación 304",
        "el dos de la calle Mayor",
    ] {
        assert_eq!(found(text, SAID_AT, Some("es")), "", "{text}");
    }
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("es"),
        &[
            (
                "el fin de semana del 12 de diciembre",
                "fin de semana del 12 de diciembre=!2026-12-12/2026-12-13",
            ),
            (
                "el martes de la semana después de la próxima",
                "martes de la semana después de la próxima=2026-12-08",
            ),
            ("el vecino del 7 tiene las llaves", ""),
            ("vivimos en el 7", ""),
            ("la cita del 9", "9=2026-12-09"),
        ],
    );
}

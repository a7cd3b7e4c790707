use super::{SAID_AT, assert_table, found};

#[test]
fn times_are_found() {
    assert_table(
        Some("pt-BR"),
        &[
            ("amanhã às 10 horas", "amanhã às 10 horas=2026-11-29 10:00"),
            ("amanhã de manhã", "amanhã de manhã=2026-11-29"),
            ("sábado às 10", "sábado às 10=2026-12-05 10:00"),
            (
                "quinta às 4 da tarde",
                "quinta às 4 da tarde=2026-12-03 16:00",
            ),
            ("sexta à tarde", "sexta à tarde=2026-12-04"),
            ("depois de amanhã", "depois de amanhã=2026-11-30"),
            ("hoje à noite às 8", "hoje à noite às 8=2026-11-28 20:00"),
            ("ontem", "ontem=2026-11-27"),
            ("há dois dias", "há dois dias=2026-11-26"),
            ("dois dias atrás", "dois dias atrás=2026-11-26"),
            ("daqui a duas semanas", "daqui a duas semanas=2026-12-12"),
            (
                "na segunda-feira às 14h30",
                "segunda-feira às 14h30=2026-11-30 14:30",
            ),
            ("na sexta", "sexta=2026-12-04"),
            ("até sexta-feira", "sexta-feira=2026-12-04"),
            (
                "na próxima terça às três e meia",
                "na próxima terça às três e meia=2026-12-01 15:30",
            ),
            ("quinta-feira que vem", "quinta-feira que vem=2026-12-03"),
            ("na segunda passada", "segunda passada=2026-11-23"),
            ("semana que vem", "semana que vem=2026-11-30/2026-12-06"),
            ("no dia 10", "10=2026-12-10"),
            ("sábado, 5 de dezembro", "sábado, 5 de dezembro=!2026-12-05"),
            (
                "de 4 a 8 de dezembro",
                "4 a 8 de dezembro=!2026-12-04/2026-12-08",
            ),
            (
                "do dia 4 ao dia 8 de dezembro",
                "4 ao dia 8 de dezembro=!2026-12-04/2026-12-08",
            ),
            ("em janeiro", "janeiro=!2027-01-01/2027-01-31"),
            (
                "em até cinco dias úteis",
                "em até cinco dias úteis=2026-11-28/2026-12-04",
            ),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "aos sábados",
        "a quarta",
        "às segundas",
        "toda terça",
        "bom dia",
        "às 10 horas",
        "um momento",
        "segunda via",
        "a segunda opção",
        "na segunda vez",
        "quarta rua",
        "20 reais",
    ] {
        assert_eq!(found(text, SAID_AT, Some("pt")), "", "{text}");
    }
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("pt"),
        &[
            (
                "no fim de semana de 12 de dezembro",
                "no fim de semana de 12 de dezembro=!2026-12-12/2026-12-13",
            ),
            (
                "na semana depois da próxima",
                "semana depois da próxima=2026-12-07/2026-12-13",
            ),
            ("o vizinho do 7 tem as chaves", ""),
        ],
    );
}

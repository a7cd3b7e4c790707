use proptest::prelude::*;

use super::*;

fn assert_all<'v>(holds: impl Fn(&str) -> bool, values: impl IntoIterator<Item = &'v str>) {
    let wrong: Vec<_> = values.into_iter().filter(|value| !holds(value)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_for_nothing_are_null_values() {
    assert_all(
        is_null_value,
        [
            "",
            " ",
            "-",
            "—",
            "N/A",
            "n/a.",
            "Unknown.",
            "null",
            "[NAME]",
            "none",
            "None given",
            "TBD",
            "Keine  Angabe",
            "k.A.",
            "keine",
            "unbekannt",
            "ninguna",
            "No especificado",
            "sin datos",
            "non précisé",
            "aucune",
            "inconnu",
            "não informado",
            "nenhuma",
            "sconosciuto",
            "nessuna",
            "n.v.t.",
            "geen",
            "onbekend",
        ],
    );
}

#[test]
fn statements_that_nothing_was_said_are_null_values() {
    assert_all(
        is_null_value,
        [
            "The caller did not mention a company.",
            "Not mentioned in the conversation",
            "Not explicitly mentioned by the caller.",
            "no email was provided",
            "No e-mail address provided.",
            "The customer didn't provide their date of birth.",
            "Caller did not share an email.",
            "There is no mention of a budget in the call",
            "The patient's address was never stated.",
            "Her last name could not be determined from the transcript.",
            "The user has not specified any preferences yet",
            "Der Anrufer hat keine Adresse genannt.",
            "Die Kundin nannte keinen Namen.",
            "Es wurde keine E-Mail angegeben",
            "Die Telefonnummer wurde nicht erwähnt.",
            "El cliente no mencionó ninguna empresa.",
            "No se proporcionó el correo electrónico",
            "La clienta no ha indicado su dirección.",
            "El cliente no dio su apellido.",
            "Le client n'a pas mentionné d'entreprise.",
            "Aucune adresse n’a été fournie",
            "L'appelant n'a pas donné son nom.",
            "O cliente não mencionou a empresa.",
            "Nenhum e-mail foi informado",
            "Il cliente non ha fornito un indirizzo.",
            "Nessuna email indicata durante la chiamata",
            "De beller heeft geen adres genoemd.",
            "Er werd geen e-mailadres opgegeven",
        ],
    );
}

#[test]
fn values_that_say_something_are_kept() {
    assert_all(
        |value| !is_null_value(value),
        [
            "Robin",
            "no",
            "yes",
            "0",
            "Nonexistent Road 1",
            "Not available on Mondays",
            "no known allergies",
            "no nuts",
            "does not eat meat",
            "The caller did not mention a time but prefers mornings.",
            "did not give consent",
            "Customer was not given a refund",
            "does not want to be mentioned by name",
            "Mention the side gate, not the front door, to the driver please",
            "not provided before 2019",
            "Der Kunde möchte nicht genannt werden.",
            "keine Anrufe nach 18 Uhr",
            "Nannte den 3. Dezember, nicht den 4.",
            "No puede los lunes",
            "no quiere que se mencione su nombre",
            "Ne peut pas venir lundi",
            "Não pode às segundas",
            "Non può il lunedì",
            "Kan niet op maandag",
            "Nada Kovač",
            "Ben",
        ],
    );
}

#[test]
fn a_zero_is_null_only_where_nothing_can_be_zero() {
    assert_all(
        |key| is_null_number(key, "0"),
        [
            "age",
            "callerAge",
            "patient_age",
            "year_of_birth",
            "alter",
            "edad",
            "order_number",
            "customer_id",
            "zip",
            "phone_number",
            "invoice_no",
            "kundennummer_nr",
            "weight_kg",
        ],
    );
    assert_all(
        |key| !is_null_number(key, "0"),
        [
            "guests",
            "number_of_pets",
            "num_children",
            "pets",
            "floor",
            "balance",
            "score",
            "budget",
            "average",
            "page",
            "video_count",
        ],
    );
    assert_all(|value| is_null_number("age", value), ["0.0", "0000", "00"]);
    assert_all(
        |value| !is_null_number("age", value),
        ["10", "0.5", "05", "", "zero", "100"],
    );
}

#[test]
fn an_empty_list_is_told_from_a_denied_item() {
    assert_all(
        is_empty_list_value,
        [
            "none",
            "None.",
            "no known allergies",
            "No allergies",
            "NKDA",
            "no current medications",
            "The caller has no known allergies",
            "no pets",
            "keine",
            "keine bekannten Allergien",
            "keine Haustiere",
            "ninguna",
            "sin alergias conocidas",
            "aucune",
            "aucune allergie connue",
            "nessuna",
            "nessuna allergia nota",
            "nenhuma",
            "nenhuma alergia conhecida",
            "geen",
            "geen allergieën",
            "nothing",
        ],
    );
    assert_all(
        |value| !is_empty_list_value(value),
        [
            "",
            "no",
            "no nuts",
            "no other allergies",
            "no new medications",
            "no changes",
            "penicillin",
            "no dairy, no gluten",
            "keine Nüsse",
            "sin gluten",
            "unknown",
            "not mentioned",
            "n/a",
            "None of the above",
            "pas de porc",
            "geen noten",
        ],
    );
}

proptest! {
    #[test]
    fn a_value_with_a_number_is_kept(value in "[a-z ]{0,20}[1-9][0-9]{0,5}") {
        prop_assert!(!is_null_value(&value));
        prop_assert!(!is_empty_list_value(&value));
    }

    #[test]
    fn any_text_is_classified(value in any::<String>(), key in "\\PC{0,12}") {
        is_null_value(&value);
        is_null_number(&key, &value);
        is_empty_list_value(&value);
    }
}

//! Words for the same thing in phone calls, by language.
//!
//! The table of synonyms is made from English word vectors, and relates words that occur in the
//! same places. What callers and agents' models call by different names is listed here: "alergias"
//! and "alérgica", "appointment" and "booked", "pets" and "dog".

use std::{collections::HashMap, sync::LazyLock};

use crate::text::{fold, language::Language};

/// Groups of words of one language, one per line.
const GROUPS: [(&str, &str); 7] = [
    (
        "en",
        "allergy allergies allergic intolerance intolerant
         appointment appointments booked booking reservation reserved scheduled
         doctor dr physician
         pet pets dog cat puppy kitten
         child children kid kids son daughter
         spouse wife husband
         car vehicle
         medication medications medicine medicines meds prescription tablets pills
         price cost costs fee charge quote rate
         email mail
         dietary diet vegetarian vegan pescatarian gluten kosher halal coeliac celiac
         accessibility accessible wheelchair mobility
         trip travel travelling traveling flying
         insurance insurer coverage
         job work employer
         refund reimbursement reimbursed
         neighbour neighbor neighbours neighbors
         callback phone
         plan tariff
         live lives living moved address
         cancel cancelled canceled cancellation",
    ),
    (
        "de",
        "allergie allergien allergisch unverträglichkeit unverträglichkeiten
         termin termine eingetragen gebucht buchung reservierung
         arzt ärztin dr doktor praxis
         rückruf zurückrufen rufe anrufen meldet
         haustier haustiere hund katze welpe
         kind kinder sohn tochter
         ehefrau ehemann frau mann
         auto wagen fahrzeug pkw
         medikament medikamente arznei tabletten rezept
         preis preise kosten kostet gebühr
         adresse anschrift straße wohnt umgezogen hausnummer
         lehrer lehrerin fahrlehrer fahrlehrerin
         mail e-mail email
         vegetarisch vegan glutenfrei ernährung
         barrierefrei rollstuhl behindertengerecht
         storniert abgesagt absage stornierung
         versicherung krankenkasse
         telefon telefonnummer nummer handy
         abholen abgeholt abholung hole holt
         lieferung liefern geliefert zustellung zugestellt
         rechnung bezahlen bezahlt zahlung überweisen überwiesen zahlen
         beruf arbeitet job
         problem störung defekt kaputt fehler
         anreise ankunft ankommen
         beschwerde reklamation
         erstattung rückerstattung erstattet gutschrift
         bezahlung beitrag gebühren",
    ),
    (
        "es",
        "alergia alergias alérgico alérgica alérgicos alérgicas intolerancia intolerante
         cita citas reserva reservado reservada turno
         médico médica doctor doctora dr dra
         mascota mascotas perro gato perra gata cachorro
         hijo hija hijos niño niña niños
         marido mujer esposo esposa
         coche carro vehículo auto
         medicamento medicamentos medicina medicación pastillas receta
         precio precios coste costo cuesta tarifa
         dirección domicilio calle vivo mudado
         dieta vegetariano vegetariana vegano celíaco celíaca gluten
         accesibilidad accesible adaptada adaptado silla ruedas movilidad
         cancelado cancelada cancelación anulado anulada
         teléfono número móvil
         correo email
         llega llegada llegamos llegar
         seguro aseguradora
         recoger recogida recojo recoge recogemos
         entrega entregar envío enviar
         pago pagar pagado factura
         profesión trabajo trabaja oficio
         problema avería roto rota estropeado estropeada
         queja reclamación
         reembolso devolución devolver",
    ),
    (
        "fr",
        "allergie allergies allergique intolérance
         rendez-vous rdv réservation réservé réservée
         médecin docteur dr
         animal animaux chien chat chiot
         enfant enfants fils fille
         mari femme épouse époux
         voiture véhicule
         médicament médicaments traitement ordonnance
         prix tarif coûte coût frais
         adresse rue habite déménagé
         végétarien végétarienne végan gluten régime
         accessible accessibilité fauteuil
         annulé annulée annulation
         téléphone numéro portable
         assurance mutuelle
         livraison livré livrer
         retirer retrait récupérer chercher
         facture payer payé paiement règlement
         métier profession travaille
         problème panne cassé cassée
         réclamation plainte
         remboursement rembourser remboursé
         arrivée arriver arrivons",
    ),
    (
        "pt",
        "alergia alergias alérgico alérgica intolerância
         consulta consultas marcação marcado marcada reserva
         médico médica doutor doutora dr
         animal animais cão gato cachorro
         filho filha filhos criança
         marido mulher esposa esposo
         carro veículo
         medicamento medicamentos remédio receita
         preço preços custo custa tarifa mensalidade
         morada endereço rua moro mudei
         vegetariano vegetariana glúten dieta
         cancelado cancelada cancelamento
         telefone número telemóvel celular
         levantar buscar recolha
         entrega entregar envio
         pagamento pagar pago paga fatura
         profissão trabalho trabalha
         problema avaria avariado avariada estragado
         reclamação queixa
         reembolso devolução
         chegada chegar chegamos",
    ),
    (
        "it",
        "allergia allergie allergico allergica intolleranza
         appuntamento appuntamenti prenotazione prenotato prenotata visita
         medico dottore dottoressa dott
         animale animali cane gatto cucciolo
         figlio figlia figli bambino
         marito moglie
         auto macchina veicolo
         farmaco farmaci medicina medicine medicinale
         prezzo prezzi costo costa tariffa
         indirizzo via abito trasferito
         vegetariano vegetariana glutine celiaco celiaca dieta
         annullato annullata disdetto disdetta cancellato
         telefono numero cellulare
         ritirare ritiro ritira
         consegna consegnare consegnato spedizione
         pagamento pagare pagato fattura
         professione lavoro lavora
         problema guasto guasta rotto rotta
         reclamo lamentela
         rimborso rimborsare rimborsato
         arrivo arrivare arriviamo",
    ),
    (
        "nl",
        "allergie allergieën allergisch
         afspraak afspraken geboekt reservering gereserveerd ingepland
         dokter arts dr
         huisdier huisdieren hond kat puppy pup
         kind kinderen zoon dochter
         man vrouw echtgenoot echtgenote
         auto wagen voertuig
         medicijn medicijnen medicatie
         prijs kosten kost tarief
         adres straat woon verhuisd
         vegetarisch veganistisch glutenvrij dieet
         geannuleerd afgezegd
         telefoon nummer mobiel
         ophalen opgehaald afhalen haal haalt
         levering leveren geleverd bezorging bezorgd bezorgen
         betaling betalen betaald factuur rekening
         beroep werk werkt baan
         probleem storing kapot defect
         klacht
         terugbetaling terugbetaald
         aankomst aankomen",
    ),
];

/// How much another word of the group counts relative to the query's.
pub(crate) const WEIGHT: f32 = 0.5;

/// The stems of each group, by the stem of each of its words.
static CONCEPTS: LazyLock<HashMap<&'static str, HashMap<String, Vec<String>>>> =
    LazyLock::new(|| {
        GROUPS
            .iter()
            .map(|(code, groups)| {
                let language = Language::for_tag(Some(code));
                let mut concepts: HashMap<String, Vec<String>> = HashMap::new();
                for group in groups.lines() {
                    let mut stems: Vec<String> = group
                        .split_whitespace()
                        .flat_map(|word| [word.to_owned(), fold(word).into_owned()])
                        .map(|word| language.stem(&word).into_owned())
                        .collect();
                    stems.sort_unstable();
                    stems.dedup();
                    for stem in &stems {
                        let related = concepts.entry(stem.clone()).or_default();
                        related.extend(stems.iter().cloned());
                    }
                }
                (*code, concepts)
            })
            .collect()
    });

/// The stems of other words for what a word means.
pub(crate) fn related_stems(word: &str, language: &Language) -> impl Iterator<Item = &'static str> {
    let stem = language.stem(word);
    CONCEPTS
        .get(language.code())
        .and_then(|concepts| concepts.get(&*stem))
        .into_iter()
        .flatten()
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_related(code: &str, a: &str, b: &str) -> bool {
        let language = Language::for_tag(Some(code));
        let stem = language.stem(b);
        related_stems(a, language).any(|related| related == stem)
    }

    #[test]
    fn words_for_the_same_thing_are_related_in_every_language() {
        for (code, a, b) in [
            ("en", "allergies", "allergic"),
            ("en", "appointment", "booked"),
            ("de", "rückruf", "zurückrufen"),
            ("es", "alergias", "alérgica"),
            ("fr", "rdv", "réservation"),
            ("it", "allergie", "allergico"),
            ("pt", "alergias", "alérgica"),
            ("nl", "afspraak", "geboekt"),
        ] {
            assert!(are_related(code, a, b), "{a} {b}");
        }
        assert!(!are_related("en", "appointment", "dog"));
    }
}

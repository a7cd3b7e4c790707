//! Verdicts without their reason: "success", "Result: not met".

use std::sync::LazyLock;

use super::{
    phrase_set::PhraseSet,
    words::{is_number, words},
};

/// A verdict with a reason has more words.
const MAX_BYTES: usize = 60;

static VERDICTS: LazyLock<PhraseSet> = LazyLock::new(|| {
    VERDICT_WORDS
        .iter()
        .flat_map(|words| words.split_whitespace())
        .collect()
});

/// Whether a text is nothing but a verdict or a score.
pub(crate) fn is_bare_verdict(text: &str) -> bool {
    text.len() <= MAX_BYTES
        && VERDICTS
            .removed_from(&words(&text.replace('_', " ")))
            .iter()
            .all(|word| is_number(&word.text))
}

const VERDICT_WORDS: [&str; 7] = [
    "success successful successfully failure failed fail unknown positive negative neutral yes no
     true false pass passed not met unmet ok okay done complete completed incomplete resolved
     unresolved achieved good bad excellent poor partial partially high low medium none applicable
     result verdict outcome status score criteria criterion rating satisfied unsatisfied undetermined
     inconclusive unclear correct incorrect of out mixed evaluation",
    "erfolg erfolgreich misserfolg fehlgeschlagen gescheitert unbekannt positiv negativ neutral ja
     nein wahr falsch erfüllt nicht bestanden teilweise ergebnis bewertung status gut schlecht erledigt
     unklar richtig gelöst ungelöst erreicht",
    "éxito exitoso exitosa fallo fracaso fallido fallida desconocido positivo negativo neutral neutro
     sí si no verdadero falso cumplido cumplida incumplido aprobado parcial parcialmente resultado
     estado bueno malo completado correcto resuelto indeterminado",
    "succès réussi réussie réussite échec échoué inconnu positif négatif neutre oui non vrai faux
     atteint atteinte partiel partiellement résultat statut bon mauvais terminé correct résolu
     indéterminé validé",
    "sucesso falha fracasso falhou desconhecido positivo negativo neutro sim não verdadeiro falso
     aprovado cumprido parcial parcialmente resultado estado bom mau ruim concluído correto
     resolvido indeterminado",
    "successo riuscito riuscita fallimento fallito fallita sconosciuto positivo negativo neutro sì si
     no vero falso superato soddisfatto parziale parzialmente risultato esito stato buono cattivo
     completato corretto risolto indeterminato",
    "succes geslaagd mislukt mislukking gefaald onbekend positief negatief neutraal ja nee waar
     onwaar niet behaald gehaald gedeeltelijk resultaat status goed slecht voltooid correct opgelost
     onduidelijk",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_or_a_score_alone_says_nothing() {
        for text in [
            "success",
            "Failure.",
            "UNKNOWN",
            "positive",
            "Yes",
            "no",
            "True",
            "not_met",
            "Result: success",
            "Score: 8/10",
            "1",
            "0.5",
            "",
            "-",
            "Erfolgreich",
            "nicht erfüllt",
            "Éxito.",
            "no cumplido",
            "Échec",
            "non atteint",
            "Sucesso",
            "não",
            "riuscito",
            "Esito: positivo",
            "geslaagd",
            "Nee.",
        ] {
            assert!(is_bare_verdict(text), "{text}");
        }
    }

    #[test]
    fn a_reason_is_more_than_a_verdict() {
        for text in [
            "The visit was booked.",
            "Success: the caller agreed to the price.",
            "No visit was booked.",
            "Robin",
            "Nicht erfüllt, weil der Anrufer auflegte.",
            "Sí, aceptó el precio.",
        ] {
            assert!(!is_bare_verdict(text), "{text}");
        }
    }
}

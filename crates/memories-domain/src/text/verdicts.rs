//! Verdicts without their reason: "success", "Result: not met", "The criterion was met.".

use std::sync::LazyLock;

use super::{
    phrase_set::PhraseSet,
    words::{is_number, words},
};

/// A verdict with a reason has more words.
const MAX_BYTES: usize = 200;

static VERDICTS: LazyLock<PhraseSet> = LazyLock::new(|| {
    VERDICT_WORDS
        .iter()
        .flat_map(|words| words.split_whitespace())
        .collect()
});

static SENTENCES: LazyLock<PhraseSet> = LazyLock::new(|| {
    SENTENCE_PHRASES
        .iter()
        .flat_map(|phrases| phrases.split(','))
        .collect()
});

/// Whether a text is nothing but a verdict or a score, as a word or as a sentence. A reason that
/// fits any call is none: "The goal was achieved because the agent answered the question."
pub(crate) fn is_bare_verdict(text: &str) -> bool {
    if text.len() > MAX_BYTES {
        return false;
    }
    let words = words(&text.replace('_', " "));
    let others = VERDICTS.removed_from(&words);
    let is_judged = others.len() < words.len() || words.is_empty();
    let rest = SENTENCES.removed_from(&words);
    let rest = VERDICTS.removed_from(&rest);
    others.iter().all(|word| is_number(&word.text)) || is_judged && rest.is_empty()
}

const VERDICT_WORDS: [&str; 7] = [
    "success successful successfully failure failed fail unknown positive negative neutral yes no
     true false pass passed not met unmet ok okay done complete completed incomplete resolved
     unresolved achieved good bad excellent poor partial partially high low medium none applicable
     result verdict outcome status score criteria criterion rating satisfied unsatisfied undetermined
     inconclusive unclear correct incorrect of out mixed evaluation fulfilled",
    "erfolg erfolgreich misserfolg fehlgeschlagen gescheitert unbekannt positiv negativ neutral ja
     nein wahr falsch erfüllt nicht bestanden teilweise ergebnis bewertung status gut schlecht erledigt
     unklar richtig gelöst ungelöst erreicht",
    "éxito exitoso exitosa fallo fracaso fallido fallida desconocido positivo negativo neutral neutro
     sí si no verdadero falso cumplido cumplida incumplido aprobado parcial parcialmente resultado
     estado bueno malo completado correcto resuelto indeterminado cumple cumplió cumplen
     cumplieron alcanzado logrado lograda logró",
    "succès réussi réussie réussite échec échoué inconnu positif négatif neutre oui non vrai faux
     atteint atteinte partiel partiellement résultat statut bon mauvais terminé correct résolu
     indéterminé validé rempli remplie remplis respecté respectée",
    "sucesso falha fracasso falhou desconhecido positivo negativo neutro sim não verdadeiro falso
     aprovado cumprido parcial parcialmente resultado estado bom mau ruim concluído correto
     resolvido indeterminado cumpriu cumprida alcançado alcançada atingido atingida",
    "successo riuscito riuscita fallimento fallito fallita sconosciuto positivo negativo neutro sì si
     no vero falso superato soddisfatto parziale parzialmente risultato esito stato buono cattivo
     completato corretto risolto indeterminato soddisfatta soddisfatti raggiunto raggiunta
     rispettato rispettata",
    "succes geslaagd mislukt mislukking gefaald onbekend positief negatief neutraal ja nee waar
     onwaar niet behaald gehaald gedeeltelijk resultaat status goed slecht voltooid correct opgelost
     onduidelijk voldaan bereikt vervuld",
];

/// What surrounds a verdict in a sentence: what was judged, and reasons that say nothing of the
/// call. Nobody who calls and nothing that was agreed on is among them.
const SENTENCE_PHRASES: [&str; 7] = [
    "the, this, that, was, were, is, are, has, have, had, been, it, all, any, every, fully, clearly,
     successfully, properly, correctly, appropriately, and, as, because, since, so, therefore, by,
     in, during, goal, goals, objective, objectives, requirement, requirements, condition,
     conditions, task, call, conversation, interaction, marked as, considered, considered a,
     deemed, fulfils, fulfills, meets, met by, passes, the agent, the assistant, agent,
     assistant, agent's, ai agent, did, does, did not, didn't, followed, follows, handled,
     answered, addressed, responded to, provided, completed, achieved, assisted, helped, was able
     to, able to, unable to, failed to, meet, achieve, fulfil, fulfill, complete, resolve, answer,
     address, the user, the caller, the customer, the user's question, the user's questions, the
     user's request, the user's issue, the user's inquiry, the user's query, the caller's
     question, the caller's questions, the caller's request, the caller's issue, the caller's
     inquiry, the customer's question, the customer's questions, the customer's request, the
     customer's issue, the question, the questions, question, questions, the request, request,
     requests, the issue, issue, the inquiry, inquiry, the instructions, instructions, the script,
     script, the guidelines, guidelines, the prompt, evidence, there is, there was, there is
     evidence that, based on the transcript, based on the conversation, according to the
     transcript, in the transcript, to",
    "der, die, das, dieses, wurde, wurden, ist, sind, hat, alle, vollständig, erfolgreich, weil, da,
     denn, und, als, gilt als, gilt, kriterium, kriterien, ziel, ziele, aufgabe, anforderung,
     anforderungen, bedingung, gespräch, anruf, der agent, der assistent, agent, assistent,
     beantwortet, geantwortet, befolgt, geholfen, bearbeitet, die frage, die fragen, frage, fragen,
     die anfrage, anfrage, das anliegen, anliegen, anweisungen, die anweisungen, skript, des
     anrufers, des kunden, des nutzers, dem anrufer, dem kunden, dem nutzer, konnte, werden",
    "el, la, los, las, este, esta, fue, fueron, es, ha, han, sido, se, todos, todas, totalmente,
     completamente, porque, ya que, y, criterio, criterios, objetivo, objetivos, meta, tarea,
     requisito, requisitos, condición, llamada, conversación, el agente, el asistente, agente,
     asistente, alcanzó, respondió, respondido, siguió, ayudó, atendió, la pregunta, las preguntas, la solicitud, la
     consulta, las instrucciones, el guion, a, del cliente, del usuario, al cliente, al usuario, con",
    "le, la, les, l, ce, cette, a, ont, été, est, sont, tous, toutes, entièrement, pleinement, parce
     que, car, puisque, et, critère, critères, objectif, l'objectif, objectifs, tâche, exigence,
     exigences, condition, appel, l'appel, conversation, agent, l'agent, l'assistant, assistant,
     satisfait, répondu, suivi, aidé, traité, la
     question, les questions, la demande, les instructions, le script, à, aux, du client, de
     l'utilisateur, l'utilisateur, le client, n'a pas, n'est pas, pas",
    "o, a, os, as, este, esta, foi, foram, é, tem, sido, todos, todas, totalmente, completamente,
     porque, pois, já que, e, critério, critérios, objetivo, objetivos, meta, tarefa, requisito,
     requisitos, condição, chamada, ligação, conversa, o agente, o assistente, agente, assistente,
     atendido, atendida, atendeu,
     respondeu, respondido, seguiu, ajudou, a pergunta, as perguntas, o pedido, a solicitação, as
     instruções, o roteiro, do cliente, do usuário, do utilizador, ao cliente, ao usuário, com",
    "il, la, lo, i, gli, le, questo, questa, è, sono, ha, stato, stata, stati, state, tutti, tutte,
     pienamente, completamente, perché, poiché, e, criterio, criteri, obiettivo, l'obiettivo,
     obiettivi, compito, requisito, requisiti, condizione, chiamata, conversazione, l'agente,
     l'assistente, agente, assistente, risposto, seguito, aiutato, gestito, la domanda, le domande, alla domanda, alle
     domande, la richiesta, le istruzioni, il copione, del cliente, dell'utente, il cliente,
     l'utente, a",
    "de, het, dit, deze, werd, werden, is, zijn, heeft, alle, volledig, omdat, want, en, als, er, is
     aan, aan, criterium, criteria, doel, doelen, taak, eis, eisen, vereiste, vereisten, voorwaarde,
     gesprek, oproep, de agent, de assistent, agent, assistent, voldoet, beantwoord, gevolgd, geholpen, afgehandeld, de vraag, de vragen, het verzoek, de instructies,
     instructies, het script, van de klant, van de beller, van de gebruiker, de klant, de gebruiker",
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
            "The criteria was met.",
            "The criterion was not met.",
            "Criterion met",
            "Criteria fulfilled.",
            "The goal was achieved.",
            "Goal achieved because the agent answered the user's question.",
            "The agent successfully completed the task.",
            "The objective was fully met, as the agent followed the instructions.",
            "The call was successful.",
            "This requirement is met.",
            "The user's request was resolved.",
            "All criteria were met during the conversation.",
            "Das Kriterium wurde erfüllt.",
            "Kriterium nicht erfüllt.",
            "Das Ziel wurde erreicht, weil der Agent die Frage beantwortet hat.",
            "El criterio se cumplió.",
            "Se cumplieron todos los criterios.",
            "Objetivo logrado porque el agente respondió la pregunta.",
            "Le critère est rempli.",
            "Critère non respecté.",
            "L'objectif a été atteint.",
            "O critério foi cumprido.",
            "Objetivo atingido.",
            "Il criterio è soddisfatto.",
            "L'obiettivo è stato raggiunto.",
            "Aan het criterium is voldaan.",
            "Het doel is bereikt.",
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
            "The goal was achieved because the agent booked the visit for Monday.",
            "The caller was satisfied with the new boiler.",
            "The agent answered the question about the warranty.",
            "The criteria was met because the caller agreed to the callback.",
            "The agent did not confirm the appointment.",
            "The request for a refund was resolved.",
            "The caller failed the exam.",
            "The agent.",
            "All goals were scored in the second half.",
            "Das Ziel ist Hamburg.",
            "El objetivo es correr la maratón.",
            "L'objectif est de vendre la maison.",
            "Het doel is minder zout eten.",
            "The customer is unhappy.",
        ] {
            assert!(!is_bare_verdict(text), "{text}");
        }
    }
}

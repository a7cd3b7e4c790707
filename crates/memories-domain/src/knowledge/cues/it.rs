use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    cancels: "cancell*, annull*, disdire, disdetto, disdetta, disdico, revoc*, ritir*, lasci
        perdere, lasciamo perdere, non se ne fa",
    books: "e _ prenotato, e prenotato, e le ho prenotato, e ho prenotato, e fissato, e le metto",
    changes: "tornare a, tornato a, tornata a, di nuovo a, tornare al, cambi*, spost*, rimand*,
        rinvi*, anticip*, modific*, invece di, al posto di, invece, d'ora in poi, da adesso,
        sostitu*, aggiorn*, passato a, passare a, anzi",
    reverts: "tornare a, tornato a, tornata a, di nuovo a, tornare al",
    ends: "non più, ora non, smesso, morto, morta, mancato, mancata, venduto, venduta, regalato,
        dato via, traslocat*, trasferit*, in pensione, finito, finita, riparato, riparata,
        risolto, risolta, sistemato, tolto, tolta, sospes*, non ho più, non abbiamo più, non
        prendo più, divorziat*, non _ più, non serve, non servono, non occorre, l'abbiamo dato,
        l'abbiamo data, l'ho dato, l'ho data, data via, dati via, abbiamo venduto, ho venduto,
        funziona di nuovo, scadut*, restituit*, buttat*, è morto, è morta, è mancato, è mancata,
        ha smesso, regalata",
    ends_items: "sopprimere, dare via, smettere",
    ends_facts: "non più, non ho più, non abbiamo più, non prendo più, non _ più, morto, morta,
        venduto, venduta, non c'è, non ci sono, annullato, disdetto, è morto, è morta",
    pronouns: "lo, la, li, le, lui, lei, essi, entrambi, entrambe",
    none_of:
        "nessun, nessuna, non c'è, non c'è un, non c'è una, non c'è nessun, non c'è il, non c'è
        la, non c'è più il, non c'è più la, niente, non ci sono",
    kept: "ho ricevuto, ricevuto, ricevuta, è arrivato, è arrivata, arrivato, arrivata, mi hanno
        chiamato, sono venuti, è venuto, mi è arrivat*, pagato, rimborsato, confermat*",
    requires: "deve, bisogna, dovete, porti, mandi, invii, firmi, manca",
    done: "ho firmato, l'ho firmato, ho mandato, ho inviato, ho compilato, ho pagato, ho
        consegnato, abbiamo firmato",
    settled: "approvato, approvata, rifiutato, rifiutata, accettato, accettata, chiuso, chiusa,
        evaso, evasa",
    still: "ancora",
    paid: "pagato, pagata, pagati, ricevuto, ricevuti, saldato, incassato",
    noted: "segnato, segnata, annotato, annotata, aggiunto, aggiunta, registrato, registrata,
        abbiamo ricevuto, approvato, approvata, pagato, adesso è",
    withdraws: "anzi no, no anzi, anzi, no aspetti, aspetti no, no scusi, scusi no, voglio dire,
        cioè, mi correggo, no no",
    not: "non, non è",
    but: "ma, è, bensì, sono",
    no_cancellation: "non cancelli, non cancellare, cancellazione gratuita, penale di
        cancellazione, può cancellare, se cancella, può disdire",
    appointment_nouns: "appuntament*, prenotazion*, visit*, ordin*, sedut*, orario, data,
        giorno, cancell*, disdire, disdico, annull*, favore, oggi, tavolo",
    both: "entrambi, entrambe, tutti e due, tutte e due",
    when: "quando, a che ora, che ora, che giorno, quale giorno, per quando, in che data",
    generic:
        "purtroppo, necessario, necessaria, prendo, prende, prendere, vivo, vive, abito, abita,
        lavoro, lavora, uso, usare, bisogno, voglio, vuole, ho, ha, avere, vengo, viene, faccio,
        fa, fare, cosa, problema, idea, tempo, più, adesso, ora, oggi, settimana, mese, anno,
        giorno, giorni, anche, ancora, nuovo, nuova, bene, chiamare, posso, può, signor,
        signora, signorina, dottor, dottore, dottoressa, dott, sig, sig.ra, dott.ssa, costa,
        costano, prezzo",
};

use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "it",
    filler: "
        ah, arrivederci, benissimo, bene, buona giornata, buona sera, buonasera, buongiorno,
        certo, certamente, ciao, d'accordo, di niente, ecco, esatto, forse, grazie, grazie a lei,
        grazie mille, ho capito, mi scusi, molte grazie, no, nient'altro, ok, okay, ottimo,
        perfetto, per favore, prego, pronto, scusi, sì, tutto bene, tutto qui, va bene, va
        benissimo",
    greetings: "
        benvenuta, benvenuto, buona sera, buonasera, buongiorno, ciao, grazie per aver chiamato,
        prego, salve",
    stalling: "
        annoto, attenda, controllo, fammi controllare, fammi vedere, ho annotato, mi faccia
        controllare, mi faccia vedere, mi lasci, prendo nota, segno, un attimo, un momento,
        verifico",
    commitments: "
        arriverà, chiameremo, chiamerò, confermata, confermato, fissata, fissato, invieremo,
        invierò, le confermo, le fisso, le prenoto, manderemo, manderò, messa in agenda, messo
        in agenda, passerà, prenotata, prenotato, prenoto, programmata, programmato, prometto,
        riceverà, richiameremo, richiamerà, richiamerò, riservata, riservato, verrà",
    noted_bookings:
        "ho segnato, abbiamo segnato, la segno, le segno, ho messo, ho annotato, ho inserito,
        l'ho segnata, l'ho segnato, l'ho messa, l'ho messo",
    requests_for_a_human: "
        operatore, un operatore, operatrice, agente, un agente, rappresentante, umano,
        essere umano, una persona, persona reale, persona vera, persona, qualcuno, parlare
        con, parlare, mi passi, passami, vorrei, voglio, servizio clienti, assistenza
        clienti, robot, macchina",
};

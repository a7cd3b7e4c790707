use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "it",
    filler: "
        ah, arrivederci, benissimo, bene, certo, certamente, d'accordo, di niente, ecco, esatto,
        forse, grazie, grazie a lei, grazie mille, ho capito, mi scusi, molte grazie, no,
        nient'altro, ok, okay, ottimo, perfetto, per favore, pronto, scusi, sì, tutto bene, tutto
        qui, va bene, va benissimo, buon pomeriggio, buona notte, buonanotte, buona continuazione,
        posso aiutarla in altro, posso aiutarla con altro, c'è altro, qualcos'altro, è stato un
        piacere, è un piacere, con piacere, volentieri, si figuri, figurati, a presto, a dopo, a
        domani, alla prossima, ci sentiamo, stia bene, saluti, mi dispiace, mi spiace, chiedo scusa,
        mi perdoni, scusa, è ancora in linea, ancora lì, arrivederla,
        la metto un momento in attesa, la metto in attesa, posso metterla in attesa, posso
        metterla in attesa un istante, in attesa, un istante, per cortesia, grazie per aver
        atteso, la ringrazio per la pazienza, la ringrazio per l'attesa, la ringrazio, sono ancora
        qui, sono ancora qui con lei, sono ancora in linea, al reparto competente, all'ufficio
        competente, le passo un mio collega, le passo una mia collega, un collega sarà subito da
        lei, un mio collega sarà subito da lei, è stato un piacere aiutarla, è stato un piacere
        parlare con lei, le auguro una splendida giornata, una splendida giornata, splendida
        giornata, le auguro una bellissima giornata, buon proseguimento di giornata, nessun
        problema, non si preoccupi, faccia con calma, con calma, faccia pure con calma, si prenda
        il suo tempo, prenda il suo tempo, grazie per la conferma, grazie della conferma, capisco,
        capisco perfettamente, la capisco, capisco la sua frustrazione, capisco il suo disappunto,
        grazie ancora, come sta, aspetto, sì aspetto, resto in linea, rimango in linea, è tutto,
        per l'aiuto, grazie mille per l'aiuto, anche a lei, altrettanto, non ho capito, non ho
        sentito, può ripetere, può ripetere per favore, mi va bene, per me va bene, come posso
        aiutarla, posso fare per lei, altro che posso fare per lei",
    greetings: "
        benvenuta, benvenuto, buona sera, buonasera, buongiorno, ciao, grazie per aver chiamato,
        prego, salve, buona giornata, le auguro una buona giornata, ti auguro una buona giornata, le
        auguro buona giornata, vi auguro una buona giornata, passi una buona giornata, passa una
        buona giornata, buona giornata a lei, buona serata, le auguro una buona serata, passi una
        buona serata, buon fine settimana, buon weekend, buon proseguimento, grazie per la chiamata,
        grazie per la sua chiamata, grazie della chiamata, grazie per averci contattato, grazie per
        la pazienza, grazie della pazienza, grazie per l'attesa, grazie per il suo tempo",
    stalling: "
        annoto, attenda, controllo, fammi controllare, fammi vedere, ho annotato, mi faccia
        controllare, mi faccia vedere, mi lasci, prendo nota, segno, un attimo, un momento,
        verifico, attenda in linea, attenda un momento, attenda un attimo, attenda per favore,
        attenda prego, per favore attenda, la prego di attendere, la preghiamo di attendere,
        attendere prego, aspetti, aspetti un momento, aspetti un attimo, un attimo per favore, un
        momento per favore, un attimino, un secondo, solo un momento, solo un attimo, mi dia un
        momento, mi dia un attimo, mi dia un secondo, mi conceda un momento, resti in linea, per
        favore resti in linea, rimanga in linea, non riagganci, la metto in contatto, la metto in
        attesa, la trasferisco, ti trasferisco, la sto trasferendo, la passo a, la collego,
        trasferisco la chiamata, sto trasferendo la chiamata, mentre la trasferisco, mentre
        trasferisco, mentre controllo, mentre verifico, mi permetta di controllare, mi permetta di
        verificare, lasci che controlli, sto controllando, sto verificando, vediamo, le passo un
        collega, le passo il collega, le passo un operatore, le passo una collega",
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

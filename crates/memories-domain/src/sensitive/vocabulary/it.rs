use super::phrases::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    card: "carta, carta di credito, carta di debito, bancomat, numero della carta, numero di carta,
        numero della mia carta, postepay, sedici cifre, 16 cifre, sedici numeri, numero lungo, visa",
    expiry: "scade, scadenza, data di scadenza, valida fino, valida fino a",
    security_code: "codice di sicurezza, codice di verifica della carta, codice della carta, tre cifre sul
        retro, numero sul retro, cifre sul retro, codice sul retro, le tre sul retro, i tre sul
        retro, le tre dietro, i tre dietro, tre cifre dietro, tre numeri dietro, tre numeri sul
        retro, numeri sul retro",
    code: "codice, codici, codice di verifica, codice sms, codice di conferma, codice usa e getta",
    site: "cancello, porta, portone, ingresso, palazzo, garage, ascensore, citofono, cassetta delle
        chiavi, sbarra, parcheggio",
    reference: "display, lampeggia, schermo, guasto, codice postale, cap, prefisso, sconto, promozionale,
        buono, prenotazione, ordine, pratica, fattura, riferimento, errore, prodotto, cliente,
        polizza, appartamento, camera, piano, via, contatore, interno, wifi, carta fedeltà, carta
        regalo, carta socio, tessera socio, tessera fedeltà, carta punti, biglietto da visita,
        numero di socio, socio, targa, lotto, numero di serie, armadietto, spedizione",
    last_four: "ultime quattro, ultime quattro cifre, ultime 4, finisce con, termina con",
    social_security: "previdenza sociale",
    national_id: "codice fiscale, carta d'identità, numero della carta d'identità, patente, numero della
        patente, documento d'identità, tessera sanitaria, numero del documento, numero della tessera
        sanitaria, numero di tessera sanitaria, permesso di soggiorno, numero di patente, numero
        della carta di identità, carta di identità, numero di codice fiscale",
    passport: "passaporto, numero del passaporto, numero di passaporto",
    tax: "partita iva, codice fiscale",
    bank: "iban, conto corrente, numero di conto, conto bancario, numero del conto, coordinate
        bancarie, conto in banca",
    account: "conto",
    banking: "banca, bonifico, addebito, bancario",
    pin: "pin, codice dell'allarme, codice allarme, codice per spegnere, codice per disattivare, codice per
        disinserire, codice di disattivazione, codice di disinserimento, codice pin, codice segreto, numero segreto",
    password: "password, parola chiave, parola segreta, parola d'ordine, risposta di sicurezza, risposta
        segreta, risposta alla domanda di sicurezza, parola di sicurezza, parola d'accesso, frase
        segreta, parola in codice, cognome da nubile di mia madre, cognome da nubile di sua madre,
        cognome da ragazza di mia madre, cognome da nubile della madre, cognome da signorina di mia
        madre",
    birth: "data di nascita, nato il, nata il, nato, nata, compleanno",
    months: "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre",
    date_words: "il, primo, del, di, l",
    copula: "c'è scritto, qui dice, rimane, è, sono, era, sarebbe",
    connectors: "è, sono, era, il, la, lo, le, i, mio, mia, suo, sua, di, del, della, numero, sì, allora,
        ecco, che, ho, ricevuto, carta, e, cifre, sul, retro, un, attimo, certo, mi, hanno, dato, l, quello",
    units: "litri, euro, centesimi, ore, minuti, giorni, settimane, mesi, anni, per cento, percento,
        chilometri, metri, persone, milligrammi",
    request: "mi servirebbe, ci serve, mi occorre, mi occorrerebbe, avrei bisogno, serve, servirebbe, ci vuole, quale sarebbe,
        qual è, qual, quale, quali, mi dica, mi dice, può, potrebbe, mi serve, per favore,
        confermi, confermare, mi dà, mi può, mi fornisca, ho bisogno",
    no_password: "non, sbagliata, errata, scaduta, bloccata, la, il, una, un, troppo, di, in, per, che,
        corretta, giusta, importante, dimenticata, persa, sempre, mai, stata, quella",
    health: "allergia, allergie, allergico, allergica, farmaco, farmaci, medicina, medicinale,
        ricetta, diagnosi, diabete, diabetico, diabetica, asma, asmatico, asmatica, cancro,
        tumore, artrite, dialisi, intervento chirurgico, operazione, incinta, gravidanza,
        malattia, malato, malata, sintomo, sintomi, ipertensione, pressione alta, epilessia,
        depressione, ansia, demenza, ictus, infarto, chemioterapia, insulina, antibiotico,
        antibiotici, penicillina, ibuprofene, sedia a rotelle, disabilità, disabile, celiaco,
        celiaca, emicrania, dolore, dolori, infezione, ferita, febbre, vaccino, assicurazione
        sanitaria, terapia, intolleranza, intollerante, dislessia, dislessico, dislessica,
        autismo, autistico, autistica, pacemaker, sordo, sorda, deambulatore, stampelle,
        parkinson, operato al",
    email: "e-mail, email, posta elettronica, mail",
    phone: "telefono, numero di telefono, cellulare, telefonino, mi chiami, mi richiami, richiamarmi,
        chiamarmi, numero di cellulare",
    login: "area clienti, area personale, area riservata, accedere al portale, accesso al portale, nome
        utente, fare il login, portale",
    security_question: "domanda di sicurezza, domanda segreta, domande di sicurezza",
    letters: "lettera, lettere, carattere, caratteri",
    continues: "resto, seguenti, prossimi, prossime, successive, successivi, continui, avanti, prosegua,
        poi, dopo, prego, la ascolto, restanti",
    chosen: "avevo messo, ho messo, avevamo messo, abbiamo messo, avevo scelto, ho scelto, avevo
        impostato, ho impostato, cambiata in, cambiato in, inizia con, comincia con, comincia per,
        inizia per, mettiamo, metterei, scelgo, facciamo, digito, ho digitato, inserisco, ho
        inserito",
    entered: "uso, usavo, ho usato, usavamo, scrivo, metto, era, dovrebbe essere, deve essere, ho
        provato, ho provato con, ho segnato, avevo segnato, ho scritto",
    chosen_after: "",
    auxiliaries: "",
    password_parts: "maiuscola, maiuscolo, maiuscole, minuscola, minuscolo, minuscole, asterisco, cancelletto,
        trattino, trattino basso, punto esclamativo, chiocciola, tutto attaccato",
};

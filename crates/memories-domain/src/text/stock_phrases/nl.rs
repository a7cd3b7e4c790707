use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "nl",
    filler: "
        ach, alstublieft, alsjeblieft, bedankt, dag, dank je, dank je wel, dank u, dank u wel,
        dankjewel, dat is alles, dat klopt, dat was het, eh, eigenlijk, euh, excuses, fijn, geen
        probleem, goed, goed hoor, graag, hartelijk dank, helemaal goed, hm, hoor, inderdaad, ja,
        jawel, jazeker, joh, klopt, mag ik, misschien, mooi, nee, nou, nou ja, ok, okay, oké,
        pardon, perfect, precies, prima, sorry, super, tot horens, tot ziens, toch, uitstekend,
        vriendelijk dank, wel, zeker, zo, goedenacht, welterusten, tot snel, tot gauw, tot later,
        tot straks, tot morgen, tot de volgende keer, tot dan, doei, dag hoor, dank voor uw geduld,
        kan ik nog iets voor u doen, kan ik u nog ergens mee helpen, nog iets anders, verder nog
        iets, met plezier, het was me een genoegen, fijn dat ik kon helpen, blij dat ik kon helpen,
        mijn excuses, het spijt me, wat vervelend, neem me niet kwalijk, bent u er nog, ben je er
        nog, veel succes, sterkte, het beste, alle goeds,
        eén momentje, één momentje, ik zet u even in de wacht, ik zet u in de wacht, mag ik u even
        in de wacht zetten, in de wacht zetten, in de wacht, ik ben er nog, met de juiste
        afdeling, naar de juiste afdeling, ik geef u door aan een collega, ik geef u door, een
        collega helpt u zo verder, een collega helpt u verder, mijn collega helpt u zo verder, het
        was een genoegen, het was een genoegen u te helpen, het was fijn u te helpen, ik wens u
        nog een hele fijne dag, een hele fijne dag, nog een hele fijne dag, fijne avond verder,
        maakt u zich geen zorgen, neem rustig de tijd, neem uw tijd, neem de tijd, neem je tijd,
        neemt u rustig de tijd, bedankt voor de bevestiging, dank u voor de bevestiging, dat
        begrijp ik, dat begrijp ik helemaal, dat snap ik, ik begrijp het, ik begrijp uw
        frustratie, ik begrijp dat het vervelend is, nogmaals bedankt, en nogmaals bedankt, ik
        wacht, ik wacht wel, ik wacht wel even, ik wacht even, ik blijf hangen, ik blijf aan de
        lijn, voor uw hulp, hartelijk bedankt, hartelijk bedankt voor uw hulp, u ook, u ook een
        fijne dag, jij ook, insgelijks, dat heb ik niet verstaan, ik heb u niet verstaan, kunt u
        dat herhalen, kunt u het herhalen, kunt u dat nog eens zeggen, dat komt goed uit, komt
        goed uit, waarmee kan ik u helpen, hoe kan ik u helpen",
    greetings: "
        bedankt voor het bellen, bedankt voor uw telefoontje, dank u voor het bellen, geen dank,
        goedemiddag, goedemorgen, goedenavond, goedendag, graag gedaan, hallo, hoi, welkom, fijne
        avond, fijne dag, fijne dag nog, prettige dag, prettige dag nog, een fijne dag, een fijne
        dag nog, een fijne dag verder, fijne dag verder, ik wens u een fijne dag, ik wens u een
        prettige dag, ik wens je een fijne dag, wens u een fijne dag, nog een fijne dag, nog een
        prettige dag, een prettige dag, prettige dag verder, fijne avond nog, een fijne avond, een
        prettige avond, prettige avond, ik wens u een fijne avond, fijn weekend, een fijn weekend,
        prettig weekend, goed weekend, bedankt voor uw tijd, bedankt voor je tijd, bedankt voor uw
        geduld, bedankt voor je geduld, dank u voor uw geduld, bedankt voor het wachten",
    stalling: "
        een moment, een momentje, een ogenblik, een ogenblikje, even kijken, genoteerd, ik heb
        genoteerd, ik ga het noteren, ik ga kijken, ik kijk even, ik noteer, ik verbind u door, ik
        zal even kijken, ik zal het noteren, ik zoek het op, laat me even kijken, laat me kijken,
        momentje, ogenblikje, even geduld, even geduld alstublieft, een moment geduld, een ogenblik
        geduld, een moment alstublieft, een ogenblik alstublieft, een momentje alstublieft, wacht
        even, wacht u even, wacht alstublieft, wacht een moment, even wachten, even wachten
        alstublieft, momentje alstublieft, een seconde, een secondje, blijf aan de lijn, blijft u
        aan de lijn, blijf even aan de lijn, hang niet op, ik verbind u nu door, ik verbind je door,
        ik ga u doorverbinden, ik zal u doorverbinden, ik ga je doorverbinden, u wordt
        doorverbonden, ik zet u door, ik schakel u door, terwijl ik u doorverbind, terwijl ik
        doorverbind, terwijl ik kijk, terwijl ik het opzoek, terwijl ik controleer, ik controleer
        het, ik controleer even, ik ben aan het kijken, laat mij even kijken, laat me controleren,
        laat me even controleren, u doorverbind, je doorverbind",
    commitments: "
        afgesproken, bel u terug, bellen u terug, beloof, beloven, belt u terug, bevestig,
        bevestigd, boek u, geboekt, gepland, gereserveerd, ingeboekt, ingepland, ingeschreven,
        laat u weten, laten u weten, mail u, mailen u, neem contact op, nemen contact op, op de
        planning gezet, plan u in, reserveer, sturen u, stuur u, terugbellen, u krijgt, u
        ontvangt, vastgelegd, zal, zullen",
    noted_bookings:
        "u genoteerd voor, heb genoteerd, u gezet, heb ik u genoteerd, noteer u voor, je
        genoteerd voor",
    requests_for_a_human: "
        medewerker, een medewerker, mens, een mens, een echt mens, echt mens, echt persoon,
        een echt persoon, iemand, iemand spreken, spreken met, spreken, praten met, praten,
        doorverbinden, verbind me door, verbind mij door, verbind me, wil, klantenservice,
        telefoniste, robot, computer",
};

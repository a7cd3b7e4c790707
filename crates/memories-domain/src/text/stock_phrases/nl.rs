use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "nl",
    filler: "
        ach, alstublieft, alsjeblieft, bedankt, dag, dank je, dank je wel, dank u, dank u wel,
        dankjewel, dat is alles, dat klopt, dat was het, eh, eigenlijk, euh, excuses, fijn, fijne
        avond, fijne dag, fijne dag nog, geen dank, geen probleem, goed, goed hoor, goedemiddag,
        goedemorgen, goedenavond, goedendag, graag, graag gedaan, hallo, hartelijk dank, helemaal
        goed, hm, hoi, hoor, inderdaad, ja, jawel, jazeker, joh, klopt, mag ik, misschien, mooi,
        nee, nou, nou ja, ok, okay, oké, pardon, perfect, precies, prima, prettige dag, prettige
        dag nog, sorry, super, tot horens, tot ziens, toch, uitstekend, vriendelijk dank, wel,
        zeker, zo",
    greetings: "
        bedankt voor het bellen, bedankt voor uw telefoontje, dank u voor het bellen, geen dank,
        goedemiddag, goedemorgen, goedenavond, goedendag, graag gedaan, hallo, hoi, welkom",
    stalling: "
        een moment, een momentje, een ogenblik, een ogenblikje, even kijken, genoteerd, ik heb
        genoteerd, ik ga het noteren, ik ga kijken, ik kijk even, ik noteer, ik verbind u door,
        ik zal even kijken, ik zal het noteren, ik zoek het op, laat me even kijken, laat me
        kijken, momentje, ogenblikje",
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

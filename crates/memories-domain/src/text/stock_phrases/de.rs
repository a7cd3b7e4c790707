use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "de",
    filler: "
        ach, ach so, alles klar, auf wiederhören, auf wiedersehen, bitte, bitte schön, bitteschön,
        danke, danke ihnen, danke schön, dankeschön, doch, eben, einen schönen tag, einen schönen
        tag noch, entschuldigung, genau, gern, gerne, guten abend, guten morgen, guten tag, gut,
        hallo, halt, hm, in ordnung, ja, jawohl, klar, mal, moin, na, na gut, na ja, natürlich,
        nee, nein, ok, okay, perfekt, prima, richtig, schon, schönen tag, schönen tag noch, super,
        tschüs, tschüss, vielen dank, vielen lieben dank, vielleicht, wiederhören, wunderbar, äh,
        ähm",
    greetings: "
        gern geschehen, grüß gott, guten abend, guten morgen, guten tag, hallo, herzlich
        willkommen, moin, vielen dank für ihren anruf, willkommen",
    stalling: "
        einen augenblick, einen moment, ich habe notiert, ich notiere, ich schaue, ich sehe nach,
        ich verbinde sie, ich vermerke, ich werde notieren, ich überprüfe, lassen sie mich,
        moment, notiert",
    commitments: "
        bestätige, bestätigt, buche ihnen, buche sie, eingebucht, eingeplant, eingetragen,
        gebucht, melde mich, melden uns, reserviere, reserviert, rufe sie zurück, rufen sie
        zurück, schicke ihnen, schicken ihnen, sende ihnen, senden ihnen, terminiert, trage sie,
        vereinbart, verspreche, versprechen, vorgemerkt, werde, werden, wird",
    noted_bookings: "",
    requests_for_a_human: "
        mitarbeiter, einen mitarbeiter, mitarbeiterin, mensch, menschen, einen menschen,
        echten menschen, richtigen menschen, echte person, person, jemanden, jemand,
        sprechen, reden, verbinden, verbinden sie mich, weiterverbinden, möchte, will,
        kundenservice, kundendienst, berater, operator, roboter, computer, maschine",
};

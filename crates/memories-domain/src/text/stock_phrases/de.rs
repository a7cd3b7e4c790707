use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "de",
    filler: "
        ach, ach so, alles klar, auf wiederhören, auf wiedersehen, bitte, bitte schön, bitteschön,
        danke, danke ihnen, danke schön, dankeschön, doch, eben, entschuldigung, genau, gern, gerne,
        gut, halt, hm, in ordnung, ja, jawohl, klar, mal, na, na gut, na ja, natürlich, nee, nein,
        ok, okay, perfekt, prima, richtig, schon, super, tschüs, tschüss, vielen dank, vielen lieben
        dank, vielleicht, wiederhören, wunderbar, äh, ähm, alles gute, bis bald, bis dann, bis zum
        nächsten mal, kann ich sonst noch etwas für sie tun, sonst noch etwas, sehr gerne, gerne
        geschehen, freut mich, es freut mich, freut mich dass ich helfen konnte, auf wiederschauen,
        servus, ciao, gute nacht, tut mir leid, das tut mir leid, entschuldigen sie, verzeihung,
        sind sie noch da, hören sie mich noch, machen sie es gut, mach's gut, rufen sie gerne wieder
        an,
        einen kleinen augenblick, gleich wieder für sie da, ich bin gleich wieder für sie da,
        gleich wieder da, ich bin gleich wieder da, kurz in die warteschleife legen, in die
        warteschleife legen, in die warteschleife, darf ich sie kurz, danke dass sie gewartet
        haben, danke für ihre geduld, mit der zuständigen abteilung, an die zuständige abteilung,
        ich gebe sie an einen kollegen weiter, ich gebe sie an eine kollegin weiter, ein kollege
        ist gleich für sie da, eine kollegin ist gleich für sie da, es war mir eine freude, es war
        mir eine freude ihnen zu helfen, es war mir ein vergnügen, ich wünsche ihnen noch einen
        wunderschönen tag, einen wunderschönen tag, einen wunderschönen tag noch, schönen
        feierabend, kein problem, keine sorge, lassen sie sich zeit, nehmen sie sich zeit, nehmen
        sie sich ruhig zeit, danke für die bestätigung, vielen dank für die bestätigung, das
        verstehe ich, das verstehe ich vollkommen, ich verstehe, ich verstehe sie, ich verstehe
        ihren ärger, ich verstehe ihren unmut, ich warte, ich warte gerne, ich warte kurz, ich
        bleibe dran, das war's, das wars, das war alles, für ihre hilfe, ihnen auch, ihnen auch
        einen schönen tag, gleichfalls, ebenso, ich bin noch da, ich bin noch dran, das habe ich
        nicht verstanden, ich habe sie nicht verstanden, habe ich nicht verstanden, können sie das
        bitte wiederholen, können sie das wiederholen, wie bitte, das passt, das passt mir, das
        passt mir gut, passt mir gut, wie kann ich ihnen helfen",
    greetings: "
        gern geschehen, grüß gott, guten abend, guten morgen, guten tag, hallo, herzlich willkommen,
        moin, vielen dank für ihren anruf, willkommen, einen schönen tag, einen schönen tag noch,
        schönen tag, schönen tag noch, ich wünsche ihnen einen schönen tag, ich wünsche einen
        schönen tag, wünsche ihnen einen schönen tag, haben sie einen schönen tag, einen schönen
        abend, einen schönen abend noch, schönen abend, schönen abend noch, ein schönes wochenende,
        schönes wochenende, ich wünsche ihnen ein schönes wochenende, ich wünsche ihnen einen
        schönen abend, ich wünsche ihnen noch einen schönen tag, ich wünsche ihnen alles gute, danke
        für ihren anruf, vielen dank für ihre geduld, danke für ihre geduld, danke fürs warten,
        danke für ihre zeit, vielen dank für ihre zeit",
    stalling: "
        ich stelle sie, ich stelle sie jetzt, ich stelle sie gleich, einen augenblick, einen moment, ich habe notiert, ich notiere, ich schaue, ich sehe nach,
        ich verbinde sie, ich vermerke, ich werde notieren, ich überprüfe, lassen sie mich, moment,
        notiert, bitte warten, bitte warten sie, bitte warten sie einen moment, bitte warten sie
        einen augenblick, einen moment bitte, einen augenblick bitte, einen kleinen moment, kleinen
        moment, moment bitte, augenblick bitte, eine sekunde, bleiben sie bitte dran, bitte bleiben
        sie dran, bleiben sie dran, bleiben sie bitte in der leitung, bitte bleiben sie in der
        leitung, ich stelle sie durch, ich stelle sie gleich durch, ich leite sie weiter, ich
        verbinde sie jetzt, ich verbinde sie gleich, ich werde sie verbinden, ich werde sie
        weiterverbinden, ich verbinde sie weiter, sie werden verbunden, sie werden weiterverbunden,
        sie werden jetzt verbunden, während ich sie verbinde, während ich nachsehe, ich prüfe das,
        ich prüfe kurz, ich schaue kurz, ich schaue nach, ich sehe kurz nach, ich suche das heraus,
        durchstelle, sie durchstelle, sie verbinde, ich sie verbinde, ich sie weiterverbinde,
        weiterverbinde",
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

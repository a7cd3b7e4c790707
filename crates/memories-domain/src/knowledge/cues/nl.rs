use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    cancels: "annuleer*, annuleren, geannuleerd, afzeg*, afgezegd, zeg af, opzeg*, opgezegd,
        afbestel*, gaat niet door, schrappen, geschrapt, gaat niet door, gaat _ niet door, gaat
        toch niet door, vervalt, afgelast, afgeblazen",
    books: "en _ geboekt, en _ gereserveerd, en ingepland, en _ ingepland",
    changes: "terug naar, terug op, weer op, verzet, verzetten, verplaats*, gewijzigd, wijzig*,
        verander*, omgeboekt, omboeken, in plaats van, vanaf nu, voortaan, vervang*, bijgewerkt,
        liever op, liever om, overgestapt, wordt nu, gewisseld, ruil*",
    reverts: "terug naar, terug op, weer op",
    ends: "mag eraf, kan eraf, mag eruit, stopgezet, stop met, stoppen met,
        niet meer, geen meer, gestopt, overleden, dood, verkocht, weggegeven, weggedaan,
        verhuisd, vertrokken, met pensioen, afgelopen, gerepareerd, gemaakt, opgelost, klaar
        met, is weg, zijn weg, heb geen, hebben geen, afgesloten, gescheiden, heb* _ niet meer,
        geen _ meer, niet nodig, hoeft niet, hoef _ niet, doet het weer, werkt weer, weg gedaan,
        weggegeven, gestorven, ingeslapen, opgezegd, verlopen, teruggebracht, teruggegeven,
        verhuisd naar, stopt met, ben gestopt, is gestopt, uit elkaar",
    ends_items: "inslapen, weggeven, stoppen met",
    pronouns: "hem, haar, het, ze, die, hij, zij, beide, allebei",
    none_of: "geen, er is geen",
    kept: "ontvangen, heb gekregen, gekregen, is aangekomen, aangekomen, is geweest, zijn
        geweest, teruggebeld, heeft gebeld, geleverd, betaald, terugbetaald, bedankt voor",
    requires: "moet, moeten, graag nog, stuur, breng, teken, ontbreekt",
    done: "heb _ getekend, heb _ ondertekend, heb _ gestuurd, heb _ opgestuurd, heb _ ingevuld,
        heb _ betaald, heb _ ingeleverd",
    settled: "goedgekeurd, afgewezen, geaccepteerd, gesloten, afgehandeld, toegekend",
    still: "nog, nog steeds",
    paid: "betaald, ontvangen, voldaan",
    noted: "vanaf nu, voortaan, van nu af,
        genoteerd, toegevoegd, aangepast, bijgewerkt, ontvangen, goedgekeurd, betaald, is
        nu, voortaan",
    withdraws: "nee wacht, wacht nee, nee sorry, sorry nee, ik bedoel, of liever, nee nee,
        correctie, beter gezegd, nee toch",
    not: "niet, geen",
    but: "maar, het is, is",
    no_cancellation: "niet annuleren, annuleringskosten, gratis annuleren, kunt annuleren, als u
        annuleert, niet afzeggen",
    appointment_nouns: "afspra*, boeking*, reservering*, bezoek*, bestelling*, tijd, datum, dag,
        annuleren, geannuleerd, afzeggen, graag, vandaag",
    both: "allebei, beide, alle twee, alle drie",
    when: "wanneer, hoe laat, welke dag, op welke dag, welke datum",
    generic: "neem, neemt, nemen, woon, woont, wonen, werk, werkt, werken, gebruik, nodig, wil,
        heb, heeft, hebben, kom, komt, komen, doe, doet, doen, ding, probleem, idee, tijd, meer,
        nu, vandaag, week, maand, jaar, dag, dagen, ook, nog, nieuw, nieuwe, goed, bellen, kan,
        meneer, mevrouw, mijnheer, mevr, dhr, dokter, dr, kost, kosten, prijs",
    moved_home: "verhuisd, woon nu, wonen nu, nu woon, mijn nieuwe adres, ons nieuwe adres, het
        nieuwe adres, nieuw adres, adres is veranderd, adres is gewijzigd",
    renewed: "veranderd, gewijzigd, nieuw, nieuwe, ander, andere, aangepast",
    now: "nu, voortaan",
    instead_of: "in plaats van",
    tolerated: "kan weer tegen, kan nu tegen, kunnen weer tegen, verdraagt _ weer, niet meer
        allergisch, eroverheen gegroeid, overheen gegroeid",
};

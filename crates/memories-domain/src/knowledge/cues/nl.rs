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
    ends: "niet meer, geen meer, gestopt, overleden, dood, verkocht, weggegeven, weggedaan,
        verhuisd, vertrokken, met pensioen, afgelopen, gerepareerd, gemaakt, opgelost, klaar
        met, is weg, zijn weg, heb geen, hebben geen, afgesloten, gescheiden, heb* _ niet meer,
        geen _ meer, niet nodig, hoeft niet, hoef _ niet, doet het weer, werkt weer, weg gedaan,
        weggegeven, gestorven, ingeslapen, opgezegd, verlopen, teruggebracht, teruggegeven,
        verhuisd naar, stopt met, ben gestopt, is gestopt, uit elkaar",
    ends_items: "inslapen, weggeven, stoppen met",
    ends_facts: "niet meer, geen meer, geen _ meer, overleden, dood, gestorven, ingeslapen,
        verkocht, opgezegd, er is geen, hier is geen, geannuleerd, weggegeven",
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
    noted: "genoteerd, toegevoegd, aangepast, bijgewerkt, ontvangen, goedgekeurd, betaald, is
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
    generic:
        "helaas, neem, neemt, nemen, woon, woont, wonen, werk, werkt, werken, gebruik, nodig, wil,
        heb, heeft, hebben, kom, komt, komen, doe, doet, doen, ding, probleem, idee, tijd, meer,
        nu, vandaag, week, maand, jaar, dag, dagen, ook, nog, nieuw, nieuwe, goed, bellen, kan,
        meneer, mevrouw, mijnheer, mevr, dhr, dokter, dr, kost, kosten, prijs",
};

use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    cancels: "storn*, absagen, absage, abgesagt, abzusagen, sage ab, streichen, gestrichen,
        kündig*, gekündigt, zurückgezogen, abbestell*, fällt aus, ausfallen, absag*, findet
        nicht statt, findet _ nicht statt, vergessen sie den, vergessen sie das, vergessen sie
        die, sag den, sagen sie den, entfällt, entfallen, abgeblasen, widerruf*, termin geht
        nicht, termin geht leider nicht, der geht leider nicht",
    books: "und _ gebucht, und _ eingetragen, und _ reserviert, und sie für, und trage",
    changes: "zurück zu, wieder auf, zurück auf, wieder zurück, verschieb*, verschoben, verlegt,
        verlegen, umgebucht, umbuchen, umgestellt, umstellen, geändert, ändern, gewechselt,
        wechseln, stattdessen, statt, lieber am, lieber um, lieber den, neuer termin, trage ich
        sie für, ab jetzt, ab sofort, ersetzt, aktualisiert, getauscht, tauschen, jetzt auf",
    reverts: "zurück zu, wieder auf, zurück auf, wieder zurück",
    ends: "nicht mehr, kein* mehr, aufgehört, abgesetzt, gestorben, verstorben, eingeschläfert,
        verkauft, weggegeben, abgegeben, ausgezogen, umgezogen, weggezogen, ist weg, sind weg,
        haben wir nicht, habe ich nicht, abgeschafft, getrennt, geschieden, erledigt, behoben,
        repariert, in rente, im ruhestand, beendet, früher hatte, brauche* kein*, nicht nötig,
        funktioniert wieder, geht wieder, läuft wieder, hergegeben, verschenkt, weg gegeben,
        abgemeldet, gekündigt, ausgelaufen, abgelaufen, gespendet, entsorgt, weggeworfen,
        zurückgegeben, entlaufen, abgebrochen",
    pronouns: "ihn, sie, es, ihm, er, den, die, das, beide, beiden",
    none_of: "kein, keine, keinen, keinem, keiner",
    kept: "angekommen, erhalten, bekommen, habe bekommen, ist da, war da, waren da, hat
        geklappt, wurde geliefert, wurde bezahlt, wurde erstattet, hat angerufen, zurückgerufen,
        ist erledigt",
    requires: "muss, müssen, bitte schicken, bitte senden, bitte unterschreiben, bitte bringen,
        brauchen wir noch, fehlt noch",
    done: "habe _ unterschrieben, hab _ unterschrieben, habe _ geschickt, hab _ geschickt, habe
        _ abgegeben, hab _ abgegeben, habe _ ausgefüllt, hab _ ausgefüllt, habe _ überwiesen,
        hab _ überwiesen, unterschrieben, ausgefüllt, eingereicht",
    settled: "genehmigt, bewilligt, abgelehnt, angenommen, geschlossen, abgeschlossen,
        bearbeitet, erledigt",
    still: "noch, immer noch, weiterhin",
    paid: "eingegangen, bezahlt, überwiesen, beglichen, erhalten",
    noted: "notiert, vermerkt, hinterlegt, eingegangen, erhalten, gutgeschrieben, bezahlt,
        genehmigt, ist jetzt, steht jetzt, aufgenommen, dazugeschrieben, geändert",
    withdraws: "moment nein, nein moment, nein warten sie, nee moment, nee warte, ach nein, nein
        doch, quatsch, stimmt nicht, ich meine, beziehungsweise, vielmehr, korrektur, nein nein,
        halt nein, nein sorry, nein entschuldigung, doch lieber",
    not: "nicht, kein",
    but: "sondern, es ist, ist",
    no_cancellation: "nicht stornieren, nicht absagen, stornogebühr*, stornierungsgebühr*,
        stornokosten, kostenlos stornieren, wenn sie absagen, falls sie, stornierung ist,
        stornierungen",
    appointment_nouns: "termin*, buchung*, reservierung*, besuch*, bestellung*, uhrzeit, tag,
        stunde*, storn*, abgesagt, absagen, absage, bitte, heute",
    both: "beide, beiden, alle beide, alle drei, alles, alle",
    when: "wann, um wie viel uhr, wie viel uhr, welcher tag, an welchem tag, welches datum,
        welchen tag",
    generic: "nehme, nehmen, nimmt, wohne, wohnen, wohnt, arbeite, arbeiten, arbeitet, brauche,
        brauchen, braucht, habe, haben, hat, kann, können, möchte, will, komme, kommen, kommt,
        geht, gehen, mache, machen, macht, sache, problem, ahnung, zeit, mehr, jetzt, heute,
        woche, monat, jahr, tag, tage, noch, auch, schon, neu, neue, neuen, alt, gut, bitte,
        eigentlich, anrufen, rufe, frau, herr, herrn, herren, dr, doktor, kostet, kosten,
        kostete, beträgt, preis",
};

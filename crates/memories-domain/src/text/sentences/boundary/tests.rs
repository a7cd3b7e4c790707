use std::time::{Duration, Instant};

use crate::text::sentences;

/// Each line is one text; its sentences are separated by `|`.
fn assert_split(lines: &str) {
    let mut wrong = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let expected: Vec<_> = line.split('|').map(str::trim).collect();
        let text = expected.join(" ");
        let split: Vec<_> = sentences(&text).map(str::trim).collect();
        if split != expected {
            wrong.push(split.join(" | "));
        }
    }
    assert!(wrong.is_empty(), "split wrongly:\n{}", wrong.join("\n"));
}

#[test]
fn english_sentences() {
    assert_split(
        "I've booked you with Dr. Okafor on Tuesday at 9 a.m. at 12 St. Mark's Ave. | Please bring your card.
         Can you tell Mr. Jones from No. 5 that I'm out until Jan. 6? | Yes.
         I'll tell Mrs. Smith. | The fee is $45.50 and we will refund approx. 20 dollars.
         We refund approx. 20 dollars. | Thanks.
         He lives in Apt. B. | Robin does too.
         No. | I said no. 5 is mine.
         No. | A friend called.
         Was it No. 7? | No. | It was 8.
         We open at 9 a.m. | Robin will be there.
         We open at 9 a.m. Monday. | Bye.
         We open at 9 A.M. | The door is green.
         We open at 9 a. m. | Thanks.
         It is 5 p.m. Eastern.
         We sell pipes, taps, etc. | Robin has a list.
         I live on Main St. | My name is J. R. Smith.
         It's near St. Mary's Church.
         My doctor is Dr. J. Okafor. | He is kind.
         We took plan B. | It starts in May.
         So did I. | Robin came too.
         It's G. L. E. N. N. | Not Gwen.
         The number is 2. 0. 2. 5. 5. 5.
         The ext. 14 is his. | The number is 5. | Robin knows.
         I am 5. | Robin is 6.
         Visit me on Mon. Jan. 5. | Or on Tues. 6 Jan.
         She joined the U.S. Army. | He moved to the U.S. | The rest stayed.
         Robin works for Acme Inc. | They sell pipes.
         Give me a rep. | Robin said so.
         It costs 3.50. | Robin paid.
         Ms. Will will call. | Mr. So won't.",
    );
}

#[test]
fn german_sentences() {
    assert_split(
        "Wir werden Sie am 2. Dezember zurückrufen. | Danke.
         Der Termin ist am Montag, den 30. November. | Bis dann.
         Der Termin ist am 30. | Danach bin ich weg.
         Kommen Sie am 30. | Wir warten.
         Ich wohne im 3. Stock. | Die Klingel ist kaputt.
         Das ist die 2. Mahnung. | Ich habe bezahlt.
         Am 2. und 3. Dezember bin ich weg.
         Am 30. 11. 2026 um 9.30 Uhr bei Frau Dr. Weber. | Gut.
         Das kostet z.B. 5 Euro bzw. 6 Euro. | Gut.
         Nehmen Sie z. B. Pfannen mit. | Gut.
         Bringen Sie z.B. Ihre Karte mit.
         Ich wohne in der Hauptstr. 5. | Robin auch.
         Das Zimmer hat Nr. 12. | Bitte klingeln Sie.
         Hr. Meier und Fr. Schulz kommen. | Danke.
         Wir haben Töpfe, Pfannen usw. | Robin weiß das.
         Es dauert ca. 20 Min. bis Sie dran sind.
         Ich habe 5. | Robin hat 6.",
    );
}

#[test]
fn romance_and_dutch_sentences() {
    assert_split(
        "La Sra. Ferrer y Dña. Ana vienen. | El Dr. Ruiz también.
         Vivo en la Avda. Madrid 5. | Gracias.
         Son aprox. 20 euros. | Vale.
         Llame p. ej. Lucía. | Gracias.
         El núm. 5 es mío. | Adiós.
         Es el 5 de dic. 2026. | Gracias.
         Llegamos a las 9 a.m. | Lucía viene después.
         M. Dupont et Mme. Durand viennent. | Merci.
         J'habite au 5 bd. Voltaire. | Merci.
         Le 5 janv. 2026 à 9 h. | Bien.
         C'est env. 20 euros. | Bien.
         O Sr. Silva e a Sra. Costa vêm. | Obrigado.
         Moro na Av. Paulista 5. | Obrigada.
         Il dott. Rossi e la Sig.ra Bianchi arrivano. | Grazie.
         Pane, latte ecc. | Marco lo sa.
         Dhr. De Vries en mevr. Jansen komen. | Dank u.
         Op blz. 5 staat het. | Robin weet het.
         Neem bijv. Robin. | Dank u.
         Brood, melk enz. | Robin weet het.",
    );
}

#[test]
fn a_line_break_is_kept_as_a_boundary() {
    let split: Vec<_> = sentences("With Dr.\nOkafor").collect();
    assert_eq!(split, ["With Dr.\n", "Okafor"]);
}

#[test]
fn a_megabyte_of_abbreviations_is_split_in_linear_time() {
    for text in [
        "Dr. ",
        "A. B. ",
        "2. Dezember ",
        "am 2. ",
        "Dr.Xxxxxxxxxxxxxxxxxxxx. Y",
    ] {
        let text = text.repeat((1 << 19) / text.len());
        let start = Instant::now();
        assert!(sentences(&text).count() > 0);
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "{:?}",
            start.elapsed()
        );
    }
}

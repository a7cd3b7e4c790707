use super::phrases::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    card: "card, card number, credit card, credit card number, debit card, debit card number, visa,
        visa card, mastercard, master card, amex, american express, cc number, the long number,
        sixteen digits, 16 digits, sixteen digit number, 16 digit number, long card number, long
        number, card's number",
    expiry: "expires, expiring, expiry, expiry date, expiration, expiration date, exp, exp date,
        valid thru, valid through, valid until, good thru, good through",
    security_code: "cvv, cvv2, cvc, cvc2, csc, cid, c v v, c v c, security code, security number, card
        verification, card verification code, card code, cvv code, cvc code, three digits on the
        back, three digit code, three digit number, number on the back, code on the back, digits
        on the back, back of the card, three on the back, last three on the back, three on the
        reverse, three numbers on the back, numbers on the back, last three digits on the back",
    code: "code, codes, verification code, one time code, one time password, one time passcode, otp,
        authentication code, sms code, digit code, two factor code, login code",
    site: "gate, gates, door, doors, entry, entrance, lobby, building, elevator, lift, garage,
        lockbox, lock box, key box, keybox, keypad, key safe, parking, buzzer, intercom,
        gate code, door code, access code, entry code",
    reference: "display, displays, displayed, shows, showing, shown, flashing, flashes, blinking, zip, zip
        code, zipcode, postal, postal code, post code, postcode, area code, country code, dialing
        code, promo, promo code, promotion, discount, discount code, coupon, voucher, voucher code,
        booking, booking code, order, order code, order number, reservation, confirmation,
        confirmation code, tracking, error, error code, fault code, fault, product, product code,
        item, model, part number, reference, customer number, customer no, client number, case number, claim number, contract
        number, quote number, job number, work order, ticket, policy, invoice, gift, loyalty, member,
        membership, library, dress code, building code, colour code, color code, bar code, qr code,
        phone number, extension, unit, apartment, room, suite, flat, street, avenue, address, meter,
        wifi, loyalty card, gift card, membership card, library card, member card, club card, store
        card, rewards card, points card, business card, sim card, key card, membership number,
        member number, member id, plot, locker, registration, licence plate, license plate, serial,
        serial number",
    last_four: "last four, last 4, last four digits, last 4 digits, final four, ending in, ends in",
    social_security: "social, social security, social security number, ssn, s s n, socials",
    national_id: "national insurance, national insurance number, ni number, nino, national id, national id
        number, identity card, identity card number, id card number, id number, driver's license,
        driver's license number, licence number, license no, licence no, drivers license, drivers license number, driver license number,
        driving licence, driving licence number, license number, dni, cpf, bsn, medicare
        number, nhs number, health insurance number, health insurance id, health insurance card
        number, insurance id, insurance id number, insurance member id, insurance member number, health card number, health number, healthcare
        number, medical card number, medicare id, medicaid number, medicaid id, n h s number, nhs
        no, social insurance number, sin number, national identity number, personal id number,
        residence permit number, green card number, alien number, driver's licence, driver's licence
        number, drivers licence, driver license, driver's license no, driver number, national
        insurance no, pps number, id card, government id",
    passport: "passport, passport number, passport no",
    tax: "tax id, tax id number, tax identification number, tax number, taxpayer id, itin, my ein, our ein, the ein, your ein, ein number, ein is, utr,
        utr number, unique taxpayer reference, tax file number, tfn, tax reference, employer
        identification number, v a t id",
    bank: "iban, i b a n, bank account, bank account number, routing number, aba number,
        sort code, checking account, checking account number, savings account,
        savings account number, routing",
    account: "account, account number, acct, acct number",
    banking: "bank, routing, routing number, sort code, checking, savings, direct debit, iban, wire",
    pin: "pin, alarm code, alarm pin, disarm code, disarming code, code to disarm, code for the alarm,
        code to turn off the alarm, code to switch off the alarm, alarm's code, pins, pin number, pin code, pincode, passcode, pass code, my pin, p i n",
    password: "passcode, password, passphrase, pass phrase, pass word, passwd, secret word, security word,
        safe word, magic word, memorable word, security answer, mother's maiden name, answer to the
        security question, answer to my security question, answer to your security question, code
        word, code-word, codeword, codewords, passwords, security phrase, secret phrase, pickup
        word, pick up word, memorable name, memorable information, memorable place, mother's maiden,
        mum's maiden name, mom's maiden name, answer to my secret question, answer to the secret
        question",
    birth: "date of birth, birth date, birthdate, birthday, d o b, dob, born, born on",
    months: "january, february, march, april, may, june, july, august, september, october,
        november, december, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec",
    date_words: "of, the, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth,
        tenth, eleventh, twelfth, thirteenth, fourteenth, fifteenth, sixteenth, seventeenth,
        eighteenth, nineteenth, twentieth, thirtieth",
    copula: "it says, would be, d be, remains, is, was, it's, that's, are, reads, goes, be, got, equals",
    connectors: "is, was, it, s, its, that, the, my, your, his, her, our, number, no, not sure, are,
        of, on, for, a, an, and, with, back, front, digits, digit, card, you, i, got, have, sure, yes, yeah,
        yep, okay, ok, so, um, uh, er, right, well, here, goes, reads, one moment, please, sir, full, last,
        four, account, says, as, in, this, hers, mine, ends, ending, to, sent, me, code",
    units: "liters, litres, gallons, dollars, dollar, bucks, cents, euros, euro, pounds, percent, a.m, p.m, am, pm, o'clock,
        minutes, hours, days, weeks, months, years, miles, feet, square, degrees, milligrams,
        milligram, mg, street, avenue, road, lane, drive, th, people, guests",
    request: "i would need, i'd need,
        what, what's, which, tell, could i have, can i have, may i have, can i get,
        could i get, could you, can you, would you, please, give, read, confirm, verify, enter, say,
        provide, need, spell, i'll need, go ahead, share",
    no_password: "not, wrong, incorrect, expired, working, too, the, a, an, in, on, at, still, being,
        required, needed, reset, changed, locked, blocked, invalid, no, never, always, gone, lost,
        forgotten, correct, right, fine, good, what, that, because, for, to, with, and, or, same,
        different, written, strong, weak, case, important, safe, also, stuck, broken, okay, ok,
        something, i",
    health: "allergy, allergies, allergic, medication, medications, medicine, medicines,
        prescription, prescriptions, diagnosis, diagnosed, diabetes, diabetic, asthma,
        asthmatic, cancer, arthritis, dialysis, surgery, pregnant, pregnancy, disease, illness,
        symptom, symptoms, blood pressure, epilepsy, epileptic, seizure, seizures, depression,
        depressed, anxiety, dementia, alzheimer's, hiv, hepatitis, stroke, heart attack, heart
        condition, chemotherapy, chemo, insulin, antibiotics, antibiotic, penicillin, ibuprofen,
        metformin, lisinopril, statin, warfarin, inhaler, wheelchair, disability, disabled,
        celiac, coeliac, migraine, migraines, root canal, toothache, infection, infected,
        injury, injured, fever, vaccine, vaccination, health insurance, insurance member id,
        therapy, therapist, psychiatrist, medical, medical history, medical condition,
        condition, dosage, dose, milligrams, refill, rx, intolerance, intolerant, blood type,
        chronic, pain, dyslexia, dyslexic, autism, autistic, adhd, pacemaker, hearing aid,
        hearing aids, deaf, walking frame, zimmer frame, crutches, operation, hip replacement,
        knee replacement, arthritic, anaemic, anemic, parkinson's, vertigo",
    email: "email, e mail, email address, mail address",
    phone: "phone, phone number, mobile number, cell number, telephone, callback number, call me, reach
        me, ring me, text me, mobile, cell, landline, call back, contact number",
    login: "log in, logging in, login, log on, log into, logged in, sign in, signing in, portal, online
        account, customer area, user name, username, members area",
    security_question: "security question, security questions, secret question, challenge question, recovery
        question",
    letters: "letter, letters, character, characters",
    continues: "rest, next, go on, go ahead, continue, remaining, then, more, following, carry on, keep
        going, mm hm, mhm, uh huh, other half, second half, last part, ready, listening",
    chosen: "set it to, set it as, set that to, set mine to, set mine as, set them to, set to, changed
        it to, change it to, changed that to, changed mine to, change that to, i made it, we made
        it, i picked, i chose, i've chosen, we chose, i had chosen, i went with, we went with, i'd
        gone with, gone with, let's make it, let's use, let's take, let's do, i'd take, let's go with, it used to be, it's always
        been, starts with, begins with, ends with, i choose, i'll take, i'd like it to be, make
        mine, i typed, i typed in, i type, i type in, i'm typing, i've been typing, i keep typing,
        i entered, i'd entered, i enter, i've been entering, i keep entering, i put in, i'd put in",
    entered: "i used, i use, i always use, i always used, we use, we used, i'd used, i've used, i've
        been using, i put, i'd put, i tried, i've tried, should be, might be, could be, must be,
        would be, may be, i wrote, i wrote down, i remember, something like, it was, i had it as,
        i have it as, i've got it as, we had it as, that was, i registered, i registered with",
    chosen_after: "",
    auxiliaries: "",
    password_parts: "capital, capitals, uppercase, upper case, lowercase, lower case, all caps, exclamation,
        exclamation mark, exclamation point, question mark, hash, hashtag, pound sign, star,
        asterisk, underscore, dash, hyphen, dollar sign, at sign, ampersand, no spaces, one word,
        all one word",
};

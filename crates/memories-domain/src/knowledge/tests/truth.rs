//! Nothing that ended is told as current, for any sequence of calls.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*, sample::select};

use super::played::{Played, after, position, status, told, values};
use crate::{CallerRecord, MemoryStatus};

const TODAY: &str = "2026-11-20";

/// One call, which changes one thing.
#[derive(Debug, Clone, Copy)]
enum Move {
    Adds(&'static str),
    Gives(&'static str),
    Promises(&'static str),
    Keeps(&'static str),
    DidKeep(&'static str),
    Waives(&'static str),
    States(u32),
    Denies,
    /// A value of a collected item, heard wrong and corrected in the same call.
    Corrects(&'static str),
}

const PETS: [&str; 3] = ["canary", "hamster", "tortoise"];
const THINGS: [&str; 3] = ["catalogue", "warranty", "voucher"];
const CITIES: [&str; 3] = ["Lisbon", "Turin", "Ghent"];

fn any_move() -> impl Strategy<Value = Move> {
    let thing = || select(THINGS.to_vec());
    prop_oneof![
        select(PETS.to_vec()).prop_map(Move::Adds),
        select(PETS.to_vec()).prop_map(Move::Gives),
        thing().prop_map(Move::Promises),
        thing().prop_map(Move::Keeps),
        thing().prop_map(Move::DidKeep),
        thing().prop_map(Move::Waives),
        select(vec![4419, 5520, 6631]).prop_map(Move::States),
        Just(Move::Denies),
        select(CITIES.to_vec()).prop_map(Move::Corrects),
    ]
}

fn promise(thing: &str) -> String {
    format!("We'll mail you the {thing} from our store.")
}

impl Move {
    fn call(self, day: u8) -> Played {
        let call = Played::on(&format!("2026-10-{day:02}"));
        match self {
            Self::Adds(pet) => call
                .caller(&format!("We bought a {pet} for the children."))
                .collected("pets", pet),
            Self::Gives(pet) => call.caller(&format!("We no longer have the {pet}.")),
            Self::Promises(thing) => call
                .caller(&format!("Could I have the {thing} on paper?"))
                .agent(&promise(thing)),
            Self::Keeps(thing) => call.caller(&format!("The {thing} arrived, thank you.")),
            Self::DidKeep(thing) => call
                .caller("Hello, this is about my order from the shop.")
                .agent(&format!("We've sent the {thing} to your Ghent office.")),
            Self::Waives(thing) => {
                call.caller(&format!("No need to send the {thing}, I found it online."))
            }
            Self::States(code) => call.caller(&format!("The gate code is {code} now.")),
            Self::Denies => call.caller("There's no gate code any more."),
            Self::Corrects(city) => call
                .caller("Our parcels go to Basel these days.")
                .caller(&format!("It's not Basel, it's {city}."))
                .collected("city", city),
        }
    }
}

/// What should hold after the moves.
#[derive(Default)]
struct Expected {
    pets: BTreeSet<&'static str>,
    promises: BTreeMap<&'static str, MemoryStatus>,
    code: Option<u32>,
    codes: BTreeSet<u32>,
    city: Option<&'static str>,
}

impl Expected {
    fn after(moves: &[Move]) -> Self {
        let mut expected = Self::default();
        for next in moves {
            expected.apply(*next);
        }
        expected
    }

    fn apply(&mut self, next: Move) {
        let becomes = |promises: &mut BTreeMap<_, _>, thing, status| {
            if promises.get(thing) == Some(&MemoryStatus::Open) {
                promises.insert(thing, status);
            }
        };
        match next {
            Move::Adds(pet) => {
                self.pets.insert(pet);
            }
            Move::Gives(pet) => {
                self.pets.remove(pet);
            }
            Move::Promises(thing) => {
                self.promises.insert(thing, MemoryStatus::Open);
            }
            Move::Keeps(thing) | Move::DidKeep(thing) => {
                becomes(&mut self.promises, thing, MemoryStatus::Kept);
            }
            Move::Waives(thing) => {
                becomes(&mut self.promises, thing, MemoryStatus::Cancelled);
            }
            Move::States(code) => {
                self.code = Some(code);
                self.codes.insert(code);
            }
            Move::Denies => self.code = None,
            Move::Corrects(city) => self.city = Some(city),
        }
    }
}

fn play(moves: &[Move]) -> CallerRecord {
    after((1_u8..).zip(moves).map(|(day, next)| next.call(day)))
}

fn words_of(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_ended_is_told_as_current(moves in vec(any_move(), 1..12)) {
        let record = play(&moves);
        let expected = Expected::after(&moves);
        let told = told(&record, TODAY);

        let pets = values(&record, "pets").join(", ");
        let pets: BTreeSet<&str> = pets.split(", ").filter(|pet| !pet.is_empty()).collect();
        prop_assert_eq!(&pets, &expected.pets, "{:?}", moves);
        for pet in PETS {
            let is_told = told.contains(&format!("bought a {pet}"));
            prop_assert!(!is_told || expected.pets.contains(pet), "{} {}", pet, told);
        }

        for (thing, state) in &expected.promises {
            let promise = promise(thing);
            prop_assert_eq!(status(&record, &promise, TODAY), *state, "{:?}", &moves);
            let is_told = told.contains(promise.trim_end_matches('.'));
            prop_assert!(!is_told || *state == MemoryStatus::Open, "{}", told);
        }

        let in_words = words_of(&told);
        for code in &expected.codes {
            let is_told = in_words.contains(code.to_string().as_str());
            prop_assert!(!is_told || expected.code == Some(*code), "{} {}", code, told);
        }

        let city: Vec<String> = expected.city.into_iter().map(str::to_owned).collect();
        prop_assert_eq!(values(&record, "city"), city);
        for city in CITIES {
            let is_told = told.contains(&format!("city: {city}"));
            prop_assert_eq!(is_told, expected.city == Some(city), "{}", told);
        }
        prop_assert!(!told.contains("parcels go to Basel"), "{}", told);
    }

    #[test]
    fn whatever_is_told_as_open_holds(moves in vec(any_move(), 1..12)) {
        let record = play(&moves);
        let knowledge = record.knowledge();
        for fact in knowledge.facts() {
            for item in &fact.items {
                prop_assert!(knowledge.standing(item.memory).holds());
            }
        }
        for (thing, state) in Expected::after(&moves).promises {
            let holds = knowledge.standing(position(&record, &promise(thing))).holds();
            prop_assert_eq!(holds, state == MemoryStatus::Open);
        }
    }

    #[test]
    fn calls_that_arrive_in_another_order_are_known_alike(
        moves in vec(any_move(), 1..10),
        rotation in 0..10_usize,
    ) {
        let record = play(&moves);
        let told_in_order = told(&record, TODAY);
        let mut shuffled = record.memories.clone();
        let by = rotation % shuffled.len().max(1);
        shuffled.rotate_left(by);
        shuffled.reverse();
        let again = CallerRecord::new(shuffled, record.calls.clone());
        let standings = |record: &CallerRecord| -> BTreeMap<String, String> {
            let knowledge = record.knowledge();
            let memories = record.memories.iter().enumerate();
            memories
                .map(|(position, memory)| {
                    let now = super::played::morning(TODAY);
                    let status = knowledge.status(position, &now).as_str().to_owned();
                    (format!("{} {}", memory.text.as_str(), memory.updated_at), status)
                })
                .collect()
        };
        prop_assert_eq!(standings(&record), standings(&again));
        let lines = |told: &str| -> BTreeSet<String> { told.lines().map(str::to_owned).collect() };
        prop_assert_eq!(lines(&told_in_order).len(), lines(&told(&again, TODAY)).len());
    }
}

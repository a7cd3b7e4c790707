use super::{SAID_AT, assert_table, found};

#[test]
fn days_near_the_call_are_found() {
    assert_table(
        Some("en"),
        &[
            (
                "Luis will be there tomorrow between 8 and 10.",
                "tomorrow between 8 and 10=2026-11-29 08:00",
            ),
            ("tomorrow 8-10 AM", "tomorrow 8-10 AM=2026-11-29 08:00"),
            (
                "Tomorrow at four thirty, okay.",
                "Tomorrow at four thirty=2026-11-29 16:30",
            ),
            (
                "He'll call you tomorrow at 4:30 PM.",
                "tomorrow at 4:30 PM=2026-11-29 16:30",
            ),
            (
                "ready tomorrow after noon",
                "tomorrow after noon=2026-11-29 12:00",
            ),
            ("tomorrow's appointment", "tomorrow=2026-11-29"),
            (
                "the day after tomorrow",
                "the day after tomorrow=2026-11-30",
            ),
            ("Luis was here yesterday", "yesterday=2026-11-27"),
            ("tonight 19:30", "tonight 19:30=2026-11-28 19:30"),
            (
                "I've changed it to six at 7:30 tonight.",
                "at 7:30 tonight=2026-11-28 19:30",
            ),
            (
                "I can have Luis email you both quotes by tonight.",
                "tonight=2026-11-28",
            ),
            (
                "this afternoon at 3",
                "this afternoon at 3=2026-11-28 15:00",
            ),
            ("as of today", "today=2026-11-28"),
            (
                "tomorrow morning at 9",
                "tomorrow morning at 9=2026-11-29 09:00",
            ),
            (
                "Can you do 9 AM tomorrow?",
                "9 AM tomorrow=2026-11-29 09:00",
            ),
        ],
    );
}

#[test]
fn weekdays_are_found() {
    assert_table(
        Some("en"),
        &[
            (
                "I've booked you with Dr. Okafor on Tuesday at 9 a.m. at 12 St. Mark's Ave.",
                "Tuesday at 9 a.m.=2026-12-01 09:00",
            ),
            (
                "Monday at 2 PM, or Saturday for a fee",
                "Monday at 2 PM=2026-11-30 14:00; Saturday=2026-12-05",
            ),
            (
                "I'll hold unit 411 for you until Friday.",
                "Friday=2026-12-04",
            ),
            ("before Friday", "Friday=2026-12-04"),
            (
                "by Friday. Thursday. I'll call Thursday.",
                "Friday=2026-12-04; Thursday=2026-12-03; Thursday=2026-12-03",
            ),
            (
                "someone will come Monday morning",
                "Monday morning=2026-11-30",
            ),
            ("next Tuesday", "next Tuesday=2026-12-01"),
            ("this coming Friday", "this coming Friday=2026-12-04"),
            ("this Saturday", "this Saturday=2026-11-28"),
            ("last Monday", "last Monday=2026-11-23"),
            ("Friday week", "Friday week=2026-12-11"),
            (
                "Tuesday next week at half past three",
                "Tuesday next week at half past three=2026-12-01 15:30",
            ),
            ("next week on Thursday", "next week on Thursday=2026-12-03"),
            ("a week from Thursday", "a week from Thursday=2026-12-10"),
            ("Thursday in two weeks", "Thursday in two weeks=2026-12-17"),
            (
                "I've booked an engineer for Tuesday at three",
                "Tuesday at three=2026-12-01 15:00",
            ),
            (
                "I've put you on the Wednesday route",
                "Wednesday=2026-12-02",
            ),
            (
                "from Monday to Wednesday",
                "Monday to Wednesday=2026-11-30/2026-12-02",
            ),
            ("at nine on Tuesday", "at nine on Tuesday=2026-12-01 09:00"),
            ("on Tuesday with Dr. Lee at 9", "Tuesday=2026-12-01 09:00"),
            ("Friday works. At nine?", "Friday=2026-12-04"),
            ("let's say Sat, Dec 5", "Sat, Dec 5=!2026-12-05"),
        ],
    );
    assert_eq!(
        found("next Tuesday", "2026-11-23T09:00[UTC]", None),
        "next Tuesday=2026-12-01"
    );
}

#[test]
fn dates_are_found() {
    assert_table(
        Some("en"),
        &[
            (
                "Thursday the 12th of November at 3 PM or Tuesday the 10th at 9",
                "Thursday the 12th of November at 3 PM=!2026-11-12 15:00; Tuesday the 10th at 9=2026-11-10 09:00",
            ),
            (
                "Wednesday, December 2nd at 11:30 AM",
                "Wednesday, December 2nd at 11:30 AM=!2026-12-02 11:30",
            ),
            (
                "I can pencil you in for January 16th.",
                "January 16th=!2027-01-16",
            ),
            (
                "You're confirmed for Saturday, October 10th at 7:30.",
                "Saturday, October 10th at 7:30=!2026-10-10 07:30",
            ),
            (
                "Your lease ends December 31st.",
                "December 31st=!2026-12-31",
            ),
            ("on the 15th of next month", "15th of next month=2026-12-15"),
            (
                "the first Monday in December",
                "first Monday in December=!2026-12-07",
            ),
            (
                "the last Friday of the month",
                "last Friday of the month=2026-12-25",
            ),
            ("12/14 at 3pm", "12/14 at 3pm=!2026-12-14 15:00"),
            ("in half an hour", "in half an hour=2026-11-28 15:00"),
            ("in a couple of days", "in a couple of days=2026-11-30"),
            ("Friday at 5 30", "Friday at 5 30=2026-12-04 17:30"),
            (
                "8 AM to 10 AM on 5 December",
                "8 AM to 10 AM on 5 December=!2026-12-05 08:00",
            ),
            ("Mon 9am", "Mon 9am=2026-11-30 09:00"),
            ("10 November", "10 November=!2026-11-10"),
            ("See you on the 10th.", "10th=2026-12-10"),
            ("the 27th", "27th=2026-12-27"),
            ("on the sixteenth", "sixteenth=2026-12-16"),
            ("the first of the month", "first of the month=2026-12-01"),
            (
                "from the 4th to the 8th of December",
                "4th to the 8th of December=!2026-12-04/2026-12-08",
            ),
            (
                "from the 4th to the 8th",
                "4th to the 8th=2026-12-04/2026-12-08",
            ),
            ("December 4-8", "December 4-8=!2026-12-04/2026-12-08"),
            (
                "December 30 to January 2",
                "December 30 to January 2=!2026-12-30/2027-01-02",
            ),
            (
                "between the 4th and the 8th of December",
                "4th and the 8th of December=!2026-12-04/2026-12-08",
            ),
            (
                "born March fourteenth, nineteen fifty-eight",
                "March fourteenth, nineteen fifty-eight=!1958-03-14",
            ),
            (
                "march fourteenth twenty twenty-seven",
                "march fourteenth twenty twenty-seven=!2027-03-14",
            ),
            ("1958-03-14", "1958-03-14=!1958-03-14"),
            ("2026-11-10 09:00", "2026-11-10 09:00=!2026-11-10 09:00"),
            (
                "2026-11-10T09:00:00Z",
                "2026-11-10T09:00:00Z=!2026-11-10 09:00",
            ),
            ("11/30/2026", "11/30/2026=!2026-11-30"),
            ("on 12/3 at 9", "12/3 at 9=!2026-12-03 09:00"),
            ("Dec. 5, 2026", "Dec. 5, 2026=!2026-12-05"),
            ("May 5th", "May 5th=!2027-05-05"),
            ("on the 5th of May", "5th of May=!2027-05-05"),
        ],
    );
}

#[test]
fn further_times_are_found() {
    assert_table(
        Some("en"),
        &[
            (
                "seventy in January, the sixteenth.",
                "January, the sixteenth=!2027-01-16",
            ),
            (
                "my neck has been hurting since Thursday",
                "Thursday=2026-11-26",
            ),
            (
                "in two to three weeks",
                "in two to three weeks=2026-12-12/2026-12-19",
            ),
            ("It was due in October", "October=!2026-10-01/2026-10-31"),
            (
                "July second, fifty-five.",
                "July second, fifty-five=!1955-07-02",
            ),
            (
                "Tuesday between 10 a.m. and noon",
                "Tuesday between 10 a.m. and noon=2026-12-01 10:00",
            ),
            (
                "next Tuesday the 8th at 2",
                "next Tuesday the 8th at 2=2026-12-08 14:00",
            ),
        ],
    );
}

#[test]
fn the_region_tells_the_order_of_day_and_month() {
    assert_eq!(
        found("03/04/2027", SAID_AT, Some("en-US")),
        "03/04/2027=!2027-03-04"
    );
    assert_eq!(
        found("03/04/2027", SAID_AT, Some("en-GB")),
        "03/04/2027=!2027-04-03"
    );
}

#[test]
fn periods_and_counts_are_found() {
    assert_table(
        Some("en"),
        &[
            ("in January", "January=!2027-01-01/2027-01-31"),
            (
                "in the first week of March 2027",
                "first week of March 2027=!2027-03-01/2027-03-07",
            ),
            (
                "I need to reschedule to next week.",
                "next week=2026-11-30/2026-12-06",
            ),
            ("next month", "next month=2026-12-01/2026-12-31"),
            ("next year", "next year=2027-01-01/2027-12-31"),
            ("we moved in last week", "last week=2026-11-16/2026-11-22"),
            ("this weekend", "this weekend=2026-11-28/2026-11-29"),
            ("on the weekend", "weekend=2026-11-28/2026-11-29"),
            (
                "by the end of the month",
                "the end of the month=2026-11-28/2026-11-30",
            ),
            ("end of next week", "end of next week=2026-12-04/2026-12-06"),
            ("in two weeks", "in two weeks=2026-12-12"),
            ("in 3 days", "in 3 days=2026-12-01"),
            ("in a fortnight", "in a fortnight=2026-12-12"),
            ("within five days", "within five days=2026-11-28/2026-12-03"),
            (
                "within two business days",
                "within two business days=2026-11-28/2026-12-01",
            ),
            ("a text within the hour", "within the hour=2026-11-28 15:30"),
            ("three days ago", "three days ago=2026-11-25"),
            (
                "a stent put in two years ago",
                "in two years ago=2024-01-01/2024-12-31",
            ),
            ("two days from now", "two days from now=2026-11-30"),
        ],
    );
}

#[test]
fn what_is_no_time_is_not_found() {
    for text in [
        "I may march there",
        "wait a second",
        "one moment",
        "the first floor",
        "the first thing",
        "12 March Street",
        "on the 1st of every month",
        "sat at the bar",
        "policy 12-34-56",
        "version 10.12",
        "5 to 7 business days",
        "on Wednesdays and Saturdays",
        "every Monday at nine",
        "every second Tuesday and Thursday",
        "from now on",
        "at nine",
        "40 dollars a day",
        "for 30 days",
        "valid for 30 days",
        "202-555-0188",
        "claim number 5518 dash 204",
        "1,640 dollars",
        "24/7",
        "at the light on Fifth and Monroe",
        "May I ask who is calling?",
        "This may take a while",
        "the second one",
        "June called",
        "Mon-Fri",
        "Monday-Friday",
        "Good morning",
        "a 2021 Subaru Outback",
        "in 304",
        "between 180 and 250 dollars",
        "1127 Harlan Street",
        "I'll be back in a minute",
        "month to month",
        "twice a day",
        "Basic 10",
        "90 Quarry Road",
        "he overflows his tub every week",
        "weekend charge",
        "3.5 percent on 1.725",
        "the 3rd floor",
        "10%",
    ] {
        assert_eq!(found(text, SAID_AT, Some("en")), "", "{text}");
    }
}

#[test]
fn weeks_further_on_and_numbers_of_houses_are_told_apart() {
    assert_table(
        Some("en"),
        &[
            (
                "the weekend of December 12th",
                "weekend of December 12th=!2026-12-12/2026-12-13",
            ),
            (
                "Any room on the weekend of the 19th?",
                "weekend of the 19th=2026-12-19/2026-12-20",
            ),
            (
                "the week of December 7th",
                "week of December 7th=!2026-12-07/2026-12-13",
            ),
            ("the Friday after next", "Friday after next=2026-12-11"),
            (
                "the week after next",
                "week after next=2026-12-07/2026-12-13",
            ),
            (
                "Tuesday the week after next at nine",
                "Tuesday the week after next at nine=2026-12-08 09:00",
            ),
            ("the neighbor from the 9th has a key", ""),
        ],
    );
}

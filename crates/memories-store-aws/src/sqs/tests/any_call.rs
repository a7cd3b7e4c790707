//! Calls with anything in every field. A field or variant that is added to the domain does not
//! compile here until it has values, so that none is lost on the way to the worker.

use jiff::{Timestamp, tz::TimeZone};
use memories_domain::{
    AgentId, Call, CallOutcome, CallerId, CollectedFact, ConversationId, Evaluation, Platform,
    PrivateText, ProfileKey, ProfileValue, ProjectId, Scope, Speaker, Turn, ports::ScopedCall,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

pub(super) fn any_scoped_call() -> impl Strategy<Value = ScopedCall> {
    let number = "\\+120255501[0-9]{2}".prop_map(|number| CallerId::parse(&number, None).unwrap());
    (any_scope(), option::of(number), any_call()).prop_map(|(scope, called_from, call)| {
        ScopedCall {
            scope,
            called_from,
            call,
        }
    })
}

fn any_scope() -> impl Strategy<Value = Scope> {
    let caller = prop_oneof![
        "\\+120255501[0-9]{2}",
        "customer-[0-9]{1,6}",
        "Zoë [a-z]{3}"
    ];
    (
        "[a-z]{1,8}",
        caller.prop_map(|id| CallerId::parse(&id, None).unwrap()),
        option::of(any_agent()),
    )
        .prop_map(|(project, caller, agent)| Scope {
            project: ProjectId::parse(&project).unwrap(),
            caller,
            agent,
        })
}

fn any_call() -> impl Strategy<Value = Call> {
    let ids = (
        "[A-Za-z0-9_:-]{1,40}".prop_map(|id| conversation(&id)),
        option::of(any_agent()),
    );
    let times = (any_time(), any::<u64>(), option::of(any_zone()));
    let kind = (
        option::of(any::<String>()),
        any_outcome(),
        any::<bool>(),
        any::<bool>(),
    );
    let texts = (
        vec(any_turn(), 0..4),
        option::of(any_text()),
        option::of(any_text()),
        vec(any_text(), 0..3),
    );
    let analysis = (vec(any_evaluation(), 0..3), vec(any_fact(), 0..4));
    (ids, times, kind, texts, analysis).prop_map(
        |(
            (conversation_id, agent_id),
            (started_at, duration_secs, time_zone),
            (language, outcome, caller_spoke, machine_answered),
            (turns, summary, title, injected_context),
            (evaluations, collected),
        )| Call {
            conversation_id,
            agent_id,
            started_at,
            duration_secs,
            language,
            time_zone,
            outcome,
            caller_spoke,
            turns,
            summary,
            title,
            evaluations,
            collected,
            injected_context,
            machine_answered,
        },
    )
}

fn conversation(id: &str) -> ConversationId {
    ConversationId::new(Platform::ElevenLabs, id).unwrap()
}

fn any_agent() -> impl Strategy<Value = AgentId> {
    "[A-Za-z0-9_-]{1,40}".prop_map(|id| AgentId::new(Platform::ElevenLabs, &id).unwrap())
}

fn any_text() -> impl Strategy<Value = PrivateText> {
    any::<String>().prop_map(PrivateText::from)
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    (0_i64..4_000_000_000, 0_i32..1_000_000_000)
        .prop_map(|(seconds, nanoseconds)| Timestamp::new(seconds, nanoseconds).unwrap())
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    select(vec![
        "UTC",
        "Europe/Berlin",
        "America/Sao_Paulo",
        "Asia/Kolkata",
    ])
    .prop_map(|name| TimeZone::get(name).unwrap())
}

fn any_outcome() -> impl Strategy<Value = CallOutcome> {
    let outcomes = vec![
        CallOutcome::Answered,
        CallOutcome::Voicemail,
        CallOutcome::Unanswered,
        CallOutcome::Failed,
        CallOutcome::InProgress,
    ];
    for outcome in &outcomes {
        match outcome {
            CallOutcome::Answered
            | CallOutcome::Voicemail
            | CallOutcome::Unanswered
            | CallOutcome::Failed
            | CallOutcome::InProgress => {}
        }
    }
    select(outcomes)
}

fn any_turn() -> impl Strategy<Value = Turn> {
    let speaker = select(vec![Speaker::Caller, Speaker::Agent]);
    (speaker, any_text()).prop_map(|(speaker, text)| Turn { speaker, text })
}

fn any_evaluation() -> impl Strategy<Value = Evaluation> {
    (any::<String>(), any_text()).prop_map(|(criterion, rationale)| Evaluation {
        criterion,
        rationale,
    })
}

fn any_fact() -> impl Strategy<Value = CollectedFact> {
    let key = "[a-z][a-z0-9_]{0,20}".prop_filter_map("a name", |name| ProfileKey::parse(&name));
    let fraction = prop::num::f64::NORMAL.prop_filter_map("a number", serde_json::Number::from_f64);
    let value = prop_oneof![
        any::<bool>().prop_map(ProfileValue::Bool),
        any::<i64>().prop_map(|number| ProfileValue::Number(number.into())),
        fraction.prop_map(ProfileValue::Number),
        any_text().prop_map(ProfileValue::Text),
    ];
    (key, value).prop_map(|(key, value)| CollectedFact { key, value })
}

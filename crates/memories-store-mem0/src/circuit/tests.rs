use super::*;

const LONG: Duration = Duration::from_mins(1);

/// Opens after two failures; the first pause is over at once.
fn circuit(first_pause: Duration) -> Circuit {
    Circuit::new(CircuitSettings {
        failures: 2,
        first_pause,
        longest_pause: LONG,
        probe_timeout: Duration::from_secs(1),
    })
}

fn opened(first_pause: Duration) -> Circuit {
    let circuit = circuit(first_pause);
    for _ in 0..2 {
        circuit.enter(LONG).unwrap().failed();
    }
    circuit
}

#[test]
fn it_opens_after_failures_in_a_row_and_then_refuses_at_once() {
    let circuit = circuit(LONG);
    circuit.enter(LONG).unwrap().failed();
    circuit.enter(LONG).unwrap().succeeded();
    circuit.enter(LONG).unwrap().failed();
    assert_eq!(circuit.state(), CircuitState::Closed);
    circuit.enter(LONG).unwrap().failed();
    assert!(matches!(circuit.state(), CircuitState::Open { retry_in } if retry_in <= LONG));
    assert_eq!(circuit.enter(LONG).unwrap_err(), Refused);
}

#[test]
fn half_open_one_request_tries_and_has_little_time() {
    let circuit = opened(Duration::ZERO);
    assert_eq!(circuit.state(), CircuitState::HalfOpen);
    let probe = circuit.enter(LONG).unwrap();
    assert_eq!(probe.limit(), Duration::from_secs(1));
    assert_eq!(circuit.enter(LONG).unwrap_err(), Refused);
    probe.succeeded();
    assert_eq!(circuit.state(), CircuitState::Closed);
    assert_eq!(circuit.enter(LONG).unwrap().limit(), LONG);
}

#[test]
fn a_probe_that_fails_doubles_the_pause() {
    let circuit = opened(Duration::from_nanos(1));
    while circuit.state() != CircuitState::HalfOpen {}
    circuit.enter(LONG).unwrap().failed();
    let State::Open { tries, .. } = circuit.lock().state else {
        panic!("it is open again");
    };
    assert_eq!(circuit.settings.pause(tries), Duration::from_nanos(2));
}

#[test]
fn a_pause_is_never_longer_than_the_longest() {
    let settings = circuit(Duration::from_secs(40)).settings;
    assert_eq!([1, 40].map(|tries| settings.pause(tries)), [LONG, LONG]);
}

#[test]
fn a_platform_that_came_back_slower_is_given_the_time_it_takes() {
    let circuit = opened(Duration::ZERO);
    let limits = [(); 4].map(|()| {
        let probe = circuit.enter(Duration::from_secs(5)).unwrap();
        let limit = probe.limit();
        probe.failed();
        limit
    });
    assert_eq!(limits, [1, 2, 4, 5].map(Duration::from_secs));
    circuit.enter(LONG).unwrap().succeeded();
    assert_eq!(circuit.state(), CircuitState::Closed);
}

#[test]
fn a_request_that_was_given_up_early_tells_nothing() {
    let circuit = opened(Duration::ZERO);
    drop(circuit.enter(LONG).unwrap());
    assert_eq!(circuit.state(), CircuitState::HalfOpen);
    circuit.enter(LONG).unwrap().succeeded();
    for _ in 0..5 {
        drop(circuit.enter(LONG).unwrap());
    }
    assert_eq!(circuit.state(), CircuitState::Closed);
}

#[test]
fn a_request_that_was_given_up_at_its_deadline_is_a_failure() {
    let circuit = circuit(LONG);
    for _ in 0..2 {
        drop(circuit.enter(Duration::ZERO).unwrap());
    }
    assert!(matches!(circuit.state(), CircuitState::Open { .. }));
}

#[test]
fn late_failures_of_earlier_requests_do_not_disturb_the_one_that_tries() {
    let circuit = circuit(Duration::ZERO);
    let early = circuit.enter(LONG).unwrap();
    for _ in 0..2 {
        circuit.enter(LONG).unwrap().failed();
    }
    let probe = circuit.enter(LONG).unwrap();
    early.failed();
    probe.succeeded();
    assert_eq!(circuit.state(), CircuitState::Closed);
}

#[test]
fn a_recent_success_is_remembered_until_something_fails() {
    let circuit = circuit(LONG);
    assert!(!circuit.succeeded_within(LONG));
    circuit.enter(LONG).unwrap().succeeded();
    assert!(circuit.succeeded_within(LONG));
    assert!(!circuit.succeeded_within(Duration::ZERO));
    circuit.enter(LONG).unwrap().failed();
    assert!(!circuit.succeeded_within(LONG));
}

#[test]
fn a_refusal_closes_the_circuit_and_vouches_for_nothing() {
    let circuit = opened(Duration::ZERO);
    circuit.enter(LONG).unwrap().refused();
    assert_eq!(circuit.state(), CircuitState::Closed);
    assert!(!circuit.succeeded_within(LONG));
}

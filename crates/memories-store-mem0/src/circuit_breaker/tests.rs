use super::*;

const LONG: Duration = Duration::from_mins(1);

/// Opens after two failures.
fn closed_breaker(min_open: Duration) -> CircuitBreaker {
    CircuitBreaker::new(CircuitBreakerConfig {
        failure_threshold: 2,
        min_open,
        max_open: LONG,
        probe_timeout: Duration::from_secs(1),
    })
}

fn open_breaker(min_open: Duration) -> CircuitBreaker {
    let breaker = closed_breaker(min_open);
    for _ in 0..2 {
        breaker.acquire(LONG).unwrap().failed();
    }
    breaker
}

#[test]
fn it_opens_after_failures_in_a_row_and_then_rejects_requests() {
    let breaker = closed_breaker(LONG);
    breaker.acquire(LONG).unwrap().failed();
    breaker.acquire(LONG).unwrap().succeeded();
    breaker.acquire(LONG).unwrap().failed();
    assert_eq!(breaker.state(), CircuitState::Closed);
    breaker.acquire(LONG).unwrap().failed();
    assert!(matches!(breaker.state(), CircuitState::Open { retry_in } if retry_in <= LONG));
    assert_eq!(breaker.acquire(LONG).unwrap_err(), CircuitOpen);
}

#[test]
fn while_half_open_one_request_probes_with_a_short_timeout() {
    let breaker = open_breaker(Duration::ZERO);
    assert_eq!(breaker.state(), CircuitState::HalfOpen);
    let probe = breaker.acquire(LONG).unwrap();
    assert_eq!(probe.timeout(), Duration::from_secs(1));
    assert_eq!(breaker.acquire(LONG).unwrap_err(), CircuitOpen);
    probe.succeeded();
    assert_eq!(breaker.state(), CircuitState::Closed);
    assert_eq!(breaker.acquire(LONG).unwrap().timeout(), LONG);
}

#[test]
fn a_failed_probe_doubles_the_open_interval() {
    let breaker = open_breaker(Duration::from_nanos(1));
    while breaker.state() != CircuitState::HalfOpen {}
    breaker.acquire(LONG).unwrap().failed();
    let State::Open { failed_probes, .. } = breaker.lock().state else {
        panic!("the circuit is open again");
    };
    assert_eq!(
        breaker.config.open_interval(failed_probes),
        Duration::from_nanos(2)
    );
}

#[test]
fn the_open_interval_has_a_maximum() {
    let config = closed_breaker(Duration::from_secs(40)).config;
    let intervals = [1, 40].map(|failed_probes| config.open_interval(failed_probes));
    assert_eq!(intervals, [LONG, LONG]);
}

#[test]
fn the_probe_timeout_doubles_up_to_the_timeout_of_the_request() {
    let breaker = open_breaker(Duration::ZERO);
    let timeouts = [(); 4].map(|()| {
        let probe = breaker.acquire(Duration::from_secs(5)).unwrap();
        let timeout = probe.timeout();
        probe.failed();
        timeout
    });
    assert_eq!(timeouts, [1, 2, 4, 5].map(Duration::from_secs));
    breaker.acquire(LONG).unwrap().succeeded();
    assert_eq!(breaker.state(), CircuitState::Closed);
}

#[test]
fn a_request_that_is_cancelled_early_does_not_count() {
    let breaker = open_breaker(Duration::ZERO);
    drop(breaker.acquire(LONG).unwrap());
    assert_eq!(breaker.state(), CircuitState::HalfOpen);
    breaker.acquire(LONG).unwrap().succeeded();
    for _ in 0..5 {
        drop(breaker.acquire(LONG).unwrap());
    }
    assert_eq!(breaker.state(), CircuitState::Closed);
}

#[test]
fn a_request_that_is_cancelled_at_its_deadline_is_a_failure() {
    let breaker = closed_breaker(LONG);
    for _ in 0..2 {
        drop(breaker.acquire(Duration::ZERO).unwrap());
    }
    assert!(matches!(breaker.state(), CircuitState::Open { .. }));
}

#[test]
fn late_failures_of_earlier_requests_do_not_disturb_the_probe() {
    let breaker = closed_breaker(Duration::ZERO);
    let early = breaker.acquire(LONG).unwrap();
    for _ in 0..2 {
        breaker.acquire(LONG).unwrap().failed();
    }
    let probe = breaker.acquire(LONG).unwrap();
    early.failed();
    probe.succeeded();
    assert_eq!(breaker.state(), CircuitState::Closed);
}

#[test]
fn a_recent_success_counts_until_a_request_fails() {
    let breaker = closed_breaker(LONG);
    assert!(!breaker.succeeded_within(LONG));
    breaker.acquire(LONG).unwrap().succeeded();
    assert!(breaker.succeeded_within(LONG));
    assert!(!breaker.succeeded_within(Duration::ZERO));
    breaker.acquire(LONG).unwrap().failed();
    assert!(!breaker.succeeded_within(LONG));
}

#[test]
fn a_rejected_request_closes_the_circuit_but_is_no_success() {
    let breaker = open_breaker(Duration::ZERO);
    breaker.acquire(LONG).unwrap().rejected();
    assert_eq!(breaker.state(), CircuitState::Closed);
    assert!(!breaker.succeeded_within(LONG));
}

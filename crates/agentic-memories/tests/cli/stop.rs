use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
};

use super::{
    finished_call::{FinishedCall, HMAC_KEY, deliver},
    sandbox::Sandbox,
};

/// Acknowledgements before the service is terminated.
const STOP_AFTER: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_terminated_service_processes_what_it_acknowledged_and_succeeds() {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", HMAC_KEY);
    let service = sandbox.serve();
    let calls: Vec<_> = (0..STOP_AFTER * 2).map(FinishedCall).collect();
    let acknowledged = deliver(&service.url, &calls, STOP_AFTER, || service.terminate()).await;
    assert_eq!(service.wait().code(), Some(0));

    let events = sandbox
        .run(&["inbox", "list", "--limit", "1000", "--json"])
        .json();
    let states: BTreeMap<&str, &str> = events
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            (
                event["conversation"].as_str().unwrap(),
                event["state"].as_str().unwrap(),
            )
        })
        .collect();
    for call in acknowledged {
        assert_eq!(
            states.get(call.conversation().as_str()),
            Some(&"ingested"),
            "{call:?}"
        );
    }
}

#[test]
fn a_second_signal_does_not_wait_for_a_request_that_never_ends() {
    let sandbox = Sandbox::new();
    let service = sandbox.serve();
    let address = service.url.strip_prefix("http://").unwrap().to_owned();
    let mut endless = TcpStream::connect(&address).unwrap();
    write!(
        endless,
        "POST /post-call HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"
    )
    .unwrap();
    let mut line = String::new();
    BufReader::new(&endless).read_line(&mut line).unwrap();
    assert!(
        line.contains("100"),
        "the service waits for the body: {line:?}"
    );

    service.terminate();
    // The first signal closes the port; a second one before that could be merged with it.
    while TcpStream::connect(&address).is_ok() {}
    service.terminate();
    assert_eq!(service.wait().code(), Some(1));
}

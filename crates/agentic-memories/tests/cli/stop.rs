use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Write},
    net::TcpStream,
};

use futures::{StreamExt, stream};

use super::{
    finished_call::{FinishedCall, HMAC_KEY, client},
    sandbox::Sandbox,
};

/// Calls that are delivered at the same time.
const AT_ONCE: usize = 16;
/// Acknowledgements after which the service is asked to stop.
const STOP_AFTER: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_service_asked_to_stop_learns_what_it_acknowledged_and_ends_well() {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", HMAC_KEY);
    let service = sandbox.serve();
    let (client, url) = (client(), service.url.clone());
    let mut deliveries = stream::iter((0..STOP_AFTER * 2).map(FinishedCall))
        .map(|call| {
            let (client, url) = (&client, &url);
            async move { (call, call.deliver(client, url).await) }
        })
        .buffer_unordered(AT_ONCE);
    let mut acknowledged = BTreeSet::new();
    while let Some((call, was_acknowledged)) = deliveries.next().await {
        if was_acknowledged {
            acknowledged.insert(call);
            if acknowledged.len() == STOP_AFTER {
                service.ask_to_stop();
            }
        }
    }
    drop(deliveries);
    drop(client);
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
            Some(&"learned"),
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

    service.ask_to_stop();
    // The first signal closes the port; only then can the second one be told from it.
    while TcpStream::connect(&address).is_ok() {}
    service.ask_to_stop();
    assert_eq!(service.wait().code(), Some(1));
}

//! A function that does what its event says, for the tests of the emulator.
#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "what a function must not do is tried out here"
)]

use std::{
    env,
    io::{self, Read, Write},
    net::TcpStream,
    process,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use lambda_extension::{Extension, LambdaEvent as ExtensionEvent, NextEvent};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::Notify,
    time::sleep,
};

/// What to do.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    /// Reply with this and with what came with the event.
    Echo(Value),
    /// Reply with so many bytes.
    Large(usize),
    /// Report an error.
    Fail,
    /// Panic, which the runtime reports.
    Panic,
    /// End the process with this code.
    Die(i32),
    /// Never reply.
    Hang,
    /// Reply, and go on counting and writing in the background.
    CountAfterReply,
    /// Reply once the background has counted this many more.
    Counted(u64),
    /// Reply, and leave a job to the extension.
    LeaveToExtension,
}

#[derive(Default)]
struct Sample {
    count: AtomicU64,
    left: Notify,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    println!("sample starts");
    let sample = Arc::new(Sample::default());
    match env::var("SAMPLE").as_deref() {
        Ok("cannot start") => report_init_error()?,
        Ok("hangs") => std::future::pending().await,
        Ok("ends") => process::exit(7),
        Ok("extension") => with_extension(Arc::clone(&sample)).await?,
        _ => {}
    }
    let answer = async |event: LambdaEvent<Event>| sample.answer(event).await;
    lambda_runtime::run(service_fn(answer)).await
}

impl Sample {
    async fn answer(self: &Arc<Self>, event: LambdaEvent<Event>) -> Result<Value, Error> {
        let context = event.context;
        match event.payload {
            Event::Echo(echo) => Ok(json!({
                "echo": echo,
                "request_id": context.request_id,
                "deadline": context.deadline,
                "arn": context.invoked_function_arn,
                "trace_id": context.xray_trace_id,
                "environment": env::vars().collect::<std::collections::BTreeMap<_, _>>(),
            })),
            Event::Large(bytes) => Ok(json!("x".repeat(bytes))),
            Event::Fail => Err("as it was told to".into()),
            Event::Panic => panic!("as it was told to"),
            Event::Die(code) => process::exit(code),
            Event::Hang => std::future::pending().await,
            Event::CountAfterReply => {
                tokio::spawn(Arc::clone(self).count());
                Ok(Value::Null)
            }
            Event::Counted(more) => {
                let goal = self.count.load(Ordering::Relaxed) + more;
                while self.count.load(Ordering::Relaxed) < goal {
                    sleep(Duration::from_millis(1)).await;
                }
                Ok(Value::Null)
            }
            Event::LeaveToExtension => {
                self.left.notify_one();
                Ok(json!("not done yet"))
            }
        }
    }

    async fn count(self: Arc<Self>) {
        loop {
            let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
            println!("counted {count}");
            sleep(Duration::from_millis(1)).await;
        }
    }
}

/// Registers an extension that does what was left to it after the reply, and
/// writes a line when it is asked to end.
async fn with_extension(sample: Arc<Sample>) -> Result<(), Error> {
    let work = service_fn(move |event: ExtensionEvent| {
        let sample = Arc::clone(&sample);
        async move {
            if matches!(event.next, NextEvent::Invoke(_)) {
                sample.left.notified().await;
                sleep(Duration::from_millis(20)).await;
                println!("the extension did what was left to it");
            }
            Ok::<_, Error>(())
        }
    });
    let extension = Extension::new()
        .with_extension_name("sample")
        .with_events(&["INVOKE"])
        .with_events_processor(work)
        .register()
        .await?;
    tokio::spawn(extension.run());
    let mut asked = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        asked.recv().await;
        println!("sample ends");
        process::exit(0);
    });
    Ok(())
}

/// What runtimes of other languages do when they cannot load their handler.
fn report_init_error() -> io::Result<()> {
    let api = env::var("AWS_LAMBDA_RUNTIME_API").unwrap_or_default();
    let mut connection = TcpStream::connect(&api)?;
    let body = json!({"errorType": "Sample.CannotStart", "errorMessage": "SAMPLE says so"});
    let body = body.to_string();
    write!(
        connection,
        "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nhost: {api}\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    connection.read_to_string(&mut String::new())?;
    eprintln!("sample cannot start");
    process::exit(1)
}

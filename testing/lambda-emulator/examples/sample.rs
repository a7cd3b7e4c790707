//! A function that performs the action in its event, for the tests of the emulator.
#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests the handling of panics and output"
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

/// The action to perform.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    /// Reply with this value, the event's context and the environment.
    Echo(Value),
    /// Reply with this many bytes.
    Large(usize),
    /// Report an error.
    Fail,
    /// Panic; the runtime reports it.
    Panic,
    /// Exit with this code.
    Exit(i32),
    /// Never reply.
    Hang,
    /// Reply, and continue counting and printing in the background.
    CountAfterReply,
    /// Reply after the background task has counted this many more.
    WaitForCount(u64),
    /// Reply, and defer work to the extension.
    DeferToExtension,
}

#[derive(Default)]
struct Sample {
    count: AtomicU64,
    deferred: Notify,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    println!("sample starting");
    let sample = Arc::new(Sample::default());
    match env::var("SAMPLE").as_deref() {
        Ok("init error") => report_init_error()?,
        Ok("hangs") => std::future::pending().await,
        Ok("exits") => process::exit(7),
        Ok("extension") => with_extension(Arc::clone(&sample)).await?,
        _ => {}
    }
    let handler = async |event: LambdaEvent<Event>| sample.handle(event).await;
    lambda_runtime::run(service_fn(handler)).await
}

impl Sample {
    async fn handle(self: &Arc<Self>, event: LambdaEvent<Event>) -> Result<Value, Error> {
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
            Event::Fail => Err("on request".into()),
            Event::Panic => panic!("on request"),
            Event::Exit(code) => process::exit(code),
            Event::Hang => std::future::pending().await,
            Event::CountAfterReply => {
                tokio::spawn(Arc::clone(self).count());
                Ok(Value::Null)
            }
            Event::WaitForCount(more) => {
                let goal = self.count.load(Ordering::Relaxed) + more;
                while self.count.load(Ordering::Relaxed) < goal {
                    sleep(Duration::from_millis(1)).await;
                }
                Ok(Value::Null)
            }
            Event::DeferToExtension => {
                self.deferred.notify_one();
                Ok(json!("deferred"))
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

/// Registers an extension that performs deferred work after the reply and prints a
/// line on `SIGTERM`.
async fn with_extension(sample: Arc<Sample>) -> Result<(), Error> {
    let processor = service_fn(move |event: ExtensionEvent| {
        let sample = Arc::clone(&sample);
        async move {
            if matches!(event.next, NextEvent::Invoke(_)) {
                sample.deferred.notified().await;
                sleep(Duration::from_millis(20)).await;
                println!("extension finished the deferred work");
            }
            Ok::<_, Error>(())
        }
    });
    let extension = Extension::new()
        .with_extension_name("sample")
        .with_events(&["INVOKE"])
        .with_events_processor(processor)
        .register()
        .await?;
    tokio::spawn(extension.run());
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        terminate.recv().await;
        println!("sample exiting");
        process::exit(0);
    });
    Ok(())
}

/// Reports an initialisation error, as runtimes of other languages do if they cannot load
/// the handler.
fn report_init_error() -> io::Result<()> {
    let api = env::var("AWS_LAMBDA_RUNTIME_API").unwrap_or_default();
    let mut connection = TcpStream::connect(&api)?;
    let body = json!({"errorType": "Sample.InitError", "errorMessage": "requested by SAMPLE"});
    let body = body.to_string();
    write!(
        connection,
        "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nhost: {api}\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    connection.read_to_string(&mut String::new())?;
    eprintln!("sample failed to initialise");
    process::exit(1)
}

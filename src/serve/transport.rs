//! HTTP for one author's browser: requests in, answers out.
//!
//! `tiny_http` speaks the protocol; what is around it here makes up for five
//! things that it leaves to chance:
//! - its sockets wait for acknowledgements between small packets, so the
//!   listener is opened here with that switched off;
//! - it keeps connections open and lets them wait behind one another, so every
//!   answer closes its connection, and a watchdog knocks now and then: a new
//!   connection is what frees those that were left waiting;
//! - it stops for good when the system has no more file handles, so it is
//!   started again;
//! - it writes for as long as a client cares to read, so each answer has a
//!   thread of its own and each write a time limit.
//!
//! Absent on purpose: what is answered. See `answer`.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, Socket, Type};

/// How many answers may be under way at once; more are turned away.
const MOST_ANSWERS: usize = 512;
/// How long a client may leave a full buffer unread.
const WRITE_LIMIT: Duration = Duration::from_secs(5);
/// How often the watchdog knocks while somebody is there, and otherwise.
const KNOCKS: (Duration, Duration) = (Duration::from_millis(50), Duration::from_millis(500));
/// How long after a request somebody is taken to be there.
const PRESENCE: Duration = Duration::from_secs(10);
/// How long the server waits before it starts again.
const PAUSE: Duration = Duration::from_millis(100);
/// After how long without a knock it is taken to have stopped.
const SILENCE: Duration = Duration::from_secs(3);
/// The address that the watchdog asks for.
const KNOCK: &str = "/__coursewright/knock";

/// What a browser asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub verb: Verb,
    /// The address as it was sent: encoded, with its query.
    pub target: String,
    pub host: Option<String>,
    pub range: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Get,
    Head,
    Other,
}

/// What it is given.
pub(super) struct Answer {
    pub status: u16,
    /// The content type.
    pub kind: &'static str,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    pub body: Body,
}

/// What follows the headers.
pub(super) enum Body {
    Bytes(Vec<u8>),
    /// So many bytes of a file, from an offset.
    File(File, u64, u64),
    /// What this writes, until it fails.
    Stream(Stream),
}

/// Writes to a client until it cannot.
pub(super) type Stream = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send>;

impl Answer {
    pub fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, headers: Vec::new(), body: Body::Bytes(body.into()) }
    }

    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Opens `address` for browsers.
pub(super) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    // Elsewhere than on Unix this would let two previews share an address.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    // Connections inherit both. A limit for reading would be inherited too, and
    // make the listener itself fail when nobody calls for that long.
    socket.set_tcp_nodelay(true)?;
    socket.set_write_timeout(Some(WRITE_LIMIT))?;
    socket.bind(&address.into())?;
    socket.listen(1024)?;
    Ok(socket.into())
}

/// Answers what comes to `listener`, on threads of its own and for ever.
pub(super) fn start(
    listener: TcpListener,
    answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
) -> io::Result<()> {
    let seen = watch_over(listener.local_addr()?)?;
    let desk = Desk { answer: Arc::new(answer), busy: Arc::new(AtomicUsize::new(0)), seen };
    thread::Builder::new().name("desk".into()).spawn(move || {
        loop {
            // When this fails or ends, the system was out of file handles. Some
            // will be free soon. It also ends without a word, so silence counts:
            // the watchdog knocks more often than that.
            if let Ok(listener) = listener.try_clone()
                && let Ok(server) = tiny_http::Server::from_listener(listener, None)
            {
                while let Ok(Some(request)) = server.recv_timeout(SILENCE) {
                    desk.take(request);
                }
            }
            thread::sleep(PAUSE);
        }
    })?;
    Ok(())
}

/// Starts the watchdog. It is told of each request through the channel.
fn watch_over(mut address: SocketAddr) -> io::Result<Sender<()>> {
    if address.ip().is_unspecified() {
        let here =
            if address.is_ipv4() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { Ipv6Addr::LOCALHOST.into() };
        address.set_ip(here);
    }
    let (seen, requests) = mpsc::channel();
    thread::Builder::new().name("watchdog".into()).spawn(move || {
        let mut last = Instant::now();
        loop {
            let pause = if last.elapsed() < PRESENCE { KNOCKS.0 } else { KNOCKS.1 };
            match requests.recv_timeout(pause) {
                Ok(()) => {
                    last = Instant::now();
                    thread::sleep(KNOCKS.0);
                    while requests.try_recv().is_ok() {}
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            // Nobody waits for the answer, and a knock that fails is followed by the next.
            if let Ok(mut stream) = TcpStream::connect_timeout(&address, KNOCKS.1) {
                let _ = stream.write_all(format!("GET {KNOCK} HTTP/1.0\r\n\r\n").as_bytes());
            }
        }
    })?;
    Ok(seen)
}

/// Where requests are taken and each is given to a thread.
struct Desk<A> {
    answer: Arc<A>,
    busy: Arc<AtomicUsize>,
    seen: Sender<()>,
}

impl<A: Fn(&Request) -> Answer + Send + Sync + 'static> Desk<A> {
    fn take(&self, request: tiny_http::Request) {
        if request.url() == KNOCK {
            return hand_over(request, Verb::Get, Answer::text(200, ""));
        }
        // The watchdog never ends.
        let _ = self.seen.send(());
        let turn = Turn::take(&self.busy);
        if self.busy.load(Ordering::Relaxed) > MOST_ANSWERS {
            return hand_over(request, Verb::Get, Answer::text(503, "Too many connections at once."));
        }
        let answer = Arc::clone(&self.answer);
        // Without a thread for it the request is dropped, which answers 500.
        let _ = thread::Builder::new().name("answer".into()).spawn(move || {
            let _turn = turn;
            let asked = understood(&request);
            let answer = answer(&asked);
            hand_over(request, asked.verb, answer);
        });
    }
}

/// Counts an answer for as long as it is under way.
struct Turn(Arc<AtomicUsize>);

impl Turn {
    fn take(busy: &Arc<AtomicUsize>) -> Self {
        busy.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(busy))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn understood(request: &tiny_http::Request) -> Request {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    Request {
        verb: match request.method() {
            tiny_http::Method::Get => Verb::Get,
            tiny_http::Method::Head => Verb::Head,
            _ => Verb::Other,
        },
        target: request.url().to_owned(),
        host: header("Host"),
        range: header("Range"),
    }
}

/// Sends an answer. A client that went away has nothing to be told.
fn hand_over(request: tiny_http::Request, verb: Verb, answer: Answer) {
    let mut client = request.into_writer();
    let _ = send(&mut client, verb, answer).and_then(|()| client.flush());
}

fn send(client: &mut impl Write, verb: Verb, answer: Answer) -> io::Result<()> {
    write!(
        client,
        "HTTP/1.1 {} {}\r\n\
         Content-Type: {}\r\n\
         Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Connection: close\r\n",
        answer.status,
        tiny_http::StatusCode(answer.status).default_reason_phrase(),
        answer.kind
    )?;
    for (name, value) in &answer.headers {
        write!(client, "{name}: {value}\r\n")?;
    }
    match &answer.body {
        Body::Bytes(bytes) => write!(client, "Content-Length: {}\r\n", bytes.len())?,
        Body::File(_, _, length) => write!(client, "Content-Length: {length}\r\n")?,
        Body::Stream(_) => {}
    }
    client.write_all(b"\r\n")?;
    if verb == Verb::Head {
        return Ok(());
    }
    match answer.body {
        Body::Bytes(bytes) => client.write_all(&bytes),
        Body::File(mut file, start, length) => {
            file.seek(SeekFrom::Start(start))?;
            io::copy(&mut file.take(length), client).map(drop)
        }
        Body::Stream(stream) => {
            client.flush()?;
            stream(client)
        }
    }
}

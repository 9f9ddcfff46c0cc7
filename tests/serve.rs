//! The preview over real sockets and a real disk, without a browser. What is
//! built is a toy, so that only the preview itself is tested.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use coursewright::diag::{Diagnostic, Example, Rule, Severity};
use coursewright::serve::{News, Options, Server, Site};
use coursewright::site::{Content, OutPath};
use coursewright::source::{Place, SourceTree};
use serde_json::Value;
use tempfile::TempDir;

static FAULT: Rule = Rule {
    code: "fault",
    severity: Severity::Error,
    explain: "A toy.",
    example: Example { wrong: "", right: "" },
};

/// Each `content/NAME.md` becomes the page `NAME.html`, other files are copied,
/// style sheets of themes are put together. `FAULT` in a file is an error;
/// `BROKEN` makes a page that cannot be rendered.
struct Toy {
    tree: SourceTree,
    diagnostics: Vec<Diagnostic>,
}

impl Toy {
    fn new(tree: &SourceTree) -> Self {
        let faulty = tree.iter().filter(|source| source.as_text().contains("FAULT"));
        let diagnostics = faulty
            .map(|source| Diagnostic::new(&FAULT, Place::File(source.path.clone()), "it is faulty"))
            .collect();
        Self { tree: tree.clone(), diagnostics }
    }
}

impl Site for Toy {
    fn file(&self, at: &OutPath) -> Option<Result<Content, Box<Diagnostic>>> {
        if at.as_str() == "assets/style.css" {
            let sheets = self.tree.iter().filter(|source| source.path.extension() == "css");
            let text: String = sheets.map(coursewright::source::Source::as_text).collect();
            return Some(Ok(Content::Bytes(text.into())));
        }
        self.tree.iter().find_map(|source| {
            let name = source.path.as_str().strip_prefix("content/")?;
            if source.path.extension() != "md" {
                return (name == at.as_str()).then(|| Ok(Content::Copy(source.path.clone())));
            }
            let name = name.strip_suffix(".md")?;
            (format!("{name}.html") == at.as_str()).then(|| {
                let text = source.as_text();
                if text.contains("BROKEN") {
                    let finding = Diagnostic::new(&FAULT, Place::File(source.path.clone()), "no such <word>");
                    return Err(Box::new(finding));
                }
                Ok(Content::Bytes(format!("<!doctype html><head><meta charset=utf-8></head>{text}").into()))
            })
        })
    }

    fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

struct Preview {
    root: TempDir,
    address: SocketAddr,
}

/// Previews a project with the given files.
fn preview(files: &[(&str, &str)]) -> Preview {
    preview_with(files, |_| {})
}

fn preview_with(files: &[(&str, &str)], change: impl FnOnce(&mut Options)) -> Preview {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), files);
    let mut options = Options { root: root.path().to_owned(), port: Some(0), ..Options::default() };
    change(&mut options);
    let server = Server::open(&options).unwrap();
    let address = server.address();
    let (ready, is_ready) = std::sync::mpsc::channel();
    thread::spawn(move || {
        server.run(Toy::new, |news| {
            if let News::Ready(_) = news {
                ready.send(()).unwrap();
            }
        })
    });
    is_ready.recv_timeout(Duration::from_secs(10)).unwrap();
    Preview { root, address }
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let at = root.join(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(at, text).unwrap();
    }
}

/// An answer: its status, its head and its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut head).unwrap(), 0, "no answer to {request:?}, only {head:?}");
        }
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let length: u64 = length.unwrap().parse().unwrap();
        let mut body = Vec::new();
        if !request.starts_with("HEAD") {
            reader.take(length).read_to_end(&mut body).unwrap();
            assert_eq!(body.len() as u64, length);
        }
        let status = head[9..12].parse().unwrap();
        Answer { status, head, body: String::from_utf8_lossy(&body).into_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost:1\r\n\r\n"))
    }

    fn write(&self, path: &str, text: &str) {
        put(self.root.path(), &[(path, text)]);
    }

    fn events(&self) -> Events {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(b"GET /__coursewright/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
        Events(BufReader::new(stream))
    }
}

/// The messages that a browser hears.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first message for which `wanted` holds.
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next();
            if wanted(&message) {
                return message;
            }
        }
    }
}

#[test]
fn pages_come_with_the_script_that_keeps_them_up_to_date() {
    let preview = preview(&[("content/index.md", "<p>home</p>"), ("content/a/index.md", "<p>a</p>")]);
    let home = preview.get("/?x=1");
    assert_eq!(home.status, 200);
    assert!(home.head.contains("Content-Type: text/html; charset=utf-8\r\n"), "{}", home.head);
    assert!(home.head.contains("Cache-Control: no-store\r\n") && home.head.contains("Connection: close\r\n"));
    assert!(home.body.contains("<meta charset=utf-8><script src=\"/__coursewright/preview.js\" defer"));
    assert!(home.body.ends_with("<p>home</p>"));
    let head = preview.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(head.status == 200 && head.head.contains(&format!("Content-Length: {}\r\n", home.body.len())));
    assert!(preview.get("/a/").body.ends_with("<p>a</p>"));
    let redirect = preview.get("/a");
    assert!(redirect.status == 302 && redirect.head.contains("Location: /a/\r\n"), "{}", redirect.head);
    assert!(preview.get("/__coursewright/preview.js").body.contains("EventSource"));
    assert!(preview.get("/__coursewright/preview.css").head.contains("text/css"));
    let absent = preview.get("/b.html");
    assert!(absent.status == 404 && absent.body.contains("/__coursewright/preview.js"));
    preview.write("content/b.md", "<p>b</p>");
    preview.events().until(|_| preview.get("/b.html").status == 200);
}

#[test]
fn files_are_sent_as_they_are_now_and_in_parts() {
    let preview = preview(&[("content/index.md", ""), ("content/film 1.mp4", "0123456789")]);
    let range = |range: &str| {
        preview.send(&format!("GET /film%201.mp4 HTTP/1.1\r\nHost: localhost\r\nRange: {range}\r\n\r\n"))
    };
    let whole = preview.get("/film%201.mp4");
    assert!(
        whole.body == "0123456789"
            && whole.head.contains("video/mp4")
            && whole.head.contains("Accept-Ranges")
    );
    let part = range("bytes=2-4");
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    assert!(part.head.contains("Content-Range: bytes 2-4/10\r\n"));
    assert_eq!(range("bytes=99-").status, 416);
}

#[test]
fn nothing_is_sent_but_what_the_site_holds() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), &[("secret.txt", "secret")]);
    let preview = preview(&[("content/index.md", "home"), ("content/a.txt", "a"), ("private.txt", "secret")]);
    #[cfg(unix)]
    {
        // A link that is put in place of a file after the build.
        fs::remove_file(preview.root.path().join("content/a.txt")).unwrap();
        std::os::unix::fs::symlink(
            outside.path().join("secret.txt"),
            preview.root.path().join("content/a.txt"),
        )
        .unwrap();
    }
    for path in [
        "/a.txt",
        "/../private.txt",
        "/%2e%2e/private.txt",
        "/..%2fprivate.txt",
        "/content/index.md",
        "//etc/passwd",
        "/%00",
        "/a/../../private.txt",
        "/..\\private.txt",
        "/__coursewright/../../private.txt",
    ] {
        let answer = preview.get(path);
        assert!(answer.status == 404 && !answer.body.contains("secret"), "{path}: {}", answer.body);
    }
    assert_eq!(preview.get("/%ff").status, 400);
    assert_eq!(preview.get("http://localhost/").status, 400);
    let post = preview.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    assert!(post.status == 405 && post.head.contains("Allow: GET, HEAD\r\n"));
    for host in ["Host: evil.example", "Host: 10.0.0.1", "X: y"] {
        for path in ["/", "/__coursewright/events", "/__coursewright/preview.js"] {
            assert_eq!(preview.send(&format!("GET {path} HTTP/1.1\r\n{host}\r\n\r\n")).status, 403, "{host}");
        }
    }
}

#[test]
fn a_save_is_heard_of_and_only_what_changed_differs() {
    let preview =
        preview(&[("content/index.md", "one"), ("themes/own/style/a.css", "p {}"), ("content/a.png", "1")]);
    let mut events = preview.events();
    let first = events.next();
    assert_eq!(first["errors"], 0);
    preview.write("content/index.md", "two");
    let second = events.until(|_| preview.get("/").body.ends_with("two"));
    assert_ne!(second["shown"], first["shown"]);
    assert_eq!((&second["style"], &second["pictures"]), (&first["style"], &first["pictures"]));
    preview.write("themes/own/style/a.css", "p { color: red }");
    let third = events.until(|message| message["style"] != first["style"]);
    assert_eq!(third["pictures"], first["pictures"]);
    preview.write("content/a.png", "22");
    events.until(|message| message["pictures"] != first["pictures"]);
    assert_eq!(first["boot"], third["boot"]);
}

#[test]
fn while_there_are_errors_the_last_good_pages_stay() {
    let preview = preview(&[("content/index.md", "good")]);
    let mut events = preview.events();
    let first = events.next();
    preview.write("content/index.md", "FAULT");
    let second = events.until(|message| message["errors"] == 1);
    assert_eq!(second["findings"][0]["message"], "it is faulty");
    assert_eq!(second["shown"], first["shown"]);
    assert!(preview.get("/").body.ends_with("good"));
    preview.write("content/index.md", "BROKEN");
    events.until(|_| preview.get("/").status == 500);
    let broken = preview.get("/");
    assert!(broken.status == 500 && broken.body.contains("no such &lt;word&gt;"));
    assert!(broken.body.contains(r#""message":"no such \u003cword>""#), "{}", broken.body);
    fs::rename(preview.root.path().join("content"), preview.root.path().join("away")).unwrap();
    let message = events.until(|message| message["errors"] == 1);
    assert!(message["findings"][0]["message"].as_str().unwrap().contains("no `content` folder"));
    fs::rename(preview.root.path().join("away"), preview.root.path().join("content")).unwrap();
    events.until(|message| message["errors"] == 0);
    preview.write("content/index.md", "again");
    events.until(|_| preview.get("/").body.ends_with("again"));
}

#[test]
fn a_project_that_begins_with_errors_is_shown_as_soon_as_they_are_gone() {
    let preview = preview(&[("content/index.md", "FAULT")]);
    let nothing = preview.get("/");
    assert!(nothing.status == 503 && nothing.body.contains("content/index.md: error: it is faulty"));
    assert!(nothing.body.contains("/__coursewright/preview.js"));
    let mut events = preview.events();
    preview.write("content/index.md", "good");
    events.until(|message| message["errors"] == 0);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_change_before_the_watch_begins_is_seen() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), &[("content/index.md", "one")]);
    let options = Options { root: root.path().to_owned(), port: Some(0), ..Options::default() };
    let server = Server::open(&options).unwrap();
    let (built, is_built) = std::sync::mpsc::channel();
    let page = root.path().join("content/index.md");
    thread::spawn(move || {
        server.run(Toy::new, |news| match news {
            News::Ready(_) => fs::write(&page, "two").unwrap(),
            News::Built { tree, .. } => {
                let texts = tree.iter().map(|source| source.as_text().to_owned());
                built.send(texts.collect::<Vec<_>>()).unwrap();
            }
            _ => {}
        })
    });
    let next = || is_built.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!([next(), next()], [["one"], ["two"]]);
}

/// Every way in which editors and programs change files.
#[test]
fn no_change_is_missed() {
    for poll in [false, true] {
        let preview = preview_with(&[("content/index.md", "one")], |options| options.poll = poll);
        let root = preview.root.path();
        let mut events = preview.events();
        events.next();
        let mut shows = |path: &str, text: &str| events.until(|_| preview.get(path).body.ends_with(text));
        fs::write(root.join("content/.index.md.tmp"), "atomic").unwrap();
        fs::rename(root.join("content/.index.md.tmp"), root.join("content/index.md")).unwrap();
        shows("/", "atomic");
        preview.write("content/new/folder/page.md", "new");
        shows("/new/folder/page.html", "new");
        preview.write("content/new/folder/page.md", "newer");
        shows("/new/folder/page.html", "newer");
        fs::rename(root.join("content/new"), root.join("content/old")).unwrap();
        shows("/old/folder/page.html", "newer");
        assert_eq!(preview.get("/new/folder/page.html").status, 404);
        preview.write("content/old/folder/page.md", "moved");
        shows("/old/folder/page.html", "moved");
        fs::remove_dir_all(root.join("content/old")).unwrap();
        preview.write("themes/own/style/new.css", "p {}");
        shows("/assets/style.css", "p {}");
        assert_eq!(preview.get("/old/folder/page.html").status, 404);
        fs::rename(root.join("content"), root.join("away")).unwrap();
        put(root, &[("content/index.md", "another folder of the same name")]);
        shows("/", "same name");
        preview.write("content/index.md", "watched like the first");
        shows("/", "like the first");
    }
}

/// The first message that a browser hears now.
fn now(preview: &Preview) -> Value {
    preview.events().next()
}

#[test]
fn reading_and_what_stands_beside_the_content_build_nothing() {
    let preview = preview(&[("content/index.md", "one")]);
    let before = now(&preview)["generation"].clone();
    for _ in 0..5 {
        fs::read(preview.root.path().join("content/index.md")).unwrap();
        preview.write("public/index.html", "a site");
        preview.write("content/.index.md.swp", "an editor's");
        preview.get("/");
        thread::sleep(Duration::from_millis(60));
    }
    assert_eq!(now(&preview)["generation"], before);
}

#[test]
fn slow_and_stuck_clients_keep_nobody_waiting() {
    let preview = preview(&[("content/index.md", "home")]);
    fs::write(preview.root.path().join("content/film.mp4"), vec![0; 32 * 1024 * 1024]).unwrap();
    preview.events().until(|_| preview.get("/film.mp4").body.len() == 32 * 1024 * 1024);
    let open = |request: &str| {
        let mut stream = TcpStream::connect(preview.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    let mut held: Vec<TcpStream> = Vec::new();
    held.extend((0..100).map(|_| open("GET / HT")));
    held.extend((0..20).map(|_| open("GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    held.extend((0..20).map(|_| open("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n")));
    held.extend((0..20).map(|_| open("GET /__coursewright/events HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    held.extend(
        (0..20).map(|_| open("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nhalf")),
    );
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let began = Instant::now();
                    assert_eq!(preview.get("/").status, 200);
                    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
                }
            });
        }
    });
    let mut events = preview.events();
    events.next();
    preview.write("content/index.md", "still heard of");
    events.next();
    drop(held);
}

#[test]
fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), &[("content/index.md", "")]);
    let options = Options { root: root.path().to_owned(), ..Options::default() };
    let (one, other) = (Server::open(&options).unwrap(), Server::open(&options).unwrap());
    assert_ne!(one.address().port(), other.address().port());
    let again = Server::open(&Options { port: Some(one.address().port()), ..options.clone() });
    assert!(again.unwrap_err().to_string().contains("--port"));
    assert_eq!(one.url(), format!("http://127.0.0.1:{}/", one.address().port()));
    let everywhere =
        Server::open(&Options { host: "0.0.0.0".into(), port: Some(0), ..options.clone() }).unwrap();
    assert!(everywhere.url().starts_with("http://localhost:"));
    assert!(Server::open(&Options { host: "no.such.invalid".into(), ..options }).is_err());
}

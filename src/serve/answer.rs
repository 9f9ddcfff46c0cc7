//! What is answered to a request.
//!
//! A file is sent only if the plan of the site has it at exactly the address
//! asked for. No address is ever put together with a folder's name, so none can
//! climb out of one.

use std::fs::File;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;

use super::pages;
use super::snapshot::{Board, Snapshot};
use super::transport::{Answer, Body, Request, Verb};
use crate::disk;
use crate::site::{Content, OutPath};
use crate::source::SourcePath;

/// Where everything stands that belongs to the preview and not to the site.
pub(super) const OWN: &str = "/__coursewright/";

/// How long a browser hears nothing before it is told that all is well. Also
/// how soon the preview learns that a browser has left.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// All that is needed to answer.
pub(super) struct Preview {
    /// The project's folder.
    pub root: PathBuf,
    /// The name or address that the author gave the preview.
    pub host: String,
    /// Tells this run of the program from others.
    pub boot: String,
    pub board: Arc<Board>,
}

impl Preview {
    pub fn answer(self: &Arc<Self>, request: &Request) -> Answer {
        if !is_own_name(request.host.as_deref(), &self.host) {
            return Answer::text(
                403,
                "This preview answers to its own names only, so that no other web site can read it.\n\
                 To use another name, start it with --host NAME.",
            );
        }
        if request.verb == Verb::Other {
            return Answer::text(405, "A preview can only be read.").header("Allow", "GET, HEAD");
        }
        let path = request.target.split(['?', '#']).next().unwrap_or_default();
        if let Some(own) = path.strip_prefix(OWN) {
            return self.own(own);
        }
        let Some(path) = path.strip_prefix('/') else {
            return Answer::text(400, "This is a preview, not a proxy.");
        };
        let Ok(path) = percent_decode_str(path).decode_utf8() else {
            return Answer::text(400, "This address is not UTF-8.");
        };
        self.file(&path, request)
    }

    /// What belongs to the preview itself.
    fn own(self: &Arc<Self>, name: &str) -> Answer {
        match name {
            "preview.js" => Answer::new(200, "text/javascript; charset=utf-8", pages::SCRIPT),
            "preview.css" => Answer::new(200, "text/css; charset=utf-8", pages::STYLE),
            "events" => self.events(),
            _ => Answer::text(404, "The preview has nothing at this address."),
        }
    }

    /// Tells the browser of the newest snapshot, at once and whenever there is another.
    fn events(self: &Arc<Self>) -> Answer {
        let preview = Arc::clone(self);
        let mut answer = Answer::new(200, "text/event-stream", []);
        answer.body = Body::Stream(Box::new(move |client| {
            write!(client, "retry: 500\n\n")?;
            let mut known = 0;
            loop {
                match preview.board.other_than(known, HEARTBEAT) {
                    Some(snapshot) => {
                        known = snapshot.generation();
                        write!(client, "data: {}\n\n", snapshot.message(&preview.boot))?;
                    }
                    None => write!(client, ":\n\n")?,
                }
                client.flush()?;
            }
        }));
        answer
    }

    /// What stands in the site at `path`, decoded and without its first `/`.
    fn file(&self, path: &str, request: &Request) -> Answer {
        let snapshot = self.board.newest();
        let Some(site) = snapshot.site() else {
            return self.page(503, &pages::unbuilt(&snapshot), &snapshot);
        };
        let at = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        match site.file(&OutPath::new(at.as_str())) {
            Some(Ok(Content::Bytes(bytes))) => match content_type(&at) {
                HTML => self.page(200, &String::from_utf8_lossy(&bytes), &snapshot),
                kind => Answer::new(200, kind, bytes),
            },
            Some(Ok(Content::Copy(source))) => {
                self.copy(&source, content_type(&at), request).unwrap_or_else(|| self.absent(path, &snapshot))
            }
            Some(Err(finding)) => self.page(500, &pages::faulty(&finding), &snapshot),
            None => {
                let folder = OutPath::new(format!("{path}/index.html"));
                match site.file(&folder) {
                    Some(_) => {
                        let link = OutPath::new("index.html").link_to(&OutPath::new(format!("{path}/")));
                        Answer::text(302, "See the same address with a / at its end.")
                            .header("Location", format!("/{link}"))
                    }
                    None => self.absent(path, &snapshot),
                }
            }
        }
    }

    fn absent(&self, path: &str, snapshot: &Snapshot) -> Answer {
        self.page(404, &pages::absent(path), snapshot)
    }

    /// A page with the preview's script in it.
    fn page(&self, status: u16, html: &str, snapshot: &Snapshot) -> Answer {
        Answer::new(status, HTML, pages::with_script(html, status, &self.boot, snapshot))
    }

    /// A file of the project as it is now, or the part of it that was asked
    /// for; `None` if it is gone or leads out of the project.
    fn copy(&self, source: &SourcePath, kind: &'static str, request: &Request) -> Option<Answer> {
        let file = File::open(disk::locate(&self.root, source).ok()?).ok()?;
        let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let length = metadata.len();
        let mut answer = Answer::new(200, kind, []).header("Accept-Ranges", "bytes");
        match request.range.as_deref().and_then(|range| part(range, length)) {
            None => answer.body = Body::File(file, 0, length),
            Some(None) => {
                answer.status = 416;
                return Some(answer.header("Content-Range", format!("bytes */{length}")));
            }
            Some(Some((first, last))) => {
                answer.status = 206;
                answer.body = Body::File(file, first, last + 1 - first);
                answer = answer.header("Content-Range", format!("bytes {first}-{last}/{length}"));
            }
        }
        Some(answer)
    }
}

/// The first and the last byte that a `Range` header asks for; `Some(None)` if
/// there are no such bytes, `None` if the header asks for something else.
/// Without this no browser can jump within a film.
#[expect(clippy::option_option, reason = "the three cases are three answers")]
fn part(range: &str, length: u64) -> Option<Option<(u64, u64)>> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1);
    let (first, last) = match (first.trim(), last.trim()) {
        ("", count) => (length.saturating_sub(count.parse().ok()?), end),
        (first, "") => (first.parse().ok()?, end),
        (first, last) => (first.parse().ok()?, end.map(|end| end.min(last.parse().unwrap_or(end)))),
    };
    Some(last.filter(|last| first <= *last).map(|last| (first, last)))
}

/// Whether the name that a browser used is one of the preview's own. Any web
/// site can let a name of its own lead to this machine; it cannot make the
/// browser send another `Host`.
fn is_own_name(host: Option<&str>, given: &str) -> bool {
    let Some(host) = host else { return false };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let everywhere = given.parse().is_ok_and(|address: IpAddr| address.is_unspecified());
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || everywhere || name == given,
        Err(_) => name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(given),
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// The content type of a file, by how its name ends.
fn content_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "bmp" => "image/bmp",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{is_own_name, part};

    #[test]
    fn a_preview_answers_to_its_own_names_only() {
        let local = |host| is_own_name(Some(host), "127.0.0.1");
        for host in ["127.0.0.1:4600", "localhost", "LOCALHOST:80", "[::1]:4600", "127.0.0.2"] {
            assert!(local(host), "{host}");
        }
        for host in
            ["evil.example", "evil.example:4600", "127.0.0.1.evil.example", "192.168.0.7", "", "[", "0"]
        {
            assert!(!local(host), "{host}");
        }
        assert!(!is_own_name(None, "127.0.0.1"));
        assert!(is_own_name(Some("192.168.0.7:4600"), "0.0.0.0") && !is_own_name(Some("evil.example"), "::"));
        assert!(is_own_name(Some("training.local"), "training.local"));
    }

    #[test]
    fn parts_of_files_are_counted_from_either_end() {
        assert_eq!(part("bytes=0-1", 10), Some(Some((0, 1))));
        assert_eq!(part("bytes=4-", 10), Some(Some((4, 9))));
        assert_eq!(part("bytes=-3", 10), Some(Some((7, 9))));
        assert_eq!(part("bytes=-30", 10), Some(Some((0, 9))));
        assert_eq!(part("bytes=8-99", 10), Some(Some((8, 9))));
        assert_eq!(part("bytes=10-", 10), Some(None));
        assert_eq!(part("bytes=-0", 10), Some(None));
        assert_eq!(part("bytes=0-", 0), Some(None));
        assert_eq!(part("bytes=5-2", 10), Some(None));
        assert_eq!(part("bytes=0-1,4-5", 10), Some(Some((0, 9))));
        assert_eq!(part("lines=1-2", 10), None);
    }
}

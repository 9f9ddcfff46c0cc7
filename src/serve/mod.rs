//! The live preview: watch, rebuild, serve, reload.
//!
//! Each build becomes a snapshot, and a request is answered from the newest
//! one, rendering only the page that is asked for. Browsers hear of each
//! snapshot and fetch their page again. While a build has errors, they keep the
//! pages of the last one without, and show beside them what is wrong.
//!
//! Absent on purpose: pages do not know that they are previewed. The script
//! that keeps them up to date is put in on their way out.

mod answer;
mod open;
mod pages;
mod snapshot;
mod transport;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crate::diag::Diagnostic;
use crate::disk::Project;
use crate::pipeline::{Build, Builder};
use crate::site::{Content, OutPath};
use crate::source::SourceTree;

use answer::Preview;
use snapshot::Board;
use watch::Watch;

/// The port that is taken if it is free.
pub const PORT: u16 = 4600;
/// How many further ports are tried.
const MORE_PORTS: u16 = 20;

/// How to preview.
#[derive(Debug, Clone)]
pub struct Options {
    /// The project's folder.
    pub root: PathBuf,
    /// The address or name to be reached at.
    pub host: String,
    /// The port; without one, [`PORT`] or the next that is free.
    pub port: Option<u16>,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether to look for changes twice a second instead of being told by the
    /// system, which does not know of changes on some network drives.
    pub poll: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { root: PathBuf::from("."), host: "127.0.0.1".into(), port: None, open: false, poll: false }
    }
}

/// What there is to tell the author.
#[derive(Debug)]
pub enum News<'a> {
    /// The preview can be opened at this address.
    Ready(&'a str),
    /// The project was built.
    Built {
        /// What is wrong.
        diagnostics: &'a [Diagnostic],
        /// The project.
        tree: &'a SourceTree,
        /// How long it took to read and build.
        took: Duration,
    },
    /// The project can not be read at the moment.
    Unreadable(&'a io::Error),
    /// The system does not tell of changes, so they are looked for twice a second.
    Polling(String),
    /// The browser could not be opened.
    NoBrowser(&'a io::Error),
}

/// A site that can be shown.
pub trait Site: Send + Sync + 'static {
    /// What stands at an address; `None` if nothing does.
    fn file(&self, at: &OutPath) -> Option<Result<Content, Box<Diagnostic>>>;
    /// What is wrong with it. A site with errors is not shown.
    fn diagnostics(&self) -> &[Diagnostic];
}

impl Site for Build {
    fn file(&self, at: &OutPath) -> Option<Result<Content, Box<Diagnostic>>> {
        Build::file(self, at)
    }

    fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// Previews a project until the program is ended.
///
/// # Errors
/// When the project cannot be read at the start, or the address is taken.
pub fn serve(options: &Options, tell: impl FnMut(News<'_>)) -> io::Result<()> {
    let mut builder = Builder::default();
    Server::open(options)?.run(|tree| builder.build(tree), tell)
}

/// A preview that holds its address and has not begun.
#[derive(Debug)]
pub struct Server {
    options: Options,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// When it is taken, or not one of this machine.
    pub fn open(options: &Options) -> io::Result<Self> {
        let listener = listen(&options.host, options.port)?;
        let address = listener.local_addr()?;
        Ok(Self { options: options.clone(), listener, address })
    }

    /// Where the preview is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to open in a browser.
    pub fn url(&self) -> String {
        let host = match self.options.host.parse::<IpAddr>() {
            Ok(address) if address.is_unspecified() => "localhost".to_owned(),
            Ok(IpAddr::V6(address)) => format!("[{address}]"),
            _ => self.options.host.clone(),
        };
        format!("http://{host}:{}/", self.address.port())
    }

    /// Builds with `build`, serves what it made, and again whenever the project
    /// changes. Does not return but with an error.
    ///
    /// # Errors
    /// When the project cannot be read at the start, or threads cannot be had.
    pub fn run<S: Site>(
        self,
        mut build: impl FnMut(&SourceTree) -> S,
        mut tell: impl FnMut(News<'_>),
    ) -> io::Result<()> {
        let began = Instant::now();
        let mut project = Project::open(&self.options.root)?;
        let board = Arc::new(Board::new());
        let mut show = |project: &Project, began: Instant| {
            let site = Arc::new(build(project.tree()));
            let shared: Arc<dyn Site> = Arc::clone(&site) as Arc<dyn Site>;
            board.publish(board.newest().built(shared, project.tree()));
            (site, began.elapsed())
        };

        let (site, took) = show(&project, began);
        let url = self.url();
        self.answer(project.root().to_owned(), Arc::clone(&board))?;
        tell(News::Built { diagnostics: site.diagnostics(), tree: project.tree(), took });
        tell(News::Ready(&url));
        if self.options.open
            && let Err(error) = open::open(&url)
        {
            tell(News::NoBrowser(&error));
        }
        drop(site);

        // To watch thousands of folders takes a while, and the first page need not
        // wait for it. What changes until then is found by a look at everything.
        let mut watch = if self.options.poll { Watch::Poll } else { watched(project.root(), &mut tell) };
        let mut files = Vec::new();
        let mut failed: Option<String> = None;
        loop {
            let began = Instant::now();
            let known = !files.is_empty() && failed.is_none();
            let changed = if known {
                project.refresh_files(files.iter().map(PathBuf::as_path))
            } else {
                project.refresh()
            };
            match changed {
                Ok(false) if failed.is_none() => {}
                Ok(_) => {
                    failed = None;
                    let (site, took) = show(&project, began);
                    tell(News::Built { diagnostics: site.diagnostics(), tree: project.tree(), took });
                }
                Err(error) => {
                    let said = Some(error.to_string());
                    if failed != said {
                        failed = said;
                        board.publish(board.newest().unreadable(&error));
                        tell(News::Unreadable(&error));
                    }
                }
            }
            files = watch.wait().unwrap_or_else(|error| {
                tell(News::Polling(error.to_string()));
                watch = Watch::Poll;
                Vec::new()
            });
        }
    }

    /// Answers browsers from now on.
    fn answer(&self, root: PathBuf, board: Arc<Board>) -> io::Result<()> {
        let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let boot = format!("{:x}-{:x}", started.as_nanos(), process::id());
        let preview = Arc::new(Preview { root, host: self.options.host.clone(), boot, board });
        transport::start(self.listener.try_clone()?, move |request| preview.answer(request))
    }
}

/// What the system tells of changes in `root`, or looking for them if it cannot tell.
fn watched(root: &Path, tell: &mut impl FnMut(News<'_>)) -> Watch {
    Watch::new(root).unwrap_or_else(|error| {
        tell(News::Polling(error.to_string()));
        Watch::Poll
    })
}

/// Opens the port that was asked for, or the first that is free.
fn listen(host: &str, port: Option<u16>) -> io::Result<TcpListener> {
    let first = port.unwrap_or(PORT);
    let last = if port.is_some() { first } else { first + MORE_PORTS };
    let mut failure = io::Error::new(io::ErrorKind::AddrNotAvailable, "no such address");
    for port in first..=last {
        for address in (host, port).to_socket_addrs().map_err(|error| unreachable(host, port, &error))? {
            match transport::listen(address) {
                Ok(listener) => return Ok(listener),
                Err(error) => failure = error,
            }
        }
        if failure.kind() != io::ErrorKind::AddrInUse {
            return Err(unreachable(host, port, &failure));
        }
    }
    Err(unreachable(host, last, &failure))
}

fn unreachable(host: &str, port: u16, error: &io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::AddrInUse => "another program has it; give another `--port`".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "the system keeps it for itself; give a `--port` above 1023".to_owned()
        }
        _ => error.to_string(),
    };
    io::Error::new(error.kind(), format!("the preview cannot use {host}:{port}: {what}"))
}

//! Times the hot steps by themselves, on the courses that ship, or on the project
//! in the folder that `PROJECT` names: `cargo bench`.
//!
//! With `RAYON_NUM_THREADS=1` times are of one core.
//!
//! What a whole build costs beside other generators is told by `benches/peers`;
//! what a change costs in instructions, on any machine, by `benches/instructions`.

use std::env;

use coursewright::disk;
use coursewright::parse::{self, Role};
use coursewright::pipeline::{Build, Builder};
use coursewright::plan::Planned;
use coursewright::site::{Content, OutPath};
use coursewright::source::{Body, Source, SourceTree};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pulldown_cmark::{Options, Parser, html};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The project.
fn project() -> SourceTree {
    let folder = env::var_os("PROJECT").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    disk::load(folder.as_ref()).expect("the project can be read")
}

/// Its pages.
fn pages(tree: &SourceTree) -> impl Iterator<Item = &Source> {
    tree.iter().filter(|source| Role::of(&source.path) == Role::Page)
}

/// The longest file of a kind.
fn longest(tree: &SourceTree, role: Role) -> &Source {
    let of_kind = tree.iter().filter(|source| Role::of(&source.path) == role);
    of_kind.max_by_key(|source| source.as_text().len()).expect("the courses have one")
}

/// The address of the longest file of the site that is planned as `is_meant` says.
fn address(build: &Build, is_meant: fn(&Planned) -> bool) -> OutPath {
    let meant = build.plan.files().filter(|(_, planned)| is_meant(planned)).map(|(at, _)| at);
    meant.max_by_key(|at| render(build, at)).expect("it is planned").clone()
}

/// Renders a file and tells its length.
fn render(build: &Build, at: &OutPath) -> usize {
    match build.file(at).expect("it is planned").expect("it can be made") {
        Content::Bytes(bytes) => bytes.len(),
        Content::Copy(_) => 0,
    }
}

#[divan::bench(args = [Role::Page, Role::Quiz])]
fn parse_file(bencher: Bencher, role: Role) {
    let tree = project();
    let source = longest(&tree, role);
    bencher.counter(BytesCount::of_str(source.as_text())).bench_local(|| parse::parse(black_box(source)));
}

#[divan::bench]
fn render_page(bencher: Bencher) {
    let build = Builder::default().build(&project());
    let at = address(&build, |planned| matches!(planned, Planned::Page(..)));
    bencher.bench_local(|| render(&build, black_box(&at)));
}

#[divan::bench]
fn render_quiz(bencher: Bencher) {
    let build = Builder::default().build(&project());
    let at = address(&build, |planned| matches!(planned, Planned::Quiz(..)));
    bencher.bench_local(|| render(&build, black_box(&at)));
}

/// All but rendering: what a command does once before its first page.
#[divan::bench]
fn understand_everything(bencher: Bencher) {
    let tree = project();
    bencher.bench_local(|| Builder::default().build(black_box(&tree)));
}

/// All but rendering, after a save in the preview.
#[divan::bench]
fn understand_a_saved_page(bencher: Bencher) {
    let mut tree = project();
    let page = longest(&tree, Role::Page).clone();
    let mut builder = Builder::default();
    drop(builder.build(&tree));
    let mut saves = 0;
    bencher.bench_local(|| {
        saves += 1;
        let text = format!("{}\n\nSaved {saves} times.\n", page.as_text());
        tree.insert(Source { path: page.path.clone(), body: Body::Text(text.into()) });
        builder.build(&tree)
    });
}

/// What nobody can do without who makes pages of Markdown: all of it parsed and
/// rendered by the library alone.
#[divan::bench(sample_count = 10)]
fn parse_and_render_markdown_alone(bencher: Bencher) {
    let tree = project();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    bencher.bench_local(|| {
        for page in pages(black_box(&tree)) {
            let body = page.as_text().splitn(3, "---\n").last().unwrap_or_default();
            let mut written = String::with_capacity(body.len() * 3 / 2);
            html::push_html(&mut written, Parser::new_ext(body, options));
            black_box(written);
        }
    });
}

/// All pages of modules made from their sources, with none read and none written.
/// What was built is not given back in that time: the program ends without.
#[divan::bench(sample_count = 10)]
fn make_all_pages(bencher: Bencher) {
    let tree = project();
    bencher.with_inputs(Builder::default).bench_local_refs(|builder| {
        let build = builder.build(black_box(&tree));
        let pages = build.plan.files().filter(|(_, planned)| matches!(planned, Planned::Page(..)));
        let bytes: usize = pages.map(|(at, _)| render(&build, at)).sum();
        (build, bytes)
    });
}

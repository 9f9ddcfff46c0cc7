//! A build that remembers parsed files gives what a fresh one gives, whatever was edited.

use coursewright::pipeline::{Build, Builder, Observer, Once};
use coursewright::site::Content;
use coursewright::source::{Body, Source, SourcePath, SourceTree};
use rayon::prelude::*;

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
}

const PATHS: [&str; 11] = [
    "content/site.yml",
    "content/sources.yml",
    "content/a/course.yml",
    "content/a/01-one/index.md",
    "content/a/01-one/02-more.md",
    "content/a/01-one/quiz.yml",
    "content/a/02-two/index.md",
    "content/b/01-one/index.md",
    "content/banks/shared.yml",
    "themes/default/templates/quiz.html",
    "themes/default/script/tabs.js",
];

const TEXTS: [&str; 17] = [
    "title: Site\n",
    "title: Site\nallow_html: true\nlanguage: de\n",
    "title: [\n",
    "gdpr: {citation: GDPR}\n",
    "title: Course\nsummary: Words.\nobjectives: {know: Know it.}\n",
    "title: Course\nsumary: Words.\n",
    "---\ntitle: Page\nobjectives: [know]\n---\n## Part\n\nText {{source: gdpr}} and [more](02-more.md#part).\n",
    "---\ntitle: Page\n---\n::: scenario At the desk\nWords.\n:::\n\n{{question: q}}\n\n<b>raw</b>\n",
    "---\ntitle: Page\n---\n::: scenario\nnot closed ![](x.png)\n",
    "no front matter\n",
    "title: Quiz\npass: 80%\nquestions:\n  - {id: q, type: true-false, prompt: Is it?, answer: true, objective: know}\n",
    "title: Quiz\nquestions:\n  - {id: q, type: numeric, prompt: How many?, answer: 1,5}\n  - {type: odd}\n",
    "title: Quiz\ndraw: 1\nquestions:\n  - from: banks/shared.yml\n  - {id: r, type: numeric, prompt: How many?, answer: 2}\n",
    "questions:\n  - {id: q, type: numeric, prompt: How many?, answer: 15, objective: know}\n",
    "{% extends \"nothing.html\" %}",
    "export class TabsElement extends HTMLElement {}\n",
    "",
];

fn edit(tree: &mut SourceTree, dice: &mut Dice) {
    let path = SourcePath::new(PATHS[dice.roll(PATHS.len())]);
    if dice.roll(4) == 0 {
        tree.remove(&path);
    } else {
        tree.insert(Source::text(path.as_str(), TEXTS[dice.roll(TEXTS.len())]));
    }
}

/// Everything that a build gives, as one text.
fn all(build: &Build) -> String {
    let mut files: Vec<String> = build
        .files()
        .map(|(at, content)| match content {
            Ok(Content::Bytes(bytes)) => format!("{at}\n{}", String::from_utf8_lossy(&bytes)),
            Ok(Content::Copy(path)) => format!("{at} = {path}"),
            Err(finding) => format!("{at} ! {finding:?}"),
        })
        .collect();
    files.sort();
    format!("{:?}\n{}", build.diagnostics, files.join("\n"))
}

#[test]
fn a_warm_build_equals_a_cold_one_after_any_edit() {
    for seed in 0..12 {
        let (mut dice, mut warm, mut tree) = (Dice(seed), Builder::default(), SourceTree::default());
        for step in 0..15 {
            edit(&mut tree, &mut dice);
            let cold = Builder::default().build(&tree);
            assert_eq!(all(&warm.build(&tree)), all(&cold), "seed {seed}, step {step}");
        }
    }
}

/// Is told how far a build has come, and forgets it.
struct Nobody;

impl Observer for Nobody {
    fn parsing(&self, _: usize) {}
    fn checking(&self) {}
    fn planning(&self) {}
    fn rendering(&self, _: usize) {}
    fn module_done(&self) {}
}

#[test]
fn a_build_that_lets_go_of_texts_gives_what_another_gives() {
    let files = |build: &Build| all(build).split_once('\n').expect("findings are one line").1.to_owned();
    for seed in 0..12 {
        let (mut dice, mut tree) = (Dice(seed), SourceTree::default());
        for step in 0..15 {
            edit(&mut tree, &mut dice);
            let kept = Builder::default().build(&tree);
            let once = Once::new(tree.iter().map(|source| &source.path), &Nobody);
            let understood = tree.iter().enumerate();
            let understood = understood.map(|(place, source)| once.understand(place, source.clone()));
            let understood = understood.collect();
            let mut once = once.build(understood);
            assert_eq!(files(&once), files(&kept), "seed {seed}, step {step}");
            once.locate(&tree);
            assert_eq!(once.diagnostics, kept.diagnostics, "seed {seed}, step {step}");
        }
    }
}

/// A picture whose bytes have this digest.
fn picture(path: &str, digest: u8) -> Source {
    let body = Body::Binary { bytes: 9, pixels: Some((40, 30)), digest: [digest; 32] };
    Source { path: SourcePath::new(path), body }
}

/// What is found and how the courses look after each edit of a project in which
/// one course refers to the other.
#[test]
fn what_changes_in_one_course_is_seen_in_another() {
    const THERE: &str = "content/a/01-one/02-more.md";
    const HERE: &str = "content/b/01-one/index.md";
    const PICTURE: &str = "content/a/01-one/desk.png";
    let page = |text: &str| format!("---\ntitle: Page\n---\n{text}\n");
    let mut tree: SourceTree = [
        Source::text("content/site.yml", "title: Site\n"),
        Source::text("content/sources.yml", "gdpr: {citation: GDPR}\n"),
        Source::text("content/a/course.yml", "title: A\nsummary: Words.\n"),
        Source::text("content/a/01-one/index.md", page("Words.")),
        Source::text(THERE, page("## Part\n\nWords.")),
        Source::text("content/b/course.yml", "title: B\nsummary: Words.\n"),
        Source::text(
            HERE,
            page(
                "[Read](../../a/01-one/02-more.md#part). ![A desk](../../a/01-one/desk.png) {{source: gdpr}}",
            ),
        ),
        picture(PICTURE, 1),
    ]
    .into_iter()
    .collect();
    let mut warm = Builder::default();
    let mut built = |tree: &SourceTree| {
        let (warm, cold) = (warm.build(tree), Builder::default().build(tree));
        assert_eq!(all(&warm), all(&cold));
        let found: Vec<&str> = warm.diagnostics.iter().map(|finding| finding.rule.code).collect();
        let releases: Vec<_> = warm.curriculum.courses.iter().map(|course| course.release.clone()).collect();
        (found.join(" "), releases)
    };
    let (found, first) = built(&tree);
    assert_eq!(found, "");

    tree.insert(Source::text(THERE, page("## Part\n\nOther words.")));
    let (found, other_words) = built(&tree);
    assert_eq!(found, "");
    assert!(other_words[0] != first[0] && other_words[1] == first[1], "only course A has changed");

    tree.insert(Source::text(THERE, page("## Another part\n\nOther words.")));
    assert_eq!(built(&tree).0, "broken-anchor");
    tree.remove(&SourcePath::new(THERE));
    assert_eq!(built(&tree).0, "broken-link");
    tree.insert(Source::text(THERE, page("## Part\n\nWords.")));
    assert_eq!(built(&tree), (String::new(), first.clone()));

    tree.insert(picture(PICTURE, 2));
    let (found, other_picture) = built(&tree);
    assert_eq!(found, "");
    assert!(other_picture[1] != first[1], "course B shows another picture");
    tree.remove(&SourcePath::new(PICTURE));
    assert_eq!(built(&tree).0, "broken-picture");
    tree.insert(picture(PICTURE, 1));

    tree.insert(Source::text("content/sources.yml", "gdpr: {citation: The GDPR}\n"));
    let (_, other_source) = built(&tree);
    assert!(other_source[0] == first[0] && other_source[1] != first[1], "only course B cites it");
    tree.insert(Source::text("content/sources.yml", "dpa: {citation: DPA}\n"));
    assert_eq!(built(&tree).0, "unknown-source");
}

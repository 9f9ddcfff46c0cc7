//! What all pages hold to, on a small curriculum made by hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Look, Renderer};
use crate::model::{
    Block, BlockKind, Choice, ChoiceText, Citation, Course, CourseAbout, Curriculum, Digest, Extent, Extra,
    Extras, FeedbackFor, FeedbackTime, Fraction, Interaction, Key, Link, Marking, Module, Page, Picture,
    Piece, Prose, Question, Quiz, Release, Remembered, Settings, Spanned,
};
use crate::plan::{Script, plan};
use crate::site::{Content, OutPath};
use crate::source::SourcePath;
use crate::theme::Theme;

fn html(text: &str) -> Prose {
    Prose::html(text)
}

fn path(path: &str) -> SourcePath {
    SourcePath::new(format!("content/{path}"))
}

fn question() -> Question {
    let choice = |id: &str, text: &str| Choice { id: id.into(), text: ChoiceText::Prose(html(text)) };
    Question {
        id: "first-step".into(),
        path: path("privacy/01-requests/quiz.yml"),
        index: 0,
        objective: Some("deadline".into()),
        prompt: html("What do you do <em>first</em>?"),
        interaction: Interaction::Choice {
            picture: None,
            multiple: false,
            shuffle: true,
            choices: vec![choice("a", "Wait"), choice("b", "Note &lt;the&gt; day")].into(),
        },
        key: Key::Choose { right: Box::new(["b".into()]), marking: Marking::AllOrNothing },
        critical: false,
        points: Fraction::new(1, 2),
        explanation: Some(html("At once.")),
        extras: Extras::from(Extra {
            hint: Some(html("<p>When does the clock start?</p>")),
            sources: vec!["gdpr".to_owned()].into(),
            feedback: vec![(FeedbackFor::Choice("a".into()), html("Too late."))].into(),
            ..Extra::default()
        }),
        digest: Digest([1; 32]).into(),
        open_digest: Digest([2; 32]).into(),
    }
}

fn page(file: &str, id: &str, title: &str, prose: Vec<Piece>) -> Arc<Page> {
    Arc::new(Page {
        path: path(&format!("privacy/01-requests/{file}")),
        id: id.into(),
        title: title.to_owned(),
        summary: None,
        objectives: Box::new(["deadline".to_owned()]),
        stated_minutes: Some(4),
        reviewed: Some("2026-11-03".into()),
        review_by: None,
        owner: None,
        prose: prose.into(),
        headings: Box::default(),
        words: 10,
        said: Remembered::default(),
    })
}

fn curriculum() -> Curriculum {
    let cite = |id: &str| Piece::Citation(Spanned::boxed(id, 0..0));
    let text = |text: &str| Piece::Html(text.into());
    let jurisdiction = Block {
        kind: BlockKind::Jurisdiction,
        title: html("UK, EU"),
        body: Prose::from(vec![text("<p>One month. "), cite("gdpr"), text("</p>")]),
        number: 1,
    };
    let link = Link { path: path("privacy/01-requests/02-clock.md"), fragment: Some("day".into()) };
    let first = vec![
        text("<p>A request counts. "),
        cite("cra"),
        text(" See <a href=\""),
        Piece::Link(Spanned::boxed(link, 0..0)),
        text("\">the clock</a>.</p>"),
        Piece::Block(Box::new(jurisdiction)),
        Piece::Picture(Box::new(Picture {
            path: path("privacy/desk.png"),
            alt: "A \"desk\"".to_owned(),
            title: String::new(),
            at: Extent::default(),
        })),
        Piece::Question(Spanned::boxed("first-step", 0..0)),
    ];
    let quiz = Quiz {
        path: path("privacy/01-requests/quiz.yml"),
        title: "Quiz".to_owned(),
        intro: None,
        mode: crate::model::Mode::SelfAssessment,
        pages_first: None,
        pass: Some(Fraction::new(4, 5)),
        time_limit: None,
        objective_pass: Box::default(),
        draw: None,
        attempts: None,
        keep: crate::model::Keep::Best,
        shuffle: true,
        feedback: FeedbackTime::End,
        confidence: crate::model::Confidence::No,
        questions: Box::new([question().into()]),
        banks: Box::default(),
        sealed: None,
        is_whole: true,
        said: Remembered::default(),
    };
    let citation = |id: &str, title: &str| Citation {
        id: id.to_owned(),
        citation: title.to_owned(),
        link: None,
        jurisdiction: Some("UK".to_owned()),
        as_of: Some("2026-11".to_owned()),
    };
    Curriculum {
        settings: Arc::new(Settings {
            id: "site".to_owned(),
            title: "Service & law".to_owned(),
            language: "en".to_owned(),
            ..Settings::default()
        }),
        courses: vec![Course {
            id: "privacy".into(),
            about: Arc::new(CourseAbout {
                path: path("privacy/course.yml"),
                title: "Privacy".to_owned(),
                summary: html("<p>About data.</p>"),
                audience: None,
                objectives: [("deadline".to_owned(), "Keep the deadline".to_owned())].into(),
                required: None,
                in_order: None,
                attestation: None,
                valid_for: None,
                certificate: true,
                still_valid: Vec::new(),
            }),
            modules: Arc::new([Module {
                id: "requests".into(),
                required: true,
                after: None,
                pages: vec![
                    page("index.md", "index", "Requests", first),
                    page("02-clock.md", "clock", "The clock", vec![text("<p>Tick.</p>")]),
                ],
                quiz: Some(Arc::new(quiz)),
            }]),
            release: Release::default(),
        }],
        glossary: Arc::default(),
        citations: Arc::new(vec![
            citation("gdpr", "GDPR, Article 12"),
            citation("cra", "Consumer Rights Act"),
        ]),
        assets: [(path("privacy/desk.png"), Some((640, 480)))].into(),
    }
}

/// The default theme with one file changed.
fn theme(file: &str, text: &str) -> Theme {
    Theme::with([(file.to_owned(), text.to_owned())])
}

/// The page at `at`, and what was found wrong with the theme: code and place.
fn render(theme: &Theme, curriculum: &Curriculum, at: &str) -> (String, Vec<String>) {
    let plan = plan(curriculum);
    let look = Arc::new(Look::new(theme, &curriculum.settings));
    let renderer = Renderer::new(Arc::clone(&look), curriculum);
    let found =
        look.faults.iter().map(|it| format!("{} {:?}: {}", it.rule.code, it.place, it.message)).collect();
    match renderer.render(curriculum, &plan, &OutPath::new(at)) {
        Ok(Content::Bytes(bytes)) => (String::from_utf8(bytes).unwrap(), found),
        Ok(Content::Copy(from)) => (from.to_string(), found),
        Err(fault) => (format!("{} {:?}: {}", fault.rule.code, fault.place, fault.message), found),
    }
}

fn shown(at: &str) -> String {
    render(&Theme::default(), &curriculum(), at).0
}

#[test]
fn the_default_theme_has_no_faults_and_renders_every_page() {
    let curriculum = curriculum();
    let look = Arc::new(Look::new(&Theme::default(), &curriculum.settings));
    assert_eq!(look.faults, []);
    let renderer = Renderer::new(look, &curriculum);
    let plan = plan(&curriculum);
    for (at, _) in plan.files() {
        assert!(renderer.render(&curriculum, &plan, at).is_ok(), "{at}");
    }
}

#[test]
fn a_page_fills_links_citations_and_pictures() {
    let page = shown("privacy/requests/index.html");
    for part in [
        "<title>Requests – Privacy – Service &amp; law</title>",
        " data-course=\"privacy\" data-release=\"00000000",
        " data-module=\"requests\" data-page=\"index\"",
        "A request counts.<sup class=\"reference\"><a href=\"#source-cra\" aria-label=\"Source 1\">1</a></sup> See",
        "<a href=\"clock.html#day\">the clock</a>",
        "<a href=\"#source-gdpr\" aria-label=\"Source 2\">2</a>",
        "<li id=\"source-cra\"><a href=\"../../sources.html#cra\">Consumer Rights Act</a>",
        "as of November 2026",
        "<img src=\"../desk.png\" alt=\"A &quot;desk&quot;\" width=\"640\" height=\"480\" loading=\"lazy\"",
        "Reviewed 3 November 2026",
        "rel=\"next\"",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn each_page_marks_its_own_step_in_modules_of_any_length() {
    for count in [1, 2, 3, 4, 9] {
        let mut curriculum = curriculum();
        let pages = &mut Arc::make_mut(&mut curriculum.courses[0].modules)[0].pages;
        pages.truncate(1);
        for n in 1..count {
            // A title that is still to be written is none of the quiz's.
            let (id, title) = (format!("p{n}"), if n == 2 { String::new() } else { format!("Part & {n}") });
            pages.push(page(&format!("{n:02}-{id}.md"), &id, &title, Vec::new()));
        }
        let step = |id: &str, title: &str, mark: &str| {
            format!(
                "<li data-page=\"{id}\"><a href=\"{id}.html\"{mark}>{title}</a> <span class=\"state\"></span></li>\n"
            )
        };
        let mut steps = vec![("index".to_owned(), "Requests".to_owned())];
        let title = |n| if n == 2 { String::new() } else { format!("Part &amp; {n}") };
        steps.extend((1..count).map(|n| (format!("p{n}"), title(n))));
        steps.push(("quiz".to_owned(), "Quiz".to_owned()));
        let plan = plan(&curriculum);
        let look = Arc::new(Look::new(&Theme::default(), &curriculum.settings));
        let renderer = Renderer::new(look, &curriculum);
        for (here, _) in steps.iter().chain(steps.iter().rev()) {
            let at = OutPath::new(format!("privacy/requests/{here}.html"));
            let Ok(Content::Bytes(html)) = renderer.render(&curriculum, &plan, &at) else { panic!("{at}") };
            let html = String::from_utf8(html).unwrap();
            let (_, list) = html.split_once("<cw-contents>\n<ol>\n").unwrap();
            let mark = |id: &str| if id == here { " aria-current=\"page\"" } else { "" };
            let expected: String = steps.iter().map(|(id, title)| step(id, title, mark(id))).collect();
            assert_eq!(list.split_once("</ol>").unwrap().0, expected, "{here} of {count}");
        }
    }
}

#[test]
fn a_knowledge_check_is_the_question_without_number_and_points() {
    let page = shown("privacy/requests/index.html");
    let (_, check) = page.split_once("<cw-check>").unwrap();
    assert!(check.contains("\"key\":{\"choose\":[\"b\"],\"marking\":\"all-or-nothing\"}"), "{check}");
    assert!(check.contains("\"course\":\"privacy\",\"module\":\"requests\""), "{check}");
    assert!(!check.contains("Question 1") && !check.contains("Worth"), "{check}");
}

#[test]
fn a_quiz_tells_people_and_script_the_same() {
    let page = shown("privacy/requests/quiz.html");
    for part in [
        "1 question. Pass mark 80%. Try as often as you like.",
        "<span class=\"question-number\">Question 1 of 1</span>",
        "Select one answer. Worth 1/2 points.",
        "<input type=\"radio\" name=\"q-first-step\" value=\"b\"><span class=\"option-text\">Note &lt;the&gt; day</span>",
        "<p class=\"answer-key\">Correct answer: <b>Note &lt;the&gt; day</b></p>",
        "<li data-option=\"a\" data-credit=\"0\"><b class=\"option-text\">Wait</b> <span class=\"feedback\">Too late.</span>",
        "\"pass\":\"4/5\",\"attempts\":null,\"shuffle\":true,\"feedback\":\"end\"",
        "\"objectives\":{\"deadline\":{\"text\":\"Keep the deadline\",\"pages\":[{\"title\":\"Requests\",\"href\":\"index.html\"}",
        "\"points\":\"1/2\",\"objective\":\"deadline\",\"shuffle\":true",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn every_page_keeps_to_the_policy() {
    let curriculum = curriculum();
    for (at, _) in plan(&curriculum).files().filter(|(at, _)| !at.as_str().starts_with("assets/")) {
        let page = shown(at.as_str());
        if !page.starts_with("<!doctype html>") {
            continue;
        }
        assert!(
            page.contains("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\""),
            "{at}"
        );
        assert!(page.contains("href=\"#main\"") && page.contains("<main id=\"main\""), "{at}");
        assert!(!page.contains(" style=") && !page.contains(" onclick="), "{at}");
    }
}

#[test]
fn all_words_of_the_templates_exist_and_none_is_left_over() {
    let theme = Theme::default();
    let words = super::words::read(theme.get("words/en.yml").unwrap()).unwrap();
    let mut used = BTreeSet::new();
    for (name, text) in theme.folder("templates", ".html") {
        for (open, close) in [("words.", " })|;"), ("words[\"", "\""), ("key=\"", "\"")] {
            for (at, _) in text.match_indices(open) {
                let rest = &text[at + open.len()..];
                let end = rest.find(|c| close.contains(c)).unwrap_or(rest.len());
                used.insert(rest[..end].to_owned());
                assert!(words.contains_key(&rest[..end]), "{name} wants the word {:?}", &rest[..end]);
            }
        }
    }
    let rust = [
        include_str!("question.rs"),
        include_str!("quiz.rs"),
        include_str!("answer.rs"),
        include_str!("interaction.rs"),
        include_str!("gaps.rs"),
        include_str!("words.rs"),
        include_str!("prose.rs"),
        include_str!("register.rs"),
        include_str!("scenario.rs"),
        include_str!("sources.rs"),
        include_str!("record.rs"),
        include_str!("certificate.rs"),
        include_str!("paper/mod.rs"),
        include_str!("paper/sheet.rs"),
        include_str!("paper/key.rs"),
        include_str!("paper/solution.rs"),
        include_str!("paper/list.rs"),
    ];
    let parsers = ["true", "false", "table", "footnotes", "footnote-back"];
    let scripts = super::script::Scripts::of(
        &theme,
        &super::Words::new(words.clone(), super::words::Table::new(), "en"),
        &mut super::faults::Faults::new(&theme, "default"),
    );
    let told =
        |key: &str| Script::ALL.iter().any(|script| scripts.text(*script).contains(&format!("\"{key}\":")));
    for key in words.keys() {
        let known = used.contains(key)
            || rust.iter().any(|text| text.contains(&format!("\"{key}\"")))
            || parsers.contains(&key.as_str())
            || BlockKind::WRITTEN.iter().any(|kind| kind.name() == key)
            || ["note", "tip", "important", "caution"].contains(&key.as_str())
            || key.starts_with("month_")
            || key.starts_with("agree_")
            || key.starts_with("valid_for_")
            || told(key);
        assert!(known, "nobody says the word {key}");
    }
}

#[test]
fn a_broken_template_is_reported_and_replaced() {
    let (page, found) = render(
        &theme("templates/quiz.html", "<p>{{ about.title"),
        &curriculum(),
        "privacy/requests/quiz.html",
    );
    assert!(page.contains("<cw-quiz>"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("broken-template Span(Span { path: \"themes/default/templates/quiz.html\""),
        "{found:?}"
    );

    let (page, found) = render(
        &theme("templates/quiz.html", "\n<p>{{ word2(key=1) }}"),
        &curriculum(),
        "privacy/requests/quiz.html",
    );
    assert!(page.contains("<cw-quiz>"));
    assert!(found[0].contains("start: 7, end: 22"), "{found:?}");
}

#[test]
fn a_template_that_asks_for_what_is_not_there_says_where() {
    let (page, found) =
        render(&theme("templates/sources.html", "<p>{{ page.titel }}</p>"), &curriculum(), "sources.html");
    assert_eq!(found, Vec::<String>::new());
    assert!(
        page.starts_with(
            "broken-template Span(Span { path: \"themes/default/templates/sources.html\", start: 11, end: 16"
        ),
        "{page}"
    );
}

#[test]
fn a_word_with_other_blanks_is_reported_and_replaced() {
    let words = "home: Start\nquestion_of: Frage {n}\n";
    let (page, found) = render(&theme("words/en.yml", words), &curriculum(), "privacy/requests/quiz.html");
    assert!(page.contains(">Start</a>") && page.contains("Question 1 of 1"), "{page}");
    assert_eq!(
        found,
        [
            "broken-words Span(Span { path: \"themes/default/words/en.yml\", start: 12, end: 23 }): the word `question_of` has other blanks than it needs"
        ]
    );
}

#[test]
fn a_language_without_words_is_shown_in_english_and_told() {
    let mut curriculum = curriculum();
    let settings = Settings { language: "ar".to_owned(), ..Settings::clone(&curriculum.settings) };
    curriculum.settings = Arc::new(settings);
    let (page, found) = render(&Theme::default(), &curriculum, "index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(found[0].contains("interface-language") && found[0].contains("no words in `ar`"), "{found:?}");
    let (page, found) = render(&theme("words/ar.yml", "home: الرئيسية"), &curriculum, "sources.html");
    assert!(page.contains("الرئيسية") && found.is_empty(), "{found:?}");
}

#[test]
fn a_script_that_cannot_be_joined_is_reported_and_replaced() {
    let (script, found) =
        render(&theme("script/main.js", "export default 1;\n"), &curriculum(), "assets/script.js");
    assert!(found[0].starts_with(
        "broken-script Span(Span { path: \"themes/default/script/main.js\", start: 0, end: 17 })"
    ));
    assert_eq!(script.is_empty(), Theme::default_text("script/main.js").is_none());
}

#[test]
fn a_theme_that_is_not_there_is_told() {
    let mut curriculum = curriculum();
    let settings = Settings { theme: Some("ours".to_owned()), ..Settings::clone(&curriculum.settings) };
    curriculum.settings = Arc::new(settings);
    assert!(render(&Theme::default(), &curriculum, "index.html").1[0].contains("there is no theme `ours`"));
}

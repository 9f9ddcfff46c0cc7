//! Reading projects and writing sites, on a real disk.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use coursewright::disk::{self, MARKER, Project, Stopped, Written};
use coursewright::site::{Content, OutPath};
use coursewright::source::{Body, SourcePath, SourceTree, TEXT_LIMIT};
use rayon::prelude::*;
use tempfile::TempDir;

/// A project with the given files; a text that begins with `->` is a symbolic link to what follows.
fn project(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), files);
    root
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let at = root.join(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        match text.strip_prefix("->") {
            #[cfg(unix)]
            Some(target) => std::os::unix::fs::symlink(target, at).unwrap(),
            _ => fs::write(at, text).unwrap(),
        }
    }
}

fn names(tree: &SourceTree) -> Vec<&str> {
    tree.iter().map(|source| source.path.as_str()).collect()
}

fn body(tree: &SourceTree, path: &str) -> Body {
    tree.get(&SourcePath::new(path)).unwrap_or_else(|| panic!("{path} is not there")).body.clone()
}

/// Lets a file look as if it had been written a minute ago.
fn age(root: &Path, path: &str) {
    let time = SystemTime::now() - Duration::from_mins(1);
    fs::File::options().write(true).open(root.join(path)).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_project_is_content_and_themes_without_what_editors_leave_about() {
    let root = project(&[
        ("content/site.yml", "title: x"),
        ("content/a/.index.md.swp", ""),
        ("content/a/index.md", "\u{feff}one\r\ntwo"),
        ("content/a/index.md~", ""),
        ("content/.git/config", ""),
        ("content/a/form.html", "a form to download"),
        ("themes/own/style/x.css", "p {}"),
        ("README.md", ""),
        ("public/index.html", ""),
    ]);
    let tree = disk::load(root.path()).unwrap();
    assert_eq!(
        names(&tree),
        ["content/a/form.html", "content/a/index.md", "content/site.yml", "themes/own/style/x.css"]
    );
    assert_eq!(body(&tree, "content/a/index.md"), Body::Text("one\r\ntwo".into()));
    assert!(matches!(body(&tree, "content/a/form.html"), Body::Binary { bytes: 18, pixels: None, .. }));
    assert!(matches!(body(&tree, "themes/own/style/x.css"), Body::Text(_)));
}

#[test]
fn a_folder_without_content_is_told_how_to_start() {
    let root = project(&[("README.md", "")]);
    let error = disk::load(root.path()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(error.to_string().contains("coursewright new"), "{error}");
}

#[test]
fn faulty_and_large_texts_are_said_to_be_so() {
    let limit = usize::try_from(TEXT_LIMIT).unwrap();
    let root =
        project(&[("content/fits.md", &"x".repeat(limit)), ("content/large.md", &"x".repeat(limit + 1))]);
    fs::write(root.path().join("content/latin.yml"), b"title: Caf\xe9").unwrap();
    let tree = disk::load(root.path()).unwrap();
    assert!(matches!(body(&tree, "content/fits.md"), Body::Text(_)));
    assert_eq!(body(&tree, "content/large.md"), Body::TooLarge { bytes: TEXT_LIMIT + 1 });
    assert_eq!(body(&tree, "content/latin.yml"), Body::NotUtf8 { offset: 10, line: 1 });
}

#[test]
fn pictures_tell_their_size() {
    const GIF: &[u8] = b"GIF89a\x20\x03\x58\x02\x00\x00\x00;";
    let root =
        project(&[("content/b.svg", "<svg viewBox='0 0 40 20'></svg>"), ("content/c.png", "no picture")]);
    fs::write(root.path().join("content/a.gif"), GIF).unwrap();
    let tree = disk::load(root.path()).unwrap();
    let pixels = |path| match body(&tree, path) {
        Body::Binary { pixels, .. } => pixels,
        other => panic!("{other:?}"),
    };
    assert_eq!(pixels("content/a.gif"), Some((800, 600)));
    assert_eq!(pixels("content/b.svg"), Some((40, 20)));
    assert_eq!(pixels("content/c.png"), None);
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_project_and_never_out_of_it() {
    let outside = project(&[("secret.md", "secret")]);
    let secret = format!("->{}", outside.path().join("secret.md").display());
    let folder = format!("->{}", outside.path().display());
    let root = project(&[
        ("content/a/index.md", "a"),
        ("shared/desk.jpg", "desk"),
        ("content/a/desk.jpg", "->../../shared/desk.jpg"),
        ("content/a/secret.md", &secret),
        ("content/b", &folder),
        ("content/c", "->a"),
        ("content/a/loop", "->.."),
        ("content/a/nowhere", "->nothing"),
        ("content/self", "->self"),
    ]);
    let tree = disk::load(root.path()).unwrap();
    assert_eq!(
        names(&tree),
        [
            "content/a/desk.jpg",
            "content/a/index.md",
            "content/a/secret.md",
            "content/b",
            "content/c/desk.jpg",
            "content/c/index.md",
            "content/c/secret.md",
        ]
    );
    assert_eq!(body(&tree, "content/a/secret.md"), Body::Outside);
    assert_eq!(body(&tree, "content/b"), Body::Outside);
    assert_eq!(body(&tree, "content/c/index.md"), Body::Text("a".into()));
    assert!(disk::locate(root.path(), &SourcePath::new("content/c/desk.jpg")).is_ok());
    assert!(disk::locate(root.path(), &SourcePath::new("content/a/secret.md")).is_err());
    assert!(disk::locate(root.path(), &SourcePath::new("content/../../x")).is_err());
}

#[test]
fn files_that_were_told_of_are_read_again_without_a_walk() {
    let root = project(&[("content/site.yml", "title: A\n"), ("content/a/course.yml", "title: B\n")]);
    let mut open = Project::open(root.path()).unwrap();
    let at = |path: &str| open.root().join(path);
    let (site, other, course) = (at("content/site.yml"), at("content/new.yml"), at("content/a/course.yml"));

    put(root.path(), &[("content/site.yml", "title: C\n"), ("content/a/course.yml", "title: D\n")]);
    assert!(open.refresh_files([site.as_path()]).unwrap());
    assert_eq!(body(open.tree(), "content/site.yml"), Body::Text("title: C\n".into()));
    assert_eq!(body(open.tree(), "content/a/course.yml"), Body::Text("title: B\n".into()), "not told of");
    assert!(open.refresh_files([course.as_path()]).unwrap());
    assert!(!open.refresh_files([site.as_path()]).unwrap(), "told of, but nothing changed");

    put(root.path(), &[("content/new.yml", "x\n")]);
    assert!(open.refresh_files([other.as_path()]).unwrap(), "a file that is new");
    fs::remove_file(&other).unwrap();
    assert!(open.refresh_files([other.as_path()]).unwrap(), "a file that is gone");
    assert!(!names(open.tree()).contains(&"content/new.yml"));
}

#[test]
fn files_are_read_one_by_one_in_order_and_taken_in_again_as_they_were() {
    let files = [("content/b.md", "two"), ("content/a.md", "one"), ("themes/x/page.html", "x")];
    let root = project(&files);
    age(root.path(), "content/a.md");
    age(root.path(), "content/b.md");
    let unread = Project::find(root.path()).unwrap();
    let paths: Vec<String> = unread.paths().map(ToString::to_string).collect();
    assert_eq!(paths, ["content/a.md", "content/b.md", "themes/x/page.html"]);
    fs::remove_file(root.path().join("themes/x/page.html")).unwrap();
    let (mut project, read) =
        unread.read(|place, source| format!("{place} {} {}", source.path, source.as_text())).unwrap();
    assert_eq!(read, ["0 content/a.md one", "1 content/b.md two"], "without what is gone by then");
    assert!(project.tree().is_empty());

    let path = |name: &str| SourcePath::new(name);
    assert!(project.take_in([path("content/a.md"), path("content/unknown.md")]));
    assert_eq!(names(project.tree()), ["content/a.md"]);
    fs::write(root.path().join("content/b.md"), "2nd").unwrap();
    assert!(!project.take_in([path("content/b.md")]), "it says something else by now");
    fs::remove_file(root.path().join("content/b.md")).unwrap();
    assert!(!project.take_in([path("content/b.md")]), "it is gone");
}

#[test]
fn only_what_changed_is_read_again() {
    let root = project(&[("content/a.md", "one"), ("content/b.md", "two")]);
    age(root.path(), "content/a.md");
    age(root.path(), "content/b.md");
    let mut project = Project::open(root.path()).unwrap();
    let text = |project: &Project, path| match body(project.tree(), path) {
        Body::Text(text) => text,
        other => panic!("{other:?}"),
    };
    let before = text(&project, "content/a.md");
    assert!(!project.refresh().unwrap());
    assert!(std::sync::Arc::ptr_eq(&before, &text(&project, "content/a.md")));

    fs::write(root.path().join("content/b.md"), "2nd").unwrap();
    assert!(project.refresh().unwrap());
    assert_eq!(&*text(&project, "content/b.md"), "2nd");
    fs::write(root.path().join("content/b.md"), "3rd").unwrap();
    assert!(project.refresh().unwrap(), "a change within the same tick of the clock counts");
    fs::write(root.path().join("content/b.md"), "3rd").unwrap();
    assert!(!project.refresh().unwrap(), "written, but nothing changed");
    fs::remove_file(root.path().join("content/b.md")).unwrap();
    fs::write(root.path().join("content/c.md"), "3rd").unwrap();
    assert!(project.refresh().unwrap(), "renamed");
    assert_eq!(names(project.tree()), ["content/a.md", "content/c.md"]);

    fs::rename(root.path().join("content"), root.path().join("away")).unwrap();
    assert!(project.refresh().is_err());
    assert_eq!(project.tree().len(), 2);
}

type Page = (OutPath, Result<Content, &'static str>);

fn page(at: &str, text: &str) -> Page {
    (OutPath::new(at), Ok(Content::Bytes(text.into())))
}

fn write(root: &TempDir, pages: Vec<Page>) -> Result<Written, Stopped<&'static str>> {
    disk::write(root.path(), pages.into_par_iter(), &root.path().join("public"))
}

/// Every file below a folder, with its text.
fn listing(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER)
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// What stands in the project's folder besides `content`.
fn beside(root: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "content")
        .collect();
    names.sort();
    names
}

#[test]
fn a_site_takes_the_place_of_the_one_before() {
    let root = project(&[("content/desk.jpg", "desk")]);
    let copy = (OutPath::new("a/desk.jpg"), Ok(Content::Copy(SourcePath::new("content/desk.jpg"))));
    let written = write(&root, vec![page("index.html", "1"), page("a/b/index.html", "22"), copy]).unwrap();
    assert_eq!(written, Written { files: 3, bytes: 7, kept: 0 });
    assert_eq!(
        listing(&root.path().join("public")),
        pairs(&[("a/b/index.html", "22"), ("a/desk.jpg", "desk"), ("index.html", "1")])
    );
    write(&root, vec![page("index.html", "new")]).unwrap();
    assert_eq!(listing(&root.path().join("public")), pairs(&[("index.html", "new")]));
    assert_eq!(beside(&root), ["public"]);
}

/// What tells a file from one written anew: its number where there is one, and its time.
fn identity(at: &Path) -> (u64, SystemTime) {
    let metadata = fs::metadata(at).unwrap();
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let number = 0;
    (number, metadata.modified().unwrap())
}

#[test]
fn what_did_not_change_is_kept_and_where_nothing_did_all_of_it() {
    let root = project(&[("content/desk.jpg", "desk")]);
    let site = |index: &str| {
        let copy = (OutPath::new("a/desk.jpg"), Ok(Content::Copy(SourcePath::new("content/desk.jpg"))));
        vec![page("index.html", index), page("a/b/index.html", "22"), copy]
    };
    let public = root.path().join("public");
    let identities = || ["index.html", "a/b/index.html", "a/desk.jpg"].map(|at| identity(&public.join(at)));
    write(&root, site("1")).unwrap();
    for at in ["index.html", "a/b/index.html", "a/desk.jpg", ".coursewright"] {
        age(&public, at);
    }
    let (before, folder, marker) = (identities(), identity(&public), identity(&public.join(MARKER)));

    assert_eq!(write(&root, site("1")).unwrap(), Written { files: 3, bytes: 7, kept: 3 });
    assert_eq!((identities(), identity(&public), identity(&public.join(MARKER))), (before, folder, marker));
    assert_eq!(beside(&root), ["public"]);

    assert_eq!(write(&root, site("2")).unwrap(), Written { files: 3, bytes: 7, kept: 2 });
    let after = identities();
    assert_ne!(after[0], before[0]);
    assert_eq!(after[1..], before[1..]);

    // A copy that changed and kept its length, and a page that is gone.
    fs::write(root.path().join("content/desk.jpg"), "DESK").unwrap();
    assert_eq!(write(&root, site("2")).unwrap().kept, 2);
    assert_eq!(fs::read_to_string(public.join("a/desk.jpg")).unwrap(), "DESK");
    assert_eq!(write(&root, site("2").split_off(1)).unwrap(), Written { files: 2, bytes: 6, kept: 2 });
    assert_eq!(listing(&public), pairs(&[("a/b/index.html", "22"), ("a/desk.jpg", "DESK")]));
}

#[test]
fn a_file_of_the_site_that_was_tampered_with_is_made_anew() {
    let root = project(&[("content/a.md", "")]);
    let public = root.path().join("public");
    let build = || write(&root, vec![page("index.html", "page"), page("a.html", "12")]).unwrap();
    build();
    fs::write(public.join("index.html"), "PAGE").unwrap();
    assert_eq!(build().kept, 1);
    fs::remove_file(public.join("index.html")).unwrap();
    assert_eq!(build().kept, 1);
    fs::write(public.join("mine.txt"), "mine").unwrap();
    assert_eq!(build().kept, 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        fs::set_permissions(public.join("a.html"), fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(build().kept, 1, "others may read what is made anew");
        fs::rename(public.join("a.html"), public.join("b.html")).unwrap();
        symlink("b.html", public.join("a.html")).unwrap();
        assert_eq!(build().kept, 1);
        assert!(!public.join("a.html").is_symlink());
        fs::remove_file(public.join("a.html")).unwrap();
        fs::create_dir(public.join("a.html")).unwrap();
        assert_eq!(build().kept, 1);
    }
    assert_eq!(listing(&public), pairs(&[("a.html", "12"), ("index.html", "page")]));
}

#[test]
fn a_note_counts_until_anything_is_touched() {
    let root = project(&[("content/a.md", "one"), ("content/b/c.md", ""), ("themes/own/x.css", "")]);
    let public = root.path().join("public");
    let noted = || disk::noted(root.path(), &public);
    let build = || {
        let project = Project::open(root.path()).unwrap();
        write(&root, vec![page("index.html", "1"), page("a/b.html", "2")]).unwrap();
        disk::note(&project, &public, "2 pages").unwrap();
    };
    let settle = || {
        for at in ["content/a.md", "content/b/c.md", "themes/own/x.css"] {
            age(root.path(), at);
        }
    };
    assert_eq!(noted(), None, "there is no site");
    build();
    assert_eq!(noted(), None, "a source is so young that it may change with its time the same");
    settle();
    build();
    assert_eq!(noted().as_deref(), Some("2 pages"));
    build();
    assert_eq!(noted().as_deref(), Some("2 pages"));

    let touched: [(&str, &dyn Fn()); 6] = [
        ("a source was written", &|| fs::write(root.path().join("content/a.md"), "two").unwrap()),
        ("a source came", &|| fs::write(root.path().join("content/d.md"), "").unwrap()),
        ("a source went", &|| fs::remove_file(root.path().join("content/d.md")).unwrap()),
        ("a page was written", &|| fs::write(public.join("a/b.html"), "3").unwrap()),
        ("a page went", &|| fs::remove_file(public.join("index.html")).unwrap()),
        ("a page came", &|| fs::write(public.join("mine.html"), "").unwrap()),
    ];
    for (what, touch) in touched {
        // So long that the clock of the coarsest file system here has moved on.
        thread::sleep(Duration::from_millis(20));
        touch();
        assert_eq!(noted(), None, "{what}");
        settle();
        if root.path().join("content/d.md").exists() {
            age(root.path(), "content/d.md");
        }
        build();
        assert_eq!(noted().as_deref(), Some("2 pages"), "after: {what}");
    }
    fs::write(public.join(MARKER), "").unwrap();
    assert_eq!(noted(), None, "the marker says nothing");
}

#[test]
fn a_build_that_fails_leaves_everything_as_it_was() {
    let root = project(&[("content/a.md", "")]);
    let failed = vec![page("index.html", "new"), (OutPath::new("x.html"), Err("no such word"))];
    assert!(matches!(write(&root, failed.clone()), Err(Stopped::Page(at, _)) if at.as_str() == "x.html"));
    assert_eq!(beside(&root), [""; 0]);
    write(&root, vec![page("index.html", "good")]).unwrap();
    assert!(write(&root, failed).is_err());
    let gone = (OutPath::new("a.jpg"), Ok(Content::Copy(SourcePath::new("content/a.jpg"))));
    assert!(matches!(write(&root, vec![gone]), Err(Stopped::Disk(_))));
    for address in ["../x", "/x", "", "a/../../x", MARKER] {
        assert!(matches!(write(&root, vec![page(address, "")]), Err(Stopped::Disk(_))), "{address}");
    }
    assert_eq!(listing(&root.path().join("public")), pairs(&[("index.html", "good")]));
    assert_eq!(beside(&root), ["public"]);
}

#[test]
fn only_a_folder_that_coursewright_made_is_replaced() {
    let root = project(&[("content/a.md", ""), ("public/mine.txt", "mine")]);
    let refused = |root: &TempDir| match write(root, vec![page("index.html", "")]) {
        Err(Stopped::Disk(error)) => error.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(refused(&root).contains("did not make"));
    assert_eq!(listing(&root.path().join("public")), pairs(&[("mine.txt", "mine")]));
    put(root.path(), &[("public/.coursewright", ""), ("public/.git", "gitdir: x")]);
    assert!(refused(&root).contains(".git"));
    fs::remove_file(root.path().join("public/.git")).unwrap();
    write(&root, vec![page("index.html", "")]).unwrap();
    fs::remove_dir_all(root.path().join("public")).unwrap();
    fs::write(root.path().join("public"), "a file").unwrap();
    assert!(refused(&root).contains("is a file"));
    fs::remove_file(root.path().join("public")).unwrap();
    fs::create_dir(root.path().join("public")).unwrap();
    write(&root, vec![page("index.html", "")]).unwrap();
}

#[test]
fn a_site_is_never_put_over_what_it_is_made_from() {
    let root = project(&[("content/a.md", ""), ("themes/own/a.css", "")]);
    for out in ["", ".", "..", "/", "content", "content/public", "themes/own/out", "content/../content/x"] {
        let site = vec![page("index.html", "")];
        let written = disk::write(root.path(), site.into_par_iter(), &root.path().join(out));
        assert!(matches!(written, Err(Stopped::Disk(_))), "{out}");
    }
    assert_eq!(listing(root.path()), pairs(&[("content/a.md", ""), ("themes/own/a.css", "")]));
}

#[test]
fn what_killed_builds_left_is_cleared_away_and_the_old_site_put_back() {
    let root = project(&[
        ("content/a.md", ""),
        (".public.coursewright-1/.coursewright", ""),
        (".public.coursewright-1/half.html", ""),
        (".public.coursewright-1-old/.coursewright", ""),
        (".public.coursewright-1-old/index.html", "old"),
        (".public.coursewright-mine/not made by coursewright", ""),
        (".public.coursewright-2/.coursewright", ""),
    ]);
    let running = fs::File::open(root.path().join(".public.coursewright-2/.coursewright")).unwrap();
    running.lock().unwrap();
    assert!(write(&root, vec![(OutPath::new("x.html"), Err("faulty"))]).is_err());
    assert_eq!(listing(&root.path().join("public")), pairs(&[("index.html", "old")]));
    assert_eq!(beside(&root), [".public.coursewright-2", ".public.coursewright-mine", "public"]);
}

#[cfg(unix)]
#[test]
fn a_linked_destination_stays_a_link() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("site")).unwrap();
    let root = project(&[("content/a.md", "")]);
    std::os::unix::fs::symlink(elsewhere.path().join("site"), root.path().join("public")).unwrap();
    write(&root, vec![page("index.html", "here")]).unwrap();
    assert!(root.path().join("public").is_symlink());
    assert_eq!(listing(&elsewhere.path().join("site")), pairs(&[("index.html", "here")]));
}

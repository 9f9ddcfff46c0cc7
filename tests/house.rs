//! The laws of the house: which room may use which, and what no room may do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in layer order, and the complete list of what each may use.
const ROOMS: [(&str, &str); 17] = [
    ("source", ""),
    ("site", "source"),
    ("diag", "source"),
    ("model", "source"),
    ("score", "model"),
    ("question", "source diag model"),
    ("parse", "source diag model question"),
    ("check", "source diag model score parse"),
    ("plan", "source site diag model"),
    ("theme", ""),
    ("render", "source site diag model score plan theme"),
    ("record", "source diag model score"),
    ("pipeline", "source site diag model parse check plan theme render"),
    ("disk", "source site"),
    ("serve", "source site diag plan pipeline disk theme"),
    ("cli", "source site diag model score question parse check plan theme render record pipeline disk serve"),
    ("lib", ""),
];

/// Rooms that may touch files, the clock, the environment or the network.
const OUTSIDE: [&str; 3] = ["disk", "serve", "cli"];

/// The files of `src/` with the room that each belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&base) {
        let path = entry.expect("src can be listed").into_path();
        if path.extension().is_none_or(|end| end != "rs") {
            continue;
        }
        let inside = path.strip_prefix(&base).expect("it is below src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let room = first.strip_suffix(".rs").unwrap_or(&first).to_owned();
        let text = fs::read_to_string(&path).expect("a source can be read");
        files.push((room, path, text));
    }
    files
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a piece of code names: `crate::room`, also inside `use crate::{…}`.
fn used(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String =
                name.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            rooms.insert(name);
        }
    }
    rooms
}

#[test]
fn each_room_uses_only_the_rooms_listed_beside_it() {
    let rooms: BTreeMap<&str, BTreeSet<&str>> =
        ROOMS.iter().map(|(room, uses)| (*room, uses.split_whitespace().collect())).collect();
    let mut faults = Vec::new();
    for (room, path, text) in sources() {
        if room == "main" {
            continue;
        }
        let allowed =
            rooms.get(room.as_str()).unwrap_or_else(|| panic!("`{room}` is not on the list of rooms"));
        for name in used(&code(&text)) {
            if name != room && rooms.contains_key(name.as_str()) && !allowed.contains(name.as_str()) {
                faults.push(format!("{} uses `{name}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_outer_rooms_touch_the_world() {
    let world = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant::now",
        "println!",
        "eprintln!",
    ];
    let mut faults = Vec::new();
    for (room, path, text) in sources() {
        if OUTSIDE.contains(&room.as_str()) || room == "main" {
            continue;
        }
        let code = code(&text);
        faults.extend(
            world
                .iter()
                .filter(|word| code.contains(**word))
                .map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_crate_is_known_to_the_rooms_that_it_is_for() {
    let owners = [
        ("tera::", "render"),
        ("pulldown_cmark", "parse"),
        ("syntect", "parse"),
        ("serde_yaml", "parse question render"),
        ("notify", "serve"),
        ("tiny_http", "serve"),
        ("clap", "cli"),
        ("include_dir", "theme cli"),
    ];
    for (room, path, text) in sources() {
        let code = code(&text);
        for (name, rooms) in owners {
            let allowed = room == "main" || rooms.split_whitespace().any(|owner| owner == room);
            let used = code
                .lines()
                .any(|line| line.contains(&format!("use {name}")) || line.contains(&format!(" {name}::")));
            assert!(allowed || !used, "{} uses {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    let mut faults = Vec::new();
    for (_, path, text) in sources() {
        if !text.starts_with("//!") {
            faults.push(format!("{} does not open with what it is for", path.display()));
        }
        let lines = text.lines().count();
        if lines > 520 && path.file_name() != Some("tests.rs".as_ref()) {
            faults.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_say_what_things_are() {
    let mut faults = Vec::new();
    for (_, path, text) in sources() {
        for line in code(&text).lines().map(str::trim) {
            if defined(line).is_some_and(is_vague) {
                faults.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for name in
        ["PageManager", "Context", "RenderContext", "FileInfo", "StringUtils", "process_file", "do_it"]
    {
        assert!(is_vague(name), "{name}");
    }
    for name in ["Whereabouts", "Information", "done", "processed", "Page"] {
        assert!(!is_vague(name), "{name}");
    }
}

/// The name that a line defines.
fn defined(line: &str) -> Option<&str> {
    let public = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
        Some(rest) => rest.split_once(')').map_or("", |(_, rest)| rest),
        None => rest,
    });
    let kinds = ["fn ", "struct ", "enum ", "trait ", "mod ", "type "];
    let rest = kinds.iter().find_map(|kind| public.trim_start().strip_prefix(kind))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// Whether a name tells nothing: a word of it that fits everything, or a verb that does.
fn is_vague(name: &str) -> bool {
    const WORDS: [&str; 7] = ["Manager", "Helper", "Helpers", "Util", "Utils", "Context", "Info"];
    let starts: Vec<usize> =
        name.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).collect();
    let ends = starts.iter().copied().skip(1).chain([name.len()]);
    let words = starts.iter().zip(ends).map(|(start, end)| &name[*start..end]);
    words.into_iter().any(|word| WORDS.contains(&word))
        || ["process_", "handle_", "do_"].iter().any(|verb| name.starts_with(verb))
}

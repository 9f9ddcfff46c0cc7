//! A YAML document as a tree that knows where everything stands, and what
//! coursewright refuses in YAML although YAML allows it.

use std::ops::Range;

use granit_parser::{Event, Parser, Placement, ScalarStyle};
use indexmap::IndexMap;

use super::{rules, syntax};
use crate::diag::Diagnostic;
use crate::source::{NodePath, SourcePath, Span, Step};

/// Deeper nesting than this is refused; nothing that a trainer writes needs ten.
const DEPTH: usize = 64;
/// More values than this are refused.
const NODES: usize = 50_000;

/// A value and where it stands, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Node {
    pub(in crate::parse) range: Range<usize>,
    pub(in crate::parse) value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Value {
    /// Text as it reads, and whether it stands without quotes.
    Scalar { text: String, plain: bool },
    /// Items in order.
    List(Vec<Node>),
    /// Entries in order, by their keys.
    Map(IndexMap<String, Entry>),
}

/// Where a key stands, with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Entry {
    pub(in crate::parse) key_range: Range<usize>,
    pub(in crate::parse) value: Node,
}

impl Node {
    /// The value under `key`.
    pub(in crate::parse) fn get(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.get(key),
            _ => None,
        }
    }

    /// Where `path` leads, or its nearest ancestor that exists.
    pub(in crate::parse) fn find(&self, path: &NodePath) -> Range<usize> {
        let mut node = self;
        let mut range = self.headline();
        let steps = path.steps();
        for (depth, step) in steps.iter().enumerate() {
            let wants_key = path.key && depth + 1 == steps.len();
            let next = match (step, &node.value) {
                (Step::Key(key), _) => node.get(key).map(|entry| {
                    let stretch = entry.value.headline();
                    let key_range = entry.key_range.clone();
                    (&entry.value, if wants_key || stretch.is_empty() { key_range } else { stretch })
                }),
                (Step::Item(index), Value::List(items)) => {
                    items.get(*index).map(|item| (item, item.headline()))
                }
                _ => None,
            };
            let Some((inside, stretch)) = next else { return range };
            (node, range) = (inside, stretch);
        }
        range
    }

    /// The stretch to show for it: of a collection, its first key or item.
    pub(in crate::parse) fn headline(&self) -> Range<usize> {
        match &self.value {
            Value::Map(entries) => {
                entries.first().map_or(self.range.clone(), |(_, entry)| entry.key_range.clone())
            }
            Value::List(items) => items.first().map_or(self.range.clone(), Self::headline),
            Value::Scalar { .. } => self.range.clone(),
        }
    }
}

/// A document.
pub(in crate::parse) struct Tree {
    pub(in crate::parse) root: Node,
    /// Where entries stand, key and value, whose key was given before; they are not in the tree.
    pub(super) repeated: Vec<Range<usize>>,
}

/// Makes the tree of `text[range]`. `None` for an empty document and for one
/// that cannot be read to its end; places are bytes of `text`.
pub(in crate::parse) fn parse_tree(
    path: &SourcePath,
    text: &str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tree> {
    let mut grower = Grower {
        path,
        offset: range.start,
        nodes: 0,
        open: Vec::new(),
        root: None,
        repeated: Vec::new(),
        findings: Vec::new(),
    };
    let yaml = &text[range];
    let mut options = granit_parser::Options::default();
    (options.emit_anchor_events, options.emit_unresolved_aliases) = (true, true);
    for next in Parser::new_from_str_with_options(yaml, options) {
        let step = match next {
            Ok((event, span)) => grower.grow(yaml, event, span.byte_range().unwrap_or(0..0)),
            Err(error) => Err(Box::new(grower.syntax(yaml, &error))),
        };
        if let Err(finding) = step {
            diagnostics.push(*finding);
            return None;
        }
    }
    diagnostics.append(&mut grower.findings);
    let repeated = grower.repeated;
    grower.root.map(|root| Tree { root, repeated })
}

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    end: usize,
    flow: bool,
    what: Unfinished,
}

enum Unfinished {
    List(Vec<Node>),
    /// `merged` says whether the first entry came again.
    Map {
        entries: IndexMap<String, Entry>,
        key: Option<(String, Range<usize>)>,
        merged: bool,
    },
}

struct Grower<'a> {
    path: &'a SourcePath,
    offset: usize,
    nodes: usize,
    open: Vec<Open>,
    root: Option<Node>,
    repeated: Vec<Range<usize>>,
    findings: Vec<Diagnostic>,
}

impl Grower<'_> {
    fn grow(&mut self, yaml: &str, event: Event<'_>, at: Range<usize>) -> Result<(), Box<Diagnostic>> {
        if event.tag().is_some() {
            self.findings.push(rules::vanishing(self.span(&tag_before(yaml, at.start)), '!'));
        }
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(Box::new(rules::alias(self.span(&at))));
            }
            Event::Anchor(..) => self.findings.push(rules::vanishing(self.span(&at), '&')),
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(Box::new(rules::second_document(self.span(&mark_before(yaml, &at)))));
            }
            Event::Comment(text, placement) => self.comment(yaml, &text, placement, &at),
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                // A text of several lines is reported with the indentation of what follows it.
                let at = at.start..at.start + yaml[at].trim_end().len();
                let value = Value::Scalar { text: text.into_owned(), plain };
                self.node(yaml, Node { range: at, value })?;
            }
            Event::SequenceStart(..) => self.begin(yaml, &at, Unfinished::List(Vec::new()))?,
            Event::MappingStart(..) => {
                self.begin(
                    yaml,
                    &at,
                    Unfinished::Map { entries: IndexMap::new(), key: None, merged: false },
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(yaml, &at)?,
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, yaml: &str, at: &Range<usize>, what: Unfinished) -> Result<(), Box<Diagnostic>> {
        if self.open.len() >= DEPTH {
            return Err(Box::new(rules::too_deep(self.span(at), DEPTH)));
        }
        let flow = yaml[at.start..].starts_with(['[', '{']);
        self.open.push(Open { start: at.start, end: at.end, flow, what });
        Ok(())
    }

    /// A flow collection ends at its bracket; the end of a block collection is
    /// reported behind trailing blank lines, so it ends with its last child.
    fn end(&mut self, yaml: &str, at: &Range<usize>) -> Result<(), Box<Diagnostic>> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = match open.what {
            Unfinished::List(items) => Value::List(items),
            Unfinished::Map { entries, .. } => Value::Map(entries),
        };
        self.node(yaml, Node { range: open.start..if open.flow { at.end } else { open.end }, value })
    }

    fn node(&mut self, yaml: &str, node: Node) -> Result<(), Box<Diagnostic>> {
        self.nodes += 1;
        if self.nodes > NODES {
            return Err(Box::new(rules::too_many(self.span(&node.range), NODES)));
        }
        let offset = self.offset;
        let outer = self.open.len().checked_sub(2).and_then(|outer| self.open.get(outer));
        let in_list = outer.is_some_and(|outer| matches!(outer.what, Unfinished::List(_)));
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(moved(node, offset));
            return Ok(());
        };
        parent.end = parent.end.max(node.range.end);
        match &mut parent.what {
            Unfinished::List(items) => items.push(moved(node, offset)),
            Unfinished::Map { key: key @ None, .. } => {
                let Value::Scalar { text, .. } = node.value else {
                    let span = Span::new(self.path, node.range.start + offset..node.range.end + offset);
                    let braces = parent.flow && yaml[node.range.start..].starts_with('{');
                    return Err(Box::new(rules::key_is_no_text(span, braces)));
                };
                *key = Some((text, node.range.start + offset..node.range.end + offset));
            }
            Unfinished::Map { entries, key, merged } => {
                let Some((key, key_range)) = key.take() else { return Ok(()) };
                if let Some(first) = entries.get_index_of(&key) {
                    let value = moved(node, offset);
                    self.repeated.push(key_range.start..value.range.end.max(key_range.end + 1));
                    // An item without its hyphen repeats every key of the one above; the first says it all.
                    *merged |= first == 0 && in_list;
                    if first == 0 || !*merged {
                        self.findings.push(rules::duplicate_key(
                            &key,
                            Span::new(self.path, key_range),
                            Span::new(self.path, entries[first].key_range.clone()),
                        ));
                    }
                } else {
                    entries.insert(key, Entry { key_range, value: moved(node, offset) });
                }
            }
        }
        Ok(())
    }

    /// A comment that sticks to a text was probably meant to be part of it.
    fn comment(&mut self, yaml: &str, text: &str, placement: Placement, at: &Range<usize>) {
        let line = yaml[..at.start].rsplit('\n').next().unwrap_or_default();
        let follows_text =
            !line.trim().is_empty() && !line.trim_end().ends_with(['"', '\'', ']', '}', '|', '>']);
        if placement == Placement::Right
            && follows_text
            && !text.starts_with([' ', '\t', '#'])
            && !text.is_empty()
        {
            self.findings.push(rules::cut_short(self.span(at)));
        }
    }

    fn syntax(&self, yaml: &str, error: &granit_parser::ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(yaml.len()).min(yaml.len());
        let at = (0..=at).rev().find(|at| yaml.is_char_boundary(*at)).unwrap_or(0);
        let bracket = self.open.last().filter(|open| open.flow).map(|open| open.start);
        let found = syntax::complaint(yaml, at, error.kind(), bracket);
        rules::syntax(self.span(&found.at), found.message, found.help)
    }

    fn span(&self, at: &Range<usize>) -> Span {
        Span::new(self.path, at.start + self.offset..at.end + self.offset)
    }
}

/// A leaf's range counts from the YAML; the ranges of children are moved already.
fn moved(node: Node, offset: usize) -> Node {
    Node { range: node.range.start + offset..node.range.end + offset, value: node.value }
}

/// The tag in front of what begins at `at`.
fn tag_before(yaml: &str, at: usize) -> Range<usize> {
    let before = yaml[..at].trim_end();
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    start..before.len()
}

/// The line of hyphens that begins a document at `at`, or of dots that ended the one before.
fn mark_before(yaml: &str, at: &Range<usize>) -> Range<usize> {
    if yaml[at.clone()].starts_with("---") {
        return at.clone();
    }
    yaml[..at.start].rfind("\n...").map_or(at.clone(), |line| line + 1..line + 4)
}

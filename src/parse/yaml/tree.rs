//! A YAML document as a tree that knows where everything stands, and what
//! coursewright refuses in YAML although YAML allows it.

use std::ops::Range;

use granit_parser::{Event, Parser, Placement, ScalarStyle};

use super::rules;
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
    /// Entries in order, without repeated keys.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Entry {
    pub(in crate::parse) key: String,
    pub(in crate::parse) key_range: Range<usize>,
    pub(in crate::parse) value: Node,
}

impl Node {
    /// The value under `key`.
    pub(in crate::parse) fn get(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// Where `path` leads, or its nearest ancestor that exists.
    pub(in crate::parse) fn find(&self, path: &NodePath) -> Range<usize> {
        let mut node = self;
        let mut range = self.headline();
        for (depth, step) in path.steps.iter().enumerate() {
            let wants_key = path.key && depth + 1 == path.steps.len();
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
                entries.first().map_or(self.range.clone(), |entry| entry.key_range.clone())
            }
            Value::List(items) => items.first().map_or(self.range.clone(), Self::headline),
            Value::Scalar { .. } => self.range.clone(),
        }
    }
}

/// Makes the tree of `text[range]`. `None` for an empty document and for one
/// that cannot be read to its end; places are bytes of `text`.
pub(in crate::parse) fn parse_tree(
    path: &SourcePath,
    text: &str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let mut grower =
        Grower { path, offset: range.start, nodes: 0, open: Vec::new(), root: None, findings: Vec::new() };
    let yaml = &text[range];
    for next in Parser::new_from_str(yaml) {
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
    grower.root
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
    Map { entries: Vec<Entry>, key: Option<(String, Range<usize>)> },
}

struct Grower<'a> {
    path: &'a SourcePath,
    offset: usize,
    nodes: usize,
    open: Vec<Open>,
    root: Option<Node>,
    findings: Vec<Diagnostic>,
}

impl Grower<'_> {
    fn grow(&mut self, yaml: &str, event: Event<'_>, at: Range<usize>) -> Result<(), Box<Diagnostic>> {
        if event.tag().is_some() {
            self.findings.push(rules::tag(self.span(&at)));
        }
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(Box::new(rules::alias(self.span(&at))));
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(Box::new(rules::second_document(self.span(&at))));
            }
            Event::Comment(text, placement) => self.comment(yaml, &text, placement, &at),
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                self.node(Node { range: at, value: Value::Scalar { text: text.into_owned(), plain } })?;
            }
            Event::SequenceStart(..) => self.begin(yaml, &at, Unfinished::List(Vec::new()))?,
            Event::MappingStart(..) => {
                self.begin(yaml, &at, Unfinished::Map { entries: Vec::new(), key: None })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&at)?,
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
    fn end(&mut self, at: &Range<usize>) -> Result<(), Box<Diagnostic>> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = match open.what {
            Unfinished::List(items) => Value::List(items),
            Unfinished::Map { entries, .. } => Value::Map(entries),
        };
        self.node(Node { range: open.start..if open.flow { at.end } else { open.end }, value })
    }

    fn node(&mut self, node: Node) -> Result<(), Box<Diagnostic>> {
        self.nodes += 1;
        if self.nodes > NODES {
            return Err(Box::new(rules::too_many(self.span(&node.range), NODES)));
        }
        let offset = self.offset;
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
                    return Err(Box::new(rules::key_is_no_text(span)));
                };
                *key = Some((text, node.range.start + offset..node.range.end + offset));
            }
            Unfinished::Map { entries, key } => {
                let Some((key, key_range)) = key.take() else { return Ok(()) };
                if let Some(first) = entries.iter().find(|entry| entry.key == key) {
                    self.findings.push(rules::duplicate_key(
                        &key,
                        Span::new(self.path, key_range),
                        Span::new(self.path, first.key_range.clone()),
                    ));
                } else {
                    entries.push(Entry { key, key_range, value: moved(node, offset) });
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
        rules::syntax(yaml, at, self.span(&(at..at)), &error.to_string())
    }

    fn span(&self, at: &Range<usize>) -> Span {
        Span::new(self.path, at.start + self.offset..at.end + self.offset)
    }
}

/// A leaf's range counts from the YAML; the ranges of children are moved already.
fn moved(node: Node, offset: usize) -> Node {
    Node { range: node.range.start + offset..node.range.end + offset, value: node.value }
}

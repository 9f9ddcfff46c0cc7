//! Titles of blocks: running text on the line that opens the block.

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::writer::{Placed, Writer};
use crate::model::Prose;

/// What can stand in a title beyond `CommonMark`.
const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_MATH);

impl Writer<'_> {
    /// Understands `title`, which stands at `start` of the file.
    pub(super) fn title(&mut self, title: &str, start: usize) -> Prose {
        if title.is_empty() {
            return Prose::default();
        }
        // With a dot in front, no title is taken for a list or a heading.
        let dotted = format!(".{title}");
        let base = start.saturating_sub(1);
        let definitions = std::mem::take(&mut self.definitions);
        let mut broken = Vec::new();
        let find = |link: BrokenLink<'_>| {
            if let Some((address, title)) = definitions.get(&link.reference.to_lowercase()) {
                return Some((CowStr::from(address.clone()), CowStr::from(title.clone())));
            }
            broken.push(super::Broken::new(link, base));
            None
        };
        let parser = Parser::new_with_broken_link_callback(&dotted, OPTIONS, Some(find)).into_offset_iter();
        let mut events: Vec<Placed<'_>> = parser
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .map(|(event, at)| (event, super::placed(at, base)))
            .collect();
        if let Some((Event::Text(text), at)) = events.first_mut() {
            *text = CowStr::from(text.strip_prefix('.').unwrap_or(text).to_owned());
            at.start = start.min(at.end);
        }
        self.broken_references(broken);
        let outer = std::mem::take(&mut self.out);
        let short = std::mem::replace(&mut self.short, true);
        self.running.depth += 1;
        self.run(&events);
        self.running.depth -= 1;
        self.short = short;
        self.definitions = definitions;
        std::mem::replace(&mut self.out, outer).finish()
    }
}

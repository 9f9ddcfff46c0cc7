//! Lists, and boxes to tick.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::writer::{Placed, Writer};
use crate::model::BlockKind;

impl Writer<'_> {
    pub(super) fn open_list(&mut self, first: Option<u64>, at: &Range<usize>, after: &[Placed<'_>]) {
        self.begin_block(at);
        self.lists += 1;
        if !self.enter(at) {
            return;
        }
        self.out.html(if first.is_some() { "<ol" } else { "<ul" });
        if self.is_checklist() {
            self.out.html(" class=\"checklist\"");
        } else if matches!(after.first(), Some((Event::Start(Tag::Item), _)))
            && given_box(&after[1..]).is_some()
        {
            self.out.html(" class=\"tasks\"");
        }
        if let Some(first) = first.filter(|first| *first != 1) {
            self.out.html(&format!(" start=\"{first}\""));
        }
        self.out.html(">\n");
    }

    pub(super) fn close_list(&mut self, ordered: bool) {
        self.lists = self.lists.saturating_sub(1);
        if self.leave() {
            self.out.html(if ordered { "</ol>\n" } else { "</ul>\n" });
        }
    }

    pub(super) fn open_item(&mut self, after: &[Placed<'_>]) {
        let unticked = self.is_checklist().then_some(false);
        self.level += 1;
        self.if_shown("<li>");
        self.waiting_box = given_box(after).or(unticked);
        // In a paragraph of its own, the box is written when that begins.
        if after.first().is_some_and(|(event, _)| is_inline(event)) {
            self.write_waiting_box();
        }
    }

    pub(super) fn close_item(&mut self) {
        self.end_running_text();
        self.up();
        self.waiting_box = None;
        self.if_shown("</li>\n");
    }

    /// Whether every item of the innermost list gets a box: whether the list
    /// stands directly in a checklist.
    fn is_checklist(&self) -> bool {
        self.blocks
            .last()
            .is_some_and(|block| block.kind == Some(BlockKind::Checklist) && block.lists + 1 == self.lists)
    }

    pub(super) fn write_waiting_box(&mut self) {
        let Some(ticked) = self.waiting_box.take() else { return };
        let usable = self.blocks.iter().any(|block| block.kind == Some(BlockKind::Checklist));
        self.out.html("<label><input type=\"checkbox\"");
        if ticked {
            self.out.html(" checked");
        }
        self.out.html(if usable { "> " } else { " disabled> " });
        self.running.label = true;
    }
}

/// The box that the author wrote at the beginning of an item, and whether it is ticked.
fn given_box(item: &[Placed<'_>]) -> Option<bool> {
    item.iter().take(2).find_map(|(event, _)| match event {
        Event::TaskListMarker(ticked) => Some(*ticked),
        _ => None,
    })
}

/// Whether an event belongs to running text.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule | Event::Html(_) | Event::SoftBreak => false,
        _ => true,
    }
}

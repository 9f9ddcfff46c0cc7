//! Tables. They scroll by themselves on narrow screens, with the keyboard too.

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::writer::{Placed, Writer};

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// The end tag of the open cell.
    close: &'static str,
}

impl Writer<'_> {
    pub(super) fn open_table(&mut self, alignments: &[Alignment]) {
        self.table.alignments = alignments.to_vec();
        self.out.html("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.word("table");
        self.out.html("\"><table>\n");
    }

    pub(super) fn close_table(&mut self) {
        self.out.html("</tbody>\n</table></div>\n");
    }

    pub(super) fn open_row(&mut self, head: bool) {
        self.table.column = 0;
        self.table.head = head;
        self.out.html(if head { "<thead>\n<tr>" } else { "<tr>" });
    }

    pub(super) fn close_row(&mut self, head: bool) {
        self.out.html(if head { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n" });
    }

    /// Begins a cell. One of the head that is empty heads nothing.
    pub(super) fn open_cell(&mut self, after: &[Placed<'_>]) {
        let empty = matches!(after.first(), Some((Event::End(TagEnd::TableCell), _)));
        let heads = self.table.head && !empty;
        self.table.close = if heads { "</th>" } else { "</td>" };
        self.out.html(if heads { "<th scope=\"col\"" } else { "<td" });
        self.out.html(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
    }

    pub(super) fn close_cell(&mut self) {
        self.table.column += 1;
        self.out.html(self.table.close);
    }
}

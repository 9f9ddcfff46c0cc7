//! Blocks of the field: `::: scenario At the counter` … `:::`, and GitHub's alerts.

use std::ops::Range;

use super::output::Output;
use super::writer::Writer;
use crate::diag::{Example, Rule, Severity, did_you_mean};
use crate::model::{Block, BlockKind, Piece, Prose};

pub(super) const RULES: &[&Rule] = &[
    &UNKNOWN,
    &UNCLOSED,
    &STRAY_END,
    &NOT_ON_A_LINE,
    &TAB_ALONE,
    &NOT_A_TAB,
    &TAB_WITHOUT_LABEL,
    &WITHOUT_PLACE,
    &TOO_DEEP,
    &SHORT_TEXT,
];

static UNKNOWN: Rule = Rule {
    code: "unknown-block",
    severity: Severity::Error,
    explain: "\
A line that begins with three colons opens a block, and the word behind them says
which: `key-point`, `scenario`, `checklist`, `example`, `warning`, `reveal`,
`tabs`, `tab` or `jurisdiction`. Three colons alone close it.",
    example: Example {
        wrong: "::: senario At the counter\nA customer asks.\n:::",
        right: "::: scenario At the counter\nA customer asks.\n:::",
    },
};

static UNCLOSED: Rule = Rule {
    code: "unclosed-block",
    severity: Severity::Error,
    explain: "\
A block ends with a line of three colons. Blocks can stand inside each other; each
needs a closing line of its own. A block that begins inside a list or a quotation
ends there too.",
    example: Example {
        wrong: "::: key-point\nA request can be spoken.",
        right: "::: key-point\nA request can be spoken.\n:::",
    },
};

static STRAY_END: Rule = Rule {
    code: "stray-block-end",
    severity: Severity::Error,
    explain: "\
Three colons alone close a block, and there is none to close here. Either the line
that opens it is missing, or the closing line is indented differently from the
opening one, so that it belongs to a list.",
    example: Example {
        wrong: "A request can be spoken.\n:::",
        right: "::: key-point\nA request can be spoken.\n:::",
    },
};

static NOT_ON_A_LINE: Rule = Rule {
    code: "block-not-on-a-line",
    severity: Severity::Error,
    explain: "\
The three colons that open or close a block stand at the beginning of a line of
their own, not behind a list mark or other text.",
    example: Example {
        wrong: "- ::: example\n  A letter.\n  :::",
        right: "- An example:\n  ::: example\n  A letter.\n  :::",
    },
};

static TAB_ALONE: Rule = Rule {
    code: "tab-outside-tabs",
    severity: Severity::Error,
    explain: "A tab is one of several, so it stands directly inside a block `tabs`.",
    example: Example {
        wrong: "::: tab UK\nOne month.\n:::",
        right: "::: tabs\n::: tab UK\nOne month.\n:::\n::: tab EU\nOne month.\n:::\n:::",
    },
};

static NOT_A_TAB: Rule = Rule {
    code: "not-a-tab",
    severity: Severity::Error,
    explain: "A block `tabs` shows one of its tabs at a time, so it holds blocks `tab`, and nothing beside them.",
    example: Example {
        wrong: "::: tabs\nOne month.\n:::",
        right: "::: tabs\n::: tab UK\nOne month.\n:::\n:::",
    },
};

static TAB_WITHOUT_LABEL: Rule = Rule {
    code: "tab-without-label",
    severity: Severity::Error,
    explain: "A tab is chosen by its label, which stands behind the word `tab`.",
    example: Example {
        wrong: "::: tabs\n::: tab\nOne month.\n:::\n:::",
        right: "::: tabs\n::: tab UK\nOne month.\n:::\n:::",
    },
};

static WITHOUT_PLACE: Rule = Rule {
    code: "jurisdiction-without-place",
    severity: Severity::Error,
    explain: "\
A block `jurisdiction` says what holds in some places only. Name them behind the
word, with commas between them.",
    example: Example {
        wrong: "::: jurisdiction\nOne month.\n:::",
        right: "::: jurisdiction UK, EU\nOne month.\n:::",
    },
};

static TOO_DEEP: Rule = Rule {
    code: "too-deep",
    severity: Severity::Error,
    explain: "\
Blocks, lists and quotations stand inside each other more than 32 levels deep.
Nobody can follow that, and it is probably a slip.",
    example: Example { wrong: "", right: "" },
};

static SHORT_TEXT: Rule = Rule {
    code: "not-in-short-text",
    severity: Severity::Error,
    explain: "\
Prompts, options, feedback, summaries, titles of blocks and the like are short
texts. They can hold pictures and citations, and most can hold paragraphs, lists
and tables, but no headings, footnotes or blocks.",
    example: Example {
        wrong: "prompt: \"## What do you do first?\"",
        right: "prompt: What do you do first?",
    },
};

/// How deep blocks, lists and quotations may stand inside each other.
const DEEPEST: usize = 32;

/// A block that is being written.
pub(super) struct OpenBlock {
    /// What it is; nothing for one that is at fault, whose body is shown as if
    /// it stood around it.
    pub(super) kind: Option<BlockKind>,
    title: Prose,
    number: usize,
    at: Range<usize>,
    /// Inside how many list items, quotations and the like it was opened.
    pub(super) level: usize,
    /// Inside how many lists it was opened.
    pub(super) lists: usize,
    /// Whether it is one of GitHub's alerts, which end by themselves.
    alert: bool,
    /// Whether its end was found at fault already.
    excused: bool,
    /// The first thing in it that may not stand there.
    stray: Option<Range<usize>>,
    /// What was written before; nothing for a block at fault, which goes on with it.
    outer: Option<Output>,
}

impl Writer<'_> {
    /// Opens or closes a block: what the line `:::` at `at` says.
    pub(super) fn fence(&mut self, at: Range<usize>) {
        if self.short {
            self.not_in_short_text("a block", &at);
            return;
        }
        let line = &self.source[at.clone()];
        let words = line.trim_start_matches(':').trim_start();
        if words.is_empty() {
            self.close_fence(&at);
            return;
        }
        let name = words.split_whitespace().next().unwrap_or_default();
        let title = words[name.len()..].trim();
        let title_at = at.end - title.len();
        let name_at = at.end - words.len()..at.end - words.len() + name.len();
        let kind = self.known_kind(name, name_at);
        let title = self.title(title, title_at);
        let kind = kind.and_then(|kind| self.fitting(kind, &title, &at));
        self.open_block(kind, title, at, false);
    }

    fn known_kind(&mut self, name: &str, at: Range<usize>) -> Option<BlockKind> {
        let kind = BlockKind::named(name);
        if kind.is_none() {
            let known = BlockKind::WRITTEN.map(BlockKind::name);
            let help = match did_you_mean(name, known) {
                Some(right) => format!("did you mean `{right}`?"),
                None if ["note", "tip", "important", "caution"].contains(&name) => {
                    format!("write `> [!{}]`, and `> ` in front of each line", name.to_uppercase())
                }
                None => format!("the blocks are: {}", known.map(|name| format!("`{name}`")).join(", ")),
            };
            self.report(&UNKNOWN, at, format!("there is no block `{name}`"), |it| it.help(help));
        }
        kind
    }

    /// The kind again, if a block of it can stand here.
    fn fitting(&mut self, kind: BlockKind, title: &Prose, at: &Range<usize>) -> Option<BlockKind> {
        let in_tabs = self
            .blocks
            .last()
            .is_some_and(|block| block.kind == Some(BlockKind::Tabs) && block.level == self.level);
        match kind {
            BlockKind::Tab if !in_tabs => {
                self.report(&TAB_ALONE, at.clone(), "a tab stands directly inside a block `tabs`", |it| {
                    it.help("write `::: tabs` in front of the first tab, and `:::` behind the last")
                });
                return None;
            }
            BlockKind::Tab if title.is_empty() => {
                self.report(&TAB_WITHOUT_LABEL, at.clone(), "this tab has no label", |it| {
                    it.help("write `::: tab Label`")
                });
            }
            BlockKind::Jurisdiction if title.is_empty() => {
                self.report(&WITHOUT_PLACE, at.clone(), "this jurisdiction names no place", |it| {
                    it.help("write for example `::: jurisdiction UK, EU`")
                });
            }
            _ => {}
        }
        Some(kind)
    }

    /// Opens one of GitHub's alerts.
    pub(super) fn open_alert(&mut self, kind: BlockKind, at: Range<usize>) {
        self.open_block(Some(kind), Prose::default(), at, true);
    }

    fn open_block(&mut self, kind: Option<BlockKind>, title: Prose, at: Range<usize>, alert: bool) {
        if kind != Some(BlockKind::Tab) {
            self.not_a_tab(&at);
        }
        self.end_running_text();
        let kind = if self.enter(&at) { kind } else { None };
        self.block_count += 1;
        self.blocks.push(OpenBlock {
            kind,
            title,
            number: self.block_count,
            at,
            level: self.level,
            lists: self.lists,
            alert,
            excused: false,
            stray: None,
            outer: kind.map(|_| std::mem::take(&mut self.out)),
        });
    }

    /// Remembers that something else than a tab stands at `at`, if only tabs may.
    pub(super) fn not_a_tab(&mut self, at: &Range<usize>) {
        if let Some(block) = self.blocks.last_mut()
            && block.kind == Some(BlockKind::Tabs)
        {
            block.stray.get_or_insert_with(|| at.clone());
        }
    }

    fn close_fence(&mut self, at: &Range<usize>) {
        if self.blocks.last().is_some_and(|block| !block.alert && block.level == self.level) {
            self.close_block();
            return;
        }
        if self.misplaced_fences > 0 {
            self.misplaced_fences -= 1;
            return;
        }
        let help = if let Some(block) = self.blocks.iter_mut().rev().find(|block| !block.alert) {
            block.excused = true;
            "indent it as far as the line that opens the block"
        } else {
            "open the block with a line like `::: example`, or take this line out"
        };
        self.report(&STRAY_END, at.clone(), "there is no block to close here", |it| it.help(help));
    }

    /// Closes the blocks that were opened inside what ends here.
    pub(super) fn close_blocks_above(&mut self, level: usize) {
        while self.blocks.last().is_some_and(|block| block.level > level) {
            self.close_unclosed();
        }
    }

    /// Closes all blocks: the text ends.
    pub(super) fn close_all_blocks(&mut self) {
        while !self.blocks.is_empty() {
            self.close_unclosed();
        }
    }

    fn close_unclosed(&mut self) {
        if let Some(block) = self.blocks.last()
            && !block.excused
        {
            let at = block.at.clone();
            self.report(&UNCLOSED, at, "this block is not closed", |it| {
                it.help("write a line `:::` behind its last line")
            });
        }
        self.close_block();
    }

    /// Closes the innermost block.
    pub(super) fn close_block(&mut self) {
        let Some(block) = self.blocks.pop() else { return };
        self.end_running_text();
        self.leave();
        let (Some(kind), Some(outer)) = (block.kind, block.outer) else { return };
        let mut body = std::mem::replace(&mut self.out, outer).finish();
        if kind == BlockKind::Tabs {
            self.only_tabs(&mut body, block.stray, &block.at);
        }
        let block = Block { kind, title: block.title, body, number: block.number };
        self.out.piece(Piece::Block(Box::new(block)));
    }

    /// Takes out of `tabs` what is no tab, and says so.
    fn only_tabs(&mut self, body: &mut Prose, stray: Option<Range<usize>>, at: &Range<usize>) {
        let is_tab = |piece: &Piece| matches!(piece, Piece::Block(block) if block.kind == BlockKind::Tab);
        let tabs = std::mem::take(body).into_pieces().into_iter().filter(is_tab);
        *body = tabs.collect::<Vec<_>>().into();
        if stray.is_some() || body.is_empty() {
            let message = if stray.is_some() { "this stands between tabs" } else { "this block has no tabs" };
            self.report(&NOT_A_TAB, stray.unwrap_or(at.clone()), message, |it| {
                it.help("put it into a block that begins with `::: tab Label`")
            });
        }
    }

    /// Goes one level down. Says whether what begins can be shown as such.
    pub(super) fn enter(&mut self, at: &Range<usize>) -> bool {
        self.depth += 1;
        if self.depth > DEEPEST && !self.too_deep {
            self.too_deep = true;
            let message = format!("this stands more than {DEEPEST} levels deep");
            self.report(&TOO_DEEP, at.clone(), message, |it| it.help("put less inside each other"));
        }
        self.depth <= DEEPEST
    }

    /// Goes one level up. Says whether what ends was shown as such.
    pub(super) fn leave(&mut self) -> bool {
        let shown = self.depth <= DEEPEST;
        self.depth = self.depth.saturating_sub(1);
        shown
    }

    /// Whether what stands at this depth is shown as such.
    pub(super) fn shown(&self) -> bool {
        self.depth <= DEEPEST
    }

    /// Says that three colons stand inside a line.
    pub(super) fn fence_in_text(&mut self, at: Range<usize>) {
        if !self.source[at.clone()].trim_matches(':').trim().is_empty() {
            self.misplaced_fences += 1;
        }
        self.report(&NOT_ON_A_LINE, at, "the three colons of a block stand on a line of their own", |it| {
            it.help("begin a new line in front of them")
        });
    }

    /// Says that a short text cannot hold `what`.
    pub(super) fn not_in_short_text(&mut self, what: &str, at: &Range<usize>) {
        self.report(&SHORT_TEXT, at.clone(), format!("{what} cannot stand in a short text"), |it| {
            it.help("use a plain paragraph, or move it to a page")
        });
    }
}

//! `coursewright review`: how long and how hard each module is, and when it is
//! due to be held against the law again.

use std::fmt::Write as _;

use clap::Args;
use jiff::civil::Date;

use super::output::{note, say};
use super::progress::Progress;
use super::project::Project;
use super::record::ground::{date, length, today};
use super::{Fault, Status};
use crate::check::Reading;
use crate::model::{Curriculum, Module, Validity};
use crate::pipeline::Builder;
use crate::record::after;
use crate::score::chance_to_guess;

const EXAMPLES: &str = "\
Examples:
  coursewright review
  coursewright review --today 2027-03-01 --warn \"6 weeks\"";

/// Say how long and how hard each module is, and what is due for review
///
/// The grade is the year of school at which the sentences of the pages can be
/// read (Automated Readability Index; for English only). `guessed` is how often
/// somebody passes the quiz who guesses every answer, in one attempt. Of the
/// pages of a module the first review that is due counts. The exit status is 1
/// when one is overdue.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Review {
    #[command(flatten)]
    project: Project,

    /// The day for which it is said what is due, such as 2026-11-27 [default:
    /// today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,

    /// How long before its review is due a module is `soon`
    #[arg(long, value_name = "TIME", default_value = "30 days", value_parser = length)]
    warn: Validity,
}

impl Review {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let progress = Progress::start();
        let tree = self.project.load()?;
        let build = Builder::default().build_observed(&tree, &progress);
        progress.end();
        let table = Table::new(&build.curriculum, self.today.unwrap_or_else(today), self.warn);
        say(&table.told())?;
        if build.has_errors() {
            note(
                "The project has errors, so something may be missing here; `coursewright check` shows them.\n",
            )?;
        }
        Ok(if table.overdue == 0 { Status::Good } else { Status::Found })
    }
}

/// The names of the columns after the first.
const COLUMNS: [&str; 8] = ["pages", "words", "minutes", "grade", "questions", "guessed", "reviewed", "due"];

/// A line for each module, under a line for each course.
struct Table {
    rows: Vec<(String, Option<[String; 8]>)>,
    overdue: usize,
    soon: usize,
}

impl Table {
    fn new(curriculum: &Curriculum, today: Date, warning: Validity) -> Self {
        let mut table = Self { rows: Vec::new(), overdue: 0, soon: 0 };
        let is_measured = Reading::knows(&curriculum.settings.language);
        for course in &curriculum.courses {
            table.rows.push((course.about.title.clone(), None));
            for module in &*course.modules {
                let due = due(module);
                let state = due.map_or("", |due| state(due, today, warning));
                table.overdue += usize::from(state == OVERDUE);
                table.soon += usize::from(state == SOON);
                let cells = cells(module, is_measured, due, state);
                table.rows.push((format!("  {}", module.title()), Some(cells)));
            }
        }
        table
    }

    /// As text, with columns of the same width.
    fn told(&self) -> String {
        const WIDEST: usize = 48;
        let head = ("", &COLUMNS.map(str::to_owned));
        let lines = self.rows.iter().map(|(name, cells)| (name.as_str(), cells.as_ref()));
        let cells = lines.clone().filter_map(|(_, cells)| cells).chain([head.1]);
        let width =
            |column: usize| cells.clone().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 8] = std::array::from_fn(width);
        let longest = self.rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).min(WIDEST);
        let mut text = String::new();
        for (name, cells) in std::iter::once((head.0, Some(head.1))).chain(lines) {
            let mut line = format!("{:longest$}", shortened(name, WIDEST));
            for (column, (cell, width)) in cells.into_iter().flatten().zip(widths).enumerate() {
                // Numbers stand below each other by their ends, days by their beginnings.
                let written = if column < 6 {
                    write!(line, "  {cell:>width$}")
                } else {
                    write!(line, "  {cell:width$}")
                };
                debug_assert!(written.is_ok(), "a string takes everything");
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text + &self.summary()
    }

    fn summary(&self) -> String {
        let modules =
            |count: usize| if count == 1 { "1 module is".to_owned() } else { format!("{count} modules are") };
        match (self.overdue, self.soon) {
            (0, 0) => String::new(),
            (0, soon) => format!("\n{} soon due for review.\n", modules(soon)),
            (overdue, 0) => format!("\n{} overdue for review.\n", modules(overdue)),
            (overdue, soon) => format!("\n{} overdue for review, and {soon} soon due.\n", modules(overdue)),
        }
    }
}

const OVERDUE: &str = " overdue";
const SOON: &str = " soon";

fn state(due: Date, today: Date, warning: Validity) -> &'static str {
    if due < today {
        OVERDUE
    } else if after(today, warning).is_none_or(|soon| due <= soon) {
        SOON
    } else {
        ""
    }
}

/// The first day on which a page of the module is due for review.
fn due(module: &Module) -> Option<Date> {
    module.pages.iter().filter_map(|page| page.review_by.as_deref()?.parse().ok()).min()
}

fn cells(module: &Module, is_measured: bool, due: Option<Date>, state: &str) -> [String; 8] {
    let words: usize = module.pages.iter().map(|page| page.words).sum();
    let reading =
        module.pages.iter().map(|page| Reading::of(&page.prose)).fold(Reading::default(), |a, b| a + b);
    let grade = reading.grade().filter(|_| is_measured);
    let questions = module.quiz.as_ref().map_or_else(String::new, |quiz| {
        let (asked, all) = (quiz.asked(), quiz.questions.len());
        if asked == all { all.to_string() } else { format!("{asked} of {all}") }
    });
    // A module is reviewed when its last page is.
    let reviewed = module.pages.iter().map(|page| page.reviewed.as_deref().unwrap_or_default()).min();
    [
        module.pages.len().to_string(),
        words.to_string(),
        module.minutes().to_string(),
        grade.map_or_else(String::new, |grade| format!("{grade:.1}")),
        questions,
        module.quiz.as_deref().and_then(chance_to_guess).map_or_else(String::new, percent),
        reviewed.unwrap_or_default().to_owned(),
        due.map_or_else(String::new, |due| format!("{due}{state}")),
    ]
}

/// A probability as it is told.
fn percent(chance: f64) -> String {
    match chance * 100.0 {
        0.0 => "never".to_owned(),
        percent if percent < 0.01 => "<0.01%".to_owned(),
        percent => format!("{percent:.2}%"),
    }
}

fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let beginning: String = name.chars().take(most - 1).collect();
    beginning.trim_end().to_owned() + "…"
}

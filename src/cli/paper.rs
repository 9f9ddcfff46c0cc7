//! The arguments of `coursewright build` that ask for papers to print in place of the site.

use clap::Args;

use super::Fault;
use crate::diag::counted;
use crate::model::Curriculum;
use crate::pipeline;
use crate::plan::{Papers, Planned};

/// What papers are to be made of.
#[derive(Debug, Args)]
#[command(next_help_heading = "Papers")]
pub(super) struct OnPaper {
    /// Write each quiz as a page to print, in place of the site
    #[arg(long)]
    paper: bool,

    /// Write the answers as well, each key in a page of its own
    #[arg(long, requires = "paper")]
    answers: bool,

    /// Write N variants of each quiz, A and on, with questions and options in
    /// another order in each
    #[arg(long, requires = "paper", value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(Papers::MOST)))]
    variants: Option<u8>,

    /// Draw and mix by another number: the same seed makes the same papers
    #[arg(long, requires = "paper", value_name = "SEED", default_value_t = 1, value_parser = seed)]
    seed: u32,
}

impl OnPaper {
    /// The papers that are asked for, if any are.
    pub(super) fn wanted(&self) -> Option<Papers> {
        self.paper.then_some(Papers { variants: self.variants, seed: self.seed, answers: self.answers })
    }
}

/// Reads a seed.
fn seed(written: &str) -> Result<u32, String> {
    written.parse().map_err(|_| format!("a seed is a whole number from 0 to {}", u32::MAX))
}

/// Makes sure that there is something to print.
pub(super) fn check(curriculum: &Curriculum) -> Result<(), Fault> {
    let mut modules = curriculum.courses.iter().flat_map(|course| &*course.modules);
    if modules.any(|module| module.quiz.is_some()) {
        return Ok(());
    }
    let fault = Fault::new("no module has a quiz, so there is nothing to print");
    Err(fault.help("write a `quiz.yml` into the folder of a module"))
}

/// How many papers and keys were made.
pub(super) fn made(build: &pipeline::Build) -> String {
    let count = |is: fn(&Planned) -> bool| build.plan.files().filter(|(_, planned)| is(planned)).count();
    let papers = count(|planned| matches!(planned, Planned::Paper(_)));
    let keys = count(|planned| matches!(planned, Planned::PaperKey(_)));
    let keys = (keys > 0).then(|| counted(keys, "answer key"));
    std::iter::once(counted(papers, "paper")).chain(keys).collect::<Vec<_>>().join(", ")
}

//! What courses and their files say. Every part of every thing is named here,
//! also those that do not count, so that the compiler asks about a new one.

use indexmap::IndexMap;

use super::{Says, Transcript};
use crate::model::{
    Bank, Citation, CourseAbout, Draw, FeedbackTime, Heading, Keep, Mode, Page, Quiz, Settings, Term,
};
use crate::source::SourcePath;

/// A file by its address in the site: the numbers that order it do not count.
impl Says for SourcePath {
    fn say(&self, to: &mut Transcript) {
        to.text(&self.without_numbers());
    }
}

impl Says for Settings {
    fn say(&self, to: &mut Transcript) {
        let Self {
            id: _,
            title,
            language,
            organisation,
            base_url: _,
            theme: _,
            brand_color: _,
            logo: _,
            notice,
            allow_html: _,
            max_reading_grade: _,
            public_key: _,
            shared_desk: _,
        } = self;
        to.thing("site", |to| {
            to.part("title", title).part("language", language).part("organisation", organisation);
            to.part("notice", notice)
        });
    }
}

impl Says for CourseAbout {
    fn say(&self, to: &mut Transcript) {
        let Self {
            path: _,
            title,
            summary,
            audience,
            objectives,
            required,
            in_order,
            attestation,
            valid_for: _,
            certificate: _,
            still_valid: _,
        } = self;
        to.thing("course", |to| {
            to.part("title", title).part("summary", summary).part("audience", audience);
            to.part("objectives", &Objectives(objectives)).part("required", &required.as_deref().map(sorted));
            to.part("in_order", in_order);
            to.part("attestation", &attestation.as_ref().map(|statement| &statement.wording))
        });
    }
}

/// Names whose order means nothing.
fn sorted(names: &[String]) -> Vec<&String> {
    let mut names: Vec<&String> = names.iter().collect();
    names.sort();
    names
}

/// The objectives of a course.
struct Objectives<'a>(&'a IndexMap<String, String>);

impl Says for Objectives<'_> {
    fn say(&self, to: &mut Transcript) {
        let objectives: Vec<Objective> = self.0.iter().map(|(id, text)| Objective { id, text }).collect();
        objectives.say(to);
    }

    fn is_silent(&self) -> bool {
        self.0.is_empty()
    }
}

/// An objective of a course.
struct Objective<'a> {
    id: &'a str,
    text: &'a str,
}

impl Says for Objective<'_> {
    fn say(&self, to: &mut Transcript) {
        let Self { id, text } = self;
        to.thing("objective", |to| to.part("id", *id).part("text", *text));
    }
}

impl Says for Page {
    fn say(&self, to: &mut Transcript) {
        let Self {
            path: _,
            id,
            title,
            summary,
            objectives,
            stated_minutes,
            reviewed,
            review_by: _,
            owner,
            prose,
            headings,
            words: _,
            said: _,
        } = self;
        to.thing("page", |to| {
            to.part("id", id).part("title", title).part("summary", summary).part("objectives", objectives);
            to.part("minutes", stated_minutes).part("reviewed", reviewed).part("owner", owner);
            to.part("prose", prose).part("headings", headings)
        });
    }
}

impl Says for Heading {
    fn say(&self, to: &mut Transcript) {
        let Self { level, id, text } = self;
        to.thing("heading", |to| to.part("level", &u32::from(*level)).part("id", id).part("text", text));
    }
}

impl Says for Quiz {
    fn say(&self, to: &mut Transcript) {
        let Self {
            path: _,
            title,
            intro,
            mode,
            pages_first,
            pass,
            objective_pass,
            time_limit,
            attempts,
            keep,
            draw,
            shuffle,
            feedback,
            confidence,
            // Those of a sealed quiz are told without their keys: the digest is
            // public, and would give them away to whoever tries all answers.
            questions: _,
            // What is taken in stands among the questions.
            banks: _,
            sealed: _,
            is_whole: _,
            said: _,
        } = self;
        // What holds if nothing is said is not said.
        let mode = match mode {
            Mode::SelfAssessment => None,
            Mode::Practice => Some("practice"),
            Mode::Sealed => Some("sealed"),
        };
        let keep = Some(keep.name()).filter(|_| *keep != Keep::Best);
        let feedback = match feedback {
            FeedbackTime::End => "end",
            FeedbackTime::Each => "each",
        };
        to.thing("quiz", |to| {
            to.part("title", title)
                .part("intro", intro)
                .part("mode", &mode)
                .part("pages_first", pages_first)
                .part("pass", pass)
                .part("objective_pass", objective_pass);
            to.part("time_limit", &time_limit.map(u32::from))
                .part("attempts", &attempts.map(u32::from))
                .part("keep", &keep)
                .part("draw", draw)
                .part("shuffle", shuffle)
                .part("feedback", feedback)
                .part("confidence", &confidence.name());
            to.part("questions", self.published())
        });
    }
}

impl Says for Bank {
    fn say(&self, to: &mut Transcript) {
        let Self { path: _, questions, is_whole: _ } = self;
        to.thing("bank", |to| to.part("questions", questions));
    }
}

impl Says for Draw {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Number(number) => to.thing("number", |to| to.part("number", number)),
            Self::ByObjective(numbers) => to.thing("by-objective", |to| to.part("numbers", numbers)),
        };
    }
}

impl Says for Term {
    fn say(&self, to: &mut Transcript) {
        let Self { id: _, term, also, definition } = self;
        to.thing("term", |to| to.part("term", term).part("also", also).part("definition", definition));
    }
}

impl Says for Citation {
    fn say(&self, to: &mut Transcript) {
        let Self { id, citation, link, jurisdiction, as_of } = self;
        to.thing("source", |to| {
            to.part("id", id).part("citation", citation).part("link", link);
            to.part("jurisdiction", jurisdiction).part("as_of", as_of)
        });
    }
}

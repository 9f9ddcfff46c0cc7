//! What can be answered on a paper, and what each answer earns.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::super::answer::{pattern, unit};
use super::super::page::{Page, escaped};
use super::{is_scored, letter};
use crate::diag::Diagnostic;
use crate::model::{Choice, FeedbackFor, Fraction, Interaction, Key, Marking, Paths, Question, Scene, Turn};

/// The answer to a question.
#[derive(Default, Serialize)]
pub(super) struct Solution {
    /// The right answers, as HTML: letters where the paper has letters.
    pub(super) right: Vec<String>,
    /// Whether all of them are wanted, or any of them will do.
    pub(super) all: bool,
    pub(super) answers: Vec<Offered>,
}

/// An answer that can be given.
#[derive(Serialize)]
pub(super) struct Offered {
    /// Its letter on the paper, if it has one.
    pub(super) letter: Option<String>,
    /// HTML.
    pub(super) text: String,
    pub(super) right: bool,
    /// The points that it adds, in words; missing where only the whole answer counts.
    pub(super) points: Option<String>,
    /// What is said to it, as HTML.
    pub(super) said: Option<String>,
}

/// What is accepted where something is written.
pub(super) struct Accepted {
    /// HTML.
    pub(super) text: String,
    pub(super) credit: Fraction,
    /// Whether nothing earns more.
    pub(super) is_best: bool,
}

impl<'a> Page<'a> {
    /// The answer to a question whose options stand in the order of the paper.
    pub(super) fn solution(&mut self, question: &'a Question) -> Result<Solution, Box<Diagnostic>> {
        if !is_scored(question) {
            return Ok(Solution::default());
        }
        let mut solution = match &question.interaction {
            Interaction::Choice { multiple, choices, .. } => {
                self.solved_choices(question, choices, *multiple)?
            }
            Interaction::Number { .. } | Interaction::Text { .. } => self.solved_field(question)?,
            Interaction::Scenario { scenes, paths } => self.solved_path(question, scenes, paths)?,
            Interaction::Match { rows, columns, .. } => self.solved_pairs(question, rows, columns)?,
            Interaction::Order { items } => self.solved_order(question, items)?,
            Interaction::Gaps { gaps, .. } => self.solved_gaps(question, gaps)?,
        };
        if let Some(said) = self.said(question, &FeedbackFor::Wrong)? {
            let text = escaped(self.renderer.words.get("other_answers"));
            solution.answers.push(Offered {
                letter: None,
                text,
                right: false,
                points: None,
                said: Some(said),
            });
        }
        Ok(solution)
    }

    fn solved_choices(
        &mut self,
        question: &'a Question,
        choices: &'a [Choice],
        multiple: bool,
    ) -> Result<Solution, Box<Diagnostic>> {
        let mut solution = Solution { all: multiple, ..Solution::default() };
        for (at, choice) in choices.iter().enumerate() {
            let right = is_right(&question.key, &choice.id, multiple);
            if right {
                solution.right.push(letter(at));
            }
            let share = share(&question.key, &choice.id, multiple);
            solution.answers.push(Offered {
                letter: Some(letter(at)),
                text: self.choice(&choice.text)?,
                right,
                points: share.map(|share| self.points(&(share * question.points.clone()), multiple)),
                said: self.said(question, &FeedbackFor::Choice(choice.id.clone()))?,
            });
        }
        Ok(solution)
    }

    fn solved_field(&mut self, question: &'a Question) -> Result<Solution, Box<Diagnostic>> {
        let unit = unit(question);
        let right = self.right_answers(&question.key, unit, false, &[]);
        let mut solution = Solution { right, ..Solution::default() };
        for (at, accepted) in self.accepted(&question.key, unit).into_iter().enumerate() {
            let share = accepted.credit * question.points.clone();
            solution.answers.push(Offered {
                letter: None,
                text: accepted.text,
                right: accepted.is_best,
                points: Some(self.points(&share, false)),
                said: self.said(question, &FeedbackFor::Accepted(at))?,
            });
        }
        Ok(solution)
    }

    /// What is accepted where something is written.
    pub(super) fn accepted(&self, key: &Key, unit: Option<&str>) -> Vec<Accepted> {
        let texts: Vec<(String, &Fraction)> = match key {
            Key::Number { ranges, .. } => {
                ranges.iter().map(|range| (self.range(range, unit), &range.credit)).collect()
            }
            Key::Text { accepted, .. } => {
                accepted.iter().map(|text| (pattern(&text.text), &text.credit)).collect()
            }
            _ => Vec::new(),
        };
        let best = texts.iter().map(|(_, credit)| *credit).max();
        let accepted = |(text, credit): &(String, &Fraction)| Accepted {
            text: text.clone(),
            credit: (*credit).clone(),
            is_best: Some(*credit) == best,
        };
        texts.iter().map(accepted).collect()
    }

    /// The choices of a scenario, a best path through it marked.
    fn solved_path(
        &mut self,
        question: &'a Question,
        scenes: &'a [Scene],
        paths: &Paths,
    ) -> Result<Solution, Box<Diagnostic>> {
        let Key::Path(key) = &question.key else { return Ok(Solution::default()) };
        let worth = |share: &Fraction| share.clone() * question.points.clone();
        let turns: HashMap<&str, &Turn> = key.choices.iter().map(|turn| (turn.id.as_str(), turn)).collect();
        let mut solution = Solution { all: true, ..Solution::default() };
        let mut best = BTreeMap::new();
        for (place, scene) in scenes.iter().enumerate() {
            for (at, choice) in scene.choices().iter().enumerate() {
                let letter = format!("{}{}", place + 1, letter(at));
                let step = paths.best.iter().position(|id| *id == choice.id);
                best.extend(step.map(|step| (step, letter.clone())));
                let points = turns.get(choice.id.as_str()).map(|turn| &turn.points);
                let points = points.filter(|points| !points.is_zero() && !key.most.is_zero());
                solution.answers.push(Offered {
                    letter: Some(letter),
                    text: self.fill(&choice.text)?,
                    right: step.is_some(),
                    points: points
                        .map(|points| self.points(&worth(&(points.clone() / key.most.clone())), true)),
                    said: self.fill_some(choice.feedback.as_ref())?,
                });
            }
            let credit = key.endings.iter().find(|(id, _)| *id == scene.id).map(|(_, credit)| credit);
            if let (Some(title), Some(credit)) = (scene.ending(), credit.filter(|credit| !credit.is_zero())) {
                solution.answers.push(Offered {
                    letter: Some((place + 1).to_string()),
                    text: escaped(title),
                    right: *credit == key.most,
                    points: Some(self.points(&worth(credit), false)),
                    said: None,
                });
            }
        }
        solution.right = best.into_values().collect();
        Ok(solution)
    }

    /// What belongs to each row.
    fn solved_pairs(
        &mut self,
        question: &'a Question,
        rows: &'a [Choice],
        columns: &'a [Choice],
    ) -> Result<Solution, Box<Diagnostic>> {
        let Key::Parts { parts, marking } = &question.key else { return Ok(Solution::default()) };
        let each = match marking {
            Marking::Partial => Some(self.points(&(question.points.clone() * one_of(parts.len())), true)),
            Marking::AllOrNothing => None,
        };
        let mut solution = Solution { all: true, ..Solution::default() };
        for (at, row) in rows.iter().enumerate() {
            let key = parts.iter().find(|(id, _)| *id == row.id).map(|(_, key)| key);
            let Some(Key::Choose { right, .. }) = key else { continue };
            let (mut letters, mut texts) = (Vec::new(), Vec::new());
            for (place, column) in columns.iter().enumerate().filter(|(_, column)| right.contains(&column.id))
            {
                letters.push(letter(place));
                texts.push(self.choice(&column.text)?);
            }
            let letter = format!("{}{}", at + 1, letters.join("/"));
            let words = &self.renderer.words;
            let answer = texts.join(words.get("or"));
            let part = self.choice(&row.text)?;
            solution.right.push(letter.clone());
            solution.answers.push(Offered {
                letter: Some(letter),
                text: words.text("paper_pair", &[("part", &part), ("answer", &answer)]),
                right: true,
                points: each.clone(),
                said: self.said(question, &FeedbackFor::Part(row.id.clone()))?,
            });
        }
        Ok(solution)
    }

    /// The items in the right order, with the numbers of their boxes.
    fn solved_order(
        &mut self,
        question: &'a Question,
        items: &'a [Choice],
    ) -> Result<Solution, Box<Diagnostic>> {
        let Key::Order { right, .. } = &question.key else { return Ok(Solution::default()) };
        let mut solution = Solution { all: true, ..Solution::default() };
        for (number, id) in (1..).zip(right) {
            let Some(place) = items.iter().position(|item| item.id == *id) else { continue };
            let part = self.choice(&items[place].text)?;
            solution.right.push(letter(place));
            solution.answers.push(Offered {
                letter: Some(letter(place)),
                text: self.renderer.words.text("paper_pair", &[("part", &part), ("answer", &number)]),
                right: true,
                points: None,
                said: None,
            });
        }
        Ok(solution)
    }

    /// What is said to one answer, if anything is.
    pub(super) fn said(
        &mut self,
        question: &'a Question,
        answer: &FeedbackFor,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let found = question.extras.feedback.iter().find(|(given, _)| given == answer);
        self.fill_some(found.map(|(_, text)| text))
    }
}

/// Whether the option belongs to the best answer.
pub(super) fn is_right(key: &Key, choice: &str, multiple: bool) -> bool {
    match key {
        Key::Choose { right, .. } => right.iter().any(|id| id == choice),
        Key::Weigh { credits } => {
            let best = credits.iter().map(|(_, credit)| credit).max();
            let own = credits.iter().find(|(id, _)| id == choice).map(|(_, credit)| credit);
            own.is_some_and(|own| if multiple { *own > Fraction::zero() } else { Some(own) == best })
        }
        _ => false,
    }
}

/// The share of the points that the option adds by itself; none where only the
/// whole answer counts.
pub(super) fn share(key: &Key, choice: &str, multiple: bool) -> Option<Fraction> {
    match key {
        Key::Choose { right, marking: Marking::Partial } if multiple => {
            let each = one_of(right.len());
            let is_right = right.iter().any(|id| id == choice);
            Some(if is_right { each } else { Fraction::zero() - each })
        }
        Key::Weigh { credits } => {
            credits.iter().find(|(id, _)| id == choice).map(|(_, credit)| credit.clone())
        }
        _ => None,
    }
}

/// The share of one of so many.
pub(super) fn one_of(count: usize) -> Fraction {
    Fraction::new(1, i64::try_from(count.max(1)).unwrap_or(i64::MAX))
}

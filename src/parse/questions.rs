//! Lists of questions, as quizzes and banks have them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{course_rules, markdown};
use crate::diag::Diagnostic;
use crate::model::Question;
use crate::question::{self, Authored};
use crate::source::{NodePath, Place, SourcePath};

/// Makes questions of what was written under `questions:` in the file `path`,
/// each with its place in that list.
pub(super) fn read(
    path: &SourcePath,
    written: &[(usize, &Authored)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Question>> {
    let mut markdown = |text: &str, place: &Place, gaps: bool, diagnostics: &mut Vec<Diagnostic>| {
        let understand = if gaps { markdown::fragment_with_gaps } else { markdown::fragment };
        let markdown::Fragment { line, rest } = understand(path, text, place, diagnostics);
        (line, rest)
    };
    let lowered = written
        .iter()
        .map(|(index, written)| question::lower(written, path, *index, &mut markdown, diagnostics));
    let questions: Vec<Arc<Question>> = lowered.flatten().map(Arc::new).collect();
    find_duplicate_ids(path, written, diagnostics);
    let without_id = written.iter().filter(|(_, written)| written.id.is_none());
    let without_id: HashSet<usize> = without_id.map(|(index, _)| *index).collect();
    let unnamed = |question: &&Arc<Question>| without_id.contains(&(question.index as usize));
    find_repeated_questions(questions.iter().filter(unnamed), diagnostics);
    questions
}

/// Ids that two questions give themselves, those with other faults included.
fn find_duplicate_ids(path: &SourcePath, written: &[(usize, &Authored)], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    let given = written.iter().filter_map(|(index, question)| Some((index, question.id.as_deref()?)));
    for (index, id) in given {
        if let Some(first) = seen.insert(id, *index) {
            let question = |index| NodePath::root().key("questions").item(index);
            let place = |index| Place::Node(path.clone(), question(index).key("id"));
            diagnostics.push(course_rules::duplicate_id(id, place(*index), place(first)));
        }
    }
}

/// Questions without an id that say the same, so that the id made for them is the same.
fn find_repeated_questions<'a>(
    unnamed: impl Iterator<Item = &'a Arc<Question>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen = HashMap::new();
    for question in unnamed {
        if let Some(first) = seen.insert(question.digest, question) {
            let place = |question: &Question| Place::Node(question.path.clone(), question.node());
            diagnostics.push(course_rules::repeated_question(place(question), place(first)));
        }
    }
}

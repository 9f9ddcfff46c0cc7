//! What the script is told, as JSON inside the page. Nothing is fetched, so
//! that a page works from a folder, a share and any sub-path.

use serde_json::{Map, Value, json};

use super::outline;
use super::page::Page;
use crate::model::{
    Attestation, Course, Draw, FeedbackTime, Interaction, Keep, Key, Marking, Mode, Module, PathKey,
    PathMarking, Question, Quiz, Statement, Turn,
};

/// JSON that can stand in a `<script>`: no end tag or comment can begin in it.
pub(super) fn inline(value: &Value) -> String {
    // A value whose keys are texts can always be written.
    let json = serde_json::to_string(value).unwrap_or_default();
    if json.contains('<') { json.replace('<', "\\u003c") } else { json }
}

/// For `<cw-page>`: what belongs to the module.
pub(super) fn page(page: &Page, course: &Course, m: usize, module: &Module) -> String {
    let pages: Vec<&str> = module.pages.iter().map(|page| page.id.as_str()).collect();
    let mut data = json!({ "pages": pages, "quiz": module.quiz.is_some() });
    let after = outline::after(page, course, m);
    if !after.is_null() {
        data["after"] = after;
    }
    inline(&data)
}

/// For `<cw-quiz>`.
pub(super) fn quiz(page: &Page, course: &Course, module: &Module, quiz: &Quiz) -> String {
    let mut objectives = Map::new();
    for id in quiz.questions.iter().filter_map(|question| question.objective.as_deref()) {
        let Some(text) = course.about.objectives.get(id).filter(|_| !objectives.contains_key(id)) else {
            continue;
        };
        objectives.insert(id.to_owned(), json!({ "text": text, "pages": page.pages_about(id) }));
    }
    let objective_pass: Map<String, Value> =
        quiz.objective_pass.iter().map(|(id, pass)| (id.clone(), json!(pass.to_string()))).collect();
    let questions: Vec<Value> =
        quiz.published().iter().map(|question| self::question(page, question)).collect();
    let mut data = json!({
        "id": module.id,
        "course": course.id,
        "module": module.id,
        "title": quiz.title,
        "pass": quiz.pass.as_ref().map(ToString::to_string),
        "attempts": quiz.attempts,
        "shuffle": quiz.shuffle,
        "feedback": match quiz.feedback {
            FeedbackTime::End => "end",
            FeedbackTime::Each => "each",
        },
        "objectivePass": objective_pass,
        "objectives": objectives,
        "next": page.next_module(),
        "home": { "href": page.at.link_to(&crate::site::OutPath::new("index.html")) },
        "courseHref": page.href(&course.about.path),
        "questions": questions,
    });
    match quiz.mode {
        Mode::SelfAssessment => {}
        Mode::Practice => data["mode"] = json!("practice"),
        Mode::Sealed => {
            data["mode"] = json!("sealed");
            data["courseTitle"] = json!(course.about.title);
        }
    }
    if let Some(minutes) = quiz.time_limit {
        data["timeLimit"] = json!(minutes);
    }
    if let Some(reason) = &quiz.pages_first {
        let pages: Vec<Value> = module
            .pages
            .iter()
            .map(|step| json!({ "id": step.id, "href": page.href(&step.path), "title": step.title }))
            .collect();
        data["pagesFirst"] = json!({ "reason": reason, "pages": pages });
    }
    let after = page.module.map_or(Value::Null, |(m, _)| outline::after(page, course, m));
    if !after.is_null() {
        data["after"] = after;
    }
    if let Some(confidence) = quiz.confidence.name() {
        data["confidence"] = json!(confidence);
    }
    if quiz.keep != Keep::Best {
        data["keep"] = json!(quiz.keep.name());
    }
    if let Some(numbers) = &quiz.draw {
        data["draw"] = draw(numbers);
    }
    inline(&data)
}

fn draw(draw: &Draw) -> Value {
    match draw {
        Draw::Number(number) => json!(number),
        Draw::ByObjective(numbers) => {
            Value::Object(numbers.iter().map(|(name, number)| (name.clone(), json!(number))).collect())
        }
    }
}

/// For `<cw-check>`.
pub(super) fn check(page: &Page, course: &Course, module: &Module, asked: &Question) -> String {
    let mut data = question(page, asked);
    data["course"] = json!(course.id);
    data["module"] = json!(module.id);
    inline(&data)
}

fn question(page: &Page, question: &Question) -> Value {
    let mut data = json!({
        "id": question.id,
        "points": question.points.to_string(),
        "objective": question.objective,
        "shuffle": question.interaction.shuffles(),
        "key": key(page, &question.key, &question.interaction),
        "digest": question.digest,
    });
    if question.critical {
        data["critical"] = json!(true);
    }
    if let Some(read) = page.taught_at(question) {
        data["read"] = json!(read);
    }
    if let Some(attestation) = &question.attestation {
        let Attestation { statement: Statement { wording, digest }, required } = &**attestation;
        data["attestation"] = json!({ "digest": digest, "wording": wording, "required": required });
    }
    data
}

fn key(page: &Page, key: &Key, interaction: &Interaction) -> Value {
    match key {
        Key::Choose { right, marking } => json!({ "choose": right, "marking": self::marking(*marking) }),
        Key::Weigh { credits } => {
            let weights: Map<String, Value> =
                credits.iter().map(|(id, credit)| (id.clone(), json!(credit.to_string()))).collect();
            let multiple = matches!(interaction, Interaction::Choice { multiple: true, .. });
            json!({ "weigh": weights, "multiple": multiple })
        }
        Key::Number { ranges, unit } => {
            let ranges: Vec<Value> = ranges
                .iter()
                .map(|range| {
                    json!({
                        "from": range.from.to_string(),
                        "to": range.to.to_string(),
                        "credit": range.credit.to_string(),
                    })
                })
                .collect();
            json!({ "number": ranges, "decimal": page.renderer.words.decimal_mark(), "unit": unit })
        }
        Key::Text { accepted, case_sensitive } => {
            let accepted: Vec<Value> = accepted
                .iter()
                .map(|text| json!({ "accept": text.text, "credit": text.credit.to_string() }))
                .collect();
            json!({ "text": accepted, "case": case_sensitive })
        }
        Key::Parts { parts, marking } => {
            let parts: Map<String, Value> =
                parts.iter().map(|(id, part)| (id.clone(), self::key(page, part, interaction))).collect();
            json!({ "parts": parts, "marking": self::marking(*marking) })
        }
        Key::Order { right, marking } => json!({ "order": right, "marking": self::marking(*marking) }),
        Key::Path(key) => path(key),
        Key::Unscored => json!({ "unscored": true }),
    }
}

fn path(key: &PathKey) -> Value {
    let turn = |turn: &Turn| json!({ "from": turn.from, "to": turn.to, "points": turn.points.to_string() });
    let choices: Map<String, Value> =
        key.choices.iter().map(|choice| (choice.id.clone(), turn(choice))).collect();
    let endings: Map<String, Value> =
        key.endings.iter().map(|(scene, credit)| (scene.clone(), json!(credit.to_string()))).collect();
    json!({
        "path": key.start,
        "choices": choices,
        "endings": endings,
        "most": key.most.to_string(),
        "marking": match key.marking {
            PathMarking::Points => "points",
            PathMarking::Ending => "ending",
        },
    })
}

fn marking(marking: Marking) -> &'static str {
    match marking {
        Marking::AllOrNothing => "all-or-nothing",
        Marking::Partial => "partial",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn nothing_in_the_data_ends_the_script() {
        assert_eq!(super::inline(&json!(["</script><!--"])), r#"["\u003c/script>\u003c!--"]"#);
    }
}

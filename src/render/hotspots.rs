//! A picture with areas that can be picked.

use serde::Serialize;

use super::page::Page;
use crate::model::{Area, Choice, Hotspots};

/// What the template `hotspot.html` needs to know of the picture.
#[derive(Serialize)]
pub(super) struct Picture {
    href: String,
    alt: String,
    width: u32,
    height: u32,
    areas: Vec<Shape>,
    /// How high the letters are, in pixels of the picture.
    letter: u32,
}

/// An area, by its choice.
#[derive(Serialize)]
struct Shape {
    id: String,
    /// `rect`, `circle` or `polygon`.
    element: &'static str,
    /// The attributes of the SVG element, and their values.
    attributes: Vec<Attribute>,
    /// Where the letter stands.
    x: i64,
    y: i64,
}

/// An attribute of an SVG element.
#[derive(Serialize)]
struct Attribute {
    name: &'static str,
    value: String,
}

impl Page<'_> {
    /// The picture, and where its areas lie.
    pub(super) fn hotspots(&self, picture: &Hotspots, choices: &[Choice]) -> Picture {
        let size = self.curriculum.assets.get(&picture.path).copied().flatten();
        let (width, height) = size.unwrap_or((1, 1));
        Picture {
            href: self.href(&picture.path),
            alt: picture.alt.clone(),
            width,
            height,
            areas: picture.areas.iter().zip(choices).map(|(area, choice)| shape(area, &choice.id)).collect(),
            letter: (width.max(height) / 18).max(1),
        }
    }
}

fn shape(area: &Area, id: &str) -> Shape {
    let (element, attributes) = match area {
        Area::Rect([left, top, right, bottom]) => (
            "rect",
            vec![
                ("x", left.to_string()),
                ("y", top.to_string()),
                ("width", (right - left).to_string()),
                ("height", (bottom - top).to_string()),
            ],
        ),
        Area::Circle([x, y, r]) => {
            ("circle", vec![("cx", x.to_string()), ("cy", y.to_string()), ("r", r.to_string())])
        }
        Area::Poly(corners) => {
            let points: Vec<String> = corners.iter().map(|[x, y]| format!("{x},{y}")).collect();
            ("polygon", vec![("points", points.join(" "))])
        }
    };
    let attributes = attributes.into_iter().map(|(name, value)| Attribute { name, value }).collect();
    let [x, y] = area.center();
    Shape { id: id.to_owned(), element, attributes, x, y }
}

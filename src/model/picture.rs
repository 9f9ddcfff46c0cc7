//! Areas of a picture that can be picked.

use crate::source::SourcePath;

/// A picture with an area for each choice of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hotspots {
    /// The picture's file.
    pub path: SourcePath,
    /// What it shows, as plain text.
    pub alt: String,
    /// In the order of the choices.
    pub areas: Vec<Area>,
}

/// An area of a picture, in its pixels from the upper left corner; for an SVG in
/// the units of its view box. The shapes are those of HTML's image maps and of QTI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Area {
    /// From left, top to right, bottom; neither side is 0.
    Rect([u32; 4]),
    /// Around a point, by the radius, which is not 0.
    Circle([u32; 3]),
    /// Around at least three corners.
    Poly(Vec<[u32; 2]>),
}

impl Area {
    /// The smallest rectangle around it: left, top, right, bottom. A circle can
    /// reach beyond the left or upper edge.
    pub fn bounds(&self) -> [i64; 4] {
        match self {
            Self::Rect(sides) => sides.map(i64::from),
            Self::Circle(circle) => {
                let [x, y, r] = circle.map(i64::from);
                [x - r, y - r, x + r, y + r]
            }
            Self::Poly(corners) => corners.iter().fold([i64::MAX, i64::MAX, 0, 0], |[l, t, r, b], corner| {
                let [x, y] = corner.map(i64::from);
                [l.min(x), t.min(y), r.max(x), b.max(y)]
            }),
        }
    }

    /// A point inside of it, for its letter.
    pub fn center(&self) -> [i64; 2] {
        if let Self::Poly(corners) = self {
            // Of a bent shape the middle of its bounds may lie outside.
            let count = i64::try_from(corners.len()).unwrap_or(1);
            let mean =
                |axis: usize| corners.iter().map(|corner| i64::from(corner[axis])).sum::<i64>() / count;
            let mean = [mean(0), mean(1)];
            if self.holds(mean) {
                return mean;
            }
        }
        let [left, top, right, bottom] = self.bounds();
        let middle = [i64::midpoint(left, right), i64::midpoint(top, bottom)];
        if self.holds(middle) { middle } else { self.first_inside().unwrap_or(middle) }
    }

    /// Whether a point lies in it; its edge counts. Squares of coordinates that
    /// nobody would write are beyond 64 bits.
    pub fn holds(&self, [x, y]: [i64; 2]) -> bool {
        match self {
            Self::Rect(sides) => {
                let [left, top, right, bottom] = sides.map(i64::from);
                (left..=right).contains(&x) && (top..=bottom).contains(&y)
            }
            Self::Circle(circle) => {
                let [cx, cy, r] = circle.map(i128::from);
                let (x, y) = (i128::from(x), i128::from(y));
                (x - cx).pow(2) + (y - cy).pow(2) <= r.pow(2)
            }
            Self::Poly(corners) => {
                let (x, y) = (i128::from(x), i128::from(y));
                let next = corners.iter().cycle().skip(1);
                let crossed = corners.iter().zip(next).filter(|(a, b)| {
                    let ([ax, ay], [bx, by]) = (a.map(i128::from), b.map(i128::from));
                    let (low, high) = if ay <= by { ([ax, ay], [bx, by]) } else { ([bx, by], [ax, ay]) };
                    let is_beside = low[1] <= y && y < high[1];
                    is_beside && (x - low[0]) * (high[1] - low[1]) < (y - low[1]) * (high[0] - low[0])
                });
                crossed.count() % 2 == 1
            }
        }
    }

    /// Whether a point lies in both. What is looked at is a grid of points, so
    /// shapes that only touch do not count.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (a, b) = (self.bounds(), other.bounds());
        let [left, top] = [a[0].max(b[0]), a[1].max(b[1])];
        let [right, bottom] = [a[2].min(b[2]), a[3].min(b[3])];
        grid([left, top, right, bottom]).any(|point| self.holds(point) && other.holds(point))
    }

    fn first_inside(&self) -> Option<[i64; 2]> {
        grid(self.bounds()).find(|point| self.holds(*point))
    }
}

/// Points inside a rectangle, evenly spread, none of them on its edge.
fn grid([left, top, right, bottom]: [i64; 4]) -> impl Iterator<Item = [i64; 2]> {
    const STEPS: i64 = 24;
    let is_open = right - left > 1 && bottom - top > 1;
    let along = |from: i64, to: i64, step: i64| from + ((to - from) * (2 * step + 1)) / (2 * STEPS);
    let rows = if is_open { 0..STEPS } else { 0..0 };
    rows.flat_map(move |row| {
        (0..STEPS).map(move |column| [along(left, right, column), along(top, bottom, row)])
    })
    .filter(move |[x, y]| *x > left && *x < right && *y > top && *y < bottom)
}

#[cfg(test)]
mod tests {
    use super::Area;

    fn bow() -> Area {
        // A "U": its middle is not in it.
        Area::Poly(vec![[0, 0], [30, 0], [30, 100], [70, 100], [70, 0], [100, 0], [100, 130], [0, 130]])
    }

    #[test]
    fn a_letter_stands_inside_of_its_area() {
        for area in [Area::Rect([10, 10, 30, 20]), Area::Circle([50, 50, 7]), bow()] {
            assert!(area.holds(area.center()), "{area:?} {:?}", area.center());
        }
        assert!(!bow().holds([50, 50]));
    }

    #[test]
    fn areas_overlap_where_a_point_is_in_both() {
        let square = Area::Rect([0, 0, 100, 100]);
        assert!(square.overlaps(&Area::Rect([90, 90, 200, 200])));
        assert!(!square.overlaps(&Area::Rect([100, 0, 200, 100])), "they only touch");
        assert!(square.overlaps(&Area::Circle([110, 50, 30])));
        assert!(!square.overlaps(&Area::Circle([120, 120, 22])), "only their bounds do");
        assert!(!bow().overlaps(&Area::Rect([35, 5, 65, 95])), "it stands in the bow");
        assert!(bow().overlaps(&Area::Rect([35, 5, 65, 120])));
    }
}

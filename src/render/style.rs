//! The style sheets: the organisation's colour, then the theme's files.

use std::collections::BTreeMap;

use crate::model::Color;
use crate::plan::Sheet;
use crate::theme::Theme;

/// What links and buttons take where the site names no colour.
const BRAND: Color = Color { red: 0x0b, green: 0x55, blue: 0x63 };
const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
/// The lightest surface that text stands on in the dark scheme.
const DARK: Color = Color { red: 0x26, green: 0x2b, blue: 0x31 };
/// The darkest surface that text stands on in the light scheme.
const LIGHT: Color = Color { red: 0xea, green: 0xee, blue: 0xf0 };
/// What WCAG 2.2 asks of text (1.4.3), level AA.
const READABLE: f64 = 4.5;

/// The style sheets of a site with this brand colour.
pub(super) fn sheets(theme: &Theme, brand: Option<Color>) -> BTreeMap<Sheet, String> {
    let sheet = |sheet| match sheet {
        Sheet::Main => colors(brand) + &joined(theme, "style"),
        Sheet::Record => joined(theme, "style-record"),
        Sheet::Paper => joined(theme, "style-paper"),
    };
    Sheet::ALL.into_iter().map(|name| (name, sheet(name))).collect()
}

/// The brand's colours, from which the theme's follow.
fn colors(brand: Option<Color>) -> String {
    let brand = brand.unwrap_or(BRAND);
    let (light, dark) = (on_light(brand), on_dark(brand));
    format!(
        ":root {{\n  --brand-light: {light};\n  --brand-dark: {dark};\n  --on-brand-light: {};\n  --on-brand-dark: {};\n}}\n",
        text_on(light),
        text_on(dark),
    )
}

/// The theme's files in a folder, in the order of their names.
fn joined(theme: &Theme, folder: &str) -> String {
    let mut sheet = String::new();
    for (_, text) in theme.folder(folder, ".css") {
        let bare = without_comments(text);
        for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
            sheet.push_str(line);
            sheet.push('\n');
        }
    }
    sheet
}

/// The style sheet without its comments, which are for those who write it.
/// What looks like a comment inside a string stays.
fn without_comments(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['/', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        bare.push_str(before);
        let end = match from.as_bytes() {
            [b'/', b'*', ..] => {
                rest = from[2..].split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            [b'/', ..] => 1,
            [quote, ..] => from[1..].find(char::from(*quote)).map_or(from.len(), |end| end + 2),
            [] => break,
        };
        bare.push_str(&from[..end]);
        rest = &from[end..];
    }
    bare + rest
}

/// The colour, darkened until it can be read on light surfaces.
fn on_light(color: Color) -> Color {
    readable(color, LIGHT, BLACK).unwrap_or(BLACK)
}

/// The colour, made lighter until it can be read on dark surfaces: first in
/// its own hue, so that it does not fade, then towards white.
fn on_dark(color: Color) -> Color {
    let bright = vivid(color).mix(Color::WHITE, 0.4);
    readable(color, DARK, bright).or_else(|| readable(bright, DARK, Color::WHITE)).unwrap_or(Color::WHITE)
}

/// The brightest colour of the same hue; white for black.
fn vivid(color: Color) -> Color {
    let most = u16::from(color.red.max(color.green).max(color.blue)).max(1);
    let scaled = |channel: u8| u8::try_from(u16::from(channel) * 255 / most).unwrap_or(u8::MAX);
    match color {
        BLACK => Color::WHITE,
        _ => Color { red: scaled(color.red), green: scaled(color.green), blue: scaled(color.blue) },
    }
}

/// The colour, mixed with `towards` as little as it needs to be read on `ground`.
fn readable(color: Color, ground: Color, towards: Color) -> Option<Color> {
    (0..=20)
        .map(|step| color.mix(towards, f64::from(step) / 20.0))
        .find(|mixed| mixed.contrast(ground) >= READABLE)
}

/// White or nearly black, whichever can be read better on `ground`.
fn text_on(ground: Color) -> Color {
    let dark = Color { red: 0x10, green: 0x14, blue: 0x18 };
    if ground.contrast(Color::WHITE) >= ground.contrast(dark) { Color::WHITE } else { dark }
}

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, READABLE, Sheet, on_dark, on_light, sheets, text_on};

    use crate::model::Color;
    use crate::theme::Theme;

    #[test]
    fn any_brand_can_be_read_on_light_and_on_dark() {
        for brand in ["#000", "#fff", "#ffcc00", "#0b5f6b", "#777777", "#ff0000", "#0000ff"] {
            let brand = Color::parse(brand).unwrap();
            let (light, dark) = (on_light(brand), on_dark(brand));
            assert!(light.contrast(LIGHT) >= READABLE && dark.contrast(DARK) >= READABLE, "{brand}");
            assert!(
                light.contrast(text_on(light)) >= READABLE && dark.contrast(text_on(dark)) >= READABLE,
                "{brand}"
            );
        }
    }

    #[test]
    fn the_brand_comes_before_the_files() {
        let theme = Theme::with([(
            "style/00-first.css".to_owned(),
            "/* Red, for now. */\na {\n  content: \"/* no */\";\n}\n".to_owned(),
        )]);
        let sheets = sheets(&theme, Color::parse("#0b5f6b"));
        let sheet = &sheets[&Sheet::Main];
        assert!(sheet.starts_with(":root {\n  --brand-light: #0b5f6b;"), "{sheet}");
        assert!(sheet.contains("}\na {\ncontent: \"/* no */\";\n}\n"), "{sheet}");
        assert!(!sheet.contains("Red, for now"), "{sheet}");
    }
}

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
    let text = |sheet| match sheet {
        Sheet::Main => colors(brand) + &joined(theme, "style"),
        Sheet::Texts => joined(theme, "style-texts"),
        Sheet::Interactions => joined(theme, "style-interactions"),
        Sheet::Progress => joined(theme, "style-progress"),
        Sheet::Record => joined(theme, "style-record"),
        Sheet::Desk => joined(theme, "style-desk"),
        Sheet::Paper => joined(theme, "style-paper"),
    };
    Sheet::ALL.into_iter().map(|sheet| (sheet, text(sheet))).collect()
}

/// What a training register carries inside it: the site's style, and its own.
pub(super) fn register(theme: &Theme, brand: Option<Color>) -> String {
    colors(brand) + &joined(theme, "style") + &joined(theme, "style-register")
}

/// The brand's colours, from which the theme's follow.
fn colors(brand: Option<Color>) -> String {
    let brand = brand.unwrap_or(BRAND);
    let (light, dark) = (on_light(brand), on_dark(brand));
    format!(
        ":root{{--brand-light:{light};--brand-dark:{dark};--on-brand-light:{};--on-brand-dark:{}}}",
        text_on(light),
        text_on(dark),
    )
}

/// The theme's files in a folder, in the order of their names.
fn joined(theme: &Theme, folder: &str) -> String {
    let mut sheet = Squeezed::default();
    for (_, text) in theme.folder(folder, ".css") {
        sheet.push(text);
        sheet.space();
    }
    sheet.text
}

/// A style sheet without its comments, which are for those who write it, and
/// without the white space that only they need. Strings stay as they are.
#[derive(Default)]
struct Squeezed {
    text: String,
    /// Whether white space stood behind the text.
    is_open: bool,
}

impl Squeezed {
    fn push(&mut self, css: &str) {
        let mut rest = css;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
                '"' | '\'' => {
                    let end = string_end(rest, first);
                    self.word(&rest[..end]);
                    end
                }
                _ if first.is_ascii_whitespace() => {
                    self.space();
                    1
                }
                _ => {
                    self.word(&rest[..first.len_utf8()]);
                    first.len_utf8()
                }
            };
            rest = &rest[length..];
        }
    }

    fn space(&mut self) {
        self.is_open = true;
    }

    /// A piece without white space, or a string.
    fn word(&mut self, piece: &str) {
        let closes = piece.starts_with(['{', '}', ';', ',']);
        if self.is_open && !closes && !self.text.ends_with(['{', '}', ';', ',', ':']) && !self.text.is_empty()
        {
            self.text.push(' ');
        }
        if piece == "}" && self.text.ends_with(';') {
            self.text.pop();
        }
        self.is_open = false;
        self.text.push_str(piece);
    }
}

/// Where the string ends that `text` begins with.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        if letter == quote && !escaped {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    text.len()
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
    use super::{DARK, LIGHT, READABLE, Sheet, Squeezed, on_dark, on_light, sheets, text_on};
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
        let theme = Theme::with([("style/00-first.css".to_owned(), "a {\n}\n".to_owned())]);
        let sheet = &sheets(&theme, Color::parse("#0b5f6b"))[&Sheet::Main];
        assert!(sheet.starts_with(":root{--brand-light:#0b5f6b;"), "{sheet}");
        assert!(sheet.contains("}a{}"), "{sheet}");
    }

    #[test]
    fn what_only_writers_need_is_left_out() {
        let squeezed = |css: &str| {
            let mut sheet = Squeezed::default();
            sheet.push(css);
            sheet.text
        };
        let rule =
            "/* Red, for now. */\n.a > b,\n.c :is(d, e) {\n  margin: 0 auto;\n  color: red; /* why */\n}\n";
        assert_eq!(squeezed(rule), ".a > b,.c :is(d,e){margin:0 auto;color:red}");
        let media =
            "@media (min-width: 62rem) and print {\n  a {\n    inline-size: calc(1px + 2 * 3px);\n  }\n}\n";
        assert_eq!(squeezed(media), "@media (min-width:62rem) and print{a{inline-size:calc(1px + 2 * 3px)}}");
        let string = "a::after { content: \"/* no */ \\\" ; { \" attr(href) '  \"' ; }";
        assert_eq!(squeezed(string), "a::after{content:\"/* no */ \\\" ; { \" attr(href) '  \"'}");
        assert_eq!(squeezed("a { grid-area: 1 / 2; } /* open"), "a{grid-area:1 / 2}");
    }
}

//! How large a picture is, from its first bytes.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// How much of an SVG file is searched for its outermost element, in bytes.
const SVG_HEAD: u64 = 16 * 1024;

/// Width and height in pixels of the picture in the file `at`, which has the
/// given extension; `None` where it is no picture, or one that does not tell.
pub(super) fn pixels(at: &Path, extension: &str) -> io::Result<Option<(u32, u32)>> {
    match extension {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" | "heic" | "tif" | "tiff" => {
            let size = imagesize::reader_size(BufReader::new(File::open(at)?)).ok();
            Ok(size.and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?))))
        }
        "svg" => {
            let mut head = Vec::new();
            File::open(at)?.take(SVG_HEAD).read_to_end(&mut head)?;
            Ok(svg_pixels(&String::from_utf8_lossy(&head)))
        }
        _ => Ok(None),
    }
}

/// What the outermost `<svg>` says of its size: `width` and `height` in
/// pixels, or else the size of its `viewBox`.
fn svg_pixels(text: &str) -> Option<(u32, u32)> {
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let given = |name| attribute(tag, name).and_then(length);
    if let (Some(width), Some(height)) = (given("width"), given("height")) {
        return Some((width, height));
    }
    let numbers: Vec<&str> =
        attribute(tag, "viewBox")?.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty()).collect();
    match numbers[..] {
        [_, _, width, height] => Some((length(width)?, length(height)?)),
        _ => None,
    }
}

/// The value of the attribute `name` in a start tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back()?;
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = &value[1..];
        before.is_whitespace().then(|| value.find(quote).map(|end| &value[..end]))?
    })
}

/// A length in pixels, rounded; `None` for other units, which depend on the reader's screen.
fn length(text: &str) -> Option<u32> {
    let number: f64 = text.trim().trim_end_matches("px").trim().parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie within")]
    (0.5..1e6).contains(&number).then_some(number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::svg_pixels;

    #[test]
    fn an_svg_tells_its_size_by_its_attributes_or_its_view_box() {
        assert_eq!(svg_pixels(r#"<?xml?><svg width="24" height="12.4px">"#), Some((24, 12)));
        assert_eq!(svg_pixels("<svg stroke-width='9' viewBox='0 0 300,150' width='100%'>"), Some((300, 150)));
        assert_eq!(svg_pixels("<svg width=\"100%\">"), None);
        assert_eq!(svg_pixels("<svg viewBox=\"0 0 1"), None);
        assert_eq!(svg_pixels("no picture"), None);
    }
}

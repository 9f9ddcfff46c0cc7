//! `content/site.yml`: what holds for the whole site.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{prose_at, rules, yaml};
use crate::diag::Diagnostic;
use crate::model::{Color, Settings, SharedDesk};
use crate::source::{NodePath, Place, SourcePath};

/// The site as a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Site")]
pub(super) struct Authored {
    /// The title of the site.
    title: String,
    /// The name under which browsers keep learners' progress; made from the title if not
    /// given. Once people have begun to learn, it should not change.
    id: Option<String>,
    /// The language of the texts, as a tag such as `en` or `de-CH`; `en` if not given.
    language: Option<String>,
    /// Who offers the training.
    organisation: Option<String>,
    /// Where the site will be published, such as `https://training.example.org/`.
    base_url: Option<String>,
    /// The folder in `themes/` whose files override the default theme's.
    theme: Option<String>,
    /// What the site takes from the organisation's look.
    brand: Option<Brand>,
    /// How signed certificates are recognised.
    certificate: Option<Certificate>,
    /// A line for the foot of every page, in Markdown.
    notice: Option<String>,
    /// Whether pages may hold HTML of their own; `false` if not given.
    allow_html: Option<bool>,
    /// The grade of school (in the United States) above which a page in English is warned
    /// about as hard to read, such as `9`; no page is if not given.
    max_reading_grade: Option<u8>,
    /// For devices at which several people learn, one after the other.
    shared_desk: Option<Desk>,
}

/// How several people learn at the same device.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Desk {
    /// Whether each has a profile of their own, under a name; `true` if not given.
    profiles: Option<bool>,
    /// After how long without a touch the page is covered, such as `10 minutes`; never if not given.
    lock_after: Option<String>,
}

/// The organisation's look.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Brand {
    /// A colour such as `#0b5f6b`; links and buttons take it.
    color: Option<String>,
    /// A picture beside `site.yml`, such as `logo.svg`.
    logo: Option<String>,
}

/// How signed certificates are recognised.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Certificate {
    /// The public key that belongs to the key with which certificates are signed, as
    /// `coursewright record key` prints it.
    public_key: Option<String>,
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Settings> {
    let loaded = yaml::load::<Authored>(path, text, 0..text.len(), diagnostics)?;
    let has_title = loaded.is_written("title");
    let authored = loaded.value;
    let at = |key: &'static str| Place::Node(path.clone(), NodePath::root().key(key));
    if has_title {
        rules::check_filled(&authored.title, at("title"), "title", diagnostics);
    }
    let id = authored.id.unwrap_or_else(|| markdown_slug(&authored.title));
    let mut language = authored.language.unwrap_or_else(|| "en".to_owned());
    if !is_language(&language) {
        diagnostics.push(rules::not_a_language(at("language"), &language));
        "en".clone_into(&mut language);
    }
    if let Some(address) = authored.base_url.as_deref().filter(|address| !rules::is_web_address(address)) {
        diagnostics.push(rules::not_a_web_address(at("base_url"), address));
    }
    let (color, logo) = authored.brand.map_or((None, None), |brand| (brand.color, brand.logo));
    let brand = |key: &'static str| Place::Node(path.clone(), NodePath::root().key("brand").key(key));
    let brand_color = color.and_then(|written| color_of(&written, brand("color"), diagnostics));
    let public_key = authored.certificate.and_then(|certificate| certificate.public_key);
    let public_key = public_key.map(|key| key.trim().to_owned());
    if let Some(key) = public_key.as_deref().filter(|key| !is_public_key(key)) {
        let node = NodePath::root().key("certificate").key("public_key");
        diagnostics.push(rules::not_a_public_key(Place::Node(path.clone(), node), key));
    }
    Some(Settings {
        id,
        title: authored.title,
        language,
        organisation: authored.organisation,
        base_url: authored.base_url,
        theme: authored.theme,
        brand_color,
        logo: logo.map(|logo| path.join(&logo).unwrap_or_else(|| SourcePath::new(logo))),
        notice: authored.notice.map(|notice| prose_at(path, "notice", &notice, diagnostics)),
        allow_html: authored.allow_html.unwrap_or(false),
        max_reading_grade: authored.max_reading_grade,
        public_key,
        shared_desk: authored.shared_desk.map(|desk| shared_desk(path, desk, diagnostics)),
    })
}

fn shared_desk(path: &SourcePath, desk: Desk, diagnostics: &mut Vec<Diagnostic>) -> SharedDesk {
    let place = Place::Node(path.clone(), NodePath::root().key("shared_desk").key("lock_after"));
    let lock_after = desk.lock_after.and_then(|written| {
        let minutes = minutes(&written);
        if minutes.is_none() {
            diagnostics.push(rules::not_an_idle_time(place, &written));
        }
        minutes
    });
    SharedDesk { profiles: desk.profiles.unwrap_or(true), lock_after }
}

/// Reads `10 minutes` or `1 hour`, up to [`SharedDesk::LONGEST`].
fn minutes(written: &str) -> Option<NonZeroU32> {
    let written = written.trim();
    let (count, unit) = written.split_at(written.find(|c: char| !c.is_ascii_digit())?);
    let count: u32 = count.parse().ok()?;
    let minutes = match unit.trim() {
        "minute" | "minutes" => count,
        "hour" | "hours" => count.checked_mul(60)?,
        _ => return None,
    };
    NonZeroU32::new(minutes).filter(|minutes| minutes.get() <= SharedDesk::LONGEST)
}

fn markdown_slug(title: &str) -> String {
    let slug = super::markdown::slug(title);
    if slug.is_empty() { "site".to_owned() } else { slug }
}

/// Whether `text` has the shape of 32 bytes in base64url without padding.
fn is_public_key(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Whether `tag` has the shape of a BCP 47 tag.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The brand colour, if text in it can be read on white: WCAG 2.2 asks for 4.5 to 1.
fn color_of(written: &str, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<Color> {
    const LEAST: f64 = 4.5;
    let Some(color) = Color::parse(written) else {
        diagnostics.push(rules::not_a_color(place, written));
        return None;
    };
    let contrast = color.contrast(Color::WHITE);
    if contrast >= LEAST {
        return Some(color);
    }
    let black = Color { red: 0, green: 0, blue: 0 };
    let darker = (1..=100).map(|step| color.mix(black, f64::from(step) / 100.0));
    let enough = darker.into_iter().find(|color| color.contrast(Color::WHITE) >= LEAST).unwrap_or(black);
    diagnostics.push(rules::low_contrast(place, written, contrast, enough));
    Some(enough)
}

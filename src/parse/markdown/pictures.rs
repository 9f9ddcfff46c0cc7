//! Pictures: files of the project, with words for those who do not see them.

use std::ops::Range;

use super::links::{self, Target};
use super::writer::Writer;
use crate::diag::{Example, Rule, Severity};
use crate::model::{Picture, Piece};

pub(super) const RULES: &[&Rule] = &[&REMOTE, &WITHOUT_WORDS];

static REMOTE: Rule = Rule {
    code: "remote-picture",
    severity: Severity::Error,
    explain: "\
Pages load nothing from other servers: it would tell them who is learning what,
and the page would break when the picture is moved. Save the picture beside the
text, if you may use it, and show that file.",
    example: Example {
        wrong: "![The front desk](https://example.com/desk.jpg)",
        right: "![The front desk](desk.jpg)",
    },
};

static WITHOUT_WORDS: Rule = Rule {
    code: "picture-without-words",
    severity: Severity::Error,
    explain: "\
Some learners do not see the picture, and hear the words in the square brackets
instead. Say what the picture tells the reader, in one sentence.",
    example: Example {
        wrong: "![](desk.jpg)",
        right: "![A customer hands a letter over the front desk](desk.jpg)",
    },
};

/// A picture whose words are being read.
pub(super) struct OpenPicture {
    address: String,
    title: String,
    at: Range<usize>,
    /// Its words so far.
    pub(super) alt: String,
    /// Pictures inside its words, which only lend their own words.
    pub(super) nested: usize,
}

impl Writer<'_> {
    /// Begins a picture; what follows is its words.
    pub(super) fn open_picture(&mut self, address: &str, title: &str, at: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.nested += 1;
            return;
        }
        let (address, title) = (address.to_owned(), title.to_owned());
        self.picture = Some(OpenPicture { address, title, at: at.clone(), alt: String::new(), nested: 0 });
    }

    /// Ends a picture.
    pub(super) fn close_picture(&mut self) {
        let Some(mut picture) = self.picture.take() else { return };
        if picture.nested > 0 {
            picture.nested -= 1;
            self.picture = Some(picture);
            return;
        }
        let alt = picture.alt.trim().to_owned();
        if let Some(link) = &mut self.link {
            link.text.push_str(&alt);
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&alt);
        }
        if alt.is_empty() {
            self.report(&WITHOUT_WORDS, picture.at.clone(), "this picture has no words", |it| {
                it.help("say between the square brackets what it shows")
            });
        }
        match links::target(self.path, &picture.address) {
            Target::Inside(link) if links::scheme(&picture.address).is_none() => {
                let picture = Picture { path: link.path, alt, title: picture.title, at: picture.at.into() };
                self.out.piece(Piece::Picture(Box::new(picture)));
            }
            Target::Nowhere(rule, message, help) if links::scheme(&picture.address).is_none() => {
                self.report(rule, picture.at, message, |it| it.help(help));
                self.out.text(&alt);
            }
            _ => {
                self.report(&REMOTE, picture.at, "pictures from elsewhere are not allowed", |it| {
                    it.help("save the picture beside this file, and show that")
                });
                self.out.text(&alt);
            }
        }
    }
}

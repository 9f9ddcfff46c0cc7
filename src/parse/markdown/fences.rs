//! The lines `:::` that open and close blocks, made visible to a parser that
//! knows nothing of them.
//!
//! Each such line becomes an HTML block of the same length in bytes (`:::` is
//! `<?>`, `::: tabs` is `<?xxxx?>`). That interrupts a paragraph, ends on its
//! own line, and leaves every offset true. Lines inside code are hidden too;
//! whoever writes code or HTML takes the text from the original.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

/// A text whose `:::` lines are hidden, and where they stand in it, in order,
/// without the white space around them.
pub(super) struct Hidden<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) fences: Vec<Range<usize>>,
}

/// Hides the `:::` lines of `text`.
pub(super) fn hide(text: &str) -> Hidden<'_> {
    if memmem::find(text.as_bytes(), b":::").is_none() {
        return Hidden { text: Cow::Borrowed(text), fences: Vec::new() };
    }
    let mut hidden = String::with_capacity(text.len());
    let mut fences = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = line.trim_start_matches([' ', '\t', '>']);
        let fence = start.trim_end();
        if fence.starts_with(":::") {
            let from = hidden.len() + line.len() - start.len();
            fences.push(from..from + fence.len());
            hidden.push_str(&line[..line.len() - start.len()]);
            mask(&mut hidden, fence);
            hidden.push_str(&start[fence.len()..]);
        } else {
            hidden.push_str(line);
        }
    }
    Hidden { text: Cow::Owned(hidden), fences }
}

/// Writes an HTML block in the place of `fence`, and as long. Where the line
/// would end a comment, so does the block.
fn mask(hidden: &mut String, fence: &str) {
    let bytes = fence.find("-->").unwrap_or(fence.len());
    hidden.push_str("<?");
    hidden.extend(std::iter::repeat_n('x', bytes.saturating_sub(4)));
    hidden.push_str(if bytes == 3 { ">" } else { "?>" });
    if bytes < fence.len() {
        hidden.push_str("-->");
        hidden.extend(std::iter::repeat_n('x', fence.len() - bytes - 3));
    }
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn hidden_lines_keep_their_length() {
        let text = "a\r\n::: example Über\r\n> :::\nb ::: c\n";
        let hidden = hide(text);
        assert_eq!(hidden.text, "a\r\n<?xxxxxxxxxxxxx?>\r\n> <?>\nb ::: c\n");
        let fences: Vec<&str> = hidden.fences.into_iter().map(|at| &text[at]).collect();
        assert_eq!(fences, ["::: example Über", ":::"]);
    }
}

//! A script in as few bytes as it takes: without comments and white space, and
//! with short names inside of functions.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The same script, shorter. Names of its top level stay, since other scripts
/// know them. A script that cannot be read stays as it is.
pub(super) fn minified(script: String) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &script, SourceType::script()).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return script;
    }
    let short = Mangler::new().build(&parsed.program);
    let codegen = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(short.scoping))
        .with_private_member_mappings(Some(short.class_private_mappings));
    codegen.build(&parsed.program).code + "\n"
}

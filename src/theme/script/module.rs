//! One module, understood alone: what it imports and exports, the names of its
//! top level, and its statements as they can stand in a script.

use std::ops::Range;

use oxc_allocator::Allocator;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    Declaration, ExportDeclaration, ImportDeclaration, ImportDeclarationSpecifier, Statement,
    VariableDeclarationKind,
};
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::Parser;
use oxc_semantic::{Semantic, SemanticBuilder};
use oxc_span::{GetSpan, SourceType, Span};

/// A module of a theme.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub imports: Vec<Import>,
    /// Names that others may import.
    pub exports: Vec<String>,
    /// The names that it declares at the top level, with their places.
    pub names: Vec<Name>,
    /// Its statements without imports, and without the word `export`.
    pub body: String,
    /// What is wrong with it: the place, and a sentence without a full stop.
    pub faults: Vec<(Range<usize>, String)>,
}

/// A name, and where it stands, in bytes of the module.
pub(super) type Name = (String, Range<usize>);

/// `import { name } from "./file.js";`
#[derive(Debug)]
pub(super) struct Import {
    /// The other module: the name of its file.
    pub from: String,
    pub names: Vec<Name>,
    pub at: Range<usize>,
}

/// Understands the text of a module.
pub(super) fn read(text: &str) -> Module {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::mjs()).parse();
    let mut module = Module::default();
    module.faults.extend(parsed.diagnostics.iter().map(fault));
    if !module.faults.is_empty() {
        return module;
    }
    let checked = SemanticBuilder::new().with_build_nodes(true).with_check_syntax_error(true);
    let checked = checked.build(&parsed.program);
    module.faults.extend(checked.diagnostics.iter().map(fault));
    module.names = names(&checked.semantic);
    for import in &parsed.module_record.dynamic_imports {
        module.fault(import.span, "`import()` does not work in a site that is opened from disk");
    }
    for meta in &parsed.module_record.import_metas {
        module.fault(*meta, "there is no `import.meta` once modules are put together");
    }
    for wait in waits(&checked.semantic) {
        module.fault(wait, "a script cannot wait: `await` works inside of functions only");
    }
    for statement in &parsed.program.body {
        module.statement(text, statement);
    }
    module
}

impl Module {
    fn statement(&mut self, text: &str, statement: &Statement) {
        let span = match statement {
            Statement::ImportDeclaration(import) => return self.import(import),
            Statement::ExportDeclaration(export) => {
                self.export(export);
                export.declaration.span()
            }
            Statement::ExportDefaultDeclaration(_)
            | Statement::ExportNamedDeclaration(_)
            | Statement::ExportFromDeclaration(_)
            | Statement::ExportAllDeclaration(_) => {
                let form = "a module exports what it declares, by name: `export const name = …`";
                return self.fault(statement.span(), form);
            }
            statement => statement.span(),
        };
        self.body.push_str(&text[place(span)]);
        // What stands behind it there need not stand behind it here.
        let is_open = match statement {
            Statement::ExpressionStatement(_) | Statement::VariableDeclaration(_) => true,
            Statement::ExportDeclaration(export) => {
                matches!(export.declaration, Declaration::VariableDeclaration(_))
            }
            _ => false,
        };
        if is_open && !self.body.ends_with(';') {
            self.body.push(';');
        }
        self.body.push('\n');
    }

    fn import(&mut self, import: &ImportDeclaration) {
        let form = "an import has the form `import { name } from \"./file.js\";`";
        let Some(from) = import.source.value.strip_prefix("./") else {
            return self.fault(import.span, form);
        };
        let mut names = Vec::new();
        for specifier in import.specifiers.iter().flatten() {
            let span = specifier.span();
            match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(one) if one.imported.name() == one.local.name => {
                    names.push((one.local.name.to_string(), place(span)));
                }
                ImportDeclarationSpecifier::ImportSpecifier(_) => {
                    self.fault(span, "this renames an import; names stay the same in all modules");
                }
                _ => self.fault(import.span, form),
            }
        }
        self.imports.push(Import { from: from.to_owned(), names, at: place(import.span) });
    }

    fn export(&mut self, export: &ExportDeclaration) {
        if let Declaration::VariableDeclaration(variables) = &export.declaration
            && variables.kind != VariableDeclarationKind::Const
        {
            return self.fault(export.span, "what a module exports never changes: write `const`");
        }
        let inside = place(export.span);
        let names = self.names.iter().filter(|(_, at)| inside.contains(&at.start));
        self.exports.extend(names.map(|(name, _)| name.clone()));
    }

    fn fault(&mut self, span: Span, message: &str) {
        self.faults.push((place(span), message.to_owned()));
    }
}

fn place(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// What the parser found. Of several places, the last is where it came to light.
fn fault(found: &OxcDiagnostic) -> (Range<usize>, String) {
    let last = found.labels.iter().max_by_key(|label| label.offset());
    let at = last.map_or(0..0, |label| place(label.span()));
    (at, found.message.trim_end_matches('.').to_owned())
}

/// The names that a module declares at its top level, in the order of their places.
fn names(module: &Semantic) -> Vec<Name> {
    let scoping = module.scoping();
    let declared = scoping
        .iter_bindings_in(scoping.root_scope_id())
        .filter(|symbol| !scoping.symbol_flags(*symbol).is_import());
    let mut names: Vec<Name> = declared
        .map(|symbol| (scoping.symbol_name(symbol).to_owned(), place(scoping.symbol_span(symbol))))
        .collect();
    names.sort_by_key(|(_, at)| at.start);
    names
}

/// Where a module waits outside of every function.
fn waits(module: &Semantic) -> Vec<Span> {
    let nodes = module.nodes();
    let waiting = nodes.iter().filter(|node| match node.kind() {
        AstKind::AwaitExpression(_) => true,
        AstKind::ForOfStatement(each) => each.r#await,
        _ => false,
    });
    waiting
        .filter(|node| {
            let inside = |kind| matches!(kind, AstKind::Function(_) | AstKind::ArrowFunctionExpression(_));
            !nodes.ancestor_kinds(node.id()).any(inside)
        })
        .map(|node| node.kind().span())
        .collect()
}

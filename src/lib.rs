//! Coursewright turns Markdown training modules and YAML quizzes into a static
//! site with scored self-assessments, and previews it live while it is written.
//!
//! The house is a small compiler. Text files become one checked curriculum, the
//! curriculum becomes a plan of output files, and each planned file is rendered
//! by itself. The rooms stand here in layer order; `tests/house.rs` lists what
//! each may use and holds them to it.
//!
//! Absent on purpose: no room above [`disk`] touches a file, the clock, the
//! environment or the network.

pub mod source;

pub mod site;

pub mod diag;

pub mod model;

pub mod score;

pub mod question;

pub mod parse;

pub mod check;

pub mod plan;

pub mod theme;

pub mod render;

pub mod record;

pub mod pipeline;

pub mod disk;

pub mod serve;

pub mod cli;

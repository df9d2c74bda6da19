//! shenyue 审阅: a review desk in the terminal for Chinese fiscal self-evaluation forms
//! (财政项目支出绩效自评表).
//!
//! One direction of flow:
//!
//! ```text
//! file ──reader──▶ Grid ──recogniser──▶ Report ──rules──▶ Findings ──▶ store ──▶ desk / command line
//!                                                                        ▲
//!                                               auditors' events (notes, verdicts, tags, undo)
//! ```
//!
//! The rooms are listed in `docs/architecture.md`; imports run downwards only.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::float_arithmetic,
        clippy::dbg_macro,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

/// What the program, its tests and its benchmarks take memory from.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod app;
pub mod cli;
pub mod desk;
pub mod export;
pub mod form;
pub mod ingest;
pub mod intake;
pub mod locales;
pub mod plain;
pub mod query;
pub mod rules;
pub mod settings;
pub mod store;
pub mod terminal;

//! The real binary, run as a user or a script runs it.

mod archives;
mod broken;
mod common;
mod contract;
mod history;
mod honest;
mod looking;
mod papers;
mod plain;
mod review;
mod rules;
mod sarif;
mod seeds;
mod settings;
mod stop;
mod views;

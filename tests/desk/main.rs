//! The desk on a real store, without a terminal: keys go in, frames come out.

mod bench;
mod dialogs;
mod export;
mod forms;
mod imports;
mod keys;
mod lists;
mod marks;
mod pictures;
mod reading;
mod screens;
mod shell;
mod sizes;
mod teamwork;

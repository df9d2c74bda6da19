//! Forms as tables in every shape and format: what is certain is read, and what is not is said.

mod alignment;
mod files;
mod forms;
mod headings;
mod money;
mod points;
mod provinces;
mod rows;

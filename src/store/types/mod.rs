//! What goes into the store and what comes out of it, as values. No SQL here.

mod imports;
mod lists;
mod report;
mod review;

pub use imports::*;
pub use lists::*;
pub use report::*;
pub use review::*;

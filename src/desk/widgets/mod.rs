//! Pieces that several screens draw.

mod bar;
mod button;
mod frame;
mod input;
mod pager;
mod paint;
mod pick;
mod prompt;

pub use bar::bar;
pub use button::Buttons;
pub use frame::dialog;
pub use input::Field;
pub use pager::Pager;
pub use paint::Paint;
pub use pick::Pick;
pub use prompt::{Prompt, Typed};

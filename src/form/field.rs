//! A value together with the text it was printed as and the place it was read from.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{Origin, is_no_value, sharing};

/// What became of a printed text when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading<T> {
    /// The layout of this form has no such cell.
    #[default]
    Absent,
    /// The cell is there and empty, or holds only a no-value mark (`-`, `—`, `/`).
    Blank,
    /// The cell holds text that could not be read with certainty; only the print is evidence.
    Unreadable,
    /// The value, read with certainty.
    Known(T),
}

/// One cell of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field<T> {
    /// The text as it stood in the file, white space and mark-up cleaned at the edges only.
    pub printed: SmolStr,
    /// What the text was read as.
    pub reading: Reading<T>,
    /// Where it stood.
    pub origin: Origin,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self::absent()
    }
}

impl<T> Field<T> {
    /// The field of a layout that has no such cell.
    pub const fn absent() -> Self {
        Self {
            printed: SmolStr::new_inline(""),
            reading: Reading::Absent,
            origin: Origin::new(0, 0, 0),
        }
    }

    /// A field read as `value` from the text `printed` at `origin`.
    pub fn known(printed: impl Into<SmolStr>, value: T, origin: Origin) -> Self {
        Self {
            printed: printed.into(),
            reading: Reading::Known(value),
            origin,
        }
    }

    /// The field of the cell `printed` at `origin`: blank when it says that it holds nothing, else
    /// what `parse` makes of it, unreadable when that is `None`.
    pub fn read(
        printed: impl Into<SmolStr>,
        origin: Origin,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Self {
        let printed = printed.into();
        let reading = if is_no_value(&printed) {
            Reading::Blank
        } else {
            parse(&printed).map_or(Reading::Unreadable, Reading::Known)
        };
        Self {
            printed,
            reading,
            origin,
        }
    }

    /// The value, where it was read with certainty.
    pub const fn value(&self) -> Option<&T> {
        match &self.reading {
            Reading::Known(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the layout has this cell and it holds nothing.
    pub const fn is_blank(&self) -> bool {
        matches!(self.reading, Reading::Blank)
    }

    /// Whether the layout has no such cell.
    pub const fn is_absent(&self) -> bool {
        matches!(self.reading, Reading::Absent)
    }
}

impl Field<SmolStr> {
    /// As [`Field::read`], for a text: one that is all of the print is not kept twice.
    pub fn text(
        printed: impl Into<SmolStr>,
        origin: Origin,
        parse: impl FnOnce(&str) -> Option<String>,
    ) -> Self {
        let printed = printed.into();
        let text = |text: &str| Some(sharing(&printed, &parse(text)?));
        Self::read(printed.clone(), origin, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::squeeze;

    fn squeezed(printed: &str) -> Field<SmolStr> {
        Field::text(printed, Origin::default(), |text| Some(squeeze(text)))
    }

    #[test]
    fn a_text_that_is_all_of_the_print_is_kept_once() {
        // Longer than the 23 bytes that stand in place.
        let field = squeezed("对辖区内四十二条道路开展日常保洁");
        let value = field.value().unwrap();
        assert_eq!(value, "对辖区内四十二条道路开展日常保洁");
        assert_eq!(value, &field.printed);
        assert_eq!(value.as_ptr(), field.printed.as_ptr());
    }

    #[test]
    fn a_text_that_is_not_the_print_is_kept_beside_it() {
        for (printed, read) in [
            (
                "对辖区内四十二条道路  开展日常保洁\n",
                "对辖区内四十二条道路 开展日常保洁",
            ),
            ("日常  保洁", "日常 保洁"),
        ] {
            let field = squeezed(printed);
            assert_eq!(field.printed, printed);
            assert_eq!(field.value().unwrap(), read);
        }
    }

    #[test]
    fn a_text_is_read_as_any_other_cell() {
        assert!(squeezed("—").is_blank());
        let field = Field::text("保\u{fffd}洁", Origin::default(), |_| None);
        assert_eq!(field.printed, "保\u{fffd}洁");
        assert_eq!(field.reading, Reading::Unreadable);
    }
}

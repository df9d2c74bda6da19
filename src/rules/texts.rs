//! Several short texts in one piece of memory.

/// Texts, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    joined: String,
    ends: Vec<usize>,
}

impl Texts {
    /// None yet, with room for so many as long as cells are.
    pub fn with_capacity(count: usize) -> Self {
        Self {
            joined: String::with_capacity(24 * count),
            ends: Vec::with_capacity(count),
        }
    }

    /// Adds one.
    pub fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.ends.push(self.joined.len());
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let text = self.joined.get(start..*end).unwrap_or_default();
            start = *end;
            text
        })
    }
}

impl<S: AsRef<str>> FromIterator<S> for Texts {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut joined = Self::default();
        for text in texts {
            joined.push(text.as_ref());
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_apart() {
        let given = ["96%", "", "达成指标"];
        let texts: Texts = given.into_iter().collect();
        assert_eq!(texts.iter().collect::<Vec<_>>(), given);
        assert_ne!(texts, ["96%达成指标", "", ""].into_iter().collect());
        assert_eq!(Texts::default().iter().next(), None);
    }
}

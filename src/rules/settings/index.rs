//! Words by their outer two characters, so that most texts are known to have none without looking.

use crate::rules::text::split_first;

/// The words by the two characters they begin (or end) with. Most texts have no such two, and nearly
/// all not even the outer one: that is known without looking for words. A character is known by its
/// bytes, and 0 is none.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// A bit for each outer character.
    outer: [u64; 16],
    /// Whether there are words of one character.
    single: bool,
    /// Words in order of those two, the longest first.
    places: Vec<usize>,
    /// Which of the places are those of two characters: a table with room to spare, each at the slot
    /// its characters say or one of the next.
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    from: usize,
    to: usize,
}

/// The bits of a product, which depend on all bits of its factor; the upper ones most.
const fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Which of the 16 numbers has the bit for a character, and the bit.
#[inline]
const fn bit(character: u32) -> (usize, u64) {
    let mixed = mixed(character as u64);
    ((mixed >> 60) as usize, 1 << (mixed >> 54 & 63))
}

impl Index {
    /// Of words of which these two are split off by `split`.
    pub fn of(words: &[String], split: impl Fn(&[u8]) -> Option<(u32, &[u8])>) -> Self {
        let key = |word: &String| {
            let (outer, rest) = split(word.as_bytes())?;
            let second = split(rest).map_or(0, |(second, _)| second);
            Some(u64::from(outer) << 32 | u64::from(second))
        };
        let length = |at: usize| words.get(at).map(String::len);
        let mut keys: Vec<(u64, usize)> = words.iter().filter_map(key).zip(0..).collect();
        keys.sort_by_key(|(key, at)| (*key, std::cmp::Reverse(length(*at))));
        let mut index = Self {
            outer: [0; 16],
            single: keys.iter().any(|(key, _)| key << 32 == 0),
            places: keys.iter().map(|(_, at)| *at).collect(),
            slots: vec![Slot::default(); (2 * words.len()).next_power_of_two()],
        };
        let mut from = 0;
        for same in keys.chunk_by(|(a, _), (b, _)| a == b) {
            let key = same.first().map_or(0, |(key, _)| *key);
            let to = from + same.len();
            index.add(Slot { key, from, to });
            from = to;
        }
        index
    }

    fn add(&mut self, slot: Slot) {
        let (at, bit) = bit(u32::try_from(slot.key >> 32).unwrap_or_default());
        if let Some(bits) = self.outer.get_mut(at) {
            *bits |= bit;
        }
        let mut at = self.slot(slot.key);
        while self.slots.get(at).is_some_and(|own| own.key != 0) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        if let Some(free) = self.slots.get_mut(at) {
            *free = slot;
        }
    }

    /// The first slot in which two characters are looked for.
    fn slot(&self, key: u64) -> usize {
        (mixed(key) >> 32) as usize & self.slots.len().saturating_sub(1)
    }

    /// Whether a word may have that character outermost.
    #[inline]
    pub fn knows(&self, character: u32) -> bool {
        let (at, bit) = bit(character);
        self.outer.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Which of the words, indexed by their beginnings, the text is.
    #[inline]
    pub fn whole(&self, words: &[String], text: &str) -> Option<usize> {
        let (first, behind) = split_first(text.as_bytes())?;
        if self.knows(first) {
            self.whole_of(first, behind, words, text)
        } else {
            None
        }
    }

    fn whole_of(&self, first: u32, behind: &[u8], words: &[String], text: &str) -> Option<usize> {
        let second = split_first(behind).map_or(0, |(second, _)| second);
        let same = |at: usize| words.get(at).filter(|word| *word == text).map(|_| at);
        self.longest(first, second, same)
    }

    /// What is found first under two characters, and then under the outer one alone.
    pub fn longest<W>(
        &self,
        outer: u32,
        second: u32,
        find: impl Fn(usize) -> Option<W>,
    ) -> Option<W> {
        let alone = u64::from(outer) << 32;
        let found = self.under(alone | u64::from(second), &find);
        found.or_else(|| self.single.then(|| self.under(alone, &find))?)
    }

    fn under<W>(&self, key: u64, find: impl Fn(usize) -> Option<W>) -> Option<W> {
        let mut at = self.slot(key);
        loop {
            let slot = self.slots.get(at).filter(|slot| slot.key != 0)?;
            if slot.key == key {
                let mut same = self.places.get(slot.from..slot.to)?.iter();
                return same.find_map(|at| find(*at));
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

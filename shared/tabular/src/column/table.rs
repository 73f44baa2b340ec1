//! Counts of distinct values: one hash and, mostly, one probe per cell. Exact while it fits its budget, then cut
//! down to the values that are frequent (Misra and Gries, 1982).
use std::hash::{BuildHasher, RandomState};

use crate::block::Cell;

/// A value packed into 16 bytes: up to 15 bytes of text with the length in the last byte, or, where that byte is
/// [`LONG`], hash, place and length of a longer text. Null is 0.
pub(crate) type Key = u128;

const INLINE: usize = 15;
const LONG: u128 = 0xff << 120;
const EMPTY: Key = u128::MAX;
/// In a long key, 64 bits of hash and 24 of length identify; the 32 between say where the text lies.
const PLACE: u32 = 64;
const LENGTH: u32 = 96;
const PLACE_BITS: u128 = 0xffff_ffff << PLACE;

/// Masks that keep the first `n` of 16 bytes.
const PREFIX: [u128; INLINE + 1] = {
    let mut masks = [0; INLINE + 1];
    let mut n = 1;
    while n <= INLINE {
        masks[n] = (1 << (8 * n)) - 1;
        n += 1;
    }
    masks
};

/// Both halves of a product: every input bit reaches every output bit.
#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    key: Key,
    count: u64,
    code: u32,
}

const VACANT: Slot = Slot { key: EMPTY, count: 0, code: 0 };

/// See the module. A value's code is the order of its first appearance.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Open addressing, a power of two of them.
    slots: Vec<Slot>,
    /// By code.
    keys: Vec<Key>,
    /// Texts of long keys.
    arena: Vec<u8>,
    /// By chance, so that nobody can make a file whose values all collide. Results do not depend on them.
    seeds: [u64; 2],
    /// Bytes that the table may take.
    budget: usize,
    /// Values that are followed once they are taken; a power of two.
    heavy: usize,
    /// What [`Table::purge`] took from every count.
    pub lost: u64,
    /// Of the new values, one in `reluctance` + 1 is admitted; a power of two less one.
    reluctance: u32,
    refused: u32,
}

impl Table {
    const FIRST_SLOTS: usize = 64;
    /// Bytes of a slot, and of the key that a filled one also has in `keys`.
    const SLOT_BYTES: usize = size_of::<Slot>() + size_of::<Key>();
    /// Values that are followed once the budget is spent, and fewer where it is small.
    pub const HEAVY: usize = 1024;
    const LEAST_HEAVY: usize = 32;

    /// A table of at most `budget` bytes, or of a few dozen values.
    pub fn new(budget: usize) -> Self {
        let random = RandomState::new();
        let seeds = [random.hash_one(0u64), random.hash_one(1u64)];
        Self {
            slots: vec![VACANT; Self::FIRST_SLOTS],
            keys: Vec::new(),
            arena: Vec::new(),
            seeds,
            budget,
            heavy: (budget / (4 * Self::SLOT_BYTES))
                .next_power_of_two()
                .clamp(Self::LEAST_HEAVY, Self::HEAVY),
            lost: 0,
            reluctance: 0,
            refused: 0,
        }
    }

    /// Counts the value in `cell` of a buffer that has 16 bytes behind every cell's start, and answers its code;
    /// `None`: it is new and the budget is spent.
    #[inline(always)]
    pub fn count(&mut self, bytes: &[u8], cell: Cell) -> Option<u32> {
        let len = cell.len as usize;
        if len > INLINE {
            return self.count_long(cell.of(bytes));
        }
        let mut head = [0; 16];
        head.copy_from_slice(&bytes[cell.start as usize..][..16]);
        self.count_key((u128::from_le_bytes(head) & PREFIX[len]) | (len as u128) << 120)
    }

    #[inline(always)]
    fn count_key(&mut self, key: Key) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key) & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.key == key {
                slot.count += 1;
                return Some(slot.code);
            }
            if slot.key == EMPTY {
                return self.insert(key, &[]);
            }
            at = (at + 1) & mask;
        }
    }

    fn count_long(&mut self, text: &[u8]) -> Option<u32> {
        let key = self.pack_long(text);
        let mask = self.slots.len() - 1;
        let mut at = self.home(key) & mask;
        loop {
            let slot = self.slots[at];
            if slot.key == EMPTY {
                return self.insert(key, text);
            }
            if slot.key & !PLACE_BITS == key && self.long_text(slot.key) == text {
                self.slots[at].count += 1;
                return Some(slot.code);
            }
            at = (at + 1) & mask;
        }
    }

    fn pack_long(&self, text: &[u8]) -> Key {
        let mut hash = self.seeds[0];
        let mut mix = |block: &[u8; 16]| {
            let block = u128::from_le_bytes(*block);
            hash = fold(block as u64 ^ hash, (block >> 64) as u64 ^ self.seeds[1]);
        };
        let (blocks, _) = text.as_chunks::<16>();
        blocks.iter().for_each(&mut mix);
        text.last_chunk::<16>().into_iter().for_each(&mut mix);
        LONG | (text.len().min(0xff_ffff) as u128) << LENGTH | u128::from(hash)
    }

    #[inline(always)]
    fn home(&self, key: Key) -> usize {
        // Two texts may share a long key's hash only by chance, so its place must not count.
        let high = if key >= LONG { key >> 64 & !0xffff_ffff } else { key >> 64 };
        fold(key as u64 ^ self.seeds[0], high as u64 ^ self.seeds[1]) as usize
    }

    /// Adds a value that is not there, with a count of one.
    #[cold]
    fn insert(&mut self, mut key: Key, text: &[u8]) -> Option<u32> {
        self.refused = self.refused.wrapping_add(1);
        if self.refused & self.reluctance != 0 {
            return None;
        }
        if 4 * (self.keys.len() + 1) > 3 * self.slots.len() && !self.grow() {
            return None;
        }
        if !text.is_empty() {
            let used = self.slots.len() * Self::SLOT_BYTES + self.arena.len() + text.len();
            if used > self.budget.max(Self::FIRST_SLOTS * (Self::SLOT_BYTES + 64)) {
                return None;
            }
            key |= (self.arena.len() as u128) << PLACE;
            self.arena.extend_from_slice(text);
        }
        let code = self.keys.len() as u32;
        self.keys.push(key);
        self.place(Slot { key, count: 1, code });
        Some(code)
    }

    /// Puts a slot whose key is not there into the first vacant place.
    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = self.home(slot.key) & mask;
        while self.slots[at].key != EMPTY {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    fn grow(&mut self) -> bool {
        let doubled = self.slots.len() * 2;
        if doubled * Self::SLOT_BYTES + self.arena.len() > self.budget {
            return false;
        }
        let old = std::mem::replace(&mut self.slots, vec![VACANT; doubled]);
        old.into_iter().filter(|slot| slot.key != EMPTY).for_each(|slot| self.place(slot));
        true
    }

    /// Counts null `count` times more.
    pub fn count_nulls(&mut self, count: u64) {
        if count > 0 && self.count_key(0).is_some() {
            let mask = self.slots.len() - 1;
            let mut at = self.home(0) & mask;
            while self.slots[at].key != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at].count += count - 1;
        }
    }

    /// Follows only frequent values from now on.
    pub fn into_heavy(mut self) -> Self {
        let mut all: Vec<(u64, u32)> =
            self.slots.iter().filter(|s| s.key != EMPTY).map(|s| (s.count, s.code)).collect();
        let keep = self.heavy / 2;
        if all.len() > keep {
            all.select_nth_unstable_by(keep, |a, b| b.cmp(a));
            self.lost = all[keep].0;
            self.slots.iter_mut().for_each(|slot| slot.count = slot.count.saturating_sub(self.lost));
        }
        self.budget = usize::MAX;
        self.rebuild(2 * self.heavy);
        self
    }

    /// Counts a value as [`Table::count`] does, making room where needed.
    #[inline(always)]
    pub fn count_heavy(&mut self, bytes: &[u8], cell: Cell) {
        if self.keys.len() >= self.heavy || self.arena.len() > self.heavy * 64 {
            self.purge();
        }
        // A single text beyond the budget is not followed.
        let _ = self.count(bytes, cell);
    }

    /// Takes the median count from every count and drops what has nothing left. Where hardly anything is left, values
    /// seldom repeat: then only some of the new ones are admitted (after Ben Basat et al., 2017), as a frequent one has
    /// many chances.
    #[cold]
    fn purge(&mut self) {
        let before = self.keys.len();
        let mut counts: Vec<u64> = self.slots.iter().filter(|s| s.key != EMPTY).map(|s| s.count).collect();
        let middle = counts.len() / 2;
        let median = *counts.select_nth_unstable(middle).1;
        for slot in &mut self.slots {
            slot.count = slot.count.saturating_sub(median);
        }
        self.lost += median;
        self.rebuild(2 * self.heavy);
        self.reluctance = if self.keys.len() * 8 < before { 15 } else { 0 };
    }

    /// Gathers what still counts more than `lost` took, in a table of `slots`.
    fn rebuild(&mut self, slots: usize) {
        let arena = std::mem::take(&mut self.arena);
        let old = std::mem::replace(&mut self.slots, vec![VACANT; slots]);
        self.keys.clear();
        self.keys.shrink_to(self.heavy);
        for mut slot in old.into_iter().filter(|slot| slot.key != EMPTY && slot.count > 0) {
            if slot.key >= LONG {
                let text = &arena[long_range(slot.key)];
                slot.key = slot.key & !PLACE_BITS | (self.arena.len() as u128) << PLACE;
                self.arena.extend_from_slice(text);
            }
            slot.code = self.keys.len() as u32;
            self.keys.push(slot.key);
            self.place(slot);
        }
    }

    /// Number of values, null among them.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Text of a value.
    pub fn text<'a>(&'a self, code: u32, short: &'a mut [u8; 16]) -> &'a [u8] {
        let key = self.keys[code as usize];
        if key >= LONG {
            return self.long_text(key);
        }
        *short = key.to_le_bytes();
        &short[..(key >> 120) as usize]
    }

    fn long_text(&self, key: Key) -> &[u8] {
        &self.arena[long_range(key)]
    }

    /// Every value's code and count, in no particular order.
    pub fn counts(&self) -> impl Iterator<Item = (u32, u64)> {
        self.slots.iter().filter(|slot| slot.key != EMPTY).map(|slot| (slot.code, slot.count))
    }
}

fn long_range(key: Key) -> std::ops::Range<usize> {
    let start = (key >> PLACE) as u32 as usize;
    start..start + (key >> LENGTH) as usize % (1 << 24)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn cells(texts: &[String]) -> (Vec<u8>, Vec<Cell>) {
        let (mut bytes, mut cells) = (Vec::new(), Vec::new());
        for text in texts {
            cells.push(Cell::new(bytes.len(), bytes.len() + text.len()));
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes.resize(bytes.len() + 64, b'x');
        (bytes, cells)
    }

    proptest! {
        #[test]
        fn counts_as_a_map_does(texts in proptest::collection::vec("[ab]{0,3}|[a-c]{14,18}", 0..200)) {
            let (bytes, cells) = cells(&texts);
            let mut table = Table::new(1 << 20);
            let codes: Vec<_> = cells.iter().map(|cell| table.count(&bytes, *cell).unwrap()).collect();
            let mut short = [0; 16];
            for (code, text) in codes.iter().zip(&texts) {
                prop_assert_eq!(table.text(*code, &mut short), text.as_bytes());
            }
            let mut expected: HashMap<&[u8], u64> = HashMap::new();
            texts.iter().for_each(|text| *expected.entry(text.as_bytes()).or_default() += 1);
            prop_assert_eq!(table.counts().count(), expected.len());
            for (code, count) in table.counts() {
                prop_assert_eq!(expected[table.text(code, &mut short)], count);
            }
        }
    }

    #[test]
    fn a_spent_budget_keeps_what_is_frequent() {
        let texts: Vec<String> = (0..50_000)
            .map(|i| if i % 5 == 0 { "often".into() } else { format!("value number {i}") })
            .collect();
        let (bytes, cells) = cells(&texts);
        let mut table = Table::new(64 << 10);
        let split = cells.iter().position(|cell| table.count(&bytes, *cell).is_none()).unwrap();
        let mut table = table.into_heavy();
        cells[split..].iter().for_each(|cell| table.count_heavy(&bytes, *cell));
        let (code, count) = table.counts().max_by_key(|(_, count)| *count).unwrap();
        assert_eq!(table.text(code, &mut [0; 16]), b"often");
        assert!((9_000..=10_000).contains(&count), "{count} {}", table.lost);
        assert!(table.len() <= Table::HEAVY);
    }
}

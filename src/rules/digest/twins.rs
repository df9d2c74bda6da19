//! Of the texts of one unit and year, for each the one most like it. Exact where at most a hundred or
//! so of them share a run of characters; in a larger crowd each is compared with some of it, so that
//! the work grows with the number of texts and not with that of their pairs.

use super::likeness;

/// Holders of one hash looked at on either side of a text.
const NEAR: usize = 64;
/// Hashes two texts must share to be compared.
const FEW: usize = 6;

/// A text and the one most like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twin {
    /// Which text.
    pub own: usize,
    /// The one most like it: of several the first.
    pub other: usize,
    /// How much, in percent.
    pub likeness: usize,
    /// The first of all that hang together by being alike.
    pub first: usize,
}

/// For each sketch to which another is alike by so many percent, that other; sketches of fewer than
/// `length` hashes are passed over.
pub fn twins(sketches: &[&[u32]], length: usize, alike: usize) -> Vec<Twin> {
    let mut holders: Vec<(u32, usize)> = (0..)
        .zip(sketches)
        .filter(|(_, sketch)| sketch.len() >= length)
        .flat_map(|(own, sketch)| sketch.iter().map(move |hash| (*hash, own)))
        .collect();
    holders.sort_unstable();
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); sketches.len()];
    for (place, (_, own)) in holders.iter().enumerate() {
        if let Some(places) = places.get_mut(*own) {
            places.push(place);
        }
    }
    let mut shared = vec![0_usize; sketches.len()];
    let mut first: Vec<usize> = (0..sketches.len()).collect();
    let mut twins = Vec::new();
    for (own, (sketch, places)) in sketches.iter().zip(&places).enumerate() {
        let mut met = Vec::new();
        for place in places {
            for other in around(&holders, *place) {
                if let Some(shared) = shared.get_mut(other) {
                    if *shared == 0 {
                        met.push(other);
                    }
                    *shared += 1;
                }
            }
        }
        let mut best: Option<Twin> = None;
        for other in met {
            let shared = shared.get_mut(other).map(std::mem::take);
            let (Some(FEW..), Some(its)) = (shared, sketches.get(other)) else {
                continue;
            };
            let likeness = likeness(sketch, its);
            if likeness < alike {
                continue;
            }
            join(&mut first, own, other);
            if best.is_none_or(|best| (likeness, best.other) > (best.likeness, other)) {
                best = Some(Twin {
                    own,
                    other,
                    likeness,
                    first: own,
                });
            }
        }
        twins.extend(best);
    }
    for twin in &mut twins {
        twin.first = root(&mut first, twin.own);
    }
    twins
}

/// The nearest holders of the hash at a place, the one at the place left out.
fn around(holders: &[(u32, usize)], place: usize) -> impl Iterator<Item = usize> + '_ {
    let hash = holders.get(place).map(|(hash, _)| *hash);
    let same = move |holder: &&(u32, usize)| Some(holder.0) == hash;
    let (before, behind) = holders.split_at_checked(place).unwrap_or_default();
    let before = before.iter().rev().take_while(same).take(NEAR);
    let behind = behind.iter().skip(1).take_while(same).take(NEAR);
    before.chain(behind).map(|(_, own)| *own)
}

/// Notes that two hang together.
fn join(first: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(first, a), root(first, b));
    if let Some(joined) = first.get_mut(a.max(b)) {
        *joined = a.min(b);
    }
}

/// Follows the links to their end, and shortens them on the way.
fn root(first: &mut [usize], mut at: usize) -> usize {
    while let Some(next) = first.get(at).copied().filter(|next| *next != at) {
        let far = first.get(next).copied().unwrap_or(next);
        if let Some(link) = first.get_mut(at) {
            *link = far;
        }
        at = far;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::sketch;
    use super::*;

    const TEXT: &str = "全年累计开展路面巡查三百二十次，修补坑槽四百一十处，清理边沟十八公里，更换标志标牌二十六块，安全隐患整改到位。";
    const OTHER: &str = "组织技能培训八期，参训学员四百余人，结业考试通过率百分之九十六，推荐就业三百一十人，学员回访满意，设施保持完好。";

    fn of(texts: &[&str]) -> Vec<(usize, usize, usize)> {
        let sketches: Vec<Vec<u32>> = texts.iter().map(|text| sketch(text)).collect();
        let sketches: Vec<&[u32]> = sketches.iter().map(Vec::as_slice).collect();
        let twins = twins(&sketches, 24, 60);
        let told = twins.iter().map(|twin| (twin.own, twin.other, twin.first));
        told.collect()
    }

    #[test]
    fn each_has_the_one_most_like_it() {
        let changed = TEXT.replace("十八公里", "二十公里");
        let more = changed.replace("二十六块", "三十块");
        let texts = [OTHER, TEXT, &changed, &more, "已完成。", "已完成。"];
        assert_eq!(of(&texts), [(1, 2, 1), (2, 1, 1), (3, 2, 1)]);
    }

    #[test]
    fn a_large_crowd_of_copies_is_one_cluster() {
        let texts: Vec<String> = (0..600).map(|at| format!("{TEXT}第{at}号")).collect();
        let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        texts.push(OTHER);
        texts.push(OTHER);
        let found = of(&texts);
        assert_eq!(found.len(), 602);
        assert!(found.iter().take(600).all(|(.., first)| *first == 0));
        assert_eq!(found.last(), Some(&(601, 600, 600)));
    }
}

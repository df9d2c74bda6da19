//! 项目内容交叉.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "batch-project-overlap",
    group: Group::Batch,
    name: text("项目内容交叉", "projects that overlap"),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "一个项目名称的核心词（去掉服务、管理、建设、维护、项目等字，至少两字）出现在同一单位另一项目的指标名称中。",
        "The core noun of a project's name (without service, management, construction, maintenance; two characters or more) occurs in an indicator of another project of the unit.",
    ),
    why: text(
        "同一产出可能在两个预算中重复计算或重复列支。",
        "One output may be counted, or paid, twice.",
    ),
    basis: &[basis(
        Status::Judgement,
        "产出应与资金一一对应",
        "outputs should belong to one fund",
    )],
    innocent: text(
        "通用名词；两个项目各管一段。",
        "A general noun; each project does its part.",
    ),
    procedure: text(
        "核对两个项目的合同、人员名单和支出明细，排除重复列支。",
        "Compare contracts, staff lists and expenditure of both to rule out double payment.",
    ),
    example: text(
        "「护林员补助」单列一个项目，「森林防火」项目又有指标「护林员人数」。",
        "“Forest rangers' pay” is a project of its own, and “fire prevention” counts “number of forest rangers”.",
    ),
    parameters: &["batch.common_words", "batch.common_nouns"],
    messages: &[
        message(
            "names",
            "本项目核心词「{noun}」出现在{projects}的指标中（如「{name}」），产出可能重复计算",
            "The core noun “{noun}” occurs in indicators of {projects} (“{name}”, for one); one output may be counted twice",
        ),
        message(
            "indicator",
            "指标「{name}」涉及另一项目{projects}的内容（「{noun}」），产出可能重复计算",
            "The indicator “{name}” is about another project, {projects} (“{noun}”); one output may be counted twice",
        ),
    ],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    if peers.len() < 2 {
        return BatchOutcome::NotApplicable(&reason::NO_PEERS);
    }
    let cores: Vec<String> = peers
        .iter()
        .map(|peer| core(&peer.digest.project, settings))
        .collect();
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (owner, noun) in cores.iter().enumerate() {
        if noun.chars().count() >= 2 && !settings.batch.common_nouns.is(noun) {
            owners.entry(noun).or_default().push(owner);
        }
    }
    let mut hits = Vec::new();
    for (noun, users) in users(peers, &cores, owners.keys().copied()) {
        let (Some(owners), Some((_, first))) = (owners.get(noun), users.first()) else {
            continue;
        };
        let mut say = |member, message, others: &str, name: &str| {
            hits.push(BatchHit {
                member,
                look: noun.to_owned(),
                hit: Hit::notice(Place::Form, message)
                    .text("noun", noun)
                    .text("projects", others)
                    .text("name", name)
                    .resting_on([noun, others]),
            });
        };
        let project = |member: &usize| Some(peers.get(*member)?.digest.project.as_str());
        let using = users.iter().filter_map(|(member, _)| project(member));
        let using = super::named_projects(using, users.len());
        for owner in owners {
            say(*owner, "names", &using, first);
        }
        let owning = super::named_projects(owners.iter().filter_map(project), owners.len());
        for (member, name) in &users {
            say(*member, "indicator", &owning, name);
        }
    }
    hits.into()
}

/// By noun the members that have an indicator of that name, with its name; a project that speaks of
/// the noun itself is where its output belongs.
fn users<'a>(
    peers: &'a [Peer<'_>],
    cores: &[String],
    nouns: impl Iterator<Item = &'a str>,
) -> BTreeMap<&'a str, Vec<(usize, &'a str)>> {
    let nouns: Vec<&str> = nouns.collect();
    let mut users: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    let Ok(finder) = AhoCorasick::new(&nouns) else {
        return users;
    };
    for (member, (peer, own)) in peers.iter().zip(cores).enumerate() {
        for row in &peer.digest.rows {
            for found in finder.find_overlapping_iter(&row.name) {
                let Some(noun) = nouns.get(found.pattern().as_usize()) else {
                    continue;
                };
                let known = users.entry(noun).or_default();
                let is_new = known.last().is_none_or(|(last, _)| *last != member);
                if is_new && !own.contains(noun) {
                    known.push((member, &row.name));
                }
            }
        }
    }
    users
}

/// The project's name without the words most projects share, folded.
fn core(project: &str, settings: &Settings) -> String {
    let mut noun = folded(project).into_owned();
    for word in settings.batch.common_words.words() {
        noun = noun.replace(word.as_str(), "");
    }
    noun.retain(char::is_alphanumeric);
    noun
}

#[cfg(test)]
fn named(project: &str, indicator: &str) -> Draft {
    form()
        .project(project)
        .called(1, "产出指标", "数量指标", indicator)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("names", "form", || {
        vec![
            named("护林员服务项目", "补助发放人数"),
            named("森林防火", "护林员人数"),
        ]
    }),
    Case::notice("indicator", "form", || {
        vec![
            named("护林员服务项目", "补助发放人数"),
            named("森林防火", "护林员人数"),
        ]
    }),
    // A noun every second project uses.
    Case::clean(|| {
        vec![
            named("安全管理", "巡查次数"),
            named("设备采购", "安全培训人数"),
        ]
    }),
    Case::clean(|| {
        vec![
            named("护林员服务项目", "护林员人数"),
            named("森林防火", "防火林带长度"),
        ]
    }),
];

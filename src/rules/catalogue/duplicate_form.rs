//! 重复导入/重复申报.

use std::collections::HashMap;

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "duplicate-form",
    group: Group::Completeness,
    name: text("重复申报", "one project handed in twice"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "同一单位同一年度有两份自评表，项目名称去掉编码、括号、年度和「项目」二字后相同。",
        "Two forms of one unit in one year whose project names are the same without codes, brackets, years and the word 项目.",
    ),
    why: text(
        "同一项目可能重复申报资金，或改过的表没有替换旧表。",
        "One project may have been funded twice, or a corrected form did not replace the old one.",
    ),
    basis: &[basis(
        Status::Judgement,
        "一个项目一年一表",
        "one project, one form a year",
    )],
    innocent: text(
        "更正后重报；分期、分标段项目名称相近。",
        "A corrected re-issue; phases or lots with similar names.",
    ),
    procedure: text(
        "核对两份表的项目编码、预算批复和金额，确认是否同一项目。",
        "Compare code, approval and amounts; establish whether it is one project.",
    ),
    example: text(
        "「51000-工资性支出」与「工资性支出项目」，全年预算相同。",
        "“51000-Wages” and “Wages project”, with the same budget.",
    ),
    parameters: &[],
    messages: &[
        message(
            "same-amount",
            "与「{project}」项目名称实质相同，全年预算同为 {annual} 万元",
            "In substance the same name as “{project}”, with the same annual budget of {annual} (10 000 yuan)",
        ),
        message(
            "same-name",
            "与「{project}」项目名称实质相同，全年预算不同",
            "In substance the same name as “{project}”, with another annual budget",
        ),
    ],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], _: &Settings) -> BatchOutcome {
    if peers.len() < 2 {
        return BatchOutcome::NotApplicable(&reason::NO_PEERS);
    }
    let cores: Vec<String> = peers
        .iter()
        .map(|peer| core(&peer.digest.project))
        .collect();
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    for (member, name) in (0..).zip(&cores) {
        named.entry(name).or_default().push(member);
    }
    let mut hits = Vec::new();
    for (member, (peer, name)) in (0..).zip(peers.iter().zip(&cores)) {
        let twin = named
            .get(name.as_str())
            .and_then(|members| members.iter().find(|other| **other != member))
            .and_then(|other| Some((*other, peers.get(*other)?)));
        let Some((other, twin)) = twin.filter(|_| !name.is_empty()) else {
            continue;
        };
        let same_amount = peer
            .digest
            .annual
            .filter(|annual| Some(*annual) == twin.digest.annual);
        let hit = match same_amount {
            Some(annual) => Hit::warning(Place::Form, "same-amount").number("annual", annual),
            None => Hit::warning(Place::Form, "same-name"),
        };
        hits.push(BatchHit {
            member,
            look: format!("{name} {}", usize::min(member, other)),
            hit: hit
                .text("project", twin.digest.project.as_str())
                .cell_at(Place::Form, FieldName::Project)
                .resting_on([
                    &peer.digest.project,
                    &twin.digest.project,
                ]),
        });
    }
    hits.into()
}

/// The name without code, brackets' contents, years, punctuation and 项目.
fn core(project: &str) -> String {
    let name = folded(project);
    let name = match name.rsplit_once('-') {
        Some((code, name)) if code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => name,
        _ => &name,
    };
    let mut core = String::new();
    let mut depth = 0_u32;
    for c in name.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            // Phases and lots differ in a number, so that digits count.
            _ if depth == 0 && c.is_alphanumeric() => core.push(c),
            _ => {}
        }
    }
    without_years(&core).replace("项目", "")
}

/// The text without `2024年` and `2024年度`.
fn without_years(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, behind)) = rest.split_once('年') {
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let year = before.len().checked_sub(4).and_then(|at| before.get(at..));
        match year.filter(|year| digits >= 4 && year.starts_with("20")) {
            Some(year) => {
                kept.push_str(before.strip_suffix(year).unwrap_or(before));
                rest = behind.strip_prefix('度').unwrap_or(behind);
            }
            None => {
                kept.push_str(before);
                kept.push('年');
                rest = behind;
            }
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("same-amount", "form", || {
        vec![form(), form().project("11000-2024年河道保洁项目")]
    }),
    Case::warning("same-name", "form", || {
        vec![
            form(),
            form().project("河道保洁（区级）").fund(
                FundLine::Total,
                "60.00",
                "60.00",
                "58.00",
                "10",
                "96.67",
                "9.67",
            ),
        ]
    }),
    // A phase is another project.
    Case::clean(|| vec![form(), form().project("河道保洁2期")]),
];

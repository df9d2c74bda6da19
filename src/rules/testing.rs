//! Forms and cases for the rules' tests. [`form`] is a clean form: no rule finds anything on it.

use rust_decimal::Decimal;

use super::{Place, Severity};
use crate::form::{
    Field, Fund, FundLine, Grade, Indicator, Measure, MoneyUnit, Origin, Reading, Repair, Report,
};

/// What a rule must say about a form, or about a batch of forms.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// What is expected.
    pub expect: Expect,
    /// The forms: one for a rule on a report, all of one unit and year for a batch rule.
    pub forms: fn() -> Vec<Draft>,
}

/// What is expected of a rule.
#[derive(Debug, Clone, Copy)]
pub enum Expect {
    /// The message is said with that severity at that place.
    Hit(&'static str, Severity, &'static str),
    /// A near miss: the rule looks and finds nothing.
    Clean,
    /// The rule has nothing to look at.
    NotApplicable,
}

impl Case {
    /// The rule says `message` at `place`.
    pub const fn error(
        message: &'static str,
        place: &'static str,
        forms: fn() -> Vec<Draft>,
    ) -> Self {
        Self {
            expect: Expect::Hit(message, Severity::Error, place),
            forms,
        }
    }

    /// Likewise as a warning.
    pub const fn warning(
        message: &'static str,
        place: &'static str,
        forms: fn() -> Vec<Draft>,
    ) -> Self {
        Self {
            expect: Expect::Hit(message, Severity::Warning, place),
            forms,
        }
    }

    /// Likewise as a notice.
    pub const fn notice(
        message: &'static str,
        place: &'static str,
        forms: fn() -> Vec<Draft>,
    ) -> Self {
        Self {
            expect: Expect::Hit(message, Severity::Notice, place),
            forms,
        }
    }

    /// The rule looks and finds nothing.
    pub const fn clean(forms: fn() -> Vec<Draft>) -> Self {
        Self {
            expect: Expect::Clean,
            forms,
        }
    }

    /// The rule has nothing to look at.
    pub const fn not_applicable(forms: fn() -> Vec<Draft>) -> Self {
        Self {
            expect: Expect::NotApplicable,
            forms,
        }
    }
}

/// A report being written.
#[derive(Debug, Clone)]
pub struct Draft(pub Report);

/// A clean form: sums right, standard weights, targets with numbers, some of them missed or beaten,
/// a narrative with the year's figures.
pub fn form() -> Draft {
    Draft(Report::default())
        .named("河道保洁", "青禾县水务站", 2024)
        .goal("全年完成 12 条河道 36.5 公里的日常保洁，水面漂浮物清除率达到 95%，群众满意度不低于 85%。")
        .outcome("全年已完成 12 条河道 36.2 公里的日常保洁，出动保洁船 1460 艘次，打捞漂浮物 820 吨，水面漂浮物清除率 96.3%；抽样调查 320 人，群众满意度 88.4%。")
        .fund(FundLine::Total, "120.00", "118.00", "115.40", "10", "97.80", "9.78")
        .fund(FundLine::Appropriation, "120.00", "118.00", "115.40", "-", "97.80", "-")
        .fund(FundLine::Carryover, "0.00", "0.00", "0.00", "-", "0.00", "-")
        .fund(FundLine::Other, "0.00", "0.00", "0.00", "-", "0.00", "-")
        .row("产出指标", "数量指标", "保洁河道长度", "≥36.50(公里)", "36.20(公里)", "20", "19.84")
        .reason("一处施工围挡致 0.3 公里暂缓，已列入下年计划")
        .row("产出指标", "质量指标", "水面漂浮物清除率", "≥95.00(%)", "96.30(%)", "15", "15")
        .row("产出指标", "成本指标", "每公里保洁成本", "≤3.25(万元)", "3.18(万元)", "15", "15")
        .row("效益指标", "社会效益指标", "受益居民户数", "≥2400.00(户)", "2510.00(户)", "15", "15")
        .row("效益指标", "生态效益指标", "水质达标断面比例", "≥80.00(%)", "83.30(%)", "15", "15")
        .row("满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥85.00(%)", "88.40(%)", "10", "10")
        .total("100", "99.62")
        .grade("优")
}

/// A form without any cell but its head.
pub fn bare() -> Draft {
    Draft(Report::default()).named("零星维修", "青禾县水务站", 2024)
}

impl Draft {
    /// In a list of its own.
    pub fn alone(self) -> Vec<Self> {
        vec![self]
    }

    /// With this project, unit and year.
    pub fn named(mut self, project: &str, unit: &str, year: i32) -> Self {
        self.0.project = text(project);
        self.0.department = text("青禾县水利局");
        self.0.unit = text(unit);
        self.0.year = Field::known(year.to_string(), year, origin());
        self
    }

    /// Of this year.
    pub fn year(mut self, year: i32) -> Self {
        self.0.year = Field::known(year.to_string(), year, origin());
        self
    }

    /// With this project name.
    pub fn project(mut self, project: &str) -> Self {
        self.0.project = text(project);
        self
    }

    /// With this 预期目标.
    pub fn goal(mut self, goal: &str) -> Self {
        self.0.goal = text(goal);
        self
    }

    /// With this 实际完成情况.
    pub fn outcome(mut self, outcome: &str) -> Self {
        self.0.outcome = text(outcome);
        self
    }

    /// Amounts printed in 元.
    pub fn in_yuan(mut self) -> Self {
        self.0.money_unit = MoneyUnit::Yuan;
        self
    }

    /// Without any fund line.
    pub fn no_funds(mut self) -> Self {
        self.0.funds.clear();
        self
    }

    /// With a fund line; it replaces the one of the same kind. `""` is a cell that the layout has
    /// not, `-` a blank one.
    #[expect(clippy::too_many_arguments, reason = "the columns of the table")]
    pub fn fund(
        mut self,
        line: FundLine,
        initial: &str,
        annual: &str,
        executed: &str,
        weight: &str,
        rate: &str,
        score: &str,
    ) -> Self {
        let fund = Fund {
            line,
            label: line.name().to_owned(),
            initial: number(initial),
            annual: number(annual),
            executed: number(executed),
            weight: number(weight),
            rate: number(rate),
            score: number(score),
        };
        match self.0.funds.iter_mut().find(|old| old.line == line) {
            Some(old) => *old = fund,
            None => self.0.funds.push(fund),
        }
        self
    }

    /// Without any indicator.
    pub fn no_rows(mut self) -> Self {
        self.0.indicators.clear();
        self
    }

    /// With one more indicator.
    #[expect(clippy::too_many_arguments, reason = "the columns of the table")]
    pub fn row(
        mut self,
        level1: &str,
        level2: &str,
        name: &str,
        target: &str,
        actual: &str,
        weight: &str,
        score: &str,
    ) -> Self {
        self.0.indicators.push(Indicator {
            level1: text(level1),
            level2: text(level2),
            name: text(name),
            target: measure(target),
            actual: measure(actual),
            weight: number(weight),
            score: number(score),
            reason: Field {
                reading: Reading::Blank,
                ..Field::default()
            },
        });
        self
    }

    /// The reason of the last indicator.
    pub fn reason(mut self, reason: &str) -> Self {
        if let Some(last) = self.0.indicators.last_mut() {
            last.reason = text(reason);
        }
        self
    }

    /// Changes the indicator of that number.
    pub fn change(mut self, number: usize, change: fn(&mut Indicator)) -> Self {
        change(&mut self.0.indicators[number - 1]);
        self
    }

    /// The target and actual of the indicator of that number.
    pub fn measured(mut self, number: usize, target: &str, actual: &str) -> Self {
        let row = &mut self.0.indicators[number - 1];
        row.target = measure(target);
        row.actual = measure(actual);
        self
    }

    /// The weight and score of the indicator of that number.
    pub fn scored(mut self, row: usize, weight: &str, score: &str) -> Self {
        let row = &mut self.0.indicators[row - 1];
        row.weight = number(weight);
        row.score = number(score);
        self
    }

    /// The class and name of the indicator of that number.
    pub fn called(mut self, number: usize, level1: &str, level2: &str, name: &str) -> Self {
        let row = &mut self.0.indicators[number - 1];
        row.level1 = text(level1);
        row.level2 = text(level2);
        row.name = text(name);
        self
    }

    /// 总分.
    pub fn total(mut self, weight: &str, score: &str) -> Self {
        self.0.total_weight = number(weight);
        self.0.total_score = number(score);
        self
    }

    /// 评分等级.
    pub fn grade(mut self, grade: &str) -> Self {
        self.0.grade = match Grade::parse(grade) {
            Some(value) => Field::known(grade, value, origin()),
            None => Field::absent(),
        };
        self
    }

    /// With something mended while reading.
    pub fn repaired(mut self, kind: &str, found: &str, read_as: &str) -> Self {
        self.0.repairs.push(Repair {
            origin: origin(),
            kind: kind.to_owned(),
            found: found.to_owned(),
            read_as: read_as.to_owned(),
        });
        self
    }
}

fn origin() -> Origin {
    Origin::new(0, 1, 1)
}

fn field<T>(printed: &str, read: impl FnOnce(&str) -> Option<T>) -> Field<T> {
    match printed {
        "" => Field::absent(),
        "-" => Field {
            printed: "-".to_owned(),
            reading: Reading::Blank,
            origin: origin(),
        },
        _ => Field {
            printed: printed.to_owned(),
            reading: read(printed).map_or(Reading::Unreadable, Reading::Known),
            origin: origin(),
        },
    }
}

/// A text cell.
pub fn text(printed: &str) -> Field<String> {
    field(printed, |text| Some(text.to_owned()))
}

/// A number cell.
pub fn number(printed: &str) -> Field<Decimal> {
    field(printed, |text| text.replace(',', "").parse().ok())
}

/// A target or actual cell.
pub fn measure(printed: &str) -> Field<Measure> {
    match printed {
        "" => Field::absent(),
        _ => Field {
            printed: printed.to_owned(),
            reading: Measure::parse(printed),
            origin: origin(),
        },
    }
}

mod over_all_rules {
    use std::collections::BTreeSet;

    use super::super::catalogue::MODULES;
    use super::super::{
        BatchHit, BatchOutcome, Digest, Hit, Member, Outcome, Peer, Position, Rule, Settings,
        Standing, Subject, all, cell, check, check_batch, digest, sentence,
    };
    use super::*;
    use crate::form::Key;
    use crate::locales::{Lang, Text};

    fn run(rule: &Rule, drafts: &[Draft]) -> Outcome {
        let settings = Settings::default();
        let years: BTreeSet<_> = drafts.iter().map(|draft| draft.0.key().year).collect();
        let many = if years.len() > 1 {
            rule.check.of_series()
        } else {
            rule.check.of_batch().or(rule.check.of_series())
        };
        let units: BTreeSet<_> = drafts.iter().map(|draft| draft.0.key().unit).collect();
        if let (Some(run), Some(first)) = (rule.check.of_peers(), drafts.first()) {
            let key = first.0.key();
            let own = |draft: &&Draft| draft.0.key().unit == key.unit;
            let counts = |mine: bool| {
                let drafts = drafts.iter().filter(|draft| own(draft) == mine);
                let digests: Vec<Digest> = drafts.map(|draft| Digest::of(&draft.0)).collect();
                Standing::of(&digests)
            };
            let position = Position {
                unit: &key.unit,
                year: key.year.unwrap_or_default(),
                own: counts(true),
                others: counts(false),
                units: u64::try_from(units.len() - 1).unwrap_or_default(),
            };
            return run(&position, &settings);
        }
        if let (Some(run), [own, other], 2..) = (rule.check.of_pair(), drafts, units.len()) {
            let (a, b) = (own.0.key(), other.0.key());
            let peer = |key, draft: &Draft| Peer {
                key,
                digest: Digest::of(&draft.0),
            };
            let (own, other) = (peer(&a, own), peer(&b, other));
            let narratives = [Place::Goal, Place::Outcome].into_iter();
            let hits = narratives.filter_map(|place| run(&own, &other, place, &settings));
            return Outcome::of(hits.collect());
        }
        match (rule.check.of_report(), many, drafts) {
            (Some(run), _, [draft]) => run(&Subject::new(&draft.0), &settings),
            (_, Some(run), drafts) => {
                let keys: Vec<Key> = drafts.iter().map(|draft| draft.0.key()).collect();
                let peers: Vec<Peer<'_>> = keys
                    .iter()
                    .zip(drafts)
                    .map(|(key, draft)| Peer {
                        key,
                        digest: Digest::of(&draft.0),
                    })
                    .collect();
                match run(&peers, &settings) {
                    BatchOutcome::NotApplicable(reason) => Outcome::NotApplicable(reason),
                    BatchOutcome::Hits(hits) => {
                        Outcome::of(hits.into_iter().map(|BatchHit { hit, .. }| hit).collect())
                    }
                }
            }
            _ => panic!("{}: one form a case", rule.id),
        }
    }

    fn expect_hit(
        rule: &Rule,
        case: &Case,
        hits: &[Hit],
        (message, severity, place): (&str, Severity, &str),
    ) {
        let drafts = (case.forms)();
        let hit = hits
            .iter()
            .find(|hit| hit.message == message)
            .unwrap_or_else(|| panic!("{}: “{message}” is not said: {hits:?}", rule.id));
        assert_eq!(hit.severity, severity, "{} {message}", rule.id);
        assert!(hit.severity <= rule.severity, "{} {message}", rule.id);
        assert_eq!(
            hit.place,
            place.parse::<Place>().unwrap(),
            "{} {message}",
            rule.id
        );
        let facts: Vec<_> = hit
            .facts
            .iter()
            .map(|(name, fact)| ((*name).to_owned(), fact.clone()))
            .collect();
        for lang in [Lang::Zh, Lang::En] {
            let said = sentence(rule.id, message, &facts, lang);
            assert!(!said.contains(['{', '}']), "{} {message}: {said}", rule.id);
            assert!(!said.contains("问题"), "{} {message}: {said}", rule.id);
        }
        for (name, _) in &facts {
            let used = rule
                .message(message)
                .unwrap()
                .text
                .zh
                .contains(&format!("{{{name}}}"));
            assert!(used, "{} {message}: the fact {name} is not said", rule.id);
        }
        let batch = rule.check.looks_at_many();
        assert!(
            batch || !hit.marks.is_empty() || hit.rests_on.is_some(),
            "{} {message} rests on nothing",
            rule.id
        );
        for mark in &hit.marks {
            assert!(
                batch || cell(&drafts[0].0, mark.place, mark.field).is_some(),
                "{} {message}: there is no cell {mark:?}",
                rule.id
            );
        }
    }

    #[test]
    fn every_case_comes_out_as_written() {
        let mut wrong = Vec::new();
        for rule in all() {
            for case in rule.cases {
                let outcome = run(rule, &(case.forms)());
                match (case.expect, &outcome) {
                    (Expect::Hit(message, severity, place), Outcome::Hits(hits)) => {
                        expect_hit(rule, case, hits, (message, severity, place));
                    }
                    (Expect::Clean, Outcome::Clean)
                    | (Expect::NotApplicable, Outcome::NotApplicable(_)) => {}
                    (expected, got) => {
                        wrong.push(format!("{}: {expected:?} expected, got {got:?}", rule.id));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_rule_has_a_case_for_each_message_and_a_near_miss() {
        for rule in all() {
            let said: BTreeSet<&str> = rule
                .cases
                .iter()
                .filter_map(|case| match case.expect {
                    Expect::Hit(message, ..) => Some(message),
                    _ => None,
                })
                .collect();
            let known: BTreeSet<&str> = rule.messages.iter().map(|message| message.key).collect();
            assert!(!known.is_empty(), "{} says nothing", rule.id);
            assert_eq!(known, said, "{}: messages and the cases that fire", rule.id);
            let near = |case: &Case| matches!(case.expect, Expect::Clean);
            assert!(rule.cases.iter().any(near), "{} has no near miss", rule.id);
        }
    }

    #[test]
    fn the_clean_form_is_clean() {
        let report = form().0;
        let findings = check(&report, &Settings::default()).findings;
        assert!(findings.is_empty(), "{findings:#?}");
        let (key, packed) = (report.key(), digest(&report));
        let member = Member {
            key: &key,
            digest: &packed,
        };
        let findings = check_batch(&[member], &Settings::default()).findings;
        assert!(findings.is_empty(), "{findings:#?}");
    }

    #[test]
    fn ids_are_file_names_and_unique() {
        let ids: Vec<String> = all().iter().map(|rule| rule.id.replace('-', "_")).collect();
        let modules: Vec<&str> = MODULES.to_vec();
        assert_eq!(ids, modules);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn every_page_is_complete_in_both_languages() {
        for rule in all() {
            let mut texts = vec![
                rule.name,
                rule.checks,
                rule.why,
                rule.innocent,
                rule.procedure,
                rule.example,
            ];
            texts.extend(rule.basis.iter().map(|basis| basis.text));
            texts.extend(rule.messages.iter().map(|message| message.text));
            for Text { zh, en } in texts {
                assert!(
                    !zh.trim().is_empty() && !en.trim().is_empty(),
                    "{}",
                    rule.id
                );
                let chinese =
                    |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(chinese(zh), "{}: {zh}", rule.id);
                assert!(
                    en.chars().any(|c| c.is_ascii_alphabetic()),
                    "{}: {en}",
                    rule.id
                );
            }
            assert!(!rule.basis.is_empty(), "{} has no basis", rule.id);
            for key in rule.parameters {
                assert!(
                    super::super::default_of(key).is_some(),
                    "{}: {key}",
                    rule.id
                );
            }
            for message in rule.messages {
                assert_eq!(
                    placeholders(message.text.zh),
                    placeholders(message.text.en),
                    "{} {}",
                    rule.id,
                    message.key
                );
            }
        }
    }

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }
}

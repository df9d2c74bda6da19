//! Clean forms: what a decent self-evaluation looks like, in many variations.

use std::borrow::Cow;

use super::form::{Form, Row, Value, rounded};
use super::narrative;
use super::rng::Rng;
use super::templates::{Level1, Office, RowTemplate, TEMPLATES, Template};
use super::units;

/// Years each unit reports.
const YEARS: [i64; 4] = [2021, 2022, 2023, 2024];

/// A unit with its projects; all its forms are made from its number and the seed.
#[derive(Debug)]
pub struct Unit {
    number: u64,
    name: String,
    department: String,
    /// (year, project, place among the unit's projects)
    forms: Vec<(i64, &'static Template, usize)>,
    suffix: &'static str,
}

const CITIES: &[&str] = &[
    "岚汀", "苍榆", "砚川", "泠浦", "桐漪", "朔棠", "霁原", "汀墨", "蘅江", "椴城", "溯洲", "瀚槐",
];
const DISTRICTS: &[&str] = &[
    "青梧", "云棹", "栖霖", "澹湖", "榕岭", "鹭坪", "松陂", "梨溪", "碧岑", "枫渚", "竹垣", "荻塘",
    "莲岫", "柏渡", "杉屿", "橙坞",
];
const FIRST: &[&str] = &[
    "临", "望", "澄", "栖", "听", "抱", "迎", "揽", "问", "枕", "衔", "映", "漱", "环", "倚", "渡",
    "拂", "聆", "沐", "含", "隐", "守", "汇", "接", "毓", "涵", "叠", "凝", "携", "蕴",
];
const SECOND: &[&str] = &[
    "澜", "岫", "棠", "汀", "霁", "榆", "洲", "崖", "荻", "渚", "梧", "坪", "苇", "壑", "桐", "沚",
    "岑", "槿", "潭", "麓", "蕖", "屿", "楸", "垄", "湄", "棹", "荪", "磐", "筠", "漪",
];
const SUFFIXES: &[&str] = &["", "经费", "项目", "专项", "工作"];

const REASONS: &[&str] = &[
    "雨天多,外场作业时间不足;已调整班次并增加机动力量",
    "供货周期长,部分设备到位晚;今后提前两个月采购",
    "部分点位产权不清,协调时间长;已由街道牵头推进",
    "人员轮换期衔接不足;已补充人员并完善交接",
    "外部施工影响,个别批次推迟;已建立交底制度",
    "需求少于测算,按实际数量实施;次年按近三年均值设定目标",
];

impl Unit {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut rng = Rng::new(seed, number.wrapping_mul(2));
        let office = *rng.pick(&Office::ALL);
        // Mixed radix: every number below 172 800 has a place of its own; the factor scatters them.
        let scattered = number.wrapping_mul(7_919);
        let part = |by: usize, of: &[&'static str]| {
            let at =
                scattered / u64::try_from(by).unwrap_or(1) % u64::try_from(of.len()).unwrap_or(1);
            of[usize::try_from(at).unwrap_or(0)]
        };
        let towns = FIRST.len() * SECOND.len();
        let place = format!(
            "{}市{}区",
            part(towns * DISTRICTS.len(), CITIES),
            part(towns, DISTRICTS)
        );
        let town = format!("{}{}", part(SECOND.len(), FIRST), part(1, SECOND));
        let kind = rng.pick(&["镇", "街道"]);
        let mut forms = Vec::new();
        for year in YEARS {
            let projects = TEMPLATES
                .iter()
                .filter(|template| template.office == office);
            forms.extend(
                projects
                    .enumerate()
                    .map(|(at, template)| (year, template, at)),
            );
        }
        Self {
            number,
            name: format!("{place}{town}{kind}{}", office.unit()),
            department: format!("{place}{}", office.department()),
            forms,
            suffix: *rng.pick(SUFFIXES),
        }
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Where the form of the same project for the year before stands.
    pub fn year_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(self.forms.len() / YEARS.len())?;
        (self.forms[before].1.project == self.forms[at].1.project).then_some(before)
    }

    /// How many years of the project come before.
    pub fn years_before(&self, at: usize) -> usize {
        at / (self.forms.len() / YEARS.len())
    }

    /// Whether the project at `at` has the same total year after year; one in fifty, where anything is
    /// planted at all.
    pub fn is_stuck(&self, seed: u64, at: usize, faulty: i64) -> bool {
        let place = u64::try_from(self.forms[at].2).unwrap_or(0);
        let mut rng = Rng::new(seed ^ 0x0073_7475_636B, self.number * 64 + place);
        faulty > 0 && rng.chance(2)
    }

    /// The fault of all its forms together, where anything is planted at all: one unit in eight has one,
    /// of each kind in turn.
    pub fn fault(&self, faulty: i64) -> Option<units::Plant> {
        let kind = usize::try_from(self.number / 8).unwrap_or(0) % units::FAULTS.len();
        (faulty > 0 && self.number % 8 == 7).then(|| units::FAULTS[kind])
    }

    /// Which of its projects the form at `at` is of.
    pub fn seat(&self, at: usize) -> units::Seat {
        units::Seat {
            place: self.forms[at].2,
            of: self.forms.len() / YEARS.len(),
        }
    }

    /// The clean form at `at`, with the stream of random numbers that goes on from it.
    pub fn form(&self, seed: u64, at: usize) -> (Form, Rng) {
        let (year, template, place) = self.forms[at];
        let at = u64::try_from(at).unwrap_or(0);
        let mut rng = Rng::new(seed, (self.number * 64 + at) * 2 + 1);
        // What is planned for a project is planned for all its years.
        let planned = self.number * 64 + u64::try_from(place).unwrap_or(0);
        let mut plan = Rng::new(seed ^ 0x706C_616E, planned);
        let rows = rows(template, &mut plan, &mut rng);
        let form = self.fill(year, template, place, rows, &mut rng);
        (form, rng)
    }

    fn fill(
        &self,
        year: i64,
        template: &Template,
        place: usize,
        rows: Vec<Row>,
        rng: &mut Rng,
    ) -> Form {
        let scale = *rng.pick(&[100, 1_000, 1_000, 10_000]);
        let initial = rng.within(3_000, 9_900) * scale / 10;
        let annual = initial * rng.within(940, 1_045) / 1_000;
        let executed = (annual * rng.within(9_560, 9_960) / 10_000).min(annual - 1);
        let mut form = Form {
            project: format!("{}{}", template.project, self.suffix),
            department: self.department.clone(),
            unit: self.name.clone(),
            year,
            initial,
            annual,
            executed,
            carryover: if rng.chance(20) { executed / 7 } else { 0 },
            parts_short: 0,
            rate: 0,
            exec_score: 0,
            goal: String::new(),
            outcome: String::new(),
            rows,
            total: 0,
            grade: "",
            scarred: false,
        };
        form.settle();
        let unit = usize::try_from(self.number % 97).unwrap_or(0);
        let year_at = usize::try_from(year - 2000).unwrap_or(0);
        narrative::tell(&mut form, unit + place + year_at * 3, rng);
        form
    }
}

/// The indicators: names, targets and points as planned, the actuals of the year.
fn rows(template: &Template, plan: &mut Rng, year: &mut Rng) -> Vec<Row> {
    let cost = template.rows.iter().any(|row| row.level1 == Level1::Cost);
    let mut rows: Vec<Row> = template
        .rows
        .iter()
        .map(|row| filled(row, plan, year))
        .collect();
    rows.push(satisfaction(template.satisfaction, plan, year));
    if plan.chance(25) {
        rows.insert(rows.len() - 1, graded(plan));
    }
    // 财预〔2020〕10号: 50/30/10 beside 10 for execution; with costs (财预〔2021〕101号) 20/40/20/10.
    let points = |level1| match (cost, level1) {
        (true, Level1::Cost | Level1::Benefit) => 2_000,
        (true, Level1::Output) => 4_000,
        (false, Level1::Output) => 5_000,
        (false, Level1::Benefit) => 3_000,
        (_, Level1::Satisfaction) => 1_000,
        (false, Level1::Cost) => 0,
    };
    for level1 in [
        Level1::Cost,
        Level1::Output,
        Level1::Benefit,
        Level1::Satisfaction,
    ] {
        share(&mut rows, level1, points(level1), plan);
    }
    rows
}

/// Gives the rows of one class their points: whole or half points, not all the same.
fn share(rows: &mut [Row], level1: Level1, points: i64, rng: &mut Rng) {
    let mut own: Vec<&mut Row> = rows.iter_mut().filter(|row| row.level1 == level1).collect();
    let count = i64::try_from(own.len()).unwrap_or(1);
    let Some((last, others)) = own.split_last_mut() else {
        return;
    };
    let step = *rng.pick(&[50, 100]);
    let mut left = points;
    for (at, row) in others.iter_mut().enumerate() {
        let fair = points / count / step * step;
        let shift = if at % 2 == 0 {
            step * rng.within(1, 3)
        } else {
            0
        };
        row.weight = fair + shift;
        left -= row.weight;
    }
    last.weight = left;
}

fn filled(template: &RowTemplate, plan: &mut Rng, rng: &mut Rng) -> Row {
    let percent = template.unit == "%" && template.usual >= 6_000;
    let whole = template.usual % 100 == 0 && template.unit != "%";
    let step = match (whole, percent) {
        (true, _) => 100,
        (false, true) => 1,
        (false, false) => 10,
    };
    let target = if percent {
        (template.usual + 50 * plan.within(-4, 2)).min(9_700)
    } else if whole {
        rounded(template.usual * plan.within(60, 160), 10_000).max(2) * 100
    } else {
        (template.usual * plan.within(80, 140) / 1_000 * 10).max(100)
    };
    let mut row = Row {
        level1: template.level1,
        level2: Cow::Borrowed(template.level2),
        name: Cow::Borrowed(template.name),
        comparator: template.comparator,
        target: Value::Number(target),
        actual: Value::Number(target),
        unit: template.unit,
        actual_unit: template.unit,
        weight: 0,
        score: 0,
        reason: "",
    };
    let over = rng.within(3, 90);
    // One step must be a small part of the target, or a slip would look like a scandal.
    let fine = target >= 20 * step;
    let behind = rng.chance(12) && fine;
    let actual = match template.comparator {
        "=" => target,
        _ if target < 6 * step => target,
        "≤" => (target - target * over / 1_000) / step * step - step,
        _ if behind => (target - target * rng.within(10, 80) / 1_000) / step * step - step,
        // Better than asked, by at most nine parts in a hundred and never over the top.
        _ if percent => target + ((9_990 - target) * over / 100).min(target * over / 1_000) + step,
        _ => (target + target * over / 1_000) / step * step + step,
    };
    row.actual = Value::Number(actual);
    if behind && !matches!(template.comparator, "=" | "≤") {
        row.reason = *rng.pick(REASONS);
    }
    row
}

fn satisfaction(name: &'static str, plan: &mut Rng, rng: &mut Rng) -> Row {
    let target = 8_800 + 100 * plan.within(0, 5);
    let actual = target + rng.within(20, 480);
    Row {
        level1: Level1::Satisfaction,
        level2: Cow::Borrowed("服务对象满意度指标"),
        name: Cow::Borrowed(name),
        comparator: "≥",
        target: Value::Number(target),
        actual: Value::Number(actual),
        unit: "%",
        actual_unit: "%",
        weight: 0,
        score: 0,
        reason: "",
    }
}

/// A lawful qualitative indicator: one that says what would count as met.
fn graded(rng: &mut Rng) -> Row {
    let (name, target) = *rng.pick(&[
        ("长效管理制度", "制度已印发且按季检查"),
        ("长效备份机制", "异地双备份且按月核验"),
        ("持续培育队伍机制", "年内考核为B级以上"),
    ]);
    Row {
        level1: Level1::Benefit,
        level2: Cow::Borrowed("可持续影响指标"),
        name: Cow::Borrowed(name),
        comparator: "",
        target: Value::Words(target),
        actual: Value::Words("达成指标"),
        unit: "",
        actual_unit: "",
        weight: 0,
        score: 0,
        reason: "",
    }
}

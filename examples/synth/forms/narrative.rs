//! Goals and outcomes around the figures of a form.

use std::fmt::Write as _;

use super::form::{Form, Value};
use super::rng::Rng;

/// `{p}` project, `{n}` `{t}` `{a}` `{u}` name, target, actual and unit of a counted indicator,
/// `{m}` `{s}` `{b}` name, target and actual of a rate.
const GOALS: &[&str] = &[
    "全年{n}不少于{t}{u},{m}保持在{s}%以上。",
    "按计划推进{p},{n}达到{t}{u}。{m}不低于{s}%。",
    "做好{p}各环节工作,年内{n}为{t}{u},{m}达到{s}%。",
    "以{m}{s}%为底线,组织实施{p}。{n}安排{t}{u}。",
    "{p}年度任务:{n}{t}{u};{m}{s}%以上。",
    "(1)数量:{n}达{t}{u};(2)质量:{m}达{s}%以上。",
    "通过实施{p},实现{n}{t}{u}的年度目标,并使{m}稳定在{s}%及以上,经费使用规范。",
    "本年度拟安排{n}{t}{u}。以{m}不低于{s}%作为验收依据,十一月底前完成。",
    "围绕群众关切办好{p}:年内{n}力争{t}{u},{m}高于{s}%。",
    "一是{n}不低于{t}{u};二是{m}保持{s}%以上;三是资金支付合规。",
    "巩固上年成果,{p}继续实施,{n}按{t}{u}安排,{m}以{s}%为目标值。",
];

const OUTCOMES: &[&str] = &[
    "截至十二月末已完成全部任务,{n}为{a}{u}。{m}为{b}%,",
    "{p}已按计划实施,全年{n}{a}{u},{m}{b}%。",
    "各环节工作落实到位,{n}实际{a}{u}。经考核,{m}达{b}%,",
    "组织实施了{p},{n}共{a}{u},{m}为{b}%。",
    "年度任务已完成:{n}{a}{u};{m}{b}%。",
    "对照年初计划,{p}完成了{n}{a}{u},同时{m}做到{b}%,",
    "一年来实施有序,{m}稳定在{b}%,{n}累计{a}{u}。",
    "(1)数量:{n}完成{a}{u};(2)质量:{m}为{b}%。",
    "{p}于年初启动,按期交付,{n}计{a}{u},验收时{m}为{b}%。",
    "全年投入均用于{p},{n}实有{a}{u},{m}经测算为{b}%。",
    "一是{n}达到{a}{u};二是{m}为{b}%;三是账目清楚、支付合规。",
    "经年终盘点,{n}{a}{u},{m}{b}%,各项要求均已落实。",
    "{m}年终测评为{b}%,{n}全年合计{a}{u},{p}整体运行平稳。",
];

const CLOSINGS: &[&str] = &[
    "资金支付均有合同和验收单对应。",
    "项目经费单独核算,结余已按规定交回。",
    "过程资料已整理归档,随时可供查阅。",
    "季度例会上通报进度,问题当场交办。",
    "第三方评估意见已逐条采纳。",
    "现场抽查发现的小问题当天纠正。",
    "承接单位按月考评,考评与付款挂钩。",
    "群众来电来信均有答复和回访记录。",
    "设备台账与实物盘点一致。",
    "汛期和节假日安排了专人值守。",
    "实施方案经会议研究后公示七天。",
    "培训了一线操作人员并配发手册。",
    "与相邻片区共享了部分设备,省下租金。",
    "经费报销附有签到表、照片和签收单。",
    "对两家履约较慢的供应商发了提醒函。",
    "按月公开进展,接受村居代表监督。",
    "新老人员交接用了两周,工作没有中断。",
    "采购前做了市场询价,成交价低于控制价。",
    "雨季前检修了全部机具。",
    "台风期间暂停作业,事后补足了班次。",
    "资料由档案室统一保管,借阅须登记。",
    "分管领导带队到现场看过多次。",
    "邀请街坊参与评议,提出的建议多数被采用。",
    "与社区网格共用巡查路线,少走了重复路。",
    "服务电话全天有人接听。",
    "对新入职者安排了跟班见习。",
    "物资入库出库有台账,月底对账。",
    "合同到期前重新比选了服务单位。",
    "夜间作业避开居民休息时段。",
    "另请会计师事务所核对了支出明细。",
    "年初的薄弱环节已列入日常检查清单。",
    "志愿者协助维持秩序,未发生意外。",
    "旧设备经评估后调拨给了下属站点。",
];

/// Writes goal and outcome; `variant` keeps the forms of one unit apart.
pub fn tell(form: &mut Form, variant: usize, rng: &mut Rng) {
    let numeric = |rate: bool| {
        form.rows
            .iter()
            .find(move |row| (row.unit == "%") == rate && matches!(row.actual, Value::Number(_)))
    };
    let (Some(counted), Some(rate)) = (numeric(false), numeric(true)) else {
        return;
    };
    let fill = |out: &mut String, template: &str| {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((key, tail)) = after.split_once('}') else {
                break;
            };
            match key {
                "p" => out.push_str(&form.project),
                "n" => out.push_str(&counted.name),
                "t" => plain(out, counted.target),
                "a" => plain(out, counted.actual),
                "u" => out.push_str(counted.unit),
                "m" => out.push_str(&rate.name),
                "s" => plain(out, rate.target),
                _ => plain(out, rate.actual),
            }
            rest = tail;
        }
        out.push_str(rest);
    };
    let mut goal = String::with_capacity(256);
    let mut outcome = String::with_capacity(512);
    fill(&mut goal, GOALS[variant % GOALS.len()]);
    fill(&mut outcome, OUTCOMES[variant % OUTCOMES.len()]);
    // Forms of one unit and year begin four apart; how it goes on keeps units apart.
    let step = *rng.pick(&[1, 2, 5, 7]);
    for place in 0..4 {
        outcome.push_str(CLOSINGS[(variant * 4 + place * step) % CLOSINGS.len()]);
    }
    if rng.chance(30) {
        sums(&mut outcome, 0, rng);
    }
    if rng.chance(20) {
        year_on_year(&mut outcome, 0, rng);
    }
    if rng.chance(20) {
        share(&mut outcome, 0, rng);
    }
    form.goal = goal;
    form.outcome = outcome;
}

/// A number as prose has it: no zeros behind the point.
pub fn plain(out: &mut String, value: Value) {
    match value {
        Value::Number(n) if n % 100 == 0 => {
            let _ = write!(out, "{}", n / 100);
        }
        Value::Number(n) if n % 10 == 0 => {
            let _ = write!(out, "{}.{}", n / 100, n % 100 / 10);
        }
        Value::Number(n) => {
            let _ = write!(out, "{}.{:02}", n / 100, n % 100);
        }
        Value::Words(words) => out.push_str(words),
        Value::Blank => {}
    }
}

/// A breakdown whose parts are `off` more than the whole.
pub fn sums(out: &mut String, off: i64, rng: &mut Rng) {
    let [a, b, c] = [0; 3].map(|_| rng.within(30, 300));
    let n = a + b + c - off;
    let _ = match rng.within(0, 4) {
        0 => write!(out, "走访家庭{n}户(其中城区{a}户、镇区{b}户、村组{c}户)。"),
        1 => write!(
            out,
            "排查隐患{n}处(包括用电{a}处、用气{b}处、通道堵塞{c}处)。"
        ),
        2 => write!(
            out,
            "全年接待来访{n}人次(其中:个人来访{a}人次,集体来访{b}人次,预约来访{c}人次)。"
        ),
        3 => write!(
            out,
            "共办理事项{n}件,其中现场办理{a}件、网上办理{b}件、上门办理{c}件。"
        ),
        _ => write!(
            out,
            "发放宣传品 {n} 份（其中手册 {a} 份、折页 {b} 份、海报 {c} 份）。"
        ),
    };
}

/// A year-on-year change, printed `off` tenths of a percent too high.
pub fn year_on_year(out: &mut String, off: i64, rng: &mut Rng) {
    let before = rng.within(400, 9_000);
    let after = before + before * rng.within(-180, 180) / 1_000;
    let tenths = super::form::rounded((after - before).abs() * 1_000, before) + off;
    let up = after >= before;
    let (way, more) = if up {
        ("上升", "增长")
    } else {
        ("下降", "减少")
    };
    let p = format!("{}.{}", tenths / 10, tenths % 10);
    let _ = match rng.within(0, 3) {
        0 => write!(out, "受理来电{after}件,同比({before}件){way}{p}%。"),
        1 => write!(out, "受理投诉{after}件,上年同期{before}件,同比{way}{p}%。"),
        2 => write!(out, "服务{after}人次,比上年的{before}人次{more}{p}%。"),
        _ => write!(
            out,
            "办理案件{after}起，较去年同期（{before}起）{more}{p}％。"
        ),
    };
}

/// A share, printed `off` percent too high.
pub fn share(out: &mut String, off: i64, rng: &mut Rng) {
    let n = rng.within(800, 5_000);
    let part = n * rng.within(150, 700) / 1_000;
    let p = super::form::rounded(part * 100, n) + off;
    let _ = match rng.within(0, 3) {
        0 => write!(out, "服务对象共{n}人,其中老年人{part}人,占{p}%。"),
        1 => write!(out, "现有住房{n}套,其中出租房{part}套,占总数的{p}%。"),
        2 => write!(out, "登记商户{n}家,其中餐饮{part}家,占比{p}%。"),
        _ => write!(out, "发放问卷{n}份(其中线上{part}份,占{p}%)。"),
    };
}

/// Says that the figures end before the year does.
pub fn partial_year(out: &mut String, rng: &mut Rng) {
    let month = rng.within(6, 11);
    let words = match rng.within(0, 3) {
        0 => format!("今年1-{month}月,"),
        1 => format!("截至{month}月底,"),
        2 => format!("1至{month}月,"),
        _ => format!("截至{month}月30日,"),
    };
    // A text that tells of December as well, or of all the year, is about the year.
    *out = out.replace("截至十二月末已", "已").replace("全年", "");
    out.insert_str(0, &words);
}

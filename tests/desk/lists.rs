//! List, filter and overview: what keys do to what is listed.

use ratatui::style::Modifier;
use shenyue::desk::Key::{Backspace, Char, Down, Enter, Esc, Left, Right, Tab, Up};
use shenyue::desk::{Message, Slot};
use shenyue::locales::Lang;
use shenyue::store::{Sort, View};

use crate::bench::Bench;
use crate::forms;

fn desk() -> Bench {
    Bench::open(Lang::Zh, (80, 24))
}

#[test]
fn a_bar_of_the_overview_filters_the_list() {
    let mut desk = desk();
    desk.press(&[Char('4')]);
    let screen = desk.screen();
    assert!(screen.contains("100 分 25.0%"), "{screen}");
    // From 100 points to the years, and to the second of them.
    desk.press(&[Right, Right, Down, Enter]);
    let screen = desk.screen();
    assert!(screen.contains("1 / 1 份"), "{screen}");
    assert!(screen.contains("年度:2023"), "{screen}");
    assert!(screen.contains("社区食堂运营补贴"), "{screen}");
}

#[test]
fn the_overview_is_that_of_the_filter_and_narrows_it_further() {
    let mut desk = desk();
    desk.press(&[Char('f')]).press(&[Down; 5]).text("2024");
    desk.press(&[Enter, Char('4')]);
    let screen = desk.screen();
    assert!(screen.contains("3 份"), "{screen}");
    assert!(screen.contains("100 分 33.3%"), "{screen}");
    desk.press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("1 / 1 份"), "{screen}");
    desk.press(&[Char('4'), Esc]);
    assert!(desk.screen().contains("4 份"), "{}", desk.screen());
}

#[test]
fn bars_are_of_ascii_where_blocks_are_lacking() {
    let mut desk = Bench::with(Lang::Zh, (80, 24), forms::all());
    desk.press(&[Char('4')]);
    assert!(desk.screen().contains('█'), "{}", desk.screen());
    let mut setup = crate::bench::setup(Lang::Zh, (80, 24), false);
    setup.ascii = true;
    desk.model = shenyue::desk::Model::new(setup);
    desk.send(Message::Started);
    desk.press(&[Char('4'), Left]);
    let screen = desk.screen();
    assert!(screen.contains("####"), "{screen}");
    assert!(
        screen.chars().all(|c| !('▀'..='▟').contains(&c)),
        "{screen}"
    );
}

#[test]
fn words_searched_for_are_marked_in_the_list_and_in_the_form() {
    let mut desk = desk();
    desk.press(&[Char('/')]).text("食堂").press(&[Enter]);
    assert!(desk.cells_with(Modifier::UNDERLINED).contains("食堂"));
    desk.press(&[Enter]);
    assert!(desk.cells_with(Modifier::UNDERLINED).contains("食堂"));
    desk.press(&[Esc, Char('/')])
        .press(&[Backspace, Backspace])
        .text("sqst")
        .press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("1 / 1 份"), "{screen}");
    assert!(desk.cells_with(Modifier::UNDERLINED).contains("社区食堂"));
}

#[test]
fn columns_are_hidden_widened_frozen_moved_and_sorted_by() {
    let mut desk = desk();
    let heading = |desk: &Bench| desk.screen().lines().nth(2).unwrap().to_owned();
    assert!(heading(&desk).contains("全年预算"));
    // What has no room comes into sight beside the frozen columns.
    desk.press(&[Right, Right]);
    assert!(heading(&desk).contains("年初预算"), "{}", desk.screen());
    assert!(heading(&desk).starts_with("  年度 项目名称"));
    desk.press(&[Left, Left, Char('C'), Char(' '), Esc]);
    assert!(
        heading(&desk).starts_with("  项目名称"),
        "{}",
        desk.screen()
    );
    desk.press(&[Char('C'), Char(' ')]).press(&[Down; 7]);
    desk.press(&[Char('s'), Char('s'), Esc]);
    let screen = desk.screen();
    assert!(screen.contains("按执行率升序"), "{screen}");
    assert!(screen.lines().nth(3).unwrap().contains("85.00"), "{screen}");
    desk.press(&[Char('S')]);
    assert!(desk.screen().contains("按执行率降序"), "{}", desk.screen());
    let before = heading(&desk).find("项目名称").unwrap();
    desk.press(&[Char('C'), Right, Right, Esc]);
    assert!(heading(&desk).find("项目名称").unwrap() > before);
    desk.press(&[Char('C'), Char('r'), Esc]);
    assert_eq!(heading(&desk).find("项目名称").unwrap(), before);
}

#[test]
fn a_range_and_all_that_match_are_marked() {
    let mut desk = Bench::with(Lang::Zh, (80, 24), forms::many(60));
    desk.press(&[Char(' ')]).press(&[Down; 3]);
    desk.press(&[Char('r')]);
    assert!(desk.screen().contains("已标记 5"), "{}", desk.screen());
    desk.press(&[Char('*')]);
    assert!(desk.screen().contains("已标记 60"), "{}", desk.screen());
    desk.press(&[Char('*')]);
    assert!(!desk.screen().contains("已标记"), "{}", desk.screen());
}

#[test]
fn one_jumps_to_a_year_a_number_or_a_name() {
    let mut desk = desk();
    let here = |desk: &Bench| {
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.starts_with('>'));
        line.unwrap().to_owned()
    };
    desk.press(&[Char('J')]).text("qxz").press(&[Enter]);
    assert!(here(&desk).contains("老旧小区"), "{}", desk.screen());
    desk.press(&[Char('J'), Enter]);
    assert!(here(&desk).contains("村级公共"), "again: {}", desk.screen());
    desk.press(&[Char('J')]).text("2023").press(&[Enter]);
    assert!(here(&desk).contains("社区食堂"), "{}", desk.screen());
    desk.press(&[Char('J')]).text("1").press(&[Enter]);
    assert!(here(&desk).contains("河道日常"), "{}", desk.screen());
    desk.press(&[Char('J')]).text("不存在").press(&[Enter]);
    assert!(desk.screen().contains("没有这样的表"), "{}", desk.screen());
    assert!(here(&desk).contains("河道日常"));
}

#[test]
fn a_view_keeps_filter_order_and_columns_for_everybody() {
    let mut desk = desk();
    desk.press(&[Char('f')]).press(&[Down; 5]).text("2024");
    desk.press(&[Enter, Char('/')]).text("清溪").press(&[Enter]);
    desk.press(&[Char('s'), Char('8'), Left, Enter, Char('V')]);
    desk.text("今年").press(&[Enter]);
    assert!(desk.screen().contains("已存为视图"), "{}", desk.screen());
    desk.press(&[Char('x')]);
    assert!(desk.screen().contains("4 份"), "{}", desk.screen());
    desk.press(&[Char('V'), Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("3 份") && screen.contains("按总分升序"),
        "{screen}"
    );
    // A colleague finds it after one's own.
    let views = desk.reader().views("王审计").unwrap();
    assert_eq!((views.len(), views[0].by.as_str()), (1, "李审计"));
    desk.press(&[Char('V'), Char('d'), Down, Char('d'), Char('d')]);
    assert!(desk.reader().views("").unwrap().is_empty());
}

#[test]
fn a_view_can_be_named_in_a_filter() {
    let mut desk = desk();
    let view = View {
        by: "王审计".to_owned(),
        name: "可疑".to_owned(),
        filter: "is:mismatch".to_owned(),
        sort: Sort::default(),
        columns: String::new(),
    };
    desk.colleague().save_view(&view).unwrap();
    desk.send(Message::Changed);
    desk.press(&[Char('f'), Up])
        .text("视图:可疑 年度:2024")
        .press(&[Enter]);
    assert!(desk.screen().contains("1 / 1 份"), "{}", desk.screen());
}

#[test]
fn the_desk_opens_where_it_was_left() {
    let mut desk = desk();
    desk.press(&[Char('f')]).press(&[Down; 5]).text("2024");
    desk.press(&[Enter, Char('s'), Char('8'), Left, Enter, Down]);
    desk.press(&[Char('C'), Char(' '), Esc]);
    let left = desk.screen();
    desk.press(&[Char('q')]);
    assert!(desk.left);
    desk.come_back(Lang::Zh);
    assert_eq!(desk.screen(), left);
    desk.press(&[Enter]);
    let form = desk.screen();
    // A hang-up is no different, nor is another screen.
    desk.send(Message::HangUp);
    desk.come_back(Lang::Zh);
    assert_eq!(desk.screen(), form);
    desk.press(&[Char('4')]);
    desk.send(Message::Idle);
    desk.come_back(Lang::Zh);
    assert!(desk.screen().contains("[4 总览]"), "{}", desk.screen());
}

#[test]
fn fields_and_values_are_completed_with_their_numbers() {
    let mut desk = desk();
    desk.press(&[Char('f'), Up]).text("sev");
    assert!(desk.screen().contains("> severity:"), "{}", desk.screen());
    desk.press(&[Tab]);
    let screen = desk.screen();
    let line = |name: &str| {
        let screen = desk.screen();
        screen
            .lines()
            .find(|line| line.contains(name))
            .unwrap()
            .to_owned()
    };
    assert!(screen.contains("severity:"), "{screen}");
    assert!(line("错误：").contains(" 5 "), "{screen}");
    desk.press(&[Down, Tab]).text(" 单位:qxz");
    let screen = desk.screen();
    assert!(screen.contains("清溪镇社区事务受理中心"), "{screen}");
    desk.press(&[Tab, Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("1 / 1 份") && screen.contains("单位:清溪镇社区事务受理中心"),
        "{screen}"
    );
}

#[test]
fn keys_typed_before_the_rows_are_there_wait_for_them() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('3'), Char('r'), Down, Enter]);
    let (slowly, second) = (desk.screen(), "还剩");
    assert!(slowly.contains(second), "{slowly}");
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('3')]);
    desk.held = Some(Vec::new());
    desk.press(&[Char('r'), Down, Enter]);
    assert!(!desk.screen().contains("没有选中"), "{}", desk.screen());
    desk.let_answers_go();
    assert_eq!(desk.screen(), slowly);
}

#[test]
fn keys_typed_ahead_on_the_log_open_the_form_as_well() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Enter, Char('n'), Char('c')]);
    desk.held = Some(Vec::new());
    desk.press(&[Char('5'), Enter]);
    desk.let_answers_go();
    assert!(desk.screen().contains("[2 详情]"), "{}", desk.screen());
}

#[test]
fn what_only_tells_of_a_form_waits_for_it_as_the_way_there_does() {
    for key in ['e', 'o', 'S'] {
        let mut slow = Bench::open(Lang::Zh, (80, 24));
        slow.press(&[Enter, Char('n'), Char('n'), Char(key)]);
        let mut fast = Bench::open(Lang::Zh, (80, 24));
        fast.held = Some(Vec::new());
        fast.press(&[Enter, Char('n'), Char('n'), Char(key)]);
        fast.let_answers_go();
        // Which page it is and what of; how often its rule hits may come later.
        let head = |desk: &Bench| desk.screen().lines().take(2).collect::<Vec<_>>().join("\n");
        assert_eq!(head(&fast), head(&slow), "{key}");
    }
}

#[test]
fn enter_after_a_search_opens_what_was_found_not_what_stood_there_before() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.held = Some(Vec::new());
    desk.press(&[Char('/')])
        .text("老旧小区")
        .press(&[Enter, Enter]);
    desk.let_answers_go();
    assert!(desk.screen().contains("老旧小区"), "{}", desk.screen());
    assert!(desk.screen().contains("[2 详情]"), "{}", desk.screen());
}

#[test]
fn keys_that_wait_for_rows_are_forgotten_with_the_screen_and_never_decide_anything() {
    let mut desk = Bench::open(Lang::Zh, (80, 24));
    desk.press(&[Char('3')]);
    desk.held = Some(Vec::new());
    desk.press(&[Char('r'), Enter, Char('c'), Char('1')]);
    desk.let_answers_go();
    assert!(desk.screen().contains("[1 项目]"), "{}", desk.screen());
    assert!(desk.reader().events(10, None).unwrap().is_empty());
}

#[test]
fn a_rule_that_hits_nearly_everywhere_is_marked() {
    for (lang, often, page) in [
        (Lang::Zh, "常见 100%", ["命中 60 份", "区分作用有限"]),
        (Lang::En, "often 100 %", ["60 hit", "tells little"]),
    ] {
        let full = forms::many(60)
            .into_iter()
            .map(|mut report| {
                report.indicators = forms::all().remove(0).indicators;
                report
            })
            .collect();
        let mut desk = Bench::with(lang, (80, 24), full);
        desk.press(&[Char('3')]);
        let screen = desk.screen();
        assert!(screen.contains(often), "{screen}");
        // By unit there are no rules to mark.
        desk.press(&[Char('r')]);
        assert!(!desk.screen().contains(often), "{}", desk.screen());
        desk.press(&[Char('r'), Char('r'), Char('r')]);
        while !desk
            .screen()
            .lines()
            .any(|line| line.starts_with('>') && line.contains(often))
        {
            desk.press(&[Down]);
        }
        desk.press(&[Char('e')]);
        let screen = desk.screen();
        for words in page {
            assert!(screen.contains(words), "{screen}");
        }
    }
}

#[test]
fn in_chinese_a_filter_names_rules_and_values_in_chinese_and_is_gone_on_with() {
    let mut desk = desk();
    desk.press(&[Char('f'), Down, Right, Down, Right, Enter]);
    let screen = desk.screen();
    assert!(
        screen.contains("规则:资金总额与分项不符 严重:错误"),
        "{screen}"
    );
    desk.press(&[Char('f')]).text("年度:2024").press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("严重:错误 年度:2024"), "{screen}");
}

#[test]
fn while_findings_are_decided_one_after_the_other_no_sum_over_everything_is_asked() {
    let mut desk = desk();
    desk.press(&[Char('3'), Enter]);
    assert!(desk.screen().contains("还剩 2 / 共 2"), "{}", desk.screen());
    desk.held = Some(Vec::new());
    desk.press(&[Char('c')]);
    let held = desk.held.clone().unwrap();
    let sums = [Slot::Rollup, Slot::Matrix, Slot::RuleCounts];
    assert!(
        !held.iter().any(|asked| sums.contains(&asked.slot())),
        "{held:?}"
    );
    desk.let_answers_go();
    assert!(desk.screen().contains("还剩 1 / 共 2"), "{}", desk.screen());
    // Back at the roll-up it is counted again.
    desk.press(&[Esc]);
    assert!(
        desk.screen().contains("还剩 10 / 共 11"),
        "{}",
        desk.screen()
    );
    // A cell of the matrix says what is left of it as well.
    desk.press(&[Char('m'), Enter]);
    assert!(desk.screen().contains("还剩"), "{}", desk.screen());
}

#[test]
fn what_is_in_sight_is_walked_through_while_one_searches() {
    for screen in ['1', '3', '4'] {
        let mut desk = desk();
        let selected = |desk: &Bench| {
            let screen = desk.screen();
            screen.lines().position(|line| line.starts_with("> "))
        };
        desk.press(&[Char(screen), Char('/')]).text("得分>=90");
        let first = selected(&desk);
        assert!(first.is_some(), "{}", desk.screen());
        desk.press(&[Down]);
        assert!(selected(&desk) > first, "{screen}: {}", desk.screen());
        desk.press(&[Up]);
        assert_eq!(selected(&desk), first, "{screen}: {}", desk.screen());
    }
}

#[test]
fn a_condition_that_does_not_read_is_said_to_after_enter_too() {
    let mut desk = desk();
    desk.press(&[Char('/')]).text("得分>x").press(&[Enter]);
    let screen = desk.screen();
    assert!(screen.contains("“x”不是数字"), "{screen}");
}

#[test]
fn what_has_no_room_below_the_log_is_seen_to_be_cut() {
    let mut desk = desk();
    desk.press(&[Char('a')]);
    desk.send(Message::Paste("核对合同、发票与验收单，".repeat(40)));
    desk.press(&[Tab, Enter, Char('5')]);
    let screen = desk.screen();
    let last = screen.lines().nth(21).unwrap();
    assert!(last.ends_with('…'), "{last}\n{screen}");
}

//! Filters under a name, and the overview, without the desk.

use crate::common::Desk;

#[test]
fn a_view_is_saved_listed_used_and_removed() {
    let desk = Desk::with_forms();
    desk.run(&["view", "满分", "score:100"]).says(0, &[]);
    desk.run(&["view", "错", "score:many"]).says(2, &["many"]);
    let views = desk.json(&["view", "--format", "json"]);
    assert_eq!(views.as_array().unwrap().len(), 1);
    assert_eq!(views[0]["filter"], "score:100");
    let plain = desk.json(&["reports", "score:100", "--format", "json"]);
    let viewed = desk.json(&["reports", "view:满分", "--format", "json"]);
    assert!(!plain.as_array().unwrap().is_empty());
    assert_eq!(plain, viewed);
    desk.run(&["reports", "view:没有"]).says(2, &["没有"]);
    desk.run(&["view", "满分", "--remove"]).says(0, &[]);
    desk.run(&["view", "满分", "--remove"]).says(2, &["满分"]);
}

#[test]
fn the_overview_counts_what_its_filters_find() {
    let desk = Desk::with_forms();
    let overview = desk.json(&["overview", "year:2024", "--format", "json"]);
    let lines = overview.as_array().unwrap();
    assert_eq!(lines[0]["part"], "all");
    for line in lines.iter().filter(|line| line["part"] != "all") {
        let query = line["query"].as_str().unwrap();
        let found = desk.json(&["reports", "year:2024", query, "--format", "json"]);
        let found = found.as_array().unwrap().len();
        assert_eq!(line["reports"], found, "{line}");
    }
}

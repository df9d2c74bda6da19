//! The sum of an import: everything that was there is found again in it.

use std::io::Write as _;

use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::common::Desk;

const FORM: &str = "项目支出绩效自评表\n(2023年度)\n项目名称\t\t河堤巡护\n\
    主管部门\t\t河务局\t\t实施单位\t\t巡护队\n\
    项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
    \t年度资金总额\t10\t10\t9\t10\t90%\t9\n\
    年度总体目标\t预期目标\t\t\t实际完成情况\n\t巡护河堤。\t\t\t已巡护。\n\
    一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因\n\
    产出指标\t数量指标\t巡护次数\t≥50次\t55次\t80\t80\t\n\
    满意度指标\t服务对象满意度指标\t居民满意度\t≥90%\t95%\t10\t10\t\n\
    总分\t\t\t\t\t100\t99\t\n";

/// A folder with every outcome there is; its path.
fn everything(desk: &Desk) -> String {
    let file = |name: &str, text: &str| desk.file(&format!("all/{name}"), text);
    file("complete.txt", FORM);
    // The unit of money is not printed: the norm is taken, and said.
    file(
        "repaired.txt",
        &FORM.replace("(万元)", "").replace("巡护", "清淤"),
    );
    // The year and a score are missing.
    let partial = FORM.replace("(2023年度)\n", "").replace("巡护", "修缮");
    file(
        "partial.txt",
        &partial.replace("\t80\t80\t", "\t80\t十分\t"),
    );
    file(
        "two.txt",
        &format!(
            "{}\n{}",
            FORM.replace("河堤", "海堤"),
            FORM.replace("河堤", "江堤")
        ),
    );
    // A form that cannot be read, behind one that can.
    let headless = FORM.replace("河堤", "湖堤");
    let (head, _) = headless.split_once("一级指标").unwrap();
    file(
        "refused.txt",
        &format!("{}\n{head}", FORM.replace("河堤", "湖岸")),
    );
    file(
        "department.txt",
        &FORM
            .replace("项目支出绩效自评表", "部门整体支出绩效自评表")
            .replace("项目名称", "部门名称"),
    );
    file("letter.txt", "请于三月底前报送绩效自评表。\n");
    file("empty.txt", "");
    file("picture.png", "\u{89}PNG\r\n");
    desk.file("all/picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01");
    desk.file("all/locked.rar", b"Rar!\x1a\x07\x01\0");
    file(".hidden", "x");
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("inner/complete.txt", FORM.replace("河堤", "渠道")),
        ("inner/water.txt", FORM.replace("河堤", "水闸")),
        ("inner/empty.txt", String::new()),
        ("inner/letter.txt", "见附件。".to_owned()),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    desk.file("all/inner.zip", zip.finish().unwrap().into_inner());
    std::fs::create_dir(desk.path("all/nothing")).unwrap();
    desk.path("all").to_str().unwrap().to_owned()
}

fn paths(told: &Value, list: &str) -> Vec<String> {
    let mut paths: Vec<String> = told[list]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let path = entry["path"].as_str().unwrap();
            path.split_once("/all/").unwrap().1.to_owned()
        })
        .collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

#[test]
fn what_was_found_is_what_was_read_refused_and_skipped() {
    let desk = Desk::new();
    let folder = everything(&desk);
    let ran = desk.run(&["import", &folder, "--format", "json"]);
    ran.says(3, &[]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let of = |kind: &str| told["forms"][kind].as_u64().unwrap();
    let sum: u64 = ["complete", "repaired", "partial", "refused", "skipped"]
        .into_iter()
        .map(of)
        .sum();
    assert_eq!(of("found"), sum, "{told}");
    assert_eq!(
        of("complete") + of("repaired") + of("partial"),
        told["reports"].as_u64().unwrap(),
        "{told}"
    );
    assert_eq!((of("repaired"), of("partial")), (1, 1), "{told}");
    assert_eq!((of("refused"), of("skipped")), (1, 1), "{told}");
    // Every file that was there is told, unless all its forms went in.
    assert_eq!(
        paths(&told, "failed"),
        [
            "empty.txt",
            "inner.zip!/inner/empty.txt",
            "locked.rar",
            "refused.txt"
        ],
        "{told}"
    );
    assert_eq!(
        paths(&told, "skipped"),
        [
            ".hidden",
            "department.txt",
            "inner.zip!/inner/letter.txt",
            "letter.txt",
            "nothing",
            "picture.jpg",
            "picture.png"
        ],
        "{told}"
    );
    // The same without a word of JSON, and the same again from the past of the database.
    let again = desk.run(&["import", &folder]);
    again.says(3, &[&format!("found: {} =", of("found"))]);
}

#[test]
fn badly_read_forms_are_found_by_how_they_were_read() {
    let desk = Desk::new();
    let folder = everything(&desk);
    desk.run(&["import", &folder]).says(3, &[]);
    let projects = |query: &str| -> Vec<String> {
        let list = desk.json(&["reports", query, "--format", "json"]);
        let rows = list.as_array().unwrap().iter();
        rows.map(|row| row["project"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(projects("is:partial"), ["河堤修缮"]);
    assert_eq!(projects("是：不全"), ["河堤修缮"]);
    assert_eq!(projects("是:有修补"), ["河堤清淤"]);
    assert_eq!(projects("is:partial,repaired").len(), 2);
    assert!(!projects("(-is:partial)").contains(&"河堤修缮".to_owned()));
    // What is missing and what was mended is said with its values and its place.
    let of = |query: &str| {
        let list = desk.json(&["reports", query, "--format", "json"]);
        let id = list[0]["id"].to_string();
        desk.run(&["show", &id]).out
    };
    let partial = of("is:partial");
    assert!(
        partial.contains("“十分”") || partial.contains("十分"),
        "{partial}"
    );
    assert!(partial.contains("indicator 1"), "{partial}");
    let repaired = of("is:repaired");
    assert!(repaired.contains("万元"), "{repaired}");
}

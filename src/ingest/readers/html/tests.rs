use super::*;
use crate::ingest::readers::shown;

fn rows(page: &str) -> Vec<Vec<Vec<String>>> {
    shown::rows(&read(page.as_bytes()).unwrap())
}

#[test]
fn spans_take_their_columns() {
    let tables = rows(
        "<h1>标题</h1><table><tr><td rowspan=2>a<td colspan='2'>b</tr>\
         <tr><td>c</td><td>&nbsp;</td></tr></table>",
    );
    assert_eq!(
        tables,
        [[
            vec!["1:1x1 标题"],
            vec!["1:1x2 a", "2:2x1 b"],
            vec!["2:1x1 c", "3:1x1 "]
        ]]
    );
}

#[test]
fn scripts_styles_comments_and_hidden_rows_are_not_text() {
    let tables = rows(
        "<title>x</title><script>var a='<td>1</td>';</script><style>td{}</style>\
         <table><tr style='display: none'><td>0</td></tr><!-- <td>9</td> -->\
         <tr><td>可见<o:p></o:p></td></tr></table><select><option>甲</option></select>",
    );
    assert_eq!(tables, [[vec!["1:1x1 可见"]]]);
}

#[test]
fn a_page_that_says_gb2312_may_be_gb18030_or_utf8() {
    let page = "<meta charset=gb2312><table><tr><td>项目≧☑</td></tr></table>";
    assert_eq!(rows(page), [[["1:1x1 项目≧☑"]]]);
    let (bytes, _, _) = encoding_rs::GB18030.encode(page);
    let grid = read(&bytes).unwrap();
    assert_eq!(grid.tables[0].rows[0].cells[0].text, "项目≧☑");
    assert!(grid.remarks.is_empty());
}

#[test]
fn a_layout_table_around_the_form_is_dissolved() {
    let cells = "<tr><td>一</td><td>二</td><td>三</td></tr>".repeat(4);
    let tables = rows(&format!(
        "<table><tr><td>首页</td><td>&gt;</td></tr><tr><td>自评表<table>{cells}</table>尾</td></tr></table>"
    ));
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[0][1], ["1:1x1 自评表"]);
    assert_eq!(tables[0].len(), 6);
    assert_eq!(tables[1], [["1:1x1 尾"]]);
}

#[test]
fn a_small_table_in_a_cell_is_text_of_the_cell() {
    let tables = rows(
        "<table><tr><td>目标</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td>\
         <td>其他</td></tr></table>",
    );
    assert_eq!(tables, [[vec!["1:1x1 目标", "2:1x1 甲 乙", "3:1x1 其他"]]]);
}

#[test]
fn white_space_is_shown_as_a_browser_does() {
    let tables = rows("<table><tr><td>\n 受汛期\n 影响 a\n b<br>次年  完成</td></tr></table>");
    assert_eq!(tables, [[["1:1x1 受汛期影响 a b\n次年 完成"]]]);
}

#[test]
fn endless_spans_and_nesting_are_bounded() {
    let tables = rows(
        "<table><tr><td colspan=99999 rowspan=0>t</td></tr><tr></tr><tr><td>a</td><td>b</td></tr></table>",
    );
    assert_eq!(tables[0][0], ["1:1000x3 t"]);
    let deep = "<table><tr><td>".repeat(5_000);
    assert!(matches!(
        read(deep.as_bytes()),
        Err(ReadError::TooLarge { .. })
    ));
    let deep = format!("{}字", "<div><font>".repeat(200_000));
    assert_eq!(read(deep.as_bytes()).unwrap().tables.len(), 1);
}

### Imports in the desk.

tab-imports = 导入
scope-imports = 导入记录
scope-import-files = 一次导入的文件

act-import = 导入
act-import-doc = 导入文件或文件夹（输入路径，Tab 补全）
act-stop-import = 停止
act-stop-import-doc = 停止正在进行的导入：手头的文件存完为止，再次导入即可继续
act-drill-import = 看文件
act-drill-import-doc = 逐个文件看这次导入的结果
act-open-file = 打开表
act-open-file-doc = 打开这个文件的自评表；有多份时在列表中列出；没有时看原因
act-import-show = 只看
act-import-show-doc = 依次只看拒收、略过、新版本、新增、未变的文件
act-import-reasons = 原因
act-import-reasons-doc = 全文看拒收、略过的原因
act-screen-imports = 导入
act-screen-imports-doc = 以往各次导入和每个文件的结果

why-no-import = 没有选中导入
why-no-file = 没有选中文件
why-no-reason = 这个文件已全部收入，没有拒收或略过的原因
why-no-import-runs = 没有正在进行的导入
why-import-runs = 正在导入，请等它结束，或在导入屏按 { KEY("stop-import") } 停止

import-end-runs = 进行中
imports-empty = 还没有导入过。按 { KEY("import") } 导入文件或文件夹。
imports-of = 第 { $number } 次导入  { $by }
imports-done = { $time } 完成，用时 { $span }
imports-stopped = 中途停止，还有 { $remaining } 个文件未处理；再次导入即可继续
imports-open = 没有结束：正在别处进行，或中途断了；再次导入即可继续
imports-files = 第 { $number } 次导入  { $shown } { $count } 个文件  { $time }
imports-show-all = 全部
imports-show-refused = 有拒收的
imports-show-passed = 略过的
imports-show-revised = 有新版本的
imports-show-new = 有新增的
imports-show-unchanged = 未变的
imports-what = 说明
imports-no-files = 没有这样的文件。
imports-more = …（按 { KEY("import-reasons") } 看全文）
imports-reasons-title = 文件的结果
imports-ended = 导入结束：{ $said }
imports-stopping = 手头的文件存完后停止…
imports-status = 导入 { $percent }%
imports-status-after = 导入收尾 { $percent }%
imports-progress = { $done }/{ $all } 个  每秒 { $rate } 个  剩余 { $left }
imports-progress-stopping = { $done }/{ $all } 个  正在停止：存完手头的文件

imports-start-title = 导入
imports-start-label = 路径：
imports-start-help = 输入文件或文件夹的路径；~ 表示用户文件夹
imports-start-folder = 文件夹。按 Enter 导入其中的全部文件
imports-start-file = 文件。按 Enter 导入
imports-start-nothing = 没有这样的文件或文件夹
imports-start-more = 很多，只列出一部分：请继续输入
imports-start-go-on = 请继续输入，或按 ↓ 选择
imports-start-empty = 请输入路径
imports-start-footer = Tab 补全  ↓↑ 选择  Enter 导入  Esc 关闭
imports-leave-title = 正在导入
imports-leave-question = 导入还在进行（{ $done }/{ $all }）。现在离开会存完手头的文件，其余不再处理；再次导入即可继续。要离开吗？

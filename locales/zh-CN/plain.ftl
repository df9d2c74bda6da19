### 逐行模式（--plain）：读屏软件、不能移动光标的终端、管道。

plain-comma = ，
plain-welcome = 审阅，逐行模式。输入命令后按 Enter；帮助：列出全部命令；退出：结束。
plain-prompt-note = 备注
plain-prompt-form = 表 { $id }
plain-prompt-finding = 表 { $id } 疑点 { $at }/{ $of }
plain-more = （还有 { $left } 行，按 Enter 继续）
plain-nothing-more = 没有更多内容。输入 帮助 列出全部命令。
plain-unknown = 没有“{ $word }”这个命令。输入 帮助 列出全部命令。
plain-not-utf8 = 这一行不是 UTF-8 编码，没有采用。请检查终端的编码设置后重输。
plain-status = 自评表 { $count } 份，全部满分 { $full }，合计不符 { $mismatch }；错误 { $errors } 条，疑点 { $warnings } 条，须核实 { $of } 条，其中未核实 { $undecided }。
plain-news = 他人新记录：{ $event }
plain-news-more = 他人另有 { $count } 条新记录，输入 日志 查看。
plain-drafts-wait = 有 { $count } 份没写完的备注，输入 草稿 查看。
plain-item = { $name }：{ $says }
plain-list-left = （还有 { $left } 条，按 Enter 继续）
plain-list-empty = 库中没有自评表。请先用 shenyue import 导入。
plain-list-end = 已到末尾。
plain-list-cut = 逐行模式只列前 { $count } 条，请用 筛选 缩小范围。

# Forms.
plain-report = { $id }：{ $year } 年度，{ $project }，{ $unit }
plain-notes = 备注
plain-tags = 标签：{ $tags }
plain-revision = 第 { $number } 版
plain-nothing-found = 没有符合条件的自评表。输入 清除 去掉条件。
plain-filter-how = 筛选后面写条件，如：筛选 单位:颛桥 得分>=95。输入 帮助 筛选 列出全部字段。
plain-filter-wrong = 条件没有采用，错在“{ $word }”：{ $sentence }
plain-sort-how = 排序后面写名称，前面加 - 为从大到小：{ $names }
plain-open-how = 打开后面写表的编号，如：打开 12。
plain-open-next = 输入 下一条 逐条读，下一未核实 跳过已核实的和提示，疑点 列出，全表 读全文。
plain-no-form = 没有打开自评表。输入 列表，再输入表的编号。
plain-indicators = 共 { $count } 个指标。
plain-suspicious = 可疑：{ $found }
plain-quoted = { $place }原文：“…{ $text }…”

# Findings.
plain-findings = 疑点和提示共 { $count } 条，未核实和严重的在前。
plain-finding-line = { $number }：{ $parts }：{ $says }
plain-finding = 第 { $at } 条，共 { $of } 条，{ $severity }，{ $verdict }，{ $place }：{ $rule }
plain-finding-how = 第几条？共 { $of } 条。
plain-finding-gone = 这一条已不在：自评表重新导入或检查过。输入 疑点 重新列出。
plain-no-queue = 没有打开自评表，也没有列出疑点。输入 列表 或 全部疑点。
plain-no-finding = 还没有读到疑点。先输入 下一条，或疑点的序号。
plain-none-on-form = 本表没有疑点。输入 下一份 看下一份表。
plain-first-finding = 已是第一条。
plain-last-finding = 已是最后一条。输入 下一份 看下一份表。
plain-none-undecided = 后面没有未核实的错误或疑点了。
plain-cell = 所据单元：{ $place }，{ $field }，{ $at }：“{ $text }”

# Verdicts, notes, log.
plain-verdict-how = 核实后面写 属实、排除、待补证 或 待核实，再写理由，如：核实 排除 已补充材料。
plain-reason-wanted = 排除疑点须写明理由，如：排除 已补充材料。
plain-decided = { $rule }：{ $verdict }
plain-left = 本表未核实 { $left } 条。
plain-note-how = 逐行写，每行按 Enter。单独一个句点保存，两个句点留作草稿，单独一个减号删去上一行，单独一个感叹号交给编辑器。
plain-no-editor = 输入不是来自终端，不能打开编辑器。请接着逐行写。
plain-edited = 以上是编辑器里写的，已存为草稿。接着写，或单独一个句点保存。
plain-line-taken = 已删去：{ $line }
plain-draft-left = 备注没有保存，已写的各行留作草稿。输入 草稿 可以接着写。
plain-drafts-how = 输入序号接着写；丢弃 加序号 删除草稿。
plain-no-draft = 没有这份草稿。输入 草稿 列出全部。
plain-event = 第 { $number } 号
plain-no-event = 日志里没有这一号，或它所说的自评表已不在库中。
plain-log-left = （按 Enter 看更早的）
plain-nothing-to-redo = 没有可恢复的撤销。
plain-disputed = 核实结论有分歧，须统一意见。
plain-due-how = 跟进后面写日期，如：跟进 2026-12-31、跟进 下周三、跟进 +7；不写日期则取消。
plain-second-how = 复核后面写 同意，或 退回 和理由，如：复核 退回 证据不足。
plain-undo-how = 以上是自己最近的记录。要撤销，请输入：撤销 { $number }

# Help.
plain-help-line = { $words }：{ $does }
plain-help-end = 单独一个数字打开刚才所列的那一行；空行接着读。帮助 筛选 列出筛选字段。备注里每写一行就存为草稿，断线不丢。
plain-help-list = 列出自评表，最可疑的在前
plain-help-filter = 按条件筛选，如：筛选 单位:颛桥 得分>=95 is:mismatch
plain-help-search = 在名称、指标、文字、原因和备注里查找这些词，不写词为取消
plain-help-clear = 清除筛选和搜索
plain-help-sort = 换排序，如：排序 -得分
plain-help-open = 打开这个编号的自评表，如：打开 12
plain-help-form = 读出整份表；后面加数字只读那个指标
plain-help-next-report = 列表中的下一份表
plain-help-previous-report = 列表中的上一份表
plain-help-findings = 列出本表的疑点；没有打开表时列出全部
plain-help-all-findings = 列出符合筛选的全部疑点
plain-help-next = 读下一条疑点
plain-help-previous = 读上一条疑点
plain-help-undecided = 读下一条未核实的错误或疑点
plain-help-finding = 读这个序号的疑点，如：第 3 条
plain-help-explain = 说明这条规则：检查内容、为何可疑、依据、建议审计程序；也可写规则名
plain-help-source = 读出疑点所据的单元和原文件中的行；没有读到疑点时读出全部行
plain-help-verdict = 核实刚读的疑点，如：核实 排除 已补充材料
plain-help-confirmed = 核实为属实，后面可写理由
plain-help-dismissed = 核实为排除，后面须写理由
plain-help-needs_evidence = 核实为待补证，后面可写理由
plain-help-pending = 退回待核实
plain-help-same = 对刚读的疑点重复上一次的结论和理由
plain-help-note = 给刚读的疑点（没有则给本表）写备注；写在同一行则立即保存
plain-help-note-form = 给整份表写备注
plain-help-drafts = 列出没写完的备注；加序号接着写
plain-help-discard = 删除这个序号的草稿
plain-help-tag = 给本表加标签
plain-help-untag = 取下本表的标签
plain-help-due = 设定跟进日期，如：跟进 2026-12-31、跟进 下周三、跟进 +7；不写日期则取消
plain-help-assign = 把刚读的疑点（没有则把本表）指派给某人；不写姓名则取消
plain-help-second = 复核别人的核实结论，如：复核 同意，复核 退回 证据不足
plain-help-redo = 恢复刚撤销的
plain-help-undo = 说出自己最近的记录；加日志编号则撤销它
plain-help-log = 谁在何时作了什么，最新的在前
plain-help-status = 有多少表、多少疑点未核实
plain-help-help = 列出全部命令；加一个命令只说它
plain-help-quit = 退出

# Overview, views, imports.
plain-share = { $name }：{ $count } 份，100 分 { $hundred } 份（{ $hundred_share }%），全部满分 { $full } 份，定性指标占 { $qualitative }%
plain-stretch = { $part } { $stretch }：{ $count } 份（{ $share }%）
plain-matrix-rule = { $rule } { $own } 份（全体 { $reports } 份）
plain-matrix-unit = { $unit }，{ $forms } 份表（全体 { $all } 份），明显多于其他单位的：{ $rules }
plain-matrix-rest = 另有 { $count } 个单位没有明显突出的规则。
plain-revisions-how = 版本 加序号读出那一版之后改了什么，如：版本 1；版本 1 全表 读出那一版。
plain-year = { $year } 年度
plain-no-views = 还没有视图。
plain-views-how = 输入序号或 视图 名称 选用；存视图 名称 保存当前筛选；删视图 名称 删除自己的。
plain-view-removed = 已删除视图“{ $name }”。
plain-no-imports = 还没有导入过。
plain-import = { $number }：{ $time } { $by }，{ $end }：文件 { $files } 个，新增 { $new }，未变 { $unchanged }，新版本 { $revised }，拒收 { $refused }：{ $paths }
plain-imports-how = 输入序号读出被拒收的文件和原因；空行接着读。
plain-nothing-refused = 这一次没有拒收。
plain-mute-how = 屏蔽后面须写理由，如：屏蔽 该单位统一按区里口径填报。
plain-help-mute = 对该单位不再提示刚读的疑点所属的规则，后面须写理由
plain-help-matrix = 读出各单位哪些规则命中得明显多于其他单位
plain-help-revisions = 列出本表导入过的各版本；加序号读出那一版之后改了什么；再加 全表 则读出那一版
plain-help-overview = 读出得分和执行率的分布，各年度、各单位的满分比例和定性指标比例
plain-help-views = 列出有名称的筛选；加名称或序号则选用
plain-help-save-view = 把当前筛选和排序存为视图，如：存视图 重点
plain-help-remove-view = 删除自己的这个视图
plain-help-imports = 列出过去的导入；加序号读出该次拒收了什么、为什么

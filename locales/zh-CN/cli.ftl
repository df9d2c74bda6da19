### Help texts: `help-<subcommand>`, `help-<subcommand>-<argument>`, `help-option-<argument>`.

help-usage = 用法：
help-commands = 命令
help-arguments = 参数
help-options = 选项
help-values = ；可取 { $values }
help-values-default = ；可取 { $values }，缺省 { $default }
help-values-between = 、

help-shenyue = 审阅：在终端里审阅财政项目支出绩效自评表。不带命令时打开审阅台。
help-shenyue-database = 数据库文件（缺省：$SHENYUE_DB，再缺省为用户数据目录下的 shenyue.db）
help-shenyue-plain = 逐行模式：不移动光标、不用颜色，适合读屏软件和管道
help-option-db = 数据库文件（环境变量 SHENYUE_DB）
help-option-rules = 规则参数文件（环境变量 SHENYUE_RULES；缺省为用户配置目录下的 shenyue/rules.toml）
help-option-lang = 界面语言（环境变量 SHENYUE_LANG；缺省随系统，否则中文）
help-option-by = 以此名义记录备注和核实（缺省：登录名）
help-option-read_only = 只读打开数据库，不作任何改动
help-option-help = 显示帮助
help-option-version = 显示版本

help-import = 导入文件、文件夹或标准输入（-）；重复导入不产生变化，改过的表成为新版本
help-import-paths = 文件或文件夹；- 表示标准输入
help-import-format = 输出格式；json 给出每个文件的结果
help-import-history = 不导入，列出以往各次导入；=N 列出第 N 次导入的每个文件及其结果
help-reports = 列出项目自评表
help-reports-query = 筛选条件，如：单位:颛桥 score>=95 is:mismatch
help-reports-format = 输出格式
help-reports-sort = 排序：suspicion、year、project、unit、department、initial、budget、executed、rate、score、grade、warnings、notices、full、mismatch、qualitative、undecided、notes、imported；前面加 - 为从大到小
help-reports-limit = 最多列出几份
help-findings = 列出疑点
help-findings-query = 筛选条件，如：severity:error status:pending
help-findings-format = 输出格式
help-findings-limit = 最多列出几条
help-findings-fail_on = 有此程度或更重、且未被排除的疑点时，退出码为 1
help-show = 显示一份自评表
help-show-id = 表的编号
help-show-format = 输出格式
help-show-revision = 显示较早的版本
help-show-reasons = 列出没有结论的规则及其原因
help-check = 对库内全部自评表重新运行规则；已有的核实和备注保留
help-note = 对一份表或一条疑点写备注
help-note-subject = 表的编号，或疑点号（至少前 8 位）
help-note-text = 备注内容；- 表示从标准输入读取
help-note-place = 表中位置：form、fund:total、goal、outcome、indicator:N、total、grade
help-verdict = 核实一条疑点
help-verdict-finding = 疑点号（至少前 8 位）
help-verdict-verdict = 核实状态：属实、排除、待补证、待核实
help-verdict-reason = 理由；排除时必须写明
help-review = 复核一条核实结论（须由核实人以外的人）
help-review-finding = 疑点号（至少前 8 位）
help-review-review = 已复核，或退回修改
help-review-reason = 理由；退回时必须写明
help-assign = 把一份表或一条疑点交给某人办理
help-assign-subject = 表的编号或疑点号
help-assign-name = 交给谁；不写则取消
help-due = 设定一份表或一条疑点的跟进日期
help-due-subject = 表的编号或疑点号
help-due-day = 日期，如 2026-12-31、12-31、明天、下周三、+7；不写则取消
help-tag = 给一份表加标签
help-tag-report = 表的编号
help-tag-tag = 标签
help-tag-remove = 取下标签
help-mute = 对一个单位静音一条规则（须写理由，可撤销）；不写规则时列出已静音的
help-mute-rule = 规则编号或名称
help-mute-unit = 单位名称，与自评表上的一致
help-mute-reason = 理由
help-mute-remove = 取消静音
help-mute-format = 列表的格式
help-undo = 撤销一条记录（原记录和撤销都留在日志里）
help-undo-event = 日志中的序号；不写则为自己最近的一次操作
help-redo = 恢复一次撤销
help-redo-event = 撤销在日志中的序号；不写则为自己最近的一次撤销
help-log = 列出日志：谁、何时、核实了什么
help-log-format = 输出格式
help-log-limit = 最多列出几条
help-log-about = 只列一份表（编号）或一条疑点（疑点号）的记录
help-verify = 核验日志的哈希链和数据库的完整性
help-verify-format = 输出格式
help-export = 把列表写成文件（CSV、JSON），或输出底稿（.html）
help-export-query = 筛选条件
help-export-to = 写到哪个文件；格式由扩展名决定
help-export-format = 文件格式
help-export-what = 导出自评表、疑点，还是底稿（.html）
help-export-force = 覆盖已有的文件
help-rules = 列出全部规则
help-rules-format = 输出格式
help-rules-config = 输出当前生效的规则参数（含注释）
help-explain = 解释一条规则：查什么、为什么、依据及其核对情况、例子和取证办法
help-explain-rule = 规则编号（如 exec-rate-mismatch）或名称
help-completions = 输出命令行补全脚本
help-completions-shell = 所用的命令行环境
help-man = 输出手册页（roff 格式）

usage-unknown = 没有“{ $argument }”这个命令或选项。用 shenyue --help 查看全部。
usage-missing = 缺少：{ $argument }。加 --help 查看用法。
usage-value = “{ $argument }”不能是“{ $value }”。可用的值：{ $valid }
usage-twice = “{ $argument }”不能这样同时使用。加 --help 查看用法。

cli-output-failed = 无法写出结果：{ $error }
cli-no-rule = 没有规则“{ $rule }”。shenyue rules 列出全部规则。
cli-no-rule-near = 没有规则“{ $rule }”。是否指：{ $near }？

### Headings of lists: `head-<key>`.

head-id = 编号
head-year = 年度
head-project = 项目
head-unit = 单位
head-annual = 全年预算
head-executed = 执行数
head-rate = 执行率
head-score = 总分
head-grade = 等级
head-qualitative = 定性
head-errors = 错误
head-warnings = 疑点
head-notices = 提示
head-all_full = 全满分
head-mismatch = 合计不符
head-state = 审阅
head-reading = 读取
head-finding = 疑点号
head-report_id = 表
head-rule = 规则
head-severity = 程度
head-place = 位置
head-message = 说明
head-status = 核实
head-group = 类别
head-name = 名称
head-findings = 疑点数
head-forms = 命中表数
head-clean = 无异常
head-not_applicable = 不适用
head-hit_share = 命中率%
head-often = 频繁命中

### The page of a rule.

page-checks = 检查内容
page-why = 为什么可疑
page-basis = 依据
page-basis-item = { $basis }（{ $status }）
page-innocent = 可能的正常情形
page-procedure = 建议的取证办法
page-example = 例子
page-parameters = 参数（内置默认值）

head-reason = 理由
head-event = 序号
head-at = 时间
head-by = 记录人
head-kind = 动作
head-title = 项目
head-text = 内容
head-undone = 已撤销
head-importer = 导入人
head-end = 情况
head-files = 文件
head-new = 新增
head-unchanged = 未变
head-revised = 新版本
head-refused = 拒收
head-left_out = 略过
head-paths = 路径
head-fate = 结果
head-file-path = 文件
head-file-refused = 拒收原因
head-file-skipped = 略过原因

event-note = 备注
event-verdict = 核实
event-second = 复核
event-assign = 指派
event-due = 跟进
event-tag = 加标签
event-untag = 取下标签
event-mute = 静音
event-unmute = 取消静音
event-undo = 撤销
event-redo = 恢复
cli-nothing-to-undo = 日志中没有可撤销的您的操作。
cli-nothing-to-redo = 日志中没有可恢复的您的撤销。

### One report as text.

show-qualitative = 定性指标 { $count }/{ $all }
show-marks = 标记
show-source = 来源
show-lines = { $path }，第 { $first }–{ $last } 行
show-revision = 版本
show-funds = 资金（{ $unit }）
show-suspicion = 疑点
show-indicators = 绩效指标
show-number = 序号
show-formula = 复算
show-scores = 得分复算
show-printed = 填报 { $value }
show-recomputed = 复算 { $value }
show-difference = 相差 { $value }
show-points = { $score } / { $weight } 分（{ $rows } 项）
show-unanswered = 没有结论的规则 { $count } 条（加 --reasons 列出原因）
show-unanswered-all = 没有结论的规则 { $count } 条：
show-on-numbers = 依据数字
show-on-words = 依据文字
show-on-unknown = 无法判断
show-on-annual = 按全年预算 { $value }
show-on-initial = 按年初预算 { $value }
show-execution-score = 执行得分
show-tier = 档次 { $least }–{ $most }
show-row-difference = 第 { $row } 项：填报 { $printed }，{ $by }，相差 { $difference }
show-no-findings = 没有疑点。
show-findings = 疑点（{ $count }）
show-notes = 备注
show-outdated = （针对较早版本）
show-reading = 读取说明
show-repair = { $at }：{ $what }
show-gap = { $at }：缺“{ $what }”：{ $reason }

### Import and check.

import-summary = 文件 { $files } 个，自评表 { $reports } 份：新增 { $new }，未变 { $unchanged }，新版本 { $revised }；拒收 { $refused }，略过 { $left_out }。
    共见表格 { $found } 份 = 完整读取 { $complete } + 修补后读取 { $repaired } + 部分读取 { $partial } + 拒收 { $refused_forms } + 略过 { $skipped_tables }。
import-remark-line = 第 { $row } 行：{ $what }
import-remark-part = 第 { $part } 页（表）：{ $what }
import-remarked = { $path }：提示：{ $remark }
import-failed = { $path }：{ $error }
import-not-found = 没有这个文件或文件夹。请检查路径。
import-no-permission = 没有读取权限。请更改文件权限后重新导入。
import-unreachable = 无法读取：{ $error }
import-no-form = 没有找到自评表：应有“项目名称”“年度资金总额”“三级指标”等栏目的表格；请确认文件是绩效自评表。
import-crashed = 程序处理此文件时出错，未收入；其余文件不受影响。请把文件另存为 .xlsx 或 .docx 后再试，并报告此问题。
import-skipped = 略过 { $path }：{ $reason }
import-hidden = 隐藏文件、临时文件或链接，未读取。
import-empty-folder = 空文件夹。
import-nothing = 没有找到任何自评表。请检查路径，或指明具体文件查看原因。
import-interrupted = 已中断：还有 { $remaining } 个文件未处理。重新运行同一命令即可继续。
import-no-such = 没有第 { $number } 次导入。shenyue import --history 列出全部。
list-between = 、
rules-answered = 规则逐表检查：命中 { $hit }，无异常 { $clean }，不适用 { $not_applicable }（shenyue rules --db DB 查看各规则）。
rules-often = 命中率超过 { $share }% 的规则（对单份表的区分作用有限）：{ $rules }
check-summary = 重新检查 { $reports } 份自评表：错误 { $errors }，疑点 { $warnings }，提示 { $notices }。
check-interrupted = 已中断：还有 { $remaining } 份未检查。重新运行 shenyue check 即可。
progress-bar = {"{"}bar:16{"}"} {"{"}pos{"}"}/{"{"}len{"}"} · 每秒 {"{"}rate{"}"} · 剩余 {"{"}eta_precise{"}"} · {"{"}msg{"}"}
progress-line = 已处理 { $done }/{ $all } · 每秒 { $rate } · 剩余 { $seconds } 秒
progress-batches = 比对同一单位同一年度的各表

### Other messages.

cli-no-home = 无法确定用户数据目录。请用 --db 指定数据库文件。
settings-unreadable = 无法读取 { $file }：{ $error }
settings-wrong = { $file } 有误：{ $error }
cli-read-only = 以只读方式运行（--read-only），不能作改动。
cli-who = 不知道是谁在操作。请用 --as 姓名 指明。
cli-stdin = 无法从标准输入读取：{ $error }
cli-not-a-day = “{ $text }”不是日期。可以写 2026-12-31、12-31、明天、下周三、+7（7 天后）。
cli-saved = 已保存（第 { $event } 号；撤销：shenyue undo { $event }）。
cli-not-an-id = “{ $id }”不是编号：表的编号是数字，疑点号是至少 8 位的十六进制数（shenyue findings 列出）。
cli-no-finding = 没有编号以“{ $id }”开头的疑点。shenyue findings 列出全部。
cli-many-findings = 有多条疑点的编号以“{ $id }”开头，请多写几位。
cli-backup = 升级数据库前已备份到：{ $file }
export-format = 无法由“{ $file }”的扩展名确定格式。请用 .csv、.json、.jsonl 或 .html（底稿），或加 --format。
export-exists = “{ $file }”已存在。加 --force 覆盖。
export-done = 已写出 { $rows } 行：{ $file }
verify-events = 日志 { $events } 条，末条哈希：{ $head }
verify-broken = 日志第 { $event } 号的哈希与内容或前一条不符：此条或之前的记录被改动过。
verify-derived = 由日志推算出的核实、备注或计数与库内不一致。请运行 shenyue check。
verify-damage = 损坏：{ $damage }
verify-sound = 未发现问题：{ $file }
verify-unsound = 此数据库不可信：{ $file }。请从备份恢复。

# Settings of the desk.
help-shenyue-config = 审阅台的配置（按键、配色、语言等）；否则取 SHENYUE_CONFIG，再否则取配置目录中的 shenyue/desk.toml
help-shenyue-check_config = 检查审阅台配置和规则参数，并输出现行的审阅台配置
config-right = { $file }：无误
config-none = { $file }：没有这个文件，按默认配置
man-keys = 审阅台的按键

### Words shared by desk, command line and exports. Keys end in the stable names of the values
### (`Severity::name`, `Verdict::name`, `ReviewState::name`, `FundLine::name`, …).

app-name = 审阅
# What is said of something that is named before it.
said-of = { $what }：{ $said }

severity-error = 错误
severity-warning = 疑点
severity-notice = 提示

verdict-pending = 待核实
verdict-confirmed = 属实
verdict-dismissed = 排除
verdict-muted = 已屏蔽
verdict-needs_evidence = 待补证
second-unreviewed = 未复核
second-approved = 已复核
second-returned = 退回修改

review-open = 未审
review-started = 在审
review-done = 已审
reading-complete = 完整
reading-repaired = 有修补
reading-partial = 不全

# Parts of a form. `place-fund` takes the name of the fund line.
place-form = 全表
place-goal = 预期目标
place-outcome = 实际完成情况
place-total = 总分
place-grade = 评分等级
place-fund = 资金：{ $line }
place-indicator = 指标 { $number }

fund-total = 年度资金总额
fund-appropriation = 当年财政拨款
fund-carryover = 上年结转资金
fund-special_account = 财政专户管理资金
fund-unit_funds = 单位资金
fund-transfer = 上级补助资金
fund-local = 本级资金
fund-other = 其他资金

# Cells of a form; the keys end in the names of `FieldName`, snake case.
field-year = 年度
field-project = 项目名称
field-department = 主管部门
field-unit = 实施单位
field-initial = 年初预算数
field-annual = 全年预算数
field-executed = 全年执行数
field-rate = 执行率
field-weight = 分值
field-score = 得分
field-level1 = 一级指标
field-level2 = 二级指标
field-name = 三级指标
field-target = 年度指标值
field-actual = 实际完成值
field-reason = 偏差原因分析及改进措施
field-text = 内容
field-funds = 资金
field-indicators = 绩效指标
field-goal = 预期目标
field-outcome = 实际完成情况
field-total_weight = 总分值
field-total_score = 总分
field-grade = 评分等级
field-title = 标题

# Marks of the list.
mark-all_full = 全部满分
mark-mismatch = 合计不符
mark-qualitative = 定性指标

unit-wan = 万元
unit-points = 分
unit-percent = %

### Imports and their files: `fate-<name>`, `import-end-<name>`.

fate-refused = 拒收
fate-partly_refused = 部分拒收
fate-passed_over = 略过
fate-revised = 新版本
fate-new = 新增
fate-unchanged = 未变
import-end-done = 完成
import-end-stopped = 已停止
import-end-open = 未结束

# What is wrong with a settings file.
settings-syntax = 第 { $line } 行：{ $message }
settings-unknown = 第 { $line } 行：没有 `{ $key }` 这一项
settings-unknown-near = 第 { $line } 行：没有 `{ $key }` 这一项；是否想写 `{ $nearest }`？
settings-wrong-kind = 第 { $line } 行：`{ $key }` 应为{ $expected }
settings-refused = 第 { $line } 行：{ $why }
settings-no-region = 没有这个地区的参数；现有：{ $value }
settings-no-pair = `{ $key }` 的「{ $value }」不是以空格分开的两个词
settings-no-reason = `{ $key }` 须写明理由
settings-kind-number = 数字
settings-kind-text = 文字
settings-kind-flag = true 或 false
settings-kind-date = 日期
settings-kind-numbers = 一列数字
settings-kind-texts = 一列文字
settings-kind-table = 一节

# A day: with its weekday (1 is Monday), and how far it is from today.
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
day-told = { $day }（{ $weekday }，{ $away }）
follow-up-on = 跟进日期：{ $day }
day-today = 今天
day-tomorrow = 明天
day-to-come = { $number } 天后
day-past = 已过 { $number } 天

# What the system says of a file, behind a colon.
io-not-found = 没有这个文件，或所在的文件夹不存在；请检查路径
io-no-permission = 没有权限；请换一个文件夹，或更改权限
io-full = 磁盘已满；请腾出空间后重试
io-read-only = 该磁盘只读；请写到别处
io-a-folder = 这是一个文件夹；请写文件名
io-no-folder = 路径中间的一段不是文件夹；请检查路径

### Help texts: `help-<subcommand>`, `help-<subcommand>-<argument>`, `help-option-<argument>`.

help-usage = 用法：
help-commands = 命令
help-arguments = 参数
help-options = 选项

help-shenyue = 审阅：在终端里审阅财政项目支出绩效自评表。不带命令时打开审阅台。
help-shenyue-database = 数据库文件（缺省：$SHENYUE_DB，再缺省为用户数据目录下的 shenyue.db）
help-option-db = 数据库文件（环境变量 SHENYUE_DB）
help-option-lang = 界面语言（环境变量 SHENYUE_LANG；缺省随系统，否则中文）
help-option-by = 以此名义记录批注和核实结论（缺省：登录名）
help-option-read_only = 只读打开数据库，不作任何改动
help-option-help = 显示帮助
help-option-version = 显示版本

help-rules = 列出全部规则
help-rules-format = 输出格式
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
head-finding = 疑点号
head-report_id = 表
head-rule = 规则
head-severity = 程度
head-place = 位置
head-message = 说明
head-status = 结论
head-group = 类别
head-name = 名称

### The page of a rule.

page-checks = 检查内容
page-why = 为什么可疑
page-basis = 依据
page-basis-item = { $basis }（{ $status }）
page-innocent = 可能的正常情形
page-procedure = 建议的取证办法
page-example = 例子
page-parameters = 参数（内置默认值）

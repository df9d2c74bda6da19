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

help-completions = 输出命令行补全脚本
help-completions-shell = 所用的命令行环境
help-man = 输出手册页（roff 格式）

usage-unknown = 没有“{ $argument }”这个命令或选项。用 shenyue --help 查看全部。
usage-missing = 缺少：{ $argument }。加 --help 查看用法。
usage-value = “{ $argument }”不能是“{ $value }”。可用的值：{ $valid }
usage-twice = “{ $argument }”不能这样同时使用。加 --help 查看用法。

cli-output-failed = 无法写出结果：{ $error }

### store: 数据库的报错，各带文件与下一步

store-missing = 找不到数据库 { $file }。先用 shenyue import 导入自评表，或检查路径。
store-not-a-database = { $file } 不是数据库文件。请检查路径；文件未被改动。
store-other-program = { $file } 是别的程序的数据库（application_id { $application }）。请换一个路径；文件未被改动。
store-newer = { $file } 由更新版本的 shenyue 写成：库结构版本 { $found }，本程序只认识到 { $known }。请升级 shenyue。
store-older = { $file } 的库结构版本是 { $found }，本程序需要 { $known }。请以可写方式打开一次，程序会先备份再升级。
store-unreleased = { $file } 的库结构版本 { $found } 来自首次发布之前，无法升级。请换一个数据库文件，重新导入各文件。
store-locked = { $file } 正被另一个程序写入，等待超时。请等导入或他人的操作结束后再试；刚才的内容没有写入。
store-full = 磁盘已满，{ $file } 写不进去。请腾出空间后重试；已经提示保存的内容都在。
store-read-only = { $file } 不可写（只读的文件、文件夹或磁盘）。请检查权限，或以 --read-only 打开。
store-no-permission = 打不开 { $file }：没有权限，或所在文件夹不存在。请检查路径和权限。
store-corrupt = { $file } 已损坏：{ $detail }。请先复制一份留存，再用 shenyue verify 查看，或换用备份。
store-too-many = 一张表上的疑点超过 65535 条，无法保存。请检查该表是否识别有误。
store-reason-needed = 排除疑点、屏蔽规则必须写明理由。
store-text-needed = 内容为空，没有保存。
store-wrong-subject = 这个操作不适用于该对象：核实结论针对疑点，标签针对项目，屏蔽针对单位和规则。
store-no-report = 没有编号为 { $id } 的自评表（或没有这个版本）。
store-no-unit = 没有单位 { $id } 的自评表。
store-no-finding = 没有编号为 { $id } 的疑点；重新检查后它可能已消失。
store-no-event = 日志中没有第 { $id } 条。
store-already-undone = 日志第 { $id } 条已经撤销过了。
store-bad-query = 筛选条件用法不对：{ $field }。
store-interrupted = 已中止。
store-other = { $file }：{ $detail }
store-own-verdict = 复核须由核实人以外的人进行。
store-not-decided = 该疑点尚未核实，无从复核。
store-disputed = 核实结论有分歧，先统一意见再复核。

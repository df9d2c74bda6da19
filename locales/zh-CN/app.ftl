### 审阅台之外：终端、线程、退出。

app-no-terminal = 审阅台要在终端里打开，而当前终端不能用（{ $error }）。逐行操作请用 shenyue --plain，脚本中请用 shenyue reports 或 shenyue findings。
app-dumb-terminal = 这个终端不能移动光标（TERM=dumb），审阅台画不出来。请用逐行模式：shenyue --plain，或换一个终端。
app-thread = 系统不能再开线程（{ $error }）。请关闭其他程序后重试。
app-not-saved = 未保存：{ $why }
app-still-writing = 退出时数据库仍被占用，请用 shenyue log 核对最后几条是否已写入。
app-broken = 程序的一部分出错；草稿已保存。上面的内容有助于排查。
app-read-only = 数据库以只读方式打开，没有改动任何内容。
app-no-shell = 没有可以返回的命令行，Ctrl-Z 不起作用；按 { KEY("quit") } 退出。
app-copy-sent = 已发送到终端的剪贴板。
app-copy-too-long = 内容过长，终端的剪贴板装不下，没有发送。
app-editor-missing = 找不到编辑器“{ $command }”。请把 $EDITOR 设为装有的编辑器。
app-editor-unusable = 编辑器“{ $command }”没能打开（{ $what }）。
app-editor-failed = 编辑器“{ $command }”出错退出（状态 { $what }）；已存盘的文字都在这里。
app-editor-killed = 编辑器“{ $command }”被中止；已存盘的文字都在这里。
app-editor-unreadable = 编辑器存下的不是 UTF-8 文本（或超过 1 MB），没有取回；原样留在 { $what }

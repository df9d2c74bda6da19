### ingest

## Why a file could not be read
read-empty = 文件里没有内容
read-encrypted = 文件设有密码，请先去除密码再导入
read-scanned = 这是扫描件（{ $pages } 页，没有文字层），请先做文字识别，或改用原始电子表格
read-question-marks = 文件保存时汉字已变成问号，无法恢复，请从原始表格按 UTF-8 重新导出
read-too-large = { $what }超过上限 { $bound }，已停止读取
read-damaged = { $what }已损坏{ $place }：{ $detail }
read-place = （第 { $part } 部分，第 { $row } 行）
read-unsupported = 不支持 { $what }：{ $advice }
read-bound-file-bytes = 文件大小
read-bound-inflated-bytes = 解压后大小
read-bound-inflate-ratio = 解压倍数
read-bound-members = 压缩包内文件数
read-bound-nesting = 嵌套层数
read-bound-sheets = 工作表数
read-bound-text = 全部单元格的文字
read-bound-cells = 单元格数
read-bound-columns = 列数
read-bound-rows = 行数
read-bound-cell-chars = 单个单元格的字数
read-bound-pages = 页数
read-bound-page-marks = 单页的字符与线条数
read-content-workbook = 工作簿
read-content-document = Word 文档
read-content-web-page = 网页文件
read-content-pdf = PDF 文件
read-content-archive = 压缩包
read-content-text = 文本文件
read-advice-save-as-docx = 请用 Word 或 WPS 打开，另存为 .docx 后再导入
read-advice-save-as-xlsx = 请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入
read-advice-save-as-pdf = 请用 OFD 阅读器打开，另存或打印为 PDF 后再导入
read-advice-recognise = 这是图片，请先做文字识别，或改用原始电子表格
read-advice-unpack = 请先解压，再导入解压出的文件夹
read-advice-convert = 请转换为 .xlsx、.docx、.pdf、.html 或 .csv 后再导入

## What a reader says about its reading
remark-hidden-sheet = 隐藏的工作表“{ $found }”未读取
remark-formula-without-value = 公式没有保存计算结果，无法得知单元格显示什么
remark-hidden-content = 隐藏的内容“{ $found }”未读取
remark-page-without-text = 本页只有图像，没有文字
remark-unreadable-glyphs = 本页有 { $found } 个字符没有对应的文字，以 � 显示
remark-recognised-text = 本页文字来自扫描识别，可能有误
remark-watermark = 压在页面上的水印文字“{ $found }”未读取
remark-page-beside = 表格比纸宽，第 { $found } 页是本页右侧的列，已接上
remark-row-over-page = 跨页的行已接上：{ $found }
remark-replaced-bytes = 有字节不是 { $read_as } 字符，已用替代符显示：{ $found }

## 修复
repair-cut-label = 指标类别名称被分页切成两行，已合并：{ $found } → { $read_as }
repair-cut-narrative = 文字在分页处断开，已接续：{ $read_as }
repair-shifted-row = 整行错列，已按表头归位：{ $read_as }
repair-rate-as-share = 执行率以小数填写，按执行数与预算数核对后读作 { $read_as }
repair-money-unit = 表中未注明金额单位，按 { $read_as } 读取
repair-cut-cell = 一行被分页截断，已接续：{ $found } → { $read_as }
repair-damaged-label = 标签中有一个字识别有误，已按标签读取：{ $found } → { $read_as }

## 读不出的内容
gap-not-there = 表中没有这一项
gap-year = 年度不能确定：{ $found }
gap-not-a-number = 不是可以确定的数字：{ $found }
gap-cell-error = 单元格是表格软件的错误值，没有内容：{ $found }
gap-number-too-long = 数字位数过多，无法精确保存：{ $found }
gap-money-unit = 金额单位与表中所注不一致或无法换算：{ $found }
gap-money-unit-unsaid = 金额单位不能确定，金额未读取：{ $found }
gap-shared-score = 数行合用一个得分，各行得分无从得知：{ $found }
gap-number-lost = 只有符号，数字缺失：{ $found }
gap-rate = 执行率不能确定：{ $found }
gap-grade = 评分等级不能确定：{ $found }
gap-lost-characters = 有无法识别的字符：{ $found }
gap-no-name = 这一行没有指标名称
gap-row-piece = 分页处的零散文字，无法判断属于哪一行：{ $found }
gap-row-run-together = 这一行的单元格之间没有分隔，未读取：{ $found }
gap-row-misaligned = 这一行的单元格与表头对不上，各值不能确定；对不上的是“{ $found }”
gap-table-misaligned = 表中多数行与表头对不上，这一行的数值也不能确定：{ $found }
gap-headings-misaligned = 绩效指标的表头错位或缺格，错在“{ $found }”；其下各行数值不能确定
gap-label-unsure = 上面有错列的行，这一行属于哪一类指标不能确定
gap-narrative-piece = 目标或完成情况的零散文字，无法判断属于哪一栏：{ $found }
gap-which-figure = 合计行有多个数字，无法判断哪个是得分：{ $found }
gap-own-score = 资金表下单独一行的得分，无法判断是预算执行得分还是总分：{ $found }
gap-unknown-heading = 表头“{ $found }”含义不明，其下内容未读取
gap-headings-alike = 表头“{ $found }”含义相同，无法判断以哪个为准，其下内容未读取
gap-breaks-off = 文件在此处中断

## 拒收的自评表
refuse-no-indicators = { $from }起的自评表“{ $title }”没有绩效指标表头（一级指标、二级指标、三级指标、年度指标值……）；读到{ $place }为止：{ $found }
refuse-lost-heading = { $from }起的自评表“{ $title }”的绩效指标表头有看不清的字，无法确定数值归属；请改用原始表格。{ $place }：{ $found }
refuse-no-rows = { $from }起的自评表“{ $title }”有指标表头，但没有任何指标行；读到{ $place }为止：{ $found }
refuse-breaks-off = { $from }起的自评表“{ $title }”在{ $place }处中断，缺少后面的指标或总分行：{ $found }
refuse-no-head = { $from }起是自评表的后半部分，缺少标题和项目名称：{ $found }
refuse-run-together = 有自评表的文字，但单元格之间没有分隔符，无法确定数值归属；请改用原始表格。{ $place }：{ $found }

## 跳过的表
skip-whole-department = { $place }的“{ $title }”是部门整体支出自评表，不是项目自评表
skip-other-form = { $place }的“{ $title }”不是自评表（目标申报、监控或汇总）
skip-no-form = { $place }：没有自评表 { $title }
skip-hidden-sheet = 工作表“{ $title }”已隐藏，未读取

place-in-text = 第 { $row } 行第 { $column } 格
place-in-part = 第 { $part } 页（表）第 { $row } 行第 { $column } 格

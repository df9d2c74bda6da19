### ingest

## Why a file could not be read
read-empty = 文件里没有内容
read-encrypted = 文件设有密码，请先去除密码再导入
read-scanned = 这是扫描件（{ $pages } 页，没有文字层），请先做文字识别，或改用原始电子表格
read-too-large = { $what }超过上限 { $bound }，已停止读取
read-damaged = { $what }已损坏{ $place }：{ $detail }
read-place = （第 { $part } 部分，第 { $row } 行）
read-unsupported = 不支持 { $what }：{ $advice }
read-bound-file-bytes = 文件字节数
read-bound-inflated-bytes = 解压后字节数
read-bound-inflate-ratio = 解压倍数
read-bound-members = 压缩包内文件数
read-bound-nesting = 嵌套层数
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
read-advice-unpack = 请先解压，再导入解压出的文件夹
read-advice-convert = 请转换为 .xlsx、.docx、.pdf、.html 或 .csv 后再导入

## What a reader says about its reading
remark-hidden-sheet = 隐藏的工作表“{ $found }”未读取
remark-formula-without-value = 公式没有保存计算结果，单元格按空白读取
remark-hidden-content = 网页中隐藏的内容“{ $found }”未读取
remark-replaced-characters = { $found } 个字符无法识别
remark-page-without-text = 本页只有图像，没有文字
remark-unreadable-glyphs = 本页有 { $found } 个字符没有对应的文字，以 � 显示
remark-recognised-text = 本页文字来自扫描识别，可能有误
remark-row-over-page = 跨页的行已接上：{ $found }

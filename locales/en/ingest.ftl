### ingest

## Why a file could not be read
read-empty = the file holds nothing
read-encrypted = the file is protected by a password: remove it and import again
read-scanned = this is a scan ({ $pages } pages without a text layer): run text recognition first, or use the original workbook
read-too-large = { $what } beyond the bound of { $bound }: reading stopped
read-damaged = damaged { $what }{ $place }: { $detail }
read-place = {" "}(part { $part }, row { $row })
read-unsupported = { $what } is not supported: { $advice }
read-bound-file-bytes = bytes of the file
read-bound-inflated-bytes = bytes after unpacking
read-bound-inflate-ratio = ratio of unpacked to packed size
read-bound-members = files in the archive
read-bound-nesting = nesting
read-bound-cells = cells
read-bound-columns = columns
read-bound-rows = rows
read-bound-cell-chars = characters of one cell
read-bound-pages = pages
read-bound-page-marks = glyphs and lines of one page
read-content-workbook = workbook
read-content-document = Word document
read-content-web-page = web page
read-content-pdf = PDF
read-content-archive = archive
read-content-text = text file
read-advice-save-as-docx = open it in Word or WPS, save it as .docx, and import that
read-advice-save-as-xlsx = open it in Excel or WPS, save it as .xlsx, and import that
read-advice-unpack = unpack it and import the folder
read-advice-convert = convert it to .xlsx, .docx, .pdf, .html or .csv and import that

## What a reader says about its reading
remark-hidden-sheet = hidden sheet “{ $found }” was left out
remark-formula-without-value = the formula has no stored result: the cell was read as blank
remark-hidden-content = hidden content of the page was left out: “{ $found }”
remark-replaced-characters = { $found } characters could not be read
remark-page-without-text = this page is an image without text
remark-unreadable-glyphs = { $found } glyphs of this page stand for no known character and show as �
remark-recognised-text = the text of this page comes from recognition of a scan and may be wrong
remark-row-over-page = a row that went on over the page was joined: { $found }

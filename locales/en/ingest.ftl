### ingest

## Why a file could not be read
read-empty = the file holds nothing
read-encrypted = the file is protected by a password: remove it and import again
read-scanned = this is a scan ({ $pages } pages without a text layer): run text recognition first, or use the original workbook
read-question-marks = the characters became question marks when the file was saved and are lost: export it again from the original table, as UTF-8
read-too-large = { $what } beyond the bound of { $bound }: reading stopped
read-damaged = damaged { $what }{ $place }: { $detail }
read-place = {" "}(part { $part }, row { $row })
read-unsupported = { $what } is not supported: { $advice }
read-bound-file-bytes = size of the file
read-bound-inflated-bytes = size after unpacking
read-bound-inflate-ratio = ratio of unpacked to packed size
read-bound-members = files in the archive
read-bound-nesting = nesting
read-bound-sheets = sheets
read-bound-text = text of all cells
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
read-advice-save-as-pdf = open it in an OFD reader, save or print it as PDF, and import that
read-advice-recognise = it is a picture: run text recognition first, or use the original workbook
read-advice-unpack = unpack it and import the folder
read-advice-convert = convert it to .xlsx, .docx, .pdf, .html or .csv and import that

## What a reader says about its reading
remark-hidden-sheet = hidden sheet “{ $found }” was left out
remark-formula-without-value = the formula has no stored result: what the cell shows is not known
remark-hidden-content = hidden content was left out: “{ $found }”
remark-page-without-text = this page is an image without text
remark-unreadable-glyphs = { $found } glyphs of this page stand for no known character and show as �
remark-recognised-text = the text of this page comes from recognition of a scan and may be wrong
remark-watermark = words that lie over the page as a watermark were left out: “{ $found }”
remark-page-beside = the table is wider than the paper: page { $found } holds the columns to the right of this one and was joined
remark-row-over-page = a row that went on over the page was joined: { $found }
remark-replaced-bytes = some bytes are no { $read_as } characters and stand as replacement characters: { $found }

## What was mended
repair-cut-label = a level label was cut over two rows by a page break and joined: { $found } → { $read_as }
repair-cut-narrative = a narrative was cut by a page break and joined: { $read_as }
repair-shifted-row = a row stood in the wrong columns and was read under its headings: { $read_as }
repair-rate-as-share = the execution rate is printed as a share of 1; the amounts say { $read_as }
repair-money-unit = no unit of money is printed; read as { $read_as }
repair-cut-cell = a row was cut by a page break and joined: { $found } → { $read_as }
repair-damaged-label = a character of this label was not read right: { $found } → { $read_as }

## What could not be read
gap-not-there = the form has no such cell
gap-year = the year is not certain: { $found }
gap-not-a-number = not certainly a number: { $found }
gap-cell-error = the cell holds an error of the spreadsheet, no value: { $found }
gap-number-too-long = a number with more digits than can be held exactly: { $found }
gap-money-unit = the amount is in a unit of money other than the form's: { $found }
gap-money-unit-unsaid = the unit of money is not certain, the amount was not read: { $found }
gap-shared-score = one score for several rows together, none of them has its own: { $found }
gap-number-lost = the number is not there, only its sign: { $found }
gap-rate = the execution rate is not certain: { $found }
gap-grade = the grade is not certain: { $found }
gap-lost-characters = unreadable characters: { $found }
gap-no-name = the row has no indicator name
gap-row-piece = a loose piece of text at a page break, no telling which row it belongs to: { $found }
gap-row-run-together = nothing but blanks separates the cells of this row, it was not read: { $found }
gap-row-misaligned = the cells of this row do not stand under their headings, none is certain; what does not fit: "{ $found }"
gap-table-misaligned = most rows of the table do not stand under their headings, so this one is not certain either: { $found }
gap-headings-misaligned = the headings of the indicators are out of line or one is missing, seen at "{ $found }"; no value below is certain
gap-label-unsure = a row above stands in the wrong columns; which class this row belongs to is not certain
gap-narrative-piece = a loose piece of goal or outcome, no telling which: { $found }
gap-which-figure = several figures in the totals row, no telling which is the score: { $found }
gap-own-score = a score in a row of its own below the money, no telling whether it is that of the execution or of the whole form: { $found }
gap-unknown-heading = the meaning of the heading "{ $found }" is not known; what stands below it was not read
gap-headings-alike = the headings "{ $found }" mean the same and nobody can tell which one counts; what stands below them was not read
gap-breaks-off = the file breaks off here

## Forms that were refused
refuse-no-indicators = the form "{ $title }" from { $from } has no heading of indicators (一级指标, 二级指标, 三级指标, 年度指标值, …); read up to { $place }: { $found }
refuse-lost-heading = a heading of the indicators of the form "{ $title }" from { $from } cannot be read, so no value can be told from the next; use the original table. { $place }: { $found }
refuse-no-rows = the form "{ $title }" from { $from } has a heading of indicators and not one row below it; read up to { $place }: { $found }
refuse-breaks-off = the form "{ $title }" from { $from } breaks off at { $place }; the rest of the indicators or the totals row is missing: { $found }
refuse-no-head = from { $from } there is the lower part of a form without title and project: { $found }
refuse-run-together = there are the words of a form, but nothing separates its cells, so no value can be told from the next; use the original table. { $place }: { $found }

## Tables that were skipped
skip-whole-department = "{ $title }" at { $place } is the form of a whole department, not of a project
skip-other-form = "{ $title }" at { $place } is no self-evaluation (goals declared, monitoring, a list)
skip-no-form = { $place }: no self-evaluation form { $title }
skip-hidden-sheet = sheet “{ $title }” is hidden and was left out

place-in-text = line { $row }, cell { $column }
place-in-part = page or sheet { $part }, row { $row }, cell { $column }

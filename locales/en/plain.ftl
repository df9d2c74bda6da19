### The desk as lines (--plain): for screen readers, for terminals that cannot move the cursor, for pipes.

plain-comma = ,{" "}
plain-welcome = shenyue, line by line. Type a command and press Enter; help lists all commands, quit leaves.
plain-prompt-note = note
plain-prompt-form = form { $id }
plain-prompt-finding = form { $id } finding { $at }/{ $of }
plain-more = ({ $left } more lines; Enter goes on)
plain-nothing-more = There is no more. Type help for all commands.
plain-unknown = There is no command “{ $word }”. Type help for all commands.
plain-not-utf8 = This line is not in UTF-8 and was not taken. Check the encoding of your terminal and type it again.
plain-status = { $count } forms, { $full } at full marks throughout, { $mismatch } with totals that do not add up; { $errors } errors, { $warnings } warnings, { $undecided } undecided of { $of } to decide.
plain-news = New from others: { $event }
plain-news-more = { $count } more from others; type log to read them.
plain-drafts-wait = Unfinished notes: { $count }; type drafts to see them.
plain-item = { $name }: { $says }
plain-list-left = ({ $left } more; Enter goes on)
plain-list-empty = No forms yet. Import some with shenyue import.
plain-list-end = That was the last.
plain-list-cut = Line by line only the first { $count } are listed; narrow them with filter.

# Forms.
plain-report = { $id }: { $year }, { $project }, { $unit }
plain-notes = notes
plain-tags = Tags: { $tags }
plain-revision = revision { $number }
plain-nothing-found = No form matches. Type clear to drop the conditions.
plain-filter-how = Write conditions after filter: filter unit:Zhuanqiao score>=95. help filter lists all fields.
plain-filter-wrong = The filter stays as it was; wrong is “{ $word }”: { $sentence }
plain-sort-how = Write a name after sort, with - in front for the largest first: { $names }
plain-open-how = Write the number of a form after open: open 12.
plain-open-next = next reads the findings one by one, undecided skips what is decided and notices, findings lists them, form reads everything.
plain-no-form = No form is open. Type list, then the number of a form.
plain-indicators = { $count } indicators in all.
plain-suspicious = suspicious: { $found }
plain-quoted = { $place } says: “…{ $text }…”

# Findings.
plain-findings = { $count } findings, undecided and grave ones first.
plain-finding-line = { $number }: { $parts }: { $says }
plain-finding = { $at } of { $of }, { $severity }, { $verdict }, { $place }: { $rule }
plain-finding-how = Which one? There are { $of }.
plain-finding-gone = This one is gone: the form was imported or checked again. Type findings to list them anew.
plain-no-queue = No form is open and no findings are listed. Type list or all-findings.
plain-no-finding = No finding has been read yet. Type next, or the number of one.
plain-none-on-form = This form has no findings. Type next-form for the next form.
plain-first-finding = This is the first.
plain-last-finding = This is the last. Type next-form for the next form.
plain-none-undecided = No undecided errors or warnings are left from here on.
plain-cell = Rests on { $place }, { $field }, { $at }: “{ $text }”

# Verdicts, notes, log.
plain-verdict-how = Write confirmed, dismissed, needs_evidence or pending after verdict, then the reason: verdict dismissed papers supplied.
plain-reason-wanted = A dismissal needs a reason: dismissed papers supplied.
plain-decided = { $rule }: { $verdict }
plain-left = { $left } undecided on this form.
plain-note-how = Write line by line, Enter ends each. A dot alone saves, two dots leave a draft, a minus alone takes the last line back, an exclamation mark alone opens your editor.
plain-no-editor = Input does not come from a terminal: no editor can be opened. Go on line by line.
plain-edited = This was written in the editor and is kept as a draft. Go on, or save with a dot alone.
plain-line-taken = Taken back: { $line }
plain-draft-left = The note is not saved; its lines are kept as a draft. Type drafts to go on with it.
plain-drafts-how = A number goes on with that one; discard and a number deletes it.
plain-no-draft = There is no such draft. Type drafts for all of them.
plain-event = no. { $number }
plain-no-event = The log has no such number, or its form is not in the database any more.
plain-log-left = (Enter goes on to older ones)
plain-nothing-to-redo = Nothing of yours was taken back last.
plain-disputed = The verdicts differ; they have to be settled.
plain-due-how = Write a day after due: due 2026-12-31, due next wed, due +7; none without a day.
plain-second-how = Write approved after second, or returned and the reason: second returned no evidence.
plain-undo-how = These are your last entries. To take them back, type: undo { $number }

# Help.
plain-help-line = { $words }: { $does }
plain-help-end = A number alone opens that line of what was listed last; an empty line reads on. help filter lists the fields of the filter. Every line of a note is kept as a draft at once: a lost connection loses none.
plain-help-list = list the forms, the most suspicious first
plain-help-filter = narrow by conditions: filter unit:Zhuanqiao score>=95 is:mismatch
plain-help-search = look for these words in names, indicators, narratives, reasons and notes; without words, for none
plain-help-clear = drop filter and search
plain-help-sort = another order: sort -score
plain-help-open = open the form of that number: open 12
plain-help-form = read the whole form; with a number, that indicator
plain-help-next-report = the next form of the list
plain-help-previous-report = the form before in the list
plain-help-findings = list the findings of the form; of all forms where none is open
plain-help-all-findings = list all findings of the filter
plain-help-next = read the next finding
plain-help-previous = read the finding before
plain-help-undecided = read the next error or warning without a verdict
plain-help-finding = read the finding of that number: finding 3
plain-help-explain = what the rule looks at, why, on what it rests, how to audit it; also with a rule's name
plain-help-source = the cells the finding rests on and their rows in the file; without a finding, all rows
plain-help-verdict = decide about the finding just read: verdict dismissed papers supplied
plain-help-confirmed = confirm it; a reason may follow
plain-help-dismissed = dismiss it; a reason must follow
plain-help-needs_evidence = ask for evidence; a reason may follow
plain-help-pending = back to undecided
plain-help-same = the last verdict and its reason again, on the finding just read
plain-help-note = write a note on the finding just read, else on the form; on the same line, saved at once
plain-help-note-form = write a note on the form as a whole
plain-help-drafts = list unfinished notes; with a number, go on with that one
plain-help-discard = delete the draft of that number
plain-help-tag = put a tag on the form
plain-help-untag = take a tag off the form
plain-help-due = the day to look at it again: due 2026-12-31, due next wed, due +7; none without a day
plain-help-assign = give the finding just read (else the form) to somebody; to nobody without a name
plain-help-second = say what you think of another's verdict: second approved, second returned no evidence
plain-help-redo = restore what was taken back last
plain-help-undo = say your last entries; with the number of an entry, take it back
plain-help-log = who did what and when, newest first
plain-help-status = how many forms, how many findings undecided
plain-help-help = all commands; with a command, that one
plain-help-quit = leave

# Overview, views, imports.
plain-share = { $name }: { $count } forms, 100 points { $hundred } ({ $hundred_share }%), full everywhere { $full }, in words { $qualitative }% of indicators
plain-stretch = { $part } { $stretch }: { $count } forms ({ $share }%)
plain-matrix-rule = { $rule }: { $own } forms ({ $reports } over all)
plain-matrix-unit = { $unit }, { $forms } forms (of { $all }), far more often than elsewhere: { $rules }
plain-matrix-rest = Units where nothing stands out: { $count }.
plain-revisions-how = revisions and a number tells what changed since, as in: revisions 1; revisions 1 form reads that version.
plain-year = Year { $year }
plain-no-views = No views yet.
plain-views-how = A number or view NAME uses one; save-view NAME keeps the filter in force; remove-view NAME forgets your own.
plain-view-removed = The view “{ $name }” is gone.
plain-no-imports = Nothing was imported yet.
plain-import = { $number }: { $time } { $by }, { $end }: { $files } files, { $new } new, { $unchanged } unchanged, { $revised } revised, { $refused } refused: { $paths }
plain-imports-how = A number says which files were refused and why; an empty line reads on.
plain-nothing-refused = Nothing was refused in that import.
plain-mute-how = Muting needs a reason, as in: mute this unit reports by the district's convention.
plain-help-mute = The rule of the finding just read says nothing more about this unit; a reason has to follow
plain-help-matrix = read the rules that speak on a unit's forms far more often than elsewhere
plain-help-revisions = list the versions of this form that were imported; with a number: what changed since; with form behind it: that version in full
plain-help-overview = How scores and rates are spread, and by year and unit how many stand at 100 and how many targets are words
plain-help-views = The filters kept under a name; with a name or number, uses that one
plain-help-save-view = Keeps filter and order under a name
plain-help-remove-view = Forgets a view of your own
plain-help-imports = Past imports; with a number, what that one refused and why

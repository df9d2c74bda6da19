### Help texts: `help-<subcommand>`, `help-<subcommand>-<argument>`, `help-option-<argument>`.

help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-values = ; one of { $values }
help-values-default = ; one of { $values } (default: { $default })
help-values-between = { ", " }

help-shenyue = shenyue 审阅: a review desk for Chinese fiscal project self-evaluation forms. Without a command it opens the desk.
help-shenyue-database = Database file (default: $SHENYUE_DB, else shenyue.db in your data folder)
help-shenyue-plain = Line by line: no cursor movement, no colours; for screen readers and pipes
help-option-db = Database file (environment: SHENYUE_DB)
help-option-rules = Settings of the rules (environment: SHENYUE_RULES; default: shenyue/rules.toml in your configuration folder)
help-option-lang = Language of the interface (environment: SHENYUE_LANG; default: the locale, else Chinese)
help-option-by = Name that notes and verdicts are recorded under (default: login name)
help-option-read_only = Open the database read-only and change nothing
help-option-help = Print help
help-option-version = Print the version

help-import = Import files, folders or standard input (-); importing again changes nothing, a corrected form becomes a new revision
help-import-paths = Files or folders; - is standard input
help-import-format = Output format; json tells what became of every file
help-import-history = Imports nothing: lists past imports; =N lists the files of import N with what became of each
help-reports = List the reports
help-reports-query = Filter, such as: unit:颛桥 score>=95 is:mismatch
help-reports-format = Output format
help-reports-sort = suspicion, year, project, unit, department, initial, budget, executed, rate, score, grade, warnings, notices, full, mismatch, qualitative, undecided, notes or imported; with - in front largest first
help-reports-limit = List at most so many
help-findings = List the findings
help-findings-query = Filter, such as: severity:error status:pending
help-findings-format = Output format
help-findings-limit = List at most so many
help-findings-fail_on = Exit with 1 when there are findings of this severity or graver that are not dismissed
help-show = Show one report
help-show-id = Number of the report
help-show-format = Output format
help-show-revision = Show an older revision
help-show-reasons = List the rules that have nothing to say, with the reason
help-check = Run the rules again over everything stored; verdicts and notes stay
help-note = Write a note on a report or a finding
help-note-subject = Number of a report, or id of a finding (its first 8 digits at least)
help-note-text = The note; - reads it from standard input
help-note-place = Part of the form: form, fund:total, goal, outcome, indicator:N, total, grade
help-verdict = Decide about a finding
help-verdict-finding = Id of the finding (its first 8 digits at least)
help-verdict-verdict = The verdict
help-verdict-reason = Reason; a dismissal needs one
help-review = Say as a second person what you think of a verdict
help-review-finding = Id of the finding (its first 8 digits at least)
help-review-review = Agreed, or sent back
help-review-reason = Reason; sending back needs one
help-assign = Give a report or a finding to somebody to look at
help-assign-subject = Number of the report or id of the finding
help-assign-name = To whom; without it, to nobody any more
help-due = Set the day a report or a finding is to be looked at again
help-due-subject = Number of the report or id of the finding
help-due-day = The day, as in 2026-12-31, 12-31, tomorrow, next wed, +7; without it, none
help-tag = Put a tag on a report
help-tag-report = Number of the report
help-tag-tag = The tag
help-tag-remove = Take the tag off
help-mute = Mute a rule for a unit (needs a reason, can be undone); without a rule, list what is muted
help-mute-rule = Id or name of the rule
help-mute-unit = The unit, as its forms print it
help-mute-reason = The reason
help-mute-remove = Let it speak again
help-mute-format = Format of the list
help-undo = Take back an event (it and its taking back stay in the log)
help-undo-event = Its number in the log; without it, what you did last
help-redo = Take back an undo
help-redo-event = Its number in the log; without it, what you took back last
help-log = List the event log: who decided what, when
help-log-format = Output format
help-log-limit = List at most so many
help-log-about = List only what is about this report or finding
help-verify = Verify the log's hash chain and the integrity of the database
help-verify-format = Output format
help-export = Write a list (CSV, JSON) or the working papers (.html) to a file
help-export-query = Filter
help-export-to = Which file; its extension decides the format
help-export-format = Format of the file
help-export-what = Reports, findings, or the working papers of findings
help-export-force = Overwrite a file that is there
help-rules = List all rules
help-rules-format = Output format
help-rules-config = Print the settings in force, with their comments
help-explain = Explain a rule: what it checks, why, its basis and how well that is known, an example, how to audit it
help-explain-rule = Id of the rule (such as exec-rate-mismatch) or its name
help-completions = Print a completion script for a shell
help-completions-shell = Which shell
help-man = Print the manual page (roff)

usage-unknown = There is no command or option “{ $argument }”. shenyue --help lists them all.
usage-missing = Missing: { $argument }. Add --help to see the usage.
usage-value = “{ $argument }” cannot be “{ $value }”. Possible values: { $valid }
usage-twice = “{ $argument }” cannot be combined like this. Add --help to see the usage.

cli-output-failed = The result could not be written: { $error }
cli-no-rule = There is no rule “{ $rule }”. shenyue rules lists all of them.
cli-no-rule-near = There is no rule “{ $rule }”. Did you mean: { $near }?

### Headings of lists: `head-<key>`.

head-id = Id
head-year = Year
head-project = Project
head-unit = Unit
head-annual = Budget
head-executed = Spent
head-rate = Rate
head-score = Score
head-grade = Grade
head-qualitative = Qual.
head-errors = Err.
head-warnings = Warn.
head-notices = Not.
head-all_full = All full
head-mismatch = Totals differ
head-state = Review
head-reading = Reading
head-finding = Finding
head-report_id = Form
head-rule = Rule
head-severity = Severity
head-place = Place
head-message = What is wrong
head-status = Verdict
head-group = Group
head-name = Name
head-findings = Findings
head-forms = Forms hit
head-clean = Clean
head-not_applicable = Not applicable
head-hit_share = Hit %
head-often = Often

### The page of a rule.

page-checks = What it checks
page-why = Why that deserves distrust
page-basis = Basis
page-basis-item = { $basis } ({ $status })
page-innocent = Innocent readings
page-procedure = How to audit it
page-example = Example
page-parameters = Parameters (built-in defaults)

head-reason = Reason
head-event = No.
head-at = When
head-by = Who
head-kind = What
head-title = Project
head-text = Text
head-undone = Undone
head-importer = Who
head-end = End
head-files = Files
head-new = New
head-unchanged = Same
head-revised = Revised
head-refused = Refused
head-left_out = Passed
head-paths = Paths
head-fate = Result
head-file-path = File
head-file-refused = Why refused
head-file-skipped = Why passed over

event-note = note
event-verdict = verdict
event-second = second review
event-assign = assign
event-due = follow-up
event-tag = tag
event-untag = untag
event-mute = mute
event-unmute = unmute
event-undo = undo
event-redo = redo
cli-nothing-to-undo = There is nothing of yours in the log to take back.
cli-nothing-to-redo = There is no undo of yours in the log to take back.

### One report as text.

show-qualitative = { $count } of { $all } targets qualitative
show-marks = Marks
show-source = Source
show-lines = { $path }, lines { $first }–{ $last }
show-revision = Revision
show-funds = Funds ({ $unit })
show-suspicion = Finding
show-indicators = Indicators
show-number = No.
show-formula = Recomputed
show-scores = Scores recomputed
show-printed = printed { $value }
show-recomputed = recomputed { $value }
show-difference = difference { $value }
show-points = { $score } of { $weight } points ({ $rows } rows)
show-unanswered = { $count } rules have nothing to say (--reasons lists why)
show-unanswered-all = { $count } rules have nothing to say:
show-on-numbers = Resting on numbers
show-on-words = Resting on words
show-on-unknown = Cannot be said
show-on-annual = on the full-year budget { $value }
show-on-initial = on the initial budget { $value }
show-execution-score = Execution score
show-tier = tier { $least }–{ $most }
show-row-difference = Row { $row }: printed { $printed }, { $by }, difference { $difference }
show-no-findings = No findings.
show-findings = Findings ({ $count })
show-notes = Notes
show-outdated = (about an older revision)
show-reading = How it was read
show-repair = { $at }: { $what }
show-gap = { $at }: missing { $what }: { $reason }

### Import and check.

import-summary = { $files } files, { $reports } reports: { $new } new, { $unchanged } unchanged, { $revised } revised; { $refused } refused, { $left_out } passed over.
    Forms and tables found: { $found } = { $complete } read completely + { $repaired } repaired + { $partial } partially + { $refused_forms } refused + { $skipped_tables } skipped.
import-remark-line = line { $row }: { $what }
import-remark-part = page or sheet { $part }: { $what }
import-remarked = { $path }: remark: { $remark }
import-failed = { $path }: { $error }
import-not-found = There is no such file or folder. Check the path.
import-no-permission = No permission to read it. Change its permissions and import it again.
import-unreachable = Cannot be read: { $error }
import-no-form = No self-evaluation form found. A table with 项目名称, 年度资金总额, 三级指标 and the like was expected; check that this is such a form.
import-crashed = The program failed on this file; the others are not affected. Save it as .xlsx or .docx and try again, and please report it.
import-skipped = Passed over { $path }: { $reason }
import-hidden = A hidden or temporary file or a link; not read.
import-empty-folder = An empty folder.
import-nothing = No forms found at all. Check the path, or name a file to see the reason.
import-interrupted = Interrupted: { $remaining } files are left. Run the same command again to go on.
import-no-such = There is no import { $number }. shenyue import --history lists them.
list-between = ,{" "}
rules-answered = Rules form by form: { $hit } hit, { $clean } clean, { $not_applicable } not applicable (shenyue rules --db DB tells for each rule).
rules-often = Rules that hit on more than { $share } % of the forms they look at tell little about any one of them: { $rules }
check-summary = Checked { $reports } reports: { $errors } errors, { $warnings } warnings, { $notices } notices.
check-interrupted = Interrupted: { $remaining } reports are left. Run shenyue check again.
progress-bar = {"{"}bar:16{"}"} {"{"}pos{"}"}/{"{"}len{"}"} · {"{"}rate{"}"} a second · {"{"}eta_precise{"}"} left · {"{"}msg{"}"}
progress-line = { $done } of { $all } done, { $rate } a second, { $seconds } seconds left
progress-batches = comparing the forms of each unit and year

### Other messages.

cli-no-home = Your data folder cannot be found. Name a database file with --db.
settings-unreadable = The settings { $file } cannot be read: { $error }
settings-wrong = The settings { $file } cannot be used: { $error }
cli-read-only = Running read-only (--read-only): nothing can be changed.
cli-who = It is not known who you are. Say so with --as NAME.
cli-stdin = Standard input cannot be read: { $error }
cli-not-a-day = “{ $text }” is no day. Write 2026-12-31, 12-31, tomorrow, next wed or +7 (in 7 days).
cli-saved = Saved (no. { $event }; to take it back: shenyue undo { $event }).
cli-not-an-id = “{ $id }” is no id: reports have numbers, findings at least 8 hexadecimal digits (shenyue findings lists them).
cli-no-finding = There is no finding whose id begins with “{ $id }”. shenyue findings lists them.
cli-many-findings = Several findings' ids begin with “{ $id }”; give more digits.
cli-backup = Before upgrading, the database was backed up to: { $file }
export-format = The extension of “{ $file }” tells no format. Use .csv, .json, .jsonl or .html (working papers), or --format.
export-exists = “{ $file }” is there already. Add --force to overwrite it.
export-done = { $rows } rows written: { $file }
verify-events = { $events } events in the log, hash of the last: { $head }
verify-broken = The hash of event { $event } does not follow from its content and the one before: it or an earlier one was changed.
verify-derived = Verdicts, notes or counts are not what the log says. Run shenyue check.
verify-damage = Damaged: { $damage }
verify-sound = Nothing found: { $file }
verify-unsound = This database cannot be trusted: { $file }. Restore a backup.

# Settings of the desk.
help-shenyue-config = Settings of the desk (keys, colours, language); else SHENYUE_CONFIG, else shenyue/desk.toml in the configuration folder
help-shenyue-check_config = Check the settings of the desk and of the rules, and print those of the desk in force
config-right = { $file }: in order
config-none = { $file }: not there, the defaults are in force
man-keys = KEYS OF THE DESK

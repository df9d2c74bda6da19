### Words shared by desk, command line and exports. Keys end in the stable names of the values
### (`Severity::name`, `Verdict::name`, `ReviewState::name`, `FundLine::name`, …).

app-name = shenyue
# What is said of something that is named before it.
said-of = { $what }: { $said }

severity-error = error
severity-warning = warning
severity-notice = notice

verdict-pending = pending
verdict-confirmed = confirmed
verdict-dismissed = dismissed
verdict-muted = muted
verdict-needs_evidence = needs evidence
second-unreviewed = not reviewed
second-approved = reviewed
second-returned = sent back

review-open = open
review-started = started
review-done = done
reading-complete = complete
reading-repaired = repaired
reading-partial = partial

# Parts of a form. `place-fund` takes the name of the fund line.
place-form = whole form
place-goal = goal
place-outcome = outcome
place-total = total score
place-grade = grade
place-fund = funds: { $line }
place-indicator = indicator { $number }

fund-total = total of the year
fund-appropriation = appropriation of the year
fund-carryover = carried over
fund-special_account = special account
fund-unit_funds = unit's own funds
fund-transfer = from higher levels
fund-local = own level
fund-other = other funds

# Cells of a form; the keys end in the names of `FieldName`, snake case.
field-year = Year
field-project = Project
field-department = Department
field-unit = Unit
field-initial = Initial budget
field-annual = Full-year budget
field-executed = Spent
field-rate = Execution rate
field-weight = Weight
field-score = Score
field-level1 = Level 1
field-level2 = Level 2
field-name = Indicator
field-target = Target
field-actual = Actual
field-reason = Reason for deviation
field-text = Text
field-funds = Funds
field-indicators = Indicators
field-goal = Goal
field-outcome = Outcome
field-total_weight = Total weight
field-total_score = Total score
field-grade = Grade
field-title = Title

# Marks of the list.
mark-all_full = full score everywhere
mark-mismatch = totals differ
mark-qualitative = qualitative targets

unit-wan = 10k yuan
unit-points = points
unit-percent = %

### Imports and their files: `fate-<name>`, `import-end-<name>`.

fate-refused = refused
fate-partly_refused = part refused
fate-passed_over = passed over
fate-revised = revised
fate-new = new
fate-unchanged = unchanged
import-end-done = done
import-end-stopped = stopped
import-end-open = not ended

# What is wrong with a settings file.
settings-syntax = line { $line }: { $message }
settings-unknown = line { $line }: there is no setting `{ $key }`
settings-unknown-near = line { $line }: there is no setting `{ $key }`; did you mean `{ $nearest }`?
settings-wrong-kind = line { $line }: `{ $key }` must be { $expected }
settings-refused = line { $line }: { $why }
settings-no-region = there are no values for this region; there are for { $value }
settings-no-pair = “{ $value }” of `{ $key }` is not two words with a space between
settings-no-reason = `{ $key }` needs a reason
settings-kind-number = a number
settings-kind-text = a text
settings-kind-flag = true or false
settings-kind-date = a date
settings-kind-numbers = a list of numbers
settings-kind-texts = a list of texts
settings-kind-table = a section

# A day: with its weekday (1 is Monday), and how far it is from today.
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
day-told = { $day } ({ $weekday }, { $away })
follow-up-on = Follow up on { $day }
day-today = today
day-tomorrow = tomorrow
day-to-come = in { $number } days
day-past = past, by days: { $number }

# What the system says of a file, behind a colon.
io-not-found = there is no such file, or no such folder for it; check the path
io-no-permission = no permission; choose another folder or change the permissions
io-full = the disk is full; make room and try again
io-read-only = that disk is read-only; choose another place
io-a-folder = this is a folder; name a file
io-no-folder = a part of the path is no folder; check the path

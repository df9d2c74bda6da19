### Help texts: `help-<subcommand>`, `help-<subcommand>-<argument>`, `help-option-<argument>`.

help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options

help-shenyue = shenyue 审阅: a review desk for Chinese fiscal project self-evaluation forms. Without a command it opens the desk.
help-shenyue-database = Database file (default: $SHENYUE_DB, else shenyue.db in your data folder)
help-option-db = Database file (environment: SHENYUE_DB)
help-option-lang = Language of the interface (environment: SHENYUE_LANG; default: the locale, else Chinese)
help-option-by = Name that notes and verdicts are recorded under (default: login name)
help-option-read_only = Open the database read-only and change nothing
help-option-help = Print help
help-option-version = Print the version

help-rules = List all rules
help-rules-format = Output format
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
head-finding = Finding
head-report_id = Form
head-rule = Rule
head-severity = Severity
head-place = Place
head-message = What is wrong
head-status = Verdict
head-group = Group
head-name = Name

### The page of a rule.

page-checks = What it checks
page-why = Why that deserves distrust
page-basis = Basis
page-basis-item = { $basis } ({ $status })
page-innocent = Innocent readings
page-procedure = How to audit it
page-example = Example
page-parameters = Parameters (built-in defaults)

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

help-completions = Print a completion script for a shell
help-completions-shell = Which shell
help-man = Print the manual page (roff)

usage-unknown = There is no command or option “{ $argument }”. shenyue --help lists them all.
usage-missing = Missing: { $argument }. Add --help to see the usage.
usage-value = “{ $argument }” cannot be “{ $value }”. Possible values: { $valid }
usage-twice = “{ $argument }” cannot be combined like this. Add --help to see the usage.

cli-output-failed = The result could not be written: { $error }

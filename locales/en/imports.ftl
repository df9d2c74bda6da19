### Imports in the desk.

tab-imports = Imports
scope-imports = Imports
scope-import-files = Files of an import

act-import = import
act-import-doc = Import a file or folder (type its path; Tab completes)
act-stop-import = stop
act-stop-import-doc = Stop the import that runs: the file in hand is finished, importing again goes on
act-drill-import = files
act-drill-import-doc = What became of each file of this import
act-open-file = form
act-open-file-doc = Open the form of this file; several are listed; without any, the reason is shown
act-import-show = only
act-import-show-doc = Show only files refused, passed over, revised, new, unchanged, one after the other
act-import-reasons = reason
act-import-reasons-doc = Read in full why something was refused or passed over
act-screen-imports = imports
act-screen-imports-doc = Past imports and what became of their files

why-no-import = No import is selected
why-no-file = No file is selected
why-no-reason = All of this file was taken in: there is no reason to read
why-no-import-runs = No import is running
why-import-runs = An import is running: wait for it, or stop it with { KEY("stop-import") } on the imports screen

import-end-runs = running
imports-empty = Nothing was imported yet. Press { KEY("import") } to import a file or folder.
imports-of = Import { $number }  { $by }
imports-done = Done { $time }, took { $span }
imports-stopped = Stopped with { $remaining } files left; importing again goes on
imports-open = Not ended: it runs elsewhere, or broke off; importing again goes on
imports-files = Import { $number }  { $shown }: { $count }  { $time }
imports-show-all = all files
imports-show-refused = with something refused
imports-show-passed = passed over
imports-show-revised = with a new revision
imports-show-new = with something new
imports-show-unchanged = unchanged
imports-what = What
imports-no-files = No such files.
imports-more = … ({ KEY("import-reasons") } shows all)
imports-reasons-title = What became of the file
imports-ended = Import ended: { $said }
imports-stopping = Stopping after the file in hand…
imports-status = Import { $percent }%
imports-status-after = finishing the import { $percent }%
imports-progress = { $done }/{ $all }  { $rate } a second  { $left } left
imports-progress-stopping = { $done }/{ $all }  stopping: finishing the file in hand

imports-start-title = Import
imports-start-label = Path:
imports-start-help = Type the path of a file or folder; ~ is your home folder
imports-start-folder = A folder. Enter imports all files in it
imports-start-file = A file. Enter imports it
imports-start-nothing = There is no such file or folder
imports-start-more = Too many to list: go on typing
imports-start-go-on = Go on typing, or choose with ↓
imports-start-empty = Type a path
imports-start-footer = Tab completes  ↓↑ choose  Enter imports  Esc closes
imports-leave-title = An import is running
imports-leave-question = The import is at { $done } of { $all }. Leaving finishes the file in hand and leaves the rest; importing again goes on. Leave?

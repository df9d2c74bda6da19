### store: faults of the database, each with the file and the next step

store-missing = There is no database { $file }. Import forms first (shenyue import), or check the path.
store-not-a-database = { $file } is not a database. Check the path; the file was not changed.
store-other-program = { $file } is a database of another program (application_id { $application }). Choose another path; the file was not changed.
store-newer = { $file } was written by a newer shenyue: its schema is version { $found }, this program knows up to { $known }. Please upgrade shenyue.
store-older = The schema of { $file } is version { $found }, this program needs { $known }. Open it for writing once: it is backed up and brought up to date.
store-unreleased = The schema of { $file } is version { $found }, from before the first release; there is no way up. Import the documents into a new database.
store-locked = Another program is writing to { $file } and did not finish in time. Wait for the import or the colleague and try again; nothing of this was saved.
store-full = The disk is full: { $file } cannot be written. Make room and try again; everything reported as saved is there.
store-read-only = { $file } cannot be written to (read-only file, folder or disk). Check the permissions, or open it with --read-only.
store-no-permission = { $file } cannot be opened: no permission, or its folder does not exist. Check the path and the permissions.
store-corrupt = { $file } is damaged: { $detail }. Keep a copy of it first, then look with shenyue verify, or use a backup.
store-too-many = More than 65535 suspicions on one form cannot be kept. Check whether the form was read correctly.
store-reason-needed = Dismissing a suspicion or muting a rule needs a reason.
store-text-needed = The text is empty; nothing was saved.
store-wrong-subject = This cannot be done to that: verdicts are about suspicions, tags about projects, mutes about a rule and a unit.
store-no-report = There is no form with number { $id } (or no such revision of it).
store-no-unit = There is no form of the unit { $id }.
store-no-finding = There is no suspicion with id { $id }; it may have gone with a new check.
store-no-event = There is no event { $id } in the log.
store-already-undone = Event { $id } of the log is already taken back.
store-bad-query = The filter cannot be used like this: { $field }.
store-interrupted = Stopped.
store-other = { $file }: { $detail }
store-own-verdict = A verdict is reviewed by somebody other than the person who gave it.
store-not-decided = Nobody has decided this suspicion yet; there is nothing to review.
store-disputed = The auditors disagree about this suspicion; settle that first.

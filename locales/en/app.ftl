### Around the desk: terminal, threads, leaving.

app-no-terminal = The desk needs a terminal, and this one cannot be used ({ $error }). To work line by line: shenyue --plain. For scripts: shenyue reports, shenyue findings.
app-dumb-terminal = This terminal cannot move the cursor (TERM=dumb), so the desk cannot be drawn. Work line by line with shenyue --plain, or use another terminal.
app-thread = The system refused a thread ({ $error }). Close other programs and try again.
app-not-saved = Not saved: { $why }
app-still-writing = the database was still busy when the desk was closed. Look into the log (shenyue log) whether the last entries are there.
app-broken = A part of the program failed; drafts were saved. What stands above helps to mend it.
app-read-only = The database is open read-only; nothing was changed.
app-no-shell = There is no shell to go back to, so Ctrl-Z does nothing; { KEY("quit") } leaves.
app-copy-sent = Sent to the terminal's clipboard.
app-copy-too-long = Too long for the terminal's clipboard; nothing was sent.
app-editor-missing = There is no editor "{ $command }". Set $EDITOR to one that is installed.
app-editor-unusable = The editor "{ $command }" could not be opened ({ $what }).
app-editor-failed = The editor "{ $command }" failed (status { $what }); all it saved is here.
app-editor-killed = The editor "{ $command }" was stopped; all it saved is here.
app-editor-unreadable = What the editor saved is no UTF-8 text (or exceeds 1 MB) and was not taken over; it stays in { $what }

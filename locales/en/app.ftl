### Around the desk: terminal, threads, leaving.

app-no-terminal = The desk needs a terminal, and this one cannot be used ({ $error }). For scripts, see: shenyue reports, shenyue findings.
app-thread = The system refused a thread ({ $error }). Close other programs and try again.
app-not-saved = Not saved: { $why }
app-still-writing = the database was still busy when the desk was closed. Look into the log (shenyue log) whether the last entries are there.
app-broken = A part of the program failed; drafts were saved. What stands above helps to mend it.
app-read-only = The database is open read-only; nothing was changed.
app-copy-sent = Sent to the terminal's clipboard.
app-copy-too-long = Too long for the terminal's clipboard; nothing was sent.

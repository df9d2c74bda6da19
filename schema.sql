-- The database of shenyue 审阅: one file with reports, findings and the auditors' events.
--
-- To look: use the views v_report, v_fund, v_indicator, v_finding and v_event at the end. They show
-- plain numbers and names. The tables below them hold every decimal as an INTEGER of millionths
-- (amounts in millionths of 万元, that is 0.01 元; rates in millionths of a percent; scores in
-- millionths of a point), so that sums, sorts and indexes are exact. A number that is no whole
-- number of millionths leaves its column NULL and is kept, exactly, in `evidence`.
--
-- Codes:  severity 0 error 1 warning 2 notice;
--         verdict  0 pending 1 needs_evidence 2 confirmed 3 dismissed
--                  4 muted: nobody has decided, and the rule is muted for the unit.
-- Times are microseconds since 1970-01-01 UTC.

-- A file that was imported.
CREATE TABLE file (
  id          INTEGER PRIMARY KEY,
  sha256      BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
  path        TEXT    NOT NULL,               -- as given at import
  parts       TEXT    NOT NULL,               -- JSON array of sheet names
  reports     INTEGER NOT NULL,               -- how many forms were in it
  imported_at INTEGER NOT NULL
) STRICT;

-- Which forms stood in a file, in whichever revision.
CREATE TABLE file_report (
  file   INTEGER NOT NULL REFERENCES file (id),
  report INTEGER NOT NULL,                    -- id of the report (no foreign key: the row may come
                                              -- a moment before it)
  PRIMARY KEY (file, report)
) STRICT, WITHOUT ROWID;

-- An import: who had what read, and what came of it. The counts are those of the files that are
-- committed; `ended_at` is NULL while it runs, and stays so where it broke off.
CREATE TABLE import (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  ended_at  INTEGER,
  by        TEXT    NOT NULL,                 -- empty where that is not known
  paths     TEXT    NOT NULL,                 -- JSON array, as given
  files     INTEGER NOT NULL DEFAULT 0,       -- read; members of archives count one by one
  new       INTEGER NOT NULL DEFAULT 0,       -- forms
  unchanged INTEGER NOT NULL DEFAULT 0,
  revised   INTEGER NOT NULL DEFAULT 0,
  refused   INTEGER NOT NULL DEFAULT 0,       -- files, and forms of files that are else stored
  left_out  INTEGER NOT NULL DEFAULT 0,       -- files that were passed over
  stopped   INTEGER NOT NULL DEFAULT 0,       -- by its user
  remaining INTEGER NOT NULL DEFAULT 0        -- things found and not looked at
) STRICT;

-- What became of each file of an import.
CREATE TABLE import_file (
  import    INTEGER NOT NULL REFERENCES import (id),
  number    INTEGER NOT NULL,                 -- in the order they were stored, from 1
  path      TEXT    NOT NULL,                 -- of a member of an archive: ARCHIVE!/MEMBER
  fate      INTEGER NOT NULL CHECK (fate BETWEEN 0 AND 5), -- 0 refused 1 partly refused
                                              -- 2 passed over 3 revised 4 new 5 unchanged
  file      INTEGER REFERENCES file (id),     -- where its forms stand
  new       INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  revised   INTEGER NOT NULL,
  said      TEXT    NOT NULL,                 -- JSON: [["refused" or "skipped", Chinese, English], …]
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

-- A form over all its revisions, with what the list shows of the current one. The columns from
-- `e0` on are derived from findings, verdicts and notes and kept current by every writer.
CREATE TABLE report (
  id              INTEGER PRIMARY KEY,
  key             BLOB    NOT NULL,           -- hash of unit, project and year (folded)
  copy            INTEGER NOT NULL,           -- 2 for the second form of that key in one file
  revision        INTEGER NOT NULL,           -- id of the current revision (no foreign key: it
                                              -- would go in a circle and cost a scan an insert)
  number          INTEGER NOT NULL,           -- its number, from 1
  year            INTEGER,
  unit            TEXT    NOT NULL,           -- 实施单位, or 主管部门 where the form names none
  project         TEXT    NOT NULL,
  department      TEXT    NOT NULL,
  unit_folded     TEXT,                       -- folded for comparison; NULL when the same
  project_folded  TEXT,
  department_folded TEXT,
  initial         INTEGER,                    -- 年初预算数 of the total, 万元
  annual          INTEGER,                    -- 全年预算数
  executed        INTEGER,                    -- 全年执行数
  rate            INTEGER,                    -- 执行率 as printed, percent
  score           INTEGER,                    -- 总分
  grade           TEXT CHECK (grade IN ('优', '良', '中', '差')),
  indicators      INTEGER NOT NULL,
  qualitative     INTEGER NOT NULL,
  all_full        INTEGER NOT NULL,           -- everything at full weight
  certainty       INTEGER NOT NULL CHECK (certainty BETWEEN 0 AND 2), -- of the reading: complete, repaired, partial
  -- Findings by severity (e error, w warning, n notice) and code of the verdict.
  e0 INTEGER NOT NULL DEFAULT 0, w0 INTEGER NOT NULL DEFAULT 0, n0 INTEGER NOT NULL DEFAULT 0,
  e1 INTEGER NOT NULL DEFAULT 0, w1 INTEGER NOT NULL DEFAULT 0, n1 INTEGER NOT NULL DEFAULT 0,
  e2 INTEGER NOT NULL DEFAULT 0, w2 INTEGER NOT NULL DEFAULT 0, n2 INTEGER NOT NULL DEFAULT 0,
  e3 INTEGER NOT NULL DEFAULT 0, w3 INTEGER NOT NULL DEFAULT 0, n3 INTEGER NOT NULL DEFAULT 0,
  e4 INTEGER NOT NULL DEFAULT 0, w4 INTEGER NOT NULL DEFAULT 0, n4 INTEGER NOT NULL DEFAULT 0,
  mismatch        INTEGER NOT NULL DEFAULT 0, -- a total does not add up
  notes           INTEGER NOT NULL DEFAULT 0,
  -- Findings neither dismissed nor muted.
  errors          INTEGER GENERATED ALWAYS AS (e0 + e1 + e2) VIRTUAL,
  warnings        INTEGER GENERATED ALWAYS AS (w0 + w1 + w2) VIRTUAL,
  notices         INTEGER GENERATED ALWAYS AS (n0 + n1 + n2) VIRTUAL,
  -- Errors and warnings without a verdict, and with one.
  undecided       INTEGER GENERATED ALWAYS AS (e0 + w0) VIRTUAL,
  decided         INTEGER GENERATED ALWAYS AS (e1 + e2 + e3 + w1 + w2 + w3) VIRTUAL,
  -- What to read first: errors, then warnings, then notices.
  suspicion       INTEGER GENERATED ALWAYS AS
                  ((min(e0 + e1 + e2, 4095) << 36) | (min(w0 + w1 + w2, 262143) << 18)
                   | min(n0 + n1 + n2, 262143)) VIRTUAL,
  -- Share of qualitative indicators, in millionths; NULL without indicators.
  in_words        INTEGER GENERATED ALWAYS AS (qualitative * 1000000 / nullif(indicators, 0)) VIRTUAL,
  UNIQUE (key, copy)
) STRICT;
CREATE INDEX report_suspicion ON report (suspicion DESC);
CREATE INDEX report_unit      ON report (ifnull(unit_folded, unit), year);
CREATE INDEX report_project   ON report (ifnull(project_folded, project));
CREATE INDEX report_year      ON report (year DESC);
CREATE INDEX report_annual    ON report (annual DESC);
CREATE INDEX report_executed  ON report (executed DESC);
CREATE INDEX report_rate      ON report (rate DESC);
CREATE INDEX report_score     ON report (score DESC);
-- The other columns a list can be sorted by.
CREATE INDEX report_department ON report (ifnull(department_folded, department));
CREATE INDEX report_initial    ON report (initial DESC);
CREATE INDEX report_grade      ON report (instr('差中良优', grade) DESC);
CREATE INDEX report_warnings   ON report (warnings DESC);
CREATE INDEX report_notices    ON report (notices DESC);
CREATE INDEX report_full       ON report (all_full DESC);
CREATE INDEX report_mismatch   ON report (mismatch DESC);
CREATE INDEX report_certainty  ON report (certainty) WHERE certainty > 0;
CREATE INDEX report_in_words   ON report (in_words DESC);
CREATE INDEX report_undecided  ON report (undecided DESC);
CREATE INDEX report_notes      ON report (notes DESC);
CREATE INDEX report_decided    ON report (decided, undecided);
-- All that is counted and compared, without the names: what a filter finds is counted along it, a
-- fifth of the bytes of the table.
CREATE INDEX report_brief ON report (
  year, score, rate, annual, initial, executed, grade, indicators, qualitative, all_full, mismatch,
  certainty, number, copy, notes, e0, w0, n0, e1, w1, n1, e2, w2, n2, e3, w3, n3, e4, w4, n4
);

-- One reading of a form. Text columns hold the value read, or the print where none was read with
-- certainty; prints that differ, the place of every value and the rows of the file are in
-- `evidence` (deflated).
CREATE TABLE revision (
  id           INTEGER PRIMARY KEY,
  report       INTEGER NOT NULL REFERENCES report (id),
  number       INTEGER NOT NULL,
  file         INTEGER NOT NULL REFERENCES file (id),
  content      BLOB    NOT NULL CHECK (length(content) = 32), -- SHA-256 of values and prints
  money_unit   TEXT    NOT NULL CHECK (money_unit IN ('万元', '元')), -- as printed; amounts are 万元
  title        TEXT,
  year         INTEGER,
  project      TEXT,
  department   TEXT,
  unit         TEXT,
  total_weight INTEGER,
  total_score  INTEGER,
  grade        TEXT,
  goal         TEXT,
  outcome      TEXT,
  evidence     BLOB    NOT NULL,
  UNIQUE (report, number)
) STRICT;

CREATE TABLE fund (
  revision INTEGER NOT NULL REFERENCES revision (id),
  number   INTEGER NOT NULL,                  -- as printed, from 1
  line     TEXT    NOT NULL,                  -- total, appropriation, carryover, …
  label    TEXT    NOT NULL,
  initial  INTEGER,
  annual   INTEGER,
  executed INTEGER,
  weight   INTEGER,
  rate     INTEGER,
  score    INTEGER,
  PRIMARY KEY (revision, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
  revision   INTEGER NOT NULL REFERENCES revision (id),
  number     INTEGER NOT NULL,                -- as printed, from 1
  level1     TEXT,
  level2     TEXT,
  name       TEXT,
  target     TEXT,                            -- as printed
  target_comparator TEXT,
  target_number     INTEGER,                  -- NULL: words (or see above)
  target_unit       TEXT,
  actual     TEXT,
  actual_comparator TEXT,
  actual_number     INTEGER,
  actual_unit       TEXT,
  weight     INTEGER,
  score      INTEGER,
  reason     TEXT,
  PRIMARY KEY (revision, number)
) STRICT, WITHOUT ROWID;

-- Rules seen so far; `totals` says that an error of this rule means a total that does not add up.
CREATE TABLE rule (
  id     INTEGER PRIMARY KEY,
  name   TEXT    NOT NULL UNIQUE,
  totals INTEGER NOT NULL
) STRICT;

-- Findings on current revisions. The id is report × 65536 + ordinal, so that the findings of a
-- report lie together without an index.
CREATE TABLE finding (
  id          INTEGER PRIMARY KEY,
  report      INTEGER NOT NULL REFERENCES report (id),
  rule        INTEGER NOT NULL REFERENCES rule (id),
  severity    INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 2),
  verdict     INTEGER NOT NULL DEFAULT 0 CHECK (verdict BETWEEN 0 AND 4), -- of `verdict`, else of `mute`
  grouped     INTEGER NOT NULL,               -- 1: from a look at a unit's reports, 2: at one elsewhere,
                                              -- 3: at the other units
  place       TEXT    NOT NULL,
  message     TEXT    NOT NULL,
  batch       TEXT    NOT NULL,
  facts       TEXT    NOT NULL,               -- JSON: [[name, {"number" or "text": value}], …]
  marks       TEXT    NOT NULL,               -- JSON: [[place, field, [from, to] or null], …]
  fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 16),
  CHECK (id >> 16 = report)
) STRICT;
CREATE INDEX finding_fingerprint ON finding (fingerprint);
CREATE INDEX finding_review      ON finding (verdict, severity);
CREATE INDEX finding_alike       ON finding (batch) WHERE grouped = 2;
CREATE INDEX finding_peers       ON finding (report) WHERE grouped = 3;
CREATE INDEX finding_rule        ON finding (rule, verdict, severity);
CREATE INDEX finding_place       ON finding (place, verdict, severity);

-- What the batch rules need to know of a report, in the rules' own encoding.
CREATE TABLE digest (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  digest BLOB NOT NULL
) STRICT;

-- How the forms of a unit stand in one year, for the rules that set units against each other.
CREATE TABLE standing (
  unit    TEXT    NOT NULL,                   -- folded
  year    INTEGER NOT NULL,
  report  INTEGER NOT NULL REFERENCES report (id), -- the first of them: it bears what is found
  members INTEGER NOT NULL,
  forms   INTEGER NOT NULL,                   -- with a total score
  hundred INTEGER NOT NULL,                   -- of them at 100 points
  bounds  INTEGER NOT NULL,                   -- indicators with a bound as target
  exact   INTEGER NOT NULL,                   -- of them met to the digit
  answers BLOB    NOT NULL DEFAULT x'',       -- as in `answer`
  PRIMARY KEY (unit, year)
) STRICT, WITHOUT ROWID;

-- Units that were touched since the findings of the rules on many reports were last set on theirs.
CREATE TABLE stale_batch (
  unit TEXT PRIMARY KEY                       -- folded
) STRICT, WITHOUT ROWID;

-- How each rule answered for a report: `form` for the rules on one report, `batch` for those on many.
-- Each holds three equally long sets of rule ids, the lowest bit first: not applicable, clean, hit.
CREATE TABLE answer (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  form   BLOB NOT NULL,
  batch  BLOB NOT NULL,
  alike  BLOB NOT NULL,                       -- what finds narratives that are alike, in the rules' encoding
  sought INTEGER NOT NULL DEFAULT 0           -- 1: its likes elsewhere have been looked for
) STRICT;
CREATE INDEX answer_to_seek ON answer (report) WHERE sought = 0;

-- The configuration in force at each run of the rules.
CREATE TABLE run (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  program  TEXT    NOT NULL,
  settings TEXT    NOT NULL
) STRICT;

-- The auditors' events: only ever appended. `hash` is SHA-256 over the fields and the hash of the
-- event before, so that a change of any of them shows (`shenyue verify`).
CREATE TABLE event (
  id          INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  by          TEXT    NOT NULL,
  act         INTEGER NOT NULL,               -- the first event of those written together
  kind        TEXT    NOT NULL CHECK (kind IN ('note', 'verdict', 'second', 'assign', 'due', 'tag',
                                               'untag', 'mute', 'unmute', 'undo', 'redo')),
  key         BLOB    NOT NULL,               -- the form: as in report.key; zeros for a mute
  copy        INTEGER NOT NULL,               -- as in report.copy
  content     BLOB    NOT NULL,               -- the revision it was written about
  place       TEXT    NOT NULL,
  fingerprint BLOB,                           -- of the finding, if it is about one
  rule        TEXT,
  title       TEXT    NOT NULL,               -- year, unit and project, to read
  value       TEXT    NOT NULL,               -- the verdict, second review, tag, auditor or day, or
                                              -- the unit (folded) of a mute
  text        TEXT    NOT NULL,               -- the note or the reason
  target      INTEGER REFERENCES event (id),  -- the event taken back, or the verdict reviewed
  hash        BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX event_form    ON event (key, copy);
CREATE INDEX event_finding ON event (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX event_by      ON event (by);
CREATE INDEX event_act     ON event (act);
CREATE INDEX event_target  ON event (target) WHERE target IS NOT NULL;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_comes_last BEFORE INSERT ON event
WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM event)
BEGIN SELECT raise(ABORT, 'events are only appended'); END;

-- Derived from the events and rebuilt from them at any time: what stands now.
CREATE TABLE undone (
  event INTEGER PRIMARY KEY REFERENCES event (id)
) STRICT;
CREATE TABLE verdict (
  fingerprint BLOB    PRIMARY KEY,
  event       INTEGER NOT NULL REFERENCES event (id),
  verdict     INTEGER NOT NULL,
  reason      TEXT    NOT NULL,
  by          TEXT    NOT NULL,
  second      INTEGER NOT NULL,               -- 0 unreviewed 1 approved 2 returned, by a second
  reviewer    TEXT    NOT NULL,               -- person, who is never `by`
  remark      TEXT    NOT NULL,
  opinions    TEXT    NOT NULL                -- JSON: [[by, verdict, reason], …] while auditors
                                              -- disagree, else empty
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_second   ON verdict (second) WHERE second <> 0;
CREATE INDEX verdict_disputed ON verdict (fingerprint) WHERE opinions <> '';
-- Who is to look at a form or a finding, and until when. Of a finding `key` is empty and `copy` 0;
-- of a form `fingerprint` is empty.
CREATE TABLE task (
  fingerprint BLOB    NOT NULL,
  key         BLOB    NOT NULL,
  copy        INTEGER NOT NULL,
  assignee    TEXT    NOT NULL,               -- empty: nobody
  due         INTEGER,                        -- 20261231
  PRIMARY KEY (fingerprint, key, copy)
) STRICT, WITHOUT ROWID;
CREATE TABLE note (
  event       INTEGER PRIMARY KEY REFERENCES event (id),
  key         BLOB    NOT NULL,
  copy        INTEGER NOT NULL,
  fingerprint BLOB,
  folded      TEXT    NOT NULL                -- the text, folded for search
) STRICT;
CREATE INDEX note_form    ON note (key, copy);
CREATE INDEX note_finding ON note (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE TABLE tag (
  key   BLOB    NOT NULL,
  copy  INTEGER NOT NULL,
  tag   TEXT    NOT NULL,
  event INTEGER NOT NULL REFERENCES event (id),
  PRIMARY KEY (key, copy, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE mute (
  unit   TEXT    NOT NULL,                    -- folded
  rule   TEXT    NOT NULL,
  event  INTEGER NOT NULL REFERENCES event (id),
  PRIMARY KEY (unit, rule)
) STRICT, WITHOUT ROWID;

-- Notes that are being written.
CREATE TABLE draft (
  by      TEXT NOT NULL,
  subject TEXT NOT NULL,                      -- form:KEY:COPY:PLACE or finding:FINGERPRINT
  at      INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (by, subject)
) STRICT, WITHOUT ROWID;

-- Filters an auditor keeps under a name, with the order and the columns of the list.
CREATE TABLE view (
  by      TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  filter  TEXT    NOT NULL,                   -- in the filter language
  sort    TEXT    NOT NULL,                   -- a key, with - in front largest first
  columns TEXT    NOT NULL,                   -- empty: the usual ones
  PRIMARY KEY (by, name)
) STRICT, WITHOUT ROWID;

-- Full text of the current revisions: rowid is report.id. The words are pairs of neighbouring
-- characters, written in letters and digits by the program: ask through the program.
CREATE VIRTUAL TABLE search USING fts5 (
  project, unit, department, indicators, narratives, reasons, initials,
  content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
);
-- Gathers so many bytes before it writes a piece of the index: about what a transaction brings.
INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);

-- ---------------------------------------------------------------------------------------------
-- Views for people who open the file with another tool. REAL numbers here are for the eye only.

CREATE VIEW v_report AS
SELECT r.id, r.year, r.unit, r.project, r.department,
       r.initial / 1e6 AS initial_budget_wan, r.annual / 1e6 AS annual_budget_wan,
       r.executed / 1e6 AS executed_wan, r.rate / 1e6 AS rate_percent, r.score / 1e6 AS score,
       r.grade, r.indicators, r.qualitative AS qualitative_indicators,
       CASE r.certainty WHEN 0 THEN 'complete' WHEN 1 THEN 'repaired' ELSE 'partial' END AS reading,
       r.all_full, r.mismatch, r.errors, r.warnings, r.notices, r.undecided, r.notes,
       r.number AS revision, f.path AS file, datetime(f.imported_at / 1000000, 'unixepoch') AS imported_at
FROM report r JOIN revision v ON v.id = r.revision JOIN file f ON f.id = v.file;

CREATE VIEW v_fund AS
SELECT r.id AS report, r.year, r.unit, r.project, x.number, x.line, x.label,
       x.initial / 1e6 AS initial_wan, x.annual / 1e6 AS annual_wan, x.executed / 1e6 AS executed_wan,
       x.weight / 1e6 AS weight, x.rate / 1e6 AS rate_percent, x.score / 1e6 AS score
FROM report r JOIN fund x ON x.revision = r.revision;

CREATE VIEW v_indicator AS
SELECT r.id AS report, r.year, r.unit, r.project, x.number, x.level1, x.level2, x.name,
       x.target, x.target_comparator, x.target_number / 1e6 AS target_number, x.target_unit,
       x.actual, x.actual_comparator, x.actual_number / 1e6 AS actual_number, x.actual_unit,
       x.weight / 1e6 AS weight, x.score / 1e6 AS score, x.reason
FROM report r JOIN indicator x ON x.revision = r.revision;

CREATE VIEW v_finding AS
SELECT lower(hex(f.fingerprint)) AS id, f.report, r.year, r.unit, r.project, rule.name AS rule,
       CASE f.severity WHEN 0 THEN 'error' WHEN 1 THEN 'warning' ELSE 'notice' END AS severity,
       f.place, f.message, f.facts,
       CASE f.verdict WHEN 0 THEN 'pending' WHEN 1 THEN 'needs_evidence' WHEN 2 THEN 'confirmed'
                      WHEN 3 THEN 'dismissed' ELSE 'muted' END AS status,
       v.reason, v.by,
       CASE v.second WHEN 1 THEN 'approved' WHEN 2 THEN 'returned'
                     WHEN 0 THEN 'unreviewed' END AS second,
       v.reviewer, v.remark, v.opinions
FROM finding f JOIN report r ON r.id = f.report JOIN rule ON rule.id = f.rule
LEFT JOIN verdict v ON v.fingerprint = f.fingerprint;

CREATE VIEW v_import AS
SELECT i.id, datetime(i.at / 1000000, 'unixepoch') AS at,
       datetime(i.ended_at / 1000000, 'unixepoch') AS ended_at, i.by, i.paths, i.files, i.new,
       i.unchanged, i.revised, i.refused, i.left_out, i.stopped, i.remaining
FROM import i;

CREATE VIEW v_import_file AS
SELECT f.import, f.number, f.path,
       CASE f.fate WHEN 0 THEN 'refused' WHEN 1 THEN 'partly_refused' WHEN 2 THEN 'passed_over'
                   WHEN 3 THEN 'revised' WHEN 4 THEN 'new' ELSE 'unchanged' END AS fate,
       f.new, f.unchanged, f.revised, f.said
FROM import_file f;

CREATE VIEW v_event AS
SELECT e.id, datetime(e.at / 1000000, 'unixepoch') AS at, e.by, e.act, e.kind, e.title, e.place, e.rule,
       e.value, e.text, e.target, u.event IS NOT NULL AS undone,
       lower(hex(e.fingerprint)) AS finding, lower(hex(e.hash)) AS hash
FROM event e LEFT JOIN undone u ON u.event = e.id;

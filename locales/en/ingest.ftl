### ingest

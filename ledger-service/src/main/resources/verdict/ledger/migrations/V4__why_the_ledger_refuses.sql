-- Logs that Kafka cut shorter than the ledger had read them. While there is a row, no ledger reads on: a log that has
-- grown again looks like any other, but its offsets stand for other records. Only an operator empties this table, along
-- with the rest of the picture: docs/operations.md.
create table view.refusals (
  topic_id    uuid        not null,
  topic       text        not null,
  partition   integer     not null,
  next        bigint      not null, -- up to where the ledger had read
  log_end     bigint      not null, -- where the log ended when that was noticed
  noticed_at  timestamptz not null default now(),
  primary key (topic_id, partition)
);

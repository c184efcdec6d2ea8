-- Schema "ops": what operators add. It cannot be rebuilt from the topics: back it up.

-- One row per replay that was asked for. A note for people: whether a letter was replayed is told by the topics.
create table ops.replays (
  id           uuid        primary key,
  requested_at timestamptz not null,
  selection    text        not null,
  reason       text        not null,
  finished_at  timestamptz,
  replayed     integer,
  refused      integer
);

-- Schema "view": a picture of the topics. It holds nothing that the topics do not, so it may be dropped
-- and is then read again as far back as retention reaches. No applicant's attribute is kept here.
--
-- A record's identity is (topic_id, partition, record_offset); Kafka's topic_id tells a topic from one of the same
-- name that was deleted before.

-- Up to where each partition was read. "next" moves by compare-and-set in the transaction that writes the rows.
create table view.positions (
  topic_id     uuid    not null,
  topic        text    not null,
  partition    integer not null,
  next         bigint  not null,
  primary key (topic_id, partition)
);

-- Offsets [from_offset, to_offset) that retention took before the ledger read them.
create table view.gaps (
  topic_id     uuid        not null,
  topic        text        not null,
  partition    integer     not null,
  from_offset  bigint      not null,
  to_offset    bigint      not null,
  noticed_at   timestamptz not null default now(),
  primary key (topic_id, partition, from_offset)
);

-- Who owns an (application_id, revision): the first record applied with it.
create table view.applications (
  application_id text        not null,
  revision       integer     not null,
  content_hash   bytea       not null,
  received_at    timestamptz,
  topic_id       uuid        not null,
  partition      integer     not null,
  record_offset  bigint      not null,
  primary key (application_id, revision)
);

-- Every record of the input topics, whatever its bytes.
create table view.inputs (
  topic_id         uuid    not null,
  topic            text    not null,
  partition        integer not null,
  record_offset    bigint  not null,
  broker_timestamp timestamptz,
  record_key       text,              -- only if it has the form of an application's id
  value_bytes      integer,           -- null for a null value
  undecodable      text,              -- the error code, if the value is no application
  application_id   text,
  revision         integer,
  product          text,
  amount_minor     bigint,
  currency         text,
  term_months      integer,
  channel          text,
  submitted_at     timestamptz,
  content_hash     bytea,             -- SHA-256 of the value
  ownership        text check (ownership in ('OWNER', 'DUPLICATE', 'CONFLICT')), -- null: claims no application
  replay_of        uuid,
  replay_count     integer not null default 0,
  primary key (topic_id, partition, record_offset)
);
create index inputs_by_application on view.inputs (application_id, revision) where application_id is not null;
create index inputs_by_letter on view.inputs (replay_of) where replay_of is not null;

-- Score events, keyed by their own coordinates. The source is indexed, not unique: a second outcome must show.
create table view.scores (
  topic_id          uuid    not null,
  partition         integer not null,
  record_offset     bigint  not null,
  topic             text    not null,
  source_topic_id   uuid    not null,
  source_topic      text    not null,
  source_partition  integer not null,
  source_offset     bigint  not null,
  application_id    text,
  revision          integer not null,
  product           text,
  amount_minor      bigint  not null,
  currency          text,
  term_months       integer not null,
  channel           text,
  role              text    not null,
  decision          text    not null,
  decision_source   text    not null,
  score             integer not null,
  pd                double precision not null,
  approve_at_or_above integer not null,
  refer_at_or_above integer not null,
  reasons           jsonb   not null, -- [{"rank","code","text"}], strongest first
  policy_hits       jsonb   not null, -- [{"ruleId","outcome","reasonCode"}]
  bundle_name       text,
  bundle_version    text,
  bundle_hash       text,
  submitted_at      timestamptz,
  received_at       timestamptz,
  decided_at        timestamptz,
  app_version       text,
  replay_of         uuid,
  primary key (topic_id, partition, record_offset)
);
create index scores_by_source on view.scores (source_topic_id, source_partition, source_offset);
create index scores_by_application on view.scores (application_id, revision);

-- Letters, keyed by their own coordinates: their bytes stay in Kafka and are fetched from there.
create table view.letters (
  topic_id          uuid    not null,
  partition         integer not null,
  record_offset     bigint  not null,
  topic             text    not null,
  source_topic_id   uuid    not null,
  source_topic      text    not null,
  source_partition  integer not null,
  source_offset     bigint  not null,
  letter_id         uuid    not null,
  group_id          text    not null,
  delivery_count    integer not null,
  code              text    not null,
  stage             text    not null,
  retryable         boolean not null,
  error_class       text,
  fingerprint       text    not null,
  message           text    not null,
  stack             text    not null,
  failed_at         timestamptz,
  first_failed_at   timestamptz,
  app_version       text    not null,
  bundle            text    not null,
  replay_count      integer not null,
  replay_of         uuid,
  value_bytes       integer,          -- null for a null value
  pointer_sha256    text,             -- set if the letter only stands for a value that did not fit
  pointer_length    bigint,
  record_key        text,             -- only if it has the form of an application's id
  application_id    text,
  revision          integer,
  product           text,
  primary key (topic_id, partition, record_offset)
);
create index letters_by_source on view.letters (source_topic_id, source_partition, source_offset);
create index letters_by_id on view.letters (letter_id);
create index letters_by_fingerprint on view.letters (fingerprint);

-- Records on the score and letter topics that are no score events and no letters.
create table view.problems (
  topic_id         uuid    not null,
  topic            text    not null,
  partition        integer not null,
  record_offset    bigint  not null,
  broker_timestamp timestamptz,
  problem          text    not null,
  primary key (topic_id, partition, record_offset)
);

create view view.outcomes as
  select topic_id, partition, record_offset, topic, 'SCORE' as kind,
         source_topic_id, source_topic, source_partition, source_offset, application_id, revision
    from view.scores
  union all
  select topic_id, partition, record_offset, topic, 'LETTER',
         source_topic_id, source_topic, source_partition, source_offset, application_id, revision
    from view.letters;

-- One row per (application_id, revision); what the ingest service reads. Of the records with the owner's content
-- (the owner, resubmissions, replays) a scored one speaks, the owner first; without one, the newest letter.
create view view.application_status as
  select distinct on (i.application_id, i.revision)
         i.application_id, i.revision, i.product,
         case when s.topic_id is not null then 'SCORED'
              when l.topic_id is not null then 'DEAD_LETTERED'
              else 'RECEIVED' end as status,
         s.decision, s.decision_source, s.score, s.pd, s.reasons,
         case when s.topic_id is null then l.letter_id end as letter_id,
         case when s.topic_id is null then l.code end as letter_code,
         case when s.topic_id is null then l.message end as letter_message,
         coalesce(a.received_at, i.broker_timestamp) as received_at,
         case when s.topic_id is null then l.failed_at else s.decided_at end as decided_at,
         i.topic as source_topic, i.partition as source_partition, i.record_offset as source_offset
    from view.inputs i
    left join view.applications a on a.application_id = i.application_id and a.revision = i.revision
    left join view.scores s on s.source_topic_id = i.topic_id and s.source_partition = i.partition
                           and s.source_offset = i.record_offset
    left join view.letters l on l.source_topic_id = i.topic_id and l.source_partition = i.partition
                            and l.source_offset = i.record_offset
   where i.application_id is not null
     and (a.application_id is null or a.content_hash = i.content_hash)
   order by i.application_id, i.revision,
            (s.topic_id is not null) desc,
            (s.topic_id is not null and i.ownership is not distinct from 'OWNER') desc,
            (l.topic_id is not null) desc,
            i.replay_count desc,
            (i.ownership is not distinct from 'OWNER') desc,
            i.record_offset, s.record_offset, l.record_offset;

-- For analysts: every score event ...
create view view.decisions as
  select application_id, revision, product, amount_minor, currency, term_months, channel,
         decision, decision_source, score, pd, approve_at_or_above, refer_at_or_above, reasons, policy_hits,
         bundle_name, bundle_version, bundle_hash, submitted_at, received_at, decided_at, app_version,
         source_topic, source_partition, source_offset
    from view.scores
   where role = 'CHAMPION';

-- ... the decision in force: the highest scored revision's, whatever arrived last ...
create view view.current_decisions as
  select distinct on (application_id) *
    from view.application_status
   where status = 'SCORED'
   order by application_id, revision desc;

-- ... and one row per reason.
create view view.decision_reasons as
  select d.application_id, d.revision, d.product, d.decision, d.decided_at,
         (r.value ->> 'rank')::integer as rank, r.value ->> 'code' as code, r.value ->> 'text' as text
    from view.decisions d, jsonb_array_elements(d.reasons) as r (value);

-- A letter with what became of it. "Three" is Replayer.ROUNDS_BOUND.
create view view.letter_status as
  select l.*,
         case when r.topic_id is null and l.replay_count >= 3 then 'QUARANTINED'
              when r.topic_id is null then 'OPEN'
              when s.topic_id is not null then 'RESOLVED'
              when n.letter_id is not null then 'FAILED_AGAIN'
              else 'REPLAYING' end as status,
         case when s.topic_id is null then n.letter_id end as next_letter_id,
         s.decision, s.score
    from view.letters l
    left join lateral (
      select i.topic_id, i.partition, i.record_offset from view.inputs i
       where i.replay_of = l.letter_id
       order by i.partition, i.record_offset limit 1) r on true
    left join lateral (
      select x.topic_id, x.decision, x.score from view.scores x
       where x.source_topic_id = r.topic_id and x.source_partition = r.partition and x.source_offset = r.record_offset
       limit 1) s on true
    left join lateral (
      select x.letter_id from view.letters x
       where x.source_topic_id = r.topic_id and x.source_partition = r.partition and x.source_offset = r.record_offset
       limit 1) n on true;

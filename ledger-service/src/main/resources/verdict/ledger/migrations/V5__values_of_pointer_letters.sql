-- The values that fitted no letter, copied from the inputs before retention takes them. In "ops", not in "view": once
-- retention took the input, this is the only copy. It holds applicants' data, so analysts need no rights on it.
--
-- A row is for good: the value, or why there will never be one. The key is what a letter says of its value, so that a
-- copy outlives a picture read again and still fits no other record, should Kafka have given the offset away twice.
create table ops.pointer_values (
  source_topic_id   uuid        not null,
  source_partition  integer     not null,
  source_offset     bigint      not null,
  sha256            text        not null, -- hexadecimal, as the letter says it
  settled_at        timestamptz not null default now(),
  value             bytea,                -- null if it is gone
  gone              text check (gone in ('AGED_OUT', 'OTHER_TOPIC', 'LOST', 'TOO_LARGE', 'DELETED')),
  primary key (source_topic_id, source_partition, source_offset, sha256),
  check ((value is null) <> (gone is null))
);

-- Pointer letters are few among many: what has no copy yet is looked for every second.
create index letters_pointers on view.letters (source_topic_id, source_partition, source_offset, pointer_sha256)
  where pointer_sha256 is not null;

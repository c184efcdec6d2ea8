-- Two records have the same content if their senders said the same: the server's own clock does not count.
comment on column view.inputs.content_hash is
  'SHA-256 of the application without receivedAt, and without a submittedAt that equals it; of the bytes if undecodable';
comment on column view.applications.content_hash is 'the owner''s: view.inputs.content_hash';

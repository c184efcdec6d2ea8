package verdict.ledger.project;

import java.util.UUID;

/** A record's identity as PostgreSQL keeps it. */
record Place(UUID topicId, int partition, long offset) {}

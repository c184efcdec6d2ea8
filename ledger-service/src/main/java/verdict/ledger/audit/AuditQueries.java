package verdict.ledger.audit;

/**
 * The audit's SQL. {@code {bounds}} stands for the bounds as a table of (topic_id, partition,
 * committed, ended), where {@code committed} is null for the outcomes' partitions.
 */
final class AuditQueries {

  /**
   * An outcome counts if its input lies below C: one above may have its outcome already, and is in
   * flight all the same, so that the equation holds at one moment.
   */
  static final String COUNTS =
      """
      with bounds as materialized (select * from {bounds}), input as (
        select i.topic_id, i.partition, i.record_offset, i.replay_of, i.record_offset >= b.committed as in_flight
          from view.inputs i join bounds b on b.topic_id = i.topic_id and b.partition = i.partition
         where i.record_offset < b.ended)
      select count(*) as accepted,
             count(*) filter (where replay_of is not null) as replayed,
             count(*) filter (where in_flight) as in_flight,
             (select count(*) from view.scores o join bounds b on b.topic_id = o.source_topic_id
                 and b.partition = o.source_partition
               where o.source_offset < b.committed
                 and exists (select 1 from view.inputs i where i.topic_id = o.source_topic_id
                             and i.partition = o.source_partition and i.record_offset = o.source_offset)
             ) as scored,
             (select count(*) from view.letters o join bounds b on b.topic_id = o.source_topic_id
                 and b.partition = o.source_partition
               where o.source_offset < b.committed
                 and exists (select 1 from view.inputs i where i.topic_id = o.source_topic_id
                             and i.partition = o.source_partition and i.record_offset = o.source_offset)
             ) as dead_lettered
        from input
      """;

  private static final String WITHOUT_OUTCOME =
      """
      not exists (select 1 from view.scores o where o.source_topic_id = i.topic_id
                  and o.source_partition = i.partition and o.source_offset = i.record_offset)
      and not exists (select 1 from view.letters o where o.source_topic_id = i.topic_id
                      and o.source_partition = i.partition and o.source_offset = i.record_offset)
      """;

  /**
   * The broker's time of the first record that is in flight or unaccounted, and whether one of them
   * has no time: then nothing can be said.
   */
  static final String OLDEST_OPEN =
      """
      with bounds as materialized (select * from {bounds}), open as (
        select i.broker_timestamp
          from view.inputs i join bounds b on b.topic_id = i.topic_id and b.partition = i.partition
         where i.record_offset >= b.committed and i.record_offset < b.ended
         union all
        select i.broker_timestamp
          from view.inputs i join bounds b on b.topic_id = i.topic_id and b.partition = i.partition
         where i.record_offset < b.committed
           and {unanswered})
      select min(broker_timestamp) as oldest, count(*) > count(broker_timestamp) as unknown from open
      """
          .replace("{unanswered}", WITHOUT_OUTCOME);

  /** Most outcomes named of one record that has several; their number is always given. */
  private static final int PLACES_BOUND = 10;

  private static final String INPUT_NAME =
      "format('%s-%s@%s', i.topic, i.partition, i.record_offset)"
          + " || coalesce(' ' || i.application_id || '/' || i.revision, ' key ' || i.record_key, '')";

  static final String UNACCOUNTED =
      """
      select count(*) over () as total, {input} as name
        from view.inputs i
        join {bounds} on b.topic_id = i.topic_id and b.partition = i.partition
       where i.record_offset < b.committed
         and {unanswered}
       order by i.topic, i.partition, i.record_offset
       limit {limit}
      """
          .replace("{unanswered}", WITHOUT_OUTCOME)
          .replace("{input}", INPUT_NAME);

  /**
   * Wherever the group stands: two outcomes are one too many for ever. Only coordinates are
   * grouped, which the indexes by source hold; names are made for the few that are listed.
   */
  static final String DUPLICATES =
      """
      with bounds as materialized (select * from {bounds}), twice as (
        select source_topic_id, source_partition, source_offset, count(*) as times
          from view.outcomes
         group by source_topic_id, source_partition, source_offset
        having count(*) > 1
      ), listed as materialized (
        select count(*) over () as total, t.times, i.*
          from twice t
          join view.inputs i on i.topic_id = t.source_topic_id and i.partition = t.source_partition
                            and i.record_offset = t.source_offset
          join bounds b on b.topic_id = i.topic_id and b.partition = i.partition
         order by i.topic, i.partition, i.record_offset
         limit {limit})
      select i.total,
             {input} || format(': %s outcomes, %s', i.times, (
               select string_agg(o.place, ', ' order by o.place) from (
                 select format('%s-%s@%s', o.topic, o.partition, o.record_offset) as place
                   from view.outcomes o
                  where o.source_topic_id = i.topic_id and o.source_partition = i.partition
                    and o.source_offset = i.record_offset
                  order by o.topic, o.partition, o.record_offset
                  limit {places}) o)) as name
        from listed i
       order by i.topic, i.partition, i.record_offset
      """
          .replace("{places}", Integer.toString(PLACES_BOUND))
          .replace("{input}", INPUT_NAME);

  /** As Kafka writes a topic's id: base64 of the 16 bytes, URL-safe, without padding. */
  private static final String KAFKA_ID =
      "rtrim(translate(encode(uuid_send(o.source_topic_id), 'base64'), '+/', '-_'), '=')";

  private static final String OUTCOME_NAME =
      "format('%s-%s@%s', o.topic, o.partition, o.record_offset)"
          + " || coalesce(' ' || o.application_id || '/' || o.revision, '')";

  private static final String SOURCE_NAME =
      "format('%s-%s@%s', o.source_topic, o.source_partition, o.source_offset)";

  /** Not an outcome whose input aged out before the ledger could read it: that is a gap's. */
  static final String ORPHANS =
      """
      with bounds as materialized (select * from {bounds})
      select count(*) over () as total, {outcome} || ': no input ' || {source} as name
        from view.outcomes o
        join bounds b on b.topic_id = o.topic_id and b.partition = o.partition
       where o.record_offset < b.ended
         and o.source_topic_id in (select topic_id from bounds where committed is not null)
         and not exists (select 1 from view.inputs i where i.topic_id = o.source_topic_id
                         and i.partition = o.source_partition and i.record_offset = o.source_offset)
         and not exists (select 1 from view.gaps g where g.topic_id = o.source_topic_id
                         and g.partition = o.source_partition
                         and o.source_offset >= g.from_offset and o.source_offset < g.to_offset)
       order by o.topic, o.partition, o.record_offset
       limit {limit}
      """
          .replace("{outcome}", OUTCOME_NAME)
          .replace("{source}", SOURCE_NAME);

  /** After an input topic was made again, the outcomes of the one before have no inputs left. */
  static final String FORMER_TOPICS =
      """
      with bounds as materialized (select * from {bounds})
      select count(*) over () as total,
             {outcome} || ': of ' || {source} || ', topic id ' || {id} as name
        from view.outcomes o
        join bounds b on b.topic_id = o.topic_id and b.partition = o.partition
       where o.record_offset < b.ended
         and o.source_topic_id not in (select topic_id from bounds where committed is not null)
       order by o.topic, o.partition, o.record_offset
       limit {limit}
      """
          .replace("{outcome}", OUTCOME_NAME)
          .replace("{source}", SOURCE_NAME)
          .replace("{id}", KAFKA_ID);

  static final String AGED_OUT =
      """
      select count(*) over () as total,
             format('%s-%s@%s to %s', topic, partition, from_offset, to_offset - 1) as name
        from view.gaps
       order by topic, partition, from_offset
       limit {limit}
      """;

  static final String PROBLEMS =
      """
      select count(*) over () as total,
             format('%s-%s@%s: %s', topic, partition, record_offset, problem) as name
        from view.problems
       order by topic, partition, record_offset
       limit {limit}
      """;

  private AuditQueries() {}
}

package verdict.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** A process that runs an embedded PostgreSQL until it is killed. */
final class PostgresHost {
  static final String READY = "ready";

  private PostgresHost() {}

  @SuppressWarnings("SystemOut") // The parent process waits for this line.
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(Path.of(arguments[0]), 0, Durability.PROCESS_DEATH);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    EmbeddedPostgresIT.execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
    System.out.println(READY);
    new CountDownLatch(1).await();
  }
}

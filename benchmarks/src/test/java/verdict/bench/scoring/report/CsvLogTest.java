package verdict.bench.scoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class CsvLogTest {

  @TempDir private Path folder;

  @Test
  void every_figure_is_in_the_file_before_the_next_is_measured() throws IOException {
    Subject subject = new Subject(new Cell(Shape.ONE, Work.MILLI_1), EngineName.SPRING);
    Path file = folder.resolve("bench/figures.csv");
    try (CsvLog log = new CsvLog(file)) {
      log.add(subject, 3, Measure.RECORDS_PER_SECOND, 1_234.5);
      log.remark(subject, "slow, very");

      assertThat(Files.readString(file))
          .isEqualTo(
              """
              shape,work,engine,round,measure,value
              one,1ms,spring,3,records_per_s,1234.5
              one,1ms,spring,,remark,"slow, very"
              """);
    }
  }
}

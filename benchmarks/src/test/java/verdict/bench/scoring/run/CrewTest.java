package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.bench.scoring.report.CsvLog;
import verdict.bench.scoring.report.Results;

class CrewTest {

  private static final Cell CELL = new Cell(Shape.FAILING, Work.NONE);

  @TempDir private Path folder;

  @Test
  void an_error_of_kafkas_costs_the_engine_its_turns_and_nobody_else() throws IOException {
    List<String> told = new ArrayList<>();
    try (CsvLog csv = new CsvLog(folder.resolve("figures.csv"))) {
      Notebook notebook =
          new Notebook(new Results(), csv, Files.createFile(folder.resolve("log")), told::add);
      try (Fleet fleet = new Fleet("nowhere.invalid:1", 1, 1, notebook)) {
        Crew crew = new Crew(CELL, List.of(EngineName.PLAIN, EngineName.CEILING), fleet, notebook);

        crew.attempt(
            EngineName.PLAIN,
            worker -> {
              throw new DisconnectException("the broker moved");
            });

        assertThat(crew.turns(1)).containsExactly(EngineName.CEILING);
        assertThat(told)
            .containsExactly(
                "failing × none, plain: no dead letters of its own: ours sent by hand",
                "failing × none, plain: DisconnectException: the broker moved");
      }
    }
  }
}

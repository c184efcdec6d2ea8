package verdict.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Frequencies of a population, by class of borrower. Drawing a class first keeps the columns'
 * dependence on it, so that drawn applications score like real ones. Source: class-conditional
 * frequencies of the Statlog German Credit data.
 */
public final class Population {

  /** What the drawn applications ask for. */
  public static final String PRODUCT = "german-credit";

  /** The column whose value decides the draw of the others is not among the columns. */
  private record BorrowerClass(double share, List<Column> columns) {}

  private sealed interface Column {
    String name();

    /** Values with their frequencies; they need not add up to one. */
    record Frequencies(String name, List<String> values, List<Double> weights) implements Column {}

    /** Edges of equally likely ranges, ascending. */
    record Quantiles(String name, List<Long> edges) implements Column {}
  }

  private final List<BorrowerClass> classes;

  private Population(List<BorrowerClass> classes) {
    this.classes = classes;
  }

  /** The population that ships with the command. */
  public static Population shipped() {
    try (InputStream in = Population.class.getResourceAsStream("/verdict/app/population.json")) {
      if (in == null) {
        throw new IllegalStateException("population.json is not on the class path");
      }
      return new Population(read(new ObjectMapper().readTree(in)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read population.json", e);
    }
  }

  /** One application's columns, named as in the CSV files; the same random state draws the same. */
  public Map<String, String> draw(SplittableRandom random) {
    double at = random.nextDouble(classes.stream().mapToDouble(BorrowerClass::share).sum());
    BorrowerClass drawn = classes.get(classes.size() - 1);
    for (BorrowerClass candidate : classes) {
      at -= candidate.share();
      if (at < 0) {
        drawn = candidate;
        break;
      }
    }
    Map<String, String> columns = new LinkedHashMap<>();
    drawn.columns().forEach(column -> columns.put(column.name(), draw(column, random)));
    return columns;
  }

  private static String draw(Column column, SplittableRandom random) {
    return switch (column) {
      case Column.Frequencies frequencies -> {
        List<Double> weights = frequencies.weights();
        double at = random.nextDouble(weights.stream().mapToDouble(Double::doubleValue).sum());
        int chosen = 0;
        while (chosen < weights.size() - 1 && at >= weights.get(chosen)) {
          at -= weights.get(chosen++);
        }
        yield frequencies.values().get(chosen);
      }
      case Column.Quantiles quantiles -> {
        List<Long> edges = quantiles.edges();
        int range = random.nextInt(edges.size() - 1);
        yield Long.toString(random.nextLong(edges.get(range), edges.get(range + 1) + 1));
      }
    };
  }

  private static List<BorrowerClass> read(JsonNode root) {
    List<BorrowerClass> classes = new ArrayList<>();
    for (JsonNode borrowers : root.get("classes")) {
      List<Column> columns = new ArrayList<>();
      borrowers.get("ranges").properties().forEach(entry -> columns.add(quantiles(entry)));
      borrowers.get("discrete").properties().forEach(entry -> columns.add(frequencies(entry)));
      borrowers.get("categorical").properties().forEach(entry -> columns.add(frequencies(entry)));
      classes.add(new BorrowerClass(borrowers.get("share").asDouble(), List.copyOf(columns)));
    }
    return List.copyOf(classes);
  }

  private static Column quantiles(Map.Entry<String, JsonNode> entry) {
    List<Long> edges = new ArrayList<>();
    entry.getValue().forEach(edge -> edges.add(edge.asLong()));
    return new Column.Quantiles(entry.getKey(), List.copyOf(edges));
  }

  private static Column frequencies(Map.Entry<String, JsonNode> entry) {
    List<String> values = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    entry
        .getValue()
        .properties()
        .forEach(
            value -> {
              values.add(value.getKey());
              weights.add(value.getValue().asDouble());
            });
    return new Column.Frequencies(entry.getKey(), List.copyOf(values), List.copyOf(weights));
  }
}

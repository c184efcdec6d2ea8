package verdict.bench.scoring.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import verdict.bench.scoring.plan.EngineName;

/** The results for machines. */
public final class Document {

  private final Results results;

  public Document(Results results) {
    this.results = results;
  }

  /** {@code cells} with medians and remarks, {@code targets} with what was reached. */
  public ObjectNode json() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode cells = document.putArray("cells");
    results.subjects().forEach(subject -> cells.add(cell(subject)));
    results.disturbance().ifPresent(text -> document.put("disturbance", text));
    ArrayNode targets = document.putArray("targets");
    Target.all().forEach(target -> targets.add(target(target)));
    return document;
  }

  private ObjectNode cell(Subject subject) {
    ObjectNode cell = JsonNodeFactory.instance.objectNode();
    cell.put("shape", subject.cell().shape().label());
    cell.put("work", subject.cell().work().label());
    cell.put("engine", subject.engine().label());
    for (Measure measure : Measure.values()) {
      put(cell, measure.label(), results.median(subject, measure));
    }
    put(
        cell,
        "share_of_ceiling",
        results.ratio(
            subject.cell(), subject.engine(), EngineName.CEILING, Measure.RECORDS_PER_SECOND));
    results.remark(subject).ifPresent(remark -> cell.put("remark", remark));
    return cell;
  }

  private ObjectNode target(Target target) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("target", target.text());
    node.put("bound", target.bound());
    OptionalDouble reached = target.reached(results);
    put(node, "reached", reached);
    if (reached.isPresent()) {
      node.put("met", target.isMet(reached.getAsDouble()));
    }
    return node;
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }
}

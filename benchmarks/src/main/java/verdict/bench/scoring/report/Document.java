package verdict.bench.scoring.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/** The results for machines. */
public final class Document {

  private final Results results;

  public Document(Results results) {
    this.results = results;
  }

  /**
   * {@code cells} with medians and remarks, {@code warnings}, {@code targets} with what was
   * reached.
   */
  public ObjectNode json() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode cells = document.putArray("cells");
    results.subjects().forEach(subject -> cells.add(cell(subject)));
    results.disturbance().ifPresent(text -> document.put("disturbance", text));
    ArrayNode warnings = document.putArray("warnings");
    results.warnings().forEach(warnings::add);
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
    put(cell, "share_of_ceiling", results.shareOfCeiling(subject.cell(), subject.engine()));
    results.remark(subject).ifPresent(remark -> cell.put("remark", remark));
    return cell;
  }

  private ObjectNode target(Target target) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("target", target.text());
    node.put("bound", target.bound());
    OptionalDouble reached = target.reached(results);
    put(node, "reached", reached);
    switch (target.judge(results)) {
      case Judgement.NotMeasured none -> node.putNull("met");
      case Judgement.NotJudged not -> node.putNull("met").put("reason", not.reason());
      case Judgement.Met met -> node.put("met", true);
      case Judgement.Missed missed -> node.put("met", false);
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

package verdict.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/**
 * Which classes Avro may make of bytes: the ones generated here and no others. Avro trusts no class
 * by itself; telling it so for the whole process would be shared state.
 */
final class WireModel extends SpecificData {

  private static final List<Schema> ROOTS =
      List.of(
          LoanApplication.getClassSchema(),
          LoanScore.getClassSchema(),
          LoanOutcome.getClassSchema(),
          LoanStat.getClassSchema());

  private final Map<String, Class<?>> trusted = new HashMap<>();

  WireModel() {
    addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    ROOTS.forEach(this::trust);
  }

  @Override
  @SuppressWarnings("rawtypes") // Avro's signature
  public Class getClass(Schema schema) {
    Class<?> known =
        schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM
            ? trusted.get(schema.getFullName())
            : null;
    return known == null ? super.getClass(schema) : known;
  }

  private void trust(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        trusted.put(schema.getFullName(), generated(schema));
        schema.getFields().forEach(field -> trust(field.schema()));
      }
      case ENUM -> trusted.put(schema.getFullName(), generated(schema));
      case ARRAY -> trust(schema.getElementType());
      case MAP -> trust(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::trust);
      default -> {} // primitives have no class of ours
    }
  }

  private static Class<?> generated(Schema schema) {
    try {
      return Class.forName(schema.getFullName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class was generated for " + schema.getFullName(), e);
    }
  }
}

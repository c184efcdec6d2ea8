package verdict.decision;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** The type of a declared attribute; each constant's value is of the Java class of that name. */
public enum AttributeType {
  STRING(SimpleType.STRING),
  /** A whole number. */
  LONG(SimpleType.INT),
  /** A finite number; a Long is taken as well, as JSON does not tell 5 from 5.0. */
  DOUBLE(SimpleType.DOUBLE),
  BOOLEAN(SimpleType.BOOL);

  private final CelType celType;

  AttributeType(CelType celType) {
    this.celType = celType;
  }

  CelType celType() {
    return celType;
  }
}

package verdict.decision;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One application's slots as CEL's variables; a missing attribute is CEL's null, not an unknown
 * name.
 */
final class SlotVariables implements CelVariableResolver {
  private static final Optional<Object> MISSING = Optional.of(NullValue.NULL_VALUE);

  private final Inputs inputs;
  private final @Nullable Object[] slots;

  SlotVariables(Inputs inputs, @Nullable Object[] slots) {
    this.inputs = inputs;
    this.slots = slots;
  }

  @Override
  public Optional<Object> find(String name) {
    Integer slot = inputs.slot(name);
    if (slot == null) {
      return Optional.empty();
    }
    Object value = slots[slot];
    return switch (value) {
      case null -> MISSING;
      case Category category -> Optional.of(category.value());
      default -> Optional.of(value);
    };
  }
}

package verdict.app.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import verdict.decision.AttributeType;

class CellTest {

  @Test
  void an_empty_cell_is_missing_and_text_of_another_type_stays_text() {
    assertThat(Cell.attribute(AttributeType.LONG, "")).isNull();
    assertThat(Cell.attribute(AttributeType.LONG, " -7 ")).isEqualTo(-7L);
    assertThat(Cell.attribute(AttributeType.LONG, "7.5")).isEqualTo("7.5");
    assertThat(Cell.attribute(AttributeType.DOUBLE, "7.5")).isEqualTo(7.5);
    assertThat(Cell.attribute(AttributeType.BOOLEAN, "true")).isEqualTo(true);
    assertThat(Cell.attribute(AttributeType.BOOLEAN, "yes")).isEqualTo("yes");
    assertThat(Cell.attribute(AttributeType.STRING, "yes")).isEqualTo("yes");
  }

  @Test
  void an_amount_has_the_currencys_own_minor_units() {
    assertThat(Cell.amountMinor("DEM", "12.34")).isEqualTo(OptionalLong.of(1234));
    assertThat(Cell.amountMinor("JPY", "1234")).isEqualTo(OptionalLong.of(1234));
    assertThat(Cell.amountMinor("KWD", "1.234")).isEqualTo(OptionalLong.of(1234));
    assertThat(Cell.amountMinor("JPY", "0.5")).isEmpty();
    assertThat(Cell.amountMinor("EUR", "12,34")).isEmpty();
    assertThat(Cell.amountMinor("EUR", "1e30")).isEmpty();
  }
}

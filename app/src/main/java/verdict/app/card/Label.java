package verdict.app.card;

import java.util.List;

/** What the text in a bin's cell says. */
sealed interface Label {

  /**
   * Understood.
   *
   * @param parts none for a bin that holds nothing
   */
  record Read(List<Part> parts) implements Label {
    public Read {
      parts = List.copyOf(parts);
    }

    static Read of(Part part) {
      return new Read(List.of(part));
    }
  }

  /**
   * Not understood.
   *
   * @param why what is wrong and what to do
   */
  record Unreadable(String why) implements Label {}
}

package verdict.decision;

/**
 * What one characteristic added to the score.
 *
 * @param name the attribute, or {@code amountMinor} or {@code termMonths} for the envelope's fields
 * @param bin the bin: {@code (8, 15]} for numbers, {@code car_used} or {@code free|rent} for
 *     values, {@code missing} for no value, {@code other} for one that no bin holds
 * @param points the bin's points
 * @param baselinePoints mean points of the development sample, or of those in it who scored at the
 *     cut-off, as the bundle chooses; reasons rank by how far points lie below it
 * @param reasonCode the reason code that this characteristic gives
 */
public record CharacteristicScore(
    String name, String bin, int points, double baselinePoints, String reasonCode) {}

package verdict.decision;

/**
 * One of a closed attribute's declared texts.
 *
 * @param index its place in the declaration, from 0
 */
record Category(String value, int index) {}

/**
 * Pure decisions: one {@link verdict.decision.Application} and one {@link verdict.decision.Bundle}
 * give one {@link verdict.decision.Verdict}, the same one every time, on every machine.
 *
 * <p>Bundles come from a directory's files. {@code BundleReader} and the readers of each file find
 * all that is wrong, with file and line ({@code Shape} is the format at a glance), and make a
 * {@code BundleDefinition}; {@code BundleCompiler} compiles that once: attributes to slots, rules
 * to CEL programs, bins to sorted arrays. Applications come from the edges, which turn Avro, JSON
 * or CSV into the {@code Application} record; verdicts go back to them.
 *
 * <p>May import CEL, Jackson and its own {@code yaml} package. Never Kafka, JDBC, HTTP, Avro, a
 * clock, or another module: {@code submittedAt} is the only time a decision knows.
 *
 * <h2>One vocabulary</h2>
 *
 * Rules and characteristics name what they read: a declared attribute by its own name, and of the
 * envelope {@code amountMinor} (minor units of the currency), {@code termMonths} and, in rules
 * only, {@code submittedAt}.
 *
 * <h2>What missing means</h2>
 *
 * An attribute that is absent or null is missing. If it is required the application is refused. In
 * the scorecard it takes the characteristic's missing bin. In a rule it is CEL's {@code null}, and
 * follows CEL to the letter:
 *
 * <ul>
 *   <li>equality is defined: with {@code x} missing, {@code x == 'a'} is false, {@code x != 'a'} is
 *       true, {@code x in ['a']} is false and {@code x == null} is true, so a rule may ask for it;
 *   <li>everything else (order, arithmetic, functions, a bare boolean) has no answer, and the
 *       application is refused with POLICY_FAILED, naming the rule, unless the other side of an
 *       {@code &&} or {@code ||} settles the matter.
 * </ul>
 *
 * Envelope fields are never missing.
 */
@NullMarked
package verdict.decision;

import org.jspecify.annotations.NullMarked;

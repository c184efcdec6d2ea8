/**
 * A second model that watches: a LightGBM model's probability that an application turns out bad,
 * and the features that raise it most. It decides nothing; {@code verdict.decision} does not know
 * it.
 *
 * <p>Read {@link verdict.decision.challenger.ChallengerModel} (checked once, shared), then {@link
 * verdict.decision.challenger.Challenger} (one for each thread). Receives {@link
 * verdict.decision.Application}s that the champion's bundle took, hands back an {@link
 * verdict.decision.challenger.Assessment}. Native code stays behind {@code Booster}: nothing else
 * here touches it, and nothing of it comes out but outcomes and one exception.
 *
 * <p>May import LightGBM's binding and {@code verdict.decision}'s application and challenger
 * definition; nothing that {@code verdict.decision} may not.
 */
@NullMarked
package verdict.decision.challenger;

import org.jspecify.annotations.NullMarked;

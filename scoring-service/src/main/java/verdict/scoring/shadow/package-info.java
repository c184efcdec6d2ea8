/**
 * The challenger's opinion on one application: decided again (same application, same bundle, same
 * decision), and what the bundle's second model says beside it.
 *
 * <p>Read {@link verdict.scoring.shadow.ShadowEvaluation}; it runs on the workers of {@code
 * verdict.scoring.engine}. Nothing of it runs in the service that decides. Imports {@code
 * verdict.decision.challenger}, which reaches native code.
 */
@NullMarked
package verdict.scoring.shadow;

import org.jspecify.annotations.NullMarked;

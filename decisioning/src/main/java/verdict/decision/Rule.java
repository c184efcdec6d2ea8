package verdict.decision;

import dev.cel.runtime.Program;

/** One compiled policy rule. */
record Rule(String reasonText, PolicyHit hit, Program program) {}

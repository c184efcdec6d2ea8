/**
 * YAML text as nodes that know their lines, and nothing of what they mean.
 *
 * <p>A small and safe part of YAML 1.2: one document, mappings with text keys, sequences, scalars
 * of the core schema. Anchors, aliases, tags and repeated keys are faults, and depth is bounded: a
 * file of this size cannot grow while it is read.
 *
 * <p>Receives text from {@code verdict.decision}'s readers and hands nodes to them; for this module
 * only. May import snakeyaml-engine, whose types stay in here.
 */
@NullMarked
package verdict.decision.yaml;

import org.jspecify.annotations.NullMarked;

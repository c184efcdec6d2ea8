package verdict.embedded;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.metadata.BrokerState;
import org.apache.kafka.metadata.KRaftMetadataCache;

/**
 * Mends a defect of Kafka 4.3.1 (KAFKA-20734): a partition that has no leader for a moment is taken
 * for a deleted one, and a transaction that is being committed never ends there. What it wrote
 * elsewhere is committed all the same: the outcome without its input's offset, or the other way
 * round. A single broker has such moments at each start and stop. Goes with the Kafka that mends it
 * itself.
 */
public final class LeaderlessPartitions {

  private static final String DEFECTIVE = "org.apache.kafka.metadata.KRaftMetadataCache";

  private static final String ENDING = "verdict.embedded.LeaderlessPartitions$KnownButLeaderless";

  /** Where {@link #mendedClass} belongs, below a root of the class path. */
  public static final String MENDED_CLASS = DEFECTIVE.replace('.', '/') + ".class";

  private LeaderlessPartitions() {}

  /** Takes effect for every broker of this process; must come before the first one. */
  public static void mend() {
    try {
      MethodHandles.lookup().ensureInitialized(Mended.class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whose initialization happens once. */
  private static final class Mended {
    static {
      try {
        MethodHandles.privateLookupIn(BrokerState.class, MethodHandles.lookup())
            .defineClass(mendedClass());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The class that mends a broker of this version when it comes first on its class path. */
  public static byte[] mendedClass() {
    ClassLoader loader = LeaderlessPartitions.class.getClassLoader();
    try (ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(loader)) {
      // Read as files: to look at them loaded would load the defective class, too.
      TypePool types = TypePool.Default.of(classes);
      Advice ending = Advice.to(types.describe(ENDING).resolve(), classes);
      try (var made =
          new ByteBuddy()
              .redefine(types.describe(DEFECTIVE).resolve(), classes)
              .visit(ending.on(ElementMatchers.named("getPartitionLeaderEndpoint")))
              .make()) {
        return made.getBytes();
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot read " + DEFECTIVE, e);
    }
  }

  /** Copied into the method's end. No node is what the coordinator waits for, and tries again. */
  static final class KnownButLeaderless {

    private KnownButLeaderless() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This KRaftMetadataCache cache,
        @Advice.Argument(0) String topic,
        @Advice.Argument(1) int partition,
        @Advice.Return(readOnly = false) Optional<Node> leader) {
      if (leader.isEmpty() && cache.contains(new TopicPartition(topic, partition))) {
        leader = Optional.of(Node.noNode());
      }
    }
  }
}

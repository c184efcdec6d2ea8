package verdict.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that hands a {@link KafkaServer} and a {@link DatabaseServer} to constructors and
 * methods.
 *
 * <p>Each is started when it is first asked for and stopped at the end of the test process. The
 * system property {@code verdict.backend} says where: {@code embedded} (the default) or {@code
 * containers}. A backend that is not available fails the tests; it never skips them.
 */
public final class Servers implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(Servers.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == KafkaServer.class || type == DatabaseServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    Backend backend =
        store.getOrComputeIfAbsent(Backend.class, key -> Backend.chosen(), Backend.class);
    return parameter.getParameter().getType() == KafkaServer.class
        ? backend.kafka()
        : backend.database();
  }
}

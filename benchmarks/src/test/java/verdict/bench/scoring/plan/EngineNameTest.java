package verdict.bench.scoring.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class EngineNameTest {

  @Test
  void a_peer_that_is_handed_our_letters_has_the_word_for_it_in_its_line() {
    EnumSet<EngineName> peers =
        EnumSet.complementOf(EnumSet.of(EngineName.CEILING, EngineName.VERDICT));
    for (EngineName peer : peers) {
      assertThat(peer.remark(Shape.FAILING)).get().asString().endsWith("ours sent by hand");
    }
    assertThat(EngineName.VERDICT.remark(Shape.FAILING)).isEmpty();
  }

  @Test
  void nobody_has_a_word_where_nothing_fails() {
    for (EngineName engine : EngineName.values()) {
      assertThat(engine.remark(Shape.UNIFORM)).as(engine.label()).isEmpty();
    }
  }

  @Test
  void an_engine_with_a_consumer_for_each_thread_has_as_many_members() {
    assertThat(EngineName.STREAMS.members(4)).isEqualTo(4);
    assertThat(EngineName.VERDICT.members(4)).isEqualTo(1);
  }
}

package verdict.ingest.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose request headers do not arrive in time, however busily bytes trickle in
 * (an idle limit alone starts anew at each byte). One per connection, on its event loop.
 */
final class HeaderDeadline {

  private final Duration limit;
  private @Nullable Future<?> deadline;
  private boolean requestUnderWay;

  private HeaderDeadline(Duration limit) {
    this.limit = limit;
  }

  /** Puts one into a channel's pipeline: before the codec it sees bytes, after it messages. */
  static void addTo(Channel channel, Duration limit) {
    HeaderDeadline deadline = new HeaderDeadline(limit);
    channel.pipeline().addFirst("verdict.headerBytes", deadline.new Bytes());
    channel
        .pipeline()
        .addAfter(NettyPipeline.HttpCodec, "verdict.headerMessages", deadline.new Messages());
  }

  private void disarm() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private static void closeSilently(ChannelHandlerContext context) {
    var unused = context.close();
  }

  private final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (deadline == null && !requestUnderWay) {
        deadline =
            context
                .executor()
                .schedule(() -> closeSilently(context), limit.toNanos(), TimeUnit.NANOSECONDS);
      }
      context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      disarm();
      context.fireChannelInactive();
    }
  }

  private final class Messages extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        requestUnderWay = true;
        disarm();
      }
      if (message instanceof LastHttpContent) {
        requestUnderWay = false;
      }
      context.fireChannelRead(message);
    }
  }
}

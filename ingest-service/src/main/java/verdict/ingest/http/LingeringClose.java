package verdict.ingest.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.netty.NettyPipeline;

/**
 * Lets a client that is still sending read its answer before the connection ends: a socket closed
 * with unread bytes resets the connection, and a reset overtakes the answer.
 *
 * <p>The sending side is closed at once; what still arrives is thrown away until the client closes
 * too or the limit is over. One per connection, on its event loop.
 */
final class LingeringClose extends ChannelDuplexHandler {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private boolean requestUnderWay;
  private boolean lingering;

  static void addTo(Channel channel) {
    channel
        .pipeline()
        .addAfter(NettyPipeline.HttpCodec, "verdict.lingeringClose", new LingeringClose());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      requestUnderWay = true;
    }
    if (message instanceof LastHttpContent) {
      requestUnderWay = false;
    }
    if (lingering) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whatever fails, the channel ends closed
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (lingering
        || !requestUnderWay
        || !(context.channel() instanceof SocketChannel socket)
        || !socket.isActive()) {
      context.close(promise);
      return;
    }
    lingering = true;
    socket.shutdownOutput();
    socket.config().setAutoRead(true);
    socket.closeFuture().addListener(closed -> promise.trySuccess());
    context.executor().schedule(() -> context.close(), LIMIT.toNanos(), TimeUnit.NANOSECONDS);
  }
}

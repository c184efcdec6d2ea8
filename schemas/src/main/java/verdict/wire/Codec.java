package verdict.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro single-object encoding of one record type: two marker bytes, the schema's 64-bit
 * fingerprint, the payload. Written with today's schema, read with any schema ever released.
 * Immutable and thread-safe.
 */
public final class Codec<T extends SpecificRecord> {

  private static final int HEADER_BYTES = 10;
  private static final byte MARKER_FIRST = (byte) 0xC3;
  private static final byte MARKER_SECOND = (byte) 0x01;

  private final BinaryMessageEncoder<T> encoder;
  private final Map<Long, DatumReader<T>> readers;

  private Codec(Schema current, SpecificData model) {
    this.encoder = new BinaryMessageEncoder<>(model, current);
    this.readers = readers(current, model);
  }

  /** For {@code loan.applications} and its replays. */
  public static Codec<LoanApplication> applications() {
    return new Codec<>(LoanApplication.getClassSchema(), new WireModel());
  }

  /** For {@code loan.scores}. */
  public static Codec<LoanScore> scores() {
    return new Codec<>(LoanScore.getClassSchema(), new WireModel());
  }

  /** For {@code loan.outcomes}. */
  public static Codec<LoanOutcome> outcomes() {
    return new Codec<>(LoanOutcome.getClassSchema(), new WireModel());
  }

  /** For {@code loan.stats}. */
  public static Codec<LoanStat> stats() {
    return new Codec<>(LoanStat.getClassSchema(), new WireModel());
  }

  /** A new array with marker, fingerprint and payload. */
  public byte[] encode(T value) {
    try {
      ByteBuffer buffer = encoder.encode(value);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("an in-memory encoding cannot fail to write", e);
    }
  }

  /** Reads a record, or says why the bytes are none; never throws for any bytes. */
  public Decoding<T> decode(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return undecodable(
          ErrorCode.EMPTY_VALUE, bytes == null ? "the value is null" : "the value has no bytes");
    }
    if (bytes[0] != MARKER_FIRST || (bytes.length > 1 && bytes[1] != MARKER_SECOND)) {
      return undecodable(
          ErrorCode.UNDECODABLE, "the value does not start with the single-object marker");
    }
    if (bytes.length < HEADER_BYTES) {
      return undecodable(
          ErrorCode.TRUNCATED, "the value ends within its " + HEADER_BYTES + "-byte header");
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    DatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      return undecodable(
          ErrorCode.UNKNOWN_SCHEMA,
          "schema fingerprint %016x is not known here".formatted(fingerprint));
    }
    return decodePayload(reader, bytes);
  }

  private Decoding<T> decodePayload(DatumReader<T> reader, byte[] bytes) {
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      @SuppressWarnings("NullAway") // Avro's own contract: null means "nothing to reuse"
      T value = reader.read(null, decoder);
      return decoder.isEnd()
          ? new Decoding.Decoded<>(value)
          : undecodable(ErrorCode.UNDECODABLE, "bytes are left over after the record");
    } catch (EOFException e) {
      return undecodable(ErrorCode.TRUNCATED, "the value ends before its record does");
    } catch (IOException | RuntimeException e) {
      // Avro has no one exception for bytes that make no sense. Its messages may quote the value;
      // the class is all that may be told.
      return undecodable(
          ErrorCode.UNDECODABLE,
          "the payload is not a record of its schema (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static <T> Decoding<T> undecodable(ErrorCode code, String message) {
    return new Decoding.Undecodable<>(code, message);
  }

  private static <T> Map<Long, DatumReader<T>> readers(Schema current, SpecificData model) {
    Map<Long, DatumReader<T>> readers = new HashMap<>();
    for (Schema writer : SchemaHistory.of(current.getName())) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(writer),
          new SpecificDatumReader<>(writer, current, model));
    }
    readers.put(
        SchemaNormalization.parsingFingerprint64(current),
        new SpecificDatumReader<>(current, current, model));
    return Map.copyOf(readers);
  }

  /** Every schema of one record type that was ever released, oldest first. */
  static final class SchemaHistory {

    private SchemaHistory() {}

    static java.util.List<Schema> of(String name) {
      java.util.List<Schema> released = new java.util.ArrayList<>();
      for (int version = 1; ; version++) {
        String resource = "/verdict/avro/history/" + name + "/" + version + ".avsc";
        try (InputStream in = Codec.class.getResourceAsStream(resource)) {
          if (in == null) {
            return released;
          }
          released.add(new Schema.Parser().parse(in));
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read " + resource, e);
        }
      }
    }
  }
}

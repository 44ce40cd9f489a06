package fr.sesame.source.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The bytes of a file, counted and summed as they are read, and what they are unpacked. */
final class FileBytes implements AutoCloseable {
    private static final String GZIP = ".gz";
    private static final int BUFFER = 1 << 16;

    private final Counted file;
    private final DigestInputStream summed;
    private final InputStream unpacked;

    private FileBytes(Path path) throws IOException {
        file = new Counted(Files.newInputStream(path));
        summed = new DigestInputStream(file, sha256Digest());
        try {
            unpacked = isGzip(path) ? gunzip(summed) : summed;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    static FileBytes open(Path path) throws IOException {
        return new FileBytes(path);
    }

    private static boolean isGzip(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(GZIP);
    }

    /** What the file holds. */
    InputStream unpacked() {
        return unpacked;
    }

    /** How many bytes of the file were read. */
    long count() {
        return file.count;
    }

    /** The checksum of the bytes of the file that were read, in hexadecimal. */
    String sha256() {
        return HexFormat.of().formatHex(summed.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Several gzip files, one after another, are one; what follows them and is none makes all of them unbelievable. */
    private static InputStream gunzip(InputStream packed) throws IOException {
        try {
            return new Gunzipped(GzipCompressorInputStream.builder()
                    .setInputStream(packed)
                    .setDecompressConcatenated(true)
                    .setBufferSize(BUFFER)
                    .get());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static UnfitTextException damaged(IOException e) {
        UnfitTextException damaged = new UnfitTextException(
                "the compressed file cannot be unpacked to its end ("
                        + (e.getMessage() == null ? "it ends too early" : e.getMessage())
                        + "); expected a whole one in gzip, as its name says. It was cut or damaged: have the extract made again");
        damaged.initCause(e);
        return damaged;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static final class Gunzipped extends FilterInputStream {
        Gunzipped(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw damaged(e);
            }
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}

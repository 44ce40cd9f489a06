package fr.sesame.server.fuzz;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes requests that are nearly right: changed byte by byte, or element by element with lengths that fit again. */
final class Mutator {
    private static final List<String> TEXTS = List.of(
            "",
            "\0",
            "*",
            "+",
            "1.1",
            "userPassword",
            "2.5.4.35",
            "objectClass",
            "uid=alice,ou=people,dc=univ,dc=example",
            "uid=admin,ou=system",
            "ou=schema",
            "cn=schema",
            "uid=a+cn=b,,",
            "uid=\\",
            "uid=\\ff\\fe",
            "=",
            ",",
            "#04",
            "uid=#0404ffffffff",
            "{SSHA512}",
            "{CRYPT}x",
            "\u00e9\u0301\uFFFF",
            "1.3.6.1.4.1.1466.20037",
            "99999999999999999999Z");

    private static final int LONGEST = 100_000;

    private final List<byte[]> samples;
    private final Random random;

    Mutator(List<byte[]> samples, Random random) {
        this.samples = samples;
        this.random = random;
    }

    private byte[] sample() {
        return samples.get(random.nextInt(samples.size()));
    }

    byte[] next() {
        int kind = random.nextInt(100);
        if (kind < 5) {
            return sample();
        }
        return kind < 35 ? bytes(sample()) : elements(sample());
    }

    private byte[] bytes(byte[] sample) {
        byte[] bytes = sample.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = joined(bytes, Arrays.copyOfRange(bytes, at, bytes.length));
                case 4 -> {
                    byte[] other = sample();
                    bytes = joined(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                }
                case 5 -> {
                    byte[] noise = new byte[random.nextInt(16)];
                    random.nextBytes(noise);
                    bytes = joined(
                            joined(Arrays.copyOf(bytes, at), noise), Arrays.copyOfRange(bytes, at, bytes.length));
                }
                default -> bytes[Math.min(1, bytes.length - 1)] = (byte) random.nextInt(256); // its length
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private byte[] elements(byte[] sample) {
        Tlv root = Tlv.parse(sample);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            List<Tlv> all = new ArrayList<>();
            root.collect(all);
            change(all.get(random.nextInt(all.size())), all);
        }
        byte[] bytes = root.bytes();
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private void change(Tlv one, List<Tlv> all) {
        switch (random.nextInt(12)) {
            case 0 -> one.tag = random.nextInt(256);
            case 1 -> one.tag ^= 1 << random.nextInt(8);
            case 2 -> one.lie = random.nextBoolean() ? random.nextInt(300) : random.nextLong(1L << 32);
            case 3 -> nest(one, 1 + random.nextInt(200));
            case 4 -> {
                Tlv other = all.get(random.nextInt(all.size()));
                replace(one, other.tag, other.bytes());
            }
            case 5 -> replace(one, one.tag, number());
            case 6 ->
                replace(one, one.tag, TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8));
            case 7 -> replace(one, one.tag, new byte[1 << random.nextInt(13)]);
            case 8 -> replace(one, one.tag, new byte[0]);
            case 9 -> {
                if (!one.inside.isEmpty()) {
                    one.inside.remove(random.nextInt(one.inside.size()));
                }
            }
            case 10 -> {
                int times = 1 + random.nextInt(100);
                for (int i = 0; i < times && !one.inside.isEmpty(); i++) {
                    one.inside.add(
                            one.inside.get(random.nextInt(one.inside.size())).copy());
                }
            }
            default -> {
                Tlv stranger = Tlv.parse(sample());
                List<Tlv> parts = new ArrayList<>();
                stranger.collect(parts);
                one.inside.add(parts.get(random.nextInt(parts.size())));
            }
        }
    }

    private static void replace(Tlv one, int tag, byte[] value) {
        one.tag = tag;
        one.inside.clear();
        one.value = value;
    }

    private static void nest(Tlv one, int depth) {
        byte[] bytes = one.bytes();
        int tag = (one.tag & 0x20) != 0 ? one.tag : 0xA2;
        for (int i = 0; i < depth; i++) {
            bytes = Tlv.of(tag, bytes).bytes();
        }
        replace(one, tag, bytes);
    }

    private byte[] number() {
        return switch (random.nextInt(5)) {
            case 0 -> BigInteger.valueOf(random.nextLong()).toByteArray();
            case 1 -> new BigInteger(200, random).toByteArray();
            case 2 -> BigInteger.valueOf(Integer.MIN_VALUE).toByteArray();
            case 3 -> BigInteger.valueOf(Integer.MAX_VALUE).toByteArray();
            default -> new byte[] {(byte) random.nextInt(256)};
        };
    }
}

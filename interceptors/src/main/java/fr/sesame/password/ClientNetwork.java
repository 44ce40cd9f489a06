package fr.sesame.password;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom failures are counted for, as far as an address tells: an IPv4 address, or the 64 first bits of an IPv6 one, within
 * which a client takes whatever address it likes (RFC 4291, 2.5.4; RFC 8981).
 *
 * @param six whether it is IPv6
 * @param bits the address or its first half
 */
record ClientNetwork(boolean six, long bits) {
    private static final int HALF_BYTES = 8;

    static ClientNetwork of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? new ClientNetwork(false, Integer.toUnsignedLong(bytes.getInt()))
                : new ClientNetwork(true, bytes.getLong());
    }

    /** The form of {@link #toString}. */
    static ClientNetwork parse(String text) {
        boolean six = text.endsWith("::/64");
        AddressRange range = AddressRange.parse(text);
        ClientNetwork network = of(range.first());
        if (network.six != six) {
            throw new IllegalArgumentException(text);
        }
        return network;
    }

    /** {@code 192.0.2.7}, {@code 2001:db8:0:1::/64}. */
    @Override
    public String toString() {
        if (!six) {
            return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
        }
        StringBuilder text = new StringBuilder();
        for (int shift = Long.SIZE - Short.SIZE; shift >= 0; shift -= Short.SIZE) {
            text.append(Long.toHexString(bits >>> shift & 0xffff)).append(':');
        }
        return text.append(":/").append(HALF_BYTES * Byte.SIZE).toString();
    }
}

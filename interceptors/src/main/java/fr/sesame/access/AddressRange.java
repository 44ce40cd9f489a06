package fr.sesame.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Addresses of a network, in CIDR notation (RFC 4632, RFC 4291): {@code 10.1.0.0/16}, {@code 2001:db8::/32}; a single address
 * without a length. An IPv4 address that arrives in IPv6 clothes ({@code ::ffff:10.1.2.3}) is the IPv4 address.
 */
public final class AddressRange {
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final String EXPECTED =
            "expected an address or a network without bits of a host, such as 10.1.0.0/16";

    private final byte[] network;
    private final int length;

    private AddressRange(byte[] network, int length) {
        this.network = network;
        this.length = length;
    }

    /** @throws IllegalArgumentException if the text is not a network, or has bits of a host; names are not looked up */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!LITERAL.matcher(address).matches()) {
                throw new IllegalArgumentException(EXPECTED);
            }
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int length = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > bytes.length * 8 || !Arrays.equals(bytes, masked(bytes, length))) {
                throw new IllegalArgumentException(EXPECTED);
            }
            return new AddressRange(bytes, length);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int bits = Math.max(0, Math.min(8, length - i * 8));
            masked[i] = (byte) (address[i] & (0xff << (8 - bits)));
        }
        return masked;
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.length && Arrays.equals(network, masked(bytes, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && length == range.length && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(network) * 31 + length;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/" + length;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // its length was that of an address
        }
    }
}

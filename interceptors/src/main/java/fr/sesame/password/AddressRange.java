package fr.sesame.password;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits (RFC 4632): {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address alone. No
 * name is ever looked up.
 *
 * @param first an address of the range
 * @param length how many bits they have in common
 */
public record AddressRange(InetAddress first, int length) {
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(:[0-9]{1,3}(\\.[0-9]{1,3}){3})?");

    /** @throws IllegalArgumentException if it is no such range */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(literal).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a range of addresses such as 192.0.2.0/24");
        }
        try {
            InetAddress first = InetAddress.getByName(literal);
            int bits = first.getAddress().length * Byte.SIZE;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > bits) {
                throw new IllegalArgumentException("'" + text + "' has " + length + " bits; expected 0 to " + bits);
            }
            return new AddressRange(first, length);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not a range of addresses such as 192.0.2.0/24", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            int mask = 0xff << Math.max(0, Byte.SIZE - (length - bit));
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + length;
    }
}

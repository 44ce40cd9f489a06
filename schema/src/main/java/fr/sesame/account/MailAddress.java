package fr.sesame.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** A mail address of the institution, in ASCII and lower case: two spellings of one address are equal. */
public record MailAddress(String value) implements Comparable<MailAddress> {
    private static final Pattern FORM = Pattern.compile(
            "[a-z0-9_+-]+(\\.[a-z0-9_+-]+)*@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
    private static final int MAX_LENGTH = 254;

    /** @throws InvalidValueException if the value is not such an address */
    public MailAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new InvalidValueException("'" + value + "' is not a mail address; expected local.part@domain.tld");
        }
    }

    @Override
    public int compareTo(MailAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

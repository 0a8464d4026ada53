package org.sanxing.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/**
 * Where a request comes from, as it may be kept: an address or {@link #UNKNOWN}, never
 * what somebody wrote into a header.
 */
final class ClientAddress {

    static final String UNKNOWN = "unknown";

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-f:.]*:[0-9a-f:.]*");

    private static final int LONGEST = 45;

    private ClientAddress() {
    }

    /**
     * @param remote as the server says it, after trusted proxies
     */
    static String of(@Nullable String remote) {
        InetAddress parsed = parse(remote);
        return (parsed != null) ? parsed.getHostAddress() : UNKNOWN;
    }

    /**
     * What counts as one place: an IPv4 address, or the 64 bits of an IPv6 one that its
     * holder cannot change at will.
     */
    static String network(String address) {
        InetAddress parsed = parse(address);
        if (parsed == null || parsed.getAddress().length == 4) {
            return (parsed != null) ? parsed.getHostAddress() : UNKNOWN;
        }
        byte[] bytes = parsed.getAddress();
        Arrays.fill(bytes, 8, 16, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        }
        catch (UnknownHostException ex) {
            return UNKNOWN;
        }
    }

    private static @Nullable InetAddress parse(@Nullable String remote) {
        String text = (remote != null) ? Texts.strip(remote).toLowerCase(Locale.ROOT).replaceFirst("%.*$", "") : "";
        if (text.length() > LONGEST || !LITERAL.matcher(text).matches()) {
            return null;
        }
        try {
            // A literal is never looked up.
            return InetAddress.getByName(text);
        }
        catch (UnknownHostException ex) {
            return null;
        }
    }

}

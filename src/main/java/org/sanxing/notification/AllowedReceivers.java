package org.sanxing.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.sanxing.common.Texts;

import org.springframework.stereotype.Component;

/**
 * Sends nothing to this machine itself or along its link, by whatever name: what listens
 * there trusts whoever is on it. A setting names exceptions.
 */
@Component
class AllowedReceivers {

    private final List<String> allowed;

    AllowedReceivers(WebhookSettings settings) {
        this.allowed = settings.allow().stream().map((one) -> Texts.strip(one).toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * To be asked right before each request: the platform keeps what a name stands for
     * longer than it takes to connect, so that both get the same address.
     * @throws OwnAddress where nothing is sent to it
     * @throws IOException where the name stands for nothing
     */
    void check(URI url) throws IOException {
        String host = url.getHost();
        if (host == null) {
            // Such as 127.1, which is no host to Java and one to others.
            throw new OwnAddress();
        }
        if (this.allowed.contains(host.toLowerCase(Locale.ROOT))) {
            return;
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (isOwn(address) && !this.allowed.contains(address.getHostAddress())) {
                throw new OwnAddress();
            }
        }
    }

    private static boolean isOwn(InetAddress address) throws IOException {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                || address.isMulticastAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    static final class OwnAddress extends IOException {

        OwnAddress() {
            super("an address of this machine or its link");
        }

    }

}

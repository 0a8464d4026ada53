package org.sanxing.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server with faults, on the loopback: refuses addresses, takes a mail and hangs
 * up before it says so, does not answer at all.
 */
final class FaultySmtp implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

    private final ServerSocket server;

    private final List<Received> received = new CopyOnWriteArrayList<>();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final AtomicInteger hangUps = new AtomicInteger();

    private final AtomicInteger connections = new AtomicInteger();

    private volatile CountDownLatch silence = new CountDownLatch(0);

    FaultySmtp() throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return this.server.getLocalPort();
    }

    /** Mails to this address are answered with 550. */
    void refuse(String address) {
        this.refused.add(address);
    }

    void refuseNobody() {
        this.refused.clear();
    }

    /** So many mails are taken, and the line goes dead before the sender hears of it. */
    void hangUpAfterTaking(int mails) {
        this.hangUps.set(mails);
    }

    /** Says nothing to whoever connects, until told to speak. */
    void fallSilent() {
        this.silence = new CountDownLatch(1);
    }

    void speakAgain() {
        this.silence.countDown();
    }

    int connections() {
        return this.connections.get();
    }

    /** What was taken, whatever the sender heard. */
    List<Received> received() {
        return this.received;
    }

    private void accept() {
        while (!this.server.isClosed()) {
            try {
                Socket socket = this.server.accept();
                this.connections.incrementAndGet();
                daemon(() -> talk(socket));
            }
            catch (IOException ex) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = socket.getOutputStream()) {
            this.silence.await(1, TimeUnit.MINUTES);
            say(out, "220 faulty");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(java.util.Locale.ROOT);
                if (command.startsWith("EHLO") || command.startsWith("HELO")) {
                    say(out, "250 faulty");
                }
                else if (command.startsWith("RCPT")) {
                    Matcher address = ADDRESS.matcher(line);
                    to = address.find() ? address.group(1) : "";
                    say(out, this.refused.contains(to) ? "550 no such mailbox" : "250 ok");
                }
                else if (command.startsWith("DATA")) {
                    say(out, "354 go on");
                    if (take(in, to)) {
                        return;
                    }
                    say(out, "250 taken");
                }
                else if (command.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                else {
                    say(out, "250 ok");
                }
            }
        }
        catch (IOException ex) {
            // The other side has gone.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether to hang up. */
    private boolean take(BufferedReader in, String to) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        Matcher id = MESSAGE_ID.matcher(text);
        this.received.add(new Received(to, id.find() ? id.group(1) : "", text.toString()));
        return this.hangUps.getAndUpdate((left) -> Math.max(0, left - 1)) > 0;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        this.silence.countDown();
        this.server.close();
    }

    record Received(String to, String messageId, String source) {

    }

}

package fr.sesame.server.fuzz;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Beginnings of TLS that are nearly right. */
final class HelloMutator implements Supplier<byte[]> {
    private final byte[] hello;
    private final Random random;

    HelloMutator(Random random) throws GeneralSecurityException, SSLException {
        this.random = random;
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), packet);
        hello = Arrays.copyOf(packet.array(), packet.position());
    }

    @Override
    public byte[] get() {
        byte[] bytes = hello.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}

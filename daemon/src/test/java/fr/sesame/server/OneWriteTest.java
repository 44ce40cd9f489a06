package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.directory.api.ldap.model.message.SearchResultDoneImpl;
import org.apache.directory.api.ldap.model.message.SearchResultEntryImpl;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.DummySession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.junit.jupiter.api.Test;

class OneWriteTest {
    private final DummySession session = new DummySession();
    private final List<String> wire = new ArrayList<>();
    private int size = 1;

    /** An entry is as many e's as {@link #size} says, anything else a d. */
    private final class Codec extends IoFilterAdapter {
        @Override
        public void filterWrite(NextFilter next, IoSession of, WriteRequest request) throws Exception {
            String bytes = request.getMessage() instanceof SearchResultEntryImpl ? "e".repeat(size) : "d";
            request.setMessage(IoBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)));
            next.filterWrite(of, request);
        }
    }

    private final class Wire extends IoFilterAdapter {
        @Override
        public void filterWrite(NextFilter next, IoSession of, WriteRequest request) throws Exception {
            wire.add(((IoBuffer) request.getMessage()).getString(StandardCharsets.US_ASCII.newDecoder()));
        }
    }

    /** Receives a request that is handled so. */
    private void receive(Consumer<IoSession> handler) throws Exception {
        session.getFilterChain().clear();
        session.getFilterChain().addLast("wire", new Wire());
        session.getFilterChain().addLast("one-write", new OneWrite());
        session.getFilterChain().addLast("codec", new Codec());
        session.setHandler(new IoHandlerAdapter() {
            @Override
            public void messageReceived(IoSession of, Object message) {
                handler.accept(of);
            }

            @Override
            public void exceptionCaught(IoSession of, Throwable cause) {
                wire.add("caught " + cause.getMessage());
            }
        });
        session.getFilterChain().fireMessageReceived("request");
    }

    private static WriteFuture entry(IoSession to) {
        return to.write(new SearchResultEntryImpl(1));
    }

    private static WriteFuture done(IoSession to) {
        return to.write(new SearchResultDoneImpl(1));
    }

    @Test
    void anEntryAndTheEndOfItsSearchAreOneWrite() throws Exception {
        receive(to -> {
            assertThat(entry(to).isWritten()).isTrue(); // so nobody can wait for it in vain
            done(to);
        });
        assertThat(wire).containsExactly("ed");
    }

    @Test
    void severalEntriesTooAndSoTheNextSearch() throws Exception {
        receive(to -> {
            entry(to);
            entry(to);
            entry(to);
            done(to);
            entry(to);
            done(to);
            done(to);
        });
        assertThat(wire).containsExactly("eeed", "ed", "d");
    }

    @Test
    void whatIsLongIsSentAtOnce() throws Exception {
        size = 7000;
        receive(to -> {
            for (int i = 0; i < 4; i++) {
                entry(to);
            }
            done(to);
        });
        assertThat(wire).extracting(String::length).containsExactly(21_000, 7001);
    }

    @Test
    void anEntryWithoutAnEndIsSentWhenTheRequestIsDoneWith() throws Exception {
        receive(to -> {
            entry(to);
            assertThat(wire).isEmpty();
        });
        assertThat(wire).containsExactly("e");
    }

    @Test
    void soItIsWhenTheRequestFails() throws Exception {
        receive(to -> {
            entry(to);
            throw new IllegalStateException("on purpose");
        });
        assertThat(wire).containsExactlyInAnyOrder("e", "caught on purpose");
    }

    @Test
    void whatAnotherThreadWritesIsSentAtOnce() throws Exception {
        receive(to -> {
            Thread other = new Thread(() -> entry(to));
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(wire).containsExactly("e");
            done(to);
        });
        assertThat(wire).containsExactly("e", "d");
    }

    @Test
    void whatIsWrittenUnasked() {
        session.getFilterChain().addLast("wire", new Wire());
        session.getFilterChain().addLast("one-write", new OneWrite());
        session.getFilterChain().addLast("codec", new Codec());
        entry(session);
        assertThat(wire).containsExactly("e");
    }
}

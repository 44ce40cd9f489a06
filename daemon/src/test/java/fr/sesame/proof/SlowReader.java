package fr.sesame.proof;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A client that asks for everything and takes the answer off the wire when it likes, or is gone without a word. */
final class SlowReader implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 256 * 1024;
    private static final int TIMEOUT_MILLIS = 120_000;

    private final Socket socket = new Socket();
    private final ASN1StreamReader answers;

    /** Connects, binds, asks, and reads nothing of the answer. */
    SlowReader(Instance instance) throws IOException, LDAPException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER); // before it connects, or the window is large
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), instance.ldapPort()));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        answers = new ASN1StreamReader(socket.getInputStream());
        send(new LDAPMessage(
                1, new BindRequestProtocolOp("cn=operator,ou=services," + Instance.BASE, instance.password())));
        int code = read().getBindResponseProtocolOp().getResultCode();
        if (code != 0) {
            throw new IOException("the bind was answered " + code);
        }
        send(new LDAPMessage(
                2,
                new SearchRequestProtocolOp(
                        Instance.BASE,
                        SearchScope.SUB,
                        DereferencePolicy.NEVER,
                        0,
                        0,
                        false,
                        Filter.createPresenceFilter("objectClass"),
                        List.of("*"))));
    }

    private void send(LDAPMessage message) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(message.encode().encode());
        out.flush();
    }

    private LDAPMessage read() throws IOException, LDAPException {
        LDAPMessage message = LDAPMessage.readFrom(answers, true);
        if (message == null) {
            throw new IOException("the connection was closed");
        }
        return message;
    }

    /** Takes that many entries off the wire. */
    void take(int entries) throws IOException, LDAPException {
        for (int i = 0; i < entries; i++) {
            if (read().getProtocolOpType() != 0x64) {
                throw new IOException("ended after " + i + " entries");
            }
        }
    }

    /** Takes the rest, and tells how many entries that were. */
    int takeAll() throws IOException, LDAPException {
        for (int entries = 0; ; entries++) {
            LDAPMessage message = read();
            if (message.getProtocolOpType() != 0x64) {
                int code = message.getSearchResultDoneProtocolOp().getResultCode();
                if (code != 0) {
                    throw new IOException("the search ended with " + code);
                }
                return entries;
            }
        }
    }

    /** As a client whose process is killed: what was not read is thrown away, and the server is told by a reset. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

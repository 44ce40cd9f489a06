package fr.sesame.server.door;

import java.nio.charset.StandardCharsets;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.extended.NoticeOfDisconnect;
import org.apache.mina.core.buffer.IoBuffer;

/** The notice of disconnection (RFC 4511, 4.4.1) as bytes: ApacheDS has one object for all clients, with the text of the last. */
final class Notice {
    private static final int LONGEST_REASON = 64;

    private Notice() {}

    static IoBuffer of(ResultCodeEnum code, String reason) {
        byte[] text =
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)).getBytes(StandardCharsets.US_ASCII);
        byte[] oid = NoticeOfDisconnect.EXTENSION_OID.getBytes(StandardCharsets.US_ASCII);
        int response = 3 + 2 + 2 + text.length + 2 + oid.length;
        return IoBuffer.allocate(2 + 3 + 2 + response)
                .put(new byte[] {0x30, (byte) (3 + 2 + response), 0x02, 0x01, 0x00, 0x78, (byte) response})
                .put(new byte[] {0x0A, 0x01, (byte) code.getValue(), 0x04, 0x00, 0x04, (byte) text.length})
                .put(text)
                .put(new byte[] {(byte) 0x8A, (byte) oid.length})
                .put(oid)
                .flip();
    }
}

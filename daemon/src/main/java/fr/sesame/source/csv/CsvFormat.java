package fr.sesame.source.csv;

import java.nio.charset.Charset;

/**
 * How an extract is written.
 *
 * @param separator between fields
 * @param charset the encoding that the file must have
 * @param unterminatedLastLine whether a last line without a line end is accepted; else such a file counts as cut
 * @param maxBytes a larger file is refused unread
 */
public record CsvFormat(char separator, Charset charset, boolean unterminatedLastLine, long maxBytes) {}

/** Rows from databases, over JDBC: read to the end or not at all, and never written. */
@NullMarked
package fr.sesame.source.jdbc;

import org.jspecify.annotations.NullMarked;

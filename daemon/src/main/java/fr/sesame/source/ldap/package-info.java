/** Rows from the directory of a partner: entries with their attributes as columns, page by page. */
@NullMarked
package fr.sesame.source.ldap;

import org.jspecify.annotations.NullMarked;

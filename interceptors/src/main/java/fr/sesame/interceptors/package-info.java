/**
 * The rules of the directory as ApacheDS interceptors and authenticators: who may bind, read and write. They ask the pure
 * model and translate its answers into LDAP; none of them knows a date's meaning.
 */
@NullMarked
package fr.sesame.interceptors;

import org.jspecify.annotations.NullMarked;

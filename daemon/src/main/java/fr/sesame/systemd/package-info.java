/**
 * What systemd wants to hear of a service, and hands to it: sd_notify(3), and the files of LoadCredential.
 */
@NullMarked
package fr.sesame.systemd;

import org.jspecify.annotations.NullMarked;

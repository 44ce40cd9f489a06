/**
 * The network side of the directory: ports, TLS, and the limits on what a stranger can send. Nothing here knows who somebody is,
 * and nothing that comes from the network is decoded before it has passed here.
 */
@NullMarked
package fr.sesame.server.door;

import org.jspecify.annotations.NullMarked;

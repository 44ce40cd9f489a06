package fr.sesame.interceptors;

import fr.sesame.interceptors.audit.Kind;

/** What an operation is to a security officer. */
record Act(Kind kind, String detail) {}

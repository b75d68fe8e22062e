/** The command line: one thin class per sub-command. */
package org.mingle.cli;

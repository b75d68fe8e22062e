/** The window's frame: top bar, panels, status bar, and the actions that menu, buttons and keys share. */
package org.mingle.ui.shell;

/** The map: a live picture of the shared space, drawn into a pixel buffer by a renderer of its own. */
package org.mingle.ui.map;

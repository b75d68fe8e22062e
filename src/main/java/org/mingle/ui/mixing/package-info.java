/** The score card: whether the modalities can still be told apart, where, and whether that helped. */
package org.mingle.ui.mixing;

/** The window. One package per panel, FXML beside its controller's name under resources. Never computes on the FX thread. */
package org.mingle.ui;

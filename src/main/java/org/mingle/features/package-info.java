/** Raw pictures and texts to feature vectors: built-in encoders, fitted on the training split only. */
package org.mingle.features;

/** Statistics that answer: can the modalities still be told apart in the shared space? */
package org.mingle.mixing;

/** The machine: native libraries set up before their first load, threads, and matrix products. */
package org.mingle.compute;
